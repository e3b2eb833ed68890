"""Whose the mail of nobody is, in an exchange with several regulators.

That of the nearest mail that it answers; if it answers none, or none that anybody has, the one whose mail is the
oldest. Both follow from the mails alone, not from the order in which they came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from assistant.mail.arriving import UNDATED, Arrived
from assistant.record.store import TRAY, regulator_of


class Trace(Struct, frozen=True, order=True):
    """What of a filed mail matters here."""

    moment: str
    """When its clock starts, in UTC; sorts."""
    answers: tuple[str, ...]
    """The ids of the mails that it answers, the nearest first."""


Having = Callable[[str], Sequence[str]]
"""Id → the threads of the record that have that mail."""
Traces = Callable[[str], Sequence[Trace]]
"""Thread → its mails. Like the other it is asked only where it matters, which is seldom."""


class Choice:
    """The choice in one exchange with these `regulators`: its `mails` at hand, its `threads` in the record."""

    def __init__(
        self,
        regulators: Sequence[str],
        mails: Sequence[Arrived],
        threads: Sequence[str],
        having: Having,
        traces: Traces,
    ) -> None:
        self.regulators, self.mails, self.threads = regulators, mails, threads
        self.having, self.traces = having, traces

    def answering(self, answers: Iterable[str]) -> str:
        """The regulator of what answers the mails with these ids, the nearest first."""
        if len(self.regulators) == 1:
            return self.regulators[0]
        waiting, seen = list(answers), set[str]()
        while waiting:
            name = waiting.pop(0)
            if name not in seen:
                seen.add(name)
                if owners := self._owners(name):
                    return min(owners)
                waiting = [*self._answered_by(name), *waiting]
        return self._first

    def of_tray(self, thread: str) -> str:
        """The regulator of what lies together in the tray: that of its first mail."""
        if len(self.regulators) == 1:
            return self.regulators[0]
        first = min(self.traces(thread), default=None)
        return self.answering(first.answers if first else ())

    def _owners(self, name: str) -> set[str]:
        """The regulators that have the mail of this id."""
        fresh = {mail.placement.regulator for mail in self._named.get(name, ()) if mail.placement}
        return (fresh | {regulator_of(thread) for thread in self.having(name)}) & set(self.regulators)

    def _answered_by(self, name: str) -> Iterable[str]:
        """What the mail of this id answers, if it is at hand and of nobody itself."""
        return (answered for mail in self._named.get(name, ()) for answered in mail.answers)

    @cached_property
    def _named(self) -> dict[str, list[Arrived]]:
        named: dict[str, list[Arrived]] = {}
        for mail in self.mails:
            if mail.message.message_id:
                named.setdefault(mail.message.message_id, []).append(mail)
        return named

    @cached_property
    def _first(self) -> str:
        """The regulator of the oldest mail; of two equally old ones, the first by its key."""
        moments = [(mail.moment, mail.placement.regulator) for mail in self.mails if mail.placement]
        for thread in self.threads:
            if (regulator := regulator_of(thread)) != TRAY:
                begun = min((trace.moment for trace in self.traces(thread)), default=UNDATED)
                moments.append((begun, regulator))
        return min(moments)[1]
