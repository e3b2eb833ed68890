"""Who has to act, what is open, what is due, and whether something was answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.chat.answer import Answer, Claim
from assistant.chat.inquiry import Inquiry
from assistant.chat.library import Case
from assistant.chat.periods import ANY
from assistant.chat.refusing import not_in_record
from assistant.chat.told import away, obligation, obligation_entries, refs, standing, waiting
from assistant.clocks.clock import Clock
from assistant.clocks.wording import long_date, quoted
from assistant.record.kinds import Side
from assistant.record.openings import ball as who_acts
from assistant.record.opening import Opening
from assistant.record.thread import Obligation

LATE = date.max
REPEATED = frozenset({"no-acknowledgement", "gone-quiet"})
"""Kinds whose clocks tell of the same silence once more."""
HOLDERS = {"company": "The ball is with us", "regulator": "The ball is with {}", "none": "Nobody has to act"}
HELD_BY: dict[str, frozenset[str]] = {
    "company": frozenset({"we-owe"}),
    "regulator": frozenset({"no-reply", "partial-answer", "promise-passed", "filing-without-receipt"}),
    "none": frozenset(),
}


def ball(ask: Inquiry) -> Answer:
    """Who has to act next in each thread, and by what."""
    cases = [case for case in ask.about or _by_words(ask) if case.thread.closed is None]
    if not cases:
        if ask.about:
            return ask.answer(_closed(case) for case in ask.about)
        return not_in_record(ask)
    return ask.answer(_ball(case) for case in cases)


def _by_words(ask: Inquiry) -> tuple[Case, ...]:
    """Threads that speak of the topic in a request or commitment, else in a message."""
    owed = [case for case, _ in ask.obligations(lambda _, o: True)]
    found = owed or [case for case, _ in ask.messages(lambda _, m: True)]
    return tuple(dict.fromkeys(found))


def _closed(case: Case) -> Claim:
    assert case.thread.closed is not None  # noqa: S101 - chosen for it
    return Claim(f"{case.thread.title} was closed on {long_date(case.thread.closed)}.", (case.ref(1),))


def _ball(case: Case) -> Claim:
    side = who_acts(case.thread)
    kinds = HELD_BY[side]
    if side == "company" and not any(o.kind in kinds for o in case.openings):
        kinds = frozenset({"undelivered", "call-unconfirmed", "unclassified"})
    held = [o for o in case.openings if o.kind in kinds]
    words = " and ".join(dict.fromkeys(_wanted(case, o) for o in held))
    text = f"{HOLDERS[side].format(case.regulator)} in {case.thread.title}{f': {words}' if words else ''}."
    return Claim(text, tuple(dict.fromkeys(e for o in held for e in opening_entries(case, o))) or (case.ref(1),))


def _wanted(case: Case, opening: Opening) -> str:
    words = quoted(opening.words) if opening.words else f"an answer to the message of {long_date(opening.start)}"
    return f"{words}, open since {long_date(opening.start)}"


def opening_entries(case: Case, opening: Opening) -> tuple[str, ...]:
    """What is open, as an obligation if it is one."""
    o = case.thread.obligation(opening.entry)
    if o is not None:
        return obligation_entries(case, o)
    return refs(case, (opening.message, opening.entry, *opening.partial))


_ON_THEM = (
    r"\bOPEN (on|with) (them|their)\b", r"\bwe (are |have been |still |are still )*WAIT\b", r"\b(they|REG|PERSON) (still )?OWE\b(?! .*\bfrom)",
    r"\bOWE us\b", r"\b(they|REG|PERSON)\b.*\b(not|never|OPEN)\b.*\bANSWER\b", r"^(have|has|did) (they|REG|PERSON)\b",
    r"\b(regulators?|authorities|they|REG)\b.*\bLATE\b", r"\b(on|of) (REG|their|PERSON)( side)?$", r"\bour (QUESTION|ASK)\b",
    r"\bfrom (them|REG|PERSON)\b", r"\bREG side\b",
)
_ON_US = (
    r"\b(we|i) (still )?OWE\b", r"\bon us\b", r"\b(on|of|from) (our|my)\b", r"\bour\b", r"\b(ASK|WANT|WAIT|OWE)( of| from| for)? us\b",
    r"\b(we|i)( still)? (have|did|do|must|need|should|are|LATE|WANT|missed)\b", r"\b(we|us)\b.*\b(not|never|OPEN)\b", r"\bWAIT for us\b",
    r"\b(they|REG|PERSON)( (still|are|is|has|have|been))* (WANT|WAIT)\b", r"\bfrom us\b", r"\bmy\b", r"\bwhat do we\b", r"\bdo we\b",
)


def side_meant(ask: Inquiry) -> Side | None:
    """Whose debts are asked about; None: both sides'."""
    says = ask.reading.says
    if any(map(says, (r"\b(they|REG|PERSON) (are |is |has |have |been |still )*WAIT\b", r"\b(ASK|WANT) us\b", r"\bfrom us\b", r"\bus\b.*\bwe\b.*\b(not|never|OPEN)\b"))):
        return "company"
    if any(map(says, _ON_THEM)):
        return "regulator"
    return "company" if any(map(says, _ON_US)) else None


def open_now(ask: Inquiry) -> Answer:
    """What is open, on the side that is meant, the most urgent first."""
    side = side_meant(ask)
    says = ask.reading.says
    if ask.reading.period is not ANY and ask.reading.period.side != "since":
        return due(ask)
    only = "commitment" if says(r"\bPROMISE\b") else "request" if says(r"\b(ASK|QUESTION)\b") else ""
    found = ask.obligations(lambda _, o: side in {None, o.owed_by} and only in {"", o.type})
    if ask.reading.topic and not found and not _by_words(ask):
        return not_in_record(ask)
    cases = dict.fromkeys(ask.about or [case for case, _ in found])
    live = [(case, o) for case, o in found if o.is_open and case.thread.closed is None]
    claims = [(_due(case, o.n), obligation(case, o)) for case, o in live]
    if only != "commitment":
        claims += [
            (_due(case, o.entry), waiting(case, o))
            for case in cases
            for o in case.openings
            if o.entry == o.message and o.kind in {"we-owe", "no-reply"} and side in {None, o.owed_by}
        ]
    if not claims:
        return ask.answer([Claim(f"Nothing is open{_on(ask, side)}.")])
    return ask.answer(claim for _, claim in sorted(claims, key=lambda each: each[0]))


def _on(ask: Inquiry, side: Side | None) -> str:
    whom = f" with {ask.whom()}" if ask.reading.regulators else ""
    return {"company": f" on us{whom}", "regulator": f" on {ask.whom() if whom else 'them'}", None: whom}[side]


def _due(case: Case, entry: int) -> date:
    return min((clock.due for clock in case.clocks if clock.opening.entry == entry and not clock.standing), default=LATE)


def due(ask: Inquiry) -> Answer:
    """What is due by a day, within a period, or overdue."""
    side = side_meant(ask)
    if side is None and ask.reading.actor == "company":
        side = "company"
    items = _running(ask, side)
    if ask.reading.topic and not items:
        return _settled_or_unknown(ask)
    period, today = ask.period, ask.library.today
    late = ask.reading.says(r"\b(LATE)\b")
    if late and period is ANY:
        items = [(case, clock) for case, clock in items if clock.due < case.day]
    elif period is not ANY:
        begun = period.first is None or period.first <= today
        items = [
            (case, clock)
            for case, clock in items
            if (period.last is None or clock.due <= period.last)
            and (period.first is None or clock.due >= period.first or (begun and clock.due < today and not ask.reading.period.first == today))
        ]
    if not items:
        when = f" {period.told}" if period is not ANY else ""
        return ask.answer([Claim(f"Nothing {'is overdue' if late else 'is due'}{when}{_on(ask, side)}.")])
    return ask.answer(_runs(case, clock) for case, clock in items)


def next_due(ask: Inquiry) -> Answer:
    """The next due day that has not passed."""
    side = side_meant(ask) or ask.reading.actor
    ahead = [(case, clock) for case, clock in _running(ask, side) if clock.due >= case.day]
    if not ahead:
        return ask.answer([Claim(f"No due day lies ahead{_on(ask, side)}.")])
    day = ahead[0][1].due
    return ask.answer(_runs(case, clock) for case, clock in ahead if clock.due == day)


def _running(ask: Inquiry, side: Side | None) -> list[tuple[Case, Clock]]:
    """Every clock of what the question is about, the earliest first."""
    if ask.about or not ask.reading.topic:
        found = [(case, clock) for case in ask.about for clock in case.clocks]
    else:
        meant = {(case.thread.id, o.n) for case, o in ask.obligations(lambda _, o: True)}
        found = [(case, c) for case in ask.everywhere for c in case.clocks if (case.thread.id, c.opening.entry) in meant]
    kept = [
        (case, c)
        for case, c in found
        if c.opening.kind not in REPEATED and not c.standing and side in {None, c.opening.owed_by}
    ]
    return sorted(kept, key=lambda each: (each[1].due, each[0].thread.id, each[1].opening.entry))


def _runs(case: Case, clock: Clock) -> Claim:
    opening = clock.opening
    o = case.thread.obligation(opening.entry)
    when = f"{long_date(clock.due)} ({away(clock.due, case.day)})"
    if o is not None:
        who = "we owe " + case.regulator if o.owed_by == "company" else f"{case.regulator} owes us"
        what = "what was promised" if o.type == "commitment" else "an answer"
        return Claim(f"{when}: {who} {what}: {quoted(o.words)}.", clock_entries(case, clock))
    if opening.kind in {"we-owe", "no-reply"}:
        return Claim(f"{when}: {waiting(case, opening).text}", clock_entries(case, clock))
    gap = next((g for g in case.gaps if g.opening == opening.entry and g.kind == opening.kind), None)
    text = gap.summary if gap else f"{opening.kind} in {case.thread.title}."
    return Claim(f"{when}: {text}", clock_entries(case, clock))


def clock_entries(case: Case, clock: Clock) -> tuple[str, ...]:
    moved = (n for move in clock.moves for n in (move.entry, move.ended_by))
    return tuple(dict.fromkeys((*opening_entries(case, clock.opening), *refs(case, moved))))


def _settled_or_unknown(ask: Inquiry) -> Answer:
    found = ask.obligations(lambda _, o: True)
    if not found:
        return not_in_record(ask)
    return ask.answer(obligation(case, o) for case, o in found)


def answered(ask: Inquiry) -> Answer:
    """Whether something was answered or kept: by whom depends on who is asked about."""
    owing = ask.reading.actor
    found = ask.obligations(lambda case, o: owing in {None, o.owed_by} and _meant(ask, case, o))
    if not found:
        return _unasked(ask)
    return ask.answer(_verdict(case, o) for case, o in _latest(found))


ALREADY = r"^(which|what)\b(?!.*\b(not|OPEN|never)\b)"


def _meant(ask: Inquiry, case: Case, o: Obligation) -> bool:
    """The message that carries it lies in the period and channel of the question."""
    carrier = case.carrier(o)
    if ask.reading.says(ALREADY) and o.state not in {"settled", "part"}:
        return False
    if ask.reading.period is ANY and not ask.reading.channels:
        return True
    return carrier is not None and ask.within(carrier)


def _verdict(case: Case, o: Obligation) -> Claim:
    answer = {"open": "No", "part": "In part", "settled": "Yes", "withdrawn": "No longer"}[o.state]
    told = obligation(case, o)
    return Claim(f"{answer}: {told.text[0].lower() + told.text[1:] if told.text.startswith('We ') else told.text}", told.entries, confidential=told.confidential)


def _unasked(ask: Inquiry) -> Answer:
    """No words were singled out: a whole message may await its answer."""
    owing = ask.reading.actor
    found = [
        (case, o)
        for case in (ask.about or _by_words(ask))
        for o in case.openings
        if o.entry == o.message and o.kind in {"we-owe", "no-reply"} and owing in {None, o.owed_by}
    ]
    if found and not ask.reading.channels:
        return ask.answer(waiting(case, o) for case, o in found)
    return not_in_record(ask, "No such question or request" if not ask.reading.topic else "")


def _latest(found: Iterable[tuple[Case, Obligation]]) -> list[tuple[Case, Obligation]]:
    return sorted(found, key=lambda each: (each[1].day, each[1].n), reverse=True)


__all__ = ["answered", "ball", "clock_entries", "due", "next_due", "open_now", "opening_entries", "standing"]
