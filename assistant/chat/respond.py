"""From a question to its answer: read it, keep the subject of the conversation, let the composer of its intent speak.

A question can be read in more than one way: a word may be a slip of the keyboard, `call` in `emergency call` may be
part of a name or a way to speak. The strictest reading is tried first, and a looser one only where that has no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from datetime import date

from msgspec import structs

from assistant.chat.answer import Answer
from assistant.chat.answers import COMPOSERS
from assistant.chat.clauses import clauses
from assistant.chat.conversation import Conversation
from assistant.chat.inquiry import Inquiry, Unknown
from assistant.chat.intent_row import Intent
from assistant.chat.intent_table import STANDING
from assistant.chat.intents import row_named
from assistant.chat.loosening import loosened
from assistant.chat.periods import ANY
from assistant.chat.reader import Reader
from assistant.chat.reading import MARKS, Reading, read, reread
from assistant.chat.record_view import RecordView
from assistant.chat.refusing import correction, respelt, suggestions
from assistant.chat.vocabulary import TAG_OF
from assistant.chat.words import folded
from assistant.clocks.wording import long_date

BEYOND = {
    "opinion": "The record says what was written and done, not what anybody thinks or ought to do.",
    "future": "The record does not know what will happen, only what is due.",
    "": "This question was not understood.",
}

OF_TODAY = frozenset({"ball", "tray", "help"})
"""Intents whose answer has no past: a time in the question would go unheard."""


STRICT = frozenset({*BEYOND, "truth"})
"""Intents that hear every word or none."""


def respond(question: str, view: RecordView, conversation: Conversation | None = None) -> Answer:
    """The answer to `question`; the conversation, if there is one, then knows it.

    A question that has no answer as a whole is taken apart, and answered if each of its parts is.
    """
    talk = conversation or Conversation()
    reader, aside = Reader(view), copy(talk)
    whole = _answered(question, reader, talk)
    parts = clauses(question)
    if not whole.refused or not parts or parts == (question,):
        return whole
    each: list[Answer] = []
    for part in parts:
        found = _answered(part, reader, aside)
        about = _threads(found)
        if found.refused or (each and not about <= _threads(each[0])):
            return whole
        each.append(found)
        aside.home = aside.home or (about.pop() if len(about) == 1 else "")
    talk.take_over(aside)
    claims = dict.fromkeys(claim for found in each for claim in found.claims)
    return structs.replace(each[0], question=question, claims=tuple(claims))


def _threads(found: Answer) -> set[str]:
    return {entry.rpartition("#")[0] for entry in found.entries}


def _answered(question: str, reader: Reader, talk: Conversation) -> Answer:
    """One question, every word of it heard."""
    first: Answer | None = None
    for reading in _readings(question, reader, talk):
        ask = Inquiry(reading, reader, talk.home)
        found = _compose(ask)
        if not found.refused:
            talk.remember(reading, found, _day(ask, found), _owed(ask, found))
            return found
        first = first or structs.replace(found, suggestions=suggestions(ask))
        if reading.intent in BEYOND:
            break
    assert first is not None  # noqa: S101 - there is at least one reading
    talk.remember(reading, first, None, ())
    return first


def _compose(ask: Inquiry) -> Answer:
    if ask.reading.intent in BEYOND:
        return ask.refuse(BEYOND[ask.reading.intent])
    if ask.reading.intent in OF_TODAY and ask.reading.period is not ANY:
        return ask.refuse(
            f"That is known for {long_date(ask.view.today)} only; another day is asked about with --as-of."
        )
    try:
        return COMPOSERS[ask.reading.intent](ask)
    except Unknown as unknown:
        return ask.refuse(str(unknown))


def _readings(question: str, reader: Reader, talk: Conversation) -> Iterator[Reading]:
    """The ways to read it, the strictest first; the same with slips of the keyboard put right; all these loosened."""
    read_first = _read(question, reader)
    spelt = respelt(Inquiry(read_first, reader, talk.home))
    if spelt != question:
        question, read_first = spelt, _read(spelt, reader)
    strict = talk.in_its_light(read_first)
    ways = list(_ways(strict, reader))
    yield from ways
    corrected = correction(Inquiry(strict, reader, talk.home))
    if corrected and corrected != question:
        more = list(_ways(talk.in_its_light(_read(corrected, reader)), reader))
        yield from more
        ways = more + ways
    for way in ways:
        if way.intent not in STRICT:
            yield from loosened(Inquiry(way, reader, talk.home))


def _read(question: str, reader: Reader, row: Intent | None = None) -> Reading:
    view = reader.view
    return read(question, view.today, view.settings, view.regulators(), row=row)


def _ways(reading: Reading, reader: Reader) -> Iterator[Reading]:
    """Taken strictly, with a word for a way to speak, for another intent, and as a question after what is owed."""
    yield reading
    if reading.doubtful:
        yield reread(reading, without=reading.doubtful)
    yes_or_no = reading.says(r"^(did|has|have|had|was|were|is|are)\b")
    spoken = reading.says(r"\b(SAY|WRITE|ANSWER|MESSAGE)\b|^(did|has|have|had)\b.*\bSEND\b")
    others = ("happened", "said") if spoken else ("happened",)
    for other in others if yes_or_no else ("when",) if reading.says("^when") else ():
        if reading.intent not in {other, *BEYOND}:
            yield _read(reading.question, reader, row_named(other))
    yield from _standing(reading)


VERBLESS = re.compile(
    r"^(?!(?:and )?(?:what|who|whom|whose|when|which|where|why|how|did|do|does|ha[sd]|have|is|are|was|were)\b)"
)
"""Begins as no question does."""


def _standing(reading: Reading) -> Iterator[Reading]:
    """Only words for what is owed, and something that may be: how that stands."""
    tags = {word for word in reading.text.split() if word.isupper()} - MARKS
    if reading.topic and reading.intent not in BEYOND and VERBLESS.search(reading.text) and tags <= STANDING.takes:
        kept = [(o, w) for o, w in zip(reading.topic, reading.spelt, strict=True) if not _taken(w)]
        if kept:
            yield structs.replace(
                reading, intent="open", topic=tuple(o for o, _ in kept), spelt=tuple(w for _, w in kept)
            )


def _taken(word: str) -> bool:
    return TAG_OF.get(folded(word), "") in STANDING.takes or folded(word) in STANDING.besides


def _owed(ask: Inquiry, answer: Answer) -> tuple[tuple[str, int], ...]:
    """The requests and commitments that the answer names."""
    return tuple((thread, n) for thread, n in answer.named if ask.reader.case(thread).thread.obligation(n) is not None)


def _day(ask: Inquiry, answer: Answer) -> date | None:
    """Of the first message that the answer names."""
    for thread, n in answer.named:
        logged = ask.reader.case(thread).thread.message(n)
        if logged is not None:
            return logged.day
    return None
