"""Many mails read at once, on as many processors as there are.

Reading a mail is pure and takes longer than all the rest of an import, so a long one is shared out among processes;
a short one is not worth their start. Nothing of this is seen from outside: the same mails, in the same order.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

from msgspec import structs

from assistant.mail.arriving import Outcome, Ways, arrive
from assistant.mail.problems import ImportProblem
from assistant.mail.sources import Found, RawMail
from assistant.record.batches import batched

ALONE = 200
"""Mails that are read in this process before others are called to help: they take a quarter of a second to start."""
SHARE = 25
"""Mails that are handed over together."""

Batch = Sequence[Found]


class Reader:
    """Reads batches of mail; to be closed by the end of its `with` block."""

    def __init__(self, ways: Ways, helpers: int | None = None, alone: int = ALONE) -> None:
        """`helpers`: processes besides this one; by default one for each further processor."""
        self._ways, self._alone = ways, alone
        self._helpers = (os.cpu_count() or 1) - 1 if helpers is None else helpers
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def read(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, list[Outcome]]]:
        """Each batch with what became of its mails, in the order given.

        While the caller is busy with one batch, the next is being read.
        """
        count = 0
        ahead: tuple[Batch, list[Future[list[Outcome]]]] | None = None
        for batch in batches:
            count += len(batch)
            if ahead is None and (count <= self._alone or self._helpers < 1):
                yield batch, _read(_mails(batch), self._ways)
                continue
            given = self._given(batch)
            if ahead:
                yield ahead[0], self._taken(*ahead)
            ahead = batch, given
        if ahead:
            yield ahead[0], self._taken(*ahead)

    def _given(self, batch: Batch) -> list[Future[list[Outcome]]]:
        """The batch, handed over share by share."""
        try:
            pool = self._pool = self._pool or self._started()
            return [pool.submit(_read_share, share) for share in batched(_mails(batch), SHARE)]
        except (BrokenProcessPool, OSError, NotImplementedError):  # no helper can be started here
            self._helpers = 0
            return []

    def _taken(self, batch: Batch, given: list[Future[list[Outcome]]]) -> list[Outcome]:
        """What helpers made of the batch; meanwhile its last shares, which none has begun, are read here."""
        raws = _mails(batch)
        shares = list(batched(raws, SHARE))
        here: dict[int, list[Outcome]] = {}
        try:
            for at in reversed(range(len(given))):
                if not given[at].cancel():
                    break
                here[at] = _read(shares[at], self._ways)
            taken = (here[at] if at in here else future.result() for at, future in enumerate(given))
            read = [outcome for share in taken for outcome in share]
        except BrokenProcessPool:  # a helper was killed, by somebody or for want of memory
            read = []
        if len(read) != len(raws):
            return _read(raws, self._ways)
        return [_with_raw(outcome, raw) for outcome, raw in zip(read, raws, strict=True)]

    def _started(self) -> ProcessPoolExecutor:
        spawning = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._helpers, spawning, _begin, (self._ways,))


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
