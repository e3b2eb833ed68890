"""What `assistant check` does once its words are understood.

Apart from click, whose import takes longer than a check of ten thousand threads: see `quick`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.cli import output
from assistant.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.clocks.gap import Gap
    from assistant.desk import Checked, Desk

FIELDS = (
    "id", "kind", "state", "thread", "regulator", "owed_by", "opened_by", "step", "due", "days_over", "statutory",
    "estimated", "snoozed_until", "summary", "suggests", "rule", "step_due", "words", "partial",
    "due_time", "severity", "owner",
)  # fmt: skip
"""The fields of one gap in JSON; the names are promised to scripts."""
COLUMNS = tuple("opened_by_entry" if field == "opened_by" else field for field in FIELDS)
SIGNS = {"overdue": ("!", "red"), "due": ("*", "yellow"), "upcoming": ("-", "cyan")}
NOTHING, GAPS, INCOMPLETE = 0, 1, 3
NAGIOS_OK, NAGIOS_WARNING, NAGIOS_CRITICAL, NAGIOS_UNKNOWN = 0, 1, 2, 3


def check(session: Session, form: str, *, only_new: bool, snoozed: bool, nagios: bool) -> int:
    """Show the gaps in a format and return the exit code."""
    desk = session.desk()
    if not desk.root.exists():
        output.tell(f"note: there is no record at {desk.root} yet")
    checked = desk.check(snoozed=snoozed)
    found = desk.unreported(checked.gaps) if only_new else checked.gaps
    silent = only_new and not found  # cron mails whatever is said
    output.faults(fault for fault in checked.faults if fault.fatal or not silent)
    if nagios:
        return _nagios(checked)
    _show(session, desk, form, found, quiet=only_new)
    if only_new:
        desk.report(found)
    if not checked.complete:
        return INCOMPLETE
    return GAPS if found else NOTHING


def _show(session: Session, desk: Desk, form: str, found: Sequence[Gap], *, quiet: bool) -> None:
    if form == "json":
        output.document(desk.today(), gaps=[as_document(gap) for gap in found])
    elif form == "csv":
        output.table([_row(gap) for gap in found], COLUMNS)
    elif form == "ics":
        from assistant.cli.calendar_feed import feed

        output.raw(feed(found))
    elif found or not quiet:
        _text(session, desk, found)


def as_document(gap: Gap) -> dict[str, Any]:
    return {field: getattr(gap, field) for field in FIELDS}


def _row(gap: Gap) -> dict[str, Any]:
    partial = " ".join(f"#{n}" for n in gap.partial)
    return {**as_document(gap), "opened_by_entry": f"{gap.thread}#{gap.opened_by.entry}", "partial": partial}


def _text(session: Session, desk: Desk, found: Sequence[Gap]) -> None:
    """All in one piece of text: a thousand separate writes would take longer than the check."""
    lines: list[str] = []
    if not found:
        lines.append(f"Nothing due as of {desk.today()}.")
    titles = desk.titles({gap.thread for gap in found})
    thread = ""
    for gap in found:
        if gap.thread != thread:
            thread = gap.thread
            lines.append(output.style(f"{thread}  {titles.get(thread, '')}", session.color, "bold"))
        sign, colour = SIGNS[gap.state]
        lines.append(f"  {output.style(f'{sign} {gap.state:<8}', session.color, colour)}  {gap.summary}")
        snoozed = f"  (snoozed until {gap.snoozed_until})" if gap.snoozed_until else ""
        lines.append(f"              next: {gap.suggests}{snoozed}  [{gap.id}]")
    output.show_lines(lines)


def _nagios(checked: Checked) -> int:
    count = {state: sum(g.state == state for g in checked.gaps) for state in ("overdue", "due", "upcoming")}
    figures = " ".join(f"{state}={number}" for state, number in count.items())
    if not checked.complete:
        code, word = NAGIOS_UNKNOWN, f"UNKNOWN {sum(f.fatal for f in checked.faults)} not checked"
    elif count["overdue"]:
        code, word = NAGIOS_CRITICAL, f"CRITICAL {count['overdue']} overdue, {count['due']} due"
    elif count["due"] or count["upcoming"]:
        code, word = NAGIOS_WARNING, f"WARNING {count['due']} due, {count['upcoming']} upcoming"
    else:
        code, word = NAGIOS_OK, "OK nothing due"
    output.show(f"{word} | {figures}")
    return code
