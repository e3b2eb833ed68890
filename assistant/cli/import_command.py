"""`assistant import`: mail, from wherever it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import msgspec

from assistant.cli import output
from assistant.cli.import_watch import ImportWatch
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session

if TYPE_CHECKING:
    from assistant.mail.importing import ImportReport


@click.command("import")
@record_options
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--regulator", metavar="KEY", help="All of it belongs to this regulator.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@pass_session
def command(session: Session, paths: tuple[str, ...], regulator: str | None, dry_run: bool, form: str) -> None:
    """Import .eml files, mbox, Maildir, folders, or - for stdin.

    What is in the record already is not added again. A mail that cannot be read is named and does not stop the rest.
    """
    desk = session.desk()
    if not (desk.settings.company.addresses or desk.settings.company.domains):
        output.tell("note: the configuration names no address of the company, so no mail counts as sent by us")
    with ImportWatch() as watch:
        report = desk.import_mail(paths, regulator=regulator, dry_run=dry_run, watcher=watch)
    if form == "json":
        output.document(desk.today(), **msgspec.structs.asdict(report))
    else:
        _text(report, dry_run)
    if report.stopped:
        output.tell("Stopped. What was read is filed; run it again to go on.")
        raise click.exceptions.Exit(130)
    if report.problems and not report.read:
        raise click.exceptions.Exit(3)


def _text(report: ImportReport, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    output.show(
        f"{report.read} read: {report.new} {would}new in {report.threads_opened} new threads, {report.duplicates} "
        f"known already, {report.unmatched} of no configured regulator, {report.skipped} files that are no mail"
    )
    if report.threads_merged:
        output.show(f"{report.threads_merged} threads {would}merged into others of the same exchange")
    for problem in report.problems:
        part = f" ({problem.part})" if problem.part else ""
        output.tell(f"problem: {problem.path}{part}: {problem.error}")
    if report.unmatched:
        output.tell("See `assistant tray` for what matched no regulator.")
    if report.unmatched and report.unmatched == report.new:
        output.tell("Name the regulators' addresses in the configuration, or use --regulator KEY for all of it.")
