"""`assistant replay`: which reminders fired on which day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli import output
from assistant.cli.options import DAY, end_if_unread, pass_session, record_options
from assistant.cli.session import Session

if TYPE_CHECKING:
    from assistant.clocks.replay import Firing
    from assistant.services.replay import Replayed

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
    from assistant.services.replay import Range, lines, replay

    desk = session.desk()
    wanted = Range(first, last or desk.today(), threads, rules, hindsight)
    found = replay(desk, wanted)
    output.faults(found.faults)
    if form == "json":
        output.document(desk.today(), **_document(wanted.first, wanted.last, found))
    elif form == "csv":
        output.table([_row(firing) for firing in found.firings], FIELDS)
    else:
        output.show_lines(_coloured(line, session.color) for line in lines(found))
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


def _coloured(line: str, color: bool) -> str:
    """Green for what is added, red for what is dropped; the mark says it, too."""
    colour = {"+": "green", "-": "red"}.get(line[:1])
    return output.style(line, color, colour) if colour else line
