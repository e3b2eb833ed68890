"""Contexts of all three records, and what a model says of them: by hand, made from the passages, told by messages."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from assistant.chat.context import Context
from assistant.chat.grounded import Checker
from assistant.chat.with_model import known_names
from assistant.config import Settings
from assistant.desk import Desk
from tests.chat.given import DAY, context, context_of, passage
from tests.chat.records import NORTH, SOUTH, write_record
from tests.chat.speaking import Case, Speaker

HERE = Path(__file__).parent
DAYS = {"demo": DAY, "north": NORTH, "south": SOUTH}


class Spoken(Struct, frozen=True):
    """A context with true and false sentences about it."""

    context: Context
    settings: Settings
    true: tuple[Case, ...]
    false: tuple[Case, ...]

    @property
    def checker(self) -> Checker:
        return Checker(self.context, known_names(self.context, self.settings))


def by_hand(desks: dict[str, Desk]) -> Iterator[Spoken]:
    """The sentences in the files that the checks were made with."""
    yield from _written((_read("said/demo.toml"), *_read("said/generated.toml")["matters"]), desks)
    for name in ("second", "third", "fourth"):
        yield from _written(_read(f"said/{name}.toml")["matters"], desks)


def free(desks: dict[str, Desk]) -> Iterator[Spoken]:
    """Worded as freely as capable models do; the checks were made broader with these."""
    for name in ("first", "second", "third", "fourth", "fifth"):
        yield from _written(_read(f"said/free_{name}.toml")["matters"], desks)


def held_back(desks: dict[str, Desk]) -> Iterator[Spoken]:
    """As freely worded; nothing was changed for these."""
    yield from _written(_read("said/held_back.toml")["matters"], desks)


def _written(matters: Iterable[dict[str, Any]], desks: dict[str, Desk]) -> Iterator[Spoken]:
    for matter in matters:
        desk, name = desks[matter["record"]], matter["record"]
        true, false = ([Case(f"by hand, {name}", text) for text in matter[key]] for key in ("true", "false"))
        yield Spoken(_context(desk, matter["thread"], DAYS[name]), desk.settings, tuple(true), tuple(false))


def made(desks: dict[str, Desk]) -> Iterator[Spoken]:
    """Sentences made from the passages of every open thread."""
    for name, desk in desks.items():
        for summary in desk.summaries():
            if summary.closed is None:
                context = _context(desk, summary.thread, DAYS[name])
                speaker = Speaker(context, summary.regulator)
                yield Spoken(context, desk.settings, tuple(speaker.true()), tuple(speaker.false()))


def obeying(desk: Desk) -> Iterator[Spoken]:
    """What a model says that does as a message tells it."""
    for message in _read("hostile.toml")["messages"]:
        given = context(passages=[passage(1, message["text"], direction="in", side="regulator", channel="email")])
        yield Spoken(given, desk.settings, (), tuple(Case("obeyed", text) for text in message["obeyed"]))


def desks(folder: Path) -> dict[str, Desk]:
    """The three records, each open on its day."""
    return {name: open_desk(name, folder) for name in DAYS}


def open_desk(name: str, folder: Path) -> Desk:
    desk, _ = write_record(name, folder / name)
    desk.as_of = DAYS[name]
    return desk


def _context(desk: Desk, thread: str, day: date) -> Context:
    found = desk.thread(thread)
    return context_of(found, desk.gaps(found, snoozed=True), day)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))
