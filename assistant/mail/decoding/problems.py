"""What can go wrong with one mail, without stopping the others."""

from __future__ import annotations

from msgspec import Struct

from assistant.errors import AssistantError


class MailProblem(AssistantError):
    """These bytes cannot be read as a mail; `str()` says why in one sentence."""


class MailboxProblem(AssistantError):
    """A mailbox on a server, or a folder of it, could not be read to its end; `str()` says why.

    What was read of it before holds.
    """


class ImportProblem(Struct, frozen=True):
    """One mail, file or folder that was not taken as it stands, and why."""

    path: str
    """As a person sees it: always valid Unicode, so possibly not the exact name on disk."""
    part: str
    """`message 12` within a mailbox file; empty for a file of its own."""
    error: str
