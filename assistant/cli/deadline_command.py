"""`assistant deadline`: the calculator behind the due days."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli import output
from assistant.cli.options import DAY, pass_session, record_options
from assistant.cli.reading import text_of
from assistant.cli.session import Session
from assistant.errors import UsageProblem
from assistant.record.dates import parse_day

if TYPE_CHECKING:
    from assistant.clocks.calendars import Calendar
    from assistant.clocks.deadlines import Deadline


@click.command("deadline")
@record_options
@click.argument("duration")
@click.option("--from", "start", type=DAY, required=True, metavar="DATE", help="Day 0.")
@click.option("--calendar", metavar="KEY", help="A configured regulator, or a country such as PK or DE-BY.")
@click.option("--holidays", type=click.Path(path_type=Path), metavar="FILE", help="One ISO date a line, instead.")
@click.option("--weekend", metavar="DAYS", help="Such as fri,sat; instead of the calendar's own.")
@click.option("--roll/--no-roll", default=False, help="Move a result on a day off to the next working day.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@pass_session
def command(
    session: Session,
    duration: str,
    start: date,
    calendar: str | None,
    holidays: Path | None,
    weekend: str | None,
    roll: bool,
    form: str,
) -> None:
    """Count DURATION (`7 days`, `10 working days`, `1 month`) from a day.

    Without --calendar and --holidays only Saturdays and Sundays are off. A year whose holidays are not known is said.
    """
    from assistant.clocks.deadlines import due_day
    from assistant.clocks.durations import parse_duration

    chosen = _calendar(session, calendar, holidays, weekend)
    found = due_day(start, parse_duration(duration), chosen, roll)
    for doubt in found.doubts():
        output.tell(doubt)
    _show(session, found, form)


def _calendar(session: Session, key: str | None, holidays: Path | None, weekend: str | None) -> Calendar:
    from assistant.clocks.calendars import SATURDAY_SUNDAY, Calendar, weekend_days

    days = None if holidays is None else _dates(holidays)
    off = None if weekend is None else weekend_days(weekend.split(","), "--weekend")
    if key is None:
        resting = SATURDAY_SUNDAY if off is None else off
        return Calendar.plain(days or (), weekend=resting, years={day.year for day in days or ()})
    return session.desk().calendar(key, holidays=days, weekend=off)


def _dates(path: Path) -> list[date]:
    found = []
    for number, line in enumerate(text_of(str(path)).splitlines(), 1):
        text = line.partition("#")[0].strip()
        if text:
            try:
                found.append(parse_day(text))
            except UsageProblem as error:
                raise UsageProblem(error.what, where=f"{path}, line {number}", hint=error.hint) from error
    return found


def _show(session: Session, found: Deadline, form: str) -> None:
    skipped = [{"date": s.date, "why": s.why, "estimated": s.estimated} for s in found.skipped]
    content = {
        "from": found.start,
        "due": found.due,
        "overdue_from": found.overdue_from,
        "unit": found.duration.unit,
        "skipped": skipped,
        "rolled_from": found.rolled_from,
        "estimated": found.estimated,
        "uncovered": found.uncovered,
    }
    if form == "json":
        output.document(session.desk().today(), **content)
        return
    output.show_lines(found.lines())
