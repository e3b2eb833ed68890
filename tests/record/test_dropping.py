"""What was erased is in no file any more; the chain, the clocks and everything else stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from assistant.desk import Desk
from assistant.errors import RecordProblem, UsageProblem
from assistant.record.digest import sha256_hex
from assistant.record.dropping import Erasure
from assistant.record.erasing import ERASED
from assistant.record.kinds import (
    Attachment,
    Corrected,
    Erased,
    Extended,
    Note,
    ObligationOpened,
    Party,
)
from assistant.record.long_thread import LongThread, Told
from assistant.record.loose_ends import FOR_A_PERSON
from assistant.record.openings import openings
from assistant.record.single import entry_at
from assistant.record.verify import verify
from assistant.services.searching import Searcher
from tests.record.histories import HISTORIES, Move, entries
from tests.record.writing import THREAD, UTC, by, file_of, message, opened, record_at
from tests.reports.records import written

DOCUMENT, SHARED = b"From: Secretname\n\nthe secret document", b"a form that everybody sends"
WORDS = "secretly answer these secret questions"
MAIL = message(
    "in", "2020-01-09", f"Please\n{WORDS}", subject="Secretsubject", sender=Party("Secretname", "secret@x.example"),
    message_id="a@b", original=sha256_hex(DOCUMENT), attachments=(Attachment("f", "x/y", 9, sha256_hex(SHARED)),),
)  # fmt: skip
STORY = [
    opened(),
    by(MAIL),  # 2
    by(ObligationOpened("request", "company", WORDS, 2, "2020-02-01")),  # 3
    by(Corrected(2, "misread", {"subject": "Secretcorrection", "received": "2020-01-08"})),  # 4
    by(Note("Binds nobody: secret words", None, 2, "Please")),  # 5
    by(message("out", "2020-01-12", "Our answer.\n> Please > secretly answer\n> these secret questions")),  # 6
    by(Extended(3, 2, "2020-03-01", reason="secretly granted")),  # 7
]
GONE = (2, 3, 4, 5)


OTHER = "pta-2020-002"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The story, beside a thread that has a form of the same bytes; all of it was searched once."""
    desk = written(tmp_path / "R", STORY)
    for content in (DOCUMENT, SHARED):
        desk.record.store.originals.put(content)
    form = message("in", "2020-01-02", "See the form.", attachments=MAIL.attachments)
    desk.record.append(OTHER, [opened(OTHER), by(form)], 0)
    assert found(desk, "secretcorrection") == [f"{THREAD}#2"]
    return desk


def found(desk: Desk, words: str) -> list[str]:
    searcher = Searcher(desk)
    for _ in searcher.catch_up():
        pass
    hits = searcher.find(words).hits
    searcher.close()
    return [f"{hit.thread}#{hit.n}" for hit in hits]


def holding(root: Path, word: bytes) -> list[str]:
    """The files that have that word in them."""
    files = (path for path in root.rglob("*") if path.is_file())
    return sorted(path.name for path in files if word in path.read_bytes().lower())


def test_no_file_has_it_any_more_and_all_else_stands(desk: Desk) -> None:
    digest, head = desk.verify().digest, desk.record.store.entries(THREAD)[-1].hash
    everywhere = {name.removesuffix("-wal") for name in holding(desk.root, b"secret")}
    assert {"index.sqlite", "search.sqlite", f"{THREAD}.jsonl", sha256_hex(DOCUMENT)} == everywhere
    erasure = desk.erase(THREAD, 2, "a duty")
    desk.record.append(THREAD, [by(Note("What follows."))])
    assert erasure == Erasure(THREAD, (2, 3, 4, 5), documents=1, shared=1, repeated=(6,), copies=())
    assert found(desk, "secret") == found(desk, "questions") == [f"{THREAD}#6"]
    assert found(desk, "follows") == [f"{THREAD}#12"]
    assert holding(desk.root, b"secretname") == holding(desk.root, b"secretsubject") == []
    assert holding(desk.root, b"secretcorrection") == holding(desk.root, b"binds nobody") == []
    verified = desk.verify()
    assert (verified.ok, verified.problems, verified.entries) == (True, (), 14)
    assert verified.digest != digest
    assert desk.record.store.entries(THREAD)[6].hash == head
    assert desk.refresh(sweep=True) == ()


def test_clocks_do_not_notice(desk: Desk) -> None:
    before = openings(desk.thread(THREAD))
    desk.erase(THREAD, 2, "a duty")
    desk.erase(THREAD, 7, "a duty")
    thread = desk.thread(THREAD)
    assert [structs.replace(o, words="") for o in openings(thread)] == [structs.replace(o, words="") for o in before]
    (request,) = thread.obligations
    assert (request.words, request.due) == (ERASED, date(2020, 2, 1))
    assert (thread.messages[0].day, thread.messages[0].erased) == (date(2020, 1, 8), True)
    assert thread.extensions[0].to == date(2020, 3, 1)


def test_nor_of_an_extension_that_was_corrected(desk: Desk) -> None:
    correction = Corrected(7, "secretly misread", {"to": "2020-04-01", "reason": "secretly right"})
    desk.append(THREAD, [by(correction)])
    desk.erase(THREAD, 7, "a duty")
    assert desk.thread(THREAD).extensions[0].to == date(2020, 4, 1)
    assert holding(desk.root, b"secretly right") == []


def test_every_way_of_reading_the_file_takes_it_as_whole(desk: Desk) -> None:
    desk.erase(THREAD, 2, "a duty")
    desk.erase(THREAD, 6, "a duty")
    path = file_of(desk.root)
    (whole,) = [m for m in desk.thread(THREAD).messages if m.n == 6]
    long = LongThread(path, THREAD, Told(UTC))
    assert (long.message(6), long.message(2).subject) == (whole.message, "")
    assert entry_at(path, 6).fact == whole.message
    assert Desk.open(str(desk.root)).thread(THREAD) == desk.thread(THREAD)
    anew = record_at(desk.root)
    (desk.root / "index.sqlite").unlink()
    assert anew.refresh() == ()


def test_what_is_left_cannot_be_changed_unseen(desk: Desk) -> None:
    desk.erase(THREAD, 2, "a duty")
    path = file_of(desk.root)
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"2020-01-09", b"2020-01-29", 1))
    (problem,) = desk.verify().problems
    assert "line 2: entry #2 was changed" in problem
    lines = raw.splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))  # who takes the erasure away takes what vouches for the last of them
    assert "entry #5 was changed" in " ".join(desk.verify().problems)


def test_the_same_mail_does_not_come_in_again(desk: Desk, tmp_path: Path) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_text(
        "From: office@pta.example\nTo: us@x.example\nSubject: Hello\nMessage-ID: <m@x>\n"
        "Date: Thu, 9 Jan 2020 09:00:00 +0000\n\nOnly here\n"
    )
    assert desk.intake.import_mail([str(mail)], regulator="PTA").new == 1
    desk.refresh()
    (thread,) = {summary.thread for summary in desk.summaries()} - {THREAD, OTHER}
    assert desk.erase(thread, 2, "a duty").documents == 1
    again = desk.intake.import_mail([str(mail)], regulator="PTA")
    assert (again.new, again.duplicates) == (0, 1)
    assert holding(desk.root, b"only here") == []


def test_other_copies_of_the_mail_are_named(desk: Desk) -> None:
    desk.record.append(OTHER, [by(structs.replace(MAIL, original=None, source="another mailbox"))])
    erasure = desk.erase(THREAD, 2, "a duty", dry_run=True)
    assert erasure.copies == (f"{OTHER}#3",)
    desk.refresh(sweep=True)
    assert desk.erase(THREAD, 2, "a duty").copies == (f"{OTHER}#3",)


def test_a_copy_that_a_merger_left_behind_is_named_though_no_index_knows_it(desk: Desk) -> None:
    desk.intake.merge(OTHER, THREAD, "one matter")
    desk.refresh(sweep=True)
    merged = desk.erase(THREAD, 2, "a duty", dry_run=True).copies
    assert merged == (f"{OTHER}#4",)
    desk.intake.part(OTHER, THREAD, "they are two")
    desk.refresh(sweep=True)
    assert desk.erase(THREAD, 2, "a duty", dry_run=True).copies == merged
    assert desk.erase(OTHER, 4, "a duty").copies == (f"{THREAD}#2",)
    assert desk.erase(THREAD, 2, "a duty").copies == ()
    assert holding(desk.root, b"secretname") == []
    assert desk.verify().ok


def test_only_to_ask_changes_nothing(desk: Desk) -> None:
    before = {path: path.read_bytes() for path in desk.root.rglob("*.jsonl")}
    asked = desk.erase(THREAD, 4, "a duty", dry_run=True)  # with a correction goes what it corrects
    assert (asked.entries, asked.documents) == ((2, 3, 4, 5), 1)
    assert {path: path.read_bytes() for path in desk.root.rglob("*.jsonl")} == before
    assert desk.verify().ok
    assert desk.erase(THREAD, 4, "a duty").entries == asked.entries


@pytest.mark.parametrize(
    ("entry", "reason", "said"),
    [(2, " ", "needs a reason"), (99, "a duty", "no entry #99"), (0, "a duty", "no entry #0"),
     (5, "a duty", "#5 is erased already"), (8, "a duty", "#8 is an erasure")],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(desk: Desk, entry: int, reason: str, said: str) -> None:
    desk.erase(THREAD, 2, "a duty")
    before = file_of(desk.root).read_bytes()
    with pytest.raises(UsageProblem, match=said):
        desk.erase(THREAD, entry, reason)
    assert file_of(desk.root).read_bytes() == before


def test_interrupted_it_is_completed_when_asked_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = file_of(desk.root).read_bytes()
    with monkeypatch.context() as full:
        full.setattr(Path, "replace", _no_space)
        with pytest.raises(RecordProblem, match="nothing was written"):
            desk.erase(THREAD, 2, "a duty")
    assert file_of(desk.root).read_bytes() == before
    assert [path for path in file_of(desk.root).parent.iterdir() if path.name.startswith(".")] == []
    assert "the original is missing" in " ".join(desk.verify().problems)
    assert desk.erase(THREAD, 2, "a duty").entries == GONE
    assert desk.verify().ok
    assert desk.refresh() == ()


def _no_space(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_an_interrupted_write_behind_it_is_set_aside(desk: Desk) -> None:
    path = file_of(desk.root)
    with path.open("ab") as file:
        file.write(b'{"torn')
    desk.erase(THREAD, 2, "a duty")
    (aside,) = path.parent.glob("*.torn-*")
    assert aside.read_bytes() == b'{"torn'
    assert desk.verify().ok


def test_what_an_earlier_program_only_hid_can_be_dropped(desk: Desk) -> None:
    desk.record.append(THREAD, [by(Erased(6, "hidden"))])
    assert "questions" in file_of(desk.root).read_text()
    desk.erase(THREAD, 2, "a duty")
    assert desk.erase(THREAD, 6, "a duty").entries == (6,)
    assert "questions" not in file_of(desk.root).read_text()


def test_what_waits_to_be_classified_still_waits(tmp_path: Path) -> None:
    unsure = structs.replace(MAIL, proposed_class="acknowledgement", class_reason=f"Secretname wrote: {FOR_A_PERSON}")
    desk = written(tmp_path / "R", [opened(), by(unsure)])
    desk.erase(THREAD, 2, "a duty")
    assert [o.kind for o in openings(desk.thread(THREAD))] == ["unclassified"]
    assert "Secretname" not in file_of(desk.root).read_text()


@given(moves=HISTORIES, data=st.data())
def test_of_any_thread_any_entry_can_be_erased(
    tmp_path_factory: pytest.TempPathFactory, moves: list[Move], data: st.DataObject
) -> None:
    record = record_at(tmp_path_factory.mktemp("record"))
    record.append(THREAD, entries(moves), 0)
    before = record.thread(THREAD)
    with record.filing():
        record.erase(THREAD, data.draw(st.integers(1, before.length)), "test", "a duty")
    after = record.thread(THREAD)
    assert verify(record.store).problems == ()
    assert record.refresh(sweep=True) == ()
    assert [(o.start, o.due, o.kind) for o in openings(after)] == [(o.start, o.due, o.kind) for o in openings(before)]
    record.close()
