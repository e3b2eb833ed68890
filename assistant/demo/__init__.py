"""The demo record: a real case, written as a person would have logged it, day by day."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.record.decisions import Asked, log_message
from assistant.record.entry import NewEntry
from assistant.record.kinds import Channel, Direction, Message, MessageClass, Note, ObligationUpdated, Party
from assistant.record.place import check_place, make_folder
from assistant.record.thread import Thread

HERE = Path(__file__).parent
BY = "demo"
ORIGIN = "public press reports and statements, in our own words"
THEM = Party("Pakistan Telecommunication Authority", "chairman-office@pta.example")
US = Party("ByteDance Public Policy", "policy@bytedance.example")


class _Message(Struct, frozen=True, forbid_unknown_fields=True):
    direction: Direction
    channel: Channel
    day: date
    subject: str
    text: str
    cls: MessageClass | None = msgspec.field(default=None, name="class")
    illustrative: bool = False
    asks: tuple[dict[str, str], ...] = ()
    settles: tuple[str, ...] = ()
    settled_because: str = ""
    answers_partly: tuple[str, ...] = ()


class _Note(Struct, frozen=True, forbid_unknown_fields=True):
    day: date
    text: str


class _Opening(Struct, frozen=True, forbid_unknown_fields=True):
    regulator: str
    title: str
    ours: str
    day: date


class _Case(Struct, frozen=True, forbid_unknown_fields=True):
    as_of: date
    thread: _Opening
    messages: tuple[_Message, ...]
    notes: tuple[_Note, ...]


def case() -> _Case:
    """The case as the data file tells it."""
    return msgspec.convert(tomllib.loads((HERE / "pakistan-2020.toml").read_text(encoding="utf-8")), _Case)


def as_of() -> date:
    """The day on which the demo opens."""
    return case().as_of


def write_demo(root: Path) -> str:
    """Write the demo record into `root`, which must be empty or not exist yet; return its thread's id."""
    if not root.is_file():
        check_place(root)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise UsageProblem("the demo needs an empty folder", where=str(root), hint="Name one that does not exist yet.")
    make_folder(root)
    configuration = root / "assistant.toml"
    configuration.touch(mode=0o600)
    configuration.write_bytes((HERE / "assistant.toml").read_bytes())
    desk = Desk.open(str(root), str(root / "assistant.toml"))
    try:
        return _write(desk, case())
    finally:
        desk.close()


def _write(desk: Desk, told: _Case) -> str:
    opening = told.thread
    thread = desk.record.open_thread(
        opening.regulator, opening.title, BY, day=opening.day, ours=opening.ours, at=_logged(opening.day)
    )
    keys: dict[str, int] = {}
    items: list[_Message | _Note] = [*told.messages, *told.notes]
    for item in sorted(items, key=lambda item: item.day):
        now = desk.latest(thread)
        entries = _message(now, item, keys) if isinstance(item, _Message) else [_note(item)]
        desk.append(thread, entries, now.length)
    desk.refresh()
    return thread


def _note(told: _Note) -> NewEntry:
    return NewEntry(Note(told.text, told.day.isoformat()), BY, _logged(told.day))


def _message(thread: Thread, told: _Message, keys: dict[str, int]) -> list[NewEntry]:
    day, at, n = told.day.isoformat(), _logged(told.day), thread.length + 1
    inbound = told.direction == "in"
    message = Message(
        told.direction,
        told.channel,
        told.subject,
        told.text,
        sender=THEM if inbound else US,
        to=() if told.direction == "public" else (US if inbound else THEM,),
        dated=day,
        sent=None if inbound else day,
        received=day if inbound else None,
        illustrative=told.illustrative,
        source="" if told.illustrative else ORIGIN,
    )
    settled = [
        NewEntry(ObligationUpdated(keys[key], "settled", n, told.settled_because), BY, at) for key in told.settles
    ]
    asks = [msgspec.convert({k: v for k, v in ask.items() if k != "key"}, Asked) for ask in told.asks]
    partly = [keys[key] for key in told.answers_partly]
    entries = log_message(thread, message, BY, asks=asks, answers_partly=partly, cls=told.cls, at=at) + settled
    first = n + (2 if told.cls else 1)  # the obligations follow the message and its class
    keys |= {ask["key"]: first + place for place, ask in enumerate(told.asks) if "key" in ask}
    return entries


def _logged(day: date) -> str:
    """The demo is logged in the evening of each day, as a careful desk would."""
    return f"{day.isoformat()}T14:00:00Z"
