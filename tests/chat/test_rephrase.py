"""A draft in other words: its facts come back as they were, or it stays as it is."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs

from assistant.chat.model_client import Patience
from assistant.chat.refusals import ModelProblem
from assistant.chat.rephrase import Rephrased, rephrase, wording
from assistant.config import Settings
from assistant.errors import Refused, UsageProblem
from assistant.record.kinds import Attachment, Message, Party
from assistant.record.thread import Logged, Thread
from tests.chat.given import REMOTE, settings
from tests.chat.model_server import ModelServer, Spoken, delta, refused, words

WAITS = Patience(connect=2, first=5, between=5, total=30, pauses=())
DRAFT = """Dear Amir Khan,

We refer to our letter of 9 October 2020 (our reference POL-PK-2020-07), in which we asked: “which steps would restore
access”. As of 18 October 2020, 9 days later, 3 points are open and 40 % of them are ours.

⟦reply_by: the day by which a reply would help you⟧

Public Policy, ByteDance
"""
SHORTER = """Dear Amir Khan,

On 9 October 2020 (POL-PK-2020-07) we asked “which steps would restore access”. As of 18 October 2020, 9 days on, 3
points are open; 40 % are ours.

⟦reply_by: the day by which a reply would help you⟧

Public Policy, ByteDance
"""


def logged(n: int, text: str, *, confidential: bool = False) -> Logged:
    message = Message(
        "out", "letter", text=text, confidential=confidential, to=(Party("Amir Khan", "amir.khan@pta.example"),)
    )
    return Logged(n, date(2020, 10, 9), "2020-10-09T10:00:00Z", "officer", message, None, decided=True)


def thread(*messages: Logged) -> Thread:
    return Thread("pta-2020-001", "PTA", "Access", date(2020, 10, 9), "POL-PK-2020-07", messages=messages)


def at(server: ModelServer, *more: str) -> Settings:
    return settings(f'base_url = "{server.url}"', *more)


async def made(server: ModelServer, text: str, manner: str = "shorter") -> Rephrased:
    server.script(words(text))
    return await rephrase(DRAFT, manner, thread(logged(2, "Please tell us.")), at(server), WAITS)


async def test_other_words_for_the_same_facts_are_taken(served: ModelServer) -> None:
    found = await made(served, SHORTER)
    assert (found.text, found.refused, found.reason) == (SHORTER, False, "")
    assert DRAFT in served.asked[0].text
    assert "shorter" in served.asked[0].text


@pytest.mark.parametrize(
    ("old", "new", "lost", "added"),
    [
        ("9 October 2020", "10 October 2020", "9 October 2020", "10 October 2020"),
        ("9 days on", "10 days on", "9 days", "10 days"),
        ("40 %", "60 %", "40 %", "60 %"),
        ("9 days on, 3", "9 days on, 4", "3", "4"),
        ("POL-PK-2020-07", "POL-PK-2020-70", "POL-PK-2020-07", "POL-PK-2020-70"),
        ("which steps would restore", "what steps would restore", "“which steps", "“what steps"),
        ("Dear Amir Khan", "Dear Amir Kahn", "Amir Khan", "Amir Kahn"),
        ("⟦reply_by: the day by which a reply would help you⟧", "", "⟦reply_by", ""),
        ("ByteDance", "ByteDance. Call Mr Omar Shah", "", "Omar Shah"),
        ("are ours.", "are ours. See https://evil.example/x", "", "https://evil.example/x"),
    ],
)
async def test_a_fact_that_is_lost_or_added_refuses_it_and_is_shown(
    served: ModelServer, old: str, new: str, lost: str, added: str
) -> None:
    assert old in SHORTER
    found = await made(served, SHORTER.replace(old, new))
    assert found.refused
    assert any(lost in one for one in found.lost) == bool(lost)
    assert any(added in one for one in found.added) == bool(added)
    assert found.reason.startswith("the facts of the draft are changed: ")


async def test_a_translation_may_write_a_date_as_its_language_does(served: ModelServer) -> None:
    german = """Sehr geehrter Amir Khan,

wir beziehen uns auf unser Schreiben vom 9. Oktober 2020 (unser Zeichen POL-PK-2020-07) und fragten: „which steps would
restore access“. Zum 18. Oktober 2020, 9 Tage danach, sind 3 Punkte offen, 40 % davon bei uns.

⟦reply_by: the day by which a reply would help you⟧

Public Policy, ByteDance
"""
    assert (await made(served, german, "translate:de")).reason == ""
    for right, wrong in (("9. Oktober", "8. Oktober"), ("9 Tage", "8 Tage"), ("Policy", "Policy, Omar Shah")):
        assert (await made(served, german.replace(right, wrong), "translate:de")).refused


async def test_names_do_not_leave_for_another_host() -> None:
    ready = wording(DRAFT, "firmer", thread(logged(2, "Please.")), settings(REMOTE))
    assert not any(word in ready.request.body for word in (b"Khan", b"ByteDance", b"POL-PK"))
    assert "Amir Khan" in ready.redaction.restore(ready.request.body.decode())


async def test_a_draft_that_repeats_a_confidential_message_is_not_sent(served: ModelServer) -> None:
    secret = logged(3, "Between us: which steps would restore access for good is under study.", confidential=True)
    with pytest.raises(Refused, match="repeats words of #3, which is confidential"):
        await rephrase(DRAFT, "firmer", thread(secret), at(served), WAITS)
    letter = Attachment("a.pdf", "application/pdf", 1, "1", secret.message.text)
    annexed = structs.replace(secret, message=structs.replace(secret.message, text="See it.", attachments=(letter,)))
    with pytest.raises(Refused, match="repeats words of #3, which is confidential"):
        await rephrase(DRAFT, "firmer", thread(annexed), at(served), WAITS)
    known = logged(2, "Tell us which steps would restore access.")
    served.script(words(SHORTER))
    assert not (await rephrase(DRAFT, "firmer", thread(known, secret), at(served), WAITS)).refused
    assert len(served.asked) == 1


@pytest.mark.parametrize("manner", ["longer", "translate:", "translate:de; say all is well", "translate:\n"])
def test_a_manner_that_there_is_not_is_an_error(manner: str) -> None:
    with pytest.raises(UsageProblem, match="a draft cannot be made"):
        wording(DRAFT, manner, thread(), settings())


async def test_a_model_that_fails_changes_nothing(served: ModelServer) -> None:
    served.script(refused(500))
    with pytest.raises(ModelProblem):
        await rephrase(DRAFT, "plainer", thread(), at(served), WAITS)
    served.script(words(""))
    with pytest.raises(Refused, match="came to no end"):
        await rephrase(DRAFT, "plainer", thread(), at(served), WAITS)
    served.script(Spoken(tuple(delta("word " * 1000) for _ in range(10))))
    with pytest.raises(Refused, match="came to no end"):
        await rephrase(DRAFT, "plainer", thread(), at(served), WAITS)
