"""`assistant doctor`: is everything where it should be?"""

from __future__ import annotations

import click

from assistant.cli import output
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session


@click.command("doctor")
@record_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@pass_session
def command(session: Session, form: str) -> None:
    """Look at the record, its index, the configuration, the calendars and the templates.

    Exits 1 if something needs a person.
    """
    from assistant.services.doctor import examine

    desk = session.desk()
    findings = examine(desk)
    if form == "json":
        output.document(desk.today(), findings=findings)
    else:
        output.show_lines(f"{'ok  ' if f.ok else 'LOOK'}  {f.what}: {f.text}" for f in findings)
    raise click.exceptions.Exit(0 if all(f.ok for f in findings) else 1)
