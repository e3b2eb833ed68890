"""`check --new`, with filters, destinations and formats, as a script calls it."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from icalendar import Calendar

from tests.cli.conftest import Assistant
from tests.notify.conftest import receiver as receiver
from tests.notify.receiver import Receiver, Reply
from tests.reporting import write_record

DUE = ("--as-of", "2020-01-08", "check")
IDS = [f"no-reply:pta-2020-00{n}#2:1" for n in (1, 2)]


@pytest.fixture
def record(tmp_path: Path, receiver: Receiver) -> Path:
    return write_record(tmp_path / "record", receiver.url)


def test_it_delivers_once_and_is_silent_after(assistant: Assistant, record: Path, receiver: Receiver) -> None:
    first = assistant("--record", record, *DUE, "--new", "--notify", "office")
    assert (first.code, first.out, first.err) == (1, "office: sent, reminders: 2\n", "")
    again = assistant("--record", record, *DUE, "--new", "--notify", "all")
    assert (again.code, again.out, again.err) == (0, "", "")
    assert [gap["id"] for gap in msgspec.json.decode(receiver.taken[0].body)["gaps"]] == IDS
    assert len(receiver.taken) == 1


def test_what_was_not_delivered_is_said_and_exits_3(assistant: Assistant, record: Path, receiver: Receiver) -> None:
    receiver.script(Reply(404, taken=False))
    result = assistant("--record", record, *DUE, "--new", "--notify", "office", "--format", "json")
    assert result.code == 3
    assert result.err == "office: not delivered: answered 404 Not Found\n"
    (delivery,) = result.json["deliveries"]
    assert (delivery["destination"], delivery["result"], delivery["gaps"]) == ("office", "failed", IDS)


def test_a_dry_run_prints_what_would_go_where_without_a_secret(
    assistant: Assistant, record: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK", "sesame")
    more = f'''[notify.chat]
type = "slack"
url = "{receiver.url}/services/T0/{{token}}"
token_env = "HOOK"
[notify.push]
type = "ntfy"
url = "{receiver.url}"
topic = "reg"
token_command = ["no-such-program"]
[notify.team]
type = "mail"
to = ["ana@northwind.example"]
sender = "bot@northwind.example"
host = "mail.northwind.example"
user = "bot"
password_command = ["no-such-program"]
'''
    (record / "assistant.toml").write_text((record / "assistant.toml").read_text() + more)
    result = assistant("--record", record, *DUE, "--new", "--notify", "all", "--dry-run")
    assert result.code == 1
    for line in (
        f"== chat: slack to {receiver.url}/***",
        "Authorization: Bearer ***",
        "== team: mail to ana@northwind.example through mail.northwind.example, port 465",
        "Subject: 2 reminders as of 8 January 2020",
    ):
        assert line in result.out.splitlines()
    assert "sesame" not in result.out
    assert "T0" not in result.out
    assert receiver.asked == []
    assert assistant("--record", record, *DUE, "--new").code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("--notify", "office"),
        ("--dry-run",),
        ("--new", "--notify", "nobody"),
        ("--new", "--notify", "office", "--format", "ics"),
        ("--new", "--notify", "office", "--nagios"),
        ("--kind", "noreply"),
        ("--severity", "bad"),
        ("--regulator", "OFCOM"),
        ("--owed-by", "us"),
        ("--tag", ""),
    ],
)
def test_wrong_usage_is_an_error_and_never_no_filter(
    assistant: Assistant, record: Path, words: tuple[str, ...]
) -> None:
    result = assistant("--record", record, *DUE, *words)
    monitored = "--nagios" in words  # to monitoring 2 is critical
    assert (result.code, result.out) == (
        (3, f"UNKNOWN {result.err.removeprefix('assistant: ')}") if monitored else (2, "")
    )
    assert not (record / ".reported").exists()


def test_filters_narrow_every_format(assistant: Assistant, record: Path) -> None:
    kind = assistant("--record", record, *DUE, "--kind", "no-reply", "--regulator", "PTA", "--format", "json")
    assert [gap["id"] for gap in kind.json["gaps"]] == IDS
    assert assistant("--record", record, *DUE, "--owed-by", "company", "--format", "json").json["gaps"] == []
    assert assistant("--record", record, *DUE, "--severity", "high").code == 0
    status = assistant("--record", record, *DUE, "--severity", "high", "--nagios")
    assert (status.code, status.out.split(" |")[0]) == (0, "OK nothing due")


def test_a_repeat_says_so_in_every_format(assistant: Assistant, record: Path) -> None:
    def interrupted() -> None:
        (record / ".reported").write_text("".join(f"2020-01-08T07:00:00Z stdout sending {gap}\n" for gap in IDS))

    interrupted()
    assert (
        assistant("--record", record, *DUE, "--new").out.count("may be a repeat: an earlier run was interrupted") == 2
    )
    interrupted()
    document = assistant("--record", record, *DUE, "--new", "--format", "json").json
    assert document["repeat"] is True
    assert all(gap["repeat"] for gap in document["gaps"])
    interrupted()
    rows = list(csv.DictReader(io.StringIO(assistant("--record", record, *DUE, "--new", "--format", "csv").out)))
    assert [row["repeat"] for row in rows] == ["True", "True"]


def test_a_calendar_has_alarms_and_lasting_names(assistant: Assistant, record: Path) -> None:
    feeds = [
        assistant("--record", record, "--as-of", day, "check", "--format", "ics").out
        for day in ("2020-01-08", "2020-01-16")
    ]
    first, later = (Calendar.from_ical(feed) for feed in feeds)
    for events in (first.events, later.events):
        assert [str(event["UID"]) for event in events] == [
            f"no-reply.pta-2020-00{n}.2@regulator-assistant" for n in (1, 2)
        ]
        assert all(event.DTSTART.isoformat() == "2020-01-08" for event in events)
        assert all(event.DTEND.isoformat() == "2020-01-09" for event in events)
        assert all(event["TRANSP"] == "TRANSPARENT" for event in events), "a due day keeps nobody from meeting"
        assert all(alarm["TRIGGER"].to_ical() == b"PT9H" for event in events for alarm in event.walk("VALARM"))
        assert all(len(event.walk("VALARM")) == 1 for event in events)
    assert first.events[0].DTSTAMP < later.events[0].DTSTAMP
    assert feeds[0] == assistant("--record", record, *DUE, "--format", "ics").out


def test_a_damaged_thread_is_said_even_where_nothing_is_new(
    assistant: Assistant, record: Path, receiver: Receiver
) -> None:
    assert assistant("--record", record, *DUE, "--new", "--notify", "office").code == 1
    (record / "record" / "PTA" / "pta-2020-001.jsonl").write_bytes(b"not json\n")
    for words in (("--notify", "office"), ("--notify", "office"), ()):
        result = assistant("--record", record, *DUE, "--new", *words)
        assert result.code == 3
        assert "cannot check pta-2020-001" in result.err
    assert len(receiver.taken) == 2  # the reminders; then, once, that something cannot be checked


@pytest.mark.parametrize("words", [(), ("--notify", "office")])
def test_two_processes_at_once_report_nothing_twice(record: Path, receiver: Receiver, words: tuple[str, ...]) -> None:
    receiver.answer = lambda _: time.sleep(0.3) or Reply()  # type: ignore[func-returns-value]
    command = [sys.executable, "-m", "assistant", "--record", str(record), *DUE, "--new", *words]
    runs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ))
        for _ in range(2)
    ]
    said = [run.communicate(timeout=60) for run in runs]
    assert sorted(run.returncode for run in runs) == [0, 1]
    told = b"".join(posted.body for posted in receiver.taken) if words else b"".join(out for out, _ in said)
    assert Counter(
        gap for gap in IDS for _ in range(told.count(f'"{gap}"'.encode() if words else f"[{gap}]".encode()))
    ) == Counter(IDS)


def test_a_process_killed_while_it_sends_is_made_up_for_and_the_message_says_so(
    assistant: Assistant, record: Path, receiver: Receiver
) -> None:
    receiver.answer = lambda _: Reply(None)
    command = [sys.executable, "-m", "assistant", "--record", str(record), *DUE, "--new", "--notify", "office"]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not receiver.taken:
        assert run.poll() is None
        time.sleep(0.02)
    run.kill()
    run.wait(30)
    receiver.answer = lambda _: Reply()
    assert assistant("--record", record, *DUE, "--new", "--notify", "office").code == 1
    assert assistant("--record", record, *DUE, "--new", "--notify", "office").code == 0
    assert [msgspec.json.decode(posted.body)["repeat"] for posted in receiver.taken] == [False, True]
