"""The benchmarks run, and measure what they say; how fast anything is, no test decides."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.desk import Desk
from tests.benchmarks.generate import Plan, ensure
from tests.benchmarks.measure import ROOT, Row, Sample, child_environment

PLAN = Plan(threads=20, messages=200, gap_share=0.1)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ensure(tmp_path_factory.mktemp("generated") / "record", PLAN)


def desk_on(record: Path) -> Desk:
    return Desk.open(str(record), str(record / "assistant.toml"), PLAN.as_of)


def test_a_generated_record_verifies_and_has_the_size_it_was_asked_for(record: Path) -> None:
    desk = desk_on(record)
    verified = desk.verify()
    messages = sum(summary.messages for summary in desk.summaries())
    desk.close()
    assert verified.ok, verified.problems
    assert (verified.threads, messages) == (PLAN.threads, PLAN.messages)


def test_every_thread_is_open_and_the_stated_share_has_a_gap(record: Path) -> None:
    desk = desk_on(record)
    desk.refresh()
    gaps, closed = desk.check().gaps, [summary for summary in desk.summaries() if summary.closed]
    desk.close()
    assert len({gap.thread for gap in gaps}) == PLAN.with_gaps
    assert not closed


def test_the_same_seed_gives_the_same_record_and_a_kept_one_stays(record: Path, tmp_path: Path) -> None:
    again = ensure(tmp_path / "again", PLAN)
    assert _journals(again) == _journals(record)
    before = (again / "index.sqlite").stat().st_ino
    assert (ensure(again, PLAN) / "index.sqlite").stat().st_ino == before
    assert _journals(ensure(again, Plan(20, 200, seed=2))) != _journals(record)


def _journals(record: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (record / "record").glob("*/*.jsonl")}


def test_a_ratio_is_that_of_the_medians() -> None:
    row = Row("x", Sample("ours", (1.0, 2.0, 9.0)), Sample("other", (4.0, 4.0, 4.0)), "≤ 0.5")
    assert (row.ratio, row.met) == (0.5, True)
    faster = Row("x", row.ours, row.other, "≥ 3", inverse=True)
    assert (faster.ratio, faster.met) == (2.0, False)


def test_a_measured_process_finds_nothing_that_a_user_or_an_earlier_run_left() -> None:
    told = "from assistant.paths import user_directory; print(*map(user_directory, ('state', 'config')), sep='\\n')"
    run = subprocess.run(
        [sys.executable, "-c", told], env=child_environment(), capture_output=True, text=True, check=True
    )
    places = [Path(line) for line in run.stdout.splitlines()]
    assert len(places) == 2
    assert not any(place.is_relative_to(Path.home()) or place.exists() for place in places)


def test_one_command_prints_every_row(tmp_path: Path) -> None:
    file = tmp_path / "numbers.json"
    command = [sys.executable, "-m", "tests.benchmarks", "--scale", "tiny", "--json", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = json.loads(file.read_text(encoding="utf-8"))["rows"]
    expected = [*["append"] * 4, *["check"] * 4, *["import"] * 5, *["UI"] * 11, "memory", *["search"] * 5, "ask"]
    assert [re.split(",| as", row["what"])[0] for row in rows] == expected
    assert all(row["what"] in done.stdout for row in rows)
