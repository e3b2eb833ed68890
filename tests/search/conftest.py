"""Places for records, and one open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.record.conftest import root, shown_root
from tests.search.records import Searched

__all__ = ["root", "shown_root"]


@pytest.fixture
def searched(root: Path) -> Iterator[Searched]:
    root.mkdir()
    one = Searched(root)
    yield one
    one.close()
