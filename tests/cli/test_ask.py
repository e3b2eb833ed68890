"""`ask` as a person and as a script meet it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Assistant

AS_OF = ("--as-of", "2020-10-18")
OPEN = "What have they asked us that we have not answered?"


def test_each_sentence_names_the_entries_that_it_rests_on(assistant: Assistant, demo: Path) -> None:
    result = assistant("--record", demo, *AS_OF, "ask", OPEN)
    assert result.code == 0
    assert "“tangible timelines for the proposed actions”" in result.out
    assert result.out.strip().endswith("[pta-2020-001#10, pta-2020-001#12]")


def test_the_document_has_the_fields_of_the_contract(assistant: Assistant, demo: Path) -> None:
    document = assistant("--record", demo, *AS_OF, "ask", "--format", "json", *OPEN.split()).json
    assert (document["version"], document["as_of"], document["refused"]) == (1, "2020-10-18", False)
    assert document["entries"] == ["pta-2020-001#10", "pta-2020-001#12"]
    (claim,) = document["claims"]
    assert {"text", "entries", "verified"} <= set(claim)
    assert claim["text"] in document["answer"]


def test_what_is_not_in_the_record_is_refused_with_what_can_be_asked(assistant: Assistant, demo: Path) -> None:
    result = assistant("--record", demo, *AS_OF, "ask", "When did OFCOM fine us?")
    assert result.code == 1
    assert "“OFCOM”" in result.out
    assert "When did we last hear from PTA?" in result.err
    assert assistant("--record", demo, *AS_OF, "ask", "--format", "json", "When did OFCOM fine us?").json["refused"]


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_the_question_can_come_through_a_pipe(assistant: Assistant, demo: Path, arguments: tuple[str, ...]) -> None:
    result = assistant("--record", demo, *AS_OF, "ask", *arguments, stdin="how long have they\nbeen silent?\n")
    assert (result.code, "6 days" in result.out) == (0, True)


def test_no_question_and_an_unknown_thread_are_wrong_usage(assistant: Assistant, demo: Path) -> None:
    assert assistant("--record", demo, "ask").code == 2
    assert assistant("--record", demo, "ask", "--thread", "pta-2020-009", "who has the ball").code == 2


def test_a_named_thread_is_what_the_question_is_about(assistant: Assistant, demo: Path) -> None:
    opened = ("log", "PTA", "--title", "Roaming", "--in", "--channel", "letter", "--class", "substantive")
    assert assistant("--record", demo, *opened, "--date", "2020-10-14", "--text", "Hello there.").code == 0
    both = assistant("--record", demo, *AS_OF, "ask", "what did they say in October").out
    one = assistant("--record", demo, *AS_OF, "ask", "--thread", "pta-2020-002", "what did they say in October").out
    assert "pta-2020-001#6" in both
    assert "pta-2020-001" not in one
    assert "Hello there." in one


def test_what_a_message_says_commands_no_terminal(assistant: Assistant, demo: Path) -> None:
    text = "Deadline \x1b[31mred\x1b[0m \u202ereversed [bold]x[/bold]."
    logged = ("log", "pta-2020-001", "--in", "--channel", "email", "--date", "2020-10-18")
    assert assistant("--record", demo, *logged, "--text", text).code == 0
    result = assistant("--record", demo, *AS_OF, "ask", "what did they say that was reversed")
    assert result.code == 0
    assert "\x1b" not in result.out
    assert "\u202e" not in result.out
    assert "[bold]x[/bold]" in result.out


def test_a_confidential_passage_is_marked(assistant: Assistant, demo: Path) -> None:
    logged = ("log", "pta-2020-001", "--in", "--channel", "call", "--date", "2020-10-18", "--confidential")
    assert assistant("--record", demo, *logged, "--text", "Licence fees may double.").code == 0
    result = assistant("--record", demo, *AS_OF, "ask", "what did they say about licence fees")
    assert result.out.strip().endswith(", confidential]")
