"""`assistant extend`: more time, granted by a message."""

from __future__ import annotations

from datetime import date

import click

from assistant.cli import output
from assistant.cli.options import DAY, ENTRY, pass_session, record_options
from assistant.cli.session import Session
from assistant.record.decisions import extend


@click.command("extend")
@record_options
@click.argument("thread")
@click.argument("opening", type=ENTRY, metavar="N")
@click.option("--to", type=DAY, metavar="DATE", help="The new due day.")
@click.option("--by", "duration", metavar="DURATION", help="Such as `10 working days`, from the due day in force.")
@click.option("--granted-by", type=ENTRY, required=True, metavar="N", help="The message that grants it.")
@click.option("--reason", default="")
@pass_session
def command(
    session: Session, thread: str, opening: int, to: date | None, duration: str | None, granted_by: int, reason: str
) -> None:
    """Give obligation or message N more time."""
    from assistant.clocks.durations import parse_duration

    desk = session.desk()
    by = str(parse_duration(duration)) if duration else None
    lines = desk.decide(
        thread,
        lambda now: extend(now, opening, desk.author, granted_by=granted_by, to=to, duration=by, reason=reason),
    )
    output.show_logged(thread, lines)
