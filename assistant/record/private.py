"""Directories of the record: readable by their owner alone."""

from __future__ import annotations

from pathlib import Path


def make_private(directory: Path) -> None:
    """Make `directory` and what is missing above it, mode 0700 whatever the umask; raises `OSError`."""
    missing = [place for place in (directory, *directory.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(mode=0o700, exist_ok=True)  # `mkdir(parents=True)` gives the parents the umask's mode
