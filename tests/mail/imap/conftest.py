"""One real server for all of these tests, each of which works in folders of its own."""

from __future__ import annotations

import itertools
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from assistant.mail.imap import mailbox as imap
from assistant.mail.imap import wire as imap_wire
from assistant.settings.mailboxes import MailboxSettings
from tests.cli.conftest import Assistant, assistant
from tests.mail.imap.pulls import PASSWORD as SCRIPTED_PASSWORD
from tests.mail.imap.pulls import VARIABLE
from tests.mail.imap.real_server import PASSWORD, USER, RealServer, Relay, relay

__all__ = ["Assistant", "assistant"]

Mailbox = Callable[..., MailboxSettings]
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """An authority of certificates that no system trusts."""
    return trustme.CA()


@pytest.fixture(scope="session")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture(scope="session")
def certificate(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Certificate and key of the server, for `localhost` only."""
    path = tmp_path_factory.mktemp("server") / "server.pem"
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(str(path))
    return path


@pytest.fixture(scope="session")
def server(certificate: Path) -> Iterator[RealServer]:
    started = RealServer(certificate)
    yield started
    started.stop()


@pytest.fixture(scope="session")
def encrypted(server: RealServer, certificate: Path) -> Iterator[Relay]:
    """The server behind TLS from the first byte."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    with relay(server.port, context) as door:
        yield door


@pytest.fixture
def folder(server: RealServer) -> str:
    """A new, empty folder."""
    name = f"Matters {next(_numbers)}"
    server.create(f'"{name}"')
    return name


@pytest.fixture
def mailbox(encrypted: Relay, ca_file: Path, folder: str, monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    """The settings of a mailbox that works, with what a test changes."""
    monkeypatch.setenv("MAIL_PASSWORD", PASSWORD)

    def settings(**changes: Any) -> MailboxSettings:
        usual = {
            "host": "localhost",
            "port": encrypted.port,
            "user": USER,
            "password_env": "MAIL_PASSWORD",
            "ca_file": str(ca_file),
            "folders": (folder,),
            "timeout": 20.0,
        }
        return MailboxSettings(**{**usual, **changes})

    return settings


@pytest.fixture(autouse=True)
def scripted_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, SCRIPTED_PASSWORD)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test reaches in no time."""
    monkeypatch.setattr(imap, "LARGEST_MAIL", 64 * 1024)
    monkeypatch.setattr(imap_wire, "LARGEST_MAIL", 64 * 1024)
    monkeypatch.setattr(imap_wire, "LONGEST_LINE", 64 * 1024)
    monkeypatch.setattr(imap_wire, "MOST_LINES", 256 * 1024)
