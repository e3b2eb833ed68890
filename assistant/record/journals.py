"""What stands in the journals that a reader does not know yet: from where it had come, or anew where it cannot go on.

A room of its own, apart from the store that writes them: whoever keeps the index or looks at a long thread's end reads
here, without a lock, and finds out what somebody else or another program did to a file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from assistant.errors import RecordProblem, UsageProblem
from assistant.record import journal
from assistant.record.entry import GENESIS, Line, Remains, check_owner, is_whole, read_lines
from assistant.record.kinds import Erased
from assistant.record.store import Change, owner_of


class Position(Struct, frozen=True):
    """How far a reader of a thread has come; written as `entries size mtime_ns head`."""

    entries: int
    size: int
    mtime_ns: int
    head: str

    def __str__(self) -> str:
        return f"{self.entries} {self.size} {self.mtime_ns} {self.head}"

    @classmethod
    def parse(cls, text: str) -> Position | None:
        """None for the empty text: nothing is known yet."""
        if not text:
            return None
        entries, size, mtime_ns, head = text.split(" ")
        return cls(int(entries), int(size), int(mtime_ns), head)


class Journals:
    """All journals of a record."""

    def __init__(self, root: Path, file: Callable[[str], Path]) -> None:
        """`root`: the folder of all; `file`: a thread's journal, raises `UsageProblem` for what is no thread id."""
        self._root, self._file = root, file

    def each(self) -> Iterator[tuple[str, os.DirEntry[str]]]:
        """Every file, with the thread that it is named for; raises `RecordProblem` if a folder cannot be read."""
        try:
            with os.scandir(self._root) as regulators:
                folders = [entry for entry in regulators if entry.is_dir()]
            for folder in folders:
                with os.scandir(folder) as files:
                    yield from ((_named(folder, e), e) for e in files if e.name.endswith(".jsonl"))
        except FileNotFoundError:
            return
        except OSError as error:
            raise RecordProblem(f"cannot be read: {error.strerror}", where=str(error.filename or self._root)) from error

    def changes(self, since: Mapping[str, str], only: Collection[str] | None = None) -> Iterator[Change]:
        """See `Store.changes`; `only` looks at those threads and at no other file.

        A file under a name that no thread has comes with a problem; once it is gone, with no problem and no lines.
        """
        found = set()
        for thread, status in self._statuses(only):
            found.add(thread)
            known = Position.parse(since.get(thread, ""))
            if known is None or (known.size, known.mtime_ns) != (status.st_size, status.st_mtime_ns):
                yield self._change(thread, known, status)
        for thread in sorted((set(since) if only is None else set(since) & set(only)) - found):
            if path := self.path_or_none(thread):
                yield Change(thread, (), 0, "", f"{path}: the file is gone")
            elif only is None:  # nothing is missing; by its name alone nobody could have looked for it
                yield Change(thread, (), 0, "")

    def _statuses(self, only: Collection[str] | None) -> Iterator[tuple[str, os.stat_result]]:
        if only is None:
            yield from ((thread, entry.stat()) for thread, entry in self.each())
            return
        for thread in only:
            try:
                yield thread, self._file(thread).stat()
            except (OSError, UsageProblem):
                continue

    def _change(self, thread: str, known: Position | None, status: os.stat_result) -> Change:
        if known and known.size < status.st_size:
            grown = self._read_on(thread, known, status)
            if grown:
                return grown
        return self._read_anew(thread, status)

    def _read_on(self, thread: str, known: Position, status: os.stat_result) -> Change | None:
        """What was appended since; None if the file does not go on from there, or what was known is to be forgotten."""
        try:
            path = self._file(thread)
            content = journal.read(path, known.size)
            check_end(path, content.torn, known.entries + len(content.lines))
            lines, head = read_lines(content.lines, str(path), known.entries + 1, known.head)
        except RecordProblem:
            return None
        if any(isinstance(line.fact, Erased) for line in lines):
            return None
        position = Position(known.entries + len(lines), content.size, status.st_mtime_ns, head)
        return Change(thread, tuple(lines), known.entries, str(position), notice=_torn_notice(path, content))

    def _read_anew(self, thread: str, status: os.stat_result) -> Change:
        lines: list[Line] = []
        prev, path = GENESIS, self.path_or_none(thread)
        if path is None:
            return Change(thread, (), 0, "", f"{thread}.jsonl: no thread has this name and place")
        try:
            content = journal.read(path)
            remains = Remains(lambda: content.lines)
            for n, raw in enumerate(content.lines, 1):
                more, prev = read_lines([raw], str(path), n, prev, remains)
                lines += more
            check_end(path, content.torn, len(lines))
            check_owner(lines, thread, str(path))
        except RecordProblem as error:
            return Change(thread, tuple(lines), 0, "", str(error))
        position = Position(len(lines), content.size, status.st_mtime_ns, prev)
        return Change(thread, tuple(lines), 0, str(position), notice=_torn_notice(path, content))

    def path_or_none(self, thread: str) -> Path | None:
        """The journal of `thread`, or None if a file of that name cannot be one."""
        try:
            return self._file(thread)
        except UsageProblem:
            return None


def check_end(path: Path, torn: bytes, lines: int) -> None:
    """Raise `RecordProblem` if the last line break was overwritten: a write that breaks off leaves no further byte."""
    if is_whole(torn[:-1]):
        raise RecordProblem("the line break behind this entry was overwritten", where=f"{path}, line {lines + 1}")


def _named(folder: os.DirEntry[str], file: os.DirEntry[str]) -> str:
    """The thread that a file is named for; with its folder, which no thread has in its name, if it lies elsewhere."""
    thread = file.name.removesuffix(".jsonl")
    return thread if owner_of(thread) == folder.name else f"{folder.name}/{thread}"


def _torn_notice(path: Path, content: journal.Content) -> str:
    if not content.torn:
        return ""
    return f"{path}: {len(content.torn)} bytes at the end are an interrupted write; the next write sets them aside"
