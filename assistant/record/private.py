"""Directories of the record: readable by their owner alone, and their names as durable as what lies in them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

FEW = 8
"""Files that are synced one by one: `sync` also writes what others have left to be written."""


def make_private(directory: Path) -> None:
    """Make `directory` and what is missing above it, mode 0700 whatever the umask; raises `OSError`."""
    if os.path.isdir(directory):  # noqa: PTH112 - asked before every write; a Path takes three times as long
        return
    missing = [place for place in (directory, *directory.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(mode=0o700, exist_ok=True)  # `mkdir(parents=True)` gives the parents the umask's mode


def open_files() -> int:
    """How many files a group of writes may hold open: half of what the system allows, mostly 1,024 or 256."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ModuleNotFoundError:
        return 200
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return 1_000 if allowed == resource.RLIM_INFINITY else max(allowed // 2, 8)


def sync_all(descriptors: Sequence[int]) -> None:
    """Make the content of many open files durable; raises `OSError`.

    Where all cannot be done at once, Linux's `sync` waits until it is written, so that what each file's own `fsync`
    then still does is to tell of a failure: a third of the time of as many single ones.
    """
    if len(descriptors) > FEW and sys.platform == "linux":
        from assistant.record.durable import synced_at_once  # noqa: PLC0415 - for an import, not for an append

        if synced_at_once(descriptors):
            return
        os.sync()
    for descriptor in descriptors:
        os.fsync(descriptor)


def sync(*directories: Path | str) -> None:
    """Make the names in `directories` durable; Windows has no such call and needs none."""
    if len(directories) > FEW and sys.platform == "linux":
        from assistant.record.durable import synced_at_once  # noqa: PLC0415 - as above

        systems = {os.stat(place).st_dev: place for place in directories}  # noqa: PTH116 - hundreds of them
        with _opened(systems.values()) as descriptors:
            if not synced_at_once(descriptors):
                os.sync()
        return
    for place in directories if os.name == "posix" else ():
        with _opened([place]) as (descriptor,):
            os.fsync(descriptor)


@contextmanager
def _opened(directories: Iterable[Path | str]) -> Iterator[list[int]]:
    descriptors: list[int] = []
    try:
        for place in directories:
            descriptors.append(os.open(place, os.O_RDONLY))  # noqa: PERF401 - those that are open are to be closed
        yield descriptors
    finally:
        for descriptor in descriptors:
            os.close(descriptor)
