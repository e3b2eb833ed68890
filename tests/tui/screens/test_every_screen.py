"""Each screen and each kind of dialog: at two sizes, in both themes, on a plain and on a hostile record.

What must hold of all of them is in `tests.tui.legible`; how they look is kept as text, see `tests.tui.pictures`.
After a change that is wanted: `pytest tests/tui/screens/test_every_screen.py --snapshot-update`, then read what it was.
With `PICTURES=DIR` each is written there as SVG, too.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from assistant.desk import Desk
from assistant.record.decisions import log_message
from assistant.record.kinds import Message, Party
from assistant.tui.app import AssistantApp
from assistant.tui.screens.draft_screen import DraftScreen
from assistant.tui.theme import DARK, LIGHT
from tests.arrivals import mail, mbox
from tests.tui.conftest import SMALL, THREAD, WIDE, settle, strike
from tests.tui.legible import cut, faint, focus_unseen, obeyed, overlapping, strips_of
from tests.tui.pictures import Frame, frame_of, glyphs, picture
from tests.tui.test_draft_checking import checked
from tests.tui.test_hostile_text import BAD, hostile

__all__ = ["hostile"]


class Stop(NamedTuple):
    """What is looked at, and how one gets there from the one before."""

    name: str
    keys: str = ""
    typed: str = ""
    then: str = ""


JOURNEYS = {
    "home": (
        Stop("today", "j"),
        Stop("palette", "ctrl+p", "draft"),
        Stop("help", "escape question_mark"),
        Stop("thread", "escape H n"),
        Stop("words", "v right right right"),
        Stop("explanation", "escape e"),
        Stop("form", "escape s"),
        Stop("composer", "escape l", "/s"),
        Stop("panel", "backspace backspace escape p"),
    ),
    "draft": (
        Stop("draft", "H n d"),
        Stop("checked", "", "We act on your order of 9 October 2019."),
        Stop("facts", "f6 f6"),
        Stop("templates", "ctrl+t"),
        Stop("drop-down", "t down"),
    ),
    "rooms": (
        Stop("search", "H F", "re", "down"),
        Stop("chat", "escape K", "what is open", "enter up"),
        Stop("reports", "escape R j j"),
        Stop("rules", "escape B j"),
    ),
    "tray": (
        Stop("tray", "H T"),
        Stop("filing", "o"),
        Stop("sender", "escape s"),
        Stop("proposals", "escape escape t j P"),
    ),
    "nothing": (Stop("today"), Stop("thread", "H"), Stop("tray", "T")),
}  # fmt: skip
LOGGED = re.compile(r"(?<=logged )\d+ days (?=later)|(?<=Mark )\d+:[0-9a-f]{16}")
"""In the hostile record, which is logged when the test runs: the days, and the hash of its last entry."""
AS_OF = " as of 18 October 2020"


@pytest.fixture
def besieged(hostile: Desk, tmp_path: Path) -> Desk:
    """The hostile record, with such mail in the tray, and a demand that waits to be confirmed."""
    stranger = mail("x@y.example", BAD, f"Please answer {BAD}", "h1@y.example", "Fri, 9 Oct 2020 15:00:00 +0500")
    assert hostile.intake.import_mail([str(mbox(tmp_path / "inbox", [stranger]))]).unmatched == 1
    sender, asked = Party(BAD, "a@b.example"), f"Please provide {BAD} by 30 October 2020."
    demand = Message("in", "email", BAD, asked, sender=sender, received="2020-10-12")
    hostile.decide(THREAD, lambda now: log_message(now, demand, BAD))
    return hostile


@pytest.mark.parametrize(
    ("journey", "record"),
    [(name, record) for name in JOURNEYS for record in (("empty",) if name == "nothing" else ("morning", "besieged"))],
)
async def test_it_looks_as_it_did_and_can_be_read(
    journey: str, record: str, request: pytest.FixtureRequest, snapshot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.tui.screens.rules_screen.settings_path", lambda _: "assistant.toml")
    app = AssistantApp(request.getfixturevalue(record), hint=True, home=True)
    sizes, themes, wrong = [WIDE, SMALL], [DARK.name, LIGHT.name], dict[str, list[str]]()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        for stop in JOURNEYS[journey]:
            await go(pilot, stop)
            for size in sizes:
                await pilot.resize_terminal(*size)
                await settle(pilot)
                name, frames = f"{stop.name}-{size[0]}", dict[str, Frame]()
                for theme in themes:
                    app.theme = theme
                    await settle(pilot)
                    strips = strips_of(app)
                    frames[theme] = frame_of(strips)
                    wrong[f"{name}-{theme}"] = [*faint(app.screen, strips), *obeyed(strips)]
                    draw(app, f"{record}-{name}-{theme}")
                themes.reverse()
                wrong[name] = [*cut(app.screen), *overlapping(app.screen)]
                assert app.screen.is_modal or AS_OF in glyphs(frames[DARK.name])[0]
                assert LOGGED.sub("", picture((frames[DARK.name], frames[LIGHT.name]))) == snapshot(name=name)
            sizes.reverse()
            if record == "morning":  # what the focus looks like does not hang on what is said
                wrong[stop.name] = [*await focus_unseen(pilot)]
    told = [f"{name}: {one}" for name, found in wrong.items() for one in found]
    assert not told, "\n".join(told)


async def go(pilot: Pilot[None], stop: Stop) -> None:
    for struck in (*([key] for key in stop.keys.split()), [*stop.typed], *([key] for key in stop.then.split())):
        strike(pilot, *struck)
        await settle(pilot)
    if isinstance(pilot.app.screen, DraftScreen):
        await checked(pilot)
    for line in pilot.app.screen.query(Input):
        line.cursor_blink = False  # on a slow machine it would be seen, or not


def draw(app: AssistantApp, name: str) -> None:
    """As a picture, where somebody wants to look at it."""
    if folder := os.environ.get("PICTURES"):
        Path(folder, f"{name}.svg").write_text(app.export_screenshot(), encoding="utf-8")
