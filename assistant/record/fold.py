"""Entries in, `Thread` out: the only way from the record to what everything else works on.

As of a day, entries dated later are left out, whenever they were logged. A decision that states what a message
meant (its class, what it settles, what it grants) takes that message's date; any other takes the day it names, else
the day it was made. A correction is part of what it corrects.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta, tzinfo

from msgspec import structs

from assistant.errors import RecordProblem
from assistant.record.announced import with_announced_answers
from assistant.record.corrections import apply, voided
from assistant.record.dates import day_of, local_moment
from assistant.record.entry import Line
from assistant.record.erasing import ERASED, erased_entries, without_content
from assistant.record.kinds import (
    Classified,
    Corrected,
    DraftSaved,
    Extended,
    Fact,
    Merged,
    Message,
    Note,
    ObligationOpened,
    ObligationUpdated,
    Paused,
    Restarted,
    Resumed,
    Snoozed,
    ThreadClosed,
    ThreadOpened,
    ThreadReopened,
)
from assistant.record.promised import with_replaced
from assistant.record.thread import (
    Correction,
    Draft,
    DueTime,
    Extension,
    Logged,
    Noted,
    Obligation,
    Pause,
    Restart,
    Snooze,
    Thread,
    Update,
)


def fold(lines: Sequence[Line], zone: tzinfo, as_of: date | None = None, cutoff: time | None = None) -> Thread:
    """The thread that `lines` (the whole file, in order) tell of, as of the end of `as_of` in `zone`.

    `cutoff`: see `message_day`; what came after it has its own date, and only the clocks begin a day later.
    Raises `RecordProblem` if the first entry does not open a thread or a correction makes no sense.
    """
    if not lines or not isinstance(lines[0].fact, ThreadOpened):
        raise RecordProblem("a thread's first entry must open it", hint="Run `assistant verify` to see which file.")
    standing, corrections = _corrected(lines)
    days = effective_days(standing, zone, cutoff)
    dated = days if cutoff is None or as_of is None else effective_days(standing, zone)
    visible = [line for line in standing if as_of is None or dated[line.n] <= as_of]
    folding = _Folding(days, zone, erased_entries(lines))
    for line in visible:
        folding.take(line)
    thread = folding.thread(_opening(lines[0].fact, standing[0].fact), days, len(lines))
    seen = {line.n for line in visible}
    told = tuple(c for c in corrections if c.entry in seen)
    return structs.replace(thread, apart=_apart(lines, thread), corrections=told)


def _apart(lines: Sequence[Line], thread: Thread) -> tuple[str, ...]:
    """The threads whose merger with this one was taken back."""
    together = {thread.merged_into, *thread.absorbed}
    named = [line.fact.other for line in lines if isinstance(line.fact, Merged)]
    return tuple(dict.fromkeys(other for other in named if other not in together))


def _opening(first: ThreadOpened, now: Fact) -> ThreadOpened:
    """The first entry as corrected, except for what names the thread and its place."""
    if not isinstance(now, ThreadOpened):
        return first
    return structs.replace(now, format=first.format, thread=first.thread, regulator=first.regulator)


def corrected(lines: Sequence[Line]) -> list[Line]:
    """`lines` with corrections applied, what they void left out, and what was erased without its content.

    Corrections themselves are gone.
    """
    return _corrected(lines)[0]


def _corrected(lines: Sequence[Line]) -> tuple[list[Line], tuple[Correction, ...]]:
    """The same, and what was corrected; of what was erased not what it had said."""
    facts: dict[int, Fact] = {line.n: line.fact for line in lines}
    void = voided(lines, facts)
    done = apply(lines, facts, void)
    erased = erased_entries(lines)
    for n in erased & facts.keys():
        facts[n] = without_content(facts[n])
    standing = [
        structs.replace(line, fact=facts[line.n])
        for line in lines
        if line.n not in void and not isinstance(line.fact, Corrected)
    ]
    return standing, tuple(c for c in done if c.entry not in erased)


def message_day(message: Message, logged: str, zone: tzinfo, cutoff: time | None = None) -> date:
    """The day a message's clocks start: received for inbound, sent for what goes out; else the next best date.

    What goes to or fro after `cutoff` (local time) counts as of the next day, as filing rules have it: "received after
    17:00 is deemed received on the next day". Only a moment can be late; a plain day is that day.
    """
    when = message_moment(message)
    day = day_of(when or logged, zone)
    if cutoff is None or when is None or len(when) == 10:
        return day
    return day + timedelta(days=1) if local_moment(when, zone).time() > cutoff else day


def message_moment(message: Message) -> str | None:
    """The date or moment that `message_day` takes, as it was logged; None if the message bears none."""
    if message.direction == "in":
        return message.received or message.sent or message.dated
    return message.sent or message.dated or message.received


def effective_days(lines: Iterable[Line], zone: tzinfo, cutoff: time | None = None) -> dict[int, date]:
    """The day from which each entry counts, by its number."""
    days: dict[int, date] = {}
    for line in lines:
        fact = line.fact
        if isinstance(fact, Message):
            days[line.n] = message_day(fact, line.at, zone, cutoff)
        else:
            days[line.n] = _decision_day(line, days, zone)
    return days


def _decision_day(line: Line, days: dict[int, date], zone: tzinfo) -> date:
    fact = line.fact
    meant: int | None = None
    match fact:
        case Classified() | ObligationOpened():
            meant = fact.message
        case ObligationUpdated():
            meant = fact.by_message
        case Extended():
            meant = fact.granted_by
        case Paused() | Resumed() | Restarted() if fact.day is None:
            meant = fact.because
        case Merged():
            return date.min
    if meant is not None and meant in days:
        return days[meant]
    named = getattr(fact, "day", None)
    return day_of(named or line.at, zone)


class _Folding:
    """The state of one fold. Entries are taken in the order they were logged; messages are placed at the end."""

    def __init__(self, days: dict[int, date], zone: tzinfo, erased: frozenset[int]) -> None:
        self.days, self.zone, self.erased = days, zone, erased
        self.messages: list[Line] = []
        self.classes: dict[int, Classified] = {}
        self.classified: dict[int, int] = {}
        self.obligations: dict[int, Obligation] = {}
        self.extensions: list[Extension] = []
        self.pauses: list[Pause] = []
        self.restarts: list[Restart] = []
        self.snoozes: list[Snooze] = []
        self.drafts: dict[int, Draft] = {}
        self.notes: list[Noted] = []
        self.closed: date | None = None
        self.closed_by = 0
        self.merged_into = ""
        self.absorbed: list[str] = []

    def take(self, line: Line) -> None:  # noqa: C901 - one case a kind; splitting it would only hide that
        n, fact, day = line.n, line.fact, self.days[line.n]
        match fact:
            case Message():
                self.messages.append(line)
            case Classified():
                self.classes[fact.message], self.classified[fact.message] = fact, n
            case ObligationOpened():
                self.obligations[n] = self._opened(n, fact, day)
            case ObligationUpdated():
                self._update(Update(n, day, fact.state, fact.by_message, fact.reason), fact.obligation)
            case Extended():
                to = date.fromisoformat(fact.to) if fact.to else None
                self.extensions.append(Extension(n, day, fact.opening, fact.granted_by, to, fact.by))
            case Paused():
                self.pauses.append(Pause(n, fact.opening, fact.because, day))
            case Resumed():
                self._resume(fact, day)
            case Restarted():
                self.restarts.append(Restart(n, day, fact.opening, fact.because))
            case Snoozed():
                until = date.fromisoformat(fact.until)
                self.snoozes.append(Snooze(n, day, line.by, until, fact.reason, fact.rule, fact.opening))
            case DraftSaved():
                self._save(line, fact, day)
            case Note():
                self.notes.append(Noted(n, day, line.by, fact.text, fact.message, fact.unbinding))
            case Merged(role="absorbs"):
                self.absorbed.append(fact.other)
            case Merged():
                self.closed, self.closed_by, self.merged_into = day, n, fact.other
            case ThreadClosed():
                self.closed, self.closed_by = day, n
            case ThreadReopened():
                self.closed, self.closed_by = None, 0
            case _:
                pass

    def _opened(self, n: int, fact: ObligationOpened, day: date) -> Obligation:
        due = day_of(fact.due, self.zone) if fact.due else None
        announced = fact.words in {"", f"answer announced for {fact.due}"}  # the second, as it was once written
        classified = self.classified.get(fact.message or 0, n)
        words = f"holding reply, promised for {due} (as classified in #{classified})" if announced else fact.words
        retold = announced or words == ERASED
        opened = Obligation(n, fact.type, fact.owed_by, words, fact.message, day, due, fact.condition)
        return structs.replace(
            opened, due_at=_due_time(fact.due, self.zone), rule=fact.rule, retold=retold, answers=fact.answers
        )

    def _update(self, update: Update, obligation: int) -> None:
        if known := self.obligations.get(obligation):
            updates = sorted((*known.updates, update), key=lambda u: (u.day, u.n))
            self.obligations[obligation] = structs.replace(known, updates=tuple(updates))

    def _resume(self, fact: Resumed, day: date) -> None:
        for at, pause in enumerate(self.pauses):
            if pause.opening == fact.opening and pause.end is None:
                self.pauses[at] = structs.replace(pause, end=max(day, pause.start), ended_because=fact.because)

    def _save(self, line: Line, fact: DraftSaved, day: date) -> None:
        first = fact.draft or line.n
        known = self.drafts.get(first)
        earlier = known.versions if known else ()
        self.drafts[first] = Draft(first, len(earlier) + 1, day, line.by, fact, line.n, line.at, earlier)

    def thread(self, opened: ThreadOpened, days: dict[int, date], length: int) -> Thread:
        placed = tuple(sorted(map(self._placed, self.messages), key=lambda logged: placing(logged, self.zone)))
        first = [days[1]] if 1 in days else []
        return Thread(
            id=opened.thread,
            regulator=opened.regulator,
            title=opened.title,
            opened=min([*first, *(m.day for m in placed)]),
            ours=opened.ours,
            theirs=opened.theirs,
            tags=opened.tags,
            closed=self.closed,
            messages=placed,
            obligations=with_announced_answers(with_replaced(self.obligations.values(), placed), placed),
            extensions=tuple(self.extensions),
            pauses=tuple(self.pauses),
            snoozes=tuple(self.snoozes),
            drafts=tuple(self.drafts.values()),
            notes=tuple(self.notes),
            length=length,
            last_day=max(days.values()),
            merged_into=self.merged_into,
            absorbed=tuple(self.absorbed),
            restarts=tuple(self.restarts),
            closed_by=self.closed_by,
        )

    def _placed(self, line: Line) -> Logged:
        return placed(line, self.days[line.n], self.classes.get(line.n), self.zone, erased=line.n in self.erased)


def placed(line: Line, counts_from: date, decision: Classified | None, zone: tzinfo, *, erased: bool) -> Logged:
    """A message as it stands on the timeline; `counts_from`: see `message_day`."""
    message = line.fact
    assert isinstance(message, Message)  # noqa: S101 - asked for a message
    cls = decision.cls if decision else message.proposed_class
    if message.direction != "in":
        cls = None
    elif cls is None:
        cls = "substantive"
    when = message_moment(message) or line.at
    day = day_of(when, zone)
    deferred = local_moment(when, zone).isoformat(timespec="minutes") if day < counts_from else ""
    return Logged(line.n, day, line.at, line.by, message, cls, decision is not None, deferred, erased)


def placing(logged: Logged, zone: tzinfo) -> tuple[date, int, time, int]:
    """What puts the messages of a thread in the order of its timeline."""
    when = message_moment(logged.message) or logged.logged
    return logged.day, logged.message.order, local_moment(when, zone).time(), logged.n


def _due_time(due: str | None, zone: tzinfo) -> DueTime | None:
    """The hour that the words set; a day and its midnight are the same day, without an hour."""
    if due is None or len(due) == 10 or (moment := local_moment(due, zone)).time() == time.min:
        return None
    return DueTime(moment.isoformat(timespec="minutes"), str(zone))
