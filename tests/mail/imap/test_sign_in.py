"""Saying who we are: when the password goes out, when it does not, and that no sentence repeats it."""

from __future__ import annotations

import base64
import ssl
from pathlib import Path

import pytest

from assistant.mail.decoding.problems import MailboxProblem
from assistant.mail.imap.mailbox import pull
from tests.mail.imap.pulls import MAILS, PASSWORD, VARIABLE, pulled, settings, uids
from tests.mail.imap.scripted_server import ScriptedServer


@pytest.mark.parametrize(
    "greeting",
    [
        b"* BYE full up\r\n",
        b"* PREAUTH as somebody\r\n",
        b"SSH-2.0-OpenSSH\r\n",
        b"\x16\x03\x01\r\n",
        b"+ go\r\n",
        b"\r\n",
    ],
)
def test_a_greeting_that_is_none_ends_it_before_the_password_is_said(greeting: bytes) -> None:
    with ScriptedServer(MAILS) as server:
        server.greeting = greeting
        had, failure = pulled(server)
        assert had == []
        assert failure.startswith("imap:office: ")
        assert not any(command.startswith(b"LOGIN") for command in server.commands)


@pytest.mark.parametrize(
    "end",
    [
        b'NO wrong: open "sesame" \\ 1',
        b'NO you sent "open \\"sesame\\" \\\\ 1"',
        b'BAD LOGIN "officer" "open \\"sesame\\" \\\\ 1"',
        b'LOGIN "officer" "open \\"sesame\\" \\\\ 1"',
        b"NO " + base64.b64encode(PASSWORD.encode()),
    ],
)
def test_a_server_that_repeats_the_password_is_not_quoted(end: bytes) -> None:
    with ScriptedServer(MAILS) as server:
        server.ends["LOGIN"] = end
        _, failure = pulled(server)
    assert "does not let officer in with this password\n" in failure


def test_a_refusal_is_quoted_on_one_line_and_cut_short() -> None:
    with ScriptedServer(MAILS) as server:
        server.ends["LOGIN"] = b"NO [AUTHENTICATIONFAILED] use a password\tfor programs " + b"x" * 1000
        _, failure = pulled(server)
    assert "with this password: [AUTHENTICATIONFAILED] use a password for programs xxx" in failure
    assert "x…\n" in failure


def test_what_is_beyond_ascii_is_sent_as_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "Süß")
    with ScriptedServer(MAILS) as server:
        had = list(pull("office", settings(server, user="büro"), {}))
        assert base64.b64encode("\0büro\0Süß".encode()) in server.commands
    assert uids(had) == [3, 5, 8]


@pytest.mark.parametrize("injected", [b"", b"\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN"])
def test_words_sent_before_tls_begins_are_not_taken_for_words_through_it(
    certificate: Path, ca_file: Path, injected: bytes
) -> None:
    with ScriptedServer(MAILS) as server:
        server.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        server.context.load_cert_chain(certificate)
        server.answers["CAPABILITY"] = lambda _: b"* CAPABILITY IMAP4rev1 STARTTLS\r\n"
        server.ends["STARTTLS"] = b"OK go" + injected
        mailbox = settings(server, security="starttls", host="localhost", ca_file=str(ca_file))
        try:
            had, failure = list(pull("office", mailbox, {})), ""
        except MailboxProblem as problem:
            had, failure = [], str(problem)
        assert any(command.startswith(b"LOGIN") for command in server.commands) is (not injected)
    assert uids(had) == ([] if injected else [3, 5, 8])
    assert ("in the clear" in failure) is bool(injected)


def test_no_password_goes_out_where_starttls_is_not_offered() -> None:
    with ScriptedServer(MAILS) as server:
        with pytest.raises(MailboxProblem, match="TLS not supported"):
            list(pull("office", settings(server, security="starttls"), {}))
        assert server.commands == [b"CAPABILITY"]
