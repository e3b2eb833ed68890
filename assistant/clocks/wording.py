"""The sentences that people read about a gap, in plain English.

Every date and every count is computed from the clock and the day asked about; what a message says is quoted word for
word and may be cut only between words. A courtesy is never worded as a breach of law; a legal due day names its law.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from assistant.clocks.calendars import WEEKDAYS
from assistant.clocks.clock import Clock
from assistant.clocks.gap import GapState, OpenedBy
from assistant.record.kinds import SPOKEN, MessageClass
from assistant.record.thread import Logged, Obligation

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
TAKEN_FOR: dict[MessageClass, str] = {
    "substantive": "an answer",
    "partial": "an answer in part",
    "acknowledgement": "an acknowledgement",
    "holding": "a holding reply",
}
"""What a person's mail was proposed to be."""
QUOTED = 80
"""The most characters of verbatim words that a sentence quotes; the whole stands in the gap's `words`."""


class Telling(Struct, frozen=True):
    """What a sentence needs to know."""

    clock: Clock
    regulator: str
    opened_by: OpenedBy
    message: Logged | None
    """The same message, without its content; None for what no message opened."""
    state: GapState
    as_of: date
    first: int | None = None
    """The message that we have to answer before we may complain; None where there is none."""
    deferred: bool = False
    """The message that opened it came after the cut-off time, so that it counts from the next day."""


def long_date(day: date) -> str:
    """`9 October 2020`, whatever the locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def full_date(day: date) -> str:
    """`Friday 9 October 2020`."""
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"


def days(count: int) -> str:
    """`1 day`, `8 days`."""
    return f"{count} day" if abs(count) == 1 else f"{count} days"


def counted(count: int, thing: str) -> str:
    """`1 message`, `1,200 messages`."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def quoted(words: str) -> str:
    """`words` in quotation marks, white space evened out, cut between words if long."""
    return f"“{shortened(words)}”"


def named(obligation: Obligation) -> str:
    """Its words, in quotation marks only where they are a quotation."""
    return quoted(obligation.words) if obligation.is_quotation else shortened(obligation.words)


def shortened(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= QUOTED else plain[: QUOTED + 1].rsplit(" ", 1)[0][:QUOTED] + " …"


def summary(telling: Telling) -> str:
    """One sentence: what is missing, since when, and when it was or is due."""
    text = _SENTENCES[telling.clock.opening.kind](telling)
    if telling.clock.estimated:
        text += "; an estimated holiday took part in the count"
    if telling.first is not None:
        text += f"; we owe them an answer to #{telling.first} first"
    return f"{text}."


def _no_reply(telling: Telling) -> str:
    opening = telling.clock.opening
    what = f"{_stage(telling)}, {_sent(telling)}" if opening.rule else _sent(telling)
    text = f"No reply from {telling.regulator} for {_silence(telling)} to {what}{_due(telling)}"
    if opening.promised is not None:
        text += f"; promised in #{opening.promised_by} for {long_date(opening.promised)}{_instead(telling)}"
    if opening.partial:
        text += f"; answered in part by {numbered(opening.partial)}"
    return text


def _no_acknowledgement(telling: Telling) -> str:
    return f"No acknowledgement from {telling.regulator} for {_silence(telling)} of {_sent(telling)}{_due(telling)}"


def _partial_answer(telling: Telling) -> str:
    text = f"{telling.regulator} has not completed its answer since {_opened(telling)}, for {_silence(telling)}"
    return f"{text}{_words(telling)}{_due(telling, mark=';')}"


def _promise_passed(telling: Telling) -> str:
    did = "is held to" if _set_by_another(telling) else "made a promise in"
    return f"{telling.regulator} {did} {_opened(telling)}{_words(telling)}{_due(telling, mark=';')}{_instead(telling)}"


def _instead(telling: Telling) -> str:
    """Where the same was promised before, for another day."""
    before = telling.clock.opening.replaced
    return f", instead of the day named in {numbered(before)}" if before else ""


def _we_owe(telling: Telling) -> str:
    opening = telling.clock.opening
    if opening.rule:
        return f"{_stage(telling)} is ours to take, opened by {_opened(telling)}{_due(telling)}"
    if not opening.words and opening.entry == opening.message:
        return f"Nobody has answered or classified {_opened(telling)} from {telling.regulator}{_due(telling)}"
    return f"We owe {telling.regulator} an answer to {_opened(telling)}{_words(telling)}{_due(telling, mark=';')}"


def _commitment_due(telling: Telling) -> str:
    if _set_by_another(telling):
        return f"{telling.regulator} holds us to {_opened(telling)}{_words(telling)}{_due(telling, mark=';')}"
    return f"We made {telling.regulator} a promise in {_opened(telling)}{_words(telling)}{_due(telling, mark=';')}"


def _undelivered(telling: Telling) -> str:
    reported = long_date(telling.clock.opening.start)
    return f"{_opened(telling)} did not reach {telling.regulator}, as reported on {reported}: no clock has started"


def _set_by_another(telling: Telling) -> bool:
    """The words are not those of who owes it: a court's order, or a condition of theirs that we are to keep."""
    message = telling.message.message if telling.message else None
    if message is None or message.direction != "in" or message.channel in SPOKEN:
        return False
    return message.channel == "court" or telling.clock.opening.owed_by == "company"


def _call_unconfirmed(telling: Telling) -> str:
    spoken = telling.message.message.channel if telling.message else "call"
    return f"The {spoken} {_dated(telling)} has not been confirmed in writing{_due(telling)}"


def _filing_without_receipt(telling: Telling) -> str:
    return f"No receipt from {telling.regulator} for the filing {_dated(telling)}{_due(telling)}"


def _unclassified(telling: Telling) -> str:
    cls = telling.message.cls if telling.message else None
    taken = f": it is only taken for {TAKEN_FOR[cls]}" if cls in TAKEN_FOR else ""
    return f"Nobody has said what {_opened(telling)} from {telling.regulator} is{taken}{_due(telling, mark=';')}"


def _draft_stale(telling: Telling) -> str:
    changed = "; the thread has changed since" if telling.clock.opening.due else ""
    saved = long_date(telling.clock.opening.start)
    due = _due(telling, mark="," if changed else ";")
    return f"Draft #{telling.opened_by.entry}, saved on {saved}, was neither sent nor discarded{changed}{due}"


def _gone_quiet(telling: Telling) -> str:
    return f"Nothing from {telling.regulator} for {_silence(telling)} since {_opened(telling)}{_due(telling)}"


def _unmatched(telling: Telling) -> str:
    since = long_date(telling.clock.opening.start)
    return f"{_opened(telling)} matches no regulator and has been in the tray since {since}{_due(telling)}"


_SENTENCES = {
    "no-reply": _no_reply,
    "no-acknowledgement": _no_acknowledgement,
    "partial-answer": _partial_answer,
    "promise-passed": _promise_passed,
    "we-owe": _we_owe,
    "commitment-due": _commitment_due,
    "undelivered": _undelivered,
    "call-unconfirmed": _call_unconfirmed,
    "filing-without-receipt": _filing_without_receipt,
    "unclassified": _unclassified,
    "draft-stale": _draft_stale,
    "gone-quiet": _gone_quiet,
    "unmatched": _unmatched,
}


def _opened(telling: Telling) -> str:
    opening = telling.clock.opening
    opened = f"#{telling.opened_by.entry} of {long_date(telling.opened_by.date)}"
    if opening.restarted_by is None:
        return opened
    return f"{opened}, counted anew since #{opening.restarted_by} of {long_date(opening.start)}"


def _dated(telling: Telling) -> str:
    return f"of {long_date(telling.opened_by.date)} (#{telling.opened_by.entry})"


def _sent(telling: Telling) -> str:
    """After a bounce the silence counts from the second attempt: then say so."""
    opening = telling.clock.opening
    later = opening.start > telling.opened_by.date and opening.restarted_by is None and not telling.deferred
    return f"{_opened(telling)}{f', sent again on {long_date(opening.start)}' if later else ''}"


def _silence(telling: Telling) -> str:
    """What came after the cut-off time of today counts from tomorrow: that is no silence yet."""
    return days(max(0, (telling.as_of - telling.clock.opening.start).days))


def _words(telling: Telling) -> str:
    words = telling.clock.opening.words
    return f": {quoted(words)}" if words.strip() and not telling.clock.opening.rule else ""


def _stage(telling: Telling) -> str:
    """A step of procedure, as it was named and never as a quotation."""
    return shortened(telling.clock.opening.words)


def numbered(entries: tuple[int, ...]) -> str:
    """`#4 and #6`."""
    return " and ".join(f"#{n}" for n in entries)


def _due(telling: Telling, mark: str = ",") -> str:
    """`, due 16 October 2020`; whoever owes it by law or owes it as the company also reads by how much it is late."""
    clock = telling.clock
    text = f"{mark} due {long_date(clock.due)}{f' by {clock.due_at}' if clock.due_at else ''}"
    if clock.rule.statutory:
        text += f" under {clock.rule.basis}"
    left = (clock.due - telling.as_of).days
    if telling.state == "due":
        return f"{text}, today"
    if telling.state == "upcoming":
        return f"{text}, in {days(left)}"
    owed = clock.opening.owed_by == "company" or clock.opening.kind == "promise-passed" or clock.rule.statutory
    return f"{text}, {days(-left)} overdue" if owed else text
