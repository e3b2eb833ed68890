"""A thread's entries → what can be found of it. Pure functions.

Found are messages, notes, the thread by its title and numbers, and obligations whose words stand in no message of the
thread (the others are found by the message). Drafts are not: nobody said them yet. A thread that was merged into
another is found there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date, tzinfo
from typing import Literal

from msgspec import Struct, structs

from assistant.record.entry import Line
from assistant.record.fold import corrected, effective_days, fold
from assistant.record.kinds import (
    Corrected,
    Erased,
    Merged,
    Message,
    ObligationType,
    Party,
    ThreadClosed,
    ThreadReopened,
)
from assistant.record.thread import Logged, Obligation, Thread
from assistant.search.fields import mark
from assistant.search.words import folded

Kind = Literal["message", "note", "thread"] | ObligationType


class Document(Struct, frozen=True):
    """One entry as it is found."""

    n: int
    kind: Kind
    day: date
    direction: str = ""
    """Of the message, or of the one that carries the obligation; empty for what belongs to none."""
    channel: str = ""
    confidential: bool = False
    corrected: bool = False
    """Its entry alone does not say what it says now."""
    head: str = ""
    """Subject or title."""
    body: str = ""
    """What was newly written."""
    quoted: str = ""
    """The rest of the text."""
    sender: str = ""
    recipients: str = ""
    files: str = ""
    """Names of attachments."""
    annexes: str = ""
    """What stands in them."""
    refs: str = ""
    marks: str = ""
    """What else is true of it, as `fields.mark` says it."""


class Turn(Struct, frozen=True):
    """The thread was closed or opened again."""

    n: int
    day: date
    closed: bool


class Matter(Struct, frozen=True):
    """All that can be found of one thread, as it stands with all its entries."""

    regulator: str
    documents: tuple[Document, ...]
    turns: tuple[Turn, ...]
    erased: bool
    """Something in it was erased; what was known of that must be forgotten."""


def matter(lines: Sequence[Line], zone: tzinfo) -> Matter:
    """What `lines`, a whole file, let be found; raises as `fold` does."""
    thread = fold(lines, zone)
    erased = {line.fact.entry for line in lines if isinstance(line.fact, Erased)}
    changed = {line.fact.entry for line in lines if isinstance(line.fact, Corrected)}
    own = _thread_marks(thread)
    documents = () if thread.merged_into else _documents(thread, changed)
    found = tuple(structs.replace(d, marks=f"{own} {d.marks}") for d in documents if d.n not in erased)
    return Matter(
        thread.regulator,
        found,
        tuple(_turns(lines, zone)),
        bool(erased),
    )


def _thread_marks(thread: Thread) -> str:
    """What is true of all its entries; its reference numbers word for word, so that part of one is found."""
    numbers = (mark("ref", word) for word in folded(f"{thread.ours} {thread.theirs}"))
    tags = (mark("tag", tag) for tag in thread.tags)
    return " ".join([mark("thread", thread.id), mark("regulator", thread.regulator), *tags, *numbers])


def _documents(thread: Thread, changed: Container[int]) -> Iterator[Document]:
    yield Document(
        1,
        "thread",
        thread.opened,
        corrected=1 in changed,
        head=thread.title,
        body=" ".join(thread.tags),
        refs=f"{thread.ours} {thread.theirs}",
    )
    owed = {(o.message, o.type): mark("has", o.type) for o in thread.obligations}
    for logged in thread.messages:
        carries = [has for (n, _), has in owed.items() if n == logged.n]
        yield _message(logged, carries, changed=logged.n in changed)
    for noted in thread.notes:
        yield Document(noted.n, "note", noted.day, corrected=noted.n in changed, body=noted.text, sender=noted.by)
    for obligation in thread.obligations:
        carrier = thread.message(obligation.message) if obligation.message is not None else None
        if carrier is None or not any(_stands_in(obligation.words, text) for text in carrier.message.texts):
            yield _obligation(obligation, carrier, changed=obligation.n in changed)


def _message(logged: Logged, carries: Iterable[str], *, changed: bool) -> Document:
    m = logged.message
    return Document(
        logged.n,
        "message",
        logged.day,
        m.direction,
        m.channel,
        m.confidential,
        changed,
        head=m.subject,
        body=m.own_text,
        quoted=rest(m),
        sender=_named([m.sender]),
        recipients=_named([*m.to, *m.cc]),
        files="\n".join(attachment.name for attachment in m.attachments),
        annexes="\n".join(annex.text for annex in m.annexes),
        refs="\n".join([*m.numbers, m.receipt]),
        marks=" ".join([*carries, *([mark("has", "attachment")] if m.attachments else []), *_message_marks(logged)]),
    )


def _message_marks(logged: Logged) -> Iterator[str]:
    yield mark("direction", logged.message.direction)
    yield mark("channel", logged.message.channel)
    if logged.cls:
        yield mark("class", logged.cls)


def _obligation(obligation: Obligation, carrier: Logged | None, *, changed: bool) -> Document:
    body = f"{obligation.words}\n{obligation.condition}".rstrip()
    has = mark("has", obligation.type)
    if carrier is None:
        return Document(obligation.n, obligation.type, obligation.day, corrected=changed, body=body, marks=has)
    return Document(
        obligation.n,
        obligation.type,
        carrier.day,
        carrier.message.direction,
        carrier.message.channel,
        carrier.message.confidential,
        changed,
        body=body,
        marks=" ".join([has, *_message_marks(carrier)]),
    )


def rest(message: Message) -> str:
    """The lines of its text that its author did not newly write."""
    if not message.reply_text:
        return ""
    new = Counter(line.rstrip() for line in message.reply_text.split("\n"))
    left = []
    for line in message.text.split("\n"):
        if new[line.rstrip()]:
            new[line.rstrip()] -= 1
        else:
            left.append(line)
    return "\n".join(left)


def _stands_in(words: str, text: str) -> bool:
    return " ".join(words.split()) in " ".join(text.split())


def _named(parties: Iterable[Party]) -> str:
    return "\n".join(f"{party.name} {party.address}" for party in parties)


def _turns(lines: Sequence[Line], zone: tzinfo) -> Iterator[Turn]:
    if not any(isinstance(line.fact, ThreadClosed | ThreadReopened | Merged) for line in lines):
        return
    standing = corrected(lines)
    days = effective_days(standing, zone)
    for line in standing:
        match line.fact:
            case ThreadClosed() | Merged(role="absorbed-by"):
                yield Turn(line.n, days[line.n], closed=True)
            case ThreadReopened():
                yield Turn(line.n, days[line.n], closed=False)
            case _:
                pass
