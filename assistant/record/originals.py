"""Original bytes, kept under their own SHA-256: `originals/<first 2 hex>/<sha256>`."""

from __future__ import annotations

import os
import re
from pathlib import Path

from assistant.errors import RecordProblem
from assistant.record.digest import sha256_hex
from assistant.record.private import make_private, sync

_NAME = re.compile(r"[0-9a-f]{64}\Z")


class FileOriginals:
    """The originals of one record directory."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, digest: str) -> Path:
        """Where those bytes lie; raises `RecordProblem` for what is no SHA-256, which thus never becomes a path."""
        if not _NAME.match(digest):
            raise RecordProblem(f"{digest!r} is not a SHA-256")
        return self.root / digest[:2] / digest

    def put(self, content: bytes) -> str:
        """Keep `content`, safe on disk before this returns, and return its SHA-256."""
        digest = sha256_hex(content)
        path = self.path(digest)
        if path.exists() and path.stat().st_size == len(content):
            return digest
        try:
            new = not path.parent.exists()
            make_private(path.parent)
            self._write(path, content)
            sync(*path.parents[: 3 if new else 1])  # its own folder; that of all originals and the record
        except OSError as error:
            raise RecordProblem(f"cannot be kept: {error.strerror or error}", where=str(path)) from error
        return digest

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

    def get(self, digest: str) -> bytes:
        """The bytes; raises `RecordProblem` if they are missing or were changed."""
        path = self.path(digest)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise RecordProblem(f"the original is missing ({error.strerror or error})", where=str(path)) from error
        if sha256_hex(content) != digest:
            raise RecordProblem(
                "the original was changed: its bytes no longer have the hash it is kept under", where=str(path)
            )
        return content
