"""What an answer must not leave unsaid: that a mail came back, that a letter was a mail, what is confidential."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.desk import Desk
from assistant.record.decisions import Asked, close, log_message, open_obligation, settle
from assistant.record.kinds import Message, Party
from assistant.services.answering import answer
from tests.chat.telling import Teller

TODAY = date(2023, 3, 15)
CONFIGURED = '[company]\nname = "Meridian"\n\n[regulators.OFCOM]\nname = "Ofcom"\n'
CONFIGURED += '[[regulators.OFCOM.contacts]]\nname = " "\naddress = "office@ofcom.example"\n'


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    teller = Teller(TODAY, {"OFCOM": Party("Sam Hill", "shill@ofcom.example")}, 1)
    masts = teller.matter("masts", "OFCOM", "Masts on listed buildings", 20)
    masts.message("mail", 20, "out", "email", "Masts", "Which listed buildings may carry a mast?")
    masts.owed("which", "mail", "request", "regulator", "Which listed buildings may carry a mast")
    masts.message("bounce", 19, "in", "email", "Undelivered", "No such mailbox.", "bounce", bounce_of="mail")
    cables = teller.matter("cables", "OFCOM", "Sea cables", 30)
    cables.message("mail", 30, "out", "email", "Sea cables", "Which permit covers a sea cable?")
    cables.owed("permit", "mail", "request", "regulator", "Which permit covers a sea cable")
    cables.message("sheet", 25, "out", "email", "Prices", "Here are our prices.", asks_nothing=True, confidential=True)
    ducts = teller.matter("ducts", "OFCOM", "Ducts", 14)
    ducts.message("mail", 14, "out", "email", "Ducts", "Here is our plan of the ducts.", asks_nothing=True)
    ducts.message("thanks", 13, "in", "email", "Ducts", "Thank you.", "acknowledgement")
    ducts.message("more", 12, "out", "email", "Ducts", "Here is the second sheet.", asks_nothing=True)
    ducts.message("bounce", 11, "in", "email", "Undelivered", "No such mailbox.", "bounce", bounce_of="more")
    root = tmp_path / "record"
    root.mkdir()
    (root / "assistant.toml").write_text(CONFIGURED, encoding="utf-8")
    desk = Desk.open(str(root), str(root / "assistant.toml"), TODAY)
    teller.write(desk)
    yield desk
    desk.close()


def test_whoever_has_the_ball_for_a_mail_that_came_back_is_told_so(desk: Desk) -> None:
    told = answer(desk, "whose move is it on the masts?").text
    assert "The ball is with us" in told
    assert "our message of 23 February 2023 came back undelivered and was not sent again" in told


def test_what_was_open_when_its_matter_was_closed_is_told_as_far_as_it_was_done(desk: Desk) -> None:
    thread = "ofcom-2023-002"
    desk.decide(thread, lambda now: settle(now, 3, "me", state="part", reason="by phone", day=date(2023, 3, 1)))
    promise = Asked("commitment", "company", "our prices", None)
    desk.decide(thread, lambda now: open_obligation(now, promise, "me", message=4))
    desk.decide(thread, lambda now: close(now, "me", day=date(2023, 3, 2)))
    told = answer(desk, "what did we ask about sea cables?").text
    assert "answered in part on 1 March 2023, the rest never; the matter was closed on 2 March 2023." in told
    assert "never kept; the matter was closed" in answer(desk, "what did we promise about sea cables?").text


def test_a_mail_that_is_called_a_letter_is_found_and_called_a_mail(desk: Desk) -> None:
    told = answer(desk, "did OFCOM reply to our letter on sea cables?")
    assert told.entries == ("ofcom-2023-002#2", "ofcom-2023-002#3")
    assert told.text.startswith("No: we asked on 13 February 2023")
    assert "It was put by e-mail." in told.text


def test_a_report_that_a_mail_came_back_is_of_that_mail_and_of_no_earlier_one(desk: Desk) -> None:
    told = answer(desk, "did our mails to OFCOM arrive?").text
    assert "Our message of 3 March 2023 did not arrive: a report of 4 March 2023 says so." in told
    assert "Yes: OFCOM reacted on 2 March 2023 to what we sent on 1 March 2023." in told
    assert "1 March 2023 did not arrive" not in told
    last = answer(desk, "did our last mail to OFCOM arrive?")
    assert last.entries == ("ofcom-2023-003#5", "ofcom-2023-003#6")


@pytest.mark.parametrize(
    "question", ["is anything confidential?", "which messages are confidential", "list all confidential mails"]
)
def test_what_is_confidential_is_listed_and_stays_on_the_machine(desk: Desk, question: str) -> None:
    told = answer(desk, question)
    assert told.entries == ("ofcom-2023-002#4",)
    assert all(claim.confidential for claim in told.claims)


def test_of_a_period_what_is_confidential_in_it_is_listed(desk: Desk) -> None:
    listed = {
        month: answer(desk, f"which messages of {month} are confidential?").entries for month in ("february", "march")
    }
    assert listed == {"february": ("ofcom-2023-002#4",), "march": ()}


def test_what_a_reply_carries_along_is_not_quoted_as_its_authors_words(desk: Desk) -> None:
    carried = "On 1 March you asked which ducts are disused."
    own = "Dear Ana,\n\nThe plan is here."
    reply = Message("in", "email", "Ducts", f"{own}\n\n> {carried}", reply_text=own, received="2023-03-14")
    desk.decide("ofcom-2023-003", lambda now: log_message(now, reply, "me"))
    found = answer(desk, "what did OFCOM say about disused ducts?")
    assert found.refused or carried not in found.text
    assert "“The plan is here.”" in answer(desk, "when did we last hear from OFCOM?").text


def test_who_wrote_is_told_by_name_and_address_and_not_by_the_foot_of_a_letter(desk: Desk) -> None:
    letter = Message(
        "in",
        "email",
        "Ducts",
        "We agree.\n\nJo March",
        sender=Party("Jo March", "jo@ofcom.example"),
        received="2023-03-14",
    )
    desk.decide("ofcom-2023-003", lambda now: log_message(now, letter, "me"))
    found = answer(desk, "Who is Jo March?")
    assert found.text == "OFCOM: Jo March <jo@ofcom.example>; last on 14 March 2023."
    assert answer(desk, "Who is Joan Marsh?").refused


def test_what_came_back_is_not_quoted_as_if_it_had_arrived(desk: Desk) -> None:
    told = answer(desk, "what did we say about listed buildings?")
    assert told.text.startswith("We to OFCOM, 23 February 2023, by e-mail, came back undelivered: ")
    assert "came back" not in answer(desk, "what did we say about sea cables?").text
    asked = answer(desk, "have they received our second sheet?").text
    assert asked.startswith("Our message of 3 March 2023 did not arrive")


def test_where_nothing_is_confidential_the_answer_says_so(desk: Desk) -> None:
    told = answer(desk, "is anything about the masts confidential?")
    assert (told.refused, told.entries, told.text) == (False, (), "Nothing about “masts” is marked confidential.")


@pytest.mark.parametrize(
    "question",
    [
        "is it true that we sent OFCOM our prices",
        "when did OFCOM acknowledge our mail on sea cables",
        "did OFCOM ask to keep it confidential",
    ],
)
def test_what_the_record_does_not_say_is_refused(desk: Desk, question: str) -> None:
    assert answer(desk, question).refused
