"""`assistant undo`: an entry no longer counts; it stays in the record, and so does the taking back."""

from __future__ import annotations

import click

from assistant.cli import output
from assistant.cli.options import ENTRY, EntryCommand, pass_session, record_options, thread_argument
from assistant.cli.session import Session
from assistant.record.decisions import undo


@click.command("undo", cls=EntryCommand)
@record_options
@thread_argument()
@click.argument("entry", type=ENTRY, metavar="N")
@click.option("--reason", required=True)
@pass_session
def command(session: Session, thread: str, entry: int, reason: str) -> None:
    """Take back entry N of THREAD. Undoing an undo brings the entry back."""
    desk = session.desk()
    output.show_logged(thread, desk.decide(thread, lambda now: undo(now, entry, desk.author, reason)))
