"""`assistant restart`: a clock counts anew, since a message says why."""

from __future__ import annotations

from datetime import date

import click

from assistant.cli import output
from assistant.cli.options import DAY, ENTRY, EntryCommand, pass_session, record_options, thread_argument
from assistant.cli.session import Session
from assistant.errors import UsageProblem
from assistant.record.decisions import restart


@click.command("restart", cls=EntryCommand)
@record_options
@thread_argument()
@click.argument("opening", metavar="N", required=False, type=ENTRY)
@click.option("--because", type=ENTRY, required=True, metavar="M", help="The message that made it begin again.")
@click.option("--date", "day", type=DAY, metavar="DATE", help="Day 0; default: that message's date.")
@click.option("--reason", default="")
@pass_session
def command(session: Session, thread: str, opening: int | None, because: int, day: date | None, reason: str) -> None:
    """Count the clock of obligation or message N anew, legal and courtesy alike.

    For a letter that was sent again, or a clarification that was answered: message M. Its day is day 0; what moved the
    clock before stays in its explanation as history. Without this, a second letter is a reminder, and no legal due day
    moves. Take it back with `undo`.
    """
    if opening is None:
        raise UsageProblem("which clock counts anew?", hint="Name its entry, such as pta-2020-001#9.")
    desk = session.desk()
    lines = desk.decide(thread, lambda now: restart(now, opening, desk.author, because=because, day=day, reason=reason))
    output.show_logged(thread, lines)
