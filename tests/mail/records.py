"""Records that mail was imported into, as tests ask them."""

from __future__ import annotations

from pathlib import Path

from assistant.config import Settings
from assistant.record.dates import zone_named
from assistant.record.kinds import Message
from assistant.record.record import Record
from tests.mail.samples import settings


def record_at(root: Path, own: Settings | None = None) -> Record:
    """The record at `root`, with the time zones of the settings."""
    known = own or settings()
    return Record(root, lambda key: zone_named(known.regulator(key).timezone))


def messages(record: Record, thread: str) -> list[Message]:
    """The thread's messages in the order of the timeline."""
    return [logged.message for logged in record.thread(thread).messages]


def standing(record: Record) -> list[str]:
    """The threads that were not merged into another."""
    return [thread for thread in record.store.threads() if not record.thread(thread).merged_into]


def subjects(record: Record) -> dict[str, list[str]]:
    """The subjects of each such thread's messages."""
    return {thread: [message.subject for message in messages(record, thread)] for thread in standing(record)}


def partition(record: Record, *, tray: bool = True) -> set[frozenset[str]]:
    """Which mails lie together, by their texts: what must not depend on the order of an import."""
    threads = [thread for thread in standing(record) if tray or not thread.startswith("tray-")]
    return {frozenset(message.text.strip() for message in messages(record, thread)) for thread in threads}
