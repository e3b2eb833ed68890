"""What was asked, promised and said, and what happened when: words of the record, and nothing beyond them."""

from __future__ import annotations

import re

from assistant.chat.answer import Answer, Claim
from assistant.chat.answers.owing import answered
from assistant.chat.inquiry import Inquiry, newest_first
from assistant.chat.library import Case
from assistant.chat.passages import NUMBER, asserted, holding, sentence_stems, sentences
from assistant.chat.periods import ANY
from assistant.chat.refusing import not_in_record
from assistant.chat.told import heading, message, obligation
from assistant.chat.vocabulary import SPOKEN
from assistant.chat.words import missing
from assistant.clocks.wording import long_date
from assistant.record.kinds import ObligationType, Side
from assistant.record.thread import Logged, Obligation

MOST_SHOWN = 10
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
CAUSE = re.compile(r"\b(because|therefore|since|due to|owing to|as a result|reason|on the grounds?|consequently|hence)\b", re.I)


def asked(ask: Inquiry) -> Answer:
    """What a side asked, the latest first."""
    return _obligations(ask, "request", "No request")


def promised(ask: Inquiry) -> Answer:
    """What a side promised, the latest first: all, or only what is open, kept or late."""
    return _obligations(ask, "commitment", "No promise")


def _obligations(ask: Inquiry, kind: ObligationType, none: str) -> Answer:
    actor = ask.reading.actor
    owing: Side | None = actor if kind == "commitment" or actor is None else _other(actor)

    def fits(case: Case, o: Obligation) -> bool:
        return o.type == kind and owing in {None, o.owed_by} and _in_state(ask, case, o) and _in_time(ask, case, o)

    found = ask.obligations(fits)
    if not found:
        by = {"company": " of ours", "regulator": f" by {ask.whom()}", None: ""}[actor]
        return not_in_record(ask, none + by)
    found.sort(key=lambda each: (each[1].day, each[1].n), reverse=True)
    return ask.answer(obligation(case, o) for case, o in found)


def _other(side: Side) -> Side:
    return "regulator" if side == "company" else "company"


def _in_state(ask: Inquiry, case: Case, o: Obligation) -> bool:
    says = ask.reading.says
    if says(r"\bOPEN\b|\bnot( yet)?( been)? (KEEP|CLOSED)\b"):
        return o.is_open and case.thread.closed is None
    if says(r"\b(BREAK|LATE)\b"):
        return o.is_open and any(c.opening.entry == o.n and c.due < case.day for c in case.clocks)
    if says(r"\bKEEP\b"):
        return o.state == "settled"
    return True


def _in_time(ask: Inquiry, case: Case, o: Obligation) -> bool:
    carrier = case.carrier(o)
    if carrier is not None and ask.reading.channels and carrier.message.channel not in ask.reading.channels:
        return False
    return ask.period.holds(o.day)


def said(ask: Inquiry) -> Answer:
    """Passages in which the topic stands, or all messages of a period, the latest first."""
    with_files = ask.reading.says(r"\bATTACH\b")
    found = ask.messages(
        lambda _, m: _spoken_by(ask, m) and ask.within(m) and bool(m.message.attachments or not with_files)
    )
    if not found:
        return not_in_record(ask, _no_message(ask))
    return ask.answer(message(case, m, _passages(ask, m)) for case, m in found[:MOST_SHOWN])


def _passages(ask: Inquiry, logged: Logged) -> tuple[str, ...]:
    return holding(logged.message.text, ask.reading.topic) if ask.reading.topic else sentences(logged.message.text)


def _spoken_by(ask: Inquiry, logged: Logged) -> bool:
    """By the side that is asked about; machines say nothing."""
    message = logged.message
    if message.direction == "in" and not logged.from_person:
        return False
    both = message.channel in SPOKEN and not ask.reading.says(r"\b(SEND|WRITE|LETTER|MAIL|EMAIL)\b")
    match ask.reading.actor:
        case "regulator":
            return message.direction == "in" or both
        case "company":
            return message.direction in {"out", "public"} or both
    return message.direction != "internal"


def _no_message(ask: Inquiry) -> str:
    what = " or ".join(sorted(ask.reading.channels)) or "message"
    by = {"company": " of ours", "regulator": f" from {ask.whom()}", None: ""}[ask.reading.actor]
    when = f" {ask.period.told}" if ask.period is not ANY else ""
    return f"No {what}{by}{when}"


def when(ask: Inquiry) -> Answer:
    """The day on which something happened, by a message that says so."""
    if not ask.reading.topic and not ask.reading.channels:
        return not_in_record(ask)
    found = _events(ask)
    if not found:
        return _nearest(ask)
    case, logged, sentence = found[0]
    told = message(case, logged, [sentence] if sentence else [])
    return ask.answer([Claim(f"{long_date(logged.day)}: {told.text}", told.entries, confidential=told.confidential)])


def _events(ask: Inquiry) -> list[tuple[Case, Logged, str]]:
    """Messages that say it happened, the earliest first."""
    found = []
    for case in ask.everywhere:
        wanted = missing(case.title_stems, ask.reading.topic) if not ask.reading.topic else ask.reading.topic
        for logged in case.thread.messages:
            if not _spoken_by(ask, logged) or not ask.within(logged) or not ask.by_them(case, logged):
                continue
            sentence = asserted(logged, wanted) if wanted else ""
            if sentence or not wanted:
                found.append((case, logged, sentence if sentence != logged.message.subject else ""))
    return sorted(found, key=lambda each: each[1].day)


def _nearest(ask: Inquiry) -> Answer:
    """No event; but what was asked of or promised by the same side under these words may be told."""
    refused = not_in_record(ask)
    return refused


def happened(ask: Inquiry) -> Answer:
    """Whether something happened: an answer or a promise that it names, else what was said of it, quoted."""
    actor = ask.reading.actor
    if ask.reading.topic and ask.obligations(lambda _, o: actor in {None, o.owed_by}):
        return answered(ask)
    found = _events(ask) if ask.reading.topic else []
    if not found:
        return not_in_record(ask)
    return ask.answer(message(case, m, [s] if s else []) for case, m, s in reversed(found))


def why(ask: Inquiry) -> Answer:
    """A reason only where the record gives one in so many words."""
    found = []
    for case, logged in ask.messages(lambda _, m: m.message.direction != "internal"):
        said = sentences(logged.message.text)
        for at, sentence in enumerate(said):
            if CAUSE.search(sentence) and not missing(sentence_stems(sentence), ask.reading.topic):
                found.append((case, logged, said[max(0, at - 1) : at + 1]))
    if not found or not ask.reading.topic:
        return not_in_record(ask, "No reason")
    return ask.answer(message(case, m, quoted) for case, m, quoted in found)


def figures(ask: Inquiry) -> Answer:
    """How many or how much of something that messages tell of: a sentence with the number, quoted."""
    found = []
    for case, logged in newest_first((c, m) for c in ask.everywhere for m in c.thread.messages):
        if not ask.reading.topic or not _spoken_by(ask, logged) or not ask.by_them(case, logged):
            continue
        for sentence in sentences(logged.message.text):
            if _counts(ask, logged, sentence):
                found.append(message(case, logged, [sentence]))
    return ask.answer(found) if found else not_in_record(ask, "No such figure")


def _counts(ask: Inquiry, logged: Logged, sentence: str) -> bool:
    """The sentence has a number besides a year, all that is asked about, and no other year than the one asked for."""
    if not NUMBER.search(YEAR.sub("", sentence)) or missing(sentence_stems(sentence), ask.reading.topic):
        return False
    years = {int(year) for year in YEAR.findall(sentence)}
    asked_for = {day.year for day in (ask.period.first, ask.period.last) if day}
    return bool(years) and years <= asked_for if asked_for and years else ask.within(logged)


__all__ = ["asked", "figures", "happened", "heading", "promised", "said", "when", "why"]
