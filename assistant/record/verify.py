"""Walk every chain and every original, and give one digest over all heads.

The digest, kept elsewhere (mailed to counsel, printed in a report), also reveals a removed tail or thread, which the
chains alone cannot. What this shows is that nothing was changed since; it shows no compliance with anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from assistant.errors import AssistantError, RecordProblem
from assistant.record.digest import sha256_hex
from assistant.record.entry import Line, check_owner, understood
from assistant.record.files import FileStore
from assistant.record.kinds import Message


class Verification(Struct, frozen=True):
    ok: bool
    threads: int
    entries: int
    digest: str
    """SHA-256 over `<thread> <entries> <head hash>` lines, sorted by thread."""
    problems: tuple[str, ...]
    notices: tuple[str, ...]


GoOn = Callable[[int, int, int], bool]
"""Told before each thread how many are checked, of how many, with how many entries; False stops it."""


def verify(store: FileStore, go_on: GoOn | None = None) -> Verification:
    """Check everything; damage is listed, never raised. Raises `Stopped` where it is told to stop."""
    heads: list[str] = []
    problems: list[str] = []
    notices: list[str] = []
    count = 0
    threads = store.threads()
    for done, thread in enumerate(threads):
        if go_on is not None and not go_on(done, len(threads), count):
            raise Stopped("the verification was stopped: what it would have found is not known")
        try:
            entries = store.entries(thread)
            lines = [understood(entry, str(store.file(thread))) for entry in entries]
            check_owner(lines, thread, str(store.file(thread)))
            problems += _missing_originals(store, thread, lines)
            if torn := store.torn(thread):
                notices.append(f"{store.file(thread)}: {len(torn)} bytes at the end are an interrupted write")
        except AssistantError as error:
            problems.append(str(error))
            continue
        heads.append(f"{thread} {len(entries)} {entries[-1].hash}\n")
        count += len(entries)
    notices += [f"{path}: an interrupted write that was set aside" for path in sorted(_set_aside(store))]
    digest = sha256_hex("".join(heads).encode())
    return Verification(not problems, len(threads), count, digest, tuple(problems), tuple(notices))


class Stopped(AssistantError):
    """Nobody waits for the answer any more."""


def _missing_originals(store: FileStore, thread: str, lines: list[Line]) -> Iterator[str]:
    for line in lines:
        if isinstance(line.fact, Message):
            for digest in (line.fact.original, *(a.sha256 for a in line.fact.attachments)):
                try:
                    if digest:
                        store.originals.get(digest)
                except RecordProblem as error:
                    yield f"{thread}#{line.n}: {error}"


def _set_aside(store: FileStore) -> list[str]:
    return [str(path) for path in store.paths.threads.glob("*/*.jsonl.torn-*")]
