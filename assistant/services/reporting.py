"""Reports on a record: what `reports` makes of threads, with the desk's zones, rules and names.

It joins the record, the clocks and the reports, as the desk does for what is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct, structs

from assistant.clocks.gaps import clocks
from assistant.clocks.rules import RuleSet
from assistant.desk import Desk
from assistant.errors import AssistantError, RecordProblem, UsageProblem
from assistant.record.entry import Line
from assistant.record.fold import fold
from assistant.record.index_rows import Fault
from assistant.record.known import known_by
from assistant.record.long_thread import LongThread, Told
from assistant.record.openings import openings
from assistant.record.store import TRAY, owner_of, regulator_of
from assistant.record.thread import Thread
from assistant.reports.as_docx import as_docx
from assistant.reports.as_html import as_html
from assistant.reports.as_markdown import as_markdown
from assistant.reports.as_text import as_text
from assistant.reports.briefing import Briefing, Part, briefing, part
from assistant.reports.chronology import Chronology, Period, chronology, given
from assistant.reports.chronology_page import Names
from assistant.reports.disclosure import Reader, withheld
from assistant.reports.document import Document
from assistant.reports.picture_svg import picture_svg
from assistant.reports.picture_text import picture_text
from assistant.reports.waits import Wait, waits
from assistant.services.depicting import depicted

ENDINGS = {
    ".txt": "text", ".md": "markdown", ".html": "html", ".htm": "html", ".docx": "docx", ".csv": "csv",
    ".json": "json", ".svg": "svg",
}  # fmt: skip
"""The form that a file's name asks for."""


def long_threads(desk: Desk, threads: Sequence[str], regulator: str | None) -> tuple[LongThread, ...]:
    """The named threads, or all of a regulator's but those that were merged into another, in the order of their ids.

    Raises `UsageProblem` unless it is one or the other, and the threads are one regulator's.
    """
    if bool(threads) == (regulator is not None):
        raise UsageProblem("name threads, or a regulator with --regulator, and not both")
    names = sorted(dict.fromkeys(threads)) if regulator is None else _threads_of(desk, regulator.upper())
    keys = {regulator_of(name) for name in names}
    if len(keys) > 1:
        raise UsageProblem(f"these threads are with {', '.join(sorted(keys))}", hint="Name those of one regulator.")
    return tuple(long_thread(desk, name) for name in names)


def long_thread(desk: Desk, name: str) -> LongThread:
    """One thread as of the desk's day, its texts left on disk."""
    regulator = regulator_of(name)
    told = Told(desk.zone(regulator), desk.horizon, desk.cutoff(regulator), desk.record.known)
    return LongThread(desk.record.store.file(name), name, told)


def _threads_of(desk: Desk, regulator: str) -> list[str]:
    for fault in desk.refresh():
        if fault.fatal and fault.concerns(regulator):  # a report without it would be silent about it
            hint = "Name the other threads one by one, or see `assistant doctor`."
            raise RecordProblem(f"{fault.thread} cannot be read: {fault.text}", hint=hint)
    found = sorted(summary.thread for summary in desk.each_summary() if summary.regulator == regulator)
    if not found or regulator == TRAY:
        known = ", ".join(desk.regulators()) or "none"
        raise UsageProblem(f"there is no thread with {regulator!r}", hint=f"There are: {known}.")
    return found


def chronology_of(desk: Desk, threads: Sequence[LongThread], period: Period, to: Reader) -> Chronology:
    """The chronology of the threads as of the desk's day."""
    check_period(period)
    return chronology(given(threads, to), desk.day(threads[0].thread.regulator), period, to)


def check_period(period: Period) -> None:
    """Raise `UsageProblem` for a period that ends before it begins."""
    if period.first and period.last and period.first > period.last:
        raise UsageProblem(f"{period.first} comes after {period.last}", hint="--from is the earlier day.")


def picture_of(desk: Desk, threads: Sequence[str], form: str, to: Reader, width: int | None) -> Iterable[bytes]:
    """The picture of one thread as `svg` or `text`; raises `UsageProblem` for none or several."""
    if len(threads) != 1:
        raise UsageProblem("a picture is of one thread", hint="Name it, without --regulator.")
    thread = desk.thread(threads[0])
    drawn = depicted(desk, thread, withheld(desk.record.lines(thread.id), to))
    if form == "svg":
        return (piece.encode() for piece in picture_svg(drawn))
    return (f"{line}\n".encode() for line in picture_text(drawn, *([width] if width else [])))


def briefing_of(desk: Desk, regulator: str, to: Reader) -> Briefing:
    """The briefing on one regulator as of the desk's day; raises `UsageProblem` for an unknown one."""
    key = regulator.upper()
    day, rules = desk.day(key), desk.rules(key)
    with desk.lock:
        parts = [_part(desk, name, rules, to) for name in _threads_of(desk, key)]
        desk.almanac().save()
    return briefing(key, day, parts)


def _part(desk: Desk, name: str, rules: RuleSet, to: Reader) -> Part:
    thread, day = desk.thread(name), desk.day_of_thread(name)
    running = clocks(thread, rules, openings(thread), day)
    return part(thread, day, running, _moved(thread, rules, day), withheld(desk.record.lines(name), to))


def _moved(thread: Thread, rules: RuleSet, day: date) -> dict[int, date]:
    """The due days that commitments have by extensions and pauses, kept ones too: as if all were open still."""
    if not (thread.extensions or thread.pauses):
        return {}
    promised = tuple(structs.replace(o, updates=()) for o in thread.obligations if o.type == "commitment")
    again = structs.replace(thread, closed=None, obligations=promised)
    return {
        clock.opening.entry: clock.due
        for clock in clocks(again, rules, openings(again), day)
        if clock.opening.kind in {"commitment-due", "promise-passed"}
    }


class Timed(Struct, frozen=True):
    """What was waited for in a record."""

    waits: tuple[Wait, ...]
    faults: tuple[Fault, ...]

    @property
    def complete(self) -> bool:
        """Every thread could be read."""
        return not any(fault.fatal for fault in self.faults)


def timed(desk: Desk, regulator: str | None, period: Period) -> Timed:
    """Every wait that began in `period`, with one regulator or with all; raises `UsageProblem` for an unknown one."""
    check_period(period)
    key = regulator.upper() if regulator else None
    with desk.lock:
        faults = list(desk.record.refresh(as_of=desk.as_of))
        if key and key not in desk.regulators():
            raise UsageProblem(f"there is no thread with {regulator!r}")
        told = {fault.thread for fault in faults if fault.fatal}
        found: list[Wait] = []
        for name, lines in desk.record.index.each():
            owner = owner_of(name)
            if owner == TRAY or (key and owner != key) or name in told:
                continue
            try:
                found += (wait for wait in _waits(desk, owner, lines) if wait.start in period)
            except AssistantError as error:
                faults.append(Fault(name, str(error)))
    return Timed(tuple(found), tuple(fault for fault in faults if not key or fault.concerns(key)))


def _waits(desk: Desk, regulator: str, lines: Sequence[Line]) -> Iterator[Wait]:
    zone, day = desk.zone(regulator), desk.day(regulator)
    told = known_by(lines, zone, desk.record.known) if desk.record.known else lines
    if not told:
        return
    thread = fold(told, zone, day, desk.cutoff(regulator))
    if not thread.merged_into and thread.opened <= day:
        yield from waits(thread, day)


def names(desk: Desk, regulator: str) -> Names:
    """What the two sides are called in a report."""
    return Names(desk.settings.company.name, desk.settings.regulator(regulator).name or regulator)


def form_of(path: Path | None, form: str | None, allowed: Sequence[str]) -> str:
    """The form of an output: the one named, else the one that the file's ending means, else text.

    Raises `UsageProblem` for another ending, or a form that is no text and has no file.
    """
    meant = ENDINGS.get(path.suffix.lower()) if path else None
    found = form or (meant if path else "text")
    if found is None or found not in allowed:
        endings = ", ".join(ending for ending, kind in ENDINGS.items() if kind in allowed)
        raise UsageProblem("this report has no such form", where=str(path or ""), hint=f"A file ends in {endings}.")
    if found == "docx" and path is None:
        raise UsageProblem("a .docx is written to a file", hint="Name it with --out FILE.docx.")
    return found


def painted(document: Document, form: str, day: date, width: int | None = None) -> Iterable[bytes]:
    """The document in a form, in pieces."""
    if form == "docx":
        return [as_docx(document, day)]
    if form == "html":
        return (piece.encode() for piece in as_html(document))
    lines = as_markdown(document) if form == "markdown" else as_text(document, *([width] if width else []))
    return (f"{line}\n".encode() for line in lines)
