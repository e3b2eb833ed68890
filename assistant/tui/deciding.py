"""From a typed command to entries: which decision of the record it is, and the sentence that reports it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from msgspec import Struct

from assistant.clocks.gap import Gap
from assistant.errors import UsageProblem
from assistant.record import decisions
from assistant.record.entry import NewEntry
from assistant.record.kinds import Message
from assistant.record.thread import Thread
from assistant.tui import orders as c


class Counting(Protocol):
    """What a decision asks of rules and calendar; the desk answers."""

    def announcement(self, thread: Thread, message: int, until: date) -> str: ...

    def due_day(self, thread: Thread, opening: int, more: str = "") -> date | None: ...


class Who(Struct, frozen=True):
    """Who decides, and on what day the screen stands."""

    by: str
    day: date
    dated: bool = False
    """The screen stands on a day of its own: what carries no date is dated then, else it would vanish from view."""


def entries_for(
    command: c.Decision, who: Who, gaps: Sequence[Gap] = (), counting: Counting | None = None
) -> Callable[[Thread], list[NewEntry]]:
    """What `Desk.decide` runs on the thread as it stands. `gaps` are those shown: a snooze names one of them.

    Without `counting` an extension is held against no due day, and a holding reply's promise quotes no words.
    """

    def decide(thread: Thread) -> list[NewEntry]:
        match command:
            case c.LogNote() | c.LogMessage():
                return _logged(command, thread, who)
            case c.Classify():
                until = command.until
                words = counting.announcement(thread, command.message, until) if counting and until else ""
                return decisions.classify(
                    thread,
                    command.message,
                    command.cls,
                    who.by,
                    reason=command.reason,
                    until=until,
                    words=words,
                    answers=command.answers,
                )
            case c.Extend():
                due = counting.due_day(thread, command.opening, command.duration or "") if counting else None
                return decisions.extend(
                    thread,
                    command.opening,
                    who.by,
                    granted_by=command.granted_by,
                    to=command.to,
                    duration=command.duration,
                    reason=command.reason,
                    due=due,
                )
            case c.Pause() | c.Resume() | c.Restart() | c.Snooze():
                return _clock(command, thread, who, gaps)
            case _:
                return _decided(command, thread, who)

    return decide


def _logged(command: c.LogNote | c.LogMessage, thread: Thread, who: Who) -> list[NewEntry]:
    if isinstance(command, c.LogNote):
        return decisions.note(command.text, who.by, command.day or _day(who))
    return decisions.log_message(
        thread,
        message(command, who),
        who.by,
        settles=command.settles,
        answers_partly=command.answers_partly,
        cls=command.cls,
    )


def message(command: c.LogMessage, who: Who) -> Message:
    """The message that a command tells of; its date stands where its clocks look for it."""
    when = command.when or who.day.isoformat()
    inbound = command.direction == "in"
    return Message(
        command.direction,
        command.channel,
        command.subject,
        command.text,
        sent=None if inbound else when,
        received=when if inbound else None,
        confidential=command.confidential,
    )


_Clock = c.Pause | c.Resume | c.Restart | c.Snooze


def _clock(command: _Clock, thread: Thread, who: Who, gaps: Sequence[Gap]) -> list[NewEntry]:
    match command:
        case c.Restart():
            return decisions.restart(
                thread,
                command.opening,
                who.by,
                because=command.because,
                day=command.day,
                reason=command.reason,
            )
        case c.Snooze():
            return _snoozed(command, thread, who, gaps)
        case c.Pause() | c.Resume():
            move = decisions.pause if isinstance(command, c.Pause) else decisions.resume
            return move(
                thread,
                who.by,
                because=command.because,
                opening=command.opening,
                day=command.day,
                reason=command.reason,
            )


def _snoozed(command: c.Snooze, thread: Thread, who: Who, gaps: Sequence[Gap]) -> list[NewEntry]:
    if command.opening is None:
        return decisions.snooze(thread, who.by, until=command.until, reason=command.reason, today=who.day)
    meant = [gap for gap in gaps if command.opening in {gap.opening, gap.opened_by.entry}]
    if not meant:
        raise UsageProblem(f"#{command.opening} has no reminder to snooze")
    return [
        entry
        for gap in meant
        for entry in decisions.snooze(
            thread,
            who.by,
            until=command.until,
            reason=command.reason,
            today=who.day,
            rule=gap.rule or None,
            opening=gap.opening or gap.opened_by.entry,
        )
    ]


def _decided(command: c.Decision, thread: Thread, who: Who) -> list[NewEntry]:
    match command:
        case c.OpenObligation():
            asked = decisions.Asked(command.type, command.owed_by, command.words, command.due, command.condition)
            return decisions.open_obligation(thread, asked, who.by, message=command.message, day=_day(who))
        case c.Settle():
            return decisions.settle(
                thread,
                command.obligation,
                who.by,
                state=command.state,
                by_message=command.by_message,
                reason=command.reason,
                day=_day(who),
            )
        case c.Undo():
            return decisions.undo(thread, command.entry, who.by, command.reason)
        case c.Close():
            return decisions.close(thread, who.by, reason=command.reason, day=_day(who))
        case c.Reopen():
            return decisions.reopen(thread, who.by, reason=command.reason, day=_day(who))
        case _:
            raise UsageProblem("this is no decision on a thread")


def _day(who: Who) -> date | None:
    return who.day if who.dated else None


def reported(command: c.Decision, first: int) -> str:
    """What has happened, in the past tense; `first` is the first new entry."""
    match command:
        case c.LogNote():
            return f"Note logged as #{first}"
        case c.LogMessage():
            return f"{command.channel.capitalize()} logged as #{first}"
        case c.OpenObligation():
            return f"{command.type.capitalize()} opened as #{first}"
        case c.Settle():
            return f"#{command.obligation} is {_NOW.get(command.state, command.state)}"
        case c.Classify():
            return f"#{command.message} is {command.cls}"
        case c.Undo():
            return f"#{command.entry} no longer counts"
        case _:
            return _DONE[type(command)]


_NOW = {"part": "answered in part", "open": "open again"}
_DONE: dict[type, str] = {
    c.Snooze: "The reminder is hidden",
    c.Extend: "The time was extended",
    c.Pause: "The clock stands still",
    c.Resume: "The clock runs again",
    c.Restart: "The clock counts anew",
    c.Close: "The thread is closed",
    c.Reopen: "The thread is open again",
}
