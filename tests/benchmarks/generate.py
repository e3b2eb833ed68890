"""A synthetic record from a seed: N threads over twenty regulators, M messages of about 3 KB, three years up to a day.

Every thread is open on that day; a stated share of them has a gap. The journals are written with the store's own
functions but without its fsync a thread (which would take most of the time); `verify` holds for them all the same.

    python -m tests.benchmarks.generate DIR --threads 10000 --messages 100000 --seed 1
"""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

import click
import msgspec
from msgspec import Struct

from assistant.desk import Desk
from assistant.paths import RecordPaths
from assistant.record.entry import GENESIS, NewEntry, seal_all
from assistant.record.store import thread_id
from tests.benchmarks.regulators import OFFICES, Office, configuration
from tests.benchmarks.situations import RECENT, tell
from tests.benchmarks.story import LONGEST, Story, sentences

AS_OF = date(2024, 11, 14)
"""The day that the record is made for: a Thursday, so that a few days back and ahead meet weekends."""
YEARS = 3
VERSION = 1
"""Raised when the same seed gives another record, so that a kept one is made anew."""
STAMP = "generated.json"


class Plan(Struct, frozen=True):
    """What a record is made from; two equal plans give the same bytes."""

    threads: int
    messages: int
    seed: int = 1
    regulators: int = 20
    gap_share: float = 0.05
    """Share of the threads that have at least one gap on the day."""
    as_of: date = AS_OF
    version: int = VERSION

    @property
    def with_gaps(self) -> int:
        return round(self.threads * self.gap_share)

    @property
    def offices(self) -> tuple[Office, ...]:
        return OFFICES[: self.regulators]


class _Outline(Struct, frozen=True):
    """One thread to be written."""

    thread: str
    office: Office
    opened: date
    messages: int
    overdue: bool


def ensure(root: Path, plan: Plan) -> Path:
    """The record of `plan` at `root`: the one that is there if it was made from the same plan, else a new one."""
    stamp = root / STAMP
    if not stamp.exists() or msgspec.json.decode(stamp.read_bytes(), type=Plan) != plan:
        _clear(root)
        write(root, plan)
        index(root, plan)
        stamp.write_bytes(msgspec.json.encode(plan))
    return root


def _clear(root: Path) -> None:
    if root.exists():
        if any(root.iterdir()) and not (root / STAMP).exists() and not (root / "assistant.toml").exists():
            raise click.UsageError(f"{root} holds something else; name an empty directory")
        shutil.rmtree(root)


def write(root: Path, plan: Plan) -> None:
    """The journals and the configuration."""
    paths = RecordPaths(root)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    paths.config.write_text(configuration(plan.offices), encoding="utf-8")
    for office in plan.offices:
        (paths.threads / office.key).mkdir(mode=0o700, parents=True, exist_ok=True)
    prose = sentences(Random(plan.seed))  # noqa: S311 - not for secrets
    for outline in _outlines(plan):
        random = Random(f"{plan.seed} {outline.thread}")  # noqa: S311
        story = Story(outline.thread, outline.office, outline.opened, random, prose)
        entries = tell(story, outline.opened, plan.as_of, outline.messages, overdue=outline.overdue)
        path = paths.threads / outline.office.key / f"{outline.thread}.jsonl"
        path.write_bytes(_journal(entries))
        path.chmod(0o600)


def _journal(entries: list[NewEntry]) -> bytes:
    return b"".join(new.raw + b"\n" for new in seal_all(entries, 0, GENESIS, ""))


def index(root: Path, plan: Plan) -> None:
    """Let the index read everything once; raises `RuntimeError` if it finds fault with anything."""
    desk = Desk.open(str(root), str(RecordPaths(root).config), plan.as_of)
    try:
        if faults := desk.refresh(sweep=True):
            raise RuntimeError(f"the generated record has {len(faults)} faults, the first: {faults[0]}")
    finally:
        desk.close()


def _outlines(plan: Plan) -> list[_Outline]:
    random = Random(plan.seed)  # noqa: S311
    overdue = frozenset(random.sample(range(plan.threads), plan.with_gaps))
    numbers: Counter[tuple[str, int]] = Counter()
    outlines = []
    for n, messages in enumerate(_shares(plan, random)):
        office = random.choice(plan.offices)
        opened = plan.as_of - timedelta(days=random.randint(RECENT + messages, max(365 * YEARS, RECENT + messages)))
        numbers[office.key, opened.year] += 1
        thread = thread_id(office.key, opened.year, numbers[office.key, opened.year])
        outlines.append(_Outline(thread, office, opened, messages, n in overdue))
    return outlines


def _shares(plan: Plan, random: Random) -> list[int]:
    """How many messages each thread has: many short ones, few long ones, exactly `plan.messages` together."""
    if plan.messages < LONGEST * plan.threads:
        raise click.UsageError(f"a thread needs {LONGEST} messages: {LONGEST * plan.threads} for {plan.threads}")
    weights = [random.lognormvariate(0, 0.9) for _ in range(plan.threads)]
    spare, whole = plan.messages - LONGEST * plan.threads, sum(weights)
    marks = [round(spare * part / whole) for part in accumulate(weights)]
    return [LONGEST + mark - before for before, mark in zip([0, *marks], marks, strict=False)]


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@click.option("--threads", default=10_000, show_default=True)
@click.option("--messages", default=100_000, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--gap-share", default=0.05, show_default=True, help="Share of the threads with a gap.")
def main(directory: Path, threads: int, messages: int, seed: int, gap_share: float) -> None:
    """Write a synthetic record into DIRECTORY, unless the same one is there already."""
    plan = Plan(threads, messages, seed, gap_share=gap_share)
    ensure(directory, plan)
    click.echo(
        f"{threads} threads, {messages} messages, {plan.with_gaps} threads with a gap on {plan.as_of}: {directory}"
    )


if __name__ == "__main__":
    main()
