"""A new file is whole or not there, its owner's alone, and never in the place of another."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from assistant.disposable import keep
from assistant.errors import UsageProblem
from assistant.record.new_file import new_file, write_new


def test_a_new_file_is_there_once_it_is_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter"
    with new_file(path) as file:
        file.write(b"half")
        assert not path.exists()
        file.write(b" and half")
    assert path.read_bytes() == b"half and half"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(UsageProblem, match="is not overwritten"):
        write_new(path, [b"another"])
    assert path.read_bytes() == b"half and half"


def test_what_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), new_file(tmp_path / "letter") as file:
        file.write(bytes([1 // 0]))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stays", [True, False])
def test_a_name_that_another_took_meanwhile_is_refused_though_it_be_free_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stays: bool
) -> None:
    path, link = tmp_path / "letter", os.link

    def taken(source: Path, target: Path) -> None:
        target.write_bytes(b"another's")
        try:
            link(source, target)
        finally:
            if not stays:
                target.unlink()

    monkeypatch.setattr(os, "link", taken)
    with pytest.raises(UsageProblem, match="is not overwritten"):
        write_new(path, [b"ours"])
    assert [file.read_bytes() for file in tmp_path.iterdir()] == ([b"another's"] if stays else [])


def test_what_a_killed_process_of_the_same_number_left_stops_nobody_from_keeping(tmp_path: Path) -> None:
    (tmp_path / f"kept.{os.getpid()}").write_bytes(b"half")
    keep(tmp_path / "kept", b"whole")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("kept", b"whole")]
