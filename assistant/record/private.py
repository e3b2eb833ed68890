"""Directories of the record: readable by their owner alone, and their names as durable as what lies in them."""

from __future__ import annotations

import os
from pathlib import Path


def make_private(directory: Path) -> None:
    """Make `directory` and what is missing above it, mode 0700 whatever the umask; raises `OSError`."""
    missing = [place for place in (directory, *directory.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(mode=0o700, exist_ok=True)  # `mkdir(parents=True)` gives the parents the umask's mode


def sync(*directories: Path) -> None:
    """Make the names in `directories` durable; Windows has no such call and needs none."""
    for place in directories if os.name == "posix" else ():
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
