"""`assistant pause`: a clock stops; and the shape that `resume` shares with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import click

from assistant.cli import output
from assistant.cli.options import DAY, ENTRY, EntryCommand, pass_session, record_options, thread_argument
from assistant.cli.session import Session
from assistant.record.decisions import pause
from assistant.record.entry import NewEntry


def clock_command(name: str, decide: Callable[..., list[NewEntry]], help_text: str) -> click.Command:
    """A command that stops or starts a clock, naming the message that says so."""

    @click.command(name, cls=EntryCommand, help=help_text)
    @record_options
    @thread_argument()
    @click.argument("opening", type=ENTRY, metavar="[N]", required=False)
    @click.option("--because", type=ENTRY, required=True, metavar="N", help="The message that says so.")
    @click.option("--date", "day", type=DAY, metavar="DATE", help="From when; default: that message's date.")
    @click.option("--reason", default="")
    @pass_session
    def run(session: Session, thread: str, opening: int | None, because: int, day: date | None, reason: str) -> None:
        desk = session.desk()
        lines = desk.decide(
            thread, lambda now: decide(now, desk.author, because=because, opening=opening, day=day, reason=reason)
        )
        output.show_logged(thread, lines)

    return run


command = clock_command(
    "pause",
    pause,
    "Stop the clock of obligation or message N, or all of the thread's, naming the message that stops it.",
)
