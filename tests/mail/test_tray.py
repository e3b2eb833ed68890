"""The tray: nothing in it is lost, nothing in it is forgotten, and a person takes it out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.clocks.gap import Gap
from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.mail.importing import ImportReport
from assistant.mail.tray import Suggestion, Waiting
from assistant.record.entry import NewEntry
from assistant.record.kinds import FORMAT, Message, Party, ThreadOpened
from assistant.record.store import TRAY
from tests.mail.records import messages, standing, subjects
from tests.mail.samples import OURS, SETTINGS_TEXT, THEIRS, mail

COUNSEL = "Counsel <counsel@lawyers.example>"
ASKED = mail(OURS, THEIRS, "Our questions NT-0001", id="a@northwind.example", text="Asked.")
LETTER = mail(COUNSEL, OURS, "Lunch?", id="c-1@lawyers.example", text="Lunch?")
REPLY = mail(OURS, COUNSEL, "Re: Lunch?", id="c-2@northwind.example", text="Yes.", References="<c-1@lawyers.example>")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "assistant.toml").write_text(SETTINGS_TEXT)
    return tmp_path


@pytest.fixture
def desk(place: Path) -> Iterator[Desk]:
    opened = open_desk(place)
    yield opened
    opened.close()


def open_desk(place: Path, as_of: date | None = None) -> Desk:
    return Desk.open(str(place / "record"), str(place / "assistant.toml"), as_of)


def bring(desk: Desk, *mails: bytes) -> ImportReport:
    folder = desk.root.parent / "mails"
    folder.mkdir(exist_ok=True)
    paths = []
    for content in mails:
        path = folder / f"{len(list(folder.iterdir()))}.eml"
        path.write_bytes(content)
        paths.append(str(path))
    report = desk.intake.import_mail(paths)
    assert report.problems == ()
    return report


def lying(desk: Desk) -> list[str]:
    """The threads in the tray; its size tells the same."""
    found = [waiting.thread for waiting in desk.intake.tray()]
    count, oldest = desk.intake.lying()
    assert (count, oldest) == (len(found), found[0] if found else "")
    return found


def logged(desk: Desk, thread: str, day: date, text: str = "A mail.") -> str:
    """An exchange that came into the tray on `day`."""
    at = f"{day}T08:00:00Z"
    opened = ThreadOpened(FORMAT, thread, TRAY, text, "2020-01-01")
    message = Message("in", "email", text, text, sender=Party("", "x@lawyers.example"), received="2020-01-01")
    desk.append(thread, [NewEntry(opened, "test", at), NewEntry(message, "test", at)], 0)
    return thread


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
    bring(
        desk,
        mail(COUNSEL, OURS, "RE: licence  Renewal", id="1@x", text="1"),
        mail(COUNSEL, OURS, "Your letter (pta/lic/9), at last", id="2@x", text="2"),
        mail(COUNSEL, OURS, "Licence", id="3@x", text="3"),
        mail(COUNSEL, OURS, "Fwd: Roaming", id="4@x", text="4"),
    )
    suggested = {waiting.subject: waiting.suggestions for waiting in desk.intake.tray()}
    assert suggested == {
        "RE: licence  Renewal": (Suggestion(thread, "the same subject"),),
        "Your letter (pta/lic/9), at last": (Suggestion(thread, "names pta/lic/9"),),
        "Licence": (),
        "Fwd: Roaming": (Suggestion(other, "the same subject"),),
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


# The reminder


DAY = date(2020, 3, 1)


def reminders(place: Path, as_of: date) -> list[Gap]:
    desk = open_desk(place, as_of)
    checked = desk.check(snoozed=True)
    desk.close()
    assert checked.complete
    return [gap for gap in checked.gaps if gap.kind == "unmatched"]


def test_the_whole_tray_is_one_reminder_after_seven_days(place: Path, desk: Desk) -> None:
    for n in range(3):
        logged(desk, f"tray-2020-{n + 1:03}", DAY + timedelta(days=n))
    assert reminders(place, DAY + timedelta(days=6)) == []
    for days in (7, 8, 30):
        (gap,) = reminders(place, DAY + timedelta(days=days))
        assert (gap.thread, gap.rule, gap.owed_by, gap.due) == (
            "tray-2020-001", "unmatched", "company", DAY + timedelta(days=7),
        )  # fmt: skip
        assert gap.state == ("due" if days == 7 else "overdue")
        assert "3 exchanges" in gap.summary
        assert "tray" in gap.suggests


@pytest.mark.parametrize("as_of", [DAY + timedelta(days=30), None])
def test_an_exchange_that_is_damaged_keeps_no_other_from_being_reminded_of(place: Path, as_of: date | None) -> None:
    desk = open_desk(place, as_of)
    for n in range(3):
        logged(desk, f"tray-2020-{n + 1:03}", DAY + timedelta(days=n))
    journal = desk.root / "record" / TRAY / "tray-2020-001.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"A mail.", b"B mail.", 1))
    checked = desk.check()
    assert [fault.thread for fault in checked.faults] == ["tray-2020-001"]
    (gap,) = [gap for gap in checked.gaps if gap.kind == "unmatched"]
    assert gap.thread == "tray-2020-002"
    assert "2 exchanges" in gap.summary
    assert lying(desk) == ["tray-2020-002", "tray-2020-003"]
    desk.close()


def test_days_count_from_the_day_it_was_logged_and_not_from_its_date(place: Path, desk: Desk) -> None:
    bring(desk, LETTER)
    today = desk.today()
    assert reminders(place, today + timedelta(days=5)) == []
    (gap,) = reminders(place, today + timedelta(days=9))
    assert gap.due - today in {timedelta(days=6), timedelta(days=7), timedelta(days=8)}  # by the clock of another zone


def test_before_it_was_logged_it_was_not_there(place: Path, desk: Desk) -> None:
    logged(desk, "tray-2020-001", DAY)
    for as_of in (date(2019, 1, 1), date(2020, 1, 2), DAY - timedelta(days=1), DAY):
        assert reminders(place, as_of) == []


def test_an_empty_tray_reminds_of_nothing(place: Path, desk: Desk) -> None:
    bring(desk, ASKED)
    tray = logged(desk, "tray-2020-001", DAY)
    other = logged(desk, "tray-2020-002", DAY + timedelta(days=2))
    late = DAY + timedelta(days=60)
    desk.intake.file(tray, thread="pta-2020-001")
    (gap,) = reminders(place, late)
    assert (gap.thread, gap.due) == (other, DAY + timedelta(days=9))
    assert "exchanges" not in gap.summary
    then = open_desk(place, DAY + timedelta(days=20))
    then.intake.set_aside(other, "private")
    assert lying(then) == []
    then.close()
    assert reminders(place, late) == []
    assert [gap.thread for gap in reminders(place, DAY + timedelta(days=19))] == [other]
    desk.intake.part("pta-2020-001", tray, "no")
    (gap,) = reminders(place, late)
    assert gap.thread == tray


def test_a_stranger_s_mail_that_was_filed_is_to_be_classified(place: Path, desk: Desk) -> None:
    bring(desk, LETTER)
    (lies,) = lying(desk)
    thread = desk.intake.file(lies, regulator="PTA")
    later = open_desk(place, date(2099, 1, 1))
    found = [gap for gap in later.check().gaps if gap.thread == thread]
    assert [gap.kind for gap in found] == ["unclassified"]
    assert found[0].suggests == f"classify it: assistant classify {thread} {found[0].opened_by.entry} CLASS"
    later.close()


def test_what_was_filed_counts_for_the_regulator_as_if_it_had_come_there(place: Path, desk: Desk) -> None:
    tray = logged(desk, "tray-2020-001", DAY)
    thread = desk.intake.file(tray, regulator="PTA")
    later = open_desk(place, date(2020, 2, 1))
    (gap,) = [gap for gap in later.check().gaps if gap.kind == "we-owe"]
    assert (gap.thread, gap.due) == (thread, date(2020, 1, 8))
    later.close()
