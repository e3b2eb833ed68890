"""Mail to colleagues, through the company's own server (RFC 5321)."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, localtime, make_msgid

from assistant.notify.attempts import Attempt, Patience
from assistant.notify.notice import Notice
from assistant.notify.telling import told
from assistant.settings.notify import DestinationSettings

ACCEPTED = 250
TRANSIENT = range(400, 500)
"""Replies that say "not now" (RFC 5321, 4.2.1)."""


def compose(destination: DestinationSettings, notice: Notice) -> EmailMessage:
    """The mail, which says of itself that no person wrote it, so that nobody's absence answers it (RFC 3834)."""
    message = told(notice)
    mail = EmailMessage(policy=SMTP)
    mail["From"] = destination.sender
    mail["To"] = ", ".join(destination.to)
    mail["Subject"] = message.title
    mail["Date"] = format_datetime(localtime())
    mail["Message-ID"] = make_msgid(domain=destination.sender.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(message.text.partition("\n")[2].lstrip("\n"), cte="quoted-printable")
    return mail


def send(destination: DestinationSettings, mail: EmailMessage, password: str, patience: Patience) -> Attempt:
    """Try once; blocks. Until the text is under way, whatever happens, nothing was delivered."""
    try:
        server = _connected(destination, patience)
    except (smtplib.SMTPException, OSError) as error:
        return _unreached(error)
    try:
        return _sent(server, destination, mail, password)
    except smtplib.SMTPResponseException as error:
        return _refusal(error.smtp_code, error.smtp_error)
    except _Refused as error:
        return error.attempt
    except (smtplib.SMTPException, OSError) as error:
        return _unreached(error)
    except UnicodeEncodeError:
        return Attempt("failed", "its user name or password has letters that the server cannot be told")
    finally:
        with contextlib.suppress(smtplib.SMTPException, OSError):
            server.quit()  # what it answers to that changes nothing
        server.close()


def _sent(server: smtplib.SMTP, destination: DestinationSettings, mail: EmailMessage, password: str) -> Attempt:
    _sign_in(server, destination, password)
    refused = _addressed(server, destination)
    try:
        code, reply = server.data(mail.as_bytes())
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        return Attempt("unknown", f"gave no whole answer ({type(error).__name__}): it may have arrived")
    if code != ACCEPTED:
        return _refusal(code, reply)
    return Attempt("sent", f"did not take mail for {', '.join(refused)}" if refused else "")


def _sign_in(server: smtplib.SMTP, destination: DestinationSettings, password: str) -> None:
    """Once in a run, however it fails: servers lock out who is wrong too often."""
    if not destination.user:
        return
    try:
        server.login(destination.user, password)
    except (smtplib.SMTPException, OSError) as error:
        raise _Refused(Attempt("failed", f"did not let {destination.user} sign in: {error}")) from error


def _unreached(error: Exception) -> Attempt:
    passing = not isinstance(error, smtplib.SMTPNotSupportedError)
    return Attempt("failed", f"cannot be reached: {error or type(error).__name__}", again=passing)


class _Refused(Exception):
    def __init__(self, attempt: Attempt) -> None:
        super().__init__(attempt.text)
        self.attempt = attempt


def _connected(destination: DestinationSettings, patience: Patience) -> smtplib.SMTP:
    host, port = destination.host, destination.port_number
    context = ssl.create_default_context()
    if destination.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=patience.connect, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=patience.connect)
    try:
        if server.sock is not None:
            server.sock.settimeout(patience.total)
        if destination.security == "starttls":
            server.starttls(context=context)
    except BaseException:
        server.close()
        raise
    return server


def _addressed(server: smtplib.SMTP, destination: DestinationSettings) -> list[str]:
    """Name the sender and the recipients; return those who are refused for good.

    One who may be taken later stops it all: else that colleague would never hear of it.
    """
    server.ehlo_or_helo_if_needed()
    code, reply = server.mail(destination.sender)
    if code != ACCEPTED:
        raise _Refused(_refusal(code, reply))
    refused: list[str] = []
    for address in destination.to:
        code, reply = server.rcpt(address)
        if code in TRANSIENT:
            raise _Refused(_refusal(code, reply))
        if code not in {ACCEPTED, 251}:
            refused.append(address)
    if len(refused) == len(destination.to):
        raise _Refused(_refusal(code, reply))
    return refused


def _refusal(code: int, reply: bytes | str) -> Attempt:
    said = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return Attempt("failed", f"answered {code} {' '.join(said.split())[:200]}".rstrip(), again=code in TRANSIENT)
