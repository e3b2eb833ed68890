"""An import that is watched, stopped, refused or begun again: nothing twice, nothing missing, and it is said."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from assistant.errors import RecordProblem
from assistant.mail import importing
from assistant.mail.importing import FIRST_BATCH, ImportReport, import_mail
from assistant.mail.sources.sources import Bookmark, RawMail
from assistant.record.kinds import FORMAT, ThreadOpened
from assistant.record.record import Record
from assistant.record.verify import verify
from tests.mail.imports import ANSWER, ASKED, OTHER, SECOND, raws, run
from tests.mail.records import partition, record_at, subjects
from tests.mail.samples import mail, settings
from tests.record.writing import by


def test_what_the_record_refuses_is_filed_by_the_next_run(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 4)
    mails = raws(*(mail(id=f"{n}@x", text=f"Text {n}.") for n in range(10)))
    threads = record.store.paths.threads / "PTA"
    aside = threads.with_name("aside")

    def unwritable(_: ImportReport) -> bool:
        if not aside.exists():
            threads.rename(aside)
            threads.write_text("a file where a folder should be")
        return True

    report = run(record, mails, watcher=unwritable)
    assert (report.new, len(report.problems)) == (4, 6)
    assert all("nothing was written" in problem.error or "cannot be" in problem.error for problem in report.problems)
    threads.unlink()
    aside.rename(threads)
    assert run(record, mails).new == 6
    assert partition(record) == {frozenset([f"Text {n}."]) for n in range(10)}
    assert verify(record.store).ok


def test_a_damaged_thread_is_named_and_the_others_are_filed(record: Record) -> None:
    run(record, raws(ASKED))
    path = record.store.file("pta-2020-001")
    damaged = path.read_bytes().replace(b"Our questions", b"Our question!")
    path.write_bytes(damaged)
    report = run(record, raws(ANSWER, SECOND))
    assert report.new == 1
    assert [(p.part, "pta-2020-001" in p.error) for p in report.problems] == [("message 1", True)]
    assert path.read_bytes() == damaged


def test_a_number_that_somebody_else_took_is_passed_over(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 1)
    other = record_at(record.store.paths.root)

    def taken(report: ImportReport) -> bool:
        for n in (2, 3) if report.new == 1 else ():
            first = ThreadOpened(FORMAT, f"pta-2020-{n:03}", "PTA", "Taken")
            other.append(first.thread, [by(first)], 0)
        return True

    report = run(record, raws(ASKED, SECOND), watcher=taken)
    other.close()
    assert (report.threads_opened, report.problems) == (2, ())
    assert subjects(record) == {
        "pta-2020-001": ["Our questions"], "pta-2020-002": [], "pta-2020-003": [], "pta-2020-004": ["Another matter"],
    }  # fmt: skip


def test_progress_is_told_after_each_batch_which_is_safe_by_then(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    told: list[tuple[int, int]] = []

    def watcher(report: ImportReport) -> bool:
        told.append((report.read, len(record_at(record.store.paths.root).store.threads())))
        return True

    run(record, raws(ASKED, SECOND, OTHER), watcher=watcher)
    assert told == [(2, 2), (3, 3)]


def test_the_first_progress_comes_soon_and_then_less_and_less_often(record: Record) -> None:
    told: list[int] = []

    def watcher(report: ImportReport) -> bool:
        told.append(report.read)
        return len(told) < 4

    mails = (RawMail("inbox", str(n), mail(id=f"{n}@x", References="<0@x>", text=str(n))) for n in range(2_000))
    import_mail(mails, record, settings(), "sara", watcher=watcher, dry_run=True)
    assert told == [FIRST_BATCH, 3 * FIRST_BATCH, 7 * FIRST_BATCH, 15 * FIRST_BATCH]


def test_whoever_watches_can_stop_it_and_the_next_run_goes_on(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 1)
    mails = raws(ASKED, SECOND, OTHER)
    report = run(record, mails, watcher=lambda report: report.new < 2)
    assert (report.read, report.new, report.stopped) == (2, 2, True)
    again = run(record, mails, watcher=lambda report: True)
    assert (again.new, again.duplicates, again.stopped) == (1, 2, False)


def test_a_bookmark_is_kept_once_everything_before_it_is_filed(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    marked = [RawMail("box", f"message {n}", m, Bookmark("box", str(n))) for n, m in enumerate([ASKED, SECOND, OTHER])]
    kept_then: list[tuple[list[Bookmark], int]] = []

    def keep(bookmarks: Iterable[Bookmark]) -> None:
        kept_then.append((list(bookmarks), len(record.store.threads())))

    import_mail(marked, record, settings(), "sara", keep_bookmarks=keep, dry_run=True)
    assert kept_then == []
    import_mail(marked, record, settings(), "sara", keep_bookmarks=keep)
    assert kept_then == [([Bookmark("box", "1")], 2), ([Bookmark("box", "2")], 3)]


def test_no_bookmark_passes_by_a_mail_that_was_refused(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 1)
    run(record, raws(ASKED))
    path = record.store.file("pta-2020-001")
    path.write_bytes(path.read_bytes().replace(b"Our questions", b"Our question!"))
    marked = [RawMail("box", "", m, Bookmark("box", str(n))) for n, m in enumerate([SECOND, ANSWER, OTHER])]
    record.refresh()
    kept_then: list[Bookmark] = []
    import_mail(marked, record, settings(), "sara", keep_bookmarks=kept_then.extend)
    assert kept_then == [Bookmark("box", "0")]


def test_a_bookmark_that_cannot_be_kept_is_said_and_stops_nothing(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 1)
    marked = [RawMail("box", "", m, Bookmark("box", str(n))) for n, m in enumerate([ASKED, SECOND])]

    def full(_: Iterable[Bookmark]) -> None:
        raise RecordProblem("cannot be written: No space left on device", where="bookmarks.json")

    report = import_mail(marked, record, settings(), "sara", keep_bookmarks=full)
    assert report.new == 2
    (problem,) = report.problems
    assert problem.path == "bookmarks.json"
    assert "No space left" in problem.error
