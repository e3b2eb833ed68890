"""What one message says: the new gaps of one run for one destination, and what could not be checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from msgspec import Struct, structs

from assistant.clocks.gap import URGENCY, Gap
from assistant.clocks.gap_document import without_words
from assistant.clocks.selection import severity_rank


class Item(Struct, frozen=True):
    """One gap of a message."""

    gap: Gap
    """Without its words, where they are confidential."""
    repeat: bool = False
    """It may have been delivered before."""
    withheld: bool = False


class Unchecked(Struct, frozen=True):
    what: str
    """The thread or regulator."""
    why: str


class Group(Struct, frozen=True):
    """What one colleague has to do with one regulator."""

    owner: str
    regulator: str
    items: tuple[Item, ...]


class Notice(Struct, frozen=True):
    """One message, before it has a form."""

    as_of: date
    items: tuple[Item, ...]
    unchecked: tuple[Unchecked, ...] = ()
    unchecked_repeat: bool = False
    """That these could not be checked may have been delivered before."""

    @property
    def repeat(self) -> bool:
        return self.unchecked_repeat or any(item.repeat for item in self.items)

    @property
    def withheld(self) -> int:
        return sum(item.withheld for item in self.items)

    def worst(self, most: int) -> tuple[Item, ...]:
        """At most so many of its items, by severity and urgency."""
        ranked = sorted(self.items, key=lambda item: (-severity_rank(item.gap.severity), *_urgency(item.gap)))
        return tuple(ranked[:most])


def _urgency(gap: Gap) -> tuple[int, date, str]:
    return URGENCY[gap.state], gap.due, gap.id


def grouped(items: Iterable[Item]) -> tuple[Group, ...]:
    """`items` by owner and regulator; what nobody owns comes last. Within a group the order stays."""
    groups: dict[tuple[bool, str, str], list[Item]] = {}
    for item in items:
        groups.setdefault((not item.gap.owner, item.gap.owner, item.gap.regulator), []).append(item)
    return tuple(Group(owner, regulator, tuple(groups[_, owner, regulator])) for _, owner, regulator in sorted(groups))


def notice(
    as_of: date,
    gaps: Sequence[Gap],
    doubtful: Collection[str],
    unchecked: Sequence[Unchecked] = (),
    unchecked_repeat: bool = False,
) -> Notice:
    """The message about `gaps`; those whose id is in `doubtful` may have been delivered before."""
    return Notice(
        as_of,
        tuple(_item(gap, gap.id in doubtful) for gap in gaps),
        tuple(unchecked),
        unchecked_repeat,
    )


def _item(gap: Gap, repeat: bool) -> Item:
    if not gap.confidential:
        return Item(gap, repeat)
    return Item(without_words(structs.replace(gap, suggests="")), repeat, withheld=True)
