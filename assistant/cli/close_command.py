"""`assistant close`: the matter is over, or not."""

from __future__ import annotations

from datetime import date

import click

from assistant.cli import output
from assistant.cli.options import DAY, pass_session, record_options
from assistant.cli.session import Session
from assistant.record.decisions import close, reopen


@click.command("close")
@record_options
@click.argument("thread")
@click.option("--reason", default="")
@click.option("--date", "day", type=DAY, metavar="DATE")
@click.option("--reopen", "again", is_flag=True, help="Open a closed thread again.")
@pass_session
def command(session: Session, thread: str, reason: str, day: date | None, again: bool) -> None:
    """Close THREAD: nothing in it is due any more, unless they write again. Its record stays as it is."""
    desk = session.desk()
    decide = reopen if again else close
    when = day or session.as_of
    lines = desk.decide(thread, lambda now: decide(now, desk.author, reason=reason, day=when))
    output.show_logged(thread, lines)
    left = () if again else [f"#{o.n}" for o in desk.latest(thread).obligations if o.is_open]
    if left:
        output.tell(f"note: still open in it, and never reminded of: {', '.join(left)}")
