"""Who has to act next, and what is open."""

from __future__ import annotations

import re
from datetime import date

from assistant.chat.answer import Answer, Claim
from assistant.chat.answers.due_days import due
from assistant.chat.answers.sides import kind_meant, on_whom, side_meant
from assistant.chat.inquiry import Inquiry, newest_first
from assistant.chat.periods import ANY
from assistant.chat.record_view import Case
from assistant.chat.refusing import not_in_record
from assistant.chat.told import message, obligation, opening_entries, waiting
from assistant.clocks.wording import counted, long_date, named
from assistant.record.kinds import Side
from assistant.record.opening import Opening
from assistant.record.openings import ball as who_acts

HOLDERS = {"company": "The ball is with us", "regulator": "The ball is with {}", "none": "Nobody has to act"}
UNANSWERED = re.compile(
    r"unanswered|without (?:an? |any )?(?:answer|reply)|not (?:yet )?(?:been )?(?:answered|replied)"
    r"|\b(?:in|from) (?:our|their) (?:answer|reply|response)\b",
    re.IGNORECASE,
)
"""Said of a question; a promise is kept or not."""
HELD_BY: dict[str, frozenset[str]] = {
    "company": frozenset({"we-owe"}),
    "regulator": frozenset({"no-reply", "partial-answer", "promise-passed", "filing-without-receipt"}),
    "none": frozenset(),
}
"""The kinds of opening that put the ball into somebody's court; `record.openings.ball` decides by them."""
TO_SEND = frozenset({"undelivered", "call-unconfirmed", "unclassified"})
"""Those that do so where the company owes no answer."""


NOT_ANSWERED = {
    "undelivered": "our message of {} came back undelivered and was not sent again",
    "call-unconfirmed": "nothing in writing confirms what was said on {}",
    "unclassified": "nobody has decided what the message of {} is",
}


def ball(ask: Inquiry) -> Answer:
    """Who has to act next in each thread, and by what."""
    cases = [case for case in ask.speaking if case.thread.closed is None]
    if not cases:
        if ask.about:
            return ask.answer(_closed(case) for case in ask.about)
        return not_in_record(ask)
    return ask.answer(_ball(case) for case in cases)


def _closed(case: Case) -> Claim:
    assert case.thread.closed is not None  # noqa: S101 - chosen for it
    return Claim(f"{case.thread.title} was closed on {long_date(case.thread.closed)}.", (case.ref(1),))


def _ball(case: Case) -> Claim:
    side = who_acts(case.thread)
    kinds = HELD_BY[side]
    if side == "company" and not any(o.kind in kinds for o in case.openings):
        kinds = TO_SEND
    held = [o for o in case.openings if o.kind in kinds]
    words = " and ".join(dict.fromkeys(_wanted(case, o) for o in held))
    text = f"{HOLDERS[side].format(case.regulator)} in {case.thread.title}{f': {words}' if words else ''}."
    return Claim(text, tuple(dict.fromkeys(e for o in held for e in opening_entries(case, o))) or (case.ref(1),))


def _wanted(case: Case, opening: Opening) -> str:
    logged = case.thread.message(opening.entry)
    if logged is not None and opening.kind in NOT_ANSWERED:
        return NOT_ANSWERED[opening.kind].format(long_date(logged.day))
    obligation = case.thread.obligation(opening.entry)
    words = named(obligation) if obligation else f"an answer to the message of {long_date(opening.start)}"
    return f"{words}, open since {long_date(opening.start)}"


def open_now(ask: Inquiry) -> Answer:
    """What is open, on the side that is meant, the most urgent first; with a period, what is due in it."""
    if ask.reading.period is not ANY and ask.reading.period.side != "since" and not _past(ask):
        return due(ask)
    side = side_meant(ask)
    only = kind_meant(ask) or (
        "request"
        if ask.reading.says(r"\b(LETTER|EMAIL|MAIL|MESSAGE)\b|\b(have|has|WANT) to ANSWER\b")
        or UNANSWERED.search(ask.reading.question)
        else None
    )
    found = ask.obligations(
        lambda _, o: side in {None, o.owed_by} and only in {None, o.type} and ask.period.holds(o.day)
    )
    if ask.reading.topic and not found and not ask.about:
        return not_in_record(ask)
    still = [(c, o) for c, o in found if o.is_open and c.thread.closed is None]
    if still and ask.reading.says(r"\b(FIRST|longest)\b"):
        oldest = min(o.day for _, o in still)
        return ask.answer(obligation(c, o) for c, o in still if o.day == oldest)
    claims = [(_due(c, o.n), obligation(c, o)) for c, o in still]
    if only != "commitment":
        cases = dict.fromkeys(ask.about or [case for case, _ in found])
        claims += [(_due(case, o.entry), waiting(case, o)) for case in cases for o in _unsaid(ask, case, side)]
    if not claims and ask.reading.topic:
        claims = [(o.day, obligation(case, o)) for case, o in found]
    if not claims:
        return ask.answer([Claim(f"Nothing is open{on_whom(ask, side)}.")])
    return ask.answer(claim for _, claim in sorted(claims, key=lambda each: each[0]))


def _past(ask: Inquiry) -> bool:
    """The period is over by today and bounds what came from somebody, not what was due."""
    last = ask.reading.period.last
    if last is None or last > ask.view.today:
        return False
    bounds = r"\bfrom (REG|them|PERSON|us)\b|\b(LETTER|EMAIL|MAIL|MESSAGE|CALL|MEETING|ASK|QUESTION)( \w+)? WHEN\b"
    return last < ask.view.today or ask.reading.says(bounds)


def _unsaid(ask: Inquiry, case: Case, side: Side | None) -> list[Opening]:
    """Whole messages that await an answer, no words of theirs having been singled out."""
    whole = [o for o in case.openings if o.entry == o.message and o.kind in {"we-owe", "no-reply"}]
    return [o for o in whole if side in {None, o.owed_by} and ask.period.holds(o.start)]


def _due(case: Case, entry: int) -> date:
    return min(
        (clock.due for clock in case.clocks if clock.opening.entry == entry and not clock.standing), default=date.max
    )


def chased(ask: Inquiry) -> Answer:
    """The messages that followed up on what is open and brought no answer, the latest first."""
    owing: Side = (
        "company" if ask.reading.actor == "regulator" and not ask.reading.says(r"^(was|were|ha)") else "regulator"
    )
    found = [
        (case, logged)
        for case in ask.speaking
        for n in dict.fromkeys(n for o in case.openings if o.owed_by == owing for n in o.chasers)
        if (logged := case.thread.message(n)) is not None and ask.period.holds(logged.day)
    ]
    if not found:
        return not_in_record(ask, "No chaser")
    claims = [message(case, logged) for case, logged in newest_first(found)]
    return ask.answer(
        [Claim(f"{counted(len(found), 'chaser')}.", tuple(e for c in claims for e in c.entries)), *claims]
    )
