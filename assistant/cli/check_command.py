"""`assistant check`: the gaps, on screen, in a script, or from cron."""

from __future__ import annotations

from typing import Any

import click

from assistant.cli.check import check, check_new
from assistant.cli.check_notify import check_notify
from assistant.cli.options import pass_session, record_options
from assistant.cli.quick import FORMATS
from assistant.cli.session import Session
from assistant.clocks.selection import Selection
from assistant.errors import UsageProblem
from assistant.services.unattended import Wanted
from assistant.settings.notify import LEVELS


@click.command("check")
@record_options
@click.option("--format", "form", type=click.Choice(FORMATS), default="text")
@click.option("--new", "only_new", is_flag=True, help="Only what no earlier run with --new has reported.")
@click.option(
    "--notify", "notify", multiple=True, metavar="NAME", help="With --new: report there; `all` is everywhere."
)
@click.option("--dry-run", is_flag=True, help="With --new: show what would be reported, and where; report nothing.")
@click.option("--regulator", "regulators", multiple=True, metavar="KEY", help="Only this regulator's.")
@click.option("--owner", "owners", multiple=True, metavar="NAME", help="Only this colleague's.")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only gaps of this kind, such as no-reply.")
@click.option("--severity", type=click.Choice(LEVELS), default=None, help="Only this severity or worse.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only threads with this tag.")
@click.option("--owed-by", multiple=True, type=click.Choice(["company", "regulator"]), help="Only what this side owes.")
@click.option("--snoozed", is_flag=True, help="Snoozed reminders too.")
@click.option("--nagios", is_flag=True, help="One status line, exit 0 to 3 as monitoring plug-ins do.")
@pass_session
def command(
    session: Session, /, form: str, only_new: bool, notify: tuple[str, ...], dry_run: bool, nagios: bool, **asked: Any
) -> None:
    """Show what is due, overdue or announced, in both directions.

    A filter that is given several times takes any of its words; several filters must all agree.

    Exits 0 if there is nothing, 1 if there are gaps, 2 for wrong usage or configuration, 3 if something could not be
    checked or delivered.
    """
    snoozed = asked.pop("snoozed")
    given = {name: value for name, value in asked.items() if value}
    wanted = Wanted(Selection(**given) if given else None, snoozed, dry_run)
    if not only_new and (notify or dry_run):
        raise UsageProblem(f"{'--notify' if notify else '--dry-run'} is said together with --new")
    if notify:
        if nagios or form in {"csv", "ics"}:
            raise UsageProblem("--notify reports to its destinations; what it did is shown as text or json")
        code = check_notify(session, form, notify, wanted)
    elif only_new and not nagios:
        code = check_new(session, form, wanted)
    else:
        code = check(session, form, snoozed=snoozed, nagios=nagios, selection=wanted.selection)
    raise click.exceptions.Exit(code)
