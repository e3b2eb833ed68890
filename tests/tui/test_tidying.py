"""Garbage is looked for while nothing happens, and only once there is some."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from assistant.tui.tidying import AT_LAST, ENOUGH, Tidying


class Circle:
    """Refers to itself, so that only the collector finds that nobody else does."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    thresholds = gc.get_threshold()
    gc.collect()
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()


def _old_garbage(looks: int) -> ref[Circle]:
    """Something that outlived `looks` looks at what is newer, and that nobody has any more."""
    circle = Circle()
    for _ in range(looks):
        gc.collect(1)
    return ref(circle)


def test_a_quiet_moment_is_used_and_none_else() -> None:
    tidying = Tidying()
    assert gc.get_threshold()[2] == AT_LAST
    left = _old_garbage(ENOUGH)
    tidying.look()
    assert left() is not None, "something was made since the last look"
    gc.collect(0)
    tidying.look()
    assert left() is not None, "again"
    tidying.look()
    assert left() is None


def test_nothing_is_looked_through_while_little_was_left() -> None:
    tidying = Tidying()
    left = _old_garbage(ENOUGH - 1)
    for _ in range(3):
        tidying.look()
    assert left() is not None
