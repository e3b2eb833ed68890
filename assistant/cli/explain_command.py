"""`assistant explain`: how a due day came about."""

from __future__ import annotations

import click

from assistant.cli import output
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session
from assistant.clocks.gap import parse_gap_id
from assistant.errors import Refused
from assistant.record.store import entry_named


@click.command("explain")
@record_options
@click.argument("target", metavar="THREAD#N|GAP")
@pass_session
def command(session: Session, target: str) -> None:
    """Show start, rule, basis, days skipped and why, pauses, extensions and the result; or what ended the clock.

    TARGET is an entry such as pta-2020-001#9, a thread (all its clocks), or a gap's id as `check` prints it.
    """
    desk = session.desk()
    named: str | int | None
    if ":" in target:
        name, named = parse_gap_id(target)[0], target
    else:
        name, named = entry_named(target)
    thread = desk.thread(name)
    found = desk.explain(thread, named)
    if not found:
        told = "\n".join(desk.ended(thread, named))
        raise Refused(f"no clock runs for {target} on {desk.day(thread.regulator)}", hint=told)
    output.show_lines("\n".join(explanation.lines()) + "\n" for explanation in found)
