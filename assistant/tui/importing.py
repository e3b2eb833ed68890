"""An import as the screen follows it: how far it is, the wish to stop it, and what is said once it has ended.

No widget here: values for the screen, and one call for its worker.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from assistant.clocks.wording import counted
from assistant.desk import Desk
from assistant.record.dates import now_utc
from assistant.record.inert import inert_line
from assistant.tui.keys import key_named

if TYPE_CHECKING:
    from assistant.mail.importing import ImportReport

SEARCHED = 20
"""Threads, those first in which somebody has to act and of these the latest, in whose new messages proposals are looked
for: a hint need not be complete."""
NAMED = 3
"""Threads that the hint names."""


STOPPING = "stopping, what was read is being filed"


def started() -> str:
    """What is said before anything has been read."""
    return f"importing · {key_named('main.stop')} stops"


class ImportWatch:
    """Told of each batch in the worker; `stop` may be set from the screen."""

    def __init__(self, tell: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        """`tell` is given the line for the title bar."""
        self.tell, self.clock = tell, clock
        self.started = clock()
        self.stop = False

    def __call__(self, report: ImportReport) -> bool:
        self.tell(self.line(report))
        return not self.stop

    def line(self, report: ImportReport) -> str:
        """`importing · S stops · 12,000 read · 3,400 new · 2 problems · 812/s`: what may be cut off comes last."""
        rate = report.read / max(self.clock() - self.started, 0.001)
        told = [STOPPING if self.stop else started(), f"{report.read:,} read", f"{report.new:,} new"]
        if report.problems:
            told.append(counted(len(report.problems), "problem"))
        return " · ".join([*told, f"{rate:,.0f}/s"])


Bring = Callable[[ImportWatch], "ImportReport"]
"""Brings mail in, from wherever."""


class Imported(Struct, frozen=True):
    """What is said of an import that has ended."""

    lines: tuple[str, ...]
    """The counts first, then where to go on."""
    problems: tuple[str, ...]

    @property
    def summary(self) -> str:
        return "\n".join(self.lines)


def imported(desk: Desk, bring: Bring, watch: ImportWatch) -> Imported:
    """Bring mail in, and say what has come."""
    let_helpers_start()
    began, before = now_utc(), _sizes(desk)
    report = bring(watch)
    watch.tell("looking for what was asked …")
    desk.refresh()
    lines = [_counts(report)]
    if report.problems:
        lines.append(f"{counted(len(report.problems), 'problem')}: named below")
    if report.unmatched:
        lines.append(f"{desk.intake.tray_size():,} in the tray: press {key_named('main.tray')}")
    if proposed := _proposed(desk, before, began):
        lines.append(proposed)
    if over := _over(desk, report.threads_opened):
        lines.append(over)
    problems = tuple(inert_line(f"{p.path}{f' ({p.part})' if p.part else ''}: {p.error}") for p in report.problems)
    return Imported(tuple(lines), problems)


def let_helpers_start() -> None:
    """Processes that help to read a long import hand on the standard error's number; the screen's stand-in has none."""
    if sys.platform == "win32":
        return  # no such number is handed on there
    from multiprocessing import resource_tracker  # noqa: PLC0415 - 10 ms that only an import need pay

    with redirect_stderr(sys.__stderr__):
        resource_tracker.ensure_running()


def _counts(report: ImportReport) -> str:
    if report.nothing_new:
        return f"Nothing new: all {counted(report.earlier, 'mail')} had been read by an earlier import"
    threads = f" in {counted(report.threads_opened, 'new thread')}" if report.threads_opened else ""
    told = [f"{report.new:,} new{threads}", f"{report.duplicates:,} known already"]
    if report.threads_merged:
        told.append(f"{counted(report.threads_merged, 'thread')} merged")
    if report.skipped:
        told.append(f"{counted(report.skipped, 'file')} that are no mail")
    stopped = "Stopped; import it again to go on. " if report.stopped else ""
    return f"{stopped}{', '.join(told)}"


def _sizes(desk: Desk) -> dict[str, int]:
    """How many messages each thread has."""
    return {summary.thread: summary.messages for summary in desk.each_summary()}


def _proposed(desk: Desk, before: Mapping[str, int], began: str) -> str:
    """Where the mail that came in since seems to ask or promise something."""
    moved = [s for s in desk.each_summary() if s.messages > before.get(s.thread, 0)]
    moved.sort(key=lambda s: (s.ball != "none", max(s.last_in or "", s.last_out or "")), reverse=True)
    grown = [s.thread for s in moved]
    found: dict[str, int] = {}
    for thread in grown[:SEARCHED]:
        if count := _fresh(desk, thread, began):
            found[thread] = count
    if not found:
        return ""
    names = ", ".join([*list(found)[:NAMED], *(["…"] if len(found) > NAMED else [])])
    least = "at least " if len(grown) > SEARCHED else ""
    total = counted(sum(found.values()), "proposal")
    return f"{least}{total} in {counted(len(found), 'thread')}: press {key_named('main.proposals')} in {names}"


def _over(desk: Desk, opened: int) -> str:
    """How to have an end of what is over in an old archive."""
    from assistant.services.quiet import long_ago, quiet_since  # noqa: PLC0415 - for an import only

    since = long_ago(desk, opened)
    if since is None or not (quiet := len(quiet_since(desk, since))):
        return ""
    return f"in {counted(quiet, 'thread')} nobody wrote for a year: `assistant close --quiet-since {since}` closes them"


def _fresh(desk: Desk, thread: str, began: str) -> int:
    """How much is proposed in the messages that were logged since."""
    whole = desk.thread(thread)
    new = tuple(logged for logged in whole.messages if logged.logged >= began)
    return sum(proposed.unanswered for proposed in desk.proposals(structs.replace(whole, messages=new)))
