"""The command as a process: what becomes of its output, and what it ends with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROCESS = [sys.executable, "-m", "assistant", "--record"]


def test_a_terminal_that_lacks_our_quotation_marks_gets_a_substitute(demo: Path) -> None:
    command = [sys.executable, "-m", "assistant", "--record", str(demo), "--as-of", "2020-10-17", "check"]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert done.returncode == 1
    assert b"?tangible timelines for the proposed actions?" in done.stdout
    assert done.stderr == b""


@pytest.mark.parametrize("command", [["check"], ["chronology", "pta-2020-001"]])
def test_a_closed_pipe_is_no_fault(demo: Path, command: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    closed = subprocess.run([*PROCESS, str(demo), *command], stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (closed.returncode, closed.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_under_the_output_is_no_defect_of_the_program(demo: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*PROCESS, str(demo), "threads"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr.decode()) == (
        3,
        "assistant: the output: No space left on device\n",
    )


def test_the_entry_point_runs_as_a_process(demo: Path) -> None:
    command = [*PROCESS, str(demo), "--as-of", "2020-10-17", "check", "--format", "json"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 1
    assert len(json.loads(done.stdout)["gaps"]) == 2


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "demo", str(tmp_path / "file" / "demo")], capture_output=True, check=False
    )
    assert done.returncode == 3
    assert done.stderr.decode().startswith(
        f"assistant: {tmp_path / 'file'}: this is a file, and a record is a folder\n"
    )
