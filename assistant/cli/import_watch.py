"""Watching a long import in a terminal: how far it is, how fast, what went wrong; Ctrl-C stops it after the batch."""

from __future__ import annotations

import signal
import sys
import threading
import time
from types import FrameType, TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.mail.importing import ImportReport


class ImportWatch:
    """A watcher for `Desk.import_mail`; silent on stderr that is no terminal."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._stop = False
        self._shown = sys.stderr.isatty()
        self._previous: signal._HANDLER = None

    def __enter__(self) -> ImportWatch:
        if threading.current_thread() is threading.main_thread():
            self._previous = signal.signal(signal.SIGINT, self._interrupted)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._previous is not None:
            signal.signal(signal.SIGINT, self._previous)
        if self._shown:
            sys.stderr.write("\r\x1b[K")

    def __call__(self, report: ImportReport) -> bool:
        if self._shown:
            sys.stderr.write(f"\r\x1b[K{self._line(report)}")
            sys.stderr.flush()
        return not self._stop

    def _line(self, report: ImportReport) -> str:
        rate = report.read / max(time.monotonic() - self._started, 0.001)
        problems = f", problems: {len(report.problems)}" if report.problems else ""
        return f"{report.read:,} read, {report.new:,} new, {rate:,.0f} a second{problems}"

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        """The first Ctrl-C lets the batch be filed; the second does not wait."""
        if self._stop:
            raise KeyboardInterrupt
        self._stop = True
        if self._shown:
            sys.stderr.write("\r\x1b[Kstopping: what was read is being filed …")
            sys.stderr.flush()
