"""Which entries of a thread belong together, since one names the other; four bytes an entry.

Whatever is said of an entry, what it means, who may see it, whether it counts, is said by entries that name it. So a
thread can be read family by family, each with what is said of the whole thread, and says the same as if it were read
at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import cache

from assistant.record.kinds import Corrected, Fact

NAMING = ("message", "obligation", "by_message", "opening", "granted_by", "because", "draft", "answers", "reply_to",
           "approves")  # fmt: skip
"""Fields that name entries of the same thread, whatever the kind."""


def named(fact: Fact) -> Iterator[int]:
    """The entries of the same thread that it names."""
    for name in _naming(type(fact)):
        yield from _numbers(getattr(fact, name))
    if isinstance(fact, Corrected):  # of what it corrects they are the names from now on
        for name in NAMING:
            yield from _numbers(fact.fields.get(name))


@cache
def _naming(kind: type[Fact]) -> tuple[str, ...]:
    return tuple(name for name in (*NAMING, "entry") if name in kind.__struct_fields__)


def _numbers(value: object) -> Iterator[int]:
    if isinstance(value, tuple | list):
        yield from (n for n in value if isinstance(n, int))
    elif isinstance(value, int):
        yield value


class Families:
    """A family is known by the first of its entries."""

    def __init__(self) -> None:
        self._towards = array("I", [0])
        """From each entry one step closer to the first of its family, which leads to itself."""
        self._ahead: list[tuple[int, int]] = []
        """Which entry names which later one: no entry of this program's does."""

    def __len__(self) -> int:
        """The number of entries."""
        return len(self._towards) - 1

    def add(self, names: Iterator[int]) -> None:
        """The next entry, which names these; a number that no entry has is nobody."""
        n = len(self._towards)
        self._towards.append(n)
        for other in names:
            if other > n:
                self._ahead.append((n, other))
            elif other >= 1:
                self.join(n, other)

    def close(self) -> None:
        """No more entries will follow."""
        for n, other in self._ahead:
            if other <= len(self):
                self.join(n, other)

    def join(self, one: int, other: int) -> None:
        """Make two families one."""
        low, high = sorted((self.first(one), self.first(other)))
        self._towards[high] = low

    def first(self, n: int) -> int:
        """The first entry of the family of `n`."""
        steps = self._towards
        while steps[n] != n:
            steps[n] = steps[steps[n]]
            n = steps[n]
        return n

    def of(self, low: int, high: int) -> array[int]:
        """The entries, in order, of the families whose first entry is at least `low` and below `high`."""
        return array("I", (n for n in range(low, len(self) + 1) if low <= self.first(n) < high))
