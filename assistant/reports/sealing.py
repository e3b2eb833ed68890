"""Where an evidence package is written to: a new folder or zip, file by file, each hashed on its way.

All or nothing: it has another name until it is whole, and nothing that is there is touched. The same files give the
same bytes: they carry no dates, and a zip stores them as they are, since what compressing gives depends on a library's
version. Nothing is held in memory but the piece under way.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from assistant.errors import RecordProblem
from assistant.record.new_file import check_free, new_file
from assistant.record.private import make_private
from assistant.reports.stored_zip import StoredZip

SUMS = "SHA256SUMS"
"""The list of all files but itself, as `sha256sum` writes it."""
INSIDE = "evidence"
"""The folder that a zip unpacks to."""


class _Place(Protocol):
    def write(self, name: str, pieces: Iterable[bytes]) -> None:
        """A new file of that name, a path with `/`."""


class Sealing:
    """A package under way. Names are the program's own or came through `file_names`."""

    def __init__(self, place: _Place, spool: IO[bytes]) -> None:
        self._place, self._sums = place, spool
        self.files = 0
        self.seal = ""
        """The SHA-256 of the list of all files, once that is written: whoever keeps it can tell any change."""

    def add(self, name: str, pieces: Iterable[bytes]) -> str:
        """Write a file and list it; returns its SHA-256."""
        digest = hashlib.sha256()
        self._place.write(name, _hashed(pieces, digest))
        self._sums.write(f"{digest.hexdigest()}  {name}\n".encode())
        self.files += 1
        return digest.hexdigest()

    def finish(self) -> None:
        """Write the list itself."""
        self._sums.seek(0)
        digest = hashlib.sha256()
        self._place.write(SUMS, _hashed(self._sums, digest))
        self.seal = digest.hexdigest()


def _hashed(pieces: Iterable[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    for piece in pieces:
        digest.update(piece)
        yield piece


@contextmanager
def sealing(path: Path) -> Iterator[Sealing]:
    """A package at `path`, a zip if the name ends so, else a folder; raises `UsageProblem` if something is there."""
    check_free(path)
    with tempfile.TemporaryFile() as spool:
        if path.suffix.lower() == ".zip":
            with new_file(path) as file, tempfile.TemporaryFile() as directory:
                archive = StoredZip(file, directory, INSIDE)
                yield Sealing(archive, spool)
                archive.finish()
        else:
            with _new_folder(path) as part:
                yield Sealing(_Folder(part), spool)


@contextmanager
def _new_folder(path: Path) -> Iterator[Path]:
    try:
        part = Path(tempfile.mkdtemp(prefix=f".{path.name[:40]}.", dir=path.parent))  # mode 0700
        try:
            yield part
            check_free(path)
            part.rename(path)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise RecordProblem(f"cannot be written: {error.strerror or error}", where=str(path)) from error


class _Folder:
    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, name: str, pieces: Iterable[bytes]) -> None:
        path = self.root / name
        make_private(path.parent)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.writelines(pieces)
