"""What goes wrong between us and a mail server → one sentence for people, without the password.

The libraries raise errors of four families; whatever is of none of them is a defect of this program. What a server says
is quoted, cut short, and left out where it repeats the password.
"""

from __future__ import annotations

import base64
import contextlib
import imaplib
import socket
import ssl
from collections.abc import Callable, Iterator

import imap_tools

from assistant.mail.decoding.problems import MailboxProblem
from assistant.settings.mailboxes import MailboxSettings

LONGEST_QUOTE = 200
"""Characters of a server's words that a sentence repeats."""


class Faults:
    """What is said of the faults of one mailbox."""

    def __init__(self, name: str, mailbox: MailboxSettings, secret: str) -> None:
        self._shown, self._mailbox = f"imap:{name}", mailbox
        self._forms = _forms_of(secret)

    @contextlib.contextmanager
    def spoken(self, folder: str = "") -> Iterator[None]:
        """Raise `MailboxProblem` for whatever the server or the way to it does wrong."""
        try:
            yield
        except (OSError, imaplib.IMAP4.error, imap_tools.ImapToolsError, ValueError) as error:
            raise self.problem(error, folder) from None  # the libraries' errors can hold what was sent: the password

    def problem(self, error: Exception, folder: str = "") -> MailboxProblem:
        """The sentence for `error`."""
        for kind, sentence in _SENTENCES:
            if isinstance(error, kind):
                what = sentence(error, self._mailbox) + (self.words(error) if kind in _QUOTED else "")
                break
        else:
            what = f"{self._mailbox.host} sent what no mail server sends{self.words(error)}"
        return MailboxProblem(what, where=self.shown(folder), hint=_hint(error))

    def shown(self, folder: str = "") -> str:
        """How people see the mailbox, or a folder of it."""
        return f"{self._shown}/{folder}" if folder else self._shown

    def words(self, error: Exception) -> str:
        """What the server said, after a colon; nothing if it is empty or repeats the password."""
        text = " ".join(_text(error).split())
        if not text or any(form in text for form in self._forms):
            return ""
        return f": {text[:LONGEST_QUOTE]}{'…' * (len(text) > LONGEST_QUOTE)}"


def _forms_of(secret: str) -> frozenset[str]:
    """The password as it is sent, and as the libraries' own sentences would repeat that."""
    quoted = secret.replace("\\", "\\\\").replace('"', '\\"')  # RFC 9051, 9: quoted strings
    plain = base64.b64encode(secret.encode("utf-8", "replace")).decode()
    return frozenset({secret, quoted, repr(secret)[1:-1], repr(quoted)[1:-1], plain})


def _text(error: Exception) -> str:
    if not isinstance(error, imap_tools.UnexpectedCommandStatusError):
        return str(error)
    pieces = error.command_result[1] or []
    return " ".join(piece.decode("utf-8", "replace") for piece in pieces if isinstance(piece, bytes))


_SENTENCES: tuple[tuple[type[Exception], Callable[[Exception, MailboxSettings], str]], ...] = (
    (ssl.SSLCertVerificationError, lambda e, m: f"the certificate of {m.host} does not hold: {_reason(e)}"),
    (ssl.SSLError, lambda e, m: f"no TLS connection to {m.host}, port {m.port_number}: {_reason(e)}"),
    (TimeoutError, lambda e, m: f"{m.host} gave no answer within {m.timeout:g} seconds"),
    (socket.gaierror, lambda e, m: f"no host of the name {m.host} can be found"),
    (ConnectionRefusedError, lambda e, m: f"nothing answers at {m.host}, port {m.port_number}"),
    (OSError, lambda e, m: f"the connection to {m.host} broke off: {_reason(e)}"),
    (imap_tools.MailboxLoginError, lambda e, m: f"{m.host} does not let {m.user} in with this password"),
    (imap_tools.MailboxFolderSelectError, lambda e, m: "there is no such folder, or it may not be read"),
    (imap_tools.ImapToolsError, lambda e, m: f"{m.host} refused"),
    (imaplib.IMAP4.abort, lambda e, m: f"the connection to {m.host} broke off"),
    (imaplib.IMAP4.error, lambda e, m: f"{m.host} does not speak as a mail server should"),
)
"""The first that fits holds."""
_QUOTED = {
    imap_tools.MailboxLoginError,
    imap_tools.MailboxFolderSelectError,
    imap_tools.ImapToolsError,
    imaplib.IMAP4.abort,
    imaplib.IMAP4.error,
}
"""Errors that carry the server's words."""


def _reason(error: Exception) -> str:
    found = getattr(error, "verify_message", "") or getattr(error, "reason", "") or getattr(error, "strerror", "")
    return str(found or error)


def _hint(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "If the server has an authority of its own, name that authority's certificate with `ca_file`."
    if isinstance(error, ssl.SSLError | ConnectionRefusedError):
        return "Look at `port` and `security`: 993 goes with tls, 143 with starttls."
    if isinstance(error, imap_tools.MailboxLoginError):
        return "Look at `user` and at where the password comes from; some providers want one for each program."
    return ""
