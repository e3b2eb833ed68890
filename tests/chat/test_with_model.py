"""A question put to a model: what stands of its answer, what stands in its place, what is kept of it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from assistant.chat.answer import Answer, Claim
from assistant.chat.context import Context
from assistant.chat.model_client import Patience
from assistant.chat.with_model import BUILT_IN, Heard, answer_with_model
from assistant.config import Settings
from assistant.errors import UsageProblem
from tests.chat.corpus import by_hand, open_desk
from tests.chat.given import DAY, context, fact, passage, settings
from tests.chat.llama import KEY, Llama
from tests.chat.model_server import ModelServer, Spoken, delta, refused, words

WAITS = Patience(connect=2, first=5, between=5, total=30, pauses=(), longest_wait=1)
GIVEN = context(
    "What is open?",
    [passage(6, "Access is blocked since 9 October 2020.", side="regulator", direction="in", channel="letter")],
    [fact("No reply from PTA for 9 days to #4.", 6)],
)
BUILTIN = Answer(
    "What is open?", DAY, "open", (Claim("PTA owes an answer.", ("pta-2020-001#4",)),), suggestions=("Why?",)
)
TRUE = "Access is blocked since 9 October 2020 [6]."
LIE = "Access was restored on 10 October 2020 [6]."


def at(server: ModelServer, *more: str) -> Settings:
    return settings(f'base_url = "{server.url}"', *more)


async def ask(found: Settings, given: Context = GIVEN) -> Answer:
    return await answer_with_model(given, BUILTIN, found, waits=WAITS)


def transcripts(home: Path) -> list[dict[str, object]]:
    """What is kept, oldest first."""
    return [json.loads(line) for path in sorted(home.rglob("*.jsonl")) for line in path.read_text().splitlines()]


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


async def test_what_stands_is_the_answer_and_what_is_struck_is_said(served: ModelServer, state: Path) -> None:
    served.script(words(f"{TRUE} {LIE}"))
    heard: list[Heard] = []
    answer = await answer_with_model(GIVEN, BUILTIN, at(served), heard.append, WAITS)
    assert answer.text == "Access is blocked since 9 October 2020."
    assert answer.entries == ("pta-2020-001#6",)
    assert [claim.status for claim in answer.claims] == ["verified", "not in the record"]
    assert answer.worded_by == "tiny at 127.0.0.1"
    assert answer.notes == ("Worded by tiny at 127.0.0.1, each sentence checked; 1 sentence struck.",)
    assert not answer.refused
    assert answer.suggestions == ("Why?",)
    assert heard[-1].characters == len(f"{TRUE} {LIE}")
    assert heard[-1].claims[:1] == answer.claims[:1]
    (kept,) = transcripts(state)
    assert (kept["said"], kept["given"], kept["fault"]) == (f"{TRUE} {LIE}", ["pta-2020-001#6"], "")
    assert json.loads(str(kept["sent"])) == served.asked[0].document


@pytest.mark.parametrize(
    ("spoken", "note"),
    [
        (words(LIE), f"Nothing that the model said is in the record (1 sentence struck). {BUILT_IN}"),
        (words("NOT IN THE RECORD"), f"The model found no answer in what it was given. {BUILT_IN}"),
        (words(""), f"The model found no answer in what it was given. {BUILT_IN}"),
        (Spoken((delta(TRUE),), cut=True), f"The model at 127.0.0.1 broke off in the middle of its answer. {BUILT_IN}"),
        (refused(500), f"The model at 127.0.0.1 failed with 500 Internal Server Error. {BUILT_IN}"),
    ],
)
async def test_where_nothing_stands_the_built_in_answer_does_and_says_why(
    served: ModelServer, state: Path, spoken: Spoken, note: str
) -> None:
    served.script(spoken)
    answer = await ask(at(served))
    assert (answer.claims, answer.worded_by) == (BUILTIN.claims, "")
    assert answer.notes == (note,)
    assert len(transcripts(state)) == 1


async def test_a_server_that_lies_in_every_way_is_caught(served: ModelServer, tmp_path: Path) -> None:
    opened = {"demo": open_desk("demo", tmp_path)}
    spoken = next(by_hand(opened))
    served.script(words("\n\n".join(case.text for case in spoken.false), 40))
    answer = await ask(at(served), spoken.context)
    opened["demo"].close()
    assert answer.claims == BUILTIN.claims
    assert answer.notes[0].startswith("Nothing that the model said is in the record (")


async def test_a_real_model_that_knows_nothing_has_nothing_verified(
    real: Llama, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODEL_KEY", KEY)
    found = settings(f'base_url = "{real.url}"', 'key_env = "MODEL_KEY"')
    answer = await answer_with_model(GIVEN, BUILTIN, found)
    assert answer.claims == BUILTIN.claims
    assert answer.notes[0].startswith("Nothing that the model said is in the record (")
    assert answer.notes[1] == "It was stopped at its limit."


async def test_what_is_confidential_is_withheld_and_counted(served: ModelServer) -> None:
    served.script(words(TRUE))
    secret = passage(9, "The merger is planned.", confidential=True)
    both = context("?", [*GIVEN.passages, secret], [fact("Merger planned.", 9, confidential=True)])
    answer = await ask(at(served), both)
    assert "erger" not in served.asked[0].text
    assert answer.notes[-1] == "2 confidential items withheld from the model."
    served.asked.clear()
    alone = await ask(at(served), context("?", [secret]))
    assert (alone.claims, alone.notes) == (BUILTIN.claims, ("1 confidential item withheld from the model.",))
    assert not served.asked


async def test_an_answer_in_placeholders_is_checked_in_its_own_words(served: ModelServer) -> None:
    people = passage(
        6, "Amir Khan of PTA wrote on 9 October 2020: call 051-922-5325.", side="regulator", direction="in"
    )
    served.script(words("NAME_1 of NAME_2 wrote on 9 October 2020 [6].", 3))
    answer = await ask(at(served, "redact = true"), context("Who wrote?", [people]))
    assert answer.text == "Amir Khan of PTA wrote on 9 October 2020."
    assert "Khan" not in served.asked[0].text


async def test_to_cancel_leaves_an_account_of_what_was_sent(served: ModelServer, state: Path) -> None:
    served.script(Spoken((delta(f"{TRUE} "), 20.0)))
    spoke = asyncio.Event()
    task = asyncio.create_task(answer_with_model(GIVEN, BUILTIN, at(served), lambda _: spoke.set(), WAITS))
    await spoke.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [kept["fault"] for kept in transcripts(state)] == ["cancelled"]


async def test_transcripts_can_be_switched_off_and_are_no_reason_to_fail(
    served: ModelServer, state: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    served.script(words(TRUE))
    await ask(at(served, "transcripts = false"))
    assert not transcripts(state)
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    answer = await ask(at(served))
    assert answer.entries == ("pta-2020-001#6",)
    assert answer.notes[-1].startswith("The transcript could not be kept: ")


async def test_a_key_that_cannot_be_had_is_an_error_of_the_configuration(served: ModelServer) -> None:
    with pytest.raises(UsageProblem, match="MODEL_KEY"):
        await ask(at(served, 'key_env = "MODEL_KEY"'))
    with pytest.raises(UsageProblem, match="no key can"):
        await ask(at(served, 'key_command = ["printf", "schlüssel"]'))
    assert not served.asked


async def test_the_key_comes_from_a_command_and_stands_in_no_transcript(served: ModelServer, state: Path) -> None:
    served.script(words(TRUE))
    await ask(at(served, 'key_command = ["printf", "sk-secret"]'))
    assert served.asked[0].headers["Authorization"] == "Bearer sk-secret"
    assert "sk-secret" not in json.dumps(transcripts(state))
