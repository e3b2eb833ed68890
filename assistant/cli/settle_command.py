"""`assistant settle`: what became of an obligation."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from assistant.cli import output
from assistant.cli.options import DAY, ENTRY, EntryCommand, pass_session, record_options, thread_argument
from assistant.cli.session import Session
from assistant.record.decisions import settle


@click.command("settle", cls=EntryCommand)
@record_options
@thread_argument()
@click.argument("obligation", type=ENTRY, metavar="N")
@click.option("--by", "message", type=ENTRY, metavar="N", help="The message that did it.")
@click.option("--part", "state", flag_value="part", help="Answered in part: the rest stays open.")
@click.option("--withdrawn", "state", flag_value="withdrawn")
@click.option("--reopen", "state", flag_value="open", help="It is open after all.")
@click.option("--reason", default="")
@click.option("--date", "day", type=DAY, metavar="DATE", help="When; with --by, that message's date.")
@pass_session
def command(
    session: Session, thread: str, obligation: int, message: int | None, state: Any, reason: str, day: date | None
) -> None:
    """Say that request or commitment N is settled, answered in part, withdrawn, or open again."""
    desk = session.desk()
    lines = desk.decide(
        thread,
        lambda now: settle(
            now,
            obligation,
            desk.author,
            state=state or "settled",
            by_message=message,
            reason=reason,
            day=day or session.as_of,
        ),
    )
    output.show_logged(thread, lines)
