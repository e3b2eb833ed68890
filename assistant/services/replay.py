"""A stretch of the record's past played again: which reminders fired, under today's rules or under others.

It joins the record, the calendars and `clocks.replay`, as the desk does for one day.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from assistant import config
from assistant.clocks.replay import Firing, Matter, Tally, firings, matter, tally, tray
from assistant.clocks.rulebook import Rule, rulebook
from assistant.clocks.rules import RuleSet, rule_set
from assistant.desk import Desk
from assistant.errors import AssistantError, UsageProblem
from assistant.record.dates import FIRST_YEAR, LAST_YEAR
from assistant.record.entry import Line
from assistant.record.index_rows import Fault
from assistant.record.known import known_by
from assistant.record.store import TRAY, regulator_of
from assistant.timekeeper import calendar_warnings


class Range(Struct, frozen=True):
    """What is played again."""

    first: date
    last: date
    threads: tuple[str, ...] = ()
    """Empty: all."""
    rules: Path | None = None
    """A file whose rules take the place of the configuration's own."""
    hindsight: bool = False
    """Use all entries on every day, those logged later too."""


class Replayed(Struct, frozen=True):
    firings: tuple[Firing, ...]
    """By day, under the rules of the file if one was given."""
    dropped: tuple[Firing, ...] = ()
    """Those that fire under the configuration's rules and not, or not on that day, under the file's."""
    added: tuple[Firing, ...] = ()
    """Those that fire, or fire on that day, only under the file's."""
    faults: tuple[Fault, ...] = ()


def replay(desk: Desk, wanted: Range) -> Replayed:
    """Raises `UsageProblem` for a range that makes no sense, an unknown thread, or rules that are not valid."""
    _check(desk, wanted)
    own = rulebook(desk.settings)
    books = [own] if wanted.rules is None else [own, _tried(wanted.rules)]
    with desk.lock:
        faults = [] if wanted.threads else list(desk.record.refresh(as_of=desk.as_of))
        told = {fault.thread for fault in faults if fault.fatal}
        played = [_Playing(desk, wanted, book) for book in books]
        for name, found in _matters(desk, wanted, faults, told):
            try:
                fired = [playing.firings(name, found) for playing in played]
            except AssistantError as error:
                if name not in told:
                    faults.append(Fault(name, str(error)))
                continue
            for playing, more in zip(played, fired, strict=True):
                playing.fired += more
        faults += calendar_warnings(played[-1].rules)
        desk.almanac().save(desk.today())
    return _compared([playing.by_day() for playing in played], faults)


def _check(desk: Desk, wanted: Range) -> None:
    if wanted.first > wanted.last:
        raise UsageProblem(f"{wanted.first} comes after {wanted.last}", hint="--from is the earlier day.")
    if wanted.first.year < FIRST_YEAR:
        raise UsageProblem(f"{wanted.first} is too early")
    if wanted.last.year > LAST_YEAR:
        raise UsageProblem(f"{wanted.last} is too late")
    if desk.as_of and wanted.last > desk.as_of:
        raise UsageProblem(f"{wanted.last} comes after {desk.as_of}, as of which the record is looked at")


def _tried(path: Path) -> tuple[Rule, ...]:
    """The rules of the file as a configuration with nothing else in it would give them."""
    read = config.load(path, required=True)
    if set(tomllib.loads(path.read_text(encoding="utf-8"))) - {"rules"}:
        raise UsageProblem("there is more than rules in it", where=str(path), hint="Only [[rules]] are tried out.")
    return rulebook(read)


def _matters(desk: Desk, wanted: Range, faults: list[Fault], told: set[str]) -> Iterator[tuple[str, Matter]]:
    """Each thread as it stood from day to day, and the tray as one; what cannot be read joins `faults`."""
    lying: list[Matter] = []
    for name, lines in _entries(desk, wanted.threads):
        if name in told:
            continue
        try:
            regulator, known = regulator_of(name), desk.record.known
            zone, cutoff = desk.zone(regulator), desk.cutoff(regulator)
            told_then = known_by(lines, zone, known) if known else lines
            found = matter(told_then, zone, cutoff, hindsight=wanted.hindsight)
        except AssistantError as error:
            faults.append(Fault(name, str(error)))
            continue
        if regulator_of(name) == TRAY:
            lying.append(found)
        else:
            yield name, found
    if lying:
        yield TRAY, tray(lying)


def _entries(desk: Desk, threads: Iterable[str]) -> Iterator[tuple[str, Sequence[Line]]]:
    names = tuple(threads)
    return ((name, desk.record.lines(name)) for name in dict.fromkeys(names)) if names else desk.record.index.each()


class _Playing:
    """What fires under one book of rules."""

    def __init__(self, desk: Desk, wanted: Range, book: Sequence[Rule]) -> None:
        self.desk, self.wanted, self.book = desk, wanted, book
        self.rules: dict[str, RuleSet] = {}
        self.fired: list[Firing] = []

    def firings(self, name: str, found: Matter) -> tuple[Firing, ...]:
        regulator = TRAY if name == TRAY else regulator_of(name)
        if regulator not in self.rules:
            self.rules[regulator] = rule_set(self.book, regulator, self.desk.almanac().calendar(regulator))
        return firings(found, self.rules[regulator], self.wanted.first, self.wanted.last)

    def by_day(self) -> tuple[Firing, ...]:
        return tuple(sorted(self.fired, key=lambda firing: (firing.day, firing.thread, firing.gap)))


def _compared(played: Sequence[tuple[Firing, ...]], faults: Sequence[Fault]) -> Replayed:
    before, after = played[0], played[-1]
    dropped, added = _less(before, after), _less(after, before)
    return Replayed(after, dropped, added, tuple(faults))


def _less(some: Iterable[Firing], others: Iterable[Firing]) -> tuple[Firing, ...]:
    """Those that have no match among `others`: the same step of the same reminder on the same day."""
    known = {(other.gap, other.day) for other in others}
    return tuple(firing for firing in some if (firing.gap, firing.day) not in known)


def lines(found: Replayed) -> Iterator[str]:
    """For a person: each firing, `+` and `-` before what the file's rules add and drop; then a sum for each rule."""
    if not (found.firings or found.dropped):
        yield "No reminder fired."
        return
    added = {firing.gap for firing in found.added}
    marked = [("+" if firing.gap in added else " ", firing) for firing in found.firings]
    marked += [("-", firing) for firing in found.dropped]
    for mark, firing in sorted(marked, key=lambda one: (one[1].day, one[1].thread, one[1].gap)):
        end = f"until {firing.resolved_on}" if firing.resolved_on else "still open"
        yield f"{mark} {firing.day}  {firing.thread}  {firing.rule}, step {firing.step}, due {firing.due}, {end}"
    yield ""
    yield from (_told(of) for of in tally(found.firings))


def _told(of: Tally) -> str:
    median = "" if of.median_days is None else f", open for {of.median_days:g} days (median)"
    return f"{of.rule}: {of.fired} fired, {of.answered} answered before the next step, {of.open} still open{median}"
