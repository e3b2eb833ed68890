"""`assistant merge`: two threads are one matter, or were not after all."""

from __future__ import annotations

import click

from assistant.cli import output
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session


@click.command("merge")
@record_options
@click.argument("thread")
@click.argument("other")
@click.option("--reason", required=True, help="Why; it is kept with both.")
@click.option("--undo", is_flag=True, help="They are two matters: take the merger back.")
@pass_session
def command(session: Session, thread: str, other: str, reason: str, undo: bool) -> None:
    """Make OTHER part of THREAD, which goes on under its own id.

    The file of OTHER stays as it is; THREAD says again what stands in it, with its dates and authors. With --undo each
    has its own again, and mail that comes later no longer joins them. What was filed from the tray returns there.
    """
    intake = session.desk().intake
    if undo:
        intake.part(thread, other, reason)
        output.show(f"{thread} and {other} are two threads again")
    else:
        intake.merge(thread, other, reason)
        output.show(f"{other} is now part of {thread}")
