"""The terminal UI in a terminal of its own: seconds to the first full paint, and the memory it then holds.

Both sides run in a pseudo-terminal of the same size. What counts is what a person sees: the moment at which the
bytes that arrived hold a row of the list and the footer.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from tests.benchmarks.bare_app import MARK
from tests.benchmarks.generate import AS_OF
from tests.benchmarks.measure import ROOT, Absent, Result, Row, Sample, child_environment, in_turn
from tests.benchmarks.regulators import OFFICES

SIZE = (40, 120)
"""Rows and columns."""
PATIENCE = 60.0
"""Seconds after which a UI that shows nothing has failed."""

_ESCAPE = re.compile(rb"\x1b\[[0-9;:?<>=]*[A-Za-z]")


class Ui(Struct, frozen=True):
    """A program, and by what one sees that it has painted."""

    name: str
    command: tuple[str, ...]
    row: re.Pattern[str]
    """A row of its list."""
    foot: re.Pattern[str]
    """Its footer."""
    text: re.Pattern[str]
    """The body of a message."""
    key: bytes = b""
    """What leads from the first page to such a body, if that is needed."""


def bare() -> Ui:
    command = (sys.executable, "-m", "tests.benchmarks.bare_app")
    pattern = re.compile
    return Ui("bare app", command, pattern(MARK), pattern("palette"), pattern("about the licence"))


def assistant(record: Path, name: str) -> Ui:
    command = (sys.executable, "-m", "assistant", "--record", str(record), "--as-of", AS_OF.isoformat())
    keys = "|".join(office.key for office in OFFICES)
    body = "annex|section|weeks|on page|of the cases|of item|to table|of version"
    return Ui(name, command, re.compile(rf"\b({keys})\b"), re.compile("palette"), re.compile(body), b"t")


def measure(few: Path, many: Path, counts: tuple[int, int], rounds: int, warm: bool) -> list[Result]:
    """Start to first full paint: both sizes against the bare app, and against each other; then to the first thread.

    `warm`: each side starts once before it is measured.
    """
    first, text = "UI, start to first full paint", "UI, start to a thread's text"
    less, more = (f"{count:,} threads" for count in counts)
    small, large, floor = assistant(few, less), assistant(many, more), bare()
    try:
        _warm((floor, small, large) if warm else ())
        taken = _in_turn((floor, small, large), lambda ui: painted(ui, (ui.row, ui.foot)), rounds)
        shown = _in_turn((floor, large), lambda ui: painted(ui, (ui.row, ui.foot, ui.text)), rounds)
    except Unpainted as error:
        return [Absent(first, str(error)), Absent(text, str(error))]
    return [
        Row(f"{first}, {more}", taken[more], taken[floor.name], "≤ 1.2"),
        Row(f"{first}, {less}", taken[less], taken[floor.name], "≤ 1.2"),
        Row(f"{first}, {more} : {less}", taken[more], taken[less], "≤ 1.1"),
        Row(f"{text}, {more}", shown[more], shown[floor.name]),
    ]


def memory(many: Path, messages: int, rounds: int, calm: float, warm: bool) -> list[Result]:
    """Resident memory once everything is loaded: after `calm` seconds without a new byte; `warm` as in `measure`."""
    what, ui, floor = f"memory, UI open, {messages:,} messages", assistant(many, "assistant"), bare()
    try:
        _warm((floor, ui) if warm else ())
        taken = _in_turn((floor, ui), lambda one: held(one, calm), rounds)
    except Unpainted as error:
        return [Absent(what, str(error))]
    return [Row(what, taken[ui.name], taken[floor.name], "≤ 1.5", unit="MB")]


def _in_turn(uis: Sequence[Ui], side: Callable[[Ui], Callable[[], float]], rounds: int) -> dict[str, Sample]:
    return in_turn({ui.name: side(ui) for ui in uis}, rounds)


def _warm(uis: Sequence[Ui]) -> None:
    """Files and bytecode into the system's cache."""
    for ui in uis:
        painted(ui, (ui.row, ui.foot, ui.text))()


class Unpainted(Exception):
    """The program showed nothing, or ended; with the last it said."""


def painted(ui: Ui, wanted: Sequence[re.Pattern[str]]) -> Callable[[], float]:
    """A side: seconds until all of `wanted` are on the screen."""

    def run() -> float:
        with contextlib.closing(Terminal(ui.command)) as terminal:
            if ui.text in wanted:
                terminal.come_to_text(ui)
            return terminal.seconds_until(wanted)

    return run


def held(ui: Ui, calm: float) -> Callable[[], float]:
    """A side: megabytes resident once it has painted and been silent for `calm` seconds."""

    def run() -> float:
        with contextlib.closing(Terminal(ui.command)) as terminal:
            terminal.come_to_text(ui)
            terminal.seconds_until((ui.text,))
            terminal.wait_for(calm)
            return terminal.megabytes()

    return run


class Terminal:
    """A child in a pseudo-terminal, and everything it has written."""

    def __init__(self, command: Sequence[str]) -> None:
        variables = child_environment(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
        variables.pop("NO_COLOR", None)
        self.start = time.perf_counter()
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
            os.chdir(ROOT)
            os.execvpe(command[0], list(command), variables)  # noqa: S606 - it has to be this very process
        self.output = b""

    def come_to_text(self, ui: Ui) -> None:
        """Press the key that a person would press once they see the first page."""
        self.seconds_until((ui.row, ui.foot))
        os.write(self.descriptor, ui.key)

    def seconds_until(self, wanted: Sequence[re.Pattern[str]]) -> float:
        """Seconds from the start until all of `wanted` have been seen; raises `Unpainted`."""
        while not all(pattern.search(self._plain()) for pattern in wanted):
            if time.perf_counter() - self.start > PATIENCE or not self._read(1.0):
                raise Unpainted(f"nothing was painted; the last output: {self._plain()[-300:].strip()!r}")
        return time.perf_counter() - self.start

    def _plain(self) -> str:
        return _ESCAPE.sub(b"", self.output).decode(errors="replace")

    def _read(self, patience: float) -> bool:
        """Take in what there is; False once the child has ended."""
        if not select.select([self.descriptor], [], [], patience)[0]:
            return True
        try:
            more = os.read(self.descriptor, 1 << 16)
        except OSError:
            return False
        self.output += more
        return bool(more)

    def wait_for(self, calm: float) -> None:
        """Read until nothing came for `calm` seconds."""
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end:
            before = len(self.output)
            if not self._read(calm) or len(self.output) == before:
                return

    def run_to_its_end(self) -> None:
        """Read until the child has ended; raises `Unpainted` where it falls silent before."""
        while True:
            before = len(self.output)
            if not self._read(PATIENCE):
                return
            if len(self.output) == before:
                raise Unpainted("it fell silent")

    def megabytes(self) -> float:
        """Resident memory, as the system counts it."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        if found is None:
            raise Unpainted("the program has ended")
        return int(found[1]) / 1024

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.descriptor)
