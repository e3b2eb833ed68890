"""What an erased entry still says: that it was there, when, between whom and what it did to clocks, and no more.

A duty to erase (data protection) is met by an entry that names another. The file keeps its lines, so that the chain
holds; whoever reads them through `corrected`, which is everybody, no longer meets the content, as of whatever day and
as known on whatever day. An erasure is not taken back.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from assistant.record.entry import Line
from assistant.record.kinds import Corrected, Erased, Fact, Party

ERASED = "[erased]"
"""Stands where something must stand: as the words of an obligation, the title of a thread, a receipt that came."""

_CONTENT: dict[str, object] = {
    "approver": "",
    "attachments": (),
    "authentication": "",
    "cc": (),
    "class_reason": "",
    "condition": "",
    "doubt": "",
    "numbers": (),
    "original": None,
    "ours": "",
    "overruled": "",
    "reason": "",
    "receipt": ERASED,
    "reply_text": "",
    "sender": Party(),
    "source": "",
    "subject": "",
    "text": "",
    "text_doubt": "",
    "theirs": "",
    "title": ERASED,
    "to": (),
    "unbinding": "",
    "words": ERASED,
}
"""Fields, of whatever kind of entry, that tell what somebody said or who it was, and what is left of them.

Message-IDs stay: they tie a report to the mail that could not be delivered.
"""


def erased_entries(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of those erased; with a correction goes what it corrects, or its words would come back."""
    named = {line.fact.entry for line in lines if isinstance(line.fact, Erased)}
    if not named:
        return frozenset()
    return frozenset(
        named | {line.fact.entry for line in lines if isinstance(line.fact, Corrected) and line.n in named}
    )


def without_content(fact: Fact) -> Fact:
    """`fact` as far as clocks need it."""
    left = {name: blank for name, blank in _CONTENT.items() if getattr(fact, name, None)}
    return structs.replace(fact, **left)
