"""A thread as the items of a conversation: messages, notes, decisions, the silences between, the reminders.

Order and numbers come from the `Thread` alone; what is due comes from its gaps. Nothing is drawn here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, tzinfo
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from assistant.clocks.gap import Gap
from assistant.clocks.wording import days
from assistant.record import silence as quiet
from assistant.record.dates import day_of
from assistant.record.inert import inert, inert_line
from assistant.record.openings import ball
from assistant.record.thread import Ball, Draft, Extension, Logged, Obligation, Pause, Snooze, Thread
from assistant.tui.words import owes, short_day, spoken_day

if TYPE_CHECKING:
    from assistant.record.newest import Newest
    from assistant.reports.picture import Picture


class View(Struct, frozen=True):
    """All that the screens show of one thread on one day."""

    thread: Thread
    gaps: tuple[Gap, ...]
    """Those not snoozed."""
    today: date
    zone: tzinfo
    regulator_name: str
    waits: bool = True
    """Somebody waits for the other side, so that silences and belated logging are worth saying."""
    unread: frozenset[int] = frozenset()
    """Messages that came since the reader last looked."""
    picture: Picture | None = None
    """The thread at one glance; None where nobody needs it."""
    items: tuple[Item, ...] = ()
    """The conversation where it was made beforehand, in a worker; see `timeline`."""
    newest: Newest | None = None
    """Where no more than that of the thread has been read so far: nothing is decided or drafted upon it."""
    holder: Ball | None = None
    """Who holds the ball, where that was asked beforehand, in a worker."""
    to_confirm: str = ""
    """What its messages ask and promise and nobody has decided on, counted in words; known a while after the rest."""

    @property
    def ball(self) -> Ball:
        return self.newest.ball if self.newest else self.holder or ball(self.thread)


class Said(Struct, frozen=True):
    """A message, with what its words bind."""

    n: int
    logged: Logged
    obligations: tuple[Obligation, ...]
    late: int
    """Days after its own day that it was logged."""


class Remark(Struct, frozen=True):
    """An internal note."""

    n: int
    day: date
    by: str
    text: str


class Event(Struct, frozen=True):
    """Something decided: a quiet line with its number."""

    n: int
    day: date
    text: str


class Silence(Struct, frozen=True):
    days: int
    text: str


class Reminder(Struct, frozen=True):
    """A gap, where it arose."""

    n: int
    """The entry it stands under."""
    gap: Gap


Item = Said | Remark | Event | Silence | Reminder


def timeline(view: View) -> tuple[Item, ...]:
    """The conversation from the first item to the as-of day."""
    return view.items or tuple(_items(view))


def newest_items(view: View) -> tuple[Item, ...]:
    """The end of the conversation, as `timeline` gives it of the whole: of a view of what is newest.

    It begins behind the first message, of which it is not known what stands before it.
    """
    items, first = timeline(view), view.thread.messages[0].n
    start = next(at for at, item in enumerate(items) if isinstance(item, Said) and item.n == first)
    return items[start + 1 :]


def place_of(items: Sequence[Item], entry: int) -> int | None:
    """Where an entry stands: its own item, else the message that carries it."""
    for at, item in enumerate(items):
        if not isinstance(item, Silence | Reminder) and item.n == entry:
            return at
    for at, item in enumerate(items):
        if isinstance(item, Said) and any(o.n == entry or entry in {u.n for u in o.updates} for o in item.obligations):
            return at
    return None


def place_of_gap(items: Sequence[Item], gap: str) -> int | None:
    return next((at for at, item in enumerate(items) if isinstance(item, Reminder) and item.gap.id == gap), None)


def _items(view: View) -> Iterator[Item]:
    beside = deque(sorted(_beside(view), key=lambda item: (item.day, item.n)))
    reminders = _by_entry(view.gaps, lambda gap: gap.opened_by.entry)
    carried = _by_entry(view.thread.obligations, lambda obligation: obligation.message)
    silences = quiet.silences(view.thread) if view.waits else {}
    for logged in view.thread.messages:
        while beside and beside[0].day < logged.day:
            yield from _with_reminders(beside.popleft(), reminders)
        if logged.n in silences:
            yield _silence(silences[logged.n], view)
        yield from _with_reminders(_said(logged, carried.get(logged.n, ()), view), reminders)
    for item in beside:
        yield from _with_reminders(item, reminders)
    earlier = view.newest.earlier if view.newest else ()
    left = {gap.id for gaps in reminders.values() for gap in gaps if gap.opened_by.entry not in earlier}
    yield from (Reminder(gap.opened_by.entry, gap) for gap in view.gaps if gap.id in left)
    if view.waits and (last := quiet.silence_now(view.thread, view.today)):
        yield _silence(last, view)


T = TypeVar("T")


def _by_entry(things: Iterable[T], entry: Callable[[T], int | None]) -> dict[int, tuple[T, ...]]:
    """Sorted once: a long thread would be gone through again for each of its messages."""
    found: dict[int, list[T]] = {}
    for thing in things:
        if (n := entry(thing)) is not None:
            found.setdefault(n, []).append(thing)
    return {n: tuple(those) for n, those in found.items()}


def _with_reminders(item: Said | Remark | Event, reminders: dict[int, tuple[Gap, ...]]) -> Iterator[Item]:
    """The item, and below it the reminders that arose there, which are taken out of `reminders`."""
    yield item
    yield from (Reminder(item.n, gap) for gap in reminders.pop(item.n, ()))


def _said(logged: Logged, carried: tuple[Obligation, ...], view: View) -> Said:
    late = (day_of(logged.logged, view.zone) - logged.day).days
    return Said(logged.n, logged, carried, max(late, 0) if view.waits else 0)


def _silence(silence: quiet.Silence, view: View) -> Silence:
    since = f" since {spoken_day(silence.since, silence.until)}" if silence.broken else ""
    return Silence(silence.days, f"{days(silence.days)}, nothing from {view.thread.regulator}{since}")


def _beside(view: View) -> Iterator[Remark | Event]:
    """What stands between the messages, by its day."""
    thread = view.thread
    messages = {m.n for m in thread.messages} | (view.newest.earlier if view.newest else frozenset())
    yield from (Remark(note.n, note.day, inert_line(note.by), inert(note.text)) for note in thread.notes)
    for o in thread.obligations:
        if o.message not in messages:
            yield Event(o.n, o.day, f"{o.type} opened: {owes(o.owed_by, thread.regulator)} {inert_line(o.told)}")
    yield from (_extension(e, view) for e in thread.extensions)
    for pause in thread.pauses:
        yield from _pause(pause)
    yield from (
        Event(r.n, r.day, f"the clock of #{r.opening} counts anew, because of #{r.because}") for r in thread.restarts
    )
    yield from (_snooze(s, view) for s in thread.snoozes)
    yield from (_draft(d) for d in thread.drafts if d.saved.state != "sent")  # sent: the message itself stands there
    if thread.closed is not None:
        yield Event(0, thread.closed, "the thread was closed")


def _extension(e: Extension, view: View) -> Event:
    to = f"to {short_day(e.to, view.today)}" if e.to else f"by {inert_line(e.by or '')}"
    return Event(e.n, e.day, f"#{e.opening} was extended {to}, granted by #{e.granted_by}")


def _pause(pause: Pause) -> Iterator[Event]:
    clock = f"the clock of #{pause.opening}" if pause.opening else "every clock"
    yield Event(pause.n, pause.start, f"{clock} stopped, because of #{pause.because}")
    if pause.end is not None:
        yield Event(pause.n, pause.end, f"{clock} went on, because of #{pause.ended_because}")


def _snooze(s: Snooze, view: View) -> Event:
    what = f"the reminder of #{s.opening}" if s.opening else "all reminders"
    return Event(s.n, s.day, f"{what} snoozed to {short_day(s.until, view.today)}: {inert_line(s.reason)}")


def _draft(draft: Draft) -> Event:
    subject = inert_line(draft.saved.subject) or "no subject"
    return Event(draft.n, draft.day, f"draft, version {draft.version} ({draft.saved.state}): {subject}")
