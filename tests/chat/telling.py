"""A record told step by step by somebody who keeps the truth apart: what has which number, what is open, what is due.

The numbers come from counting here, in the order in which the store is given the entries; none comes from the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Literal

from msgspec import Struct

from assistant.desk import Desk
from assistant.record.entry import NewEntry
from assistant.record.kinds import (
    Attachment,
    Channel,
    Classified,
    Direction,
    Extended,
    Fact,
    Message,
    MessageClass,
    Note,
    ObligationOpened,
    ObligationUpdated,
    Party,
    Side,
    ThreadClosed,
)

BY = "keeper"
US = Party("Public Policy", "policy@company.example")


class Owed(Struct):
    """A request or commitment as the teller knows it."""

    regulator: str
    type: Literal["request", "commitment"]
    owed_by: Side
    entry: str
    carrier: str
    open: bool = True
    answers: tuple[str, ...] = ()
    """The messages that answered or kept it, in part or in full, and those that granted more time for it."""


class Truth:
    """What the teller knows: labels of entries with their days, and everything that was ever owed."""

    def __init__(self) -> None:
        self.entries: dict[str, str] = {}
        self.days: dict[str, date] = {}
        self.owed: list[Owed] = []

    def every(self, **wanted: object) -> set[str]:
        """The entries of all that is owed and fits, with the messages that carry it or answered it."""
        fitting = [o for o in self.owed if all(getattr(o, name) == value for name, value in wanted.items())]
        return {entry for o in fitting for entry in (o.entry, o.carrier, *o.answers)}


class Matter:
    """One thread under way. Labels are `matter.label`; days count from the record's own day, back by minus."""

    def __init__(self, truth: Truth, name: str, regulator: str, title: str, office: Party, today: date) -> None:
        self.truth, self.name, self.regulator, self.title = truth, name, regulator, title
        self.office, self.today = office, today
        self.thread = ""
        self.facts: list[tuple[Fact, date]] = []
        self.ours, self.theirs = "", ""

    def _add(self, fact: Fact, day: date, label: str = "") -> int:
        self.facts.append((fact, day))
        n = len(self.facts) + 1
        if label:
            self.truth.entries[f"{self.name}.{label}"] = f"{self.thread}#{n}"
            self.truth.days[f"{self.name}.{label}"] = day
        return n

    def number(self, label: str) -> int:
        return int(self.truth.entries[f"{self.name}.{label}"].rpartition("#")[2])

    def message(
        self,
        label: str,
        ago: int,
        direction: Direction,
        channel: Channel,
        subject: str,
        text: str,
        cls: MessageClass | None = None,
        *,
        sender: Party | None = None,
        files: Sequence[str] = (),
        confidential: bool = False,
        receipt: str = "",
        bounce_of: str = "",
        asks_nothing: bool = False,
    ) -> None:
        """A message `ago` days before the record's day."""
        day = self.today - timedelta(ago)
        inbound = direction == "in"
        fact = Message(
            direction,
            channel,
            subject,
            text,
            sender=sender or (self.office if inbound else US),
            to=() if direction == "public" else (US if inbound else self.office,),
            dated=day.isoformat(),
            sent=None if inbound else day.isoformat(),
            received=day.isoformat() if inbound else None,
            message_id=f"{self.name}.{label}@mail.example",
            undelivered_id=f"{self.name}.{bounce_of}@mail.example" if bounce_of else None,
            bounce=bool(bounce_of),
            attachments=tuple(Attachment(name, "application/pdf", 1000, "0" * 64) for name in files),
            confidential=confidential,
            receipt=receipt,
            expects_reply=False if asks_nothing else None,
        )
        n = self._add(fact, day, label)
        if cls:
            self._add(Classified(n, cls), day)

    def owed(
        self,
        label: str,
        message: str,
        kind: Literal["request", "commitment"],
        owed_by: Side,
        words: str,
        *,
        due: int | None = None,
        condition: str = "",
    ) -> None:
        """Words of a message that bind a side; `due` days after the record's day."""
        n, day = self.number(message), self.truth.days[f"{self.name}.{message}"]
        until = None if due is None else (self.today + timedelta(due)).isoformat()
        self._add(ObligationOpened(kind, owed_by, words, n, until, condition), day, label)
        entry, carrier = (self.truth.entries[f"{self.name}.{one}"] for one in (label, message))
        self.truth.owed.append(Owed(self.regulator, kind, owed_by, entry, carrier))
        if due is not None:
            self.truth.days[f"{self.name}.{label}:due"] = self.today + timedelta(due)

    def settled(self, label: str, by: str, state: Literal["settled", "part"] = "settled") -> None:
        """A message that answered or kept it, in full or in part."""
        day = self.truth.days[f"{self.name}.{by}"]
        self._add(ObligationUpdated(self.number(label), state, self.number(by)), day, f"{label}-{state}")
        entry = self.truth.entries[f"{self.name}.{label}"]
        known = next(o for o in self.truth.owed if o.entry == entry)
        known.open = state == "part"
        known.answers = (*known.answers, self.truth.entries[f"{self.name}.{by}"])

    def extended(self, label: str, granted_by: str, to: int) -> None:
        until = self.today + timedelta(to)
        self._add(
            Extended(self.number(label), self.number(granted_by), until.isoformat()),
            self.truth.days[f"{self.name}.{granted_by}"],
            f"{label}-extended",
        )
        self.truth.days[f"{self.name}.{label}:due"] = until
        entry = self.truth.entries[f"{self.name}.{label}"]
        known = next(o for o in self.truth.owed if o.entry == entry)
        known.answers = (*known.answers, self.truth.entries[f"{self.name}.{granted_by}"])

    def note(self, label: str, ago: int, text: str) -> None:
        day = self.today - timedelta(ago)
        self._add(Note(text, day.isoformat()), day, label)

    def closed(self, ago: int) -> None:
        day = self.today - timedelta(ago)
        self._add(ThreadClosed("The matter is over.", day.isoformat()), day, "closed")
        for owed in self.truth.owed:
            if owed.entry.startswith(f"{self.thread}#"):
                owed.open = False

    def write(self, desk: Desk) -> None:
        """Into the record, as it was told."""
        first = min(day for _, day in self.facts)
        thread = desk.record.open_thread(
            self.regulator,
            self.title,
            BY,
            day=first,
            ours=self.ours,
            theirs=self.theirs,
            at=f"{first}T14:00:00Z",
            first=[NewEntry(fact, BY, f"{day}T14:00:00Z") for fact, day in self.facts],
        )
        assert thread == self.thread, "the teller counts threads as the store does"


class Teller:
    """Several matters of several regulators, one after the other."""

    def __init__(self, today: date, offices: dict[str, Party], seed: int) -> None:
        self.today, self.offices, self.random = today, offices, Random(seed)  # noqa: S311 - no secret
        self.truth, self.matters = Truth(), list[Matter]()

    def matter(self, name: str, regulator: str, title: str, first: int) -> Matter:
        """A thread that begins `first` days before the record's day."""
        year = (self.today - timedelta(first)).year
        before = sum(m.thread.startswith(f"{regulator.lower()}-{year}-") for m in self.matters)
        found = Matter(self.truth, name, regulator, title, self.offices[regulator], self.today)
        found.thread = f"{regulator.lower()}-{year}-{before + 1:03}"
        self.matters.append(found)
        return found

    def write(self, desk: Desk) -> Truth:
        for matter in self.matters:
            matter.write(desk)
        desk.refresh()
        return self.truth
