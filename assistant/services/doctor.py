"""A look over the whole installation: each finding says what was looked at, whether it is well, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from stat import S_IMODE

from msgspec import Struct, structs

from assistant.clocks.applying import strangers, threads_named
from assistant.clocks.rulebook import rulebook
from assistant.clocks.wording import days, long_date
from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.mail.imap.bookmarks import Bookmarks
from assistant.paths import RecordPaths
from assistant.record.heartbeat import LastCheck
from assistant.record.index_rows import named_together

PRIVATE = 0o077
"""Permission bits that nobody but the owner should have."""


class Finding(Struct, frozen=True):
    what: str
    ok: bool
    text: str


def examine(desk: Desk) -> tuple[Finding, ...]:
    """Every finding, in the order in which one would look; what is wrong with many in the same way is one."""
    together: dict[tuple[str, str], list[Finding]] = {}
    for found in _findings(desk):
        together.setdefault((found.text, found.what if found.ok else ""), []).append(found)
    return tuple(structs.replace(same[0], what=named_together([f.what for f in same])) for same in together.values())


def _findings(desk: Desk) -> Iterator[Finding]:
    yield Finding("configuration", True, desk.settings.source or "none; the defaults hold")
    yield from _record(desk)
    yield from _rules(desk)
    yield from _mailboxes(desk)
    yield from _unattended(desk)
    yield _templates(desk)


def _record(desk: Desk) -> Iterator[Finding]:
    if not desk.root.exists():
        yield Finding("record", True, f"none yet at {desk.root}")
        return
    yield Finding("record", True, str(desk.root))
    open_to_others = S_IMODE(desk.root.stat().st_mode) & PRIVATE
    if open_to_others:
        yield Finding("permissions", False, f"others can look into {desk.root}; `chmod 700` closes it")
    faults = desk.refresh(sweep=True)
    for fault in faults:
        yield Finding(fault.thread, not fault.fatal, fault.text)
    if not faults:
        yield Finding("index", True, f"up to date, threads: {desk.count()}")
    found = desk.verify()
    yield Finding("chains", found.ok, f"{found.entries} entries, digest {found.digest}")
    for notice in (*found.problems, *found.notices):
        yield Finding("chains", False, notice)


def _rules(desk: Desk) -> Iterator[Finding]:
    try:
        rulebook(desk.settings)
    except AssistantError as error:
        yield Finding("rules", False, str(error))
        return
    for regulator in sorted({*desk.settings.regulators, *desk.regulators()}):
        try:
            rules = desk.rules(regulator)
            year = desk.day(regulator).year
            covered = rules.calendar.covers(year)
        except AssistantError as error:
            yield Finding(regulator, False, str(error))
            continue
        warning = rules.calendar.warning if covered else f"its calendar does not cover {year}"
        yield Finding(regulator, not warning, warning or f"{len(rules.rules)} rules, calendar {rules.calendar.name}")
    for stranger in strangers(desk.settings, desk.regulators(), desk.titles(threads_named(desk.settings))):
        yield Finding("rules", False, stranger)


def _mailboxes(desk: Desk) -> Iterator[Finding]:
    """What can be said of each mailbox without asking its server or for its password."""
    if not desk.settings.mailboxes:
        return
    pulled = Bookmarks(RecordPaths(desk.root).bookmarks).pulled
    ready = find_spec("imap_tools") is not None
    for name, mailbox in desk.settings.mailboxes.items():
        last = f"last pulled {pulled[name]}" if name in pulled else "never pulled to its end"
        text = f"{mailbox.user} at {mailbox.host}, {', '.join(mailbox.folders)}; {last}"
        missing = "" if ready else "; `pip install 'regulator-assistant[mail]'` is needed to pull"
        yield Finding(f"mailbox {name}", ready, text + missing)


def _unattended(desk: Desk) -> Iterator[Finding]:
    """The destinations, without asking one or for its secret; and whether the checks that run alone still do."""
    for name, destination in desk.settings.notify.items():
        yield Finding(f"destination {name}", True, f"{destination.type} to {destination.place}")
    last = desk.last_check()
    if last is None:
        return
    stale = last.is_stale(datetime.now(UTC), desk.settings.unattended.stale_after_days)
    text = f"the last one was {last_check_words(last, datetime.now(UTC))}; reminders: {last.reported}"
    if last.unchecked:
        text += f"; not checked: {last.unchecked}"
    if last.failed:
        text += f"; not delivered to {', '.join(last.failed)}, which the next one tries again"
    yield Finding("unattended check", not (stale or last.failed), text)


def last_check_words(last: LastCheck, now: datetime) -> str:
    """`9 days ago, on 13 November 2026 at 07:00 UTC`."""
    gone = days((now - last.at).days)
    when = f"on {long_date(last.at.date())} at {last.at:%H:%M} UTC"
    return f"{gone} ago, {when}" if (now - last.at).days > 0 else when


def _templates(desk: Desk) -> Finding:
    try:
        return Finding("templates", True, f"{len(desk.templates())} templates")
    except AssistantError as error:
        return Finding("templates", False, str(error))
