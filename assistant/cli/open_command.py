"""`assistant open`: a request or commitment, in the words of a message."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from assistant.cli import output
from assistant.cli.options import DAY, ENTRY, pass_session, record_options
from assistant.cli.session import Session
from assistant.record.decisions import Asked, open_obligation


@click.command("open")
@record_options
@click.argument("thread")
@click.argument("words")
@click.option("--message", type=ENTRY, metavar="N", help="The message in which the words stand.")
@click.option("--type", "kind", type=click.Choice(["request", "commitment"]), default="request")
@click.option("--owed-by", type=click.Choice(["company", "regulator"]), required=True)
@click.option("--due", type=DAY, metavar="DATE", help="The day that the words set.")
@click.option("--condition", default="", help="Only if …")
@click.option("--date", "day", type=DAY, metavar="DATE", help="Since when; with --message, its date.")
@pass_session
def command(
    session: Session,
    thread: str,
    words: str,
    message: int | None,
    kind: Any,
    owed_by: Any,
    due: date | None,
    condition: str,
    day: date | None,
) -> None:
    """Open what WORDS ask or promise, quoted as they stand in the message."""
    desk = session.desk()
    asked = Asked(kind, owed_by, words, due, condition)
    since = day or session.as_of
    lines = desk.decide(thread, lambda now: open_obligation(now, asked, desk.author, message=message, day=since))
    output.show_logged(thread, lines)
