"""`assistant file`: whose the mail in the tray is."""

from __future__ import annotations

from collections.abc import Sequence

import click

from assistant.cli import output
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session
from assistant.clocks.wording import counted
from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.mail.filed import Where
from assistant.record.inert import inert_line


@click.command("file")
@record_options
@click.argument("trays", nargs=-1, metavar="[TRAY-ID...]")
@click.option("--from", "sender", metavar="SENDER", help="Instead of TRAY-IDs: all of an address, or of @a.domain.")
@click.option("--to", "thread", metavar="THREAD", help="They belong to this thread.")
@click.option("--regulator", metavar="KEY", help="Each begins a thread of its own with this regulator.")
@click.option("--aside", is_flag=True, help="They are nobody's correspondence: out of the tray, but not lost.")
@click.option("--reason", default="", help="Why; needed with --aside.")
@click.option("--back", is_flag=True, help="They lie in the tray again: they were filed or set aside by mistake.")
@click.option("--dry-run", is_flag=True, help="List them and file none.")
@pass_session
def command(
    session: Session,
    trays: tuple[str, ...],
    sender: str | None,
    thread: str | None,
    regulator: str | None,
    aside: bool,
    reason: str,
    back: bool,
    dry_run: bool,
) -> None:
    """File exchanges of the tray, all of them or none.

    \b
    assistant file tray-2020-001 tray-2020-004 --to pta-2020-001
    assistant file tray-2020-002 --regulator PTA
    assistant file tray-2020-003 --aside --reason "a newsletter"
    assistant file --from digest@news.example --aside --reason "a newsletter"
    assistant file --back tray-2020-003 tray-2020-004

    With --from an exchange in which somebody else wrote, too, and one whose sender is doubtful stay in the tray, each
    with its reason: name them by their ids. Nothing is moved, so all can be taken back.
    """
    if (thread is not None) + (regulator is not None) + aside + back != 1:
        hint = "One of --to THREAD, --regulator KEY and --aside --reason TEXT, or --back."
        raise UsageProblem("say where they go", hint=hint)
    if bool(trays) == (sender is not None):
        raise UsageProblem("say which", hint="Name TRAY-IDs, or all of a sender's with --from.")
    if back:
        _take_back(session.desk(), trays, reason, dry_run=dry_run)
        return
    desk, where = session.desk(), Where(thread, regulator, reason)
    if sender is not None:
        _file_chosen(desk, sender, where, dry_run=dry_run)
    elif dry_run:
        _tell_plan(desk, trays, where)
    else:
        outcome = desk.intake.file_all(trays, where)
        output.show_lines(filed.told for filed in outcome.filed)
        if outcome.error:
            raise outcome.error


def _file_chosen(desk: Desk, sender: str, where: Where, *, dry_run: bool) -> None:
    from assistant.mail.senders import going_to

    choice = going_to(where, desk.intake.from_sender(sender))
    for left in choice.left:
        output.tell(f"{left.exchange.thread} is left: {inert_line(left.reason)}")
    if dry_run:
        _tell_plan(desk, [one.thread for one in choice.going], where)
        return
    done = desk.intake.file_chosen(choice, where)
    ids = " ".join(filed.tray for filed in done.outcome.filed)
    count = counted(len(done.outcome.filed), "exchange")
    output.show_lines(filed.told for filed in done.outcome.filed)
    output.tell(f"{count} of {inert_line(choice.whose.text)}; to take back: assistant file --back {ids}")
    if done.placing:
        output.tell(done.placing)
    if done.outcome.error:
        raise done.outcome.error


def _tell_plan(desk: Desk, trays: Sequence[str], where: Where) -> None:
    place = f"filed in {where.thread}" if where.thread else f"a thread with {where.regulator}"
    told = "set aside" if where.aside else place
    for one in desk.intake.check_all(trays, where):
        output.show(f"{one.id}  {one.opened}  {inert_line(one.title)}: would be {told}")


def _take_back(desk: Desk, trays: Sequence[str], reason: str, *, dry_run: bool) -> None:
    if not trays:
        raise UsageProblem("--back takes TRAY-IDs", hint="Those that `assistant file` named when it filed them.")
    filed = [desk.intake.where_filed(tray) for tray in dict.fromkeys(trays)]
    if not dry_run:
        desk.intake.take_all_back(filed, reason or "filed by mistake")
    for one in filed:
        output.show(f"{one.tray} {'would lie' if dry_run else 'lies'} in the tray again")
