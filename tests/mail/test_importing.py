"""Mail into the record: once, in its thread, whatever the order, and again without harm."""

from __future__ import annotations

import random
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.config import parse
from assistant.errors import UsageProblem
from assistant.mail import importing
from assistant.mail.decoding.problems import ImportProblem
from assistant.mail.filing import bare_subject
from assistant.mail.sources.sources import RawMail, Skipped
from assistant.record.kinds import FORMAT, Merged, Message, ThreadOpened
from assistant.record.record import Record
from assistant.record.verify import verify
from tests.mail.imports import ANSWER, ASKED, OTHER, SECOND, STRANGER, kept, raws, run
from tests.mail.records import messages, record_at, subjects
from tests.mail.samples import ALTERNATIVE, BOUNCE, OURS, SETTINGS_TEXT, THEIRS, mail


def test_mails_become_threads_in_the_order_of_their_dates(record: Record) -> None:
    report = run(
        record, [*raws(SECOND, ANSWER, OTHER, ASKED), Skipped("x.png"), ImportProblem("y.eml", "", "unreadable")]
    )
    assert subjects(record) == {
        "berec-2021-001": ["Consultation"],  # in Riga the new year had begun
        "pta-2020-001": ["Our questions", "Re: Our questions"],
        "pta-2020-002": ["Another matter"],
    }
    assert (report.read, report.new, report.threads_opened, report.skipped) == (4, 4, 3, 1)
    assert report.problems == (ImportProblem("y.eml", "", "unreadable"),)


def test_what_is_logged_is_complete(record: Record) -> None:
    run(record, raws(ASKED, ANSWER))
    opened = record.store.lines("pta-2020-001")[0].fact
    assert opened == ThreadOpened(FORMAT, "pta-2020-001", "PTA", "Our questions", "2020-10-12")
    out, answer = messages(record, "pta-2020-001")
    assert (out.direction, out.proposed_class, out.received) == ("out", None, None)
    assert (answer.direction, answer.proposed_class, answer.channel) == ("in", "substantive", "email")
    assert answer.source == "inbox (message 2)"
    assert answer.original == sha256(ANSWER).hexdigest()
    assert record.store.originals.get(answer.original) == ANSWER
    assert record.store.lines("pta-2020-001")[0].by == "sara"
    run(record, raws(mail(subject="RE: Fwd: Fees", id="fees@pta.gov.pk")))
    assert record.thread("pta-2020-002").title == "Fees"


def test_the_bytes_of_attachments_are_kept(record: Record) -> None:
    run(record, raws(ALTERNATIVE))
    (message,) = messages(record, "pta-2020-001")
    assert record.store.originals.get(message.attachments[0].sha256) == b"%PDF-1.4 not really"


@pytest.mark.parametrize("change", [lambda kept: b"?" + kept[1:], lambda kept: kept + b"more", lambda kept: kept[:9]])
def test_what_was_damaged_among_the_originals_is_mended_when_its_mail_comes_again(
    record: Record, change: Callable[[bytes], bytes]
) -> None:
    run(record, raws(ALTERNATIVE, SECOND))
    path = record.store.originals.path(sha256(b"%PDF-1.4 not really").hexdigest())
    path.write_bytes(change(path.read_bytes()))
    assert not verify(record.store).ok
    (problem,) = run(record, raws(ALTERNATIVE, SECOND), dry_run=True).problems
    assert not verify(record.store).ok
    assert run(record, raws(ALTERNATIVE, SECOND)).problems == (problem,)
    assert (problem.part, problem.error) == (
        "message 1",
        "what the record had kept of it is damaged: it is replaced by what came now",
    )
    assert verify(record.store).ok
    assert run(record, raws(ALTERNATIVE, SECOND)).problems == ()


def test_what_is_gone_from_the_originals_does_not_come_back_with_a_copy(record: Record) -> None:
    run(record, raws(ALTERNATIVE))
    path = record.store.originals.path(sha256(b"%PDF-1.4 not really").hexdigest())
    path.unlink()
    run(record, raws(ALTERNATIVE))
    assert not path.exists(), "it may have been erased"


def test_the_order_of_the_mails_changes_nothing(tmp_path: Path) -> None:
    mails = [
        ASKED, ANSWER, SECOND, OTHER, BOUNCE, ALTERNATIVE,
        mail(id="l-1@pta.gov.pk", References="<lost@x>"),
        mail(id="l-2@pta.gov.pk", References="<lost@x>", text="Second."),
        mail(STRANGER, OURS, id="s@lawyers.example", In_Reply_To="<l-2@pta.gov.pk>"),
        ANSWER.replace(b"From:", b"Received: by b; Tue, 13 Oct 2020 10:05:00 +0500\nFrom:"),
        ANSWER.replace(b"From:", b"Received: by a; Tue, 13 Oct 2020 10:02:00 +0500\nFrom:"),
    ]  # fmt: skip
    outcomes = []
    for seed in range(8):
        shuffled = mails[:]
        random.Random(seed).shuffle(shuffled)  # noqa: S311 - no secret
        record = record_at(tmp_path / str(seed))
        run(record, [RawMail("inbox", "", content) for content in shuffled])
        outcomes.append({thread: messages(record, thread) for thread in record.store.threads()})
        record.close()
    assert all(outcome == outcomes[0] for outcome in outcomes)
    assert sum(map(len, outcomes[0].values())) == 9


def test_a_second_run_adds_nothing(record: Record) -> None:
    mails = raws(ASKED, ANSWER, SECOND, OTHER, BOUNCE, mail(STRANGER, OURS, In_Reply_To="<b-1@pta.gov.pk>"))
    run(record, mails)
    before = subjects(record)
    report = run(record, mails)
    assert subjects(record) == before
    assert (report.new, report.duplicates, report.threads_opened, report.problems) == (0, 6, 0, ())


def test_one_mail_in_five_mailboxes_is_one_message_received_when_it_first_came(record: Record) -> None:
    copies = [
        f"Received: by host{n}; Tue, 13 Oct 2020 10:{minute}:00 +0500\nDelivered-To: c{n}@northwind.example\n".encode()
        + ANSWER
        for n, minute in enumerate(["09", "03", "07", "05", "08"])
    ]
    report = run(record, raws(*copies))
    assert (report.new, report.duplicates) == (1, 4)
    assert messages(record, "pta-2020-001")[0].received == "2020-10-13T10:03:00+05:00"


def test_different_mails_with_one_id_are_both_kept(record: Record) -> None:
    report = run(record, raws(mail(id="same@x", text="First."), mail(id="same@x", text="Second.")))
    assert (report.new, report.duplicates, report.threads_opened) == (2, 0, 1)


def test_mails_without_an_id_are_kept_and_known_again(record: Record) -> None:
    mails = raws(mail(text="First."), mail(text="Second."))
    assert run(record, mails).threads_opened == 2
    assert run(record, mails).duplicates == 2


def test_a_mail_that_cannot_be_read_is_named_kept_and_stops_nothing(record: Record) -> None:
    report = run(record, raws(ASKED, b"\x00 rubbish", SECOND))
    assert report.new == 2
    (problem,) = report.problems
    assert (problem.path, problem.part) == ("inbox", "message 2")
    assert "does not begin like a mail" in problem.error
    assert b"\x00 rubbish" in kept(record)


def test_mail_of_nobody_is_counted_and_lies_in_the_tray(record: Record) -> None:
    mails = mail(STRANGER, OURS, "Lunch?"), mail("a@notpta.gov.pk", OURS, "Licence")
    report = run(record, raws(*mails))
    assert (report.read, report.unmatched, report.new, report.threads_opened) == (2, 2, 0, 0)
    assert sorted(subjects(record).values()) == [["Licence"], ["Lunch?"]]
    assert {thread.rpartition("-")[0] for thread in record.store.threads()} == {"tray-2020"}
    assert kept(record) == set(mails)


def test_mail_that_answers_a_known_exchange_belongs_to_it(record: Record) -> None:
    run(record, raws(ASKED))
    later = [
        mail(STRANGER, OURS, "Re: Our questions", id="s-1@lawyers.example", References="<ours-1@northwind.example>"),
        mail(OURS, STRANGER, id="o-2@northwind.example", In_Reply_To="<s-1@lawyers.example>", text="Thanks."),
        mail(OURS, "omar@northwind.example", "Fwd: Our questions", References="<ours-1@northwind.example>", text="FYI"),
    ]  # fmt: skip
    report = run(record, raws(*later))
    assert (report.new, report.threads_opened, report.unmatched) == (3, 0, 0)
    directions = {message.text: message.direction for message in messages(record, "pta-2020-001")[1:]}
    assert directions == {"Please provide the timelines.": "in", "Thanks.": "out", "FYI": "internal"}
    (answer,) = (message for message in messages(record, "pta-2020-001") if message.direction == "in")
    assert "not known for PTA" in answer.class_reason
    assert kept(record) == {ASKED, *later}


def test_subjects_join_nothing(record: Record) -> None:
    assert run(record, raws(mail(id="1@x"), mail(subject="Re: Removal of content", id="2@x"))).threads_opened == 2


def test_a_bounce_lands_in_the_thread_of_the_mail_that_came_back(record: Record) -> None:
    run(record, raws(ASKED))
    run(record, raws(BOUNCE))
    bounce = messages(record, "pta-2020-001")[1]
    assert bounce.bounce
    assert bounce.direction == "in"
    assert bounce.undelivered_id == "ours-1@northwind.example"


def test_our_own_automatic_answer_expects_no_reply(record: Record) -> None:
    run(record, raws(mail(OURS, THEIRS, "Out of office", Auto_Submitted="auto-replied")))
    (message,) = messages(record, "pta-2020-001")
    assert (message.direction, message.auto_reply, message.expects_reply) == ("out", True, False)


def test_one_exchange_with_two_regulators_gives_a_thread_with_each(record: Record) -> None:
    both = mail("a@berec.europa.eu", OURS, "Re: Our questions", In_Reply_To="<ours-1@northwind.example>")
    run(record, raws(ASKED, both))
    assert record.store.threads() == ("berec-2020-001", "pta-2020-001")


BRIDGE = mail(id="z@pta.gov.pk", References="<b-1@pta.gov.pk> <ours-1@northwind.example>", text="Both.")


def test_a_mail_that_links_two_threads_merges_the_younger_into_the_older(record: Record) -> None:
    run(record, raws(SECOND))
    run(record, raws(ASKED))
    report = run(record, raws(BRIDGE))
    assert (report.new, report.threads_merged, report.threads_opened, report.problems) == (1, 1, 0, ())
    assert subjects(record) == {"pta-2020-001": ["Our questions", "Removal of content", "Another matter"]}
    said = record.store.lines("pta-2020-002")[-1]
    assert said.by == "sara"
    assert said.fact == Merged("pta-2020-001", "absorbed-by", "one exchange, linked by inbox (message 1)")
    again = run(record, raws(BRIDGE, ASKED))
    assert (again.duplicates, again.threads_merged, again.problems) == (2, 0, ())
    assert verify(record.store).ok


def test_a_merger_that_could_not_be_made_is_named_and_made_when_the_mail_comes_again(record: Record) -> None:
    run(record, raws(ASKED))
    run(record, raws(SECOND))
    path = record.store.file("pta-2020-002")
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"Another", b"Annother"))
    report = run(record, raws(BRIDGE))
    assert (report.new, report.threads_merged) == (1, 0)
    (problem,) = report.problems
    assert "links pta-2020-001 with pta-2020-002, which could not be merged" in problem.error
    path.write_bytes(whole)
    again = run(record, raws(BRIDGE))
    assert (again.new, again.duplicates, again.threads_merged, again.problems) == (0, 1, 1, ())
    assert len(subjects(record)) == 1


def test_a_regulator_that_is_given_gets_everything_even_unconfigured(record: Record) -> None:
    report = run(record, raws(mail(STRANGER, OURS), mail(OURS, STRANGER, text="Hello.")), regulator="NEPRA")
    assert report.unmatched == 0
    assert {messages(record, thread)[0].direction for thread in record.store.threads()} == {"in", "out"}
    assert record.store.threads() == ("nepra-2020-001", "nepra-2020-002")
    with pytest.raises(UsageProblem):
        run(record, [], regulator="no key")


def everything(record: Record) -> dict[str, bytes]:
    """All files of the record but the index, which is derived."""
    root = record.store.paths.root
    paths = (path for path in root.rglob("*") if path.is_file() and not path.name.startswith("index.sqlite"))
    return {str(path.relative_to(root)): path.read_bytes() for path in paths}


@pytest.mark.parametrize("size", [1, 3, 100])
def test_a_dry_run_counts_the_same_and_writes_nothing(
    record: Record, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", size)
    run(record, raws(SECOND))
    before = everything(record)
    mails = raws(
        ASKED, ANSWER, SECOND, b"rubbish", mail(STRANGER, OURS), mail(STRANGER, OURS, In_Reply_To="<b-1@pta.gov.pk>"),
        mail(STRANGER, OURS, id="s@x", References="<y@x>", text="Tray."), BRIDGE, ANSWER, OTHER,
        mail(id="y@x", References="<w@x>", text="Out of it."), mail(id="v@x", text="V."),
        mail("b@berec.europa.eu", OURS, id="w@x", References="<v@x>", text="With another."),
    )  # fmt: skip
    dry = run(record, mails, dry_run=True)
    assert everything(record) == before
    assert run(record, mails) == dry
    assert (dry.threads_merged > 0) == (size < 100)


def test_a_long_exchange_is_filed_whole(record: Record) -> None:
    times = [f"Mon, 12 Oct 2020 10:{n // 60:02}:{n % 60:02} +0500" for n in range(250)]
    mails = [mail(id=f"{n}@x", References="<0@x>", text=str(n), date=time) for n, time in enumerate(times)]
    run(record, raws(*reversed(mails)))
    assert [message.text for message in messages(record, "pta-2020-001")] == [str(n) for n in range(250)]


def test_of_many_enclosed_mails_those_that_stay_attachments_are_counted(record: Record) -> None:
    parts = (b"--b\nContent-Type: message/rfc822\n\n" + mail(id=f"{n}@x", text=str(n)) + b"\n" for n in range(55))
    head = mail(OURS, THEIRS, text="", id="fwd@northwind.example", Content_Type="multipart/mixed; boundary=b")
    report = run(record, raws(head + b"".join(parts) + b"--b--\n"))
    (problem,) = report.problems
    assert (report.new, problem.part) == (50, "message 1")
    assert problem.error == "6 of the mails enclosed in it stay attachments: 50 are taken from one, itself included"
    assert len([a for thread in record.store.threads() for m in messages(record, thread) for a in m.attachments]) == 55


def test_times_without_a_zone_are_those_of_the_regulator(record: Record) -> None:
    run(record, raws(mail(id="1@x", date="Mon, 12 Oct 2020 14:30:00")))
    assert messages(record, "pta-2020-001")[0].sent == "2020-10-12T14:30:00+05:00"


def test_a_mail_without_a_date_opens_a_thread_that_claims_no_day(record: Record) -> None:
    run(record, raws(mail(date="30 Feb 2020")))
    (thread,) = record.store.threads()
    opened, message = (line.fact for line in record.store.lines(thread))
    assert isinstance(opened, ThreadOpened)
    assert isinstance(message, Message)
    assert (opened.day, message.sent, message.received) == (None, None, None)


def test_a_time_zone_that_does_not_exist_is_an_error_before_anything_is_written(record: Record) -> None:
    bad = parse(SETTINGS_TEXT.replace("Asia/Karachi", "Asia/Nowhere"))
    with pytest.raises(UsageProblem, match="Nowhere"):
        run(record, raws(ASKED), own=bad)
    assert not record.store.paths.root.exists()


@pytest.mark.parametrize(
    ("subject", "bare"),
    [("Re: FWD: aw[2]: Licence", "Licence"), ("Report: x", "Report: x"), ("Re:", ""), ("x Re: y", "x Re: y")],
)
def test_titles_carry_no_reply_marks(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare
