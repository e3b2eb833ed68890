"""Which candidates of a thread are left to decide, and on whom each would fall."""

from __future__ import annotations

from datetime import UTC, date

import pytest

from assistant.clocks.proposals import Proposed, accepted, announcement, proposals, unanswered
from assistant.errors import UsageProblem
from assistant.record.decisions import open_obligation, turn_down
from assistant.record.entry import Line
from assistant.record.fold import fold
from assistant.record.kinds import FORMAT, Attachment, Fact, Message, Note, ThreadOpened
from assistant.record.thread import Thread
from tests.clocks.threads import WORKWEEK


def folded(*facts: Fact) -> Thread:
    """A thread of these entries; the first of them is number 2."""
    opened = ThreadOpened(FORMAT, "pta-2020-001", "PTA", "A matter", day="2020-10-01")
    return fold([Line(n, "2020-10-12T09:00:00Z", "ana", fact) for n, fact in enumerate([opened, *facts], 1)], UTC)


def thread_of(*facts: Fact) -> tuple[Proposed, ...]:
    """What is proposed in a thread of these entries."""
    return proposals(folded(*facts), WORKWEEK, UTC)


def mail(text: str, direction: str = "in", channel: str = "email", **more: object) -> Message:
    day = {"received" if direction == "in" else "sent": "2020-10-12"}
    return Message(direction, channel, "Subject", text, **{**day, **more})  # type: ignore[arg-type]


ASKS = "Please send the list by Friday. We will reply by Monday."


@pytest.mark.parametrize(
    ("direction", "channel", "sides"),
    [
        ("in", "email", ["company", "regulator"]),
        ("out", "letter", ["regulator", "company"]),
        ("public", "press", ["company"]),
        ("internal", "email", []),
        ("in", "meeting", [None, None]),
    ],
)
def test_the_side_follows_from_direction_and_channel(direction: str, channel: str, sides: list[str | None]) -> None:
    assert [one.owed_by for one in thread_of(mail(ASKS, direction, channel))] == sides


@pytest.mark.parametrize("cls", ["automatic", "bounce"])
def test_machines_ask_and_promise_nothing(cls: str) -> None:
    assert thread_of(mail(ASKS, proposed_class=cls, auto_reply=cls == "automatic")) == ()


def test_of_a_mailing_to_many_only_what_its_reader_must_do_by_a_day_is_proposed() -> None:
    text = "Have you read it? Providers must register by 31 January 2021. Please file your return by 5 January 2021."
    (one,) = thread_of(mail(text, proposed_class="automatic"))
    assert one.candidate.words == "Please file your return by 5 January 2021."


def test_only_what_was_newly_written_is_looked_at() -> None:
    text = "Thank you.\n\nOn 9 October you wrote:\nPlease send the list."
    assert thread_of(mail(text, reply_text="Thank you.")) == ()


def test_a_report_of_an_ask_counts_in_minutes_and_the_press_but_not_in_a_letter() -> None:
    text = "The Chairman asked for tangible timelines."
    assert [one.owed_by for one in thread_of(mail(text, channel="meeting"))] == ["company"]
    assert [one.owed_by for one in thread_of(mail(text, channel="press"))] == ["company"]
    assert thread_of(mail(text, channel="letter")) == ()


def test_what_was_opened_or_turned_down_is_left_out_however_it_was_typed() -> None:
    logged = mail("Please send “the\nlist” by Friday. Who decides? Who signed it?")
    everything = thread_of(logged)
    assert [one.id for one in everything] == ["2:1", "2:2", "2:3"]
    now = folded(logged)
    asked = accepted(everything[0])
    (opening,) = open_obligation(now, asked, "x", message=2)
    (remark,) = turn_down(now, 2, "who  decides?", "x", "asked in passing")
    assert [one.id for one in thread_of(logged, opening.fact, remark.fact)] == ["2:3"]


def test_the_same_words_in_another_message_are_proposed_all_the_same() -> None:
    once, again = mail("Who decides?"), mail("Who decides?")
    remark = Note("Binds nobody", message=2, unbinding="Who decides?")
    assert [one.id for one in thread_of(once, again, remark)] == ["3:1"]


def test_a_date_before_the_letter_is_explained_and_not_filled_in() -> None:
    (one,) = thread_of(mail("Please reply by 9 October 2020."))
    assert one.due is None
    assert "already past" in one.how


def test_the_letters_own_date_counts_and_not_the_day_it_came() -> None:
    (one,) = thread_of(mail("Please reply by Friday.", dated="2020-10-08"))
    assert str(one.due) == "2020-10-09"


def test_turning_down_needs_a_reason_and_words_of_the_message() -> None:
    now = folded(mail("Who decides?"))
    for words, reason in (("Who decides?", " "), ("Who signed?", "why"), (" ", "why")):
        with pytest.raises(UsageProblem):
            turn_down(now, 2, words, "x", reason)


def annex(text: str, digest: str = "1", dated: str | None = None) -> Attachment:
    return Attachment(f"{digest}.pdf", "application/pdf", 1, digest * 64, text, dated=dated)


def test_a_letter_that_is_attached_asks_and_promises_like_the_mail_itself() -> None:
    found = thread_of(mail("Could you confirm?", attachments=(annex(ASKS), annex("Please pay by Monday.", "2"))))
    assert [(one.id, one.annex and one.annex.name, one.candidate.words) for one in found] == [
        ("2:1", None, "Could you confirm?"),
        ("2:2", "1.pdf", "Please send the list by Friday."),
        ("2:3", "1.pdf", "We will reply by Monday."),
        ("2:4", "2.pdf", "Please pay by Monday."),
    ]
    assert [one.owed_by for one in found] == ["company", "company", "regulator", "company"]


def test_what_the_letter_says_again_is_proposed_once_and_keeps_its_number() -> None:
    twice = mail(ASKS, attachments=(annex("Please send the\nlist by Friday. Please pay."), annex("Please pay.", "2")))
    assert [(one.id, one.candidate.words) for one in thread_of(twice)][2:] == [("2:4", "Please pay.")]
    thread = folded(twice)
    (opened,) = open_obligation(thread, accepted(proposals(thread, WORKWEEK, UTC)[2]), "ana", message=2)
    assert [one.id for one in thread_of(twice, opened.fact)] == ["2:1", "2:2"]


def test_a_letter_that_comes_again_says_nothing_new_and_is_nobody_elses() -> None:
    theirs = mail("See the letter.", attachments=(annex(ASKS),))
    ours = mail("Your letter is attached.", "out", attachments=(annex(ASKS), annex("We will pay.", "2")))
    found = thread_of(theirs, ours, theirs)
    assert [(one.message, one.owed_by) for one in found] == [(2, "company"), (2, "regulator"), (3, "company")]
    letter = mail(ASKS, channel="letter", attachments=(Attachment("letter.pdf", "application/pdf", 1, "1" * 64),))
    assert [one.message for one in thread_of(letter, theirs)] == [2, 2]
    forwarded = mail("See the letter.", "internal", attachments=(annex(ASKS),))
    assert [one.message for one in thread_of(forwarded, theirs)] == [3, 3]


@pytest.mark.parametrize(
    ("dated", "due"),
    [
        ("2020-10-05", date(2020, 10, 19)),
        (None, date(2020, 10, 26)),
        ("2020-10-30", date(2020, 10, 26)),
        ("x", date(2020, 10, 26)),
    ],
)
def test_days_are_counted_from_the_letters_own_date_unless_it_is_later_than_the_mail(
    dated: str | None, due: date
) -> None:
    letter = annex("Please reply within 14 days of the date of this letter.", dated=dated)
    (found,) = thread_of(mail("See the letter.", attachments=(letter,)))
    assert found.due == due


def test_a_promised_day_is_quoted_from_the_letter() -> None:
    thread = folded(mail("See the letter.", attachments=(annex("We shall revert by 30 October 2020."),)))
    assert announcement(thread, 2, date(2020, 10, 30), WORKWEEK, UTC) == "We shall revert by 30 October 2020."
    assert announcement(thread, 2, date(2020, 10, 29), WORKWEEK, UTC) == ""


def test_a_proposal_tells_in_which_message_the_side_that_owes_it_wrote_again() -> None:
    asked = mail(ASKS)
    found = thread_of(
        asked, mail("Thank you.", proposed_class="acknowledgement"), mail("Here it is.", "out"), mail("Yes.")
    )
    assert [(one.owed_by, one.followed) for one in found] == [("company", 4), ("regulator", 5)]
    assert not any(one.unanswered for one in found)


def test_what_a_machine_of_ours_says_is_no_word_of_ours() -> None:
    found = thread_of(mail(ASKS), mail("I am away.", "out", auto_reply=True))
    assert [one.followed for one in found] == [None, None]
    assert all(one.unanswered for one in found)


def test_who_promises_an_answer_has_not_given_it() -> None:
    found = thread_of(mail("Please send the list."), mail("We will send it by Friday.", "out"))
    assert [(one.candidate.type, one.followed) for one in found] == [("request", None), ("commitment", None)]


def test_the_companys_name_tells_the_sides_like_we_and_you() -> None:
    thread = folded(mail("Northwind shall name an auditor."), mail("Northwind undertakes to name one.", "out"))
    found = proposals(thread, WORKWEEK, UTC, "Northwind")
    assert [(one.candidate.type, one.owed_by) for one in found] == [("request", "company"), ("commitment", "company")]
    assert unanswered(thread, WORKWEEK, UTC, 5, "Northwind") == found
    assert proposals(thread, WORKWEEK, UTC) == ()


def many(*sides: str) -> list[Message]:
    """A mail a day, each an answer with a question."""
    dated = {"in": "received", "out": "sent"}
    found = []
    for number, side in enumerate(sides, 1):
        day = {dated[side]: f"2020-10-{number:02}"}
        found.append(mail(f"Who decides on day {number}?", side, proposed_class="substantive", **day))
    return found


MEETING = mail("Who decides?", channel="meeting", received="2020-10-01")


@pytest.mark.parametrize(
    "facts",
    [
        many("in", "out", "in", "out", "in", "in"),
        many("out", "out", "in", "out"),
        [MEETING, *many("in", "out", "in", "out")],
        [*many("in", "out", "in"), mail("We will reply by 30 October.", "out", sent="2020-10-09")],
    ],
)
def test_what_nobody_has_written_after_is_found_from_the_newest_back(facts: list[Message]) -> None:
    thread = folded(*facts)
    every = proposals(thread, WORKWEEK, UTC)
    assert unanswered(thread, WORKWEEK, UTC, most=100) == tuple(one for one in every if one.unanswered) != ()


def test_of_a_long_thread_few_messages_are_looked_through() -> None:
    """As far back as both sides have spoken since, and minutes; of one side's alone no more than asked for."""
    both, alone = folded(MEETING, *many(*["in", "out"] * 6, "out")), folded(*many(*["in"] * 9))
    assert [one.message for one in unanswered(both, WORKWEEK, UTC, most=4)] == [2, 14, 15]
    assert [one.message for one in unanswered(alone, WORKWEEK, UTC, most=2)] == [9, 10]
