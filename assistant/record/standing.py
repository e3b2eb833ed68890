"""What a thread leaves open, and as little of the thread as the clocks need to say when each of it is due.

The index keeps one for each thread, so that a check of many neither folds a thread nor carries its letters about.
"""

from msgspec import Struct, structs

from assistant.record.kinds import Message
from assistant.record.opening import Opening
from assistant.record.thread import Logged, Thread


class Standing(Struct, frozen=True, array_like=True):
    """A thread with what it leaves open."""

    thread: Thread
    """Whole, or outlined: only the messages that clocks ask for, without their content."""
    openings: tuple[Opening, ...]


def standing(thread: Thread) -> Standing:
    """The thread as it is, with its openings."""
    from assistant.record.openings import openings

    return Standing(thread, openings(thread))


def outlined(whole: Standing) -> Standing:
    """The same for the clocks, and nothing else: their results do not differ."""
    asked = {
        n for o in whole.openings for n in (o.entry, o.message, o.carrier, o.promised_by, *o.chasers) if n is not None
    }
    thread = whole.thread
    kept = tuple(_bare(m) for m in thread.messages if m.n in asked or (thread.snoozes and m.cls == "substantive"))
    untold = structs.replace(thread, title="", ours="", theirs="", drafts=(), notes=(), corrections=())
    return Standing(structs.replace(untold, messages=kept, obligations=()), whole.openings)


def _bare(logged: Logged) -> Logged:
    empty = Message(logged.message.direction, logged.message.channel, confidential=logged.message.confidential)
    return structs.replace(logged, logged="", by="", message=empty)
