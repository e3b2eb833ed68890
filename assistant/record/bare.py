"""An entry without its texts: what decides its place, its class, who may see it and what it does to others.

For what goes through a long thread several times: the texts, which are most of a message, are not even decoded.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct, structs

from assistant.errors import RecordProblem
from assistant.record.entry import Line, read_line, understood
from assistant.record.kinds import Channel, Direction, DraftSaved, Fact, Message, MessageClass, Note
from assistant.record.promised import NEAREST


class _Unread(Struct, frozen=True):
    """An entry whose data are not read yet."""

    n: int
    kind: str
    at: str
    by: str
    data: msgspec.Raw


class _Said(Struct, frozen=True):
    """A message, its texts left out."""

    direction: Direction
    channel: Channel
    dated: str | None = None
    sent: str | None = None
    received: str | None = None
    order: int = 0
    message_id: str | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    proposed_class: MessageClass | None = None
    expects_reply: bool | None = None
    illustrative: bool = False
    confidential: bool = False


def bare_line(raw: bytes, where: str) -> Line:
    """The entry in the line `raw`, which was checked before; raises `RecordProblem` that names `where`."""
    try:
        entry = msgspec.json.decode(raw, type=_Unread)
        if entry.kind == "message":
            said = msgspec.json.decode(entry.data, type=_Said)
            said = structs.replace(said, references=said.references[-NEAREST:])
            return Line(entry.n, entry.at, entry.by, Message(**structs.asdict(said)))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordProblem(f"not a readable entry ({error})", where=where) from error
    line = understood(read_line(raw, where), where)
    return structs.replace(line, fact=_without_texts(line.fact))


def _without_texts(fact: Fact) -> Fact:
    match fact:
        case Note():
            return structs.replace(fact, text="", unbinding="")
        case DraftSaved():
            return structs.replace(fact, text="", subject="", to=())
    return fact
