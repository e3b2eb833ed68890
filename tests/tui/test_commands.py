"""What is typed in the composer becomes a command, or an error that says what was expected."""

from __future__ import annotations

from datetime import UTC, date

import pytest

from assistant.errors import UsageProblem
from assistant.record.kinds import Message
from assistant.tui import orders as c
from assistant.tui.commands import matching, parse, slash
from assistant.tui.deciding import Who, message
from assistant.tui.orders import USAGES


def test_text_without_a_slash_is_a_note() -> None:
    assert parse("Called the office.\nNobody there.", UTC) == c.LogNote("Called the office.\nNobody there.")


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/note 2020-10-18 Read it", c.LogNote("Read it", date(2020, 10, 18))),
        (
            "/out letter 2020-10-18 Our answer\nDear Sir,\n\nyes.",
            c.LogMessage("out", "letter", "2020-10-18", "Our answer", "Dear Sir,\n\nyes."),
        ),
        (
            "/in 2020-10-19 portal class:partial settles:#9,#12 part:4 Their answer",
            c.LogMessage("in", "portal", "2020-10-19", "Their answer", "", "partial", (9, 12), (4,)),
        ),
        ("/in Re: a letter", c.LogMessage("in", "email", None, "Re: a letter", "")),
        ("/out confidential letter Plans", c.LogMessage("out", "letter", None, "Plans", "", confidential=True)),
        ("/call in Asked for dates\nThey did.", c.LogMessage("in", "call", None, "Asked for dates", "They did.")),
        ("/meeting out 2020-10-18 Ours", c.LogMessage("out", "meeting", "2020-10-18", "Ours", "")),
        ("/public Statement", c.LogMessage("public", "press", None, "Statement", "")),
        (
            "/open request them #8 due:2020-10-20 “which steps”",
            c.OpenObligation("request", "regulator", "which steps", 8, date(2020, 10, 20)),
        ),
        ("/open commitment us we will", c.OpenObligation("commitment", "company", "we will")),
        ("/settle #12 by:#15 said so", c.Settle(12, "settled", 15, "said so")),
        ("/settle 12 part", c.Settle(12, "part")),
        ("/classify #10 holding until:2020-11-01", c.Classify(10, "holding", until=date(2020, 11, 1))),
        (
            "/classify #10 holding until:2020-11-01 about:#9 so",
            c.Classify(10, "holding", "so", date(2020, 11, 1), (9,)),
        ),
        ("/extend #9 by:#10 to:2020-11-01 agreed", c.Extend(9, 10, date(2020, 11, 1), None, "agreed")),
        ("/extend #9 by:#10 10 working days", c.Extend(9, 10, None, "10 working days")),
        ("/pause #9 by:#10 2020-10-13", c.Pause(10, 9, date(2020, 10, 13))),
        ("/resume by:#10", c.Resume(10)),
        ("/restart #9 by:#10 sent again", c.Restart(9, 10, None, "sent again")),
        ("/snooze #9 2020-10-25 they are on leave", c.Snooze(date(2020, 10, 25), "they are on leave", 9)),
        ("/close done", c.Close("done")),
        ("/reopen", c.Reopen()),
        ("/undo #23", c.Undo(23, "logged by mistake")),
        ("/draft escalation", c.OpenDraft("escalation")),
        ("/explain #8", c.Explain(8)),
        ("/new pta A new matter", c.NewThread("PTA", "A new matter")),
        ("/import ~/Mail box", c.ImportMail("~/Mail box")),
        ("/stop", c.StopImport()),
        ("/tray", c.ShowTray()),
        ("/proposals", c.ShowProposals()),
        (
            "/merge PTA-2020-002 the same order\nas they say",
            c.MergeThread("pta-2020-002", "the same order\nas they say"),
        ),
        ("/part pta-2020-002 another order", c.PartThread("pta-2020-002", "another order")),
        ("/part pta-2020-002", c.PartThread("pta-2020-002", "they are two matters")),
        ("/as-of 2020-10-17", c.SetDay(date(2020, 10, 17))),
        ("/as-of today", c.SetDay(None)),
        ("/help", c.ShowHelp()),
    ],
)
def test_each_command_is_read(text: str, command: c.Command) -> None:
    assert parse(text, UTC) == command


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "some text"),
        ("/", "no command"),
        ("/nonsense", "no command /nonsense"),
        ("/settle foo", "which request"),
        ("/settle #4 by:foo", "no entry number"),
        ("/call Asked", "`in` if they spoke"),
        ("/in", "what was said"),
        ("/in class:good Subject", "no class"),
        ("/in 2020-13-40 Subject", "not a date"),
        ("/open request someone words", "who owes it"),
        ("/open request us", "words are missing"),
        ("/classify #4 great", "the class is missing"),
        ("/extend #4 10 days", "which message grants it"),
        ("/extend #4 by:#5", "either a day or a number of days"),
        ("/pause #4", "which message says so"),
        ("/snooze #4", "until which day"),
        ("/snooze 2020-10-25", "needs a reason"),
        ("/undo", "which entry"),
        ("/as-of", "which day"),
        ("/as-of yesterday", "not a date"),
        ("/import", "import what"),
        ("/merge", "which other thread"),
        ("/merge pta-2020-002", "needs a reason"),
        ("/tray now", "not understood here"),
        ("/restart by:#10", "which clock counts anew"),
        ("/explain #4 now", "not understood here"),
    ],
)
def test_what_is_not_understood_says_why(text: str, why: str) -> None:
    with pytest.raises(UsageProblem, match=why):
        parse(text, UTC)


@pytest.mark.parametrize("secret", [True, False])
def test_a_message_bears_its_mark_and_its_day_where_its_clock_looks_for_it(secret: bool) -> None:
    at = Who("officer", date(2020, 10, 18))
    for direction, day in (("in", {"received": "2020-10-18"}), ("out", {"sent": "2020-10-18"})):
        told = c.LogMessage(direction, "call", None, "Asked", "They did.", confidential=secret)  # type: ignore[arg-type]
        assert message(told, at) == Message(direction, "call", "Asked", "They did.", confidential=secret, **day)  # type: ignore[arg-type]


def test_a_date_in_the_subject_is_left_there() -> None:
    command = parse("/out letter 2020-10-18 Order of 2020-10-09", UTC)
    assert isinstance(command, c.LogMessage)
    assert command.subject == "Order of 2020-10-09"


def test_commands_are_offered_while_their_word_is_typed() -> None:
    assert [usage.name for usage in matching("/s")] == ["settle", "snooze", "stop"]
    assert matching("/settle ") == ()
    assert matching("settle") == ()
    assert len(matching("/")) == len(USAGES)


def test_a_slash_inside_a_text_is_no_command() -> None:
    assert slash("and/or") is None
    assert slash("/ spaced") == ""
