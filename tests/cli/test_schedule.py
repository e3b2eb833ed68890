"""`schedule`: the lines that it prints really run."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import UsageProblem
from assistant.services.schedule import Plan, cron, systemd
from tests.cli.conftest import Assistant
from tests.reporting import write_record

ODD = "a b%c'd$e\"f\\g"
"""A folder that would be misread by cron, the shell and systemd, each in its own way."""


def run_as_cron(line: str) -> subprocess.CompletedProcess[str]:
    """Run a crontab's line as cron does: five fields, `%` with a backslash, `sh -c`, hardly any environment."""
    command = line.split(maxsplit=5)[5]
    assert "%" not in command.replace("\\%", "")
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/", "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    shell = ["sh", "-c", command.replace("\\%", "%")]
    return subprocess.run(shell, capture_output=True, text=True, check=False, cwd="/", env=environment, timeout=60)


def test_the_line_for_cron_runs(assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_record(tmp_path / ODD)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    text = (tmp_path / ODD / "assistant.toml").read_text()
    (tmp_path / ODD / "assistant.toml").write_text(text.partition("[notify.office]")[0])
    printed = assistant("--record", ODD, "schedule", "--cron").out
    (line,) = [line for line in printed.splitlines() if not line.startswith("#")]
    assert line.startswith("0 7 * * * /")
    first = run_as_cron(line)
    assert first.stderr == ""
    assert first.returncode == 1
    assert "[no-reply:pta-2020-001#2:3]" in first.stdout
    assert run_as_cron(line).returncode == 0


def test_what_is_configured_is_notified(assistant: Assistant, tmp_path: Path) -> None:
    record = write_record(tmp_path / "record")
    assert assistant("--record", record, "schedule", "--cron").out.rstrip().endswith("check --new --notify all")
    named = assistant("--record", record, "schedule", "--cron", "--notify", "office")
    assert named.out.rstrip().endswith("check --new --notify office")


@pytest.mark.parametrize("words", [(), ("--cron", "--systemd"), ("--cron", "--notify", "nobody")])
def test_wrong_usage_is_an_error(assistant: Assistant, tmp_path: Path, words: tuple[str, ...]) -> None:
    record = write_record(tmp_path / "record")
    result = assistant("--record", record, "schedule", *words)
    assert (result.code, result.out) == (2, "")


def test_systemd_gets_a_service_and_a_timer_that_makes_up_for_what_was_missed() -> None:
    plan = Plan(("/opt/a b/assistant",), f"/srv/{ODD}", notify=("all",))
    (name, service), (timer_name, timer) = systemd(plan)
    assert (name, timer_name) == ("assistant-check.service", "assistant-check.timer")
    (line,) = [line for line in service.splitlines() if line.startswith("ExecStart=")]
    assert shlex.split(line.partition("=")[2].replace("%%", "%").replace("$$", "$")) == list(plan.words)
    assert "Persistent=true" in timer
    assert "SuccessExitStatus=1" in service


@pytest.mark.skipif(sys.platform != "linux", reason="systemd is Linux's")
def test_systemd_itself_finds_no_fault(tmp_path: Path) -> None:
    verify = subprocess.run(["sh", "-c", "command -v systemd-analyze"], capture_output=True, check=False)
    if verify.returncode:
        pytest.skip("no systemd here")
    for name, content in systemd(Plan((sys.executable, "-m", "assistant"), f"/srv/{ODD}")):
        (tmp_path / name).write_text(content)
    units = [str(tmp_path / name) for name in ("assistant-check.service", "assistant-check.timer")]
    found = subprocess.run(["systemd-analyze", "--user", "verify", *units], capture_output=True, text=True, check=False)
    assert "assistant-check" not in found.stderr


@pytest.mark.parametrize("path", ["/srv/a\nb", "/srv/\x7f"])
def test_a_path_that_no_line_can_hold_is_refused(path: str) -> None:
    with pytest.raises(UsageProblem):
        cron(Plan(("/bin/assistant",), path))
