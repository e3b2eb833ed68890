"""Original bytes, kept under their own SHA-256: `originals/<first 2 hex>/<sha256>`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from assistant.errors import RecordProblem
from assistant.record.batches import batched
from assistant.record.digest import sha256_hex
from assistant.record.private import make_private, open_files, sync, sync_all

AT_ONCE = 500
"""Files that are open together, if the system allows it: mostly a whole batch of an import (see `mail.importing`)."""
_NEW = os.O_CREAT | os.O_TRUNC | os.O_RDWR | getattr(os, "O_BINARY", 0)
_NAME = r"[0-9a-f]{64}"  # compiled when needed, which a check does not


class FileOriginals:
    """The originals of one record directory."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, digest: str) -> Path:
        """Where those bytes lie; raises `RecordProblem` for what is no SHA-256, which thus never becomes a path."""
        return Path(self._place(digest))

    def _place(self, digest: str) -> str:
        """The same for whoever reads thousands: each `Path` adds to what the interpreter keeps of all texts."""
        if not re.fullmatch(_NAME, digest):
            raise RecordProblem(f"{digest!r} is not a SHA-256")
        return f"{self.root}{os.sep}{digest[:2]}{os.sep}{digest}"

    def put(self, content: bytes) -> str:
        """Keep `content`, safe on disk before this returns, and return its SHA-256."""
        digest = sha256_hex(content)
        path = self.path(digest)
        try:
            if _lies(str(path), content):
                return digest
            new = not path.parent.exists()
            make_private(path.parent)
            self._write(path, content)
            sync(*path.parents[: 3 if new else 1])  # its own folder; that of all originals and the record
        except OSError as error:
            raise _not_kept(path, error) from error
        return digest

    def put_all(self, contents: Mapping[str, bytes]) -> None:
        """Keep all of them, given by their SHA-256, `AT_ONCE` with one wait for the disk.

        Raises `RecordProblem` if any cannot be kept.
        """
        for named in batched(contents.items(), min(AT_ONCE, open_files())):
            self._put_group(named)

    def damaged(self, contents: Mapping[str, bytes]) -> dict[str, bytes]:
        """Those under whose SHA-256 other bytes lie here; to `put_all` them mends that. What is gone is none."""
        return {digest: content for digest, content in contents.items() if _lies(self._place(digest), content) is False}

    def _put_group(self, named: Sequence[tuple[str, bytes]]) -> None:
        begun = _Begun(f"{self.root}{os.sep}")
        try:
            for digest, content in named:
                begun.write(digest, content)
            begun.keep()
            sync(*begun.folders, self.root, self.root.parent)
        except OSError as error:
            raise _not_kept(self.root, error) from error
        finally:
            begun.close()

    def _write(self, path: Path, content: bytes) -> None:
        import tempfile  # noqa: PLC0415 - a reader pays nothing for it

        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".")  # 0600 by itself
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def remove(self, digest: str) -> None:
        """Delete those bytes; nothing if they are not there. For an erasure, which nobody takes back."""
        path = self.path(digest)
        try:
            path.unlink(missing_ok=True)
            if path.parent.is_dir():
                sync(path.parent)
        except OSError as error:
            raise RecordProblem(f"cannot be deleted: {error.strerror or error}", where=str(path)) from error

    def get(self, digest: str) -> bytes:
        """The bytes; raises `RecordProblem` if they are missing or were changed."""
        path = self._place(digest)
        try:
            with open(path, "rb") as file:  # noqa: PTH123 - see `_place`
                content = file.read()
        except OSError as error:
            raise RecordProblem(f"the original is missing ({error.strerror or error})", where=path) from error
        if sha256_hex(content) != digest:
            raise RecordProblem(
                "the original was changed: its bytes no longer have the hash it is kept under", where=path
            )
        return content


class _Begun:
    """Originals that are written together, each under a name of its own until all of them are safe."""

    def __init__(self, root: str) -> None:
        """`root`: where they lie, with the separator at its end."""
        self.root, self.mark = root, f".{os.getpid()}"
        self.folders: set[str] = set()
        """Those that are known to exist."""
        self.moves: list[tuple[str, str]] = []
        """From each file's own name to the one that it is to get."""
        self.moved = 0
        self.descriptors: list[int] = []

    def write(self, digest: str, content: bytes) -> None:
        """Write what is not there yet; raises `RecordProblem`."""
        folder = f"{self.root}{digest[:2]}"
        path = f"{folder}{os.sep}{digest}"
        try:
            if _lies(path, content):
                return
            if folder not in self.folders:
                if not os.path.isdir(folder):  # noqa: PTH112 - a Path for each of so many takes longer than the rest
                    make_private(Path(folder))
                self.folders.add(folder)
            part = f"{folder}{os.sep}.{digest}{self.mark}"
            descriptor = os.open(part, _NEW, 0o600)
            self.moves.append((part, path))
            self.descriptors.append(descriptor)
            view = memoryview(content)
            while view:
                view = view[os.write(descriptor, view) :]
        except OSError as error:
            raise _not_kept(Path(path), error) from error

    def keep(self) -> None:
        """Have them safe on the disk, then give them their names; raises `OSError`."""
        sync_all(self.descriptors)
        for part, path in self.moves:
            os.replace(part, path)  # noqa: PTH105 - as above
            self.moved += 1

    def close(self) -> None:
        """What did not get its name goes."""
        for descriptor in self.descriptors:
            os.close(descriptor)
        for part, _ in self.moves[self.moved :]:
            with suppress(FileNotFoundError):
                Path(part).unlink()


def _lies(path: str, content: bytes) -> bool | None:
    """Whether the file holds these bytes, and no others; None if there is none.

    An import asks for thousands that are not there, of which an exception would tell in three times the time.
    """
    if not os.access(path, os.F_OK):
        return None
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - see `_place`
            return file.read(len(content) + 1) == content
    except FileNotFoundError:
        return None
    except OSError:  # a sector that cannot be read: what was there is gone
        return False


def _not_kept(path: Path, error: OSError) -> RecordProblem:
    return RecordProblem(f"cannot be kept: {error.strerror or error}", where=str(path))
