"""A thread whose texts stay on disk says what the same thread says that was read whole."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from assistant.errors import AssistantError, RecordProblem, UsageProblem
from assistant.record import long_thread
from assistant.record.kinds import Corrected
from assistant.record.long_thread import LongThread, Told
from assistant.record.record import Record
from tests.record.histories import DAYS, HISTORIES, Move, entries
from tests.record.writing import THREAD, UTC, by, file_of, message, opened, record_at

ALIKE = ("id", "opened", "closed", "obligations", "extensions", "pauses", "restarts", "snoozes", "last_day")


def read(root: Path, as_of: date | None = None, known: date | None = None, cutoff: time | None = None) -> LongThread:
    return LongThread(file_of(root), THREAD, Told(UTC, as_of, cutoff, known))


@pytest.fixture(params=[1, 3, 250])
def part(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """So many entries begin the families that are read together."""
    monkeypatch.setattr(long_thread, "PART", request.param)
    return int(request.param)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=HISTORIES, as_of=DAYS, cutoff=st.sampled_from([None, time(12)]), known=st.none() | DAYS)
def test_it_is_the_thread_that_the_record_gives(
    tmp_path_factory: pytest.TempPathFactory,
    part: int,
    moves: list[Move],
    as_of: date,
    cutoff: time | None,
    known: date | None,
) -> None:
    root = tmp_path_factory.mktemp("record")
    record_at(root, cutoff=cutoff).append(THREAD, entries(moves), 0)
    record = Record(root, lambda _: UTC, None, lambda _: cutoff, known)
    try:
        usual = record.thread(THREAD, as_of)
    except AssistantError as error:  # not known yet, or a correction that makes no sense
        with pytest.raises(type(error)):
            read(root, as_of, known, cutoff)
        return
    if usual.opened > as_of:
        with pytest.raises(UsageProblem, match="not yet open"):
            read(root, as_of, known, cutoff)
        return
    found = read(root, as_of, known, cutoff)
    assert [getattr(found.thread, name) for name in ALIKE] == [getattr(usual, name) for name in ALIKE]
    assert tuple(found.timeline()) == usual.messages
    assert b"".join(raw + b"\n" for _, raw in found.raw()) == file_of(root).read_bytes()


def test_a_text_is_given_as_corrected_and_as_known(tmp_path: Path) -> None:
    correction = Corrected(2, "misread", {"text": "Right", "confidential": True})
    record = record_at(tmp_path)
    record.append(
        THREAD, [opened(), by(message("in", "2020-01-02", "Wrong")), by(correction, "2020-03-01T09:00:00Z")], 0
    )
    assert read(tmp_path).message(2).text == "Right"
    assert [logged.message.confidential for logged in read(tmp_path).timeline()] == [True]
    then = read(tmp_path, known=date(2020, 2, 1))
    assert (then.message(2).text, then.length, [len(part) for part in then.parts()]) == ("Wrong", 3, [2])
    with pytest.raises(UsageProblem, match="not yet in the record"):
        read(tmp_path, known=date(2019, 1, 1))


def test_documents_are_numbered_as_they_were_logged(tmp_path: Path) -> None:
    late = structs.replace(message("in", "2020-01-09"), original="a" * 64)
    early = structs.replace(message("in", "2020-01-02"), original="b" * 64)
    record_at(tmp_path).append(THREAD, [opened(), by(late), by(message("out", "2020-01-03")), by(early)], 0)
    assert [read(tmp_path).document(n) for n in range(6)] == [None, None, 1, None, 2, None]


def test_damage_is_named_and_an_interrupted_write_is_left_out(tmp_path: Path) -> None:
    said = (message("in", "2020-01-02", "One"), message("out", "2020-01-03"))
    record_at(tmp_path).append(THREAD, [opened(), *map(by, said)], 0)
    path = file_of(tmp_path)
    content = path.read_bytes()
    path.write_bytes(content + b'{"at":"2020')
    assert read(tmp_path).length == 3
    path.write_bytes(content.replace(b"One", b"Two"))
    with pytest.raises(RecordProblem, match=r"line 2: entry #2 was changed"):
        read(tmp_path)
    path.write_bytes(content[:-1] + b" ")
    with pytest.raises(RecordProblem, match=r"line 3: the line break behind this entry was overwritten"):
        read(tmp_path)
    with pytest.raises(UsageProblem, match="there is no thread"):
        LongThread(tmp_path / "none.jsonl", THREAD, Told(UTC))
