"""From a question to its answer: read it, keep the subject of the conversation, let the composer of its intent speak.

A question can be read in more than one way: a word may be a slip of the keyboard, `call` in `emergency call` may be
part of a name or a way to speak. The strictest reading is tried first, and a looser one only where that has no answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import structs

from assistant.chat.answer import Answer
from assistant.chat.answers import COMPOSERS
from assistant.chat.conversation import Conversation
from assistant.chat.inquiry import Inquiry, Unknown
from assistant.chat.intents import row_named
from assistant.chat.library import Library
from assistant.chat.periods import ANY
from assistant.chat.reader import Reader
from assistant.chat.reading import Reading, read, reread
from assistant.chat.refusing import correction, suggestions
from assistant.clocks.wording import long_date

BEYOND = {
    "opinion": "The record says what was written and done, not what anybody thinks or ought to do.",
    "future": "The record does not know what will happen, only what is due.",
    "": "This question was not understood.",
}

OF_TODAY = frozenset({"ball", "draft", "tray", "help"})
"""Intents whose answer has no past: a time in the question would go unheard."""


def respond(question: str, library: Library, conversation: Conversation | None = None) -> Answer:
    """The answer to `question`; the conversation, if there is one, then knows it."""
    talk = conversation or Conversation()
    reader = Reader(library)
    first: Answer | None = None
    for reading in _readings(question, reader, talk):
        ask = Inquiry(reading, reader, talk.home)
        found = _compose(ask)
        if not found.refused:
            talk.remember(reading, found, _day(ask, found))
            return found
        first = first or structs.replace(found, suggestions=suggestions(ask))
        if reading.intent in BEYOND:
            break
    assert first is not None  # noqa: S101 - there is at least one reading
    talk.remember(reading, first, None)
    return first


def _compose(ask: Inquiry) -> Answer:
    if ask.reading.intent in BEYOND:
        return ask.refuse(BEYOND[ask.reading.intent])
    if ask.reading.intent in OF_TODAY and ask.reading.period is not ANY:
        return ask.refuse(
            f"That is known for {long_date(ask.library.today)} only; another day is asked about with --as-of."
        )
    try:
        return COMPOSERS[ask.reading.intent](ask)
    except Unknown as unknown:
        return ask.refuse(str(unknown))


def _readings(question: str, reader: Reader, talk: Conversation) -> Iterator[Reading]:
    """The ways to read it, the strictest first."""
    library = reader.library
    regulators = library.regulators()
    reading = talk.in_its_light(read(question, library.today, library.settings, regulators))
    yield reading
    if reading.doubtful:
        yield reread(reading, without=reading.doubtful)
    yes_or_no = reading.says(r"^(did|has|have|had|was|were|is|are)\b")
    spoken = reading.says(r"\b(SAY|WRITE|ANSWER|MESSAGE)\b")
    others = ("happened", "said") if spoken else ("happened",)
    for other in others if yes_or_no else ("when",) if reading.says("^when") else ():
        if reading.intent not in {other, *BEYOND}:
            yield read(question, library.today, library.settings, regulators, row=row_named(other))
    corrected = correction(Inquiry(reading, reader, talk.home))
    if corrected and corrected != question:
        yield talk.in_its_light(read(corrected, library.today, library.settings, regulators))


def _day(ask: Inquiry, answer: Answer) -> date | None:
    """Of the first message that the answer names."""
    for entry in answer.entries:
        thread, _, n = entry.rpartition("#")
        logged = ask.reader.case(thread).thread.message(int(n))
        if logged is not None:
            return logged.day
    return None
