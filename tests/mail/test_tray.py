"""The tray: nothing in it is lost, and a person takes it out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.mail.arriving import LINES_FOR_NUMBERS
from assistant.mail.tray import Letterhead, Suggestion, Waiting
from assistant.record.entry import NewEntry
from assistant.record.kinds import Message, Party, ThreadClosed
from assistant.record.store import TRAY
from tests.mail.papers import enclosing, pdf, word
from tests.mail.records import messages, standing, subjects
from tests.mail.samples import OURS, SETTINGS_TEXT, THEIRS, mail
from tests.mail.trays import ASKED, COUNSEL, LETTER, REPLY, bring, desk, logged, lying, open_desk, place

__all__ = ["desk", "place"]


# What lies there


def test_an_exchange_lies_in_the_tray_as_one(desk: Desk) -> None:
    posing = mail(
        "Pakistan Telecommunication Authority <pta@freemail.example>", OURS, "Licence", id="n@freemail.example"
    )
    report = bring(desk, LETTER, REPLY, posing)
    assert (report.unmatched, report.new, report.threads_opened) == (3, 0, 0)
    found = {waiting.subject: waiting for waiting in desk.intake.tray()}
    assert {subject: waiting.messages for subject, waiting in found.items()} == {"Lunch?": 2, "Licence": 1}
    lunch = found["Lunch?"]
    assert lunch == Waiting(
        lunch.thread, date(2020, 10, 12), lunch.logged, Party("Counsel", "counsel@lawyers.example"),
        (Party("Sara Malik", "sara@northwind.example"),), "Lunch?", 2, "", (),
        (Party("Counsel", "counsel@lawyers.example"),),
    )  # fmt: skip
    assert lunch.logged.endswith("Z")
    assert found["Licence"].doubt


def test_what_lies_in_the_tray_is_no_thread_of_a_regulator(desk: Desk) -> None:
    bring(desk, ASKED, LETTER)
    assert len(lying(desk)) == 1
    assert [summary.regulator for summary in desk.summaries()] == ["PTA"]
    assert desk.regulators() == ("PTA",)
    assert desk.next_due().keys() == {"pta-2020-001"}
    assert desk.thread("tray-2020-001").messages[0].message.text.strip() == "Lunch?"


def test_what_came_first_comes_first(desk: Desk) -> None:
    days = [date(2020, 3, 5), date(2020, 3, 1), date(2020, 3, 9)]
    threads = [logged(desk, f"tray-2020-{n:03}", day) for n, day in enumerate(days, 1)]
    assert lying(desk) == [threads[1], threads[0], threads[2]]


def test_a_file_of_the_tray_that_is_gone_keeps_nothing_else_from_being_checked(desk: Desk) -> None:
    bring(desk, ASKED)
    tray = logged(desk, "tray-2020-001", date(2020, 3, 5))
    desk.refresh()
    desk.record.store.file(tray).unlink()
    checked = desk.check(sweep=False)
    assert not checked.complete
    assert [(fault.thread, "there is no thread" in fault.text) for fault in checked.faults if fault.fatal] == [
        (TRAY, True)
    ]
    assert {gap.thread for gap in checked.gaps} == {"pta-2020-001"}


def test_threads_are_suggested_by_subject_and_by_number_and_never_chosen(desk: Desk) -> None:
    thread = desk.open_thread("PTA", "Licence renewal", day=date(2020, 10, 1), theirs="PTA/LIC/9", ours="NT-17")
    other = desk.open_thread("BEREC", "Roaming", day=date(2020, 10, 1))
    past, mistaken = (desk.open_thread("BEREC", title, day=date(2020, 10, 1)) for title in ("Old fees", "A mistake"))
    desk.append(past, [NewEntry(Message("in", "letter", received="2020-10-02"), "me")])
    for closed in (past, mistaken):
        desk.append(closed, [NewEntry(ThreadClosed("over", "2020-10-03"), "me")])
    bring(
        desk,
        mail(COUNSEL, OURS, "RE: licence  Renewal", id="1@x", text="1"),
        mail(COUNSEL, OURS, "Your letter (pta/lic/9), at last", id="2@x", text="2"),
        mail(COUNSEL, OURS, "Licence", id="3@x", text="3"),
        mail(COUNSEL, OURS, "Fwd: Roaming", id="4@x", text="4"),
        mail(COUNSEL, OURS, "Re: Old fees", id="5@x", text="5"),
        mail(COUNSEL, OURS, "A mistake", id="6@x", text="6"),
    )
    suggested = {waiting.subject: waiting.suggestions for waiting in desk.intake.tray()}
    assert suggested == {
        "RE: licence  Renewal": (Suggestion(thread, "the same subject"),),
        "Your letter (pta/lic/9), at last": (Suggestion(thread, "names pta/lic/9"),),
        "Licence": (),
        "Fwd: Roaming": (Suggestion(other, "the same subject"),),
        "Re: Old fees": (Suggestion(past, "the same subject"),),
        "A mistake": (),
    }


def test_a_thread_is_suggested_once_however_often_it_is_named(desk: Desk) -> None:
    thread = desk.open_thread("PTA", "Licence", day=date(2020, 10, 1), theirs="PTA/LIC/9")
    bring(
        desk,
        mail(COUNSEL, OURS, "Licence", id="1@x", text="1"),
        mail(COUNSEL, OURS, "Re: Licence", id="2@x", text="2", References="<1@x>"),
        mail(COUNSEL, OURS, "Licence: PTA/LIC/9", id="3@x", text="3", References="<1@x>"),
    )
    (waiting,) = desk.intake.tray()
    assert [suggestion.thread for suggestion in waiting.suggestions] == [thread]


def test_a_letter_by_itself_and_an_attached_one_suggest_the_thread_whose_number_they_name(place: Path) -> None:
    text = SETTINGS_TEXT.replace("[company]", "[company]\nreferences = ['NT-\\d{4}']")
    (place / "assistant.toml").write_text(text)
    desk = open_desk(place)
    thread = desk.open_thread("BEREC", "Roaming", day=date(2020, 10, 1), theirs="BoR/9")
    closed = desk.open_thread("BEREC", "A mistake", day=date(2020, 10, 1), theirs="BoR/8")
    desk.append(closed, [NewEntry(ThreadClosed("over", "2020-10-03"), "me")])
    head = ("The Office", "Our ref.: BoR/9, and no longer BoR/8", "Fees")
    far = ("The Office", *["A line"] * LINES_FOR_NUMBERS, "NT-0001")
    bring(
        desk,
        ASKED,
        pdf(("The Authority", "Your ref. NT-0001", "Licence fees")),
        word(paragraphs=far),
        enclosing(("a.pdf", pdf(head)), From=COUNSEL, Message_ID="<1@lawyers.example>", Subject="A letter"),
    )
    suggested = {waiting.subject: waiting.suggestions for waiting in desk.intake.tray()}
    assert suggested == {
        "The Authority": (Suggestion("pta-2020-001", "names NT-0001"),),
        "The Office": (),
        "A letter": (Suggestion(thread, "names bor/9"),),
    }
    desk.close()


# Taking it out


def test_filing_in_a_thread_takes_it_out_and_parting_brings_it_back(desk: Desk) -> None:
    bring(desk, ASKED, LETTER, REPLY)
    (tray,) = lying(desk)
    assert desk.intake.file(tray, thread="pta-2020-001") == "pta-2020-001"
    assert lying(desk) == []
    assert subjects(desk.record) == {"pta-2020-001": ["Our questions NT-0001", "Lunch?", "Re: Lunch?"]}
    assert bring(desk, LETTER).duplicates == 1
    desk.intake.part("pta-2020-001", tray, "a private mail after all")
    assert lying(desk) == [tray]
    assert subjects(desk.record)["pta-2020-001"] == ["Our questions NT-0001"]
    assert bring(desk, LETTER, REPLY).duplicates == 2
    assert lying(desk) == [tray]


def test_filing_anew_begins_a_thread_of_that_day(desk: Desk) -> None:
    bring(desk, LETTER, REPLY)
    (tray,) = lying(desk)
    thread = desk.intake.file(tray, regulator="NEPRA")
    assert thread == "nepra-2020-001"
    begun = desk.thread(thread)
    assert (begun.title, begun.opened, len(begun.messages)) == ("Lunch?", date(2020, 10, 12), 2)
    assert lying(desk) == []
    desk.intake.part(thread, tray, "no")
    assert lying(desk) == [tray]


def test_what_was_set_aside_stays_in_the_record_and_does_not_come_back(desk: Desk) -> None:
    bring(desk, LETTER)
    (tray,) = lying(desk)
    desk.intake.set_aside(tray, "private")
    assert lying(desk) == []
    assert bring(desk, LETTER).duplicates == 1
    assert lying(desk) == []
    assert messages(desk.record, tray)[0].text.strip() == "Lunch?"


def test_what_makes_no_sense_is_refused_and_changes_nothing(desk: Desk) -> None:
    bring(desk, ASKED, LETTER, mail(COUNSEL, OURS, "Other", id="o@x", text="Other"))
    tray, other = lying(desk)
    before = desk.verify().digest
    for act in (
        lambda: desk.intake.file("pta-2020-001", thread="pta-2020-001"),
        lambda: desk.intake.file(tray, thread=other),
        lambda: desk.intake.file(tray, thread="pta-2020-999"),
        lambda: desk.intake.file("tray-2020-999", thread="pta-2020-001"),
        lambda: desk.intake.file(tray, regulator="no key"),
        lambda: desk.intake.file(tray, regulator=TRAY),
        lambda: desk.intake.file(tray),
        lambda: desk.intake.set_aside(tray, "  "),
        lambda: desk.intake.set_aside("pta-2020-001", "private"),
        lambda: desk.intake.part("pta-2020-001", tray, "no"),
        lambda: desk.intake.merge(tray, "pta-2020-001", "no"),
    ):
        with pytest.raises(UsageProblem):
            act()
    assert desk.verify().digest == before
    assert lying(desk) == [tray, other]


def test_what_was_filed_or_set_aside_is_not_filed_again(desk: Desk) -> None:
    bring(desk, ASKED, LETTER, mail(COUNSEL, OURS, "Other", id="o@x", text="Other"))
    filed, aside = lying(desk)
    desk.intake.file(filed, thread="pta-2020-001")
    desk.intake.set_aside(aside, "private")
    before = desk.verify().digest
    for tray in (filed, aside):
        with pytest.raises(UsageProblem):
            desk.intake.set_aside(tray, "again")
        with pytest.raises(UsageProblem):
            desk.intake.file(tray, regulator="PTA")
    with pytest.raises(UsageProblem):
        desk.intake.file(filed, thread="pta-2020-001")
    assert desk.verify().digest == before


def test_a_later_mail_that_links_it_to_a_regulator_takes_it_out(desk: Desk) -> None:
    bring(desk, ASKED, LETTER)
    assert len(lying(desk)) == 1
    joined = mail(THEIRS, OURS, "Re: Our questions", id="p@pta.gov.pk", text="Joined.",
                  References="<a@northwind.example> <c-1@lawyers.example>")  # fmt: skip
    report = bring(desk, joined)
    assert (report.new, report.threads_opened, report.threads_merged) == (1, 0, 1)
    assert lying(desk) == []
    assert standing(desk.record) == ["pta-2020-001"]
    assert len(messages(desk.record, "pta-2020-001")) == 3


def test_a_regulators_answer_to_it_opens_a_thread_of_both(desk: Desk) -> None:
    bring(desk, LETTER)
    report = bring(desk, mail(THEIRS, OURS, "Re: Lunch?", id="p@x", text="Yes.", In_Reply_To="<c-1@lawyers.example>"))
    assert (report.new, report.threads_opened, report.threads_merged) == (1, 1, 1)
    assert lying(desk) == []
    assert sorted(m.text.strip() for m in messages(desk.record, "pta-2020-001")) == ["Lunch?", "Yes."]


def test_two_exchanges_of_the_tray_that_turn_out_to_be_one_are_merged_there(desk: Desk) -> None:
    bring(desk, LETTER, mail(COUNSEL, OURS, "Other", id="o@x", text="Other"))
    bring(desk, mail(COUNSEL, OURS, "Both", id="b@x", text="Both", References="<o@x> <c-1@lawyers.example>"))
    (waiting,) = desk.intake.tray()
    assert waiting.messages == 3


def test_a_number_that_only_machines_wrote_suggests_their_threads(place: Path) -> None:
    text = SETTINGS_TEXT.replace("[company]", "[company]\nreferences = ['NT-\\d{4}']")
    (place / "assistant.toml").write_text(text)
    desk = open_desk(place)
    answer = mail(THEIRS, OURS, "Thank you", id="m@x", text="See NT-0007.", Auto_Submitted="auto-replied")
    bring(desk, answer, mail(COUNSEL, OURS, "Your NT-0007", id="1@x", text="1"))
    (waits,) = desk.intake.tray()
    assert [one.reason for one in waits.suggestions] == ["names NT-0007"]
    desk.close()


def test_a_letter_without_a_sender_suggests_the_regulator_whose_head_or_number_it_bears(place: Path) -> None:
    text = SETTINGS_TEXT.replace("[regulators.PTA]", "[regulators.PTA]\nreferences = ['PTA/[A-Za-z]+/\\d+']")
    (place / "assistant.toml").write_text(text)
    desk = open_desk(place)
    name = desk.settings.regulators["PTA"].name
    bring(
        desk,
        pdf((name, "12 October 2020", "Subject: Fees", "Please pay.")),
        pdf(("Enforcement", "Ref: PTA/Enf/17", "Subject: Order", "Please comply.")),
        pdf(("Somebody", "Subject: Lunch", "Shall we?")),
        mail(COUNSEL, OURS, "Advice", id="1@x", text=f"{name} wrote."),
    )
    found = {one.subject: one.letterhead for one in desk.intake.tray()}
    assert found == {
        "Fees": Letterhead("PTA", f"names {name}"),
        "Order": Letterhead("PTA", "names PTA/Enf/17"),
        "Lunch": None,
        "Advice": None,
    }
    desk.close()


def test_a_word_that_is_a_thread_s_title_suggests_nothing_amid_a_subject(desk: Desk) -> None:
    desk.open_thread("PTA", "Meeting", day=date(2020, 10, 1))
    bring(desk, mail(COUNSEL, OURS, "Board meeting papers", id="1@x", text="1"))
    (waits,) = desk.intake.tray()
    assert waits.suggestions == ()
