"""Random keys and clicks while a colleague writes: nothing falls over, nothing acknowledged is lost.

`TEST_SCALE=334` makes it 20,000 keys; `SOAK_SEED` takes another way through them.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import pytest
from textual.pilot import Pilot

from assistant.desk import Desk
from assistant.record.entry import Line, NewEntry
from assistant.tui import app as module
from assistant.tui.app import AssistantApp
from tests.tui.conftest import THREAD, click, settle, strike

KEYS = 60 * int(os.environ.get("TEST_SCALE", "1"))
SEED = int(os.environ.get("SOAK_SEED", "7"))
LETTERS = list("ldnetxcosupaywCNTPSjkgG?/ 12ifvrEzH[]kRGF.#")
"""Without `q`, which ends it, and those that take paths or start other programs."""
NAMED = (
    "enter", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "backspace",
    "escape", "escape", "escape", "escape", "ctrl+s", "ctrl+s", "ctrl+o", "ctrl+d", "ctrl+u", "ctrl+p", "f1", "f2",
    "f5", "f8", "f9", "f12", "space",
)  # fmt: skip
SIZES = ((80, 24), (80, 24), (120, 40), (20, 5), (40, 12), (200, 60))
COLLEAGUE = """
import sys, time
from assistant.desk import Desk
from assistant.errors import Conflict
from assistant.record import decisions
desk = Desk.open(sys.argv[1])
while True:
    try:
        for line in desk.decide(sys.argv[2], lambda _: decisions.note("from a colleague", "colleague")):
            print(f"{sys.argv[2]}#{line.n}@{line.at}", flush=True)
    except Conflict:
        continue
    time.sleep(0.5)
"""


class Soaked(AssistantApp):
    """Goes on where it would end, and remembers what it said."""

    CSS_PATH: ClassVar = [Path(module.__file__).parent / str(name) for name in AssistantApp.CSS_PATH]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.told: list[str] = []

    def exit(self, *_: object, **__: object) -> None:
        self.main.intake.leaving = False

    def notify(self, message: str, **given: Any) -> None:
        self.told.append(message)
        super().notify(message, **given)


async def test_random_keys_and_clicks_while_a_colleague_writes(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    acknowledged: list[str] = []
    append = desk.record.append

    def noted(thread: str, entries: Sequence[NewEntry], expected_n: int | None = None) -> tuple[Line, ...]:
        lines = append(thread, entries, expected_n)
        acknowledged.extend(f"{thread}#{line.n}@{line.at}" for line in lines)
        return lines

    monkeypatch.setattr(desk.record, "append", noted)
    colleague = writing(desk)
    app = Soaked(desk)
    try:
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await settle(pilot)
            await soaked(pilot, random.Random(SEED))  # noqa: S311 - the same way each time
            await settle(pilot)
    finally:
        stopped = colleague.poll()
        colleague.terminate()
        acknowledged += colleague.communicate()[0].split()
    assert stopped is None
    assert not [told for told in app.told if "a fault in the program" in told]
    found = desk.verify()
    assert found.ok, found
    store = desk.record.store
    on_disk = {f"{thread}#{line.n}@{line.at}" for thread in store.threads() for line in store.lines(thread)}
    assert len(acknowledged) > 1
    assert set(acknowledged) <= on_disk


def writing(desk: Desk) -> subprocess.Popen[str]:
    """A process that writes to the same thread, and tells of what is safely on disk."""
    words = [sys.executable, "-c", COLLEAGUE, str(desk.root), THREAD]
    house = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=house)


async def soaked(pilot: Pilot[None], chance: random.Random) -> None:
    app = pilot.app
    for count in range(KEYS):
        at = chance.random()
        if at < 0.04:
            click(pilot, chance.randrange(app.size.width), chance.randrange(app.size.height))
        elif at < 0.05:
            await pilot.resize_terminal(*chance.choice(SIZES))
        elif at < 0.45:
            strike(pilot, chance.choice(NAMED))
        else:
            strike(pilot, chance.choice(LETTERS))
        if count % 10 == 0:
            await pilot.pause()
        if count % 100 == 99:
            await settle(pilot)
