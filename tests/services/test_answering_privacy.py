"""From the question to the request: the words of a confidential entry are in none, whatever is asked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.chat.with_model import prepared
from assistant.demo import write_demo
from assistant.desk import Desk
from assistant.record.entry import NewEntry
from assistant.record.kinds import Corrected
from assistant.record.thread import Thread
from assistant.services.answering import answer_with_context

THREAD = "pta-2020-001"
QUESTIONS = (
    "what is open with PTA?",
    "who holds the ball?",
    "what did the chairman ask for?",
    "what did we promise?",
    "what did we ask PTA?",
    "what did PTA say about access?",
    "when did we last hear from PTA?",
    "what changed since July?",
    "how was the 16th computed?",
    "is it true that we received no communication?",
)
MODEL = '\n[model]\nbase_url = "http://127.0.0.1:1/v1"\nmodel = "tiny"\n'


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    write_demo(tmp_path / "demo")
    with (tmp_path / "demo" / "assistant.toml").open("a") as settings:
        settings.write(MODEL)
    found = Desk.open(str(tmp_path / "demo"), as_of=date(2020, 10, 18))
    yield found
    found.close()


def runs(text: str) -> set[str]:
    """Every four words in a row; dates are everywhere."""
    words = re.findall(r"[a-z]+", text.lower())
    return {" ".join(words[at : at + 4]) for at in range(len(words) - 3)}


def own_runs(thread: Thread, n: int) -> set[str]:
    """What only this message says, neither another one nor the title."""
    texts = {logged.n: f"{logged.message.subject}\n{logged.message.text}" for logged in thread.messages}
    return runs(texts[n]).difference(runs(thread.title), *(runs(text) for m, text in texts.items() if m != n))


def requests(desk: Desk) -> set[str]:
    """What a model would be told of the record for all the questions."""
    ready = [prepared(answer_with_context(desk, question)[1], desk.settings) for question in QUESTIONS]
    return {run for one in ready for run in runs(json.loads(one.request.body)["messages"][1]["content"])}


@pytest.mark.parametrize("n", [2, 5, 6, 8, 10, 15])
def test_the_words_of_a_confidential_message_never_leave(desk: Desk, n: int) -> None:
    secret = own_runs(desk.thread(THREAD), n) - {run for question in QUESTIONS for run in runs(question)}
    assert secret & requests(desk), "there is something to keep"
    desk.append(THREAD, [NewEntry(Corrected(n, "it is confidential", {"confidential": True}), "officer")])
    assert not secret & requests(desk)
