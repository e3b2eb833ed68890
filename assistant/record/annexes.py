"""Whose words the annexes of messages are, and which of them are new. Pure functions.

An annex speaks for the author of the mail that it came with; but people attach what they answer and send again what
they sent, and a letter that the other side sent before is still the other side's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.record.kinds import Attachment, Direction
from assistant.record.thread import Logged

Brought = Mapping[int, tuple[Attachment, ...]]
"""Annexes by the entry of the message that they came with."""


def own_annexes(messages: Iterable[Logged]) -> Brought:
    """Those of `messages`, in their order, but for what came before with a message of another direction."""
    first: dict[str, Direction] = {}
    found: dict[int, tuple[Attachment, ...]] = {}
    for logged in messages:
        message = logged.message
        for attachment in message.attachments:
            first.setdefault(attachment.sha256, message.direction)
        if annexes := message.annexes:
            found[logged.n] = tuple(annex for annex in annexes if first[annex.sha256] == message.direction)
    return found


def new_annexes(messages: Iterable[Logged]) -> Brought:
    """Those of `messages`, in their order, but for what came before with any of them, be it as a letter by itself."""
    known: set[str] = set()
    found: dict[int, tuple[Attachment, ...]] = {}
    for logged in messages:
        attached = {a.sha256: a for a in logged.message.attachments if a.sha256 not in known}
        known.update(attached)
        if annexes := tuple(a for a in attached.values() if a.text):
            found[logged.n] = annexes
    return found
