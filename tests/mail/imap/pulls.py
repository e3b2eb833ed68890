"""A pull from a scripted server, and what came of it."""

from __future__ import annotations

from msgspec import structs

from assistant.mail.decoding.problems import ImportProblem, MailboxProblem
from assistant.mail.imap import mailbox as imap
from assistant.mail.imap.mailbox import pull
from assistant.mail.sources.sources import Found, RawMail
from assistant.settings.mailboxes import MailboxSettings
from tests.mail.imap.scripted_server import ScriptedServer

VARIABLE = "SCRIPTED_PASSWORD"
PASSWORD = 'open "sesame" \\ 1'
MAILS = {uid: b"From: a@pta.gov.pk\r\nSubject: %d\r\n\r\nText\r\n" % uid for uid in (3, 5, 8)}


def settings(server: ScriptedServer, timeout: float = 20, **changes: str) -> MailboxSettings:
    usual = MailboxSettings("127.0.0.1", "officer", server.port, "none", password_env=VARIABLE, timeout=timeout)
    return structs.replace(usual, **changes)


def pulled(server: ScriptedServer, known: str = "", timeout: float = 20) -> tuple[list[Found], str]:
    """What was had, and how the pull failed, if it did."""
    mailbox = settings(server, timeout)
    bookmarks = {imap.source_of(mailbox, "INBOX"): known} if known else {}
    had: list[Found] = []
    try:
        had.extend(pull("office", mailbox, bookmarks))
    except MailboxProblem as problem:
        said = str(problem)
        assert len(said) < 500
        assert "sesame" not in said
        return had, said
    return had, ""


def uids(found: list[Found]) -> list[int]:
    return [int(one.part.split()[1]) for one in found if isinstance(one, RawMail)]


def positions(found: list[Found]) -> list[str]:
    return [one.bookmark.position for one in found if isinstance(one, RawMail) and one.bookmark]


def problems(found: list[Found]) -> list[str]:
    return [f"{one.part}: {one.error}" for one in found if isinstance(one, ImportProblem)]
