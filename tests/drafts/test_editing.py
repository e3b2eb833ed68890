"""The user's editor, run for real: what it leaves is taken, and if it fails the old text stays."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from assistant.drafts.edit import edit_text
from assistant.errors import AssistantError, Refused, UsageProblem


def script(folder: Path, code: str) -> dict[str, str]:
    """An environment whose editor is a small program, in a path with a space."""
    path = folder / "my editor.py"
    path.write_text(f"import os, pathlib, sys\npath = pathlib.Path(sys.argv[-1])\n{code}\n")
    return {"EDITOR": f"{sys.executable} '{path}' --wait"}


def test_what_the_editor_leaves_is_the_new_text(tmp_path: Path) -> None:
    environment = script(tmp_path, "path.write_text(path.read_text() + 'żółw\\n')")
    assert edit_text("Dear Sir,\n", environment=environment) == "Dear Sir,\nżółw\n"
    assert edit_text("Dear Sir, ", environment=environment) == "Dear Sir, żółw"


def test_the_file_is_private_and_gone_afterwards(tmp_path: Path) -> None:
    code = "out = [oct(path.stat().st_mode), oct(path.parent.stat().st_mode), str(path), path.suffix]\n"
    code += f"pathlib.Path({str(tmp_path / 'seen')!r}).write_text('\\n'.join(out))\n(path.parent / 'draft.md~').touch()"
    edit_text("x", ".md", environment=script(tmp_path, code))
    mode, folder, path, suffix = (tmp_path / "seen").read_text().splitlines()
    assert stat.S_IMODE(int(mode, 8)) == 0o600
    assert stat.S_IMODE(int(folder, 8)) == 0o700
    assert suffix == ".md"
    assert not Path(path).parent.exists()


def test_an_editor_that_fails_keeps_the_text(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="exit code 7"):
        edit_text("Dear Sir,", environment=script(tmp_path, "path.write_text('gone'); sys.exit(7)"))


@pytest.mark.parametrize("code", ["path.write_bytes(b'\\xff\\xfe')", "path.unlink()"])
def test_what_cannot_be_read_back_keeps_the_text(tmp_path: Path, code: str) -> None:
    with pytest.raises(AssistantError, match="as it was before"):
        edit_text("x", environment=script(tmp_path, code))


def test_visual_goes_before_editor(tmp_path: Path) -> None:
    environment = {"VISUAL": script(tmp_path, "path.write_text('visual')")["EDITOR"], "EDITOR": "false"}
    assert edit_text("x", environment=environment) == "visual"


@pytest.mark.parametrize("environment", [{}, {"EDITOR": " "}, {"EDITOR": "'unclosed"}, {"EDITOR": "/no/such/editor"}])
def test_no_usable_editor_is_said(environment: dict[str, str]) -> None:
    with pytest.raises(UsageProblem, match=r"(?i)editor"):
        edit_text("x", environment=environment)


def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    environment = script(tmp_path, "path.write_text(' '.join(sys.argv[1:-1]))")
    environment["EDITOR"] += " $(id) ; ls"
    assert edit_text("x", environment=environment) == "--wait $(id) ; ls"
