"""Mail into the record: once, in its thread, whatever the order, and again without harm."""

from __future__ import annotations

import random
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.config import parse
from assistant.errors import UsageProblem
from assistant.mail.filing import bare_subject
from assistant.mail.importing import ImportReport, import_mail
from assistant.mail.problems import ImportProblem
from assistant.mail.sources import Found, RawMail, Skipped
from assistant.record.dates import zone_named
from assistant.record.entry import NewEntry
from assistant.record.kinds import FORMAT, Message, ThreadOpened
from assistant.record.record import Record
from tests.mail.memory_store import MemoryKnown, MemoryStore
from tests.mail.samples import ALTERNATIVE, BOUNCE, OURS, SETTINGS_TEXT, THEIRS, mail, settings

STRANGER = "Counsel <counsel@lawyers.example>"


def raws(*mails: bytes, path: str = "inbox") -> list[Found]:
    return [RawMail(path, f"message {n}", content) for n, content in enumerate(mails, 1)]


def run(
    store: MemoryStore, found: Iterable[Found], regulator: str | None = None, dry_run: bool = False
) -> ImportReport:
    return import_mail(found, store, MemoryKnown(store), settings(), "sara", regulator=regulator, dry_run=dry_run)


def threads(store: MemoryStore) -> dict[str, list[str]]:
    """The subjects of each thread's messages."""
    return {thread: [message.subject for message in store.messages(thread)] for thread in store.threads()}


ASKED = mail(OURS, THEIRS, "Our questions", id="ours-1@northwind.example", date="Mon, 12 Oct 2020 10:00:00 +0500")
ANSWER = mail(
    subject="Re: Our questions",
    id="a-1@pta.gov.pk",
    In_Reply_To="<ours-1@northwind.example>",
    date="Tue, 13 Oct 2020 10:00:00 +0500",
)
SECOND = mail(subject="Another matter", id="b-1@pta.gov.pk", date="Wed, 14 Oct 2020 10:00:00 +0500")
OTHER = mail(
    "a@berec.europa.eu", OURS, "Consultation", id="c-1@berec.europa.eu", date="Thu, 31 Dec 2020 23:30:00 +0100"
)


def test_mails_become_threads_in_the_order_of_their_dates() -> None:
    store = MemoryStore()
    report = run(
        store, [*raws(SECOND, ANSWER, OTHER, ASKED), Skipped("x.png"), ImportProblem("y.eml", "", "unreadable")]
    )
    assert threads(store) == {
        "berec-2021-001": ["Consultation"],  # in Riga the new year had begun
        "pta-2020-001": ["Our questions", "Re: Our questions"],
        "pta-2020-002": ["Another matter"],
    }
    assert (report.read, report.new, report.threads_opened, report.skipped) == (4, 4, 3, 1)
    assert report.problems == (ImportProblem("y.eml", "", "unreadable"),)


def test_what_is_logged_is_complete() -> None:
    store = MemoryStore()
    run(store, raws(ASKED, ANSWER))
    opened = store.lines("pta-2020-001")[0].fact
    assert opened == ThreadOpened(FORMAT, "pta-2020-001", "PTA", "Our questions", "2020-10-12")
    out, answer = store.messages("pta-2020-001")
    assert (out.direction, out.proposed_class, out.received) == ("out", None, None)
    assert (answer.direction, answer.proposed_class, answer.channel) == ("in", "substantive", "email")
    assert answer.source == "inbox (message 2)"
    assert answer.original == sha256(ANSWER).hexdigest()
    assert store.originals.get(answer.original) == ANSWER
    assert store.lines("pta-2020-001")[0].by == "sara"


def test_the_bytes_of_attachments_are_kept() -> None:
    store = MemoryStore()
    run(store, raws(ALTERNATIVE))
    (message,) = store.messages("pta-2020-001")
    assert store.originals.get(message.attachments[0].sha256) == b"%PDF-1.4 not really"


def test_the_order_of_the_mails_changes_nothing() -> None:
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
        store = MemoryStore()
        run(store, [RawMail("inbox", "", content) for content in shuffled])
        outcomes.append({thread: store.messages(thread) for thread in store.threads()})
    assert all(outcome == outcomes[0] for outcome in outcomes)
    assert sum(map(len, outcomes[0].values())) == 9


def test_a_second_run_adds_nothing() -> None:
    store = MemoryStore()
    mails = raws(ASKED, ANSWER, SECOND, OTHER, BOUNCE, mail(STRANGER, OURS, In_Reply_To="<b-1@pta.gov.pk>"))
    run(store, mails)
    before = threads(store)
    report = run(store, mails)
    assert threads(store) == before
    assert (report.new, report.duplicates, report.threads_opened, report.problems) == (0, 6, 0, ())


def test_one_mail_in_five_mailboxes_is_one_message_received_when_it_first_came() -> None:
    store = MemoryStore()
    copies = [
        f"Received: by host{n}; Tue, 13 Oct 2020 10:{minute}:00 +0500\nDelivered-To: c{n}@northwind.example\n".encode()
        + ANSWER
        for n, minute in enumerate(["09", "03", "07", "05", "08"])
    ]
    report = run(store, raws(*copies))
    assert (report.new, report.duplicates) == (1, 4)
    assert store.messages("pta-2020-001")[0].received == "2020-10-13T10:03:00+05:00"


def test_different_mails_with_one_id_are_both_kept() -> None:
    store = MemoryStore()
    report = run(store, raws(mail(id="same@x", text="First."), mail(id="same@x", text="Second.")))
    assert (report.new, report.duplicates, report.threads_opened) == (2, 0, 1)


def test_mails_without_an_id_are_kept_and_known_again() -> None:
    store = MemoryStore()
    mails = raws(mail(text="First."), mail(text="Second."))
    assert run(store, mails).threads_opened == 2
    assert run(store, mails).duplicates == 2


def test_a_mail_that_cannot_be_read_is_named_kept_and_stops_nothing() -> None:
    store = MemoryStore()
    report = run(store, raws(ASKED, b"\x00 rubbish", SECOND))
    assert report.new == 2
    (problem,) = report.problems
    assert (problem.path, problem.part) == ("inbox", "message 2")
    assert "does not begin like a mail" in problem.error
    assert b"\x00 rubbish" in store.originals.kept.values()


def test_mail_of_nobody_is_counted_and_its_bytes_are_not_kept() -> None:
    store = MemoryStore()
    report = run(store, raws(mail(STRANGER, OURS, "Lunch?"), mail("a@notpta.gov.pk", OURS)))
    assert (report.read, report.unmatched, report.new) == (2, 2, 0)
    assert not store.originals.kept
    assert not store.chains


def test_mail_that_answers_a_known_exchange_belongs_to_it() -> None:
    store = MemoryStore()
    run(store, raws(ASKED))
    later = [
        mail(STRANGER, OURS, "Re: Our questions", id="s-1@lawyers.example", References="<ours-1@northwind.example>"),
        mail(OURS, STRANGER, id="o-2@northwind.example", In_Reply_To="<s-1@lawyers.example>", text="Thanks."),
        mail(OURS, "omar@northwind.example", "Fwd: Our questions", References="<ours-1@northwind.example>", text="FYI"),
    ]  # fmt: skip
    report = run(store, raws(*later))
    assert (report.new, report.threads_opened, report.unmatched) == (3, 0, 0)
    directions = {message.text: message.direction for message in store.messages("pta-2020-001")[1:]}
    assert directions == {"Please provide the timelines.": "in", "Thanks.": "out", "FYI": "internal"}
    (answer,) = (message for message in store.messages("pta-2020-001") if message.direction == "in")
    assert "not known for PTA" in answer.class_reason
    assert all(message.original in store.originals.kept for message in store.messages("pta-2020-001"))


def test_subjects_join_nothing() -> None:
    store = MemoryStore()
    assert run(store, raws(mail(id="1@x"), mail(subject="Re: Removal of content", id="2@x"))).threads_opened == 2


def test_a_bounce_lands_in_the_thread_of_the_mail_that_came_back() -> None:
    store = MemoryStore()
    run(store, raws(ASKED))
    run(store, raws(BOUNCE))
    bounce = store.messages("pta-2020-001")[1]
    assert bounce.bounce
    assert bounce.direction == "in"
    assert bounce.undelivered_id == "ours-1@northwind.example"


def test_our_own_automatic_answer_expects_no_reply() -> None:
    store = MemoryStore()
    run(store, raws(mail(OURS, THEIRS, "Out of office", Auto_Submitted="auto-replied")))
    (message,) = store.messages("pta-2020-001")
    assert (message.direction, message.auto_reply, message.expects_reply) == ("out", True, False)


def test_one_exchange_with_two_regulators_gives_a_thread_with_each() -> None:
    store = MemoryStore()
    both = mail("a@berec.europa.eu", OURS, "Re: Our questions", In_Reply_To="<ours-1@northwind.example>")
    run(store, raws(ASKED, both))
    assert store.threads() == ("berec-2020-001", "pta-2020-001")


def test_a_mail_that_links_two_threads_is_filed_in_the_older_and_reported() -> None:
    store = MemoryStore()
    run(store, raws(ASKED, SECOND))
    bridge = raws(mail(id="z@pta.gov.pk", References="<b-1@pta.gov.pk> <ours-1@northwind.example>"))
    report = run(store, bridge)
    assert len(store.messages("pta-2020-001")) == 2
    assert [p.part for p in report.problems] == ["message 1"]
    assert "filed in pta-2020-001, also belongs to pta-2020-002" in report.problems[0].error
    assert run(store, bridge).problems == ()


def test_a_regulator_that_is_given_gets_everything_even_unconfigured() -> None:
    store = MemoryStore()
    report = run(store, raws(mail(STRANGER, OURS), mail(OURS, STRANGER, text="Hello.")), regulator="NEPRA")
    assert report.unmatched == 0
    assert {store.messages(thread)[0].direction for thread in store.threads()} == {"in", "out"}
    assert store.threads() == ("nepra-2020-001", "nepra-2020-002")
    with pytest.raises(UsageProblem):
        run(store, [], regulator="no key")


def test_a_dry_run_counts_the_same_and_writes_nothing() -> None:
    mails = raws(
        ASKED, ANSWER, SECOND, b"rubbish", mail(STRANGER, OURS), mail(STRANGER, OURS, In_Reply_To="<b-1@pta.gov.pk>")
    )
    store = MemoryStore()
    dry = run(store, mails, dry_run=True)
    assert not store.chains
    assert not store.originals.kept
    assert run(store, mails) == dry


def test_an_interrupted_run_is_taken_up_without_loss_or_doubling() -> None:
    mails = raws(*(mail(id=f"{n}@x", text=f"Text {n}.") for n in range(10)))
    store = MemoryStore()
    store.appends_left = 4
    report = run(store, mails)
    assert (report.new, len(report.problems)) == (4, 6)
    store.appends_left = None
    assert run(store, mails).new == 6
    assert sorted(message.text for thread in store.threads() for message in store.messages(thread)) == sorted(
        f"Text {n}." for n in range(10)
    )


def test_a_damaged_thread_is_named_and_the_others_are_filed() -> None:
    store = MemoryStore()
    run(store, raws(ASKED))
    store.damaged.add("pta-2020-001")
    report = run(store, raws(ANSWER, SECOND))
    assert report.new == 1
    assert [(p.part, "pta-2020-001" in p.error) for p in report.problems] == [("message 1", True)]


def test_a_number_that_somebody_else_took_is_passed_over() -> None:
    store = MemoryStore()

    class Racing(MemoryStore):
        def threads(self) -> tuple[str, ...]:
            return ()

    racing = Racing()
    racing.chains = store.chains
    store.append("pta-2020-001", [NewEntry(ThreadOpened(FORMAT, "pta-2020-001", "PTA", "Taken"), "omar")], 0)
    import_mail(raws(SECOND), racing, MemoryKnown(store), settings(), "sara")
    assert store.threads() == ("pta-2020-001", "pta-2020-002")


def test_a_long_exchange_is_filed_whole() -> None:
    store = MemoryStore()
    times = [f"Mon, 12 Oct 2020 10:{n // 60:02}:{n % 60:02} +0500" for n in range(250)]
    mails = [mail(id=f"{n}@x", References="<0@x>", text=str(n), date=time) for n, time in enumerate(times)]
    run(store, raws(*reversed(mails)))
    assert [message.text for message in store.messages("pta-2020-001")] == [str(n) for n in range(250)]


def test_times_without_a_zone_are_those_of_the_regulator() -> None:
    store = MemoryStore()
    run(store, raws(mail(id="1@x", date="Mon, 12 Oct 2020 14:30:00")))
    assert store.messages("pta-2020-001")[0].sent == "2020-10-12T14:30:00+05:00"


def test_a_mail_without_a_date_opens_a_thread_that_claims_no_day() -> None:
    store = MemoryStore()
    run(store, raws(mail(date="30 Feb 2020")))
    (thread,) = store.threads()
    opened, message = (line.fact for line in store.lines(thread))
    assert isinstance(opened, ThreadOpened)
    assert isinstance(message, Message)
    assert (opened.day, message.sent, message.received) == (None, None, None)


def test_the_real_store_and_its_index_give_the_same(tmp_path: Path) -> None:
    record = Record(tmp_path / "record", lambda key: zone_named(settings().regulator(key).timezone))
    mails = raws(ASKED, ANSWER, SECOND, OTHER, BOUNCE, mail(STRANGER, OURS, In_Reply_To="<b-1@pta.gov.pk>"))
    record.refresh()
    first = import_mail(mails, record.store, record.index, settings(), "sara")
    record.refresh()
    second = import_mail(mails, record.store, record.index, settings(), "sara")
    assert (first.new, first.threads_opened, first.problems) == (6, 3, ())
    assert (second.new, second.duplicates, second.problems) == (0, 6, ())
    assert record.store.threads() == ("berec-2021-001", "pta-2020-001", "pta-2020-002")
    record.close()


def test_progress_is_told_mail_by_mail() -> None:
    told: list[int] = []
    store = MemoryStore()
    import_mail(raws(ASKED, SECOND), store, MemoryKnown(store), settings(), "sara", progress=told.append)
    assert told == [1, 2]


def test_a_time_zone_that_does_not_exist_is_an_error_before_anything_is_written() -> None:
    store = MemoryStore()
    bad = parse(SETTINGS_TEXT.replace("Asia/Karachi", "Asia/Nowhere"))
    with pytest.raises(UsageProblem, match="Nowhere"):
        import_mail(raws(ASKED), store, MemoryKnown(store), bad, "sara")
    assert not store.originals.kept


@pytest.mark.parametrize(
    ("subject", "bare"),
    [("Re: FWD: aw[2]: Licence", "Licence"), ("Report: x", "Report: x"), ("Re:", ""), ("x Re: y", "x Re: y")],
)
def test_titles_carry_no_reply_marks(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare
