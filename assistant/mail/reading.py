"""Many mails read at once, on as many processors as there are.

Reading a mail is pure and takes longer than all the rest of an import, so a long one is shared out among processes;
a short one is not worth their start. Nothing of this is seen from outside: the same mails, in the same order.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from types import TracebackType

from msgspec import structs

from assistant.mail.arriving import Outcome, Ways, arrive
from assistant.mail.decoding.problems import ImportProblem
from assistant.mail.sources.sources import Found, RawMail
from assistant.record.batches import batched

ALONE = 200
"""Mails that are read in this process before others are called to help: they take a quarter of a second to start."""
SHARE = 25
"""Mails that are handed over together."""
AHEAD = 2
"""Shares that wait with the helpers for the one in hand to be done: to hand on the next one can take some milliseconds,
while this process is busy."""

Batch = Sequence[Found]


class _Share:
    """Some mails of a batch, and who reads them."""

    def __init__(self, raws: Sequence[RawMail]) -> None:
        self.raws = raws
        self.given: Future[list[Outcome]] | None = None
        """By a helper."""
        self.here = False
        """By this process."""
        self.outcomes: list[Outcome] = []
        """What came of it, once this process has read it."""


class _Helpers:
    """The helping processes, with no more work in hand than keeps them busy: what waits can be read here as well."""

    def __init__(self, ways: Ways, count: int) -> None:
        self._pool = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _begin, (ways,))
        self._lock = threading.RLock()
        self._waiting: deque[_Share] = deque()
        self._free = count + AHEAD

    def close(self) -> None:
        with self._lock:
            self._waiting.clear()
        self._pool.shutdown()  # to call back what a dying helper has in hand can wait for ever

    def give(self, shares: Iterable[_Share]) -> None:
        """To be read in this order. Raises `BrokenProcessPool` and `OSError` if no helper can be started."""
        with self._lock:
            self._waiting.extend(shares)
            self._hand_on()

    def claim(self, shares: Sequence[_Share]) -> _Share | None:
        """The last of `shares` that no helper has in hand: whoever asks now reads it."""
        with self._lock:
            found = next((share for share in reversed(shares) if not share.here and share.given is None), None)
            if found:
                found.here = True
            return found

    def _hand_on(self) -> None:
        while self._free and self._waiting:
            share = self._waiting.popleft()
            if not share.here:
                share.given = self._pool.submit(_read_share, share.raws)
                self._free -= 1
                share.given.add_done_callback(self._done)

    def _done(self, future: Future[list[Outcome]]) -> None:
        if future.cancelled() or future.exception():  # a dead pool tells of this with its lock held (Python 3.12 on)
            return
        with self._lock:
            self._free += 1
            with suppress(BrokenProcessPool, RuntimeError):  # it is shut down, or dead: what waits is read here
                self._hand_on()


class Reader:
    """Reads batches of mail; to be closed by the end of its `with` block."""

    def __init__(self, ways: Ways, helpers: int | None = None, alone: int = ALONE) -> None:
        """`helpers`: processes besides this one; by default one for each further processor."""
        self._ways, self._alone = ways, alone
        self._count = (os.cpu_count() or 1) - 1 if helpers is None else helpers
        self._helpers: _Helpers | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._helpers:
            self._helpers.close()

    def read(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, list[Outcome]]]:
        """Each batch with what became of its mails, in the order given.

        While the caller is busy with one batch, the next is being read.
        """
        count = 0
        ahead: tuple[Batch, list[_Share]] | None = None
        for batch in batches:
            count += len(batch)
            if ahead is None and (count <= self._alone or self._count < 1):
                yield batch, _read(_mails(batch), self._ways)
                continue
            given = self._given(batch)
            if ahead:
                yield ahead[0], self._taken(ahead[1], given)
            ahead = batch, given
        if ahead:
            yield ahead[0], self._taken(ahead[1])

    def _given(self, batch: Batch) -> list[_Share]:
        """The batch, handed over share by share."""
        shares = [_Share(raws) for raws in batched(_mails(batch), SHARE)]
        if self._count:
            try:
                self._helpers = self._helpers or _Helpers(self._ways, self._count)
                self._helpers.give(shares)
            except (BrokenProcessPool, OSError, NotImplementedError):  # no helper can be started here
                self._count = 0
        return shares

    def _taken(self, shares: Sequence[_Share], following: Sequence[_Share] = ()) -> list[Outcome]:
        """What helpers made of their shares. Meanwhile the last ones, which none has in hand, are read here.

        While a helper still has some in hand, those of the `following` batch are read instead of waiting.
        """
        while self._read_one(shares):
            pass
        while any(share.given and not share.given.done() for share in shares) and self._read_one(following):
            pass
        return [outcome for share in shares for outcome in share.outcomes or self._finished(share)]

    def _read_one(self, shares: Sequence[_Share]) -> bool:
        """Read one of `shares` here, if there is one that no helper has in hand."""
        share = self._helpers.claim(shares) if self._helpers else None
        if share:
            share.outcomes = _read(share.raws, self._ways)
        return share is not None

    def _finished(self, share: _Share) -> list[Outcome]:
        try:
            read = share.given.result() if share.given else []
        except BrokenProcessPool:  # a helper was killed, by somebody or for want of memory
            read = []
        if len(read) != len(share.raws):
            return _read(share.raws, self._ways)
        return [_with_raw(outcome, raw) for outcome, raw in zip(read, share.raws, strict=True)]


def _mails(batch: Batch) -> list[RawMail]:
    return [found for found in batch if isinstance(found, RawMail)]


def _read(raws: Sequence[RawMail], ways: Ways) -> list[Outcome]:
    return [arrive(raw, ways) for raw in raws]


_here: list[Ways] = []
"""In a helper: what it was told at its start."""


def _begin(ways: Ways) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who is interrupted is the import, which then tells its helpers
    threading.Thread(target=_end_with_import, daemon=True).start()
    _here[:] = [ways]


def _end_with_import() -> None:
    """An import that is killed tells its helpers nothing: without this they would wait for work for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _read_share(raws: Sequence[RawMail]) -> list[Outcome]:
    """Without the originals: whoever gave them has them."""
    outcomes = zip(_read(raws, _here[0]), raws, strict=True)
    return [_with_raw(outcome, structs.replace(raw, content=b"")) for outcome, raw in outcomes]


def _with_raw(outcome: Outcome, raw: RawMail) -> Outcome:
    if isinstance(outcome, ImportProblem):
        return outcome
    mail, *enclosed = outcome
    return structs.replace(mail, raw=raw), *enclosed
