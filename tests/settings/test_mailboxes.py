"""The `[mailboxes.NAME]` tables: what holds, and the sentence for what does not."""

from __future__ import annotations

import pytest

from assistant.config import parse
from assistant.errors import UsageProblem
from assistant.settings.mailboxes import MailboxSettings, is_loopback


def mailbox(*lines: str, name: str = "office", **values: str) -> MailboxSettings:
    """The table with these lines, over ones that hold."""
    usual = {"host": '"imap.northwind.example"', "user": '"officer"', "password_env": '"MAIL_PASSWORD"'} | values
    text = "\n".join([f"[mailboxes.{name}]", *(f"{key} = {value}" for key, value in usual.items() if value), *lines])
    return parse(text, "assistant.toml").mailboxes[name.strip('"')]


def test_host_user_and_one_source_of_the_password_are_enough() -> None:
    found = mailbox()
    assert (found.port_number, found.security, found.folders, found.timeout) == (993, "tls", ("INBOX",), 30)
    assert (found.since, found.regulator, found.ca_file) == (None, "", "")


def test_all_can_be_said() -> None:
    found = mailbox(
        'folders = ["INBOX", "Behörden/日本"]',
        'security = "starttls"',
        'ca_file = "/etc/ca.pem"',
        "timeout = 5",
        "since = 2020-01-01",
        'regulator = "PTA"',
        password_env="",
        password_command='["pass", "show", "mail"]',
    )
    assert found.folders[1] == "Behörden/日本"
    assert found.port_number == 143
    assert str(found.since) == "2020-01-01"
    assert found.password_command == ("pass", "show", "mail")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('security = "ssl"', "`security` is 'ssl'; it can be tls, starttls, none"),
        ('security = "none"', "`security` can be none only for this machine itself, not for 'imap.northwind.example'"),
        ("port = 0", "`port` is 0"),
        ("port = 70000", "`port` is 70000; a port is a number from 1 to 65535"),
        ("port = -1", "`port` is -1"),
        ("timeout = 0", "`timeout` is 0; it is a number of seconds"),
        ("timeout = nan", "`timeout` is nan"),
        ("timeout = 1e9", "`timeout` is 1e+09"),
        ("folders = []", "`folders` names no folder"),
        ('folders = ["INBOX", " "]', "`folders` is empty"),
        ('folders = ["INBOX", "INBOX"]', "`folders` names 'INBOX' twice"),
        ('folders = ["a\\r\\nb"]', "`folders` holds a control character"),
        ("keyring = true", "`keyring` and `password_env` both say where the password is"),
        ('password_command = ["pass"]', "`password_command` and `password_env` both say where the password is"),
        ('regulator = "pta"', "'pta' is not a regulator key"),
    ],
)
def test_what_cannot_hold_is_named_with_its_table_and_key(line: str, said: str) -> None:
    with pytest.raises(UsageProblem) as problem:
        mailbox(line)
    assert said in str(problem.value)
    assert str(problem.value).startswith("assistant.toml: ")
    assert "pta" in said or "[mailboxes.office]" in str(problem.value)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("host", '""', "`host` is empty"),
        ("user", '"a\\u0000b"', "`user` holds a control character"),
        ("user", "", "missing required field `user`"),
        ("password_env", "", "`password_env` is missing; say with it, password_command or keyring = true"),
    ],
)
def test_what_every_mailbox_needs_is_asked_for(key: str, value: str, said: str) -> None:
    with pytest.raises(UsageProblem) as problem:
        mailbox(**{key: value})
    assert said in str(problem.value)


def test_a_password_in_the_file_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageProblem, match="unknown key `password`") as problem:
        mailbox('password = "sesame"')
    assert "sesame" not in str(problem.value)


@pytest.mark.parametrize("name", ['"a b"', '"../x"', '""', '"büro"', f'"{"x" * 65}"'])
def test_a_mailbox_has_a_plain_name(name: str) -> None:
    with pytest.raises(UsageProblem, match="cannot name a mailbox"):
        mailbox(name=name)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "127.8.8.8", "::1"])
def test_this_machine_may_be_spoken_to_in_the_clear(host: str) -> None:
    assert is_loopback(host)
    assert mailbox('security = "none"', host=f'"{host}"').port_number == 143


@pytest.mark.parametrize("host", ["10.0.0.1", "localhost.example.com", "127.0.0.1.example.com", "::", "2130706433"])
def test_no_other_machine_may(host: str) -> None:
    assert not is_loopback(host)
