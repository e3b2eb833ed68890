"""One connection to a mail server, and the four questions that a pull asks: a folder, its new mails, sizes, contents.

Everything is read-only: folders are opened by EXAMINE, mails fetched by BODY.PEEK, and no command changes a flag. The
answers are checked, not believed: what was not asked for is dropped, what cannot be understood ends the connection.
What went wrong is raised as the libraries raise it; `faults` makes a sentence of it.
"""

from __future__ import annotations

import contextlib
import imaplib
import re
import ssl
from collections.abc import Iterable, Iterator
from datetime import date

import imap_tools

from assistant.mail.imap.wire import Answer, BoundedClient, BoundedTlsClient, shut
from assistant.settings.mailboxes import MailboxSettings

LARGEST_UID = 2**32 - 1
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WHOLE = re.compile(rb"\d{1,10} \(.*\)\Z", re.DOTALL)
_UID = re.compile(rb"[( ]UID (\d{1,10})[ )]", re.IGNORECASE)
_SIZE = re.compile(rb"[( ]RFC822\.SIZE (\d{1,19})[ )]", re.IGNORECASE)
_BEFORE_BODY = re.compile(rb"[( ]BODY\[\] \{\d+\}\Z", re.IGNORECASE)
_QUOTED_BODY = re.compile(rb'[( ]BODY\[\] "((?:[^"\\]|\\.)*)"', re.IGNORECASE | re.DOTALL)


class ServerMailbox(imap_tools.BaseMailBox):
    """A connection that has not said who it is yet; `open_mailbox` makes one."""

    client: BoundedClient

    def __init__(self, mailbox: MailboxSettings, context: ssl.SSLContext | None) -> None:
        self._mailbox, self._context = mailbox, context
        super().__init__()

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        host, port, timeout = self._mailbox.host, self._mailbox.port_number, self._mailbox.timeout
        if self._mailbox.security == "tls":
            return BoundedTlsClient(host, port, ssl_context=self._context, timeout=timeout)
        client = BoundedClient(host, port, timeout=timeout)
        try:
            if self._mailbox.security == "starttls":
                client.begin()
                client.starttls(self._context)
        except BaseException:
            shut(client)
            raise
        return client

    def sign_in(self, secret: str) -> None:
        """Say who we are. Not all servers take LOGIN beyond ASCII; SASL PLAIN is UTF-8 (RFC 4616)."""
        self.client.begin()
        user = self._mailbox.user
        login = self.login if (user + secret).isascii() else self.login_utf8
        with _refusals(imap_tools.MailboxLoginError):
            login(user, secret, initial_folder=None)

    def examine(self, folder: str) -> int | None:
        """Open a folder for reading only; its UIDVALIDITY, None if the server gives its mails no lasting numbers."""
        self.client.begin()
        with _refusals(imap_tools.MailboxFolderSelectError):
            self.folder.set(folder, readonly=True)
        _, found = self.client.response("UIDVALIDITY")
        self.client.untagged_responses.clear()
        text = found[-1] if found else None
        number = int(text) if isinstance(text, bytes) and re.fullmatch(rb"\d{1,10}", text) else 0
        return number if 0 < number <= LARGEST_UID else None

    def search(self, criteria: str) -> list[int]:
        """The UIDs of the mails that answer to `criteria`, each once, ascending."""
        found: set[int] = set()
        for line in self._ask("SEARCH", criteria):
            if isinstance(line, bytes):
                found.update(int(number) for number in re.findall(rb"\b\d{1,10}\b", line))
        return sorted(uid for uid in found if 0 < uid <= LARGEST_UID)

    def sizes(self, uids: Iterable[int]) -> dict[int, int]:
        """The size of each mail in bytes, as the server counts them; without those that are gone."""
        found = {}
        for text, _ in _responses(self._ask("FETCH", _set(uids), "(UID RFC822.SIZE)")):
            uid, size = _UID.search(text), _SIZE.search(text)
            if uid and size:
                found[int(uid[1])] = int(size[1])
        return found

    def contents(self, uids: Iterable[int]) -> dict[int, bytes]:
        """The bytes of each mail, `wire.OMITTED` where there was no room; without those not handed over."""
        found: dict[int, bytes] = {}
        for text, body in _responses(self._ask("FETCH", _set(uids), "(UID BODY.PEEK[])")):
            uid = _UID.search(text)
            if uid and body is not None:
                found.setdefault(int(uid[1]), body)
        return found

    def _ask(self, command: str, *words: str) -> Answer:
        self.client.begin()
        with _refusals(imap_tools.UnexpectedCommandStatusError):
            status, answer = self.client.uid(command, *words)
        self.client.untagged_responses.clear()
        if status != "OK":
            raise imap_tools.UnexpectedCommandStatusError((status, answer), "OK")
        return answer


@contextlib.contextmanager
def _refusals(kind: type[imap_tools.UnexpectedCommandStatusError]) -> Iterator[None]:
    """A command answered by BAD is as much refused as one answered by NO; `imaplib` has no type for it."""
    try:
        yield
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise kind(("BAD", [str(error).encode()]), "OK") from None


@contextlib.contextmanager
def open_mailbox(mailbox: MailboxSettings, secret: str) -> Iterator[ServerMailbox]:
    """A connection on which we are known, closed at the end, politely if all went well."""
    server = ServerMailbox(mailbox, tls_context(mailbox))
    try:
        server.sign_in(secret)
        yield server
        server.client.begin()
        with contextlib.suppress(OSError, imaplib.IMAP4.error, imap_tools.ImapToolsError, ValueError):
            server.logout()
    finally:
        shut(server.client)


def tls_context(mailbox: MailboxSettings) -> ssl.SSLContext | None:
    """Whom to trust: what the system trusts, or only the authority in `ca_file`; the host's name is always checked."""
    return None if mailbox.security == "none" else ssl.create_default_context(cafile=mailbox.ca_file or None)


def since(day: date) -> str:
    """The criterion for mails that arrived on `day` or later; months are English in any locale (RFC 3501, 9)."""
    return f"SINCE {day.day}-{_MONTHS[day.month - 1]}-{day.year:04}"


def _set(uids: Iterable[int]) -> str:
    return ",".join(map(str, uids))


def _responses(answer: Answer) -> Iterator[tuple[bytes, bytes | None]]:
    """Each FETCH response of an answer: its text without the literals, and the mail in it."""
    pieces: list[bytes] = []
    body = None
    for piece in answer:
        if isinstance(piece, tuple):
            pieces.append(piece[0])
            body = piece[1] if _BEFORE_BODY.search(piece[0]) else body
        elif piece is not None:
            text = b"".join((*pieces, piece))
            if not _WHOLE.match(text):
                raise imaplib.IMAP4.abort("an answer does not end where it said that it would")
            quoted = _QUOTED_BODY.search(text) if body is None else None
            yield text, _unquoted(quoted[1]) if quoted else body
            pieces, body = [], None


def _unquoted(text: bytes) -> bytes:
    return re.sub(rb"\\(.)", rb"\1", text, flags=re.DOTALL)
