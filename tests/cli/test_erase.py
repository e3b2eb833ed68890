"""An entry's words are gone for good; a terminal asks first."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Assistant

CASE = "pta-2020-001"
REASON = ("--reason", "Art. 17 GDPR")


def test_the_words_go_and_what_was_taken_from_them(assistant: Assistant, demo: Path) -> None:
    at = ("--record", demo)
    words = next(
        o.partition("“")[2].partition("”")[0] for o in assistant(*at, "show", CASE).out.split("\n") if "“" in o
    )
    asked = assistant(*at, "erase", f"{CASE}#10", *REASON, "--dry-run")
    assert asked.out.startswith(f"would be erased: {CASE}#10 ")
    assert words in assistant(*at, "show", CASE).out
    done = assistant(*at, "erase", f"{CASE}#10", *REASON)
    assert (done.code, done.out) == (0, asked.out.replace("would be erased", "erased"))
    messages = assistant(*at, "messages", CASE, "--format", "json").json["messages"]
    erased = {m["entry"]: (m["text"], m["subject"]) for m in messages if m["erased"]}
    assert erased == {10: ("", "")}
    assert assistant(*at, "verify").code == 0
    assert assistant(*at, "erase", f"{CASE}#10", *REASON).code == 2


def test_an_entry_is_named_with_its_thread(assistant: Assistant, demo: Path) -> None:
    for wrong in (CASE, "#4", f"{CASE}#", f"{CASE}#x", "nothing-2020-001#2"):
        assert assistant("--record", demo, "erase", wrong, *REASON).code == 2, wrong
    assert assistant("--record", demo, "erase", f"{CASE}#4").code == 2, "without a reason"
    assert "erased" not in assistant("--record", demo, "show", CASE).out


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")
@pytest.mark.parametrize(("answer", "code"), [(b"n\n", 1), (b"y\n", 0)])
def test_a_terminal_is_asked_first(assistant: Assistant, demo: Path, answer: bytes, code: int) -> None:
    leader, follower = os.openpty()
    command = [sys.executable, "-m", "assistant", "--record", str(demo), "erase", f"{CASE}#10", *REASON]
    os.write(leader, answer)
    ended = subprocess.run(command, stdin=follower, capture_output=True, text=True, timeout=60, check=False)
    os.close(follower)
    os.close(leader)
    assert (ended.returncode, ended.stdout.startswith(f"would be erased: {CASE}#10 ")) == (code, True)
    assert ("[erased]" in assistant("--record", demo, "show", CASE).out) is (code == 0)
