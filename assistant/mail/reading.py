"""Many mails read at once, on as many processors as there are.

Reading a mail is pure and takes longer than all the rest of an import, so a long one is shared out among processes;
a short one is not worth their start. Nothing of this is seen from outside: the same mails, in the same order.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from multiprocessing.connection import wait
from types import TracebackType

from assistant.mail.arriving import Outcome, Ways, arrive
from assistant.mail.helping import Gone, Helper, with_raw
from assistant.mail.sources.sources import Found, RawMail
from assistant.record.batches import batched

ALONE = 200
"""Mails that are read in this process before others are called to help: they take a quarter of a second to start."""
SHARE = 25
"""Mails that are handed over together."""
IN_HAND = 2
"""Shares of a helper that it may have begun, or even read, when no answer has come yet."""
MOST_HELPERS = 3
"""With more of them, they would wait: what they read is filed by one process."""

Batch = Sequence[Found]


class _Share:
    """Some mails of a batch, and what came of them."""

    def __init__(self, number: int, raws: Sequence[RawMail]) -> None:
        self.number, self.raws = number, raws
        self.outcomes: list[Outcome] | None = None


class _Team:
    """The helpers, and which of them has which shares; one that is gone leaves its shares to whoever asks."""

    def __init__(self, ways: Ways, count: int) -> None:
        self._with: dict[Helper, dict[int, _Share]] = {}
        for _ in range(count):
            with suppress(OSError, NotImplementedError):  # no helper can be started here
                self._with[Helper(ways)] = {}

    def close(self) -> None:
        for helper in list(self._with):
            self._lose(helper)

    def give(self, shares: Iterable[_Share]) -> None:
        """Each to the helper that has the fewest; to none as long as they are being started."""
        for share in shares:
            ready = [helper for helper in self._with if helper.ready]
            if not ready:
                return
            helper = min(ready, key=lambda helper: len(self._with[helper]))
            try:
                helper.give(share.number, share.raws)
            except Gone:
                self._lose(helper)
            except UnicodeEncodeError:  # a name that is no text cannot be told
                continue
            else:
                self._with[helper][share.number] = share

    def take_back(self, share: _Share) -> bool:
        """Whether nobody else reads that share: no helper has it, or one that has hardly begun it."""
        for helper, waiting in self._with.items():
            if share.number in waiting:
                if share.number in islice(waiting, IN_HAND):
                    return False
                del waiting[share.number]
                try:
                    helper.leave(share.number)
                except Gone:
                    self._lose(helper)
                return True
        return True

    def listen(self, *, patiently: bool = False) -> None:
        """Take in all that the helpers have to say; `patiently`: wait until one says something, if there is one."""
        while self._with and (speaking := self._speaking(patiently)):
            for helper in speaking:
                self._hear(helper)
            patiently = False

    def _speaking(self, patiently: bool) -> list[Helper]:
        speaking = wait([helper.answers for helper in self._with], None if patiently else 0)
        return [helper for helper in self._with if helper.answers in speaking]

    def _hear(self, helper: Helper) -> None:
        try:
            answer = helper.answer()
        except Gone:
            self._lose(helper)
            return
        if answer:
            number, outcomes = answer
            share = self._with[helper].pop(number, None)
            if share and outcomes is not None:
                share.outcomes = [with_raw(o, raw) for o, raw in zip(outcomes, share.raws, strict=True)]

    def _lose(self, helper: Helper) -> None:
        del self._with[helper]
        helper.close()


class Reader:
    """Reads batches of mail; to be closed by the end of its `with` block."""

    def __init__(self, ways: Ways, helpers: int | None = None, alone: int = ALONE) -> None:
        """`helpers`: processes besides this one; by default one for each further processor, a few at most."""
        self._ways, self._alone = ways, alone
        self._count = min(_processors() - 1, MOST_HELPERS) if helpers is None else helpers
        self._team: _Team | None = None
        self._shares = 0

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._team:
            self._team.close()

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
            self._team = self._team or _Team(self._ways, self._count)
            shares = self._shared(batch)
            self._team.listen()
            self._team.give(shares)
            if ahead:
                yield ahead[0], self._taken(self._team, ahead[1], shares)
            ahead = batch, shares
        if ahead and self._team:
            yield ahead[0], self._taken(self._team, ahead[1])

    def _shared(self, batch: Batch) -> list[_Share]:
        shares = []
        for raws in batched(_mails(batch), SHARE):
            self._shares += 1
            shares.append(_Share(self._shares, raws))
        return shares

    def _taken(self, team: _Team, shares: Sequence[_Share], following: Sequence[_Share] = ()) -> list[Outcome]:
        """What came of all `shares`: the last ones, which no helper has in hand, are read here.

        While a helper still has some in hand, those of the `following` batch are read instead of waiting.
        """
        team.listen()
        while any(share.outcomes is None for share in shares):
            idle = not (self._read_one(team, shares) or self._read_one(team, following))
            team.listen(patiently=idle)
        return [outcome for share in shares for outcome in share.outcomes or ()]

    def _read_one(self, team: _Team, shares: Sequence[_Share]) -> bool:
        """Read one of `shares` here, if there is one that no helper has in hand."""
        for share in reversed(shares):
            if share.outcomes is None and team.take_back(share):
                share.outcomes = _read(share.raws, self._ways)
                return True
        return False


def _processors() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _mails(batch: Batch) -> list[RawMail]:
    return [found for found in batch if isinstance(found, RawMail)]


def _read(raws: Sequence[RawMail], ways: Ways) -> list[Outcome]:
    return [arrive(raw, ways) for raw in raws]
