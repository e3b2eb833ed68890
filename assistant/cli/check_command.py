"""`assistant check`: the gaps, on screen, in a script, or from cron."""

from __future__ import annotations

import click

from assistant.cli.check import check
from assistant.cli.options import pass_session, record_options
from assistant.cli.quick import FORMATS
from assistant.cli.session import Session


@click.command("check")
@record_options
@click.option("--format", "form", type=click.Choice(FORMATS), default="text")
@click.option("--new", "only_new", is_flag=True, help="Only what no earlier run with --new has reported.")
@click.option("--snoozed", is_flag=True, help="Snoozed reminders too.")
@click.option("--nagios", is_flag=True, help="One status line, exit 0 to 3 as monitoring plug-ins do.")
@pass_session
def command(session: Session, form: str, only_new: bool, snoozed: bool, nagios: bool) -> None:
    """Show what is due, overdue or announced, in both directions.

    Exits 0 if there is nothing, 1 if there are gaps, 2 for wrong usage or configuration, 3 if something could not be
    checked.
    """
    raise click.exceptions.Exit(check(session, form, only_new=only_new, snoozed=snoozed, nagios=nagios))
