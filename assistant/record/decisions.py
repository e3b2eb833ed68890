"""What a person decides, as entries: pure functions from a thread and a decision to what is to be appended.

Each checks that the decision makes sense on the thread as it stands and raises `UsageProblem` if not. None writes: a
door hands the entries to the store, with `thread.length` as what it saw.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct, structs

from assistant.errors import UsageProblem
from assistant.record.entry import NewEntry
from assistant.record.kinds import (
    Classified,
    Corrected,
    Direction,
    Extended,
    Message,
    MessageClass,
    Note,
    ObligationOpened,
    ObligationState,
    ObligationType,
    ObligationUpdated,
    Paused,
    Restarted,
    Resumed,
    Side,
    Snoozed,
    ThreadClosed,
    ThreadReopened,
)
from assistant.record.pointing import (
    began,
    check_asker,
    check_clock,
    check_requests,
    check_verbatim,
    message_at,
    obligation_at,
    open_obligation_at,
)
from assistant.record.promised import given_before
from assistant.record.thread import Pause, Thread


class Asked(Struct, frozen=True):
    """Words in a message that bind a side."""

    type: ObligationType
    owed_by: Side
    words: str
    due: date | None = None
    condition: str = ""
    due_at: str = ""
    """The moment on that day, with its zone, where the words set an hour."""
    rule: str = ""
    """A step of procedure: the rule that counts it; `words` then name the step and quote nothing."""
    answers: tuple[int, ...] = ()
    """Of a promise of theirs: the requests that it is about."""


def bound(type_: ObligationType, direction: Direction) -> Side:
    """Whom words in a message bind: a request the side that is asked, a commitment the side that speaks."""
    speaker: Side = "regulator" if direction == "in" else "company"
    asked: Side = "company" if direction == "in" else "regulator"
    return asked if type_ == "request" else speaker


def log_message(
    thread: Thread,
    message: Message,
    by: str,
    *,
    asks: Sequence[Asked] = (),
    settles: Sequence[int] = (),
    answers_partly: Sequence[int] = (),
    cls: MessageClass | None = None,
    at: str | None = None,
) -> list[NewEntry]:
    """The message, what it opens, what it settles or answers in part, and its class if the person says it."""
    n = thread.length + 1
    if cls and message.direction != "in":
        raise UsageProblem("only an inbound message has a class")
    for obligation in (*settles, *answers_partly):
        open_obligation_at(thread, obligation)
    for asked in asks:
        check_verbatim(asked.words, message, f"#{n}")
    entries: list[NewEntry] = [NewEntry(message, by, at)]
    if cls:
        entries.append(NewEntry(Classified(n, cls), by, at))
    entries += [NewEntry(_asked(asked, n), by, at) for asked in asks]
    entries += [NewEntry(ObligationUpdated(o, "settled", n), by, at) for o in settles]
    entries += [NewEntry(ObligationUpdated(o, "part", n), by, at) for o in answers_partly]
    return entries


def _asked(asked: Asked, message: int | None) -> ObligationOpened:
    due = asked.due_at or _iso(asked.due)
    given = ObligationOpened(asked.type, asked.owed_by, asked.words, message, due, asked.condition, rule=asked.rule)
    return structs.replace(given, answers=asked.answers)


def note(text: str, by: str, day: date | None = None) -> list[NewEntry]:
    """A remark of our own; it moves no clock."""
    if not text.strip():
        raise UsageProblem("a note needs some text")
    return [NewEntry(Note(text, _iso(day)), by)]


def turn_down(
    thread: Thread, message: int, words: str, by: str, reason: str, day: date | None = None
) -> list[NewEntry]:
    """These words of `message` bind nobody: a remark that says so, so that nobody is asked about them again.

    It opens and settles nothing; whoever thinks otherwise undoes the remark or opens the words all the same.
    """
    if not reason.strip():
        raise UsageProblem("turning words down needs a reason")
    if not words.strip():
        raise UsageProblem("there are no words to turn down")
    check_verbatim(words, message_at(thread, message).message, f"#{message}")
    text = f"Binds nobody, in #{message}: “{' '.join(words.split())}”. {reason.strip()}"
    return [NewEntry(Note(text, _iso(day), message, words), by)]


def open_obligation(
    thread: Thread, asked: Asked, by: str, *, message: int | None = None, day: date | None = None
) -> list[NewEntry]:
    """A request or commitment, whose words stand in `message` if one is named; a step of procedure begins there."""
    if not asked.words.strip():
        raise UsageProblem("an obligation needs its words")
    if asked.answers and (asked.type, asked.owed_by) != ("commitment", "regulator"):
        raise UsageProblem("only a promise of theirs is about requests", hint="Leave out what it answers.")
    check_requests(thread, asked.answers)
    if message is not None:
        carrier = message_at(thread, message).message
        if not asked.rule:
            check_verbatim(asked.words, carrier, f"#{message}")
            if asked.type == "request":
                check_asker(asked.owed_by, carrier, message)
    opened = _asked(asked, message)
    return [NewEntry(opened if message else structs.replace(opened, day=_iso(day)), by)]


def settle(
    thread: Thread,
    obligation: int,
    by: str,
    *,
    state: ObligationState = "settled",
    by_message: int | None = None,
    reason: str = "",
    day: date | None = None,
) -> list[NewEntry]:
    """Settled, answered in part, withdrawn, or open again; `by_message` names what did it."""
    known = obligation_at(thread, obligation)
    if state == "open" and known.is_open:
        raise UsageProblem(f"#{obligation} is open already")
    if state != "open":
        open_obligation_at(thread, obligation)
    if by_message is not None:
        message_at(thread, by_message)
    return [NewEntry(ObligationUpdated(obligation, state, by_message, reason, _iso(day)), by)]


def classify(
    thread: Thread,
    message: int,
    cls: MessageClass,
    by: str,
    *,
    reason: str = "",
    until: date | None = None,
    words: str = "",
    answers: tuple[int, ...] = (),
) -> list[NewEntry]:
    """What an inbound message does to clocks.

    `until`: the day that a holding reply promises an answer by; `words`: its own words for that, if any name the day;
    `answers`: the requests that it is about, where it is not about all. A promise of that message for that day that was
    opened before is not opened again; it is then said what it is about.
    """
    logged = message_at(thread, message)
    if logged.message.direction != "in":
        raise UsageProblem(f"#{message} is not inbound: only what they sent has a class")
    if until and cls != "holding":
        raise UsageProblem("only a holding reply promises a day", hint="Leave the day out, or classify it as holding.")
    if answers and not until:
        raise UsageProblem("only a promise is about requests", hint="Name its day, or leave the requests out.")
    check_requests(thread, answers)
    entries = [NewEntry(Classified(message, cls, reason), by)]
    if until and (known := given_before(thread, message, until)) is None:
        check_verbatim(words, logged.message, f"#{message}")
        promise = Asked("commitment", "regulator", words, until, answers=answers)
        entries.append(NewEntry(_asked(promise, message), by))
    elif until and known and answers not in {(), known.answers}:
        said = reason or "what it is about was said later"
        entries.append(NewEntry(Corrected(known.n, said, {"answers": list(answers)}), by))
    return entries


def extend(
    thread: Thread,
    opening: int,
    by: str,
    *,
    granted_by: int,
    to: date | None = None,
    duration: str | None = None,
    reason: str = "",
    due: date | None = None,
) -> list[NewEntry]:
    """More time for an obligation or for the reply to a message, granted by a message that came after it.

    `due`: the day in force, if one runs; no extension goes before it.
    """
    check_clock(thread, opening)
    granted = message_at(thread, granted_by)
    if (to is None) == (duration is None):
        raise UsageProblem("an extension has either a day (`--to`) or a duration (`--by`)")
    if granted.day_0 < (since := began(thread, opening)):
        hint = "Name the later message that grants it; log it first if it is not in the record."
        raise UsageProblem(f"#{granted_by} of {granted.day} is older than #{opening} of {since}", hint=hint)
    if to and due and to < due:
        hint = (
            f"An extension never shortens. One that was a mistake is taken back with `assistant undo {thread.id} N`; "
            "where they set an earlier day, withdraw what is owed and open it with that day."
        )
        raise UsageProblem(f"#{opening} is due on {due}, and {to} is earlier", hint=hint)
    return [NewEntry(Extended(opening, granted_by, _iso(to), duration, reason), by)]


def pause(
    thread: Thread, by: str, *, because: int, opening: int | None = None, day: date | None = None, reason: str = ""
) -> list[NewEntry]:
    """Stop one clock, or all of the thread's, from `day` (default: the day of the message that stops it)."""
    message_at(thread, because)
    if opening is not None:
        check_clock(thread, opening)
        if (owed := thread.obligation(opening)) and not owed.is_open:
            hint = f"If it is open after all, say so first: `assistant settle {thread.id} {opening} --reopen`."
            raise UsageProblem(f"#{opening} is {owed.state}: no clock of it runs that could be paused", hint=hint)
    if _standing(thread, opening):
        raise UsageProblem("that clock is paused already")
    return [NewEntry(Paused(because, opening, _iso(day), reason), by)]


def resume(
    thread: Thread, by: str, *, because: int, opening: int | None = None, day: date | None = None, reason: str = ""
) -> list[NewEntry]:
    """Start a paused clock again, with the days it had left."""
    message_at(thread, because)
    running = _standing(thread, opening)
    if not running:
        raise UsageProblem("that clock is not paused")
    start = day or message_at(thread, because).day
    if start < running[-1].start:
        raise UsageProblem(f"it was paused on {running[-1].start}, after {start}")
    return [NewEntry(Resumed(because, opening, _iso(day), reason), by)]


def restart(
    thread: Thread, opening: int, by: str, *, because: int, day: date | None = None, reason: str = ""
) -> list[NewEntry]:
    """Count a clock anew, legal and courtesy alike: message `because` sent it again or answered a clarification.

    Its day, or `day`, is day 0; what moved the clock before is history, and a pause that lasts is over for it.
    """
    check_clock(thread, opening)
    message = message_at(thread, because)
    obligation = thread.obligation(opening)
    if because in {opening, obligation.message if obligation else None}:
        raise UsageProblem(f"#{because} cannot make its own clock count anew", hint="Name the later message.")
    if obligation and obligation.due:
        hint = f"Record more time with `assistant extend {thread.id} {opening}`."
        raise UsageProblem(f"the words of #{opening} set {obligation.due}: nothing is counted", hint=hint)
    start = day or message.day_0
    if start < (since := began(thread, opening)):
        raise UsageProblem(f"#{opening} began on {since}, after {start}")
    return [NewEntry(Restarted(opening, because, _iso(day), reason), by)]


def _standing(thread: Thread, opening: int | None) -> list[Pause]:
    """The pauses of that clock that last; one from before it began to count anew is history."""
    obligation = thread.obligation(opening) if opening is not None else None
    named = {opening, obligation.message if obligation else opening}
    anew = max(((r.day, r.n) for r in thread.restarts if r.opening in named), default=(date.min, 0))
    return [p for p in thread.pauses if p.opening == opening and p.end is None and (p.start, p.n) > anew]


def snooze(
    thread: Thread,
    by: str,
    *,
    until: date,
    reason: str,
    today: date,
    rule: str | None = None,
    opening: int | None = None,
) -> list[NewEntry]:
    """Hide one reminder, or all of the thread's, up to and including `until`."""
    if not reason.strip():
        raise UsageProblem("a snooze needs a reason")
    if until < today:
        raise UsageProblem(f"{until} is past: a snooze ends in the future")
    return [NewEntry(Snoozed(until.isoformat(), reason, rule, opening, today.isoformat()), by)]


def close(thread: Thread, by: str, *, reason: str = "", day: date | None = None) -> list[NewEntry]:
    """The matter is over: nothing in it is due any more."""
    if thread.closed:
        raise UsageProblem(f"{thread.id} is closed already")
    return [NewEntry(ThreadClosed(reason, _iso(day)), by)]


def reopen(thread: Thread, by: str, *, reason: str = "", day: date | None = None) -> list[NewEntry]:
    if not thread.closed:
        raise UsageProblem(f"{thread.id} is open")
    return [NewEntry(ThreadReopened(reason, _iso(day)), by)]


def undo(thread: Thread, entry: int, by: str, reason: str) -> list[NewEntry]:
    """Make an entry count no more, by an entry that says so; the first one, which opens the thread, stays.

    A draft that was said to have gone out as the message `entry` is under way again, and what the message settled and
    promised is undone with it.
    """
    if not 1 < entry <= thread.length:
        raise UsageProblem(f"{thread.id} has no entry #{entry} that can be undone")
    return [NewEntry(Corrected(n, reason, void=True), by) for n in (entry, *_sending(thread, entry))]


def _sending(thread: Thread, message: int) -> list[int]:
    """What was logged together with a message because a draft was sent as it."""
    said = [v.n for d in thread.drafts for v in d.versions if v.saved.state == "sent" and v.saved.message == message]
    if not said:
        return []
    opened = [o.n for o in thread.obligations if o.message == message and o.n > message]
    settled = [u.n for o in thread.obligations for u in o.updates if u.by_message == message and u.n > message]
    return sorted([*said, *opened, *settled])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
