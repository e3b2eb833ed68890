"""Two or more sides, timed in turn; what is printed is the ratio of their medians, with the spread beside it."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct

_OWN = ("PYTHON", "ASSISTANT_", "TASK", "XDG_", "TEXTUAL", "COLUMNS", "LINES")
"""Variables that would change what a measured process does begin like this."""
ROOT = Path(__file__).parents[2]
"""The checkout: what measured children import."""


class Sample(Struct, frozen=True):
    """The values of one side in one run: seconds, or bytes."""

    name: str
    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def spread(self) -> tuple[float, float]:
        """The quartiles; of few values, the least and the largest."""
        if len(self.values) < 4:
            return min(self.values), max(self.values)
        quarters = statistics.quantiles(self.values, n=4)
        return quarters[0], quarters[2]


class Row(Struct, frozen=True):
    """One comparison: ours beside another, and the ratio that was aimed at."""

    what: str
    ours: Sample
    other: Sample
    target: str = ""
    """The bound in words (`≤ 3`, `≥ 2000`); empty for what is shown for comparison only."""
    inverse: bool = False
    """The ratio is other : ours, how many times faster we are."""
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        ratio = self.ours.median / self.other.median
        return 1 / ratio if self.inverse else ratio

    @property
    def met(self) -> bool | None:
        """Whether the target was met in this run; None without one."""
        if not self.target:
            return None
        sign, bound = self.target.split(" ")
        return self.ratio <= float(bound) if sign == "≤" else self.ratio >= float(bound)


class Absent(Struct, frozen=True):
    """A comparison that could not be made, and why."""

    what: str
    why: str


Result = Row | Absent


def in_turn(sides: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, Sample]:
    """Each side once a round, the order turned about every second round; each returns its own value."""
    values: dict[str, list[float]] = {name: [] for name in sides}
    names = list(sides)
    for turn in range(rounds):
        for name in names if turn % 2 == 0 else reversed(names):
            values[name].append(sides[name]())
    return {name: Sample(name, tuple(taken)) for name, taken in values.items()}


def timed(action: Callable[[], object]) -> float:
    """Seconds that `action` takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def process(command: Sequence[str], accepted: Sequence[int] = (0,), **variables: str) -> Callable[[], float]:
    """A side: the seconds of a whole process, its output read through a pipe as a script would."""
    environment = child_environment(**variables)

    def run() -> float:
        start = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
        taken = time.perf_counter() - start
        if done.returncode not in accepted:
            raise RuntimeError(f"{' '.join(command)} exited {done.returncode}: {done.stderr.decode()[-2000:]}")
        return taken

    return run


def child_environment(**variables: str) -> dict[str, str]:
    """The environment of a measured process: bytecode compiled beforehand, nothing of what the user has set or left."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OWN)}
    own = {f"XDG_{kind}_HOME": f"{newcomer().name}/{kind.lower()}" for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
    return {**kept, **own, "PYTHONPYCACHEPREFIX": str(bytecode()), "LC_ALL": "C.UTF-8", "NO_COLOR": "1", **variables}


@cache
def newcomer() -> tempfile.TemporaryDirectory[str]:
    """The directories of a user whom no program knows: those of all measured processes of a run, and gone with it."""
    return tempfile.TemporaryDirectory(prefix="benchmarks-newcomer-")


@cache
def bytecode() -> Path:
    """A directory for compiled bytecode, filled by the first run of each side, which no measure counts.

    Both sides of a comparison use it, whether or not the environment lets Python write its own.
    """
    directory = Path(tempfile.gettempdir()) / f"regulator-assistant-bytecode-{os.getuid()}"
    directory.mkdir(mode=0o700, exist_ok=True)
    if directory.stat().st_uid != os.getuid():
        raise RuntimeError(f"{directory} belongs to somebody else")
    return directory


def machine() -> str:
    """What the numbers were taken on."""
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {pages * size / 2**30:.0f} GB, "
        f"{platform.python_implementation()} {platform.python_version()}"
    )
