"""Places for records, and one open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.search.records import Searched


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "record"


@pytest.fixture
def searched(root: Path) -> Iterator[Searched]:
    root.mkdir()
    one = Searched(root)
    yield one
    one.close()
