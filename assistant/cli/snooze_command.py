"""`assistant snooze`: hide a reminder, with a reason and an end."""

from __future__ import annotations

from datetime import date

import click

from assistant.cli import output
from assistant.cli.options import DAY, pass_session, record_options
from assistant.cli.session import Session
from assistant.record.decisions import snooze


@click.command("snooze")
@record_options
@click.argument("target", metavar="THREAD|GAP")
@click.option("--until", type=DAY, required=True, metavar="DATE", help="The last day it stays hidden.")
@click.option("--reason", required=True)
@pass_session
def command(session: Session, target: str, until: date, reason: str) -> None:
    """Hide one reminder (a gap's id, as `check` prints it) or all of a thread's, until a day.

    It ends at once when a substantive reply comes, and never hides a legal due day that has arrived.
    """
    desk = session.desk()
    thread, rule, opening = desk.reminder(target)
    today = desk.day_of_thread(thread)
    lines = desk.decide(
        thread,
        lambda now: snooze(now, desk.author, until=until, reason=reason, today=today, rule=rule, opening=opening),
    )
    output.show_logged(thread, lines)
