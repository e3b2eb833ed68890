"""What the record keeps of messages → files in a folder that a person names: the original bytes, and the attachments.

All of them or none: names are settled before anything is written, no file that is there is touched, and what was
written goes again if the rest cannot be. No name from mail decides where a file is written; see `file_names`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

from msgspec import Struct

from assistant.errors import RecordProblem, UsageProblem
from assistant.mail.formats.letter_docx import is_docx
from assistant.mail.formats.letters import is_pdf
from assistant.mail.formats.outlook import is_outlook
from assistant.mail.parse import is_mail
from assistant.record.file_names import distinct_names
from assistant.record.kinds import Message
from assistant.record.new_file import check_free
from assistant.record.private import make_private, sync
from assistant.record.store import Originals
from assistant.record.thread import Logged, Thread

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_FORMS = ((is_outlook, ".msg"), (is_pdf, ".pdf"), (is_docx, ".docx"), (is_mail, ".eml"))


class ExportedFile(Struct, frozen=True):
    entry: int
    name: str
    """As a person knows it: an attachment's, or the subject of a message."""
    path: str
    bytes: int
    sha256: str
    kind: Literal["original", "attachment"]
    read: bool
    """Its text stands in the record, too: it is an annex that was read."""


class Exported(Struct, frozen=True):
    files: tuple[ExportedFile, ...]
    withheld: int
    """Confidential messages that were left out."""


class Kept(Struct, frozen=True):
    """One file that the record keeps of a message."""

    entry: int
    name: str
    extension: str
    sha256: str
    kind: Literal["original", "attachment"]
    read: bool = False


def export(thread: Thread, entry: int | None, originals: Originals, folder: Path, *, confidential: bool) -> Exported:
    """Write what `originals` keeps of the message `entry` of `thread`, or with None of all its messages, to `folder`.

    The folder is made if it is missing. Confidential messages are left out and counted unless `confidential` asks for
    them. Raises `UsageProblem` for an entry that is no message, or a file that is there already; `RecordProblem` for
    bytes that are missing or damaged, and for a folder that cannot be written.
    """
    chosen = _chosen(thread, entry)
    allowed = [logged for logged in chosen if confidential or not logged.message.confidential]
    wanted = [file for logged in allowed for file in files_of(logged.n, logged.message, originals)]
    names = distinct_names((f"{file.entry:04}-", file.name + file.extension) for file in wanted)
    paths = [folder / name for name in names]
    for path in paths:
        check_free(path)
    written = _write(paths, [file.sha256 for file in wanted], originals, folder) if wanted else []
    files = (
        ExportedFile(file.entry, file.name, str(path), size, file.sha256, file.kind, file.read)
        for file, path, size in zip(wanted, paths, written, strict=True)
    )
    return Exported(tuple(files), len(chosen) - len(allowed))


def _chosen(thread: Thread, entry: int | None) -> tuple[Logged, ...]:
    if entry is None:
        return thread.messages
    logged = thread.message(entry)
    if logged is None:
        raise UsageProblem(f"{thread.id}#{entry} is no message", hint=f"See `assistant show {thread.id}`.")
    return (logged,)


def files_of(entry: int, message: Message, originals: Originals) -> Iterator[Kept]:
    """The message's original, unless it is one of its attachments, as a letter is; and these, each once."""
    if message.original and message.original not in {attachment.sha256 for attachment in message.attachments}:
        name = message.subject or "message"
        yield Kept(entry, name, _extension(originals.get(message.original)), message.original, "original")
    for attachment in message.attachments:
        kind: Literal["original", "attachment"] = "original" if attachment.sha256 == message.original else "attachment"
        yield Kept(entry, attachment.name, "", attachment.sha256, kind, bool(attachment.text))


def _extension(content: bytes) -> str:
    return next((extension for is_form, extension in _FORMS if is_form(content)), ".bin")


def _write(paths: Sequence[Path], digests: Sequence[str], originals: Originals, folder: Path) -> list[int]:
    """The bytes written to each path; if one cannot be written, none stays."""
    begun: list[Path] = []
    sizes: list[int] = []
    try:
        make_private(folder)
        for path, digest in zip(paths, digests, strict=True):
            content = originals.get(digest)
            descriptor = os.open(path, _NEW, 0o600)
            begun.append(path)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            sizes.append(len(content))
        sync(folder)
    except BaseException as error:
        for path in begun:
            with suppress(OSError):
                path.unlink()
        if isinstance(error, OSError):
            where = str(error.filename or folder)
            raise RecordProblem(f"cannot be written: {error.strerror or error}", where=where) from error
        raise
    return sizes
