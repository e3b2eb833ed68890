"""Files that only save time: whoever finds one missing, damaged or not to be written works out the same again."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def keep(path: Path, content: bytes) -> None:
    """Write `content` whole or not at all, for its owner only; where that cannot be done, nothing is kept."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        beside.unlink(missing_ok=True)  # of a process that had the same number and was killed
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            beside.replace(path)
        except OSError:
            beside.unlink(missing_ok=True)
