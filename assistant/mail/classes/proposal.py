"""What the program takes an inbound mail to be, with its reason: the value that every reading of this room returns."""

from __future__ import annotations

from msgspec import Struct

from assistant.record.kinds import MessageClass


class Proposal(Struct, frozen=True):
    cls: MessageClass
    reason: str
    report: bool = False
    """A mail system reports on another mail; its sender then says nothing about whose mail it is."""
    undelivered_id: str | None = None
    about_ids: tuple[str, ...] = ()
    """The mail that is reported on."""
    recipients: tuple[str, ...] = ()
    """Addresses that the reported mail went to, those in trouble first."""
    mailing: bool = False
    """It was written to many at once; a person may have written it."""
