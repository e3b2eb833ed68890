"""What happened and when, why, how much of it: told by a sentence of the record that says so, and by nothing else."""

from __future__ import annotations

import re

from assistant.chat.answer import Answer, Claim
from assistant.chat.answers.answered import latest_first, verdict
from assistant.chat.answers.saying import no_message, quoted, spoken_by
from assistant.chat.inquiry import Inquiry, newest_first
from assistant.chat.passages import NUMBER, asserted, sentence_stems, sentences
from assistant.chat.record_view import Case
from assistant.chat.refusing import not_in_record
from assistant.chat.told import message, obligation
from assistant.chat.words import missing, stems
from assistant.clocks.wording import MONTHS, long_date
from assistant.record.thread import Logged, Obligation

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
DAYS = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{'|'.join(MONTHS)})|\b(?:{'|'.join(MONTHS)}) \d{{1,2}}\b")
"""Numbers that are days: no count of anything."""
NEAR = 3
"""Requests and promises that are named as coming near."""
OPEN_QUESTION = re.compile(r"\W*(which|what|when|why|how|who|whom|where|whether)\b", re.IGNORECASE)
POLAR = re.compile(r"\W*(do|does|did|is|are|was|were|may|can|must|should|will|has|have)\b", re.IGNORECASE)
CONFIRMED = r"\bconfirm(ed|s)?( to us)? that\b"
"""Whoever asks whether it was confirmed is not told that it was asked for."""
CAUSE = re.compile(
    r"\b(because|therefore|since|due to|owing to|as a result|reason|on the grounds?|consequently|hence)\b",
    re.IGNORECASE,
)


def heard(ask: Inquiry) -> Answer:
    """Whether there was any message of a side, in a period if one is named; else the last one before it."""
    asked_for = demanded(ask) if ask.reading.topic else []
    if asked_for:
        return ask.answer(_verdict(case, o) for case, o in asked_for)
    found = ask.messages(lambda _, m: spoken_by(ask, m) and ask.within(m) and _speaks(ask, m))
    if found:
        return ask.answer(quoted(ask, found))
    before = ask.messages(lambda _, m: spoken_by(ask, m))
    return ask.refuse(not_in_record(ask, no_message(ask)).refusal, quoted(ask, before[:1]))


def _verdict(case: Case, o: Obligation) -> Claim:
    """That a yes-or-no question was answered does not say with which of the two."""
    return obligation(case, o) if POLAR.match(o.words) else verdict(case, o)


def _speaks(ask: Inquiry, logged: Logged) -> bool:
    """One sentence of it, or its subject, has all of the topic."""
    said = (logged.message.subject, *sentences(logged.message.own_text))
    return not ask.reading.topic or any(not missing(sentence_stems(one), ask.reading.topic) for one in said)


def when(ask: Inquiry) -> Answer:
    """The day on which something happened, by a message that says so."""
    if not ask.reading.topic and not ask.reading.channels:
        return not_in_record(ask)
    found = _events(ask)
    if ask.left_out:
        return ask.answer([])  # the earliest of some is not the earliest
    if not found:
        return not_in_record(ask)
    case, logged, sentence = found[0]
    told = message(case, logged, [sentence] if sentence else [])
    return ask.answer([Claim(f"{long_date(logged.day)}: {told.text}", told.entries, confidential=told.confidential)])


def _events(ask: Inquiry) -> list[tuple[Case, Logged, str]]:
    """Messages that say it happened, the earliest first."""
    found = []
    for case in ask.everywhere:
        for logged in case.thread.messages:
            if not spoken_by(ask, logged) or not ask.within(logged) or not ask.by_them(case, logged):
                continue
            sentence = asserted(case.words(logged), ask.reading.topic) if ask.reading.topic else ""
            if ask.reading.channels and case.says(logged, ask.reading.topic):
                sentence = next(iter(sentences(logged.message.own_text)), logged.message.subject)  # it is what happened
            if (
                not sentence
                and ask.reading.says(r"\b(SEND|WRITE)\b")
                and not missing(stems(logged.message.subject), ask.reading.topic)
            ):
                sentence = next(iter(sentences(logged.message.own_text)), logged.message.subject)
            if sentence or not ask.reading.topic:
                found.append((case, logged, sentence))
    return sorted(found, key=lambda each: each[1].day)


def happened(ask: Inquiry) -> Answer:
    """Whether something happened: what was asked or promised in those words, else a sentence that says so.

    There is a yes or no only to what was asked or promised. Of less the record says nothing, and what comes near is
    named as that.
    """
    if not ask.reading.topic:
        return not_in_record(ask)
    asked_for = [] if ask.reading.says(CONFIRMED) else demanded(ask)
    if asked_for:
        return ask.answer(_verdict(case, o) for case, o in asked_for)
    found = _events(ask)
    if found:
        return ask.answer(message(case, m, [s] if s else []) for case, m, s in reversed(found))
    near = ask.obligations(lambda _, o: ask.reading.actor in {None, o.owed_by})
    return ask.refuse(not_in_record(ask).refusal, [obligation(case, o) for case, o in near[:NEAR]])


def demanded(ask: Inquiry) -> list[tuple[Case, Obligation]]:
    """What a side was asked or promised to do in the words of the question, the latest first."""
    actor = ask.reading.actor
    every = [(c, o) for c in ask.everywhere for o in c.thread.obligations if actor in {None, o.owed_by}]
    return latest_first((case, o) for case, o in every if _demands(ask, case, o))


def _demands(ask: Inquiry, case: Case, o: Obligation) -> bool:
    """Its own words hold nearly all of the topic or all that its subject has not; it is none that asks which or how."""
    if OPEN_QUESTION.match(o.words):
        return False
    carrier, topic = case.carrier(o), ask.reading.topic
    own = stems(f"{o.words} {o.condition}")
    subject = case.title_stems | (stems(carrier.message.subject) if carrier else frozenset())
    deed = missing(subject, topic)
    if deed and not missing(own, deed):
        return len(missing(stems(o.words), deed)) < len(deed)  # what it is conditional on is not what is owed
    return len(missing(own, topic)) <= len(topic) // 3 and not missing(own | subject, topic)


def why(ask: Inquiry) -> Answer:
    """A reason only where the record gives one in so many words."""
    found = []
    for case, logged in ask.messages(lambda _, m: m.message.direction != "internal"):
        said = sentences(case.words(logged))
        for at, sentence in enumerate(said):
            if CAUSE.search(sentence) and not missing(sentence_stems(sentence), ask.reading.topic):
                found.append((case, logged, said[max(0, at - 1) : at + 1]))
    if not found or not ask.reading.topic:
        return not_in_record(ask, "No reason")
    return ask.answer(message(case, m, passages) for case, m, passages in found)


def figures(ask: Inquiry) -> Answer:
    """How many or how much of something that messages tell of: a sentence with the number, quoted."""
    if ask.reading.says(r"\b(did|have|had) (we|i)( \w+)? HEAR\b"):
        ask = ask.instead(actor="company")  # how much we received is for us to say
    found = []
    for case, logged in newest_first((c, m) for c in ask.everywhere for m in c.thread.messages):
        if not ask.reading.topic or not spoken_by(ask, logged) or not ask.by_them(case, logged):
            continue
        telling = [s for s in sentences(case.words(logged)) if _counts(ask, logged, s)]
        found += [message(case, logged, [sentence]) for sentence in telling]
    return ask.answer(found) if found else not_in_record(ask, "No such figure")


def _counts(ask: Inquiry, logged: Logged, sentence: str) -> bool:
    """The sentence has a number besides a year, all that is asked about, and no other year than the one asked for."""
    if not NUMBER.search(YEAR.sub("", DAYS.sub("", sentence))) or missing(sentence_stems(sentence), ask.reading.topic):
        return False
    years = {int(year) for year in YEAR.findall(sentence)}
    asked_for = {day.year for day in (ask.period.first, ask.period.last) if day}
    return bool(years) and years <= asked_for if asked_for and years else ask.within(logged)
