"""Without a host in the configuration no packet leaves the machine; with one, only to it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.cli.main import COMMANDS
from tests.chat.model_server import ModelServer, model_server, words
from tests.cli.conftest import Assistant

THREAD = "pta-2020-001"
CALLS = {
    "demo": ["other"],
    "threads": [],
    "messages": [],
    "search": ["timelines"],
    "ask": ["what is open with PTA?"],
    "log": [THREAD, "--out", "--text", "We write.", "--subject", "x"],
    "import": ["mail.eml"],
    "pull": [],
    "tray": [],
    "open": [THREAD, "timelines", "--message", "10", "--owed-by", "company"],
    "erase": [f"{THREAD}#10", "--reason", "a duty", "--dry-run"],
    "check": ["--new"],
    "rules": [],
    "schedule": [],
    "replay": ["--from", "2020-10-01", "--to", "2020-10-20"],
    "deadline": ["10 working days", "--from", "2020-10-09", "--calendar", "PTA"],
    "draft": [THREAD, "--field", "answer=Here they are."],
    "export": [THREAD, "out"],
    "verify": [],
    "doctor": [],
    "templates": [],
    "stats": [],
}
"""Of each command words that let it do its work; of the others, the thread."""


class Asked:
    """Whom the program tried to reach."""

    def __init__(self) -> None:
        self.addresses: set[object] = set()
        self.names: set[object] = set()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Every way out is watched."""
    found = Asked()
    for name in ("connect", "connect_ex"):
        method = getattr(socket.socket, name)
        monkeypatch.setattr(socket.socket, name, _watched(method, found.addresses))
    for name in ("sendto", "sendmsg"):
        monkeypatch.setattr(socket.socket, name, _watched(getattr(socket.socket, name), found.addresses, last=True))
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "getnameinfo"):
        monkeypatch.setattr(socket, name, _noted(getattr(socket, name), found.names))
    return found


def _watched(method, addresses: set[object], *, last: bool = False):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    def call(self: socket.socket, *arguments):  # type: ignore[no-untyped-def] # noqa: ANN002, ANN202
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            addresses.add(arguments[-1 if last else 0])
        return method(self, *arguments)

    return call


def _noted(function, names: set[object]):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    def call(host, *arguments, **named):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN003, ANN202
        names.add(host)
        return function(host, *arguments, **named)

    return call


def test_no_command_reaches_for_anything(
    assistant: Assistant, demo: Path, asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mail.eml").write_text("From: chairman-office@pta.example\nTo: policy@bytedance.example\n\nHello\n")
    for command in COMMANDS:
        assistant(command, "--record", demo, "--as-of", "2020-10-18", *CALLS.get(command, [THREAD]))
    assert (asked.addresses, asked.names) == (set(), set())


@pytest.fixture
def served() -> Iterator[ModelServer]:
    with model_server() as server:
        yield server


def test_with_a_model_only_its_host_is_spoken_to(
    assistant: Assistant, demo: Path, served: ModelServer, asked: Asked
) -> None:
    with (demo / "assistant.toml").open("a") as settings:
        settings.write(f'\n[model]\nbase_url = "{served.url}"\nmodel = "tiny"\n')
    served.script(words("The Chairman asked for tangible timelines for the proposed actions [1]. PTA fined us [1]."))
    found = assistant("ask", "--record", demo, "--as-of", "2020-10-18", "what did the chairman ask for?")
    assert (found.code, found.out) == (
        0,
        "The Chairman asked for tangible timelines for the proposed actions. [pta-2020-001#10]\n",
    )
    assert "not in the record: PTA fined us. (" in found.err
    assert "Worded by tiny at 127.0.0.1, each sentence checked; 1 sentence struck." in found.err
    assert len(served.asked) == 1
    assert asked.addresses == {served.server.server_address}
    assert asked.names <= {"127.0.0.1"}


def test_what_would_be_sent_is_shown_and_not_sent(
    assistant: Assistant, demo: Path, served: ModelServer, asked: Asked
) -> None:
    with (demo / "assistant.toml").open("a") as settings:
        settings.write(f'\n[model]\nbase_url = "{served.url}"\nmodel = "tiny"\nkey_env = "NO_SUCH_KEY"\n')
    command = ("ask", "--record", demo, "--as-of", "2020-10-18")
    shown = assistant(*command, "--dry-run", "what did the chairman ask for?")
    assert shown.out.startswith(f"POST {served.url}/chat/completions\n\n{{")
    assert "tangible timelines for the proposed actions" in shown.out
    assert assistant(*command, "--built-in", "--format", "json", "what is open?").json["worded_by"] is None
    refused = assistant(*command, "When did OFCOM fine us?")
    assert (refused.code, asked.addresses, served.asked) == (1, set(), [])


def test_a_draft_in_other_words_keeps_its_facts_or_stays(
    assistant: Assistant, demo: Path, served: ModelServer, asked: Asked
) -> None:
    with (demo / "assistant.toml").open("a") as settings:
        settings.write(f'\n[model]\nbase_url = "{served.url}"\nmodel = "tiny"\n')
    command = ("draft", "--record", demo, "--as-of", "2020-10-18", THREAD, "--field", "answer=…")
    plain = assistant(*command).out.partition("\n\n")[2]
    shown = assistant(*command, "--rephrase", "shorter", "--dry-run")
    assert shown.out.startswith(f"POST {served.url}/chat/completions")
    assert not asked.addresses

    served.script(
        words(plain.replace("We remain at your disposal for any questions.", "We are at hand.")),
        words(plain.replace("12 October", "13 October")),
    )
    shorter = assistant(*command, "--rephrase", "shorter")
    assert "We are at hand." in shorter.out
    changed = assistant(*command, "--rephrase", "shorter")
    assert (changed.code, changed.out) == (1, "")
    assert "12 October" in changed.err
    assert "the facts of the draft are changed" in changed.err
    assert assistant(*command, "--dry-run").code == 2
