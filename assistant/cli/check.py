"""What `assistant check` does once its words are understood.

Apart from click, whose import takes longer than a check of ten thousand threads: see `quick`.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from assistant.cli import UNKNOWN, output
from assistant.cli.session import Session
from assistant.record.inert import inert_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from assistant.clocks.gap import Gap
    from assistant.clocks.selection import Selection
    from assistant.desk import Desk
    from assistant.services.unattended import News, Wanted
    from assistant.timekeeper import Checked

SIGNS = {"overdue": ("!", "red"), "due": ("*", "yellow"), "upcoming": ("-", "cyan")}
NOTHING, GAPS, MISCONFIGURED, INCOMPLETE = 0, 1, 2, 3
NAGIOS_OK, NAGIOS_WARNING, NAGIOS_CRITICAL = 0, 1, 2


def check(
    session: Session, form: str, *, snoozed: bool, nagios: bool = False, selection: Selection | None = None
) -> int:
    """Show the gaps in a format and return the exit code."""
    desk = opened(session)
    checked = desk.check(snoozed=snoozed, selection=selection)
    output.faults(checked.faults)
    if nagios:
        return _nagios(checked)
    if form != "text" or checked.gaps or checked.complete:  # "nothing due" is not known of what was not read
        _show(session, desk, form, checked.gaps)
    return _code(checked, checked.gaps)


def check_new(session: Session, form: str, wanted: Wanted) -> int:
    """Show the gaps that no earlier run has shown, and return the exit code."""
    from assistant.services.unattended import Unattended

    desk = opened(session)

    def show(news: News) -> None:
        silent = not news.gaps  # cron mails whatever is said
        output.faults(fault for fault in news.checked.faults if fault.fatal or not silent)
        if news.gaps or form != "text":
            _show(session, desk, form, news.gaps, news.doubtful)
        sys.stdout.flush()

    news = Unattended(desk).show(wanted, show)
    if session.as_of is not None and news.gaps and not wanted.dry_run:
        output.tell(f"note: reported as of {session.as_of} is reported for good; --dry-run only looks")
    return _code(news.checked, news.gaps)


def opened(session: Session) -> Desk:
    """The desk of a record that is there: of none, it is not known that nothing is due."""
    desk = session.desk()
    desk.record.check_there()
    return desk


def _code(checked: Checked, found: Sequence[Gap]) -> int:
    if checked.misconfigured:
        return MISCONFIGURED
    if not checked.complete:
        return INCOMPLETE
    return GAPS if found else NOTHING


def _show(session: Session, desk: Desk, form: str, found: Sequence[Gap], doubtful: Collection[str] = ()) -> None:
    """`doubtful`: the ids of gaps that may have been shown before.

    JSON is for programs on this machine; what cron mails and others subscribe to carries no confidential words.
    """
    if form in {"csv", "ics"} or (form == "text" and not sys.stdout.isatty()):
        from assistant.clocks.gap_document import without_words

        found = [without_words(gap) for gap in found]
    if form == "json":
        from assistant.clocks.gap_document import as_document

        documents = [as_document(gap, repeat=gap.id in doubtful) for gap in found]
        output.document(desk.today(), gaps=documents, repeat=bool(doubtful))
    elif form == "csv":
        from assistant.clocks.gap_document import FIELDS

        columns = (*("opened_by_entry" if field == "opened_by" else field for field in FIELDS), "repeat")
        output.table([_row(gap, gap.id in doubtful) for gap in found], columns)
    elif form == "ics":
        from assistant.reports.calendar_feed import feed

        output.raw(feed(found, desk.today()))
    else:
        _text(session, desk, found, doubtful)


def _row(gap: Gap, repeat: bool) -> dict[str, Any]:
    from assistant.clocks.gap_document import as_document

    listed = {"partial": " ".join(f"#{n}" for n in gap.partial), "tags": " ".join(gap.tags)}
    entry = f"{gap.thread}#{gap.opened_by.entry}"
    return {**as_document(gap, repeat=repeat), **listed, "opened_by_entry": entry}


def _text(session: Session, desk: Desk, found: Sequence[Gap], doubtful: Collection[str]) -> None:
    """All in one piece of text: a thousand separate writes would take longer than the check."""
    lines: list[str] = []
    if not found:
        lines.append(f"Nothing due as of {desk.today()}.")
    titles = desk.titles({gap.thread for gap in found})
    if not sys.stdout.isatty():
        titles |= {gap.thread: "(confidential)" for gap in found if gap.confidential}
    thread = ""
    for gap in found:
        if gap.thread != thread:
            thread = gap.thread
            lines.append(output.style(f"{thread}  {inert_line(titles.get(thread, ''))}", session.color, "bold"))
        sign, colour = SIGNS[gap.state]
        lines.append(f"  {output.style(f'{sign} {gap.state:<8}', session.color, colour)}  {gap.summary}")
        snoozed = f"  (snoozed until {gap.snoozed_until})" if gap.snoozed_until else ""
        lines.append(f"              next: {gap.suggests}{snoozed}  [{gap.id}]")
        if gap.id in doubtful:
            lines.append("              may be a repeat: an earlier run was interrupted")
    output.show_lines(lines)


def _nagios(checked: Checked) -> int:
    count = {state: sum(g.state == state for g in checked.gaps) for state in ("overdue", "due", "upcoming")}
    figures = " ".join(f"{state}={number}" for state, number in count.items())
    if not checked.complete:
        code, word = UNKNOWN, f"UNKNOWN {sum(f.fatal for f in checked.faults)} not checked"
    elif count["overdue"]:
        code, word = NAGIOS_CRITICAL, f"CRITICAL {count['overdue']} overdue, {count['due']} due"
    elif count["due"] or count["upcoming"]:
        code, word = NAGIOS_WARNING, f"WARNING {count['due']} due, {count['upcoming']} upcoming"
    else:
        code, word = NAGIOS_OK, "OK nothing due"
    output.show(f"{word} | {figures}")
    return code
