"""`assistant file`: whose the mail in the tray is."""

from __future__ import annotations

import click

from assistant.cli import output
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session
from assistant.desk import Desk
from assistant.errors import UsageProblem


@click.command("file")
@record_options
@click.argument("trays", nargs=-1, required=True, metavar="TRAY-ID...")
@click.option("--to", "thread", metavar="THREAD", help="They belong to this thread.")
@click.option("--regulator", metavar="KEY", help="Each begins a thread of its own with this regulator.")
@click.option("--aside", is_flag=True, help="They are nobody's correspondence: out of the tray, but not lost.")
@click.option("--reason", default="", help="Why; needed with --aside.")
@pass_session
def command(
    session: Session, trays: tuple[str, ...], thread: str | None, regulator: str | None, aside: bool, reason: str
) -> None:
    """File exchanges of the tray, all of them or none.

    \b
    assistant file tray-2020-001 tray-2020-004 --to pta-2020-001
    assistant file tray-2020-002 --regulator PTA
    assistant file tray-2020-003 --aside --reason "a newsletter"

    Nothing is moved, so each can be taken back: `assistant merge THREAD TRAY-ID --undo`, or for what was set aside
    `assistant close TRAY-ID --reopen`.
    """
    if (thread is not None) + (regulator is not None) + aside != 1:
        raise UsageProblem("say where they go", hint="One of --to THREAD, --regulator KEY and --aside --reason TEXT.")
    desk = session.desk()
    trays = tuple(dict.fromkeys(trays))
    desk.intake.check_waiting(trays)
    if thread is not None:
        desk.latest(thread)  # one that does not exist is refused before anything is written
    for tray in trays:
        output.show(_filed(desk, tray, thread, regulator, reason))


def _filed(desk: Desk, tray: str, thread: str | None, regulator: str | None, reason: str) -> str:
    if thread is None and regulator is None:
        desk.intake.set_aside(tray, reason)
        return f"{tray} was set aside"
    filed = desk.intake.file(tray, thread=thread, regulator=regulator)
    return f"{tray} was filed in {filed}"
