"""Which mails are one exchange: those that share a Message-ID, whoever names it, seen or never seen.

Two answers to a mail that nobody has are still one exchange. Subjects are never compared: unrelated matters share
them. The outcome does not depend on the order of the mails.
"""

from __future__ import annotations

from collections.abc import Iterable

_THREAD = "\x00"
"""Before the name of a thread that stands among ids; no id holds a control character."""


def thread_name(thread: str) -> str:
    """A thread of the record as something that ids can be joined with."""
    return _THREAD + thread


class Forest:
    """Union-find over ids. A node is a number; nodes with the same root are one exchange."""

    def __init__(self) -> None:
        self._nodes: dict[str, int] = {}
        self._parents: list[int] = []

    def join(self, ids: Iterable[str]) -> int:
        """Say that all `ids` belong together, and return a node of theirs; without ids, a node of its own."""
        node: int | None = None
        for name in ids:
            other = self._node(name)
            node = other if node is None else self._united(node, other)
        return self._new() if node is None else node

    def root(self, node: int) -> int:
        """The node that stands for all that belong together with `node`."""
        while self._parents[node] != node:
            self._parents[node] = self._parents[self._parents[node]]  # halves the way for the next who asks
            node = self._parents[node]
        return node

    def _node(self, name: str) -> int:
        if name not in self._nodes:
            self._nodes[name] = self._new()
        return self._nodes[name]

    def _new(self) -> int:
        self._parents.append(len(self._parents))
        return self._parents[-1]

    def _united(self, one: int, other: int) -> int:
        one, other = sorted((self.root(one), self.root(other)))
        self._parents[other] = one
        return one
