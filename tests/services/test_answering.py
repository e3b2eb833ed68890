"""The desk's side of chat: large records, damaged ones, conversations, and what a model may be given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.chat.conversation import Conversation
from assistant.demo import as_of, write_demo
from assistant.desk import Desk
from assistant.grounding.ground import ground
from assistant.record.decisions import log_message
from assistant.record.kinds import Message
from assistant.record.thread import Thread
from assistant.services import answering
from assistant.services.answering import answer, answer_with_context
from assistant.services.searching import Searcher
from tests import arrivals
from tests.chat.records import NORTH, write_record

CASE = "pta-2020-001"


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Desk]:
    root = tmp_path / "demo"
    write_demo(root)
    desk = Desk.open(str(root), str(root / "assistant.toml"), as_of())
    yield desk
    desk.close()


@pytest.fixture
def north(tmp_path: Path) -> Iterator[Desk]:
    desk, _ = write_record("north", tmp_path / "north")
    desk.as_of = NORTH
    yield desk
    desk.close()


def test_a_large_record_is_answered_from_the_threads_that_hold_the_words(
    north: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = ("what did COMREG say about the 3.6 GHz band", "did we explain the three clicks", "what did OFCOM say")
    read_all = [answer(north, question).entries for question in questions]
    monkeypatch.setattr(answering, "FEW", 0)
    read: list[str] = []
    whole = Desk.thread

    def noted(desk: Desk, thread: str) -> Thread:
        read.append(thread)
        return whole(desk, thread)

    monkeypatch.setattr(Desk, "thread", noted)
    searcher = Searcher(north)
    try:
        list(searcher.catch_up())
        assert [answer(north, question, None, searcher).entries for question in questions] == read_all
    finally:
        searcher.close()
    assert 0 < len(set(read)) < len(north.summaries()) / 2


def test_what_cannot_be_read_is_named_and_the_rest_answered(north: Desk) -> None:
    path = north.root / "record" / "CNIL" / "cnil-2023-001.jsonl"
    path.write_bytes(b"{broken\n" + path.read_bytes())
    found = answer(north, "what is open on us")
    assert "bnetza-2023-001#2" in found.entries
    assert "cnil-2023-001" in found.text.splitlines()[-1]


@pytest.mark.parametrize(
    "asked",
    [
        "received no communication?",
        "We have received no communication from PTA.",
        "is “received no communication” true?",
        "may we say we heard no word from PTA?",
    ],
)
def test_the_sentence_of_the_statement_is_held_against_the_record_however_it_is_put(demo: Desk, asked: str) -> None:
    found = answer(demo, asked)
    assert "true only since 12 October 2020" in found.text
    assert found.entries == (f"{CASE}#10",)


def test_days_since_our_letter_are_counted_from_it(demo: Desk) -> None:
    found = answer(demo, "how many days since our letter?")
    assert found.text.startswith("On 9 October 2020, 9 days ago.")
    assert found.entries == (f"{CASE}#8",)


def test_that_no_promise_is_due_does_not_say_that_nothing_is(demo: Desk) -> None:
    assert answer(demo, "what did we promise by november?").text == "No promise is due until 30 November 2020 on us."


def test_nothing_is_not_said_of_what_could_not_be_read(demo: Desk) -> None:
    path = demo.root / "record" / "PTA" / f"{CASE}.jsonl"
    path.write_bytes(b"{broken\n" + path.read_bytes())
    for question in ("what is open?", "what did PTA ask us?"):
        found = answer(demo, question)
        assert found.refused
        assert found.text.endswith(f"What could not be read is not in this answer: {CASE}.")


def test_who_has_confirmed_nothing_yet_is_told_what_waits(demo: Desk, tmp_path: Path) -> None:
    question = "Please send us the tariffs by 30 October 2020."
    mail = arrivals.mail("chair@pta.example", "Tariffs", question, "t@pta.example", "Wed, 14 Oct 2020 09:00:00 +0500")
    desk = Desk.open(str(tmp_path / "new"), str(demo.root / "assistant.toml"), as_of())
    desk.intake.import_mail([str(arrivals.mbox(tmp_path / "inbox", [mail]))])
    desk.refresh()
    found = answer(desk, "what did they ask us?")
    assert found.refused
    assert found.notes == ("1 proposal to confirm: `assistant proposals` shows what messages seem to ask and promise.",)
    assert answer(desk, "when did we last hear from PTA?").notes == ()
    desk.close()


def test_a_conversation_keeps_its_subject(north: Desk) -> None:
    talk = Conversation()
    assert answer(north, "when did we last hear from BNETZA?", talk).entries == ("bnetza-2023-001#2",)
    assert answer(north, "and COMREG?", talk).entries == ("comreg-2023-001#2",)
    assert answer(north, "and before that?", talk).entries == ("comreg-2022-003#4",)
    assert answer(north, "what do they owe us?", talk).entries == ()
    assert answer(north, "when did OFCOM write?", talk).refused
    assert answer(north, "what is open with them?", talk).entries == (
        "comreg-2023-001#2",
        "comreg-2023-001#4",
        "comreg-2023-001#5",
    )


def test_a_model_is_given_the_answer_as_facts_and_the_messages_as_numbered_passages(demo: Desk) -> None:
    found, context = answer_with_context(demo, "what have they asked us that we have not answered?")
    assert [one.fact.text for one in context.facts][: len(found.claims)] == [claim.text for claim in found.claims]
    assert [one.number for one in context.passages] == list(range(1, len(context.passages) + 1))
    assert context.passages[0].passage.ref.n == 10
    assert context.home == CASE
    for claim in found.claims:
        (sentence,) = ground(claim.text, context.evidence())
        assert sentence.status == "verified", sentence


def test_what_is_confidential_can_be_taken_out_and_is_counted(demo: Desk) -> None:
    secret = Message("in", "call", "Fees", "The licence fees will double.", received="2020-10-18", confidential=True)
    demo.decide(CASE, lambda now: log_message(now, secret, "tests"))
    _, context = answer_with_context(demo, "what did they say about licence fees")
    assert any("double" in one.passage.text for one in context.passages)
    outside = context.without_confidential()
    assert outside.withheld == 2
    assert not any("double" in one.passage.text for one in outside.passages)
    assert not any("double" in one.fact.text for one in outside.facts)


def test_entries_dated_later_are_not_known_yet(demo: Desk) -> None:
    question = "did they tell us which steps would restore access?"
    assert answer(demo, question).text.startswith("In part")
    demo.as_of = date(2020, 10, 19)
    assert answer(demo, question).text.startswith("Yes")


def test_the_tray_is_told(demo: Desk, tmp_path: Path) -> None:
    demo.as_of = None
    demo.intake.import_mail([str(arrivals.mbox(tmp_path / "inbox"))])
    demo.refresh()
    found = answer(demo, "what is in the tray?")
    assert "3 exchanges" in found.text
    assert found.entries == ("tray-2020-001#1", "tray-2020-002#1", "tray-2020-003#1")
