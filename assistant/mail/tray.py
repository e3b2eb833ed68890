"""The tray: mail that matched no regulator, as safe as any, until a person says whose it is.

Each exchange lies in a thread of its own under the key `TRAY`. To file it is to merge that thread into the one it
belongs to; so nothing is moved, every step is in the record, and it can be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from assistant.errors import AssistantError, UsageProblem
from assistant.mail.arriving import beginning, numbers_in
from assistant.mail.filed import Filed, Outcome, Where
from assistant.mail.filing import bare_subject
from assistant.mail.parties import address_key
from assistant.record.entry import NewEntry
from assistant.record.index_mail import number_name, passing_number
from assistant.record.index_rows import Summary
from assistant.record.kinds import Message, Party, ThreadClosed
from assistant.record.record import Record
from assistant.record.store import TRAY, regulator_of
from assistant.record.thread import Thread
from assistant.settings.regulator_keys import check_regulator_key

SUGGESTED = 3
"""Threads that are suggested for one exchange at most."""


class Suggestion(Struct, frozen=True):
    """Where an exchange may belong: for a person to confirm, since it is less than a link."""

    thread: str
    reason: str


class Letterhead(Struct, frozen=True):
    """Whose a letter seems to be that came as a file and names no sender: for a person to confirm, too."""

    regulator: str
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
    writers: tuple[Party, ...]
    """Who wrote in it, each address once, the first first; the company's own only where nobody else did."""
    letterhead: Letterhead | None = None


class Numbers(Struct, frozen=True):
    """What is known of reference numbers."""

    patterns: Mapping[str, tuple[str, ...]]
    """By regulator."""
    naming: Callable[[Iterable[str]], Mapping[str, tuple[str, ...]]]
    """See `Index.threads_naming`."""
    names: Mapping[str, str]
    """What each regulator is called."""


class _Known(Struct, frozen=True):
    """The threads that an exchange may belong to."""

    threads: frozenset[str]
    titles: Mapping[str, tuple[str, ...]]
    """By what they are called, in the way that subjects compare; their own reference numbers are among that."""
    own_numbers: frozenset[str]
    numbers: Numbers


def waiting(lying: Iterable[Thread], known: Iterable[Summary], numbers: Numbers) -> Iterator[Waiting]:
    """What is to be said of the exchanges `lying` in the tray, `known` being the threads that they may belong to."""
    found = _known(known, numbers)
    for thread in lying:
        letterhead = _letterhead(thread.messages[0].message, numbers)
        yield exchange(thread, _best(_suggestions(thread, found)), letterhead)


def exchange(thread: Thread, suggestions: tuple[Suggestion, ...] = (), letterhead: Letterhead | None = None) -> Waiting:
    """What is to be said of one that lies in the tray, whatever else is in the record."""
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
        suggestions=suggestions,
        letterhead=letterhead,
        writers=_writers(thread),
    )


def _writers(thread: Thread) -> tuple[Party, ...]:
    messages = [logged.message for logged in thread.messages]
    outside = [message.sender for message in messages if message.direction == "in"]
    found: dict[str, Party] = {}
    for sender in outside or [messages[0].sender]:
        found.setdefault(address_key(sender.address), sender)
    return tuple(found.values())


def _letterhead(letter: Message, known: Numbers) -> Letterhead | None:
    """The one regulator whose name, or the form of whose reference numbers, stands in the head of a letter."""
    if letter.sender.address or letter.channel != "letter":
        return None
    text = _about(letter)
    said = " ".join(text.casefold().split())
    found = {key: f"names {name}" for key, name in known.names.items() if _called(name, said)}
    if not found:
        numbers = ((key, numbers_in(text, patterns)) for key, patterns in known.patterns.items())
        found = {key: f"names {named[0]}" for key, named in numbers if named}
    return Letterhead(*next(iter(found.items()))) if len(found) == 1 else None


def _called(name: str, said: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(' '.join(name.casefold().split()))}(?!\w)", said))


def _best(found: Iterator[Suggestion]) -> tuple[Suggestion, ...]:
    """The first, each thread once."""
    first: dict[str, Suggestion] = {}
    for suggestion in found:
        first.setdefault(suggestion.thread, suggestion)
    return tuple(first.values())[:SUGGESTED]


def _known(summaries: Iterable[Summary], numbers: Numbers) -> _Known:
    threads: set[str] = set()
    titles: dict[str, list[str]] = {}
    own: set[str] = set()
    for summary in summaries:
        if summary.closed and not summary.messages:
            continue  # begun by mistake
        threads.add(summary.thread)
        theirs = [number.casefold() for number in (summary.ours, summary.theirs) if number]
        own.update(theirs)
        for name in (_comparable(summary.title), *theirs):
            titles.setdefault(name, []).append(summary.thread)
    found = {name: tuple(called) for name, called in titles.items()}
    return _Known(frozenset(threads), found, frozenset(own), numbers)


def _comparable(subject: str) -> str:
    return " ".join(bare_subject(subject).casefold().split())


def _suggestions(thread: Thread, known: _Known) -> Iterator[Suggestion]:
    for logged in thread.messages:
        subject = _comparable(logged.message.subject)
        for one in known.titles.get(subject, ()):
            yield Suggestion(one, "the same subject")
        text = _about(logged.message)
        named = {name for name in _words(subject) & known.titles.keys() - {subject} if any(map(str.isdigit, name))} | (
            _words(text.casefold()) & known.own_numbers
        )
        for number in sorted(named):
            yield from (Suggestion(one, f"names {number}") for one in known.titles[number])
        yield from _naming(text, known)


def _words(text: str) -> set[str]:
    return {word.strip(".,;:()[]") for word in text.split()}


def _about(message: Message) -> str:
    """Its subject and the beginnings of its texts."""
    texts = (message.own_text, *(annex.text for annex in message.annexes))
    return "\n".join((message.subject, *map(beginning, texts)))


def _naming(text: str, known: _Known) -> Iterator[Suggestion]:
    """The threads whose messages name a reference number that stands in `text`."""
    numbers = {
        name(regulator, number): number
        for regulator, patterns in known.numbers.patterns.items()
        for number in numbers_in(text, patterns)
        for name in (number_name, passing_number)
    }
    for name, threads in known.numbers.naming(numbers).items() if numbers else ():
        yield from (Suggestion(one, f"names {numbers[name]}") for one in threads if one in known.threads)


def file_in(record: Record, tray: str, thread: str, by: str) -> None:
    """Say that the exchange `tray` belongs to `thread`; raises `UsageProblem`."""
    check_lay(tray)
    _check_place(thread)
    record.merge(thread, tray, by, "filed from the tray")


def _check_place(thread: str) -> None:
    if regulator_of(thread) == TRAY:
        raise UsageProblem(f"{thread} lies in the tray itself", hint="Name a thread with a regulator, or --regulator.")


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


def file_all(record: Record, trays: Iterable[str], where: Where, by: str, day: date | None = None) -> Outcome:
    """File several, or none: raises `UsageProblem` unless all lie in the tray and there is a place for them.

    What fails for another reason, a disk that is full, ends it there. `day`: when it was decided; by default now.
    """
    trays = tuple(dict.fromkeys(trays))
    check_all(record, trays, where)
    filed: list[Filed] = []
    for tray in trays:
        try:
            filed.append(Filed(tray, _file(record, tray, where, by, day)))
        except AssistantError as error:
            if not filed:
                raise
            return Outcome(tuple(filed), error)
    return Outcome(tuple(filed))


def check_all(record: Record, trays: Iterable[str], where: Where) -> tuple[Thread, ...]:
    """The exchanges, all of which can go there; raises `UsageProblem` if one cannot."""
    found = tuple(check_waiting(record, tray) for tray in trays)
    if where.thread is not None:
        _check_place(where.thread)
        record.thread(where.thread)
    elif where.regulator is not None:
        check_regulator_key(where.regulator)
    return found


def _file(record: Record, tray: str, where: Where, by: str, day: date | None) -> str | None:
    """The thread that it is in now; None if it was set aside."""
    if where.thread is not None:
        file_in(record, tray, where.thread, by)
        return where.thread
    if where.regulator is not None:
        return file_anew(record, tray, where.regulator, by)
    set_aside(record, tray, by, where.reason, day)
    return None


def check_waiting(record: Record, tray: str) -> Thread:
    """The exchange, as it lies in the tray; raises `UsageProblem` if it does not."""
    check_lay(tray)
    lying = record.thread(tray)
    if lying.closed:
        where = f"it was filed in {lying.merged_into}" if lying.merged_into else "it was set aside"
        raise UsageProblem(f"{tray} no longer lies in the tray: {where}")
    return lying


def check_lay(tray: str) -> None:
    """Raises `UsageProblem` for what is no exchange that lies in the tray or ever did."""
    if regulator_of(tray) != TRAY:
        raise UsageProblem(
            f"{tray} does not lie in the tray", hint="See `assistant tray`; --to THREAD names where it goes."
        )
