"""The index is derived and disposable: whatever happens to it, it says what the journals say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from assistant.record.entry import seal_all
from assistant.record.files import FileStore
from assistant.record.fingerprint import fingerprint
from assistant.record.fold import fold
from assistant.record.index_rows import summarise
from assistant.record.kinds import Corrected
from assistant.record.record import Record
from tests.record.histories import FIRST
from tests.record.index_cases import (
    EVERYTHING,
    FAR,
    listed,
    written,
)
from tests.record.writing import THREAD, by, message, note, opened, record_at, told

# Catching up


def test_what_a_record_appends_is_in_its_index_at_once_and_leaves_no_marker(root: Path) -> None:
    written(root)
    record = record_at(root)
    record.append(THREAD, [by(message("in", "2020-01-05"))])
    assert record.store.marked() == ()
    record.refresh(sweep=False)
    assert listed(record) == {THREAD: 2}


def test_a_dead_writers_marker_is_enough_to_catch_up_without_a_sweep(root: Path) -> None:
    written(root)
    FileStore(root).append(THREAD, [by(message("in", "2020-01-05"))], None)  # never told an index
    record = record_at(root)
    assert record.store.marked() == (THREAD,)
    assert record.refresh(sweep=False) == ()
    assert listed(record) == {THREAD: 2}
    assert record.store.marked() == ()


def test_a_marker_of_a_thread_that_never_came_to_be_is_cleared(root: Path) -> None:
    written(root)
    (root / ".writing" / "pta-2020-009").touch()
    (root / ".writing" / "not a thread").touch()
    record = record_at(root)
    assert record.refresh(sweep=False) == ()
    assert listed(record) == {THREAD: 1}


def test_what_another_program_changed_is_found_by_a_sweep(root: Path) -> None:
    written(root)
    FileStore(root).append(THREAD, [by(message("in", "2020-01-05"))], None)
    (root / ".writing" / THREAD).unlink()
    record = record_at(root)
    record.refresh(sweep=False)
    assert listed(record) == {THREAD: 1}
    record.refresh(sweep=True)
    assert listed(record) == {THREAD: 2}


def test_a_new_index_looks_at_every_file_even_without_a_sweep(root: Path) -> None:
    written(root, THREAD, "pta-2020-002")
    (root / "index.sqlite").unlink()
    record = record_at(root)
    record.refresh(sweep=False)
    assert listed(record) == {THREAD: 1, "pta-2020-002": 1}


def test_a_record_opened_before_its_folder_was_there_hides_nothing_from_others(root: Path) -> None:
    early = record_at(root)
    early.refresh()
    written(root)
    other = record_at(root)
    early.append(THREAD, [by(message("in", "2020-01-05"))])
    for record in (other, early):
        record.refresh(sweep=False)
        assert listed(record) == {THREAD: 2}


def test_a_first_thread_makes_the_index_file(root: Path) -> None:
    record = record_at(root)
    record.open_thread("PTA", "First", "test", day=FIRST)
    assert record.store.marked() == ()
    assert (root / "index.sqlite").exists()
    assert record.index.count() == 1


def test_a_vanished_thread_is_a_fault(root: Path) -> None:
    written(root, THREAD, "pta-2020-002")
    record = record_at(root)
    record.store.file(THREAD).unlink()
    (fault,) = record.refresh()
    assert (fault.thread, fault.fatal) == (THREAD, True)
    assert "gone" in fault.text
    assert record.refresh(sweep=False) == (fault,)


def test_a_damaged_thread_is_a_fault_until_it_is_repaired(root: Path) -> None:
    written(root, THREAD, "pta-2020-002")
    record = record_at(root)
    path = record.store.file(THREAD)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"Of 2020", b"Of 2O20"))
    (fault,) = record.refresh()
    assert (fault.thread, fault.fatal) == (THREAD, True)
    assert f"{path}, line 2" in fault.text
    assert listed(record)["pta-2020-002"] == 1
    path.write_bytes(whole)
    assert record.refresh(sweep=False) == ()
    assert listed(record) == {THREAD: 1, "pta-2020-002": 1}


def test_an_interrupted_write_is_a_notice_until_it_is_set_aside(root: Path) -> None:
    written(root)
    record = record_at(root)
    with record.store.file(THREAD).open("ab") as file:
        file.write(b'{"at"')
    (notice,) = record.refresh()
    assert (notice.thread, notice.fatal) == (THREAD, False)
    record.append(THREAD, [by(message("in", "2020-01-05"))])
    assert record.refresh(sweep=False) == ()
    assert listed(record) == {THREAD: 2}


def test_a_correction_that_makes_no_sense_is_a_fault_of_its_thread_alone(root: Path) -> None:
    """Such an entry is never written by this program; another one may have."""
    written(root, "pta-2020-002")
    record = record_at(root)
    chain = seal_all([opened(), note(), by(Corrected(2, "?", {"day": "soon"}))], 0, "", "2020-01-01T00:00:00Z")
    record.store.file(THREAD).write_bytes(b"".join(new.raw + b"\n" for new in chain))
    (fault,) = record.refresh()
    assert (fault.thread, fault.fatal) == (THREAD, True)
    assert "soon" in fault.text
    assert listed(record) == {"pta-2020-002": 1}


def test_a_file_that_can_be_no_thread_is_a_fault_and_no_regulator(root: Path) -> None:
    written(root)
    (root / "record" / "PTA" / "old copy.jsonl").write_bytes(b"\n")
    record = record_at(root)
    (fault,) = record.refresh()
    assert "old copy" in fault.text
    assert record.index.regulators() == ("PTA",)


# Lists and days


def test_a_regulators_new_time_zone_moves_its_days_and_no_others(root: Path) -> None:
    zones = {"PTA": "UTC", "SECP": "UTC"}
    record = Record(root, lambda regulator: ZoneInfo(zones[regulator]))
    for thread in (THREAD, "secp-2020-001"):
        record.append(thread, [opened(thread), by(message("out", "2020-01-05T20:00:00Z"))], 0)
    record.refresh()
    assert {s.last_out for s in record.index.summaries()} == {"2020-01-05"}
    zones["PTA"] = "Asia/Karachi"
    record.refresh(sweep=False)
    assert {s.thread: s.last_out for s in record.index.summaries()} == {
        THREAD: "2020-01-06",
        "secp-2020-001": "2020-01-05",
    }


def test_a_list_as_of_a_day_is_cut_after_leaving_out_what_was_not_there_yet(root: Path) -> None:
    record = record_at(root)
    for n, day in enumerate(("2020-01-01", "2020-01-02", "2020-03-01", "2020-03-02"), 1):
        thread = f"pta-2020-{n:03d}"
        record.append(thread, [opened(thread, day=day), by(message("out", day), f"{day}T09:00:00Z")], 0)
    record.append("pta-2020-001", [by(message("in", "2020-03-05"))])
    record.refresh()
    as_of = record.index.summaries(limit=2, as_of=date(2020, 1, 10))
    assert [summary.thread for summary in as_of] == ["pta-2020-002", "pta-2020-001"]
    assert [summary.last_in for summary in as_of] == [None, None]
    assert record.index.summaries(limit=1, as_of=date(2020, 1, 10)) == as_of[:1]
    assert [summary.thread for summary in record.index.summaries(limit=2)] == ["pta-2020-001", "pta-2020-004"]
    for until in (None, date(2020, 1, 10), FAR):
        for size in (1, 2, 100):
            pages = record.index.summary_pages(size, until)
            found = sorted((s for page in pages for s in page), key=lambda summary: summary.thread)
            assert found == sorted(record.index.summaries(as_of=until), key=lambda summary: summary.thread)
    pages = record.index.summary_pages(1)
    first = next(pages)
    record.append("pta-2020-004", [by(message("in", "2020-03-06"))])  # now the latest
    assert [s.thread for page in (first, *pages) for s in page] == [f"pta-2020-{n:03d}" for n in (1, 2, 3, 4)]


def test_mails_are_known_by_what_they_say_and_threads_by_what_they_name(root: Path) -> None:
    record = record_at(root)
    first = message("out", "2020-01-02", "Text", message_id="a@x", references=("root@x",))
    record.append(THREAD, [opened(), by(first)], 0)
    record.append("pta-2020-002", [opened("pta-2020-002"), by(message("in", "2020-01-03", in_reply_to="a@x"))], 0)
    record.refresh()
    mark = fingerprint(first)
    assert record.index.copies([mark, "0" * 64]) == {mark: f"{THREAD}#2"}
    assert record.index.threads_naming(["root@x", "a@x", "no@x"]) == {
        "root@x": (THREAD,),
        "a@x": (THREAD, "pta-2020-002"),
    }


def test_bodies_stay_out_of_the_index_and_in_the_thread(root: Path) -> None:
    record = record_at(root)
    record.append(THREAD, [opened(), by(message("out", "2020-01-02", "A very long body", reply_text="of it"))], 0)
    record.refresh()
    (left,) = record.index.candidates(("PTA",), EVERYTHING, FAR)
    assert (left.thread.messages[0].message.text, left.thread.messages[0].message.reply_text) == ("", "")
    assert record.thread(THREAD).messages[0].message.text == "A very long body"
    assert b"A very long body" not in (root / "index.sqlite").read_bytes()


def test_a_summary_says_what_the_thread_says() -> None:
    facts = (message("out", "2020-01-02"), message("in", "2020-01-05", proposed_class="automatic"))
    summary = summarise(fold(told(*facts), ZoneInfo("UTC")))
    assert (summary.last_out, summary.last_in, summary.last_contact) == ("2020-01-02", "2020-01-05", None)
    assert (summary.ball, summary.messages) == ("regulator", 2)
