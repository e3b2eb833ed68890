"""The first walk of somebody new, in a real terminal: from the demo's first page to a letter sent, and back again.

Every key is counted, those of the words that are typed included.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import assistant

TMUX = shutil.which("tmux")
MOST_KEYS = 25
PATIENCE = 30.0
"""Seconds for one step on a busy machine."""

pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed")


class Terminal:
    """A terminal of 80 by 24 in which a program runs."""

    def __init__(self, socket: Path, command: list[str], home: Path) -> None:
        self.socket = socket
        self.keys = 0
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
        house = str(Path(assistant.__file__).parent.parent)
        environment = {**kept, "HOME": str(home), "PYTHONPATH": house, "LC_ALL": "C.UTF-8", "TMPDIR": str(home)}
        told = [f"{name}={value}" for name, value in environment.items()]
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "env", "-i", *told,
                   "TERM=screen-256color", *command)  # fmt: skip

    def _tmux(self, *arguments: str) -> str:
        assert TMUX is not None
        done = subprocess.run([TMUX, "-S", str(self.socket), *arguments], check=True, capture_output=True, text=True)
        return done.stdout

    @property
    def screen(self) -> str:
        return self._tmux("capture-pane", "-p")

    def press(self, key: str) -> None:
        """A key by tmux's name."""
        self.keys += 1
        self._tmux("send-keys", key)

    def type(self, text: str) -> None:
        self.keys += len(text)
        self._tmux("send-keys", "-l", text)

    def until(self, *wanted: str, without: str = "") -> str:
        """The screen once it says all of `wanted`, and not `without`."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            screen = self.screen
            if all(text in screen for text in wanted) and not (without and without in screen):
                return screen
            time.sleep(0.1)
        pytest.fail(f"no {wanted} (or still {without!r}) on the screen:\n{self.screen}")

    def close(self) -> None:
        subprocess.run([str(TMUX), "-S", str(self.socket), "kill-server"], check=False, capture_output=True)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    home = tmp_path / "home"
    home.mkdir()
    opened = Terminal(tmp_path / "t", [sys.executable, "-m", "assistant", "demo"], home)
    yield opened
    opened.close()


def test_from_the_demo_to_a_letter_sent_and_back_without_a_dead_end(terminal: Terminal) -> None:
    terminal.until("as of 18 October 2020", "We owe", "“tangible timelines for the proposed actions”", "⚐ due 19 Oct")
    terminal.press("Enter")
    terminal.until("we owe: “tangible timelines for", "⚐ due in 1 day")
    terminal.press("e")
    terminal.until("How this due day came about", "7 days from day 0: Monday 19 October 2020")
    terminal.press("Escape")
    terminal.until("d Draft", without="How this due day")
    terminal.press("d")
    terminal.until("still missing: your answer", "f2 Next", "Addressed to:")
    terminal.type("See #99")
    terminal.until("✗ 1 thing against it", "“#99”")
    terminal.press("F8")
    terminal.until("This stands against it", "“#99”")
    terminal.press("Escape")
    terminal.until("✗ 1 thing against it", without="It was sent")
    terminal.press("F2")
    terminal.type("#8")
    terminal.until("See #8", "nothing stands against it", without="#99")
    terminal.press("F8")
    terminal.until("It was sent", "[✓] #12 tangible timelines", without="This stands against it")
    terminal.press("C-s")
    terminal.until("○ with them", without="It was sent")
    terminal.press("H")
    terminal.until("They owe", "Gone quiet", without="⚐ due 19 Oct")
    terminal.press("H")
    terminal.until("○ with them", "n Next")
    terminal.press("u")
    terminal.until("● with us")
    terminal.press("H")
    terminal.until("⚐ due 19 Oct", "“tangible timelines")
    assert terminal.keys <= MOST_KEYS


def test_what_is_typed_in_one_burst_reaches_the_draft_that_its_first_key_opens(terminal: Terminal) -> None:
    terminal.until("as of 18 October 2020", "⚐ due 19 Oct")
    terminal.type("dWe act: aCqIT")
    terminal.until("We act: aCqIT", "nothing is missing", "f2 Next")
    terminal.press("Escape")
    terminal.until("d Draft", without="f2 Next")
    terminal.type("lRang them")
    terminal.until("Rang them", "ctrl+s logs it")
