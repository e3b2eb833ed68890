"""`assistant pull`, from a real server into a record."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.mail.imap import mailbox as imap
from assistant.mail.imap.bookmarks import Bookmarks
from assistant.paths import RecordPaths
from tests.cli.conftest import Assistant, Result
from tests.mail.imap.conftest import Mailbox
from tests.mail.imap.real_server import PASSWORD, USER, RealServer, relay
from tests.mail.samples import OURS, SETTINGS_TEXT, mail

Pull = Callable[..., Result]


def letter(number: int, sender: str = "enforcement@pta.gov.pk") -> bytes:
    return mail(sender, OURS, f"Letter {number}", id=f"{number}@pta.gov.pk").replace(b"\n", b"\r\n")


def wire(folder: str) -> str:
    return f'"{folder}"'


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "record"


@pytest.fixture
def configured(tmp_path: Path, mailbox: Mailbox) -> Callable[..., Path]:
    """Write a configuration with these mailboxes, each a change of the one that works."""

    def write(**mailboxes: dict[str, Any]) -> Path:
        tables = [SETTINGS_TEXT]
        for name, changes in mailboxes.items():
            made = mailbox(**changes)
            tables.append(f"[mailboxes.{name}]")
            tables += [
                f"{key} = {list(value) if isinstance(value, tuple) else value!r}"
                for key in ("host", "port", "user", "security", "folders", "password_env", "ca_file", "regulator")
                if (value := getattr(made, key))
            ]
        path = tmp_path / "assistant.toml"
        path.write_text("\n".join(tables), encoding="utf-8")
        return path

    return write


@pytest.fixture
def pull(assistant: Assistant, record: Path, configured: Callable[..., Path]) -> Pull:
    """Call the command with the mailbox `office`, or those given."""

    def call(*arguments: str, command: str = "pull", **mailboxes: dict[str, Any]) -> Result:
        config = configured(**(mailboxes or {"office": {}}))
        result = assistant("--record", record, "--config", config, command, *arguments)
        assert PASSWORD not in result.out + result.err
        return result

    return call


def subjects(assistant: Assistant, record: Path) -> list[str]:
    found = assistant("--record", record, "messages", "--format", "json").json["messages"]
    return sorted(message["subject"] for message in found)


def test_mail_arrives_once_and_the_next_pull_brings_what_is_new(
    server: RealServer, folder: str, pull: Pull, assistant: Assistant, record: Path
) -> None:
    server.put(wire(folder), letter(1), letter(2))
    first = pull()
    assert (first.code, first.err) == (0, "")
    assert first.out.startswith("2 read: 2 new in 2 new threads, 0 known already")
    server.put(wire(folder), letter(3))
    assert pull("office").out.startswith("1 read: 1 new in 1 new threads, 0 known already")
    assert pull().out.startswith("0 read")
    assert subjects(assistant, record) == ["Letter 1", "Letter 2", "Letter 3"]
    assert pull("--again").out.startswith("3 read: 0 new in 0 new threads, 3 known already")


def test_json_counts_as_an_import_does(server: RealServer, folder: str, pull: Pull) -> None:
    server.put(wire(folder), letter(1), letter(2, "somebody@elsewhere.example"))
    document = pull("--format", "json").json
    counts = {name: document[name] for name in ("read", "new", "duplicates", "threads_opened", "unmatched", "skipped")}
    assert counts == {"read": 2, "new": 1, "duplicates": 0, "threads_opened": 1, "unmatched": 1, "skipped": 0}
    assert (document["version"], document["problems"]) == (1, [])


def test_a_dry_run_writes_and_remembers_nothing(server: RealServer, folder: str, pull: Pull, record: Path) -> None:
    server.put(wire(folder), letter(1))
    assert "1 would be new" in pull("--dry-run").out
    assert not RecordPaths(record).bookmarks.exists()
    assert pull().out.startswith("1 read: 1 new")


def test_a_mailbox_can_belong_to_a_regulator(
    server: RealServer, folder: str, pull: Pull, assistant: Assistant, record: Path
) -> None:
    server.put(wire(folder), letter(1, "clerk@elsewhere.example"))
    assert pull(office={"regulator": "BEREC"}).out.startswith("1 read: 1 new")
    threads = assistant("--record", record, "threads", "--format", "json").json["threads"]
    assert [thread["regulator"] for thread in threads] == ["BEREC"]


@pytest.mark.parametrize("limit", [4_000, 8_000, 12_000])
def test_a_line_that_breaks_costs_nothing_but_another_pull(
    server: RealServer, folder: str, pull: Pull, assistant: Assistant, record: Path,
    monkeypatch: pytest.MonkeyPatch, limit: int,
) -> None:  # fmt: skip
    monkeypatch.setattr(imap, "FETCHED_AT_ONCE", 2)
    server.put(wire(folder), *(letter(n) + b"x" * 1000 for n in range(1, 11)))
    with relay(server.port) as door:
        broken = {"port": door.port, "security": "none"}
        door.cut_after = limit
        first = pull(office=broken)
        assert first.code == 3
        assert "the connection to localhost broke off" in first.err
        assert Bookmarks(RecordPaths(record).bookmarks).pulled == {}
        had = len(subjects(assistant, record))
        assert 0 < had < 10
        door.cut_after = None
        second = pull(office=broken)
    assert second.code == 0
    assert second.out.startswith(f"{10 - had} read: {10 - had} new")
    assert subjects(assistant, record) == sorted(f"Letter {n}" for n in range(1, 11))
    assert assistant("--record", record, "verify").code == 0


def test_a_mailbox_that_fails_is_named_and_the_others_are_pulled(
    server: RealServer, folder: str, pull: Pull, assistant: Assistant, record: Path
) -> None:
    server.put(wire(folder), letter(1))
    both = pull(gone={"folders": ("Nowhere",)}, office={})
    assert both.code == 3
    assert "problem: imap:gone/Nowhere: there is no such folder" in both.err
    assert subjects(assistant, record) == ["Letter 1"]
    assert set(Bookmarks(RecordPaths(record).bookmarks).pulled) == {"office"}
    document = pull("gone", "--format", "json", gone={"folders": ("Nowhere",)}, office={}).json
    assert [problem["path"] for problem in document["problems"]] == ["imap:gone/Nowhere"]


def test_a_wrong_password_exits_3_and_says_what_to_look_at(pull: Pull, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", "wrong-9c1f")
    result = pull()
    assert result.code == 3
    assert f"problem: imap:office: localhost does not let {USER} in with this password" in result.err
    assert "Look at `user`" in result.err
    assert "wrong-9c1f" not in result.out + result.err


def test_a_missing_password_exits_2(pull: Pull, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAIL_PASSWORD")
    result = pull()
    assert result.code == 2
    assert "problem: mailboxes.office: there is no password in the environment variable MAIL_PASSWORD" in result.err


def test_a_name_that_is_not_configured_is_an_error(pull: Pull) -> None:
    result = pull("press")
    assert result.code == 2
    assert "no mailbox 'press' is configured\nThere are: office." in result.err


def test_without_a_mailbox_it_says_where_to_name_one(assistant: Assistant, record: Path) -> None:
    result = assistant("--record", record, "pull")
    assert result.code == 2
    assert "[mailboxes.NAME]" in result.err


def test_without_the_extra_it_says_what_to_install(pull: Pull, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("assistant.mail.imap.mailbox")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "imap_tools", None)
    result = pull()
    assert result.code == 2
    assert "pip install 'regulator-assistant[mail]'" in result.err


def test_the_password_is_nowhere_in_the_record(server: RealServer, folder: str, pull: Pull, record: Path) -> None:
    server.put(wire(folder), letter(1))
    pull()
    files = [path for path in record.rglob("*") if path.is_file()]
    assert RecordPaths(record).bookmarks in files
    assert [path for path in files if PASSWORD.encode() in path.read_bytes()] == []
    assert [path for path in files if path.stat().st_mode & 0o077] == []


def test_the_doctor_says_when_each_mailbox_was_pulled_last(server: RealServer, folder: str, pull: Pull) -> None:
    before = pull(command="doctor").out
    assert f"mailbox office: {USER} at localhost, {folder}; never pulled to its end" in before
    pull()
    assert "; last pulled 20" in pull(command="doctor").out
