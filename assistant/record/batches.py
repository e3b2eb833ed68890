"""Many things, some at a time: `itertools.batched`, which Python has from 3.12 on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batched(things: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """`things` in order, `size` at a time; the last batch may be smaller."""
    remaining = iter(things)
    while batch := tuple(islice(remaining, size)):
        yield batch
