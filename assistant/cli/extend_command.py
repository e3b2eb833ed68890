"""`assistant extend`: more time, granted by a message."""

from __future__ import annotations

from datetime import date

import click

from assistant.cli import output
from assistant.cli.options import DAY, ENTRY, EntryCommand, pass_session, record_options, thread_argument
from assistant.cli.session import Session
from assistant.record.decisions import extend
from assistant.record.entry import NewEntry
from assistant.record.thread import Thread


@click.command("extend", cls=EntryCommand)
@record_options
@thread_argument()
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

    def decision(now: Thread) -> list[NewEntry]:
        due = desk.due_day(now, opening, by or "")
        return extend(now, opening, desk.author, granted_by=granted_by, to=to, duration=by, reason=reason, due=due)

    output.show_logged(thread, desk.decide(thread, decision))
