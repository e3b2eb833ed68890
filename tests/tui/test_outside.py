"""A file of the record in another program: only what is read and never run, and a sentence where it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import AssistantError
from assistant.tui.outside import open_outside


@pytest.fixture
def opener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop whose opener notes what it was given."""
    told = tmp_path / "told"
    program = tmp_path / "bin" / "xdg-open"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {told}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("sys.platform", "linux")
    return told


def test_what_is_read_is_handed_to_the_systems_opener(opener: Path, tmp_path: Path) -> None:
    file = tmp_path / "0002-order -x.PDF"
    file.touch()
    assert open_outside({"path": str(file)}) == "0002-order -x.PDF is opened by another program"
    assert opener.read_text() == f"{file}\n"


@pytest.mark.parametrize(
    "name", ["run.desktop", "run.exe", "run.sh", "page.html", "macro.docm", "nothing", "x.pdf.lnk"]
)
def test_what_could_run_is_not_opened_and_its_copy_is_named(opener: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(AssistantError, match="is not opened from here") as told:
        open_outside({"path": str(tmp_path / name)})
    assert name in str(told.value)
    assert not opener.exists()


def test_an_opener_that_fails_or_no_desktop_is_said(
    opener: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin" / "xdg-open").write_text("#!/bin/sh\nexit 4\n")
    with pytest.raises(AssistantError, match="ended with 4"):
        open_outside({"path": str(tmp_path / "a.pdf")})
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(AssistantError, match="no program here"):
        open_outside({"path": str(tmp_path / "a.pdf")})
