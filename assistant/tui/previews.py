"""The reports on offer: each as text to look at and as a file, by the same functions as the commands."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from msgspec import Struct

from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.record.new_file import write_new
from assistant.record.store import regulator_of
from assistant.reports.briefing_page import briefing_document
from assistant.reports.chronology import Period
from assistant.reports.chronology_page import chronology_document
from assistant.reports.disclosure import Reader
from assistant.reports.document import Document
from assistant.reports.silence_page import silence_document
from assistant.reports.statistics import figures, statistics_document
from assistant.services import reporting
from assistant.services.fact_sheets import fact_sheet

Kind = Literal["chronology", "picture", "facts", "all", "briefing", "statistics"]
PLAIN = ("text", "markdown", "html", "docx")


class Report(Struct, frozen=True):
    """One report on offer."""

    kind: Kind
    title: str
    does: str
    about: str
    """A thread or a regulator; empty for the whole record."""


class Scope(Struct, frozen=True):
    """What is to be in it."""

    period: Period = Period(None, None)
    confidential: bool = False


def offered(home: str) -> tuple[Report, ...]:
    """Those for the thread in front, for its regulator, for the record."""
    whole = Report("statistics", "How long answers take", "medians and 90th percentiles", "")
    if not home:
        return (whole,)
    regulator = regulator_of(home)
    return (
        Report("chronology", "Chronology", f"who said what when in {home}", home),
        Report("picture", "Picture", f"{home} over time", home),
        Report("facts", "Silence facts", "what a statement may rest on", home),
        Report("briefing", f"Briefing on {regulator}", "all that is open, on one page", regulator),
        Report("all", f"Chronology with {regulator}", "of all threads with them", regulator),
        whole,
    )


def preview(desk: Desk, report: Report, scope: Scope, width: int) -> str:
    """Its text; in a worker."""
    return b"".join(_pieces(desk, report, scope, "text", width)).decode()


def write(desk: Desk, report: Report, scope: Scope, path: Path) -> Path:
    """Write it to a new file in the form that its ending means; never over another."""
    desk.record.check_writable()
    allowed = ("text", "svg") if report.kind == "picture" else PLAIN
    form = reporting.form_of(path, None, allowed)
    write_new(path, _pieces(desk, report, scope, form, None))
    return path


def _pieces(desk: Desk, report: Report, scope: Scope, form: str, width: int | None) -> Iterable[bytes]:
    if report.kind == "picture":
        to = Reader(confidential=scope.confidential)
        return reporting.picture_of(desk, (report.about,), form, to, width)
    regulator = regulator_of(report.about) if "-" in report.about else report.about
    day = desk.day(regulator) if report.about else desk.today()
    return reporting.painted(_document(desk, report, scope), form, day, width)


def _document(desk: Desk, report: Report, scope: Scope) -> Document:
    to = Reader(confidential=scope.confidential)
    match report.kind:
        case "chronology" | "all":
            one = report.kind == "chronology"
            threads = reporting.long_threads(desk, (report.about,) if one else (), None if one else report.about)
            told = reporting.chronology_of(desk, threads, scope.period, to)
            return chronology_document(told, reporting.names(desk, told.regulator))
        case "briefing":
            page = reporting.briefing_of(desk, report.about, to)
            return briefing_document(page, reporting.names(desk, page.regulator))
        case "facts":
            sheet = fact_sheet(desk, desk.thread(report.about), confidential=scope.confidential)
            return silence_document(sheet.facts, sheet.sentences, sheet.moment, sheet.mark)
        case "statistics":
            timed = reporting.timed(desk, None, scope.period)
            if not timed.complete:
                raise UsageProblem("not every thread could be read: the figures would be wrong")
            return statistics_document(
                figures(timed.waits, "regulator"), f"How long answers take, as of {desk.today()}"
            )
        case _:
            raise UsageProblem(f"{report.title} is no document")
