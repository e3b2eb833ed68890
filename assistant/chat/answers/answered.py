"""Whether something was answered or kept, and how long that took."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import structs

from assistant.chat.answer import Answer, Claim
from assistant.chat.answers.sides import kind_meant
from assistant.chat.inquiry import Inquiry
from assistant.chat.periods import ANY
from assistant.chat.record_view import Case
from assistant.chat.refusing import not_in_record
from assistant.chat.told import CHANNELS, message, obligation, waiting
from assistant.chat.words import missing, stem, stems
from assistant.clocks.wording import days, long_date
from assistant.record.kinds import Side
from assistant.record.thread import Logged, Obligation

ALREADY = r"^(and )?(which|what)\b(?!.*\b(not|OPEN|never)\b)"
"""Only what has been answered is asked for."""
VERDICTS = {"open": "No", "part": "In part", "settled": "Yes", "withdrawn": "No longer", "replaced": "No longer"}
WHEN_SENT = r"^when\b(?!.*\b(ANSWER|GRANT|KEEP|EXTEND)\b).*\bSEND\b"
"""The sending itself is asked about, not what it was sent for."""
WRITTEN = frozenset({"letter", "email"})
PAPER = r"(DRAFT|LETTER|QUESTION|ASK|EMAIL|MAIL|MESSAGE)"


def answered(ask: Inquiry) -> Answer:
    """Whether something was answered or kept: by whom depends on who is asked about."""
    if ask.reading.says(r"\b(EXTEND|GRANT)\b") and not ask.reading.topic:
        ask = ask.instead(topic=(stem("extension"),), spelt=("extension",))
    owing = _answers(ask)
    found = _owed(ask, owing)
    if not found and (stem("extension") in ask.reading.topic or ask.reading.says(r"^(is|are|was|were)\b.*\bCLOSED\b")):
        found = _owed(ask, None)  # whoever is named first, it is for the other side to grant
    if not found and not ask.reading.says(r"^(?:\w+ )?(did|have|has|had) (we|they|REG|PERSON)\b"):
        found = _owed(ask, None)  # nobody is named who should have: whoever owes it
    if not found and ask.reading.people and ask.reading.says(r"\bANSWER\b"):
        office = _owed(ask.instead(people=()), owing)
        found = [(case, o) for case, o in office if o.state == "open"]  # what nobody there answered, this one did not
    if not found and ask.reading.channels and ask.reading.channels <= WRITTEN:
        ask = ask.instead(channels=WRITTEN)  # a mail may be called a letter
        if found := _owed(ask, owing):
            return ask.answer(_with_channel(case, o) for case, o in latest_first(found))
    if not found:
        return _unasked(ask, owing)
    sent = [_settling(case, o) for case, o in latest_first(found)]
    if ask.reading.says(WHEN_SENT) and all(sent):
        return ask.answer(claim for claim in sent if claim)
    if ask.reading.says(WHEN_SENT) and not any(_of_its_words(ask, o) for _, o in found):
        return not_in_record(ask)
    return ask.answer(verdict(case, o) for case, o in latest_first(found))


def _of_its_words(ask: Inquiry, o: Obligation) -> bool:
    """Its own words hold some of what is asked about, or nothing in particular is."""
    return not ask.reading.topic or len(missing(stems(o.words), ask.reading.topic)) < len(ask.reading.topic)


def _owed(ask: Inquiry, owing: Side | None) -> list[tuple[Case, Obligation]]:
    return ask.obligations(lambda case, o: owing in {None, o.owed_by} and _meant(ask, case, o))


def _with_channel(case: Case, o: Obligation) -> Claim:
    told, carrier = verdict(case, o), case.carrier(o)
    how = f" It was put {CHANNELS[carrier.message.channel]}." if carrier else ""
    return Claim(told.text + how, told.entries, confidential=told.confidential)


def _settling(case: Case, o: Obligation) -> Claim | None:
    """The message that settled it, with its day; None while it is open."""
    by = o.updates[-1].by_message if o.state == "settled" and o.updates else None
    logged = case.thread.message(by) if by is not None else None
    return message(case, logged) if logged is not None else None


def _answers(ask: Inquiry) -> Side | None:
    """Who had to answer: `was our letter answered` asks about them, `did we answer` about us."""
    if ask.reading.says(rf"\bour( \w+){{0,2}} {PAPER}\b"):
        return "regulator"
    if ask.reading.says(r"\bwe ANSWER\b"):
        return "company"
    if ask.reading.says(r"\b(they|REG|PERSON) ANSWER\b"):
        return "regulator"
    if ask.reading.says(rf"\b(their|REG|PERSON)( \w+){{0,2}} {PAPER}\b.*\bANSWER\b"):
        return "company"
    if whose := re.search(rf"\b{PAPER} (?:of|by|from) (us|REG|PERSON|them)\b.*\bANSWER\b", ask.reading.text):
        return "regulator" if whose.group(2) == "us" else "company"
    if ask.reading.says(rf"^(was|were|is|are)\b.*\b(their|REG)( \w+){{0,2}} {PAPER}\b"):
        return "company"
    return ask.reading.actor


def _meant(ask: Inquiry, case: Case, o: Obligation) -> bool:
    """The message that carries it lies in the period and channel of the question."""
    carrier = case.carrier(o)
    if kind_meant(ask) not in {None, o.type}:
        return False
    if ask.reading.says(ALREADY) and o.state not in {"settled", "part"}:
        return False
    if ask.reading.period is ANY and not ask.reading.channels:
        return True
    return carrier is not None and ask.within(carrier)


def verdict(case: Case, o: Obligation) -> Claim:
    """Yes, no or in part, and what was asked or promised."""
    told = obligation(case, o)
    text = f"w{told.text[1:]}" if told.text.startswith("We ") else told.text
    return Claim(f"{VERDICTS[o.state]}: {text}", told.entries, confidential=told.confidential)


def _unasked(ask: Inquiry, owing: Side | None) -> Answer:
    """No words were singled out: a whole message may await its answer."""
    found = [
        (case, o)
        for case in ask.speaking
        for o in case.openings
        if o.entry == o.message
        and o.kind in {"we-owe", "no-reply"}
        and owing in {None, o.owed_by}
        and (m := case.thread.message(o.entry)) is not None
        and ask.within(m)
    ]
    if found:
        return ask.answer(waiting(case, o) for case, o in found)
    return not_in_record(ask, "No such question or request" if not ask.reading.topic else "")


def took(ask: Inquiry) -> Answer:
    """How long answers took: from the day that something was asked to the day that settled it."""
    owing = _answers(ask)
    kind = None if ask.reading.says(r"\bWAIT\b") else "request"
    found = ask.obligations(lambda _, o: o.state == "settled" and kind in {None, o.type} and owing in {None, o.owed_by})
    if not found:
        return _reaction(ask) or not_in_record(ask, "No answer")
    return ask.answer(_took(case, o) for case, o in latest_first(found))


def _reaction(ask: Inquiry) -> Answer | None:
    """Where no words of it were singled out: how long after a message the other side's next one came."""
    ours = ask.reading.says(r"\bwe\b(?!.*\bHEAR\b)|\bus to\b")
    topic = ask.reading.topic
    if not topic:
        return None
    for case in ask.about or ask.everywhere:
        messages = [m for m in case.thread.messages if m.message.direction in {"in", "out"}]
        first = next(
            (m for m in messages if (m.message.direction == "in") == ours and _speaks_of(case, m, topic)), None
        )
        if first is None:
            continue
        after = case.thread.messages[case.places[first.n] + 1 :]
        reply = next((m for m in after if (m.message.direction == "out") == ours and (ours or m.from_person)), None)
        if reply is not None:
            told = message(case, reply)
            passed = days((reply.day - first.day).days)
            return ask.answer(
                [structs.replace(told, text=f"{passed} after the message of {long_date(first.day)}: {told.text}")]
            )
    return None


def _speaks_of(case: Case, logged: Logged, topic: tuple[str, ...]) -> bool:
    """Its subject, else the title of its thread with it, has all of the topic."""
    return not missing(stems(logged.message.subject) | case.title_stems, topic)


def _took(case: Case, o: Obligation) -> Claim:
    told = obligation(case, o)
    passed = (o.updates[-1].day - o.day).days
    return Claim(f"{days(passed)}: {told.text}", told.entries, confidential=told.confidential)


def waited(ask: Inquiry) -> Answer | None:
    """How long what we asked has been open, where its own words or our letter are named; None where they are not."""
    if not ask.reading.says(rf"\bour( \w+)* {PAPER}\b") and (not ask.reading.topic or ask.about):
        return None
    every = ask.obligations(lambda case, o: o.owed_by == "regulator" and _meant(ask, case, o))
    still = [(case, o) for case, o in every if o.is_open and case.thread.closed is None]
    if not still:
        return None
    return ask.answer(
        structs.replace(told, text=f"{days((case.day - o.day).days)}: {told.text}")
        for case, o in latest_first(still)
        for told in [obligation(case, o)]
    )


def latest_first(found: Iterable[tuple[Case, Obligation]]) -> list[tuple[Case, Obligation]]:
    """By the day they were opened."""
    return sorted(found, key=lambda each: (each[1].day, each[1].n), reverse=True)
