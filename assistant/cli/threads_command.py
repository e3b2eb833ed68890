"""`assistant threads`: the list."""

from __future__ import annotations

from typing import Any

import click

from assistant.cli import output
from assistant.cli.options import end_if_unread, pass_session, record_options
from assistant.cli.session import Session
from assistant.clocks.selection import Selection
from assistant.clocks.wording import counted
from assistant.record.inert import inert_line

FIELDS = (
    "id", "regulator", "title", "ours", "theirs", "state", "ball", "last_in", "last_out", "open_requests",
    "open_commitments", "next_due",
)  # fmt: skip
HOLDS = {"company": "with us", "regulator": "with them", "none": "-"}


@click.command("threads")
@record_options
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text")
@click.option("--regulator", metavar="KEY", help="Only this regulator's.")
@click.option("--open", "only_open", is_flag=True, help="Without the closed ones.")
@pass_session
def command(session: Session, form: str, regulator: str | None, only_open: bool) -> None:
    """List the threads, the open ones and the latest first.

    Exits 3 if a thread cannot be read; the others are listed all the same.
    """
    desk = session.desk()
    faults = desk.refresh()
    output.faults(faults)
    if regulator:
        desk.selected(Selection(regulators=(regulator,)))  # an unknown one is an error, never an empty list
    due = desk.next_due()
    rows: list[dict[str, Any]] = []
    for thread in desk.summaries():
        if (regulator and thread.regulator != regulator) or (only_open and thread.closed):
            continue
        row = {name: getattr(thread, name, None) for name in FIELDS}
        row |= {"ours": thread.ours or None, "theirs": thread.theirs or None}
        row |= {"id": thread.thread, "state": "closed" if thread.closed else "open", "next_due": due.get(thread.thread)}
        rows.append(row)
    if form == "json":
        output.document(desk.today(), threads=rows)
    elif form == "csv":
        output.table(rows, FIELDS)
    else:
        _text(session, rows)
    if waiting := desk.intake.tray_size():
        verb = "lies" if waiting == 1 else "lie"
        output.tell(f"{counted(waiting, 'exchange')} {verb} in the tray: `assistant tray`")
    end_if_unread(faults)


def _text(session: Session, rows: list[dict[str, Any]]) -> None:
    if not rows:
        output.show("No threads. `assistant demo DIR` writes one to try; `import` and `log` begin your own.")
        return
    lines = []
    for row in rows:
        name = output.style(row["id"], session.color, "bold")
        ball = HOLDS[row["ball"]] if row["state"] == "open" else "closed"
        due = f"due {row['next_due']}" if row["next_due"] else ""
        last = max(row["last_in"] or "", row["last_out"] or "") or "-"
        lines.append(f"{name:<18}  {ball:<9}  last {last:<10}  {due:<14}  {inert_line(row['title'])}".rstrip())
    output.show_lines(lines)
