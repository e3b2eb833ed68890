"""`assistant export`: files for counsel, a court, a colleague."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import arrivals
from tests.cli.conftest import Assistant

THREAD = "pta-2020-002"


@pytest.fixture
def record(assistant: Assistant, demo: Path, tmp_path: Path) -> Path:
    """The demo record with a mail and our answer in it."""
    inbox = arrivals.mbox(tmp_path / "inbox", (arrivals.FROM_REGULATOR, arrivals.FROM_US))
    assert assistant("--record", demo, "import", inbox).code == 0
    return demo


def test_a_thread_is_written_and_listed(assistant: Assistant, record: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    found = assistant("--record", record, "export", THREAD, out, "--format", "json")
    assert found.code == 0
    files = found.json["files"]
    assert [(file["entry"], file["kind"]) for file in files] == [(2, "original"), (3, "original")]
    assert set(files[0]) == {"entry", "name", "path", "bytes", "sha256", "kind", "read"}
    assert found.json["withheld"] == 0
    assert {file["path"] for file in files} == {str(path) for path in out.iterdir()}
    assert (out / "0002-Reports in September.eml").read_bytes().decode() == arrivals.FROM_REGULATOR


def test_one_message_is_written(assistant: Assistant, record: Path, tmp_path: Path) -> None:
    found = assistant("--record", record, "export", f"{THREAD}#3", tmp_path / "out")
    (path,) = (tmp_path / "out").iterdir()
    assert found.out.split() == [f"{THREAD}#3", "original", f"{path.stat().st_size:,}", "bytes", *str(path).split()]


def test_what_is_there_already_is_named_and_nothing_is_written(
    assistant: Assistant, record: Path, tmp_path: Path
) -> None:
    assert assistant("--record", record, "export", f"{THREAD}#3", tmp_path / "out").code == 0
    again = assistant("--record", record, "export", THREAD, tmp_path / "out")
    assert again.code == 2
    assert "0003-Re_ Reports in September.eml: is there already" in again.err
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_what_is_confidential_is_withheld_and_counted(assistant: Assistant, record: Path, tmp_path: Path) -> None:
    paper = tmp_path / "advice.bin"
    paper.write_bytes(b"advice")
    given = ("--out", "--channel", "letter", "--subject", "Advice", "--date", "2020-10-17", "--text", "Only for you.")
    logged = assistant("--record", record, "log", THREAD, *given, "--original", paper, "--confidential")
    assert logged.code == 0, logged.err
    held = assistant("--record", record, "export", f"{THREAD}#4", tmp_path / "out")
    assert (held.code, held.out) == (1, "")
    assert "1 confidential message withheld" in held.err
    assert not (tmp_path / "out").exists()
    assert assistant("--record", record, "export", f"{THREAD}#4", tmp_path / "out", "--confidential").code == 0
    assert (tmp_path / "out" / "0004-Advice.bin").read_bytes() == b"advice"


@pytest.mark.parametrize("target", ["pta-2020-002#x", "pta-2020-002#", "pta-2020-002#1", "pta-2020-099", "nonsense"])
def test_what_does_not_exist_is_an_error(assistant: Assistant, record: Path, tmp_path: Path, target: str) -> None:
    assert assistant("--record", record, "export", target, tmp_path / "out").code == 2
    assert not (tmp_path / "out").exists()
