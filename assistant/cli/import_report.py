"""How the commands that bring mail in show what they do: a running count, a summary, the problems."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click
import msgspec

from assistant.cli import output

if TYPE_CHECKING:
    from assistant.desk import Desk
    from assistant.mail.importing import ImportReport


def warn_of_missing_company(desk: Desk) -> None:
    """Without an address of our own nothing can be told to be ours."""
    if not (desk.settings.company.addresses or desk.settings.company.domains):
        output.tell("note: the configuration names no address of the company, so no mail counts as sent by us")


def progress() -> Callable[[int], None] | None:
    """Shows the number of mails read so far, where somebody watches."""
    if not sys.stderr.isatty():
        return None

    def show(count: int) -> None:
        click.echo(f"\r{count} read", nl=False, err=True)

    return show


def show_report(desk: Desk, report: ImportReport, form: str, *, dry_run: bool) -> None:
    """The report as text or JSON, over the running count."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    if form == "json":
        output.document(desk.today(), **msgspec.structs.asdict(report))
    else:
        _text(report, dry_run)


def _text(report: ImportReport, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    output.show(
        f"{report.read} read: {report.new} {would}new in {report.threads_opened} new threads, {report.duplicates} "
        f"known already, {report.unmatched} of no configured regulator, {report.skipped} files that are no mail"
    )
    for problem in report.problems:
        part = f" ({problem.part})" if problem.part else ""
        output.tell(f"problem: {problem.path}{part}: {problem.error}")
    if report.unmatched and not report.new:
        output.tell("Name the regulators' addresses in the configuration, or use --regulator KEY for all of it.")
