"""A lock on a name, held by one process at a time and freed by the system if that process dies.

Where there is `flock`, it is asked directly: an import takes thousands of locks, and `filelock`, which serves where
there is none, needs a third of a millisecond for each.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

POLL = 0.002
"""Seconds between two looks at a held lock; an append takes about one millisecond."""


class Busy(Exception):
    """Somebody else has held the lock for too long."""


SLOW = 2.0
"""Seconds of waiting after which somebody should hear of it."""


@contextmanager
def locked(path: str, patience: float, slow: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock at `path`; raises `Busy` after `patience` seconds, `OSError` if it cannot be taken at all.

    `slow` is called once if it is waited for longer than `SLOW`.
    """
    try:
        import fcntl  # noqa: PLC0415 - there is none on Windows
    except ModuleNotFoundError:
        with _filelock(path, patience, slow):
            yield
        return
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        begun, told = time.monotonic(), False
        while not _taken(fcntl.flock, descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB):
            waited = time.monotonic() - begun
            if waited >= patience:
                raise Busy
            if waited >= SLOW and not told:
                told = True
                slow()
            time.sleep(POLL)
        yield
    finally:
        os.close(descriptor)  # and so the lock is free


def _taken(flock: Callable[[int, int], None], descriptor: int, how: int) -> bool:
    try:
        flock(descriptor, how)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _filelock(path: str, patience: float, slow: Callable[[], None]) -> Iterator[None]:
    from filelock import FileLock, Timeout  # noqa: PLC0415 - 40 ms that a reader need not pay

    lock = FileLock(path, poll_interval=POLL, mode=0o600)
    try:
        try:
            lock.acquire(timeout=min(patience, SLOW))
        except Timeout:
            if patience <= SLOW:
                raise
            slow()
            lock.acquire(timeout=patience - SLOW)
    except Timeout as error:
        raise Busy from error
    try:
        yield
    finally:
        lock.release()
