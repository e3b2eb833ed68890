"""`assistant stats`: how long answers take, theirs and ours."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click
import msgspec

from assistant.cli import output
from assistant.cli.options import Form, end_if_unread, pass_session, record_options
from assistant.cli.reports import FROM, TO, deliver, width
from assistant.cli.session import Session

if TYPE_CHECKING:
    from assistant.reports.statistics import Grouping


@click.command("stats")
@record_options
@click.option("--regulator", metavar="KEY", help="One regulator; default: all.")
@click.option("--by", type=click.Choice(["regulator", "channel", "tag", "year"]), help="Default: all together.")
@FROM
@TO
@click.option("--format", "form", type=Form(["text", "markdown", "json", "csv"]), default="text")
@pass_session
def command(
    session: Session,
    regulator: str | None,
    by: Grouping | None,
    first: date | None,
    last: date | None,
    form: str,
) -> None:
    """Show how many days acknowledgements and substantive answers take: median, 90th percentile, number.

    Net of pauses; what is still open counts as open (Kaplan-Meier). --from, --to and --by year go by the day on which a
    wait began. Days alone are told, of confidential messages too. Exits 3 if a thread cannot be read.
    """
    from assistant.reports.chronology import Period
    from assistant.reports.statistics import FIELDS, NOT_REACHED, figures, statistics_document
    from assistant.services import reporting

    desk = session.desk()
    timed = reporting.timed(desk, regulator, Period(first, last))
    output.faults(timed.faults)
    found = figures(timed.waits, by)
    rows = [msgspec.structs.asdict(figure) for figure in found]
    if form == "json":
        output.document(desk.today(), estimate="Kaplan-Meier", stats=rows)
    elif form == "csv":
        days = ("median_days", "p90_days")
        output.table([row | {name: NOT_REACHED for name in days if row[name] is None} for row in rows], FIELDS)
    else:
        title = f"How long answers take, as of {desk.today()}"
        deliver(reporting.painted(statistics_document(found, title), form, desk.today(), width()), None)
    end_if_unread(timed.faults)
