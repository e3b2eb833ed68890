"""Markers: an empty file in `.writing/` for each thread that is being written.

A process that dies between its journal and the index leaves one behind, so that nobody has to look at every journal to
be sure that the index has all of them.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from assistant.errors import RecordProblem


class Markers:
    """The markers of one record; `folder` is made by whoever writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def leave(self, name: str, lock: str) -> None:
        """Leave the marker `name`, if there is none; raises `RecordProblem`.

        It is a second name of the file `lock`, where there can be one: to make and delete a file for each thread of an
        import costs several times as much.
        """
        marker = self._path(name)
        try:
            os.link(lock, marker)
        except FileExistsError:
            return
        except OSError:  # a file system without links, or locks that are no files
            self._touch(marker)

    def take_away(self, name: str) -> None:
        with suppress(FileNotFoundError):
            os.unlink(self._path(name))  # noqa: PTH108 - a Path for each of so many takes longer than the call

    def found(self) -> tuple[str, ...]:
        """Their names, sorted; raises `RecordProblem` where that cannot be told, so that nothing counts as followed."""
        try:
            return tuple(sorted(os.listdir(self.folder)))  # noqa: PTH208 - names are all that is asked for
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise RecordProblem(f"cannot be read: {error.strerror}", where=str(self.folder)) from error

    def _touch(self, marker: str) -> None:
        try:
            os.close(os.open(marker, os.O_CREAT | os.O_WRONLY, 0o600))
        except OSError as error:
            raise RecordProblem(f"cannot be written: {error.strerror}", where=str(self.folder)) from error

    def _path(self, name: str) -> str:
        return f"{self.folder}{os.sep}{name}"
