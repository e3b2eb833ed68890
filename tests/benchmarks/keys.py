"""From a key to its paint, measured inside the app, beside the bare app's; from a letter of a query to its results."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import msgspec

from assistant.desk import Desk
from assistant.services.searching import Searcher
from tests.benchmarks.generate import AS_OF
from tests.benchmarks.keyed import Taken
from tests.benchmarks.measure import Absent, Result, Row, Sample
from tests.benchmarks.paint import Terminal, Unpainted

SHARE = 0.95
"""Of the share of the bare app that is to be painted in time: what holds the machine up holds up both."""
KEY, RESULTS = 0.05, 0.1
"""Seconds."""


def measure(record: Path, work: Path, messages: int, rounds: int, calm: float, strokes: int) -> list[Result]:
    """Both sides in turn; every round has some thirty keys and a dozen letters of a query.

    `calm`, `strokes`: see `keyed`.
    """
    what = "UI, key to paint"
    _make_ready(record)
    try:
        taken = [[_run(side, work, calm, strokes) for side in (str(record), "")] for _ in range(rounds)]
    except Unpainted as error:
        return [Absent(what, str(error))]
    ours = [seconds for one, _ in taken for seconds in one.keys]
    bare = [seconds for _, one in taken for seconds in one.keys]
    found = [seconds for one, _ in taken for seconds in one.found]
    size = f"{messages:,} messages"
    return [
        Row(f"{what}, {size}", Sample("assistant", tuple(ours)), Sample("bare app", tuple(bare))),
        Row(f"{what}, 95 %, {size}", _slow("assistant", ours), _slow("bare app", bare)),
        _in_time(f"{what} within {KEY * 1000:.0f} ms, {size}", (ours, KEY), bare),
        _in_time(
            f"UI, letter of a query to its results within {RESULTS * 1000:.0f} ms, {size}", (found, RESULTS), bare
        ),
    ]


def _make_ready(record: Path) -> None:
    """The index and the file of words, so that no round is the first."""
    desk = Desk.open(str(record), str(record / "assistant.toml"), AS_OF)
    desk.refresh()
    searcher = Searcher(desk)
    for _ in searcher.catch_up():
        pass
    searcher.close()
    desk.close()


def _slow(name: str, values: list[float]) -> Sample:
    return Sample(f"{name}, 95 %", (sorted(values)[int(len(values) * SHARE)],))


def _in_time(what: str, ours: tuple[list[float], float], bare: list[float]) -> Row:
    """The share of `ours` within its bound beside that of the bare app's keys within theirs."""
    shares = Sample("assistant", (_share(*ours),)), Sample("keys of bare app", (_share(bare, KEY),))
    return Row(what, *shares, f"≥ {SHARE}", unit="%")


def _share(values: list[float], bound: float) -> float:
    return 100 * sum(seconds <= bound for seconds in values) / len(values)


def _run(record: str, work: Path, calm: float, strokes: int) -> Taken:
    out = work / "taken.json"
    out.unlink(missing_ok=True)
    command = (sys.executable, "-m", "tests.benchmarks.keyed", record, str(out), str(calm), str(strokes))
    with contextlib.closing(Terminal(command)) as terminal:
        terminal.run_to_its_end()
    if not out.exists():
        raise Unpainted(f"it ended before its keys were pressed: {terminal.output[-300:]!r}")
    return msgspec.json.decode(out.read_bytes(), type=Taken)
