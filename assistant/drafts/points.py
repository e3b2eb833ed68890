"""All that is open with one regulator, over several of its matters: what one combined letter tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from assistant.clocks.gap import Gap
from assistant.drafts.about import open_points
from assistant.drafts.matters import Item, item_of
from assistant.drafts.words import Words
from assistant.record.inert import inert_line
from assistant.record.thread import Thread


class Matter(Struct, frozen=True):
    """One thread with its gaps."""

    thread: Thread
    gaps: tuple[Gap, ...] = ()


def points(matters: Iterable[Matter], as_of: date, words: Words) -> list[Item]:
    """The open points of all, as plain values; the first of each matter and side is marked, to be headed."""
    return [item for matter in matters for item in _of(matter, as_of, words)]


def _of(matter: Matter, as_of: date, words: Words) -> Iterator[Item]:
    thread = matter.thread
    headed: set[str | None] = set()
    for about in open_points(thread, matter.gaps):
        yield {
            **item_of(thread, about, as_of, words),
            "thread": thread.id,
            "title": inert_line(thread.title),
            "ours": inert_line(thread.ours),
            "theirs": inert_line(thread.theirs),
            "kind": about.kind,
            "owed_by": about.owed_by or "",
            "first": about.owed_by not in headed,
        }
        headed.add(about.owed_by)
