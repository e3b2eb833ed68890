"""`assistant replay`: which reminders fired on which day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli import output
from assistant.cli.options import DAY, end_if_unread, pass_session, record_options
from assistant.cli.session import Session

if TYPE_CHECKING:
    from assistant.clocks.replay import Firing, Tally
    from assistant.replay import Replayed

FIELDS = ("day", "thread", "rule", "kind", "step", "gap", "due", "resolved_on", "days_open")


@click.command("replay")
@record_options
@click.argument("threads", nargs=-1, metavar="[THREAD]...")
@click.option("--from", "first", type=DAY, required=True, metavar="DATE", help="The first day.")
@click.option("--to", "last", type=DAY, metavar="DATE", help="The last day; default: the day.")
@click.option("--rules", type=click.Path(path_type=Path), metavar="FILE", help="[[rules]] to try instead of yours.")
@click.option("--hindsight", is_flag=True, help="Use on each day also what was logged later.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text")
@pass_session
def command(
    session: Session,
    threads: tuple[str, ...],
    first: date,
    last: date | None,
    rules: Path | None,
    hindsight: bool,
    form: str,
) -> None:
    """Show which reminders fired from day to day, and when what they asked for was there; of all threads or some.

    Each day is computed from what had been logged by its end. With --rules, + marks what fires only under those of the
    file, and - what fires only under yours; the defaults hold in both. Exits 3 if a thread cannot be read.
    """
    from assistant.replay import Range, replay

    desk = session.desk()
    wanted = Range(first, last or desk.today(), threads, rules, hindsight)
    found = replay(desk, wanted)
    output.faults(found.faults)
    if form == "json":
        output.document(desk.today(), **_document(wanted.first, wanted.last, found))
    elif form == "csv":
        output.table([_row(firing) for firing in found.firings], FIELDS)
    else:
        output.show_lines(_lines(session, found))
    end_if_unread(found.faults)


def _document(first: date, last: date, found: Replayed) -> dict[str, Any]:
    from assistant.clocks.replay import tally

    return {
        "from": first,
        "to": last,
        "firings": [_row(firing) for firing in found.firings],
        "added": [_row(firing) for firing in found.added],
        "dropped": [_row(firing) for firing in found.dropped],
        "rules": tally(found.firings),
    }


def _row(firing: Firing) -> dict[str, Any]:
    """One firing, with the names that scripts rely on."""
    return {field: getattr(firing, field) for field in FIELDS}


def _lines(session: Session, found: Replayed) -> Iterator[str]:
    from assistant.clocks.replay import tally

    if not (found.firings or found.dropped):
        yield "No reminder fired."
        return
    yield from _firings(session, found)
    yield ""
    yield from (_told(of) for of in tally(found.firings))


def _firings(session: Session, found: Replayed) -> Iterator[str]:
    added = {firing.gap for firing in found.added}
    marked = [("+" if firing.gap in added else " ", firing) for firing in found.firings]
    marked += [("-", firing) for firing in found.dropped]
    for mark, firing in sorted(marked, key=lambda one: (one[1].day, one[1].thread, one[1].gap)):
        end = f"until {firing.resolved_on}" if firing.resolved_on else "still open"
        line = f"{mark} {firing.day}  {firing.thread}  {firing.rule}, step {firing.step}, due {firing.due}, {end}"
        colour = {"+": "green", "-": "red"}.get(mark)
        yield output.style(line, session.color, colour) if colour else line


def _told(of: Tally) -> str:
    median = "" if of.median_days is None else f", open for {of.median_days:g} days (median)"
    return f"{of.rule}: {of.fired} fired, {of.answered} answered before the next step, {of.open} still open{median}"
