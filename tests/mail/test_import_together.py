"""An import while others use the same record: a screen of the same program, a second import, a person who decides."""

from __future__ import annotations

import random
import threading
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from assistant.desk import Desk
from assistant.mail import importing
from assistant.mail.importing import ImportReport
from assistant.record.verify import verify
from tests.mail.records import messages, partition, standing
from tests.mail.samples import OURS, SETTINGS_TEXT, mail
from tests.mail.test_import_faults import FROM_LINE, importer, invented

COUNT = 400
MOST_ROUNDS = 400
"""Of what others do meanwhile; an import of so many mails takes some thirty."""


@pytest.fixture
def box(tmp_path: Path) -> Path:
    chance = random.Random(5)  # noqa: S311 - no secret
    path = tmp_path / "box"
    path.write_bytes(b"\n".join(FROM_LINE + invented(chance, n) for n in range(COUNT)))
    (tmp_path / "assistant.toml").write_text(SETTINGS_TEXT)
    return path


def open_desk(box: Path, name: str = "record") -> Desk:
    return Desk.open(str(box.parent / name), str(box.parent / "assistant.toml"))


def expected(box: Path) -> set[frozenset[str]]:
    alone = open_desk(box, "alone")
    alone.intake.import_mail([str(box)])
    found = partition(alone.record)
    alone.close()
    return found


def check(desk: Desk, wanted: set[frozenset[str]]) -> None:
    texts = Counter(m.text for thread in standing(desk.record) for m in messages(desk.record, thread))
    assert {text: count for text, count in texts.items() if count > 1} == {}
    assert partition(desk.record) == wanted
    assert verify(desk.record.store).ok
    assert [fault for fault in desk.refresh(sweep=True) if fault.fatal] == []


def test_screens_are_filled_and_a_person_files_while_an_import_runs(box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 20)
    desk = open_desk(box)
    (box.parent / "other.eml").write_bytes(mail("x@lawyers.example", OURS, "Lunch?", text="Lunch?"))
    desk.intake.import_mail([str(box.parent / "other.eml")])
    (waiting,) = desk.intake.tray()
    thread = desk.open_thread("BEREC", "Roaming", day=date(2020, 1, 1))
    index = desk.root / "index.sqlite"
    reports: list[ImportReport] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            reports.append(desk.intake.import_mail([str(box)]))
        except BaseException as error:
            failed.append(error)

    importing_ = threading.Thread(target=run, daemon=True)
    importing_.start()
    inode, rounds = 0, 0
    while importing_.is_alive():
        rounds += 1
        assert rounds < MOST_ROUNDS, "the import does not come to its end"
        desk.check()
        desk.summaries()
        desk.intake.file(waiting.thread, thread=thread)
        desk.intake.tray()
        desk.intake.take_back(waiting.thread, thread, "only a test")
        if index.exists():
            assert inode in {0, index.stat().st_ino}, "the index was thrown away"
            inode = index.stat().st_ino
    importing_.join()
    assert failed == []
    assert reports[0].problems == ()
    assert desk.record.store.marked() == ()
    check(desk, expected(box) | {frozenset(), frozenset(["Lunch?"])})
    desk.close()


def test_two_imports_of_one_mailbox_at_once_file_each_mail_once(box: Path) -> None:
    both = [importer(box.parent / "record", box.parent / "assistant.toml", box) for _ in range(2)]
    told = [process.communicate(timeout=60) for process in both]
    assert [out.splitlines()[-1] for out, _ in told] == ["done", "done"], told
    desk = open_desk(box)
    desk.refresh()
    check(desk, expected(box))
    desk.close()
