"""Records that mail is brought into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.record.record import Record
from tests.mail.records import record_at


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    found = record_at(tmp_path / "record")
    yield found
    found.close()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """One place for a record after the other."""
    return (tmp_path / f"record-{n}" for n in range(1_000))
