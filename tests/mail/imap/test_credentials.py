"""Where a mailbox's password comes from, and that no sentence repeats it."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import keyring
import keyring.backend
import keyring.backends.fail
import pytest

from assistant.errors import UsageProblem
from assistant.mail.imap import credentials
from assistant.mail.imap.credentials import secret_of
from assistant.settings.mailboxes import MailboxSettings

SECRET = 'sésame "1"'


def from_environment(name: str = "MAIL_PASSWORD") -> MailboxSettings:
    return MailboxSettings("imap.example.com", "officer", password_env=name)


def from_command(script: str) -> MailboxSettings:
    return MailboxSettings("imap.example.com", "officer", password_command=(sys.executable, "-c", script))


FROM_KEYRING = MailboxSettings("imap.example.com", "officer", keyring=True)


def refused(mailbox: MailboxSettings) -> str:
    with pytest.raises(UsageProblem) as problem:
        secret_of("office", mailbox)
    said = str(problem.value)
    assert "same" not in said
    assert problem.value.__cause__ is None or "same" not in repr(problem.value.__cause__)
    assert said.startswith("mailboxes.office: ")
    return said


class Ring(keyring.backend.KeyringBackend):
    """A keyring in memory."""

    priority = 1.0
    asked: tuple[str, str] | None = None
    held: str | None = SECRET

    def get_password(self, service: str, username: str) -> str | None:
        self.asked = (service, username)
        return self.held

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError

    def delete_password(self, service: str, username: str) -> None:
        raise NotImplementedError


@pytest.fixture
def ring() -> Iterator[Ring]:
    before, made = keyring.get_keyring(), Ring()  # type: ignore[no-untyped-call]  # keyring's constructors are untyped
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def headless() -> Iterator[None]:
    """As on a server: no keyring at all."""
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]  # so is this one
    yield
    keyring.set_keyring(before)


def test_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", SECRET)
    assert secret_of("office", from_environment()) == SECRET


@pytest.mark.parametrize("held", [None, ""])
def test_an_environment_without_it_says_which_variable_to_set(
    monkeypatch: pytest.MonkeyPatch, held: str | None
) -> None:
    monkeypatch.delenv("MAIL_PASSWORD", raising=False)
    if held is not None:
        monkeypatch.setenv("MAIL_PASSWORD", held)
    assert "Set MAIL_PASSWORD for this command" in refused(from_environment())


def test_from_the_first_line_that_a_command_prints() -> None:
    script = f"import sys; sys.stdout.buffer.write({SECRET!r}.encode() + b'\\r\\nuser: officer\\n')"
    assert secret_of("office", from_command(script)) == SECRET


def test_a_command_is_run_without_a_shell_and_without_our_input() -> None:
    mailbox = MailboxSettings(
        "h",
        "u",
        password_command=(sys.executable, "-c", "import sys; print(sys.argv[1] + sys.stdin.read())", "$HOME;*"),
    )
    assert secret_of("office", mailbox) == "$HOME;*"


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("print('sesame'); raise SystemExit(3)", "failed with exit code 3"),
        ("import sys; sys.stderr.write('sesame')", "printed no password"),
        ("print(); print('sesame')", "printed no password"),
        ("import sys; sys.stdout.buffer.write(b'sesame\\xff')", "printed no UTF-8"),
        ("import os; os.kill(os.getpid(), 9)", "failed with exit code -9"),
        ("print('sesame\\0')", "its password holds a control character"),
    ],
)
def test_a_command_that_gives_none_is_named_without_what_it_printed(script: str, said: str) -> None:
    assert said in refused(from_command(script))


def test_a_command_that_does_not_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credentials, "COMMAND_PATIENCE", 0.5)
    script = "import time; print('sesame', flush=True); time.sleep(60)"
    assert "took more than 0.5 seconds" in refused(from_command(script))


@pytest.mark.parametrize("program", ["/no/such/program", "no-such-program", "/", "a\0b", ""])
def test_a_command_that_is_none_is_named(program: str) -> None:
    mailbox = MailboxSettings("h", "u", password_command=(program,))
    assert f"its password command {program!r} cannot be run" in refused(mailbox)


def test_from_the_keyring_under_user_and_host(ring: Ring) -> None:
    assert secret_of("office", FROM_KEYRING) == SECRET
    assert ring.asked == ("regulator-assistant", "officer@imap.example.com")


def test_a_keyring_without_it_says_how_to_put_it_there(ring: Ring) -> None:
    ring.held = None
    assert refused(FROM_KEYRING).endswith("keyring set regulator-assistant officer@imap.example.com")


def test_where_there_is_no_keyring_other_sources_are_named(headless: None) -> None:
    said = refused(FROM_KEYRING)
    assert "the system's keyring cannot be opened here" in said
    assert "use password_env or password_command instead" in said


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert refused(FROM_KEYRING).endswith("pip install 'regulator-assistant[keys]'")
