"""`assistant pull`: mail from the mailboxes that the configuration names."""

from __future__ import annotations

import click

from assistant.cli.import_report import show_report, warn_of_missing_company
from assistant.cli.import_watch import ImportWatch
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session


@click.command("pull")
@record_options
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--again", is_flag=True, help="Read all of it from the beginning, not only what is new.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@pass_session
def command(session: Session, names: tuple[str, ...], again: bool, dry_run: bool, form: str) -> None:
    """Bring in what is new in the mailboxes of these names, by default in all that the configuration names.

    Mailboxes are only read: no mail there is moved, deleted or marked as seen. One that fails is named and does not
    stop the others; the exit code is then 3, or 2 if its configuration is at fault. So it is if a mail cannot be read.
    """
    desk = session.desk()
    warn_of_missing_company(desk)
    with ImportWatch() as watch:
        report = desk.intake.pull(names, again=again, dry_run=dry_run, watcher=watch)
    show_report(desk, report.imported, form, dry_run=dry_run)
    if code := report.exit_code or (3 if report.imported.problems else 0):
        raise click.exceptions.Exit(code)
