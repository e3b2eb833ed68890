"""`assistant erase`: the content of an entry is gone for good; that it was there stays."""

from __future__ import annotations

import sys

import click

from assistant.cli import output
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session
from assistant.errors import Refused, UsageProblem
from assistant.record.dropping import Erasure
from assistant.record.store import entry_named
from assistant.services.erasing import told


@click.command("erase")
@record_options
@click.argument("entry", metavar="THREAD#N")
@click.option("--reason", required=True, help="The duty that asks for it; it stays in the record, so name no person.")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@pass_session
def command(session: Session, entry: str, reason: str, dry_run: bool) -> None:
    """Erase what entry THREAD#N says, and what was taken from it: its corrections, the words of requests in it.

    For a duty to erase personal data. The words, names and documents are dropped from the record; the dates, what
    clocks need and the hashes stay, so that `verify` still shows that nothing else was changed. Nobody can undo it: a
    mistake is taken back with `undo`. Not reached: backups, exported files and packages, what others have.
    """
    thread, n = entry_named(entry)
    if n is None:
        raise UsageProblem("a thread as a whole is not erased", hint="Name an entry of it, such as pta-2020-001#4.")
    desk = session.desk()
    if not dry_run and sys.stdin.isatty():
        _tell(desk.erase(thread, n, reason, dry_run=True), dry_run=True)
        if not click.confirm("Erase that for good?", err=True):
            raise Refused("nothing was erased")
    _tell(desk.erase(thread, n, reason, dry_run=dry_run), dry_run=dry_run)


def _tell(found: Erasure, *, dry_run: bool) -> None:
    done, *more = told(found, dry_run=dry_run)
    output.show(done)
    for line in more:
        output.tell(line)
