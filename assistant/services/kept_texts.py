"""What is typed and not yet logged, kept beside the record until it is: a crash or a kill loses a second at most.

One small file a text, in the user's state directory and readable by its owner alone, for it may be confidential;
nothing of it is in the record. Each run of the UI has a folder of its own with a lock in it, so that what a dead run
left is told from what another one is still at.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from assistant.errors import RecordProblem
from assistant.paths import user_directory
from assistant.record.locking import Busy, locked
from assistant.record.private import make_private


class Kept(Struct, frozen=True):
    """One text, or the answers of one form."""

    place: str
    """`composer`, `draft`, `question`, `search`, or the heading of a form."""
    thread: str
    """Empty: it belongs to none."""
    texts: Mapping[str, str]
    """By field; of the composer under `text`."""
    at: datetime | None = None
    """When it was kept."""

    @property
    def name(self) -> str:
        """Of its file: texts of one place and thread replace each other."""
        return hashlib.sha256(f"{self.place}\n{self.thread}".encode()).hexdigest()[:32]


class KeptTexts:
    """Those of one run of the UI on one record. Methods block; they raise `RecordProblem` if nothing can be kept."""

    def __init__(self, record: Path) -> None:
        name = hashlib.sha256(os.fsencode(record.absolute())).hexdigest()[:16]
        self.all_runs = user_directory("state") / "unlogged" / name
        self.folder: Path | None = None
        self._held = ExitStack()
        self._on_disk: dict[str, Kept] = {}

    def take_over(self) -> tuple[Kept, ...]:
        """What runs that have died left behind, the earliest first: it is this run's from now on."""
        try:
            self._begin()
            found: dict[str, Kept] = {}
            over: list[Path] = []
            for folder in sorted(self.all_runs.iterdir()):
                if folder != self.folder and folder.is_dir() and (left := _left_in(folder)) is not None:
                    found.update(left)
                    over.append(folder)
            self.keep(list(found.values()), stamped=True)
            for folder in over:  # a run that ends only now has its texts where the next one looks
                _clear(folder)
        except OSError as error:
            raise _cannot(error) from error
        return tuple(sorted(found.values(), key=lambda kept: kept.at or datetime.min.replace(tzinfo=UTC)))

    def keep(self, texts: list[Kept], *, stamped: bool = False) -> None:
        """Let exactly `texts` be on disk: what is new is written, what is no longer among them has been logged."""
        now = datetime.now(UTC)
        wanted = {kept.name: kept for kept in texts}
        try:
            folder = self._begin()
            for name, kept in wanted.items():
                before = self._on_disk.get(name)
                if before is None or before.texts != kept.texts:
                    stamp = kept if stamped else msgspec.structs.replace(kept, at=now)
                    _write(folder / f"{name}.json", msgspec.json.encode(stamp))
                    self._on_disk[name] = kept
            for name in self._on_disk.keys() - wanted.keys():
                (folder / f"{name}.json").unlink(missing_ok=True)
                del self._on_disk[name]
        except OSError as error:
            raise _cannot(error) from error

    def close(self) -> None:
        """End the run; what is still kept is offered to the next one."""
        self._held.close()
        if self.folder is not None and not self._on_disk:
            _clear(self.folder)

    def _begin(self) -> Path:
        """The folder of this run, locked as long as it lasts."""
        if self.folder is None:
            folder = self.all_runs / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{os.getpid()}"
            make_private(folder)
            self._held.enter_context(locked(str(folder / "lock"), patience=0))
            self.folder = folder
        return self.folder


def _left_in(folder: Path) -> dict[str, Kept] | None:
    """The texts of a run that has ended; None if it goes on."""
    try:
        with locked(str(folder / "lock"), patience=0):
            files = sorted(folder.glob("*.json"))
            read = [_read(file) for file in files]
    except Busy:
        return None
    return {kept.name: kept for kept in read if kept}


def _read(file: Path) -> Kept | None:
    """None for a damaged one, of which nothing can be told; raises `OSError` for one that may be whole."""
    content = file.read_bytes()
    try:
        return msgspec.json.decode(content, type=Kept)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, mode 0600."""
    part = path.with_suffix(".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _clear(folder: Path) -> None:
    """Remove the folder of a run that has ended."""
    try:
        with locked(str(folder / "lock"), patience=0):
            for file in folder.iterdir():
                file.unlink()
        folder.rmdir()
    except (Busy, OSError):
        return


def _cannot(error: OSError) -> RecordProblem:
    hint = "What is typed is not safe from a crash until this is mended."
    return RecordProblem(f"unlogged texts cannot be kept: {error.strerror or error}", hint=hint)
