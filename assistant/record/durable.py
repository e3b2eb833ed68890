"""Many files made durable with one wait for the disk, where Linux can do that and tell of each file's own failure.

`fsync` has the disk empty its cache even for a file of which nothing is left to be written: a third of a millisecond,
and several while others write, ten thousand times in an import. `syncfs` does it once for all. Apart from `private`,
since it needs two calls that Python does not have.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctypes import CDLL

_KNOWN = frozenset({0xEF53, 0x58465342, 0x9123683E, 0xF2F52010, 0x01021994})
"""ext2 to ext4, XFS, Btrfs, F2FS, tmpfs (statfs(2)): there `syncfs` does all that `fsync` does. One on the network, or
of another program, may hold back what only `fsync` asks for."""
_WAIT_BEFORE = 1
"""Of sync_file_range(2): wait for what is on its way to the disk, which nothing is any more, and tell if it failed."""
_STATFS = 512
"""Bytes; `struct statfs` has 120 at most, and begins with the type."""


def synced_at_once(descriptors: Sequence[int]) -> bool:
    """Make what was written to open files or folders durable; raises `OSError` if any of it could not be written.

    False where it cannot be done so: the caller has to `fsync` each.
    """
    libc = _libc()
    if libc is None:
        return False
    systems = {os.fstat(descriptor).st_dev: descriptor for descriptor in descriptors}
    if not all(_type(libc, descriptor) in _KNOWN for descriptor in systems.values()):
        return False
    for descriptor in systems.values():
        _check(libc.syncfs(descriptor))
        os.fsync(descriptor)  # a file system that has given up says so here in any version of Linux
    for descriptor in descriptors:
        _check(libc.sync_file_range(descriptor, 0, 0, _WAIT_BEFORE))
    return True


@cache
def _libc() -> CDLL | None:
    """The C library; None without one that has both calls, as everywhere but on Linux."""
    try:
        import ctypes  # noqa: PLC0415 - a writer of single files pays nothing for it

        libc = ctypes.CDLL(None, use_errno=True)
        libc.syncfs.argtypes = [ctypes.c_int]
        libc.sync_file_range.argtypes = [ctypes.c_int, ctypes.c_int64, ctypes.c_int64, ctypes.c_uint]
        libc.fstatfs.argtypes = [ctypes.c_int, ctypes.c_char_p]
    except (ImportError, OSError, TypeError, AttributeError):
        return None
    return libc


def _type(libc: CDLL, descriptor: int) -> int:
    """The number of the file system that the file lies in."""
    from ctypes import c_long, create_string_buffer  # noqa: PLC0415 - as above

    found = create_string_buffer(_STATFS)
    _check(libc.fstatfs(descriptor, found))
    return c_long.from_buffer(found).value & 0xFFFFFFFF


def _check(outcome: int) -> None:
    if outcome != 0:
        from ctypes import get_errno  # noqa: PLC0415 - as above

        code = get_errno()
        raise OSError(code, os.strerror(code))
