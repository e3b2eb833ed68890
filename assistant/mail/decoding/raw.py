"""One mail as it was found, before anybody has looked into it."""

from __future__ import annotations

import re

from msgspec import Struct


class Bookmark(Struct, frozen=True):
    """How far a long source has been read, so that an import that was stopped goes on from there."""

    source: str
    """What the source is, whatever its path: nothing of it that was read before may have changed."""
    position: str
    """Understood by the source alone: bytes of a mailbox file, `UIDVALIDITY:UID` of a folder on a server."""


class RawMail(Struct, frozen=True):
    """One mail as it was found."""

    path: str
    part: str
    """`message 12` within a mailbox file, else empty."""
    content: bytes
    bookmark: Bookmark | None = None
    """Holds once this mail, and all before it, are safely filed."""

    @property
    def name(self) -> str:
        """The file's, as its sender or owner called it."""
        return re.split(r"[/\\]", self.path)[-1]


class Resumed(Struct, frozen=True):
    """A source that an earlier import has read up to where this one goes on."""

    path: str
    mails: int
    """Before that place."""
