"""`check` as cron runs it, a whole process with a warm index: against `task overdue`, and against its own floor."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from assistant.desk import Desk
from assistant.paths import RecordPaths
from tests.benchmarks.generate import AS_OF
from tests.benchmarks.measure import ROOT, Absent, Result, Row, Sample, child_environment, in_turn, process

FLOOR = (sys.executable, "-c", "import click, msgspec, sqlite3")
"""What any check of this build has to import."""
NEW_YEAR = date(2025, 1, 2)
"""The day of the first check in a year: a record for it must be made as of this day."""


def measure(large: Path, small: Path, begun: Path, work: Path, rounds: int) -> list[Result]:
    """The rows for both sizes of record, and for a large one, `begun`, that is as of `NEW_YEAR`."""
    return [
        *_against_taskwarrior(large, work, rounds),
        _first_of_a_year(begun, work, rounds),
        *_against_floor(small, rounds),
    ]


def _against_taskwarrior(record: Path, work: Path, rounds: int) -> list[Result]:
    threads, overdue = _size(record)
    shown = f"check, {threads:,} open threads, {overdue:,} overdue"
    sides = {"assistant": _check(record), "floor": process(FLOOR)}
    task = shutil.which("task")
    if task:
        sides["task overdue"] = _taskwarrior(task, work / "task", threads, overdue)
    taken = _warm(sides, rounds)
    beside: Result = Absent(shown, "taskwarrior (`task`) is not installed here")
    if task:
        beside = Row(shown, taken["assistant"], taken["task overdue"], "≤ 0.5")
    return [beside, Row(shown, taken["assistant"], taken["floor"])]


def _first_of_a_year(record: Path, work: Path, rounds: int) -> Result:
    """Each run is the first of its year, after one in December, and finds another closure at every regulator."""
    threads, overdue = _size(record, NEW_YEAR)
    shown = f"check, first of a year with changed calendars, {threads:,} open threads, {overdue:,} overdue"
    task = shutil.which("task")
    if not task:
        return Absent(shown, "taskwarrior (`task`) is not installed here")
    sides = {
        "assistant": _as_in_january(record),
        "task overdue": _taskwarrior(task, work / "task-new-year", threads, overdue),
    }
    taken = _warm(sides, rounds)
    return Row(shown, taken["assistant"], taken["task overdue"], "≤ 0.5")


def _as_in_january(record: Path) -> Callable[[], float]:
    paths, check, numbers = RecordPaths(record), _check(record, NEW_YEAR), count()
    plain = paths.config.read_text(encoding="utf-8").partition("# closures")[0]
    paths.calendars.unlink(missing_ok=True)
    _check(record, NEW_YEAR - timedelta(days=3))()
    december = paths.calendars.read_bytes()
    keys = [line.removeprefix("[regulators.").rstrip("]") for line in plain.splitlines() if "[regulators." in line]

    def run() -> float:
        closed = f'every = "08-{next(numbers) % 28 + 1:02}"\nname = "Summer closure"\n'
        added = "".join(f"[[regulators.{key}.calendar.add]]\n{closed}" for key in keys)
        paths.config.write_text(f"{plain}# closures\n{added}", encoding="utf-8")
        paths.calendars.write_bytes(december)
        return check()

    return run


def _against_floor(record: Path, rounds: int) -> list[Result]:
    threads, overdue = _size(record)
    taken = _warm({"assistant": _check(record), "floor": process(FLOOR)}, rounds)
    shown = f"check, {threads:,} open threads, {overdue:,} overdue"
    return [Row(shown, taken["assistant"], taken["floor"], "≤ 2")]


def _warm(sides: dict[str, Callable[[], float]], rounds: int) -> dict[str, Sample]:
    for side in sides.values():
        side()
    return in_turn(sides, rounds)


def _check(record: Path, day: date = AS_OF) -> Callable[[], float]:
    started = "from assistant.cli import process; process()"  # what the installed `assistant` script does
    command = (sys.executable, "-c", started, "--record", str(record), "--as-of", day.isoformat(), "check")
    return process(command, accepted=(0, 1))  # 1: there are gaps


def _size(record: Path, day: date = AS_OF) -> tuple[int, int]:
    """Open threads and overdue gaps; looking also brings the index and the calendars up to date."""
    desk = Desk.open(str(record), str(record / "assistant.toml"), day)
    try:
        gaps = desk.check().gaps
        return desk.count(), sum(gap.state == "overdue" for gap in gaps)
    finally:
        desk.close()


def _taskwarrior(task: str, directory: Path, tasks: int, overdue: int) -> Callable[[], float]:
    """As many pending tasks, as many of them overdue, with a data directory of their own."""
    directory.mkdir(parents=True)
    settings, data = directory / "taskrc", directory / "data"
    data.mkdir()
    settings.write_text(f"data.location={data}\nconfirmation=off\nnews.version=99.0\nhooks=off\n", encoding="utf-8")
    now = datetime.now(UTC)
    items = [_task(n, now + timedelta(days=5 + n % 90 if n >= overdue else -1 - n % 60)) for n in range(tasks)]
    file = directory / "tasks.json"
    file.write_text(json.dumps(items), encoding="utf-8")
    variables = {"TASKRC": str(settings), "TASKDATA": str(data), "HOME": str(directory)}
    command = [task, "import", str(file)]
    subprocess.run(command, cwd=ROOT, env=child_environment(**variables), capture_output=True, check=True)
    return process([task, "overdue"], (0,), **variables)


def _task(n: int, due: datetime) -> dict[str, str]:
    return {
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_OID, str(n))),
        "status": "pending",
        "description": f"No reply to the request of the regulator about item {n}",
        "project": f"regulator-{n % 20}",
        "entry": (due - timedelta(days=20)).strftime("%Y%m%dT%H%M%SZ"),
        "due": due.strftime("%Y%m%dT%H%M%SZ"),
    }
