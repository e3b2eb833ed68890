"""Whether a record can lie where it is said to: what stands in its way, in a sentence, before anything is read or made.

A folder that is not there yet is no fault: the first entry makes it.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from assistant.errors import RecordProblem
from assistant.record.private import make_private

_ANOTHER = "Name another folder with --record (or ASSISTANT_RECORD)"
_HINTS = {
    errno.ENOTDIR: f"{_ANOTHER}: the one that the record lies in, or is to lie in.",
    errno.ENOENT: f"Mount the disk that it leads to, or mend the link. {_ANOTHER} if neither.",
    errno.ELOOP: f"Mend the link. {_ANOTHER} if that cannot be.",
}
_ASK = f"Ask its owner for the right to it. {_ANOTHER} if that cannot be."


def check_place(root: Path) -> None:
    """Raises `RecordProblem` for a file, a link that leads nowhere, a folder that may not be looked into."""
    try:
        os.stat(f"{root}/.")  # noqa: PTH116 - a Path would leave out the dot, which asks for the right to go in
        os.scandir(root).close()
    except OSError as error:
        if what := _fault(root, error):
            raise RecordProblem(what, hint=_HINTS.get(error.errno or 0, _ASK)) from error


def make_folder(directory: Path) -> None:
    """Make a folder of the record, and what is missing above it; raises `RecordProblem`."""
    try:
        make_private(directory)
    except OSError as error:
        raise RecordProblem(f"cannot be made: {error.strerror or error}", where=str(directory), hint=_ASK) from error


def _fault(root: Path, error: OSError) -> str:
    """What is wrong, and with which folder above it; empty if it is only not there yet."""
    above = (root, *root.parents)
    if error.errno == errno.ENOENT:
        link = next((place for place in above if place.is_symlink() and not place.exists()), None)
        return f"{link}: this link leads to {link.readlink()}, which is not there" if link else ""
    if error.errno == errno.ENOTDIR:
        file = next((place for place in above if place.exists() and not place.is_dir()), root)
        return f"{file}: this is a file, and a record is a folder"
    if error.errno == errno.ELOOP:
        return f"{root}: this link leads back to itself"
    return f"{root}: cannot be read: {error.strerror or error}"
