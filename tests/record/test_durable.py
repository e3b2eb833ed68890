"""Many files made durable at once: what cannot be is never passed over, and no strange file system is trusted."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from assistant.record.durable import synced_at_once
from assistant.record.private import FEW, sync, sync_all

MANY = FEW + 4


@pytest.fixture
def written(tmp_path: Path) -> Iterator[list[int]]:
    """Open files that hold something new."""
    with ExitStack() as files:
        streams = [files.enter_context((tmp_path / str(n)).open("wb", buffering=0)) for n in range(MANY)]
        for stream in streams:
            stream.write(b"new")
        yield [stream.fileno() for stream in streams]


def test_many_files_are_synced(written: list[int]) -> None:
    sync_all(written)


def test_one_among_many_that_cannot_be_synced_is_told(written: list[int]) -> None:
    end, other = os.pipe()
    os.close(other)
    try:
        with pytest.raises(OSError, match="Invalid argument"):
            sync_all([*written, end])
    finally:
        os.close(end)


def test_one_among_many_that_was_closed_is_told(written: list[int]) -> None:
    gone = os.dup(written[0])
    os.close(gone)
    with pytest.raises(OSError, match="Bad file descriptor"):
        sync_all([*written, gone])


def test_one_folder_among_many_that_is_gone_is_told(tmp_path: Path) -> None:
    folders = [tmp_path / f"folder {n}" for n in range(MANY)]
    for folder in folders:
        folder.mkdir()
    sync(*folders)
    with pytest.raises(FileNotFoundError):
        sync(*folders, tmp_path / "none")


@pytest.mark.skipif(sys.platform != "linux", reason="a call of Linux's")
def test_only_file_systems_that_are_known_are_synced_at_once() -> None:
    with os.fdopen(os.memfd_create("in tmpfs"), "wb") as known, Path("/proc/self/status").open("rb") as strange:
        assert synced_at_once([known.fileno()])
        assert not synced_at_once([known.fileno(), strange.fileno()])
