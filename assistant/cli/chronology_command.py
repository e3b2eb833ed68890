"""`assistant chronology`: who said what to whom on which day, and what is owed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from assistant.cli import output
from assistant.cli.options import Form, pass_session, record_options
from assistant.cli.reports import CONFIDENTIAL, FROM, OUT, REGULATOR, TO, deliver, width
from assistant.cli.session import Session
from assistant.errors import UsageProblem

FORMS = ("text", "markdown", "html", "docx", "csv", "json")


@click.command("chronology")
@record_options
@click.argument("threads", nargs=-1, metavar="[THREAD]...")
@REGULATOR
@FROM
@TO
@click.option("--format", "form", type=Form([*FORMS, "svg"]), help="Default: as FILE ends, else text.")
@OUT
@CONFIDENTIAL
@click.option("--picture", is_flag=True, help="Draw one thread over time instead, in the terminal or as .svg.")
@pass_session
def command(
    session: Session,
    threads: tuple[str, ...],
    regulator: str | None,
    first: date | None,
    last: date | None,
    form: str | None,
    out: Path | None,
    confidential: bool,
    picture: bool,
) -> None:
    """Tell the exchanges of threads, or of all with a regulator, in the order of time, and what either side owes.

    Confidential entries are left out and counted unless --confidential asks for them.
    """
    from assistant.record.csv_text import csv_lines
    from assistant.reports.chronology import Period
    from assistant.reports.chronology_page import FIELDS, chronology_document, owed_fields, row_fields
    from assistant.reports.disclosure import Reader, left_out, withheld_fields
    from assistant.services import reporting

    desk = session.desk()
    if picture and (regulator or first or last):
        raise UsageProblem("a picture is of one thread, from its first day on", hint="Name the thread alone.")
    if picture:
        kind = reporting.form_of(out, form, ("text", "svg"))
        deliver(reporting.picture_of(desk, threads, kind, Reader(confidential=confidential), width()), out)
        return
    kind = reporting.form_of(out, form, FORMS)
    found = reporting.long_threads(desk, threads, regulator)
    told = reporting.chronology_of(desk, found, Period(first, last), Reader(confidential=confidential))
    if kind == "json":
        pieces = [
            output.as_json(
                told.day,
                threads=told.threads,
                chronology=[row_fields(row) for row in told.rows],
                obligations=[owed_fields(owed) for owed in told.obligations],
                withheld=withheld_fields(told.withheld),
            )
        ]
        deliver(pieces, out)
    elif kind == "csv":
        deliver((line.encode() for line in csv_lines(map(row_fields, told.rows), FIELDS)), out)
    else:
        document = chronology_document(told, reporting.names(desk, told.regulator))
        deliver(reporting.painted(document, kind, told.day, width() if out is None else None), out)
    if told.withheld and kind == "csv":
        output.tell(left_out(told.withheld))
