"""Mail to colleagues through a real SMTP server."""

from __future__ import annotations

import email
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from msgspec import structs

from assistant.notify import mailing
from assistant.notify.attempts import Attempt, Patience
from assistant.settings.notify import DestinationSettings
from tests.notify.gaps import gap, notice_of

PATIENCE = Patience(connect=10, total=10, pauses=())


class Office:
    """Takes mail as it is told; `answers` are its replies to addresses and to the text."""

    def __init__(self) -> None:
        self.answers: dict[str, str] = {}
        self.taken: list[Any] = []

    async def handle_RCPT(  # noqa: N802 - the server's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - the same
        answer = self.answers.get("DATA", "250 OK")
        if answer.startswith("250"):
            self.taken.append(envelope)
        if answer == "250 cut":
            server.transport.abort()
        return answer


@contextmanager
def serving(office: Office, **settings: Any) -> Iterator[int]:
    """Its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=port, **settings)
    controller.start()
    try:
        yield int(port)
    finally:
        controller.stop()


@pytest.fixture
def office() -> Office:
    return Office()


def destination(port: int, *to: str, **changes: Any) -> DestinationSettings:
    usual = DestinationSettings(
        "mail",
        to=to or ("ana@northwind.example",),
        sender="assistant@northwind.example",
        host="127.0.0.1",
        port=port,
        security="none",
    )
    return structs.replace(usual, **changes)


def send(settings: DestinationSettings, password: str = "", patience: Patience = PATIENCE) -> Attempt:
    return mailing.send(settings, mailing.compose(settings, notice_of(gap())), password, patience)


def test_colleagues_get_one_mail_with_the_reminders(office: Office) -> None:
    with serving(office) as port:
        assert send(destination(port, "ana@northwind.example", "ben@northwind.example")) == Attempt("sent")
    (envelope,) = office.taken
    assert envelope.rcpt_tos == ["ana@northwind.example", "ben@northwind.example"]
    mail = email.message_from_bytes(envelope.content, EmailMessage, policy=default)
    assert mail["Subject"] == "1 reminder as of 17 October 2020"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "No reply from PTA for 8 days" in mail.get_content()


def test_who_is_gone_for_good_keeps_the_others_from_nothing_and_is_named(office: Office) -> None:
    office.answers = {"ben@northwind.example": "550 no such user"}
    with serving(office) as port:
        attempt = send(destination(port, "ana@northwind.example", "ben@northwind.example"))
    assert attempt == Attempt("sent", "did not take mail for ben@northwind.example")
    assert [envelope.rcpt_tos for envelope in office.taken] == [["ana@northwind.example"]]


@pytest.mark.parametrize(
    ("answers", "again"),
    [
        ({"ben@northwind.example": "450 try later"}, True),
        ({"ana@northwind.example": "550 no", "ben@northwind.example": "550 no"}, False),
        ({"DATA": "451 try later"}, True),
        ({"DATA": "554 no"}, False),
    ],
)
def test_what_is_refused_is_surely_not_sent(office: Office, answers: dict[str, str], again: bool) -> None:
    office.answers = answers
    with serving(office) as port:
        attempt = send(destination(port, "ana@northwind.example", "ben@northwind.example"))
    assert (attempt.result, attempt.again) == ("failed", again)
    assert office.taken == []


def test_a_line_that_breaks_after_the_text_leaves_it_open(office: Office) -> None:
    office.answers = {"DATA": "250 cut"}
    with serving(office) as port:
        assert send(destination(port)).result == "unknown"
    assert len(office.taken) == 1


def test_where_nobody_listens_surely_nothing_was_sent() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    attempt = send(destination(port))
    assert (attempt.result, attempt.again) == ("failed", True)


@pytest.fixture
def certificates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's certificate from an authority that the system trusts in this test."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


def test_a_password_goes_over_tls_only_and_a_wrong_one_is_said(office: Office, certificates: ssl.SSLContext) -> None:
    def authenticate(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"officer", b"sesame"))

    with serving(office, tls_context=certificates, authenticator=authenticate, auth_required=True) as port:
        there = destination(port, security="starttls", user="officer", password_env="P")
        assert send(there, "sesame") == Attempt("sent")
        wrong = send(there, "open", Patience(connect=10, total=0.5))
        assert (wrong.result, wrong.again) == ("failed", False)
        assert "did not let officer sign in" in wrong.text
        assert send(there, "sésame").result == "failed"
        assert send(destination(port, security="starttls")).result == "failed"
    assert len(office.taken) == 1


def test_an_unknown_certificate_is_refused(
    office: Office, certificates: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with serving(office, tls_context=certificates) as port:
        attempt = send(destination(port, security="starttls"))
    assert attempt.result == "failed"
    assert "CERTIFICATE_VERIFY_FAILED" in attempt.text
    assert office.taken == []
