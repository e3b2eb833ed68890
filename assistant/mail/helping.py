"""A process that reads mail for an import: what is to be read goes out over one pipe, what came of it in over another.

No thread of the import takes part, as it would with an executor: that would have to wait for the interpreter whenever
the import is busy, some milliseconds each time, and the helper with it.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from multiprocessing import resource_tracker
from queue import SimpleQueue
from typing import TYPE_CHECKING

import msgspec
from msgspec import structs

from assistant.mail.arriving import Outcome, Ways, arrive
from assistant.mail.decoding.problems import ImportProblem
from assistant.mail.decoding.raw import RawMail

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

ROOM = 1 << 20
"""Bytes that a pipe is to hold, where the system can be asked: who writes need not wait for the other then."""
LOOK = 5
"""Mails that a helper reads between two looks at what has come in."""
_READY = b""
"""A helper's first word."""

_Order = tuple[int, tuple[RawMail, ...] | None]
"""A share's number and its mails; None: it need not be read any more."""
Answer = tuple[int, tuple[Outcome, ...] | None]
"""A share's number and what came of its mails; None: that could not be told."""
_encode = msgspec.msgpack.Encoder().encode


class Gone(Exception):
    """The helper was killed, by somebody or for want of memory."""


class Helper:
    """One such process, as the import sees it."""

    def __init__(self, ways: Ways) -> None:
        """Raises `OSError` or `NotImplementedError` where no process can be started."""
        context = multiprocessing.get_context("spawn")
        orders, self._orders = context.Pipe(duplex=False)
        self.answers, answers = context.Pipe(duplex=False)
        """Can be read once there is an answer, or the helper has gone."""
        self.ready = False
        """It has begun to work. Before that, it would keep a writer waiting."""
        self._process = context.Process(target=serve, args=(orders, answers, ways), daemon=True)
        try:
            _widen(self._orders)
            _widen(answers)
            with _uninterrupted():
                self._process.start()
        except BaseException:
            self._orders.close()
            self.answers.close()
            raise
        finally:
            orders.close()
            answers.close()

    def give(self, number: int, raws: Sequence[RawMail]) -> None:
        """Have it read these, after all that it was given before; raises `Gone`."""
        self._send((number, tuple(raws)))

    def leave(self, number: int) -> None:
        """Have it leave that share out, unless it has begun it; raises `Gone`."""
        self._send((number, None))

    def _send(self, order: _Order) -> None:
        try:
            self._orders.send_bytes(_encode(order))
        except OSError as error:
            raise Gone from error

    def answer(self) -> Answer | None:
        """The next of its answers, waited for; the outcomes lack the originals, which whoever gave the mails has.

        None for its first word. Raises `Gone`.
        """
        try:
            said = self.answers.recv_bytes()
        except (EOFError, OSError) as error:
            raise Gone from error
        self.ready = True
        return None if said == _READY else _answers().decode(said)

    def close(self) -> None:
        """It has nothing that could be lost, and one that somebody stopped would not end when asked."""
        self._process.kill()
        self._process.join()
        self._orders.close()
        self.answers.close()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """A process that begins here begins deaf to Ctrl-C, and need not say that it was interrupted while it began."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # else it is started with the first helper, which would let Ctrl-C in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@cache
def _answers() -> msgspec.msgpack.Decoder[Answer]:
    """Made when it is needed, which takes some milliseconds."""
    return msgspec.msgpack.Decoder(Answer)


@cache
def _orders() -> msgspec.msgpack.Decoder[_Order]:
    return msgspec.msgpack.Decoder(_Order)


def _widen(connection: Connection) -> None:
    with suppress(ImportError, AttributeError, OSError):  # another system, or no more to be had
        import fcntl  # noqa: PLC0415 - there is none on Windows

        fcntl.fcntl(connection.fileno(), fcntl.F_SETPIPE_SZ, ROOM)


def serve(orders: Connection, answers: Connection, ways: Ways) -> None:
    """In the helper: read what is ordered, until the import is done or has died."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who is interrupted is the import, which then ends its helpers
    said: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_tell, args=(said, answers), daemon=True).start()
    said.put(_READY)
    waiting = _Waiting(orders)
    with suppress(EOFError, OSError):
        while True:
            number, raws = waiting.next()
            said.put(_answer(number, raws, ways, waiting))


def _answer(number: int, raws: Sequence[RawMail], ways: Ways, waiting: _Waiting) -> bytes:
    try:
        outcomes = []
        for place, raw in enumerate(raws):
            if place % LOOK == 0:
                waiting.look()
            outcomes.append(with_raw(arrive(raw, ways), structs.replace(raw, content=b"")))
        return _encode((number, outcomes))
    except (EOFError, OSError):
        raise
    except Exception:  # whatever it is, the import, which reads them itself then, finds out and says so
        return _encode((number, None))


def _tell(said: SimpleQueue[bytes], answers: Connection) -> None:
    """Beside the reading, which else would wait for an import that is busy."""
    with suppress(OSError):
        while True:
            answers.send_bytes(said.get())


class _Waiting:
    """What a helper has still to read, in the order in which it came."""

    def __init__(self, orders: Connection) -> None:
        self._orders = orders
        self._shares: dict[int, tuple[RawMail, ...]] = {}

    def look(self) -> None:
        """Take in what has come; raises `EOFError` or `OSError` once the import is gone."""
        while self._orders.poll():
            self._take()

    def next(self) -> tuple[int, tuple[RawMail, ...]]:
        """What is to be read next, waited for; raises as `look` does."""
        self.look()
        while not self._shares:
            self._take()
        number = next(iter(self._shares))
        return number, self._shares.pop(number)

    def _take(self) -> None:
        number, raws = _orders().decode(self._orders.recv_bytes())
        if raws is None:
            self._shares.pop(number, None)
        else:
            self._shares[number] = raws


def with_raw(outcome: Outcome, raw: RawMail) -> Outcome:
    """`outcome` as that of `raw`."""
    if isinstance(outcome, ImportProblem):
        return outcome
    mail, *enclosed = outcome
    return structs.replace(mail, raw=raw), *enclosed
