"""The ledger of what was reported: nothing counts as sent that is not, and a doubt is never forgotten."""

from __future__ import annotations

import stat
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import RecordProblem
from assistant.record.reported import STDOUT, Event, Ledger, Reports

A, B = "no-reply:pta-2020-001#9:1", "no-reply:pta-2020-001#9:12"


def ledger(tmp_path: Path, *events: Event, gap: str = A, destination: str = "office") -> Ledger:
    """A ledger in which that happened to one reminder."""
    found = Ledger(tmp_path / ".reported")
    for event in events:
        found.write(destination, event, [gap])
    return found


@pytest.mark.parametrize(
    ("events", "sent", "doubtful"),
    [
        (["sending"], False, True),
        (["sending", "sent"], True, False),
        (["sending", "failed"], False, False),
        (["sending", "unknown"], False, True),
        (["sending", "sending", "failed"], False, True),
        (["sending", "unknown", "sending", "failed"], False, True),
        (["sending", "failed", "sending"], False, True),
        (["sending", "sending", "failed", "sending", "failed"], False, True),
        (["sending", "unknown", "sending", "sent"], True, False),
        (["sending", "sent", "sending"], True, False),
    ],
)
def test_what_happened_decides_what_the_next_run_takes_for_sent(
    tmp_path: Path, events: list[Event], sent: bool, doubtful: bool
) -> None:
    known = ledger(tmp_path, *events).read()["office"]
    assert (A in known.sent, A in known.doubtful) == (sent, doubtful)


def test_each_destination_has_its_own(tmp_path: Path) -> None:
    found = ledger(tmp_path, "sending", "sent")
    found.write("phone", "sending", [A, B])
    assert found.read() == {
        "office": Reports(sent=frozenset({A})),
        "phone": Reports(doubtful=frozenset({A, B})),
    }


def test_the_file_of_earlier_versions_counts_for_stdout(tmp_path: Path) -> None:
    (tmp_path / ".reported").write_text(f"{A}\n")
    found = ledger(tmp_path, "sending", gap=B)
    assert found.read()[STDOUT] == Reports(sent=frozenset({A}))
    assert found.read()["office"].doubtful == {B}


@pytest.mark.parametrize("whole", [f"{B}\n", f"2026-11-22T07:00:00Z office sent {B}\n"])
def test_a_line_that_a_crash_cut_short_says_nothing_then_or_later(tmp_path: Path, whole: str) -> None:
    """Cut behind the right letter, the id would be that of another step."""
    path = tmp_path / ".reported"
    for length in range(1, len(whole)):
        path.write_text(whole[:length])
        assert Ledger(path).read() == {}
        Ledger(path).write("phone", "sent", [A])
        assert Ledger(path).read() == {"phone": Reports(sent=frozenset({A}))}


def test_a_damaged_line_is_passed_over(tmp_path: Path) -> None:
    found = ledger(tmp_path, "sent")
    with found.path.open("ab") as file:
        file.write(b"\xff\x00 \x80\nwords that say nothing at all here\n\n")
    found.write("office", "sent", [B])
    assert found.read()["office"].sent == {A, B}


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from(["office", "phone"]), st.sampled_from([A, B]), st.booleans(), st.booleans()),
        max_size=12,
    )
)
def test_sent_is_exactly_what_was_sent(attempts: list[tuple[str, str, bool, bool]]) -> None:
    """Each attempt gets an answer or none, and the answer is good or bad; nothing else makes a reminder sent."""
    with tempfile.TemporaryDirectory() as folder:
        found = Ledger(Path(folder) / ".reported")
        sent, doubtful = set[tuple[str, str]](), set[tuple[str, str]]()
        for destination, gap, answered, good in attempts:
            if (destination, gap) in sent:
                continue
            found.write(destination, "sending", [gap])
            if not answered:
                doubtful.add((destination, gap))
                continue
            found.write(destination, "sent" if good else "failed", [gap])
            if good:
                sent.add((destination, gap))
        known = found.read()
        assert {(d, gap) for d, reports in known.items() for gap in reports.sent} == sent
        assert {(d, gap) for d, reports in known.items() for gap in reports.doubtful} == doubtful - sent


def test_it_is_its_owners_alone(tmp_path: Path) -> None:
    assert stat.S_IMODE(ledger(tmp_path, "sent").path.stat().st_mode) == 0o600


def test_its_name_is_safe_on_disk_once_it_says_something(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr("assistant.record.reported.sync", synced.append)
    ledger(tmp_path, "sending")
    assert synced == [tmp_path]
    ledger(tmp_path, "sent")
    assert synced == [tmp_path]


def test_a_second_run_waits_and_then_says_so(tmp_path: Path) -> None:
    found = Ledger(tmp_path / ".reported")
    with found.held(), pytest.raises(RecordProblem, match="another run"), Ledger(found.path).held(patience=0.05):
        pass
    with found.held():
        done = threading.Thread(target=_hold, args=(found.path,))
        done.start()
    done.join(10)
    assert not done.is_alive()


def _hold(path: Path) -> None:
    with Ledger(path).held(patience=9):
        pass


def test_a_process_that_dies_lets_go(tmp_path: Path) -> None:
    path = tmp_path / ".reported"
    script = f"""
import os
from pathlib import Path
from assistant.record.reported import Ledger
with Ledger(Path({str(path)!r})).held():
    os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", script], check=False, timeout=30).returncode == 9
    with Ledger(path).held(patience=0):
        pass


def test_what_cannot_be_written_or_read_is_an_error(tmp_path: Path) -> None:
    found = Ledger(tmp_path)
    with pytest.raises(RecordProblem, match="cannot be written"):
        found.write("office", "sent", [A])
    with pytest.raises(RecordProblem, match="cannot be read"):
        found.read()


def test_a_ledger_that_cannot_be_locked_is_named(tmp_path: Path) -> None:
    (tmp_path / ".reported.lock").mkdir()
    with pytest.raises(RecordProblem, match=r"\.reported: cannot be locked"), Ledger(tmp_path / ".reported").held():
        pass
