"""The tray: mail that matched no regulator, as safe as any, until a person says whose it is.

Each exchange lies in a thread of its own under the key `TRAY`. To file it is to merge that thread into the one it
belongs to; so nothing is moved, every step is in the record, and it can be taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from assistant.config import check_regulator_key
from assistant.errors import UsageProblem
from assistant.mail.filing import bare_subject
from assistant.record.entry import NewEntry
from assistant.record.index_rows import Summary
from assistant.record.kinds import Party, ThreadClosed
from assistant.record.record import Record
from assistant.record.store import TRAY, regulator_of
from assistant.record.thread import Thread

SUGGESTED = 3
"""Threads that are suggested for one exchange at most."""


class Suggestion(Struct, frozen=True):
    """Where an exchange may belong: for a person to confirm, since it is less than a link."""

    thread: str
    reason: str


class Waiting(Struct, frozen=True):
    """One exchange in the tray."""

    thread: str
    day: date
    """Of its first message."""
    logged: str
    """When it came into the tray, UTC."""
    sender: Party
    to: tuple[Party, ...]
    subject: str
    messages: int
    doubt: str
    """Why its sender should be looked at twice."""
    suggestions: tuple[Suggestion, ...]


def waiting(lying: Iterable[Thread], known: Iterable[Summary]) -> Iterator[Waiting]:
    """What is to be said of the exchanges `lying` in the tray, `known` being the threads that they may belong to."""
    titles = _titles(known)
    for thread in lying:
        yield _waiting(thread, titles)


def _waiting(thread: Thread, titles: Mapping[str, tuple[str, ...]]) -> Waiting:
    first = thread.messages[0].message
    return Waiting(
        thread=thread.id,
        day=thread.messages[0].day,
        logged=min(logged.logged for logged in thread.messages),
        sender=first.sender,
        to=first.to,
        subject=first.subject,
        messages=len(thread.messages),
        doubt=next((m.message.doubt for m in thread.messages if m.message.doubt), ""),
        suggestions=_best(_suggestions(thread, titles)),
    )


def _best(found: Iterator[Suggestion]) -> tuple[Suggestion, ...]:
    """The first, each thread once."""
    first: dict[str, Suggestion] = {}
    for suggestion in found:
        first.setdefault(suggestion.thread, suggestion)
    return tuple(first.values())[:SUGGESTED]


def _titles(known: Iterable[Summary]) -> dict[str, tuple[str, ...]]:
    """The threads by what they are called, in the way that subjects compare."""
    found: dict[str, list[str]] = {}
    for summary in known:
        if summary.closed and not summary.messages:
            continue  # begun by mistake
        for name in _names(summary):
            found.setdefault(name, []).append(summary.thread)
    return {name: tuple(threads) for name, threads in found.items()}


def _names(summary: Summary) -> Iterator[str]:
    yield _comparable(summary.title)
    yield from (number.casefold() for number in (summary.ours, summary.theirs) if number)


def _comparable(subject: str) -> str:
    return " ".join(bare_subject(subject).casefold().split())


def _suggestions(thread: Thread, titles: Mapping[str, tuple[str, ...]]) -> Iterator[Suggestion]:
    for logged in thread.messages:
        subject = _comparable(logged.message.subject)
        for known in titles.get(subject, ()):
            yield Suggestion(known, "the same subject")
        words = {word.strip(".,;:()[]") for word in subject.split()}
        for number in words & titles.keys() - {subject}:
            yield from (Suggestion(known, f"names {number}") for known in titles[number])


def file_in(record: Record, tray: str, thread: str, by: str) -> None:
    """Say that the exchange `tray` belongs to `thread`; raises `UsageProblem`."""
    _check(tray)
    if regulator_of(thread) == TRAY:
        raise UsageProblem(f"{thread} lies in the tray itself", hint="Name a thread with a regulator, or --regulator.")
    record.merge(thread, tray, by, "filed from the tray")


def file_anew(record: Record, tray: str, regulator: str, by: str) -> str:
    """Begin a thread with `regulator` of the exchange `tray`, and return its id; raises `UsageProblem`."""
    check_regulator_key(regulator)
    lying = check_waiting(record, tray)
    thread = record.open_thread(regulator, lying.title, by, day=lying.opened)
    record.merge(thread, tray, by, "filed from the tray")
    return thread


def set_aside(record: Record, tray: str, by: str, reason: str, day: date | None = None) -> None:
    """Take the exchange out of the tray without filing it: it is nobody's correspondence. It stays in the record.

    `day`: when it was decided; by default now.
    """
    lying = check_waiting(record, tray)
    if not reason.strip():
        raise UsageProblem("say why it belongs to no regulator", hint="Such as --reason 'a newsletter'.")
    record.append(tray, [NewEntry(ThreadClosed(reason, day.isoformat() if day else None), by)], lying.length)


def check_waiting(record: Record, tray: str) -> Thread:
    """The exchange, as it lies in the tray; raises `UsageProblem` if it does not."""
    _check(tray)
    lying = record.thread(tray)
    if lying.closed:
        where = f"it was filed in {lying.merged_into}" if lying.merged_into else "it was set aside"
        raise UsageProblem(f"{tray} no longer lies in the tray: {where}")
    return lying


def _check(tray: str) -> None:
    if regulator_of(tray) != TRAY:
        raise UsageProblem(
            f"{tray} does not lie in the tray", hint="See `assistant tray`; --to THREAD names where it goes."
        )
