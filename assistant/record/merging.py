"""Two threads that turn out to be one matter: what the survivor says again, and what both say of each other.

Pure functions from the two files to the entries to be appended. The absorbed thread's entries are copied, so that
the survivor stays a fold of its own entries and nothing else; each copy keeps the dates, the author and the moment of
logging of its original. Decisions about *all* of the absorbed thread are copied for each of its own openings, since
they were not made for the survivor's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, structs

from assistant.errors import UsageProblem
from assistant.record.entry import Line, NewEntry
from assistant.record.fingerprint import fingerprint
from assistant.record.fold import corrected
from assistant.record.kinds import (
    Corrected,
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

Numbers = Mapping[int, int]
"""What an entry of the absorbed thread is called in the survivor."""

_NAMING = ("message", "obligation", "by_message", "opening", "granted_by", "because", "draft", "answers")
"""Fields that name entries of the same thread, whatever the kind."""
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
    copies = list(_copied(standing, other, len(survivor) + len(again) + 1))
    absorbs = NewEntry(Merged(names[1], "absorbs", reason, len(copies), head), by)
    return Merger((*again, absorbs, *copies), (said,))


def parted(thread: Sequence[Line], other: str, by: str, reason: str) -> NewEntry:
    """The entry that takes back, in `thread`, its merger with `other`; raises `UsageProblem` if there is none."""
    for line in reversed(corrected(thread)):
        if isinstance(line.fact, Merged) and line.fact.other == other:
            return NewEntry(Corrected(line.n, reason, void=True), by)
    raise UsageProblem(f"{_name(thread)} and {other} are not merged")


def _check(names: tuple[str, str], survivor: Sequence[Line], absorbed: Sequence[Line]) -> None:
    if names[0] == names[1]:
        raise UsageProblem("a thread cannot be merged with itself")
    for name, lines in zip(names, (survivor, absorbed), strict=True):
        into = _partners(lines, "absorbed-by")
        if into:
            raise UsageProblem(f"{name} has been merged into {into[-1]}", hint=f"Merge {into[-1]} instead.")


def _partners(lines: Sequence[Line], role: str) -> list[str]:
    return [line.fact.other for line in lines if isinstance(line.fact, Merged) and line.fact.role == role]


def _name(lines: Sequence[Line]) -> str:
    first = lines[0].fact
    return first.thread if isinstance(first, ThreadOpened) else ""


def _copied(survivor: Sequence[Line], absorbed: Sequence[Line], last: int) -> Iterator[NewEntry]:
    """The absorbed thread's standing entries under the numbers that follow `last`."""
    known = {fingerprint(line.fact): line.n for line in survivor if isinstance(line.fact, Message)}
    numbers: dict[int, int] = {}
    openings: list[int] = []
    for line in absorbed:
        if isinstance(line.fact, _LEFT_BEHIND):
            continue
        if isinstance(line.fact, Message) and (same := known.get(fingerprint(line.fact))):
            numbers[line.n] = same
            continue
        for fact in _renumbered(line.fact, numbers, openings):
            last += 1
            numbers.setdefault(line.n, last)
            yield NewEntry(fact, line.by, line.at)
        if isinstance(line.fact, Message | ObligationOpened):
            openings.append(numbers[line.n])


def _renumbered(fact: Fact, numbers: Numbers, openings: Sequence[int]) -> Iterator[Fact]:
    """`fact` as it reads in the survivor: once, or for each opening where it was about all of them."""
    named = {name: value for name in _NAMING if (value := getattr(fact, name, None)) is not None}
    changed = structs.replace(fact, **{name: _renamed(value, numbers) for name, value in named.items()})
    if isinstance(changed, Paused | Resumed | Snoozed) and changed.opening is None:
        yield from (structs.replace(changed, opening=opening) for opening in openings)
    else:
        yield changed


def _renamed(value: int | tuple[int, ...], numbers: Numbers) -> int | tuple[int, ...]:
    return numbers.get(value, 0) if isinstance(value, int) else tuple(numbers.get(n, 0) for n in value)
