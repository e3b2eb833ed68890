"""What a side asked or promised, in its own words, and how that stands."""

from __future__ import annotations

from assistant.chat.answer import Answer, Claim
from assistant.chat.inquiry import Inquiry
from assistant.chat.record_view import Case
from assistant.chat.refusing import not_in_record
from assistant.chat.told import obligation
from assistant.record.kinds import OTHER_SIDE, ObligationType, Side
from assistant.record.thread import Obligation


def asked(ask: Inquiry) -> Answer:
    """What a side asked, the latest first."""
    return _obligations(ask, "request", "No request")


def promised(ask: Inquiry) -> Answer:
    """What a side promised, the latest first: all, or only what is open, kept or late."""
    return _obligations(ask, "commitment", "No promise")


def _obligations(ask: Inquiry, kind: ObligationType, none: str) -> Answer:
    actor = ask.reading.actor
    owing: Side | None = actor if kind == "commitment" or actor is None else OTHER_SIDE[actor]

    def of_kind(_: Case, o: Obligation) -> bool:
        return o.type == kind and owing in {None, o.owed_by}

    def fits(case: Case, o: Obligation) -> bool:
        return of_kind(case, o) and _in_state(ask, case, o) and _in_time(ask, case, o)

    found = ask.obligations(fits)
    if not found and ask.reading.says(r"\b(OPEN|LATE)\b") and (not ask.reading.topic or ask.obligations(of_kind)):
        late = "late" if ask.reading.says(r"\bLATE\b") else "open"
        return ask.answer([Claim(f"{none}{_by(ask)} is {late}.")])
    if not found:
        return not_in_record(ask, none + _by(ask))
    found.sort(key=lambda each: (each[1].day, each[1].n), reverse=True)
    if ask.reading.says(r"\b(FIRST|LAST)\b"):
        day = found[-1 if ask.reading.says(r"\bFIRST\b") else 0][1].day
        found = [(case, o) for case, o in found if o.day == day]
    return ask.answer(obligation(case, o) for case, o in found)


def _by(ask: Inquiry) -> str:
    return {"company": " of ours", "regulator": f" by {ask.whom()}", None: ""}[ask.reading.actor]


def _in_state(ask: Inquiry, case: Case, o: Obligation) -> bool:
    says = ask.reading.says
    if says(r"\b(still|yet|have|has)( \w+)? to( be)? KEEP\b"):
        return o.is_open and case.thread.closed is None
    if says(r"\bOPEN\b|\bnot( yet)?( been)? (KEEP|CLOSED|SEND|do)\b"):
        return o.is_open and case.thread.closed is None
    if says(r"\b(BREAK|LATE)\b"):
        return o.is_open and any(c.opening.entry == o.n and c.due < case.day for c in case.clocks)
    if says(r"\bKEEP\b") or (o.type == "request" and says(r"\b(ANSWER|CLOSED)\b")):
        return o.state in {"settled", "part"}
    if says(r"\bundated\b"):
        return o.due is None
    if says(r"\bconditions?\b"):
        return bool(o.condition)
    return True


def _in_time(ask: Inquiry, case: Case, o: Obligation) -> bool:
    carrier = case.carrier(o)
    if carrier is not None and ask.reading.channels and carrier.message.channel not in ask.reading.channels:
        return False
    return ask.period.holds(o.day)
