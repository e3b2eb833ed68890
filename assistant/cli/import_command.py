"""`assistant import`: mail, from wherever it lies."""

from __future__ import annotations

import click

from assistant.cli import output
from assistant.cli.import_report import show_next_steps, show_report, warn_of_missing_company
from assistant.cli.import_watch import ImportWatch
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session


@click.command("import")
@record_options
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--regulator", metavar="KEY", help="All of it belongs to this regulator.")
@click.option("--again", is_flag=True, help="Read long files from the beginning, not only what is new in them.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@pass_session
def command(
    session: Session, paths: tuple[str, ...], regulator: str | None, again: bool, dry_run: bool, form: str
) -> None:
    """Import .eml, mbox, Maildir, Outlook's .msg and winmail.dat, PDF and DOCX letters, folders, or - for stdin.

    What is in the record already is not added again. A mail that cannot be read is named and does not stop the rest;
    the exit code is then 3.
    """
    desk = session.desk()
    warn_of_missing_company(desk)
    with ImportWatch() as watch:
        report = desk.intake.import_mail(paths, regulator=regulator, again=again, dry_run=dry_run, watcher=watch)
    show_report(desk, report, form, dry_run=dry_run)
    if form == "text" and report.nothing_there and not report.stopped:
        output.show("No mail was found there.")
    if report.new and form == "text" and not dry_run:
        show_next_steps(desk, report)
    if report.stopped:
        raise click.exceptions.Exit(130)
    if report.problems:
        raise click.exceptions.Exit(3)
