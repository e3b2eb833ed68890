"""A question put to the model that the configuration names, and its answer held against what it was given.

The program's own answer is there first and never depends on a model: it stands wherever the model fails, finds nothing,
or says nothing that is in the record. Nothing confidential is ever part of a request.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from assistant.chat.answer import Answer, Claim
from assistant.chat.context import Context
from assistant.chat.grounded import Checker
from assistant.chat.prompt import answer_turns
from assistant.chat.redaction import Redaction, redaction
from assistant.chat.refusals import ModelProblem
from assistant.chat.requests import ModelRequest, Turn, model_request
from assistant.chat.transcripts import Exchange, keep
from assistant.clocks.wording import counted
from assistant.config import Company, Settings
from assistant.errors import UsageProblem
from assistant.grounding.evidence import Known
from assistant.mail.imap.credentials import secret_from
from assistant.paths import user_directory
from assistant.record.inert import inert_line
from assistant.record.store import regulator_of
from assistant.settings.model import ModelSettings

if TYPE_CHECKING:
    from assistant.chat.model_client import Patience, Reply

TRANSCRIPTS = "transcripts"
"""The folder in the state directory."""
BUILT_IN = "This is the built-in answer."
NEXT_LOOK = 1.1
"""What was said is looked at anew once it is so many times as long."""
ENDS = ".!?\n"
"""One of these may end a sentence."""


class Prepared(Struct, frozen=True):
    """What would be sent, and what is needed to understand what comes back."""

    request: ModelRequest
    context: Context
    """What the model is given: without what is confidential."""
    redaction: Redaction
    names: tuple[Known, ...]


class Heard(Struct, frozen=True):
    """How far a model has come. Words that nobody has checked yet are counted, not shown."""

    claims: tuple[Claim, ...]
    """The sentences that are complete, each with its standing."""
    characters: int


Listener = Callable[[Heard], None]


def named_model(settings: Settings) -> ModelSettings:
    """The model of the configuration; raises `UsageProblem` where there is none."""
    if settings.model is None:
        hint = 'Two lines suffice: base_url = "http://127.0.0.1:8080/v1" and model = "…" in a [model] table.'
        raise UsageProblem("the configuration names no model", where=settings.source, hint=hint)
    return settings.model


def prepared(context: Context, settings: Settings) -> Prepared:
    """The request for the question of `context`, byte for byte; nothing is sent. Raises `UsageProblem`."""
    model = named_model(settings)
    given = context.without_confidential()
    names = tuple(known_names(given, settings))
    system, user = answer_turns(given)
    hidden = redaction([user.content], _to_hide(given, names)) if model.redacts else Redaction()
    turns = (system, Turn(user.role, hidden.hide(user.content)))
    return Prepared(model_request(model, turns), given, hidden, names)


async def answer_with_model(
    context: Context,
    builtin: Answer,
    settings: Settings,
    on_heard: Listener | None = None,
    waits: Patience | None = None,
) -> Answer:
    """The model's answer to the question of `context`, checked; `builtin`, with the reason, where that is none.

    `on_heard` is called with each piece that comes. To cancel the task closes the line. Raises `UsageProblem` where the
    configuration names no model, or its key cannot be had.
    """
    ready = prepared(context, settings)
    if builtin.refused and builtin.intent:
        return builtin  # the question was understood: what is not in the record no model can know
    if not ready.context.facts and not ready.context.passages:
        return _noted(builtin, *_withheld(ready.context))
    model = named_model(settings)
    key = await asyncio.to_thread(model_key, model)
    listening = _Listening(ready, on_heard or (lambda _: None))
    finish, fault = "", "cancelled"
    try:
        reply = await ask(ready.request, model, key, listening.add, waits)
        finish, fault = reply.finish, ""
    except ModelProblem as problem:
        fault = f"{problem.where} {problem.what}"
    finally:
        claims = listening.claims()
        untold = await asyncio.to_thread(_kept, ready, model, listening.said, claims, fault)
    return _noted(_chosen(builtin, claims, model, fault, finish), *_withheld(ready.context), *untold)


async def ask(
    request: ModelRequest, model: ModelSettings, key: str, on_text: Callable[[str], None], waits: Patience | None = None
) -> Reply:
    """One request over the line; the client is imported when something is asked. Raises `ModelProblem`."""
    from assistant.chat.model_client import converse, patience  # noqa: PLC0415 - 190 ms

    return await converse(request, model, key, on_text, waits or patience(model))


def shown(ready: Prepared) -> str:
    """For people: the request as it would go out, what was replaced in it, and what was left out of it."""
    lines = [ready.request.shown]
    lines += [f"{one.placeholder} stands for {inert_line(one.original)}" for one in ready.redaction.replaced]
    return "\n".join([*lines, *_withheld(ready.context)])


def model_key(model: ModelSettings) -> str:
    """The key from where the configuration says; empty if it names no source. May run a command."""
    if not model.key_env and not model.key_command:
        return ""
    key = secret_from("model", model.key_env, model.key_command)
    if not key.isascii():
        raise UsageProblem("its key holds a character that no key can", where="model")
    return key


class _Listening:
    """What a model has said so far, and how much of it is checked."""

    def __init__(self, ready: Prepared, on_heard: Listener) -> None:
        self.restore = ready.redaction.restore
        self.checker = Checker(ready.context, ready.names)
        self.on_heard = on_heard
        self.parts: list[str] = []
        self.length = self.looked_at = 0
        self.complete: tuple[Claim, ...] = ()

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
        # Not at every end of a sentence: an answer of full stops alone would be read as often as it has letters.
        if self.length >= self.looked_at * NEXT_LOOK and any(end in text for end in ENDS):
            self.looked_at = self.length
            self.complete = self.claims()[:-1]
        self.on_heard(Heard(self.complete, self.length))

    @property
    def said(self) -> str:
        return self.restore("".join(self.parts))

    def claims(self) -> tuple[Claim, ...]:
        return self.checker.claims(self.said)


def known_names(context: Context, settings: Settings) -> Iterator[Known]:
    """Who is who in what is given: the company, and the regulators of its threads with their contacts."""
    if settings.company.name != Company().name:
        yield Known(settings.company.name, "company")
    threads = sorted({ref.thread for one in context.evidence().passages for ref in one.entries if ref.thread})
    for key in dict.fromkeys(map(regulator_of, threads)):
        regulator = settings.regulator(key)
        for name in dict.fromkeys((key, regulator.name, *(contact.name for contact in regulator.contacts))):
            if name:
                yield Known(name, "regulator")


def _to_hide(context: Context, names: tuple[Known, ...]) -> Iterator[str]:
    yield from (known.text for known in names)
    for one in context.evidence().passages:
        yield from (*one.people, *one.numbers, *(ref.thread for ref in one.entries))


def _chosen(builtin: Answer, claims: tuple[Claim, ...], model: ModelSettings, fault: str, finish: str) -> Answer:
    """The model's sentences, if any of them stands; else the program's."""
    struck = sum(not claim.verified for claim in claims)
    stopped = ["It was stopped at its limit."] if finish == "length" else []
    if fault:
        return _noted(builtin, f"{fault[:1].upper()}{fault[1:]}. {BUILT_IN}")
    if not claims:
        return _noted(builtin, f"The model found no answer in what it was given. {BUILT_IN}")
    if struck == len(claims):
        return _noted(
            builtin, f"Nothing that the model said is in the record ({_struck(struck)}). {BUILT_IN}", *stopped
        )
    worded = f"{model.model} at {model.host}"
    told = [f"Worded by {worded}, each sentence checked{f'; {_struck(struck)}' if struck else ''}.", *stopped]
    return _noted(
        Answer(
            builtin.question, builtin.as_of, builtin.intent, claims, suggestions=builtin.suggestions, worded_by=worded
        ),
        *told,
    )


def _struck(count: int) -> str:
    return f"{counted(count, 'sentence')} struck"


def _withheld(context: Context) -> Iterator[str]:
    if context.withheld:
        yield f"{counted(context.withheld, 'confidential item')} withheld from the model."


def _noted(answer: Answer, *notes: str) -> Answer:
    return structs.replace(answer, notes=(*answer.notes, *notes))


def _kept(ready: Prepared, model: ModelSettings, said: str, claims: tuple[Claim, ...], fault: str) -> tuple[str, ...]:
    """Keep the transcript; what is to be said if that cannot be done."""
    if not model.transcripts:
        return ()
    given = tuple(map(str, sorted(ready.context.evidence().entries)))
    body = ready.request.body.decode()
    question = ready.context.question
    exchange = Exchange(datetime.now(UTC), model.host, model.model, question, given, body, said, claims, fault)
    try:
        keep(exchange, user_directory("state") / TRANSCRIPTS)
    except OSError as error:
        return (f"The transcript could not be kept: {error}.",)
    return ()
