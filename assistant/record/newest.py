"""The newest messages of a long thread, with all that is said of them, before the rest of it has been read.

The index keeps one for each long thread, made from the fold of the whole: so nothing that a later entry says of these
messages is missing, and nothing is guessed from the end of a file. Their texts stand in the last lines of the journal,
which are read from behind. Pure functions and values; `index` holds the rows, `tail` reads the lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, structs

from assistant.record.entry import Line
from assistant.record.fold import corrected
from assistant.record.kinds import Message
from assistant.record.openings import ball
from assistant.record.standing import Standing
from assistant.record.thread import Ball, Draft, Logged, Thread

LONG = 250
"""Messages of a thread that is worth it; a shorter one is read as a whole in the time of a frame."""
LEAST, MOST = 60, 240
"""Messages that are kept: more than a screen shows, and no more than are read in no time."""


class Newest(Struct, frozen=True, array_like=True):
    """What stands last on a thread's timeline."""

    thread: Thread
    """With these messages alone, and of everything else what stands beside them or is still open. The first of the
    messages is one that a person of the regulator wrote: from there on it is known how long they were silent.
    """
    earlier: frozenset[int]
    """Messages before these that carry something that is open."""
    latest: tuple[int, ...]
    """The numbers of the messages that were logged last, in order."""
    count: int
    """All messages of the thread."""
    ball: Ball

    @property
    def first(self) -> int:
        """The earliest entry that is needed to read these messages."""
        return min(logged.n for logged in self.thread.messages)


class Lately(Struct, frozen=True):
    """`Newest` with the texts, and what the thread leaves open."""

    newest: Newest
    left: Standing


def newest(whole: Standing) -> Newest | None:
    """Of a thread that is long; None for others, and for one in which nobody of the regulator has spoken lately."""
    thread = whole.thread
    if len(thread.messages) <= LONG:
        return None
    stop = len(thread.messages) - LEAST
    spoke = range(stop, max(stop + LEAST - MOST, -1), -1)
    start = next((at for at in spoke if thread.messages[at].from_person), None)
    if start is None:
        return None
    kept = thread.messages[start:]
    numbers, day = frozenset(logged.n for logged in kept), kept[0].day
    everywhere = frozenset(logged.n for logged in thread.messages)
    owed = tuple(
        o
        for o in thread.obligations
        if o.is_open or o.message in numbers or (o.message not in everywhere and o.day >= day)
    )
    asked = {n for o in whole.openings for n in (o.entry, o.message)} | {o.message for o in owed}
    few = structs.replace(
        thread,
        messages=tuple(map(_bare, kept)),
        obligations=owed,
        drafts=tuple(map(_untold, thread.drafts)),
        notes=tuple(note for note in thread.notes if note.day >= day),
        corrections=(),
    )
    earlier = frozenset(n for n in asked if n is not None and n in everywhere and n not in numbers)
    return Newest(few, earlier, tuple(sorted(everywhere)[-MOST:]), len(thread.messages), ball(thread))


def with_texts(found: Newest, lines: Sequence[Line]) -> Newest | None:
    """The same with what its messages say, from the `lines` of its thread from entry `first` on, to the last.

    None if these are not the lines that it was made from.
    """
    facts = {line.n: line.fact for line in corrected(lines)} if lines else {}
    told = tuple(
        structs.replace(logged, message=fact)
        for logged in found.thread.messages
        if isinstance(fact := facts.get(logged.n), Message)
    )
    if len(told) < len(found.thread.messages):
        return None
    return structs.replace(found, thread=structs.replace(found.thread, messages=told))


def _bare(logged: Logged) -> Logged:
    return structs.replace(logged, message=Message(logged.message.direction, logged.message.channel))


def _untold(draft: Draft) -> Draft:
    saved = structs.replace(draft.saved, text="", to=())
    return structs.replace(draft, saved=saved, earlier=())
