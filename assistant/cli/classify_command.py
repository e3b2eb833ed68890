"""`assistant classify`: what an inbound message is."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from assistant.cli import output
from assistant.cli.log_command import CLASSES
from assistant.cli.options import DAY, ENTRY, EntryCommand, pass_session, record_options, thread_argument
from assistant.cli.session import Session
from assistant.record.decisions import classify
from assistant.record.entry import NewEntry
from assistant.record.thread import Thread


@click.command("classify", cls=EntryCommand)
@record_options
@thread_argument()
@click.argument("message", type=ENTRY, metavar="N")
@click.argument("cls", type=click.Choice(CLASSES), metavar="CLASS")
@click.option("--until", type=DAY, metavar="DATE", help="The day a holding reply promises an answer by.")
@click.option(
    "--about", "answers", type=ENTRY, multiple=True, metavar="N", help="With --until: the request it is about."
)
@click.option("--reason", default="")
@pass_session
def command(
    session: Session,
    thread: str,
    message: int,
    cls: Any,
    until: date | None,
    answers: tuple[int, ...],
    reason: str,
) -> None:
    """Say that message N is substantive, partial, acknowledgement, holding, automatic or bounce.

    What a holding reply promises is about the requests that --about names, or that it answers in part; else about
    those of the mail it replies to; else about all that they owe.
    """
    desk = session.desk()

    def decision(now: Thread) -> list[NewEntry]:
        words = desk.announcement(now, message, until) if until else ""
        return classify(now, message, cls, desk.author, reason=reason, until=until, words=words, answers=answers)

    output.show_logged(thread, desk.decide(thread, decision))
