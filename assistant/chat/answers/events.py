"""What happened and when, why, how much of it: told by a sentence of the record that says so, and by nothing else."""

from __future__ import annotations

import re

from assistant.chat.answer import Answer, Claim
from assistant.chat.answers.answered import answered
from assistant.chat.answers.saying import no_message, quoted, spoken_by
from assistant.chat.inquiry import Inquiry, newest_first
from assistant.chat.library import Case
from assistant.chat.passages import NUMBER, asserted, sentence_stems, sentences
from assistant.chat.refusing import not_in_record
from assistant.chat.told import message
from assistant.chat.words import missing
from assistant.clocks.wording import long_date
from assistant.record.thread import Logged

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
CAUSE = re.compile(
    r"\b(because|therefore|since|due to|owing to|as a result|reason|on the grounds?|consequently|hence)\b",
    re.IGNORECASE,
)


def heard(ask: Inquiry) -> Answer:
    """Whether there was any message of a side, in a period if one is named; else the last one before it."""
    if ask.reading.topic and ask.obligations(lambda _, o: ask.reading.actor in {None, o.owed_by}):
        return answered(ask)
    found = ask.messages(lambda _, m: spoken_by(ask, m) and ask.within(m))
    if found:
        return ask.answer(quoted(ask, found))
    before = ask.messages(lambda _, m: spoken_by(ask, m))
    return ask.refuse(not_in_record(ask, no_message(ask)).refusal, quoted(ask, before[:1]))


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
            sentence = asserted(logged, ask.reading.topic) if ask.reading.topic else ""
            if sentence or not ask.reading.topic:
                found.append((case, logged, sentence if sentence != logged.message.subject else ""))
    return sorted(found, key=lambda each: each[1].day)


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
    return ask.answer(message(case, m, passages) for case, m, passages in found)


def figures(ask: Inquiry) -> Answer:
    """How many or how much of something that messages tell of: a sentence with the number, quoted."""
    found = []
    for case, logged in newest_first((c, m) for c in ask.everywhere for m in c.thread.messages):
        if not ask.reading.topic or not spoken_by(ask, logged) or not ask.by_them(case, logged):
            continue
        telling = [s for s in sentences(logged.message.text) if _counts(ask, logged, s)]
        found += [message(case, logged, [sentence]) for sentence in telling]
    return ask.answer(found) if found else not_in_record(ask, "No such figure")


def _counts(ask: Inquiry, logged: Logged, sentence: str) -> bool:
    """The sentence has a number besides a year, all that is asked about, and no other year than the one asked for."""
    if not NUMBER.search(YEAR.sub("", sentence)) or missing(sentence_stems(sentence), ask.reading.topic):
        return False
    years = {int(year) for year in YEAR.findall(sentence)}
    asked_for = {day.year for day in (ask.period.first, ask.period.last) if day}
    return bool(years) and years <= asked_for if asked_for and years else ask.within(logged)
