"""Two threads that turn out to be one matter: what the survivor says again, and what both say of each other.

Pure functions from the two files to the entries to be appended. The absorbed thread's entries are copied, so that
the survivor stays a fold of its own entries and nothing else; each copy keeps the dates, the author and the moment of
logging of its original. Decisions about *all* of the absorbed thread are copied for each of its own openings, since
they were not made for the survivor's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct, structs

from assistant.errors import UsageProblem
from assistant.record.entry import Line, NewEntry
from assistant.record.families import NAMING
from assistant.record.fingerprint import fingerprint
from assistant.record.fold import corrected
from assistant.record.kinds import (
    Corrected,
    DraftSaved,
    Erased,
    Fact,
    Merged,
    Message,
    ObligationOpened,
    Paused,
    Resumed,
    Snoozed,
    ThreadClosed,
    ThreadOpened,
    ThreadReopened,
)
from assistant.record.store import TRAY

Numbers = Mapping[int, int]
"""What an entry of the absorbed thread is called in the survivor."""

_LEFT_BEHIND = ThreadOpened | ThreadClosed | ThreadReopened | Merged | Erased | Corrected
"""What is said of the absorbed thread itself; corrections have been applied."""


class Merger(Struct, frozen=True):
    """What is to be appended to each of the two, the survivor first."""

    survivor: tuple[NewEntry, ...]
    absorbed: tuple[NewEntry, ...]


def merge(survivor: Sequence[Line], absorbed: Sequence[Line], head: str, by: str, reason: str) -> Merger:
    """The entries that merge `absorbed`, whose last hash is `head`, into `survivor`; both are whole files.

    A message that the survivor has already is not said twice. A merger that broke off between the two files is
    completed; begun anew if `absorbed` has grown since. Raises `UsageProblem` where there is nothing to merge.
    """
    names = _name(survivor), _name(absorbed)
    standing, other = corrected(survivor), corrected(absorbed)
    _check(names, standing, other)
    said = NewEntry(Merged(names[0], "absorbed-by", reason), by)
    again: list[NewEntry] = []
    begun = next((line for line in standing if isinstance(line.fact, Merged) and line.fact.other == names[1]), None)
    if begun and isinstance(begun.fact, Merged):
        if begun.fact.head == head:
            return Merger((), (said,))
        again = [NewEntry(Corrected(begun.n, f"{names[1]} has grown since", void=True), by)]
        standing = corrected([*survivor, Line(len(survivor) + 1, begun.at, by, again[0].fact)])
    copies = [*_reopening(standing, other, names[1], by)]
    copies += _copied(standing, other, len(survivor) + len(again) + 1 + len(copies))
    absorbs = NewEntry(Merged(names[1], "absorbs", reason, len(copies), head), by)
    return Merger((*again, absorbs, *copies), (said,))


def parted(thread: Sequence[Line], others: Collection[str], by: str, reason: str) -> dict[str, NewEntry]:
    """The entries that take back, in `thread`, its mergers with `others`, by these; none for one that has none (left).

    Raises `UsageProblem` if `thread` has since become part of another one, which would go on saying what it said.
    """
    standing = corrected(thread)
    into = [name for name in _partners(standing, "absorbed-by") if name not in others]
    if into:
        hint = f"Take that back first, then part it from {', '.join(others)}."
        raise UsageProblem(f"{_name(thread)} has been merged into {into[-1]}", hint=hint)
    mergers = {line.fact.other: line.n for line in standing if isinstance(line.fact, Merged)}
    return {name: NewEntry(Corrected(mergers[name], reason, void=True), by) for name in others if name in mergers}


def _check(names: tuple[str, str], survivor: Sequence[Line], absorbed: Sequence[Line]) -> None:
    if names[0] == names[1]:
        raise UsageProblem("a thread cannot be merged with itself")
    for name, lines in zip(names, (survivor, absorbed), strict=True):
        into = _partners(lines, "absorbed-by")
        if into:
            raise UsageProblem(f"{name} has been merged into {into[-1]}", hint=f"Merge {into[-1]} instead.")
    keys = [
        first.regulator if isinstance(first := lines[0].fact, ThreadOpened) else "" for lines in (survivor, absorbed)
    ]
    if keys[1] not in {keys[0], TRAY}:
        raise UsageProblem(f"{names[0]} and {names[1]} are matters with two regulators")


def _partners(lines: Sequence[Line], role: str) -> list[str]:
    return [line.fact.other for line in lines if isinstance(line.fact, Merged) and line.fact.role == role]


def _name(lines: Sequence[Line]) -> str:
    first = lines[0].fact
    return first.thread if isinstance(first, ThreadOpened) else ""


def _reopening(survivor: Sequence[Line], absorbed: Sequence[Line], name: str, by: str) -> Iterator[NewEntry]:
    """A closed thread that absorbs an open one is open again, as if it had not been closed: what waits must show."""
    closing = _closing(survivor)
    if closing and isinstance(closing.fact, ThreadClosed) and not _closing(absorbed):
        yield NewEntry(ThreadReopened(f"{name} was open", closing.fact.day), by, closing.at)


def _closing(lines: Sequence[Line]) -> Line | None:
    """The entry that closed the thread, if it is closed."""
    last = next((line for line in reversed(lines) if isinstance(line.fact, ThreadClosed | ThreadReopened)), None)
    return last if last and isinstance(last.fact, ThreadClosed) else None


def _copied(survivor: Sequence[Line], absorbed: Sequence[Line], last: int) -> Iterator[NewEntry]:
    """The absorbed thread's standing entries under the numbers that follow `last`."""
    ids = {line.fact.message_id for line in absorbed if isinstance(line.fact, Message)}  # few, and no hash is needed
    known = {
        fingerprint(line.fact): line.n
        for line in survivor
        if isinstance(line.fact, Message) and line.fact.message_id in ids
    }
    numbers = {
        line.n: same
        for line in absorbed
        if isinstance(line.fact, Message) and (same := known.get(fingerprint(line.fact)))
    }
    copied = [line for line in absorbed if line.n not in numbers and not isinstance(line.fact, _LEFT_BEHIND)]
    own = _can_be_open(absorbed)
    for line in copied:
        numbers[line.n] = last + 1
        if isinstance(line.fact, DraftSaved) and line.fact.draft is not None:
            numbers.setdefault(line.fact.draft, last + 1)  # where its first version was taken back
        last += len(own) if _about_all(line.fact) else 1
    openings = [numbers[n] for n in own]
    for line in copied:
        yield from (NewEntry(fact, line.by, line.at) for fact in _renumbered(line.fact, numbers, openings))


def _can_be_open(lines: Sequence[Line]) -> list[int]:
    """What a clock can count: messages, obligations, and drafts by their first entries."""
    drafts = {line.n: line.fact.draft or line.n for line in lines if isinstance(line.fact, DraftSaved)}
    others = {line.n: line.n for line in lines if isinstance(line.fact, Message | ObligationOpened)}
    return list(dict.fromkeys((drafts | others).values()))


def _about_all(fact: Fact) -> bool:
    """It was decided of everything in its thread, whatever was logged before or after."""
    return isinstance(fact, Paused | Resumed | Snoozed) and fact.opening is None


def _renumbered(fact: Fact, numbers: Numbers, openings: Sequence[int]) -> Iterator[Fact]:
    """`fact` as it reads in the survivor: once, or for each opening where it was about all of them."""
    named = {name: value for name in NAMING if (value := getattr(fact, name, None)) is not None}
    changed = structs.replace(fact, **{name: _renamed(value, numbers) for name, value in named.items()})
    if _about_all(fact):
        yield from (structs.replace(changed, opening=opening) for opening in openings)
    else:
        yield changed


def _renamed(value: int | tuple[int, ...], numbers: Numbers) -> int | tuple[int, ...]:
    """What is not there, since it was taken back, gets a number that no entry has, each its own."""
    if isinstance(value, tuple):
        return tuple(numbers.get(n, -abs(n)) for n in value)
    return numbers.get(value, -abs(value))
