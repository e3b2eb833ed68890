"""`assistant explain`: how a due day came about."""

from __future__ import annotations

import click

from assistant.cli import output
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session
from assistant.errors import Refused, UsageProblem


@click.command("explain")
@record_options
@click.argument("target", metavar="THREAD#N|GAP")
@pass_session
def command(session: Session, target: str) -> None:
    """Show start, rule, basis, days skipped and why, pauses, extensions and the result.

    TARGET is an entry such as pta-2020-001#9, a thread (all its clocks), or a gap's id as `check` prints it.
    """
    desk = session.desk()
    name, _, entry = target.partition("#") if ":" not in target else (target.split(":")[1].partition("#"))
    if ":" not in target and entry and not entry.isdecimal():
        raise UsageProblem(f"{target!r} is neither an entry nor a gap", hint="Write pta-2020-001#9, or a gap's id.")
    thread = desk.thread(name)
    if ":" not in target and not entry:
        numbers = sorted({n for o in thread.obligations for n in (o.n,)} | {m.n for m in thread.messages})
        found = tuple({e.clock.opening: e for n in numbers for e in desk.explain(thread, n)}.values())
    else:
        found = desk.explain(thread, int(entry) if ":" not in target else target)
    if not found:
        raise Refused(f"no clock runs for {target} on {desk.day(thread.regulator)}")
    output.show_lines("\n".join(explanation.lines()) + "\n" for explanation in found)
