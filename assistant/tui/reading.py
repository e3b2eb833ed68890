"""What the screens ask of the desk, each one call of a worker. No rule here: values in, values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from assistant.clocks.gap import Gap
from assistant.desk import Desk
from assistant.record.heartbeat import LastCheck
from assistant.record.index_rows import Fault
from assistant.record.inert import inert, inert_line
from assistant.record.store import TRAY, regulator_of
from assistant.record.thread import Thread
from assistant.seen import Seen, seen_file
from assistant.services.depicting import depicted
from assistant.services.lately import lately
from assistant.services.under_way import UnderWay, drafts_under_way, proposals_in, to_confirm
from assistant.tui.deciding import Who
from assistant.tui.places import Place
from assistant.tui.rows import ThreadRow, thread_rows, with_later_days, with_unread
from assistant.tui.timeline import View, newest_items, timeline

if TYPE_CHECKING:
    from assistant.clocks.proposals import Proposed
    from assistant.mail.tray import Waiting

AT_HAND = 60
"""Threads of the first paint: more than a screen shows."""

PAGE = 200
"""Exchanges of the tray that are read at a time: each lies in a file of its own."""


class Listing(Struct, frozen=True):
    """The whole list, and what could not be read."""

    rows: tuple[ThreadRow, ...]
    faults: tuple[Fault, ...]
    waiting: int = 0
    """Exchanges in the tray."""
    silent_days: int = 0
    """Days since the last unattended check, where they are too many."""
    gaps: tuple[Gap, ...] = ()
    """The snoozed ones too."""
    last_check: LastCheck | None = None
    drafts: tuple[UnderWay, ...] = ()


class Tray(Struct, frozen=True):
    """The exchanges that wait longest, and how many there are in all."""

    shown: tuple[Waiting, ...]
    size: int


def seen_of(desk: Desk) -> Seen:
    """What this person has read of the record."""
    return Seen(desk.root, seen_file())


def at_hand(desk: Desk, seen: Seen) -> tuple[ThreadRow, ...]:
    """The latest threads straight from the index, before anything is checked."""
    return with_unread(thread_rows(desk.summaries(limit=AT_HAND), (), desk.today()), seen.unread)


def listing(desk: Desk, seen: Seen, *, sweep: bool) -> Listing:
    """Every thread in order of urgency, after catching up with what was written since."""
    checked = desk.check(snoozed=True, sweep=sweep or None)
    rows = thread_rows(desk.each_summary(), checked.gaps, desk.today())
    seen.begin(lambda: ((row.thread, row.messages) for row in rows))
    return Listing(
        with_unread(rows, seen.unread),
        checked.faults,
        desk.intake.tray_size(),
        silent_days(desk, datetime.now(UTC)),
        checked.gaps,
        desk.last_check(),
        drafts_under_way(desk),
    )


def proposed(desk: Desk, threads: Sequence[str]) -> Mapping[str, int]:
    """How many proposals wait in each of these threads."""
    return proposals_in(desk, threads)


def left_to_confirm(desk: Desk, view: View) -> str:
    """How many proposals wait in the thread that is read, in words."""
    return to_confirm(desk, view.thread)


def silent_days(desk: Desk, now: datetime) -> int:
    """How many days ago the last unattended check was, if it seems to have stopped; else 0."""
    last = desk.last_check()
    stale = last is not None and last.is_stale(now, desk.settings.unattended.stale_after_days)
    return (now - last.at).days if last and stale else 0


def with_next_due(desk: Desk, listing: Listing) -> Listing:
    """The same list, with the due days that no reminder announces yet: it takes longer, so it comes after.

    Regulator by regulator: nobody else waits for all of them, and no day of ten thousand threads is held at once.
    """
    rows, today = listing.rows, desk.today()
    for regulator in desk.regulators():
        rows = with_later_days(rows, desk.next_due(regulator), today)
    return structs.replace(listing, rows=rows)


def view_of(desk: Desk, thread: str) -> View:
    """One thread with its texts and its reminders."""
    state = desk.thread(thread)
    return _view(desk, state, desk.gaps(state))


def _view(desk: Desk, state: Thread, gaps: tuple[Gap, ...]) -> View:
    key = state.regulator
    name = inert_line(desk.settings.regulator(key).name) or key
    return View(state, gaps, desk.day(key), desk.zone(key), name)


def view_to_read(desk: Desk, seen: Seen, thread: str) -> View:
    """The same for somebody who reads it: with what is new to them, and with its picture."""
    view = view_of(desk, thread)
    numbers = sorted(logged.n for logged in view.thread.messages)
    unread = seen.unread(thread, len(numbers))
    return structs.replace(
        view,
        unread=frozenset(numbers[len(numbers) - unread :]),
        picture=depicted(desk, view.thread),
        items=timeline(view),
        holder=view.ball,
    )


def newest_to_read(desk: Desk, seen: Seen, thread: str) -> View | None:
    """The newest of a long thread, to be looked at while `view_to_read` is under way; None where it need not be."""
    found = lately(desk, thread)
    if found is None:
        return None
    newest = found.newest
    unread = seen.unread(thread, newest.count)
    if unread > len(newest.latest):
        return None
    new = frozenset(newest.latest[len(newest.latest) - unread :])
    view = structs.replace(_view(desk, newest.thread, found.gaps), unread=new, newest=newest)
    return structs.replace(view, items=newest_items(view))


def who(desk: Desk, thread: str) -> Who:
    """Who decides now, and on what day."""
    return Who(desk.author, desk.day(regulator_of(thread)), desk.as_of is not None)


def explained(desk: Desk, view: View, target: str | int) -> tuple[str, str]:
    """How the due days of a reminder or entry came about, or why nothing is counted there; under a title."""
    found = desk.explain(view.thread, target)
    if not found:
        return "No clock runs here", "\n\n".join(map(inert, desk.ended(view.thread, target)))
    told = "\n\n".join("\n".join(map(inert, explanation.lines())) for explanation in found)
    return "How this due day came about", told


def read_aside(desk: Desk, place: Place) -> str:
    """An entry by itself, for where its thread is not at hand."""
    thread = desk.thread(place.thread)
    logged = thread.message(place.entry) if place.entry is not None else None
    if logged is None:
        return f"{thread.title}\n\nThis entry is no message."
    message = logged.message
    head = f"{thread.title}\n{logged.day} · {message.direction} {message.channel}\n{message.subject}"
    return "\n\n".join((head, message.text, *(f"⎙ {annex.name}\n{annex.text}" for annex in message.annexes)))


def waiting(desk: Desk) -> Tray:
    """The first page of the tray."""
    shown = desk.intake.tray(PAGE)
    return Tray(shown, desk.intake.tray_size())


def view_of_tray(desk: Desk, tray: str) -> View:
    """An exchange in the tray, readable like a thread; who wrote it is known by name only."""
    state = structs.replace(desk.thread(tray), regulator="them")
    return View(state, (), desk.today(), desk.zone(TRAY), "them", waits=False)


def proposals(desk: Desk, thread: str) -> tuple[View, tuple[Proposed, ...]]:
    """The thread as it is now, and what its messages propose, the newest message first."""
    view = view_of(desk, thread)
    place = {logged.n: at for at, logged in enumerate(view.thread.messages)}
    found = sorted(desk.proposals(view.thread), key=lambda proposed: -place[proposed.message])
    return view, tuple(found)
