"""A draft in other words, by the model that the configuration names: shorter, firmer, plainer, or translated.

Its facts are locked. Dates, counts, numbers, names, references, addresses and quotations must come back the same, none
lost and none added, or the new wording is refused and only shown. In a translation a date may be written as that
language writes it. Nothing is sent of a draft that repeats the words of a confidential message.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from assistant.chat.prompt import instructions, new_fence
from assistant.chat.redaction import Redaction, redaction
from assistant.chat.requests import ModelRequest, Turn, model_request
from assistant.chat.with_model import ask, model_key, named_model
from assistant.config import Settings
from assistant.errors import Refused, UsageProblem
from assistant.grounding.ground import mentions
from assistant.record.inert import inert_line
from assistant.record.thread import Thread

if TYPE_CHECKING:
    from assistant.chat.model_client import Patience

TASKS = {
    "shorter": "Make it shorter, by a third or more, without losing a point or its courtesy.",
    "firmer": "Make it firmer: clear about what is expected, still courteous, without a threat or a claim of law.",
    "plainer": "Make it plainer: short sentences and everyday words that a hurried reader takes in at once.",
}
TRANSLATE = "translate:"
_LANGUAGE = re.compile(r"[A-Za-z][A-Za-z -]{1,30}")
_FIELD = re.compile(r"⟦[^⟦⟧]{0,300}⟧")
SHARED = 4
"""So many words in a row that a draft has in common with a confidential message are its words."""


class Rephrased(Struct, frozen=True):
    """A draft's text in other words, and what became of its facts."""

    text: str
    lost: tuple[str, ...] = ()
    """Facts of the draft that it no longer states."""
    added: tuple[str, ...] = ()
    """Facts that the draft does not state."""

    @property
    def refused(self) -> bool:
        return bool(self.lost or self.added)

    @property
    def reason(self) -> str:
        """Why it is refused, for people; empty if it is not."""
        parts = (f"{label}: {', '.join(what)}" for label, what in (("lost", self.lost), ("added", self.added)) if what)
        return f"the facts of the draft are changed: {'; '.join(parts)}" if self.refused else ""


class Wording(Struct, frozen=True):
    """What would be sent of a draft."""

    request: ModelRequest
    redaction: Redaction


def task(manner: str) -> str:
    """What the model is told to do; raises `UsageProblem` for a manner that there is not."""
    if manner in TASKS:
        return TASKS[manner]
    language = manner.removeprefix(TRANSLATE).strip()
    if manner.startswith(TRANSLATE) and _LANGUAGE.fullmatch(language):
        return f"Translate it into the language {language}, in the formal style of an authority's correspondence."
    raise UsageProblem(
        f"a draft cannot be made {manner!r}", hint=f"It can be made {', '.join(TASKS)}, or {TRANSLATE}de."
    )


def wording(text: str, manner: str, thread: Thread, settings: Settings) -> Wording:
    """The request to reword a draft's `text`; nothing is sent. Raises `UsageProblem`; `Refused` if it may not be."""
    told, model = task(manner), named_model(settings)
    check_unspoken(text, thread)
    hidden = redaction([text], known_names(thread, settings)) if model.redacts else Redaction()
    sent = hidden.hide(text)
    fence = new_fence([sent])
    system = Turn("system", instructions("rephrase", task=told, fence=fence))
    user = Turn("user", f"<<< {fence} letter\n{sent}\n<<< {fence} end of the letter")
    return Wording(model_request(model, (system, user)), hidden)


def shown_wording(ready: Wording) -> str:
    """For people: the request as it would go out, and what was replaced in it."""
    replaced = (f"{one.placeholder} stands for {inert_line(one.original)}" for one in ready.redaction.replaced)
    return "\n".join([ready.request.shown, *replaced])


async def rephrase(
    text: str, manner: str, thread: Thread, settings: Settings, waits: Patience | None = None
) -> Rephrased:
    """The draft's `text` in other words, its facts held against the draft's. Raises `ModelProblem` and as `wording`."""
    ready, model = wording(text, manner, thread, settings), named_model(settings)
    key = await asyncio.to_thread(model_key, model)
    reply = await ask(ready.request, model, key, lambda _: None, waits)
    if reply.finish != "stop" or not reply.text.strip():
        raise Refused("the model came to no end: the draft stays as it is")
    worded = ready.redaction.restore(reply.text).strip() + "\n"
    return compared(manner, text, worded, known_names(thread, settings))


def compared(manner: str, before: str, after: str, names: Sequence[str]) -> Rephrased:
    """`after` with the facts that it lost and added; `names` are those that the record knows."""
    old, new = facts_of(before, names), facts_of(after, names)
    lost = tuple(shown for fact, shown in old.items() if not _stated(fact, new, after))
    added = {fact: shown for fact, shown in new.items() if not _stated(fact, old, before)}
    if manner.startswith(TRANSLATE):  # languages that write every noun with a capital have no end of names
        added = {fact: shown for fact, shown in added.items() if fact[0] != "name" or " " in shown}
    return Rephrased(after, lost, tuple(added.values()))


def _stated(fact: tuple[str, str], known: Mapping[tuple[str, str], str], text: str) -> bool:
    """What is a name is a guess, so one counts as stated wherever it stands."""
    return fact in known or (fact[0] == "name" and fact[1] in text)


def facts_of(text: str, names: Sequence[str]) -> dict[tuple[str, str], str]:
    """What is locked in `text`, by its kind and what it comes to, with the words in which it stands there."""
    found: dict[tuple[str, str], str] = {
        (one.kind, one.text if one.kind == "name" else one.value or one.text): inert_line(one.text)
        for one in mentions(text)
    }
    found |= {("field", mark): mark for mark in map(str, _FIELD.findall(text))}
    return found | {("known name", name): name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)}


def known_names(thread: Thread, settings: Settings) -> tuple[str, ...]:
    """The company, the regulator with its contacts, and everybody who wrote or was written to."""
    regulator = settings.regulator(thread.regulator)
    messages = [logged.message for logged in thread.messages]
    parties = [party for m in messages for party in (m.sender, *m.to, *m.cc)]
    found = (
        settings.company.name,
        thread.regulator,
        regulator.name,
        *(name for contact in regulator.contacts for name in (contact.name, contact.address)),
        *(name for party in parties for name in (party.name, party.address)),
        *(thread.id, thread.ours, thread.theirs),
    )
    return tuple(dict.fromkeys(name for name in found if name))


def check_unspoken(text: str, thread: Thread) -> None:
    """Raise `Refused` if `text` has words in common with a confidential message that stand in no other."""
    messages = [(logged.n, logged.message) for logged in thread.messages]
    known = {run for _, m in messages if not m.confidential for run in _runs("\n".join((m.subject, *m.texts)))}
    said = set(_runs(text)) - known
    for n, message in messages:
        if message.confidential and not said.isdisjoint(_runs("\n".join((message.subject, *message.texts)))):
            raise Refused(
                f"the draft repeats words of #{n}, which is confidential: it is not sent to a model",
                hint="Word it without them, or rephrase it by hand.",
            )


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every `SHARED` words in a row; of a shorter text all of it."""
    words = re.findall(r"\w+", text.casefold())
    yield from (tuple(words[at : at + SHARED]) for at in range(max(len(words) - SHARED, 0) + bool(words)))
