"""`assistant briefing`: one page on a regulator before a meeting."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from assistant.cli import output
from assistant.cli.options import Form, pass_session, record_options
from assistant.cli.reports import CONFIDENTIAL, OUT, deliver, width
from assistant.cli.session import Session

FORMS = ("text", "markdown", "html", "docx", "json")


@click.command("briefing")
@record_options
@click.argument("regulator")
@click.option("--format", "form", type=Form(FORMS), help="Default: as FILE ends, else text.")
@OUT
@CONFIDENTIAL
@pass_session
def command(session: Session, regulator: str, form: str | None, out: Path | None, confidential: bool) -> None:
    """Put all that is open with REGULATOR on one page: the ball, what either side owes, promises, silence, dates.

    What does not fit is cut, and the page says how much; --format json has everything.
    """
    from assistant.reports.briefing_page import briefing_document
    from assistant.reports.disclosure import Reader
    from assistant.services import reporting

    desk = session.desk()
    kind = reporting.form_of(out, form, FORMS)
    told = reporting.briefing_of(desk, regulator, Reader(confidential=confidential))
    if kind == "json":
        deliver([output.as_json(told.day, **msgspec.structs.asdict(told))], out)
        return
    document = briefing_document(told, reporting.names(desk, told.regulator))
    deliver(reporting.painted(document, kind, told.day, width() if out is None else None), out)
