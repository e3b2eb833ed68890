"""What a model is told: the instructions, the facts, the passages between fences, the question.

The words of messages are data. Each request has a fence of its own, drawn at random and found in none of the texts, so
that no message can seem to end before it does.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from string import Template

from assistant.chat.context import Context, NumberedPassage
from assistant.chat.requests import Turn
from assistant.clocks.wording import long_date
from assistant.paths import prompts_directory
from assistant.record.inert import inert

NOTHING = "NOT IN THE RECORD"
"""What a model says that has found no answer."""
FENCE_BYTES = 8


def answer_turns(context: Context) -> tuple[Turn, Turn]:
    """The question of `context` put to a model with all that it may use, confidential left out by the caller.

    First the instructions, then what was written by people.
    """
    told = [inert(context.question), *(inert(one.fact.text) for one in context.facts)]
    told += (line for one in context.passages for line in _told(one))
    fence = new_fence(told)
    facts = "\n".join(f"[F{number}] {inert(one.fact.text)}" for number, one in enumerate(context.facts, 1))
    passages = "\n\n".join(_fenced(one, fence) for one in context.passages)
    parts = (f"FACTS\n{facts or 'none'}", f"PASSAGES\n{passages or 'none'}", f"QUESTION\n{inert(context.question)}")
    system = instructions("answer", as_of=long_date(context.as_of), fence=fence)
    return Turn("system", system), Turn("user", "\n\n".join(parts))


def new_fence(texts: Iterable[str]) -> str:
    """A word that none of `texts` holds; with a letter first, so that it is no number to be replaced."""
    told = "\n".join(texts)
    while (fence := f"x{secrets.token_hex(FENCE_BYTES)}") in told:
        pass
    return fence


def instructions(name: str, **words: str) -> str:
    """The prompt of that name with its `$words` filled in."""
    text = (prompts_directory() / "chat" / f"{name}.md").read_text(encoding="utf-8")
    return Template(text).substitute(words, nothing=NOTHING).strip()


def _fenced(one: NumberedPassage, fence: str) -> str:
    """A passage; its subject and its people are words from outside as well."""
    return "\n".join((f"<<< {fence} passage [{one.number}]", *_told(one), f"<<< {fence} end of [{one.number}]"))


def _told(one: NumberedPassage) -> Iterator[str]:
    passage = one.passage
    if passage.day:
        yield f"Date: {long_date(passage.day)}"
    if passage.channel:
        way = _RETURNED if passage.cls == "bounce" else _WAYS.get(passage.direction or "", "")
        yield f"Kind: {passage.channel}, {way}"
    elif passage.kind == "note":
        yield "Kind: a note by the company's own staff"
    if passage.people:
        yield f"Between: {inert('; '.join(passage.people))}"
    if passage.subject:
        yield f"Subject: {inert(passage.subject)}"
    yield inert(passage.text)


_RETURNED = "from a mail system: mail of the company came back undelivered"
_WAYS = {
    "in": "from the regulator to the company",
    "out": "from the company to the regulator",
    "public": "by the company to the public",
    "internal": "within the company",
}
