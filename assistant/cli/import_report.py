"""How the commands that bring mail in show what they do: a running count, a summary, the problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from assistant.cli import output
from assistant.clocks.wording import counted

if TYPE_CHECKING:
    from assistant.desk import Desk
    from assistant.mail.importing import ImportReport


def warn_of_missing_company(desk: Desk) -> None:
    """Without an address of our own nothing can be told to be ours."""
    if not (desk.settings.company.addresses or desk.settings.company.domains):
        output.tell("note: the configuration names no address of the company, so no mail counts as sent by us")


def show_report(desk: Desk, report: ImportReport, form: str, *, dry_run: bool) -> None:
    """The report as text or JSON."""
    if form == "json":
        fields = msgspec.structs.asdict(report)
        del fields["earlier"]  # said in words only
        output.document(desk.today(), **fields)
    elif report.nothing_new:
        output.show(f"Nothing new: all {counted(report.earlier, 'mail')} in it had been read by an earlier import.")
    else:
        _text(report, dry_run)


def _text(report: ImportReport, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    output.show(
        f"{report.read} read: {report.new} {would}new in {report.threads_opened} new threads, {report.duplicates} "
        f"known already, {report.unmatched} of no configured regulator {would}in the tray, "
        f"{report.skipped} files that are no mail"
    )
    if report.threads_merged:
        output.show(f"{report.threads_merged} threads {would}merged into others of the same exchange")
    for problem in report.problems:
        part = f" ({problem.part})" if problem.part else ""
        output.tell(f"problem: {problem.path}{part}: {problem.error}")
    if report.stopped:
        output.tell("Stopped. What was read is filed; run it again to go on.")
    if report.unmatched and not dry_run:
        output.tell("`assistant tray` shows what matched no regulator.")
    if report.unmatched and not report.new:
        output.tell("Name the regulators' addresses in the configuration, or use --regulator KEY for all of it.")


def show_next_steps(desk: Desk, report: ImportReport) -> None:
    """Where to go on after mail has come in, in a line; of an archive also how to have an end of what is over.

    How much of it is, whoever folds all its threads would know; that is left to who asks next.
    """
    output.show("Next: `assistant proposals` lists what was asked and promised, `assistant check` what is due.")
    from assistant.services.quiet import long_ago

    if since := long_ago(desk, report.threads_opened):
        how = f"`assistant close --quiet-since {since} --dry-run` lists those in which nobody wrote for a year"
        output.show(f"Old matters may be over: {how}.")
