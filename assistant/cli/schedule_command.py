"""`assistant schedule`: lines to copy, so that checks run alone."""

from __future__ import annotations

import click

from assistant.cli import output
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session
from assistant.errors import UsageProblem
from assistant.services import schedule
from assistant.services.unattended import ALL, Unattended


@click.command("schedule")
@record_options
@click.option("--cron", is_flag=True, help="A line for `crontab -e`.")
@click.option("--systemd", is_flag=True, help="A service and a timer for `~/.config/systemd/user`.")
@click.option("--notify", multiple=True, metavar="NAME", help="Report there; by default to all that are configured.")
@pass_session
def command(session: Session, cron: bool, systemd: bool, notify: tuple[str, ...]) -> None:
    """Print ready lines for this installation, record and configuration. Nothing is installed.

    They run `check --new` each morning. A password that the configuration takes from an environment variable must be
    set for cron or systemd, too; a `token_command` or `password_command` needs nothing more.
    """
    if cron == systemd:
        raise UsageProblem("say which: --cron or --systemd")
    desk = session.desk()
    names = notify or ((ALL,) if desk.settings.notify else ())
    Unattended(desk).destinations(names)
    plan = schedule.plan(desk, names)
    if cron:
        output.show(schedule.cron(plan).rstrip("\n"))
        return
    for name, content in schedule.systemd(plan):
        output.show(f"# ~/.config/systemd/user/{name}\n{content}")
    output.show(schedule.HOW)
