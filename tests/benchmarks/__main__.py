"""One command, one run, ratios: `python -m tests.benchmarks [append] [check] [import] [paint] … --scale full`"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
import msgspec
from msgspec import Struct, structs

from tests.benchmarks import append, check, importing, keys, mails, opening, paint, search
from tests.benchmarks.generate import Plan, ensure
from tests.benchmarks.measure import Absent, Result, Row, Sample, machine

TOPICS = ("append", "check", "import", "paint", "opening", "keys", "memory", "search")


class Scale(Struct, frozen=True):
    """How large the records are, and how often each side runs."""

    large: Plan
    small: Plan
    few: Plan
    appends: int
    processes: int
    openings: int
    mails: int = 5_000
    """Of an import of plain text, where one's own are not given,"""
    office_mails: int = 500
    """and of one of office mail, once a side: of 13,000, which are a GiB, notmuch takes some minutes."""
    lengths: tuple[int, int] = (50, 5_000)
    """Messages of a short thread and of a long one."""
    calm: float = 2.0
    """Seconds without a new byte after which a UI is taken to have loaded everything."""
    still: float = 0.25
    """Seconds without a paint after which a key is taken to have caused no more: less than between two looks of the UI
    at what others write."""
    strokes: int = 99
    """Of each run of keys, at most so many are pressed."""
    warm: bool = True
    """Each UI starts once before it is measured; where nobody reads the numbers it need not."""


SCALES = {
    "full": Scale(
        Plan(10_000, 100_000, gap_share=0.01),
        Plan(200, 2_000),
        Plan(10, 100),
        appends=200,
        processes=21,
        openings=7,
        office_mails=13_000,
    ),
    "small": Scale(Plan(1_000, 10_000), Plan(200, 2_000), Plan(10, 100), appends=50, processes=7, openings=3),
    "tiny": Scale(
        Plan(20, 200),
        Plan(20, 200),
        Plan(10, 100),
        appends=3,
        processes=1,
        openings=1,
        mails=20,
        office_mails=20,
        lengths=(2, 8),
        calm=0.3,
        still=0.03,
        strokes=2,
        warm=False,
    ),
}


class Bench:
    """The records of one scale, made when they are first needed, and a place for what the run writes."""

    def __init__(self, scale: Scale, kept: Path, work: Path, mail: Path | None) -> None:
        self.scale, self.kept, self.work, self.mail = scale, kept, work, mail

    def record(self, plan: Plan) -> Path:
        """The record of `plan`, kept from an earlier run if there is one."""
        place = self.kept / f"{plan.threads}-{plan.messages}-{plan.seed}-{plan.as_of}"
        click.echo(f"record of {plan.threads:,} threads and {plan.messages:,} messages: {place}", err=True)
        return ensure(place, plan)

    def append(self) -> list[Result]:
        return append.measure(self.record(self.scale.large), self._place("append"), self.scale.appends)

    def check(self) -> list[Result]:
        large, small = self.record(self.scale.large), self.record(self.scale.small)
        begun = self.record(structs.replace(self.scale.large, as_of=check.NEW_YEAR))
        return check.measure(large, small, begun, self._place("check"), self.scale.processes)

    def importing(self) -> list[Result]:
        work = self._place("import")
        if self.mail:
            return importing.measure(self.mail, work, rounds=1)
        plain, office = self.scale.mails, self.scale.office_mails
        text = mails.made(self.kept / f"plain-{plain}", mails.plain, plain)
        letters = mails.made(self.kept / f"office-{office}", mails.office, office)
        mbox = self.kept / f"office-{office}.mbox"
        return [
            *importing.measure(text, work, max(1, self.scale.openings // 2), "plain text, "),
            *importing.measure(letters, work, 1, "as offices write, ", mbox),
        ]

    def paint(self) -> list[Result]:
        scale, few, many = self.scale, self.scale.few, self.scale.large
        counts = (few.threads, many.threads)
        return paint.measure(self.record(few), self.record(many), counts, scale.openings, scale.warm)

    def opening(self) -> list[Result]:
        return opening.measure(self._place("opening"), self.scale.lengths, self.scale.openings)

    def keys(self) -> list[Result]:
        scale, many = self.scale, self.scale.large
        rounds = max(1, scale.openings // 2)
        return keys.measure(self.record(many), self._place("keys"), many.messages, rounds, scale.still, scale.strokes)

    def memory(self) -> list[Result]:
        scale, many = self.scale, self.scale.large
        rounds = max(1, scale.openings // 2)
        return paint.memory(self.record(many), many.messages, rounds, scale.calm, scale.warm)

    def search(self) -> list[Result]:
        return search.measure(self.record(self.scale.large), self._place("search"), self.scale.processes)

    def _place(self, name: str) -> Path:
        place = self.work / name
        place.mkdir()
        return place


@click.command()
@click.argument("topics", nargs=-1, type=click.Choice(TOPICS))
@click.option("--scale", type=click.Choice(list(SCALES)), default="small", show_default=True)
@click.option("--directory", type=click.Path(path_type=Path), help="Where generated records are kept between runs.")
@click.option("--mail", type=click.Path(path_type=Path), help="A Maildir of one's own to import, once a side.")
@click.option("--json", "file", type=click.Path(path_type=Path), help="Write the numbers to this file as well.")
def main(topics: tuple[str, ...], scale: str, directory: Path | None, mail: Path | None, file: Path | None) -> None:
    """Measure what the design promises, each side beside the one it is compared with."""
    work = Path(tempfile.mkdtemp(prefix="benchmarks-"))
    try:
        bench = Bench(SCALES[scale], directory or work / "records", work, mail)
        measures = {topic: getattr(bench, "importing" if topic == "import" else topic) for topic in topics or TOPICS}
        results = [result for topic, measure in measures.items() for result in _measured(topic, measure)]
    finally:
        shutil.rmtree(work, ignore_errors=True)
    click.echo("\n".join(_table(results, scale)))
    if file:
        file.write_bytes(msgspec.json.format(msgspec.json.encode(_document(results, scale)), indent=2))


def _measured(topic: str, measure: Callable[[], list[Result]]) -> list[Result]:
    click.echo(f"measuring: {topic}", err=True)
    return measure()


def _table(results: Iterable[Result], scale: str) -> list[str]:
    lines = [f"Scale {scale}, on {machine()}. Medians, in brackets the quartiles; sides run in turn.", ""]
    for result in results:
        lines.append(result.what)
        if isinstance(result, Absent):
            lines.append(f"    not measured: {result.why}")
            continue
        lines.append(f"    {_side(result.ours, result.unit)}")
        lines.append(f"    {_side(result.other, result.unit)}")
        lines.append(f"    {_ratio(result)}")
    return lines


def _side(sample: Sample, unit: str) -> str:
    factor = 1000 if unit == "ms" else 1
    low, high = (value * factor for value in sample.spread)
    return f"{sample.name:<18} {sample.median * factor:>10,.2f} {unit}  [{low:,.2f} … {high:,.2f}]"


def _ratio(row: Row) -> str:
    faster = f"{row.ratio:,.0f}" if row.ratio >= 100 else f"{row.ratio:.2f}"
    ratio = f"{faster} times faster" if row.inverse else f"{row.ratio:.2f} times"
    verdict = {None: "", True: f"  target {row.target}: met", False: f"  target {row.target}: MISSED"}[row.met]
    return f"{'ratio':<18} {ratio:>13}{verdict}"


def _document(results: Iterable[Result], scale: str) -> dict[str, Any]:
    return {"version": 1, "scale": scale, "machine": machine(), "rows": [_as_document(result) for result in results]}


def _as_document(result: Result) -> dict[str, Any]:
    if isinstance(result, Absent):
        return {"what": result.what, "absent": result.why}
    sides = {
        name: {"name": side.name, "median": side.median, "spread": side.spread, "values": side.values}
        for name, side in (("ours", result.ours), ("other", result.other))
    }
    unit = "s" if result.unit == "ms" else result.unit
    rest = {"ratio": result.ratio, "inverse": result.inverse, "target": result.target or None, "met": result.met}
    return {"what": result.what, "unit": unit, **sides, **rest}


if __name__ == "__main__":
    main()
