"""What the doctor says of the checks that run alone, and that it says nothing twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.paths import RecordPaths
from assistant.record.heartbeat import LastCheck, last_check, note_check
from assistant.record.index_rows import named_together, told_once
from assistant.services.doctor import Finding, examine
from tests.reporting import desk_on, write_record


def finding(root: Path, what: str) -> Finding | None:
    desk = desk_on(root, "2020-01-08")
    try:
        return next((found for found in examine(desk) if found.what == what), None)
    finally:
        desk.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_record(tmp_path / "record")


def ran(root: Path, ago: timedelta, **changes: object) -> None:
    note_check(RecordPaths(root).last_check, LastCheck(datetime.now(UTC) - ago, **changes))  # type: ignore[arg-type]


def test_where_none_ever_ran_none_is_missed(root: Path) -> None:
    assert finding(root, "unattended check") is None


def test_a_recent_one_is_well(root: Path) -> None:
    ran(root, timedelta(hours=20), reported=3)
    found = finding(root, "unattended check")
    assert found is not None
    assert found.ok
    assert found.text.endswith("reminders: 3")


def test_one_that_has_stopped_is_not(root: Path) -> None:
    ran(root, timedelta(days=9, hours=1))
    found = finding(root, "unattended check")
    assert found is not None
    assert not found.ok
    assert "the last one was 9 days ago, on " in found.text
    text = (root / "assistant.toml").read_text()
    (root / "assistant.toml").write_text(f"{text}[unattended]\nstale_after_days = 10\n")
    patient = finding(root, "unattended check")
    assert patient is not None
    assert patient.ok


def test_one_that_could_not_deliver_is_not(root: Path) -> None:
    ran(root, timedelta(hours=1), failed=("office",), unchecked=1)
    found = finding(root, "unattended check")
    assert found is not None
    assert not found.ok
    assert "not checked: 1; not delivered to office" in found.text


def test_each_destination_is_named_without_its_secrets(root: Path) -> None:
    found = finding(root, "destination office")
    assert found is not None
    assert found.text == "webhook to 127.0.0.1"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"at":"yesterday"}', '{"at":"2020-01-01T00:00:00"}', "\x80"])
def test_a_damaged_note_counts_as_none(tmp_path: Path, content: str) -> None:
    path = tmp_path / "note"
    path.write_text(content, encoding="latin-1")
    assert last_check(path) is None


def test_a_wrong_time_zone_is_told_once_for_all_threads_of_its_regulator(root: Path) -> None:
    desk = desk_on(root, "2020-01-08")
    for title in ("Fees", "Licence"):
        desk.open_thread("OFCOM", title)
    desk.close()
    path = root / "assistant.toml"
    path.write_text(f'{path.read_text()}\n[regulators.OFCOM]\ntimezone = "Nowhere/City"\n')
    desk = desk_on(root, "2020-01-08")
    told = [found for found in examine(desk) if "Nowhere/City" in found.text]
    faults = list(told_once(desk.check().faults))
    desk.close()
    assert [(found.what, found.ok) for found in told] == [("ofcom-2020-001 and 1 more", False)]
    assert [whose for whose, _ in faults] == ["ofcom-2020-001 and 1 more"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["pta-2020-001"], "pta-2020-001"),
        (["PTA"], "PTA"),
        (["pta-2020-001", "pta-2020-002", "ofcom-2020-001"], "pta-2020-001 and 2 more"),
        (["pta-2020-001", "PTA"], "PTA (pta-2020-001)"),
        (["pta-2020-001", "pta-2020-002", "PTA"], "PTA (2 threads)"),
        (["chains", "chains"], "chains"),
    ],
)
def test_what_is_told_once_names_all_whose_it_is(names: list[str], told: str) -> None:
    assert named_together(names) == told
