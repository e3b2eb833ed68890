"""`assistant pause`: a clock stops."""

from __future__ import annotations

from datetime import date

import click

from assistant.cli import output
from assistant.cli.options import DAY, ENTRY, pass_session, record_options
from assistant.cli.session import Session
from assistant.record.decisions import pause


@click.command("pause")
@record_options
@click.argument("thread")
@click.argument("opening", type=ENTRY, metavar="[N]", required=False)
@click.option("--because", type=ENTRY, required=True, metavar="N", help="The message that says so.")
@click.option("--date", "day", type=DAY, metavar="DATE", help="From when; default: that message's date.")
@click.option("--reason", default="")
@pass_session
def command(session: Session, thread: str, opening: int | None, because: int, day: date | None, reason: str) -> None:
    """Stop the clock of obligation or message N, or all of the thread's, naming the message that stops it."""
    desk = session.desk()
    lines = desk.decide(
        thread, lambda now: pause(now, desk.author, because=because, opening=opening, day=day, reason=reason)
    )
    output.show_logged(thread, lines)
