"""Zips that hold nothing of what was written: read by others, however many files and however long."""

from __future__ import annotations

import tempfile
import tracemalloc
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import UsageProblem
from assistant.reports import stored_zip
from assistant.reports.stored_zip import MOST, StoredZip

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\"), min_size=1, max_size=9)


def zipped(path: Path, files: Mapping[str, list[bytes]], start: int = 0) -> zipfile.ZipFile:
    """The zip at `path`, whose first file begins at byte `start`."""
    with path.open("w+b") as file, tempfile.TemporaryFile() as directory:
        file.seek(start)
        archive = StoredZip(file, directory, "inside")
        for name, pieces in files.items():
            archive.write(name, pieces)
        archive.finish()
    return zipfile.ZipFile(path)


@settings(max_examples=30)
@given(files=st.dictionaries(NAMES, st.lists(st.binary(max_size=40), max_size=3), max_size=5))
def test_it_is_what_python_writes(tmp_path_factory: pytest.TempPathFactory, files: dict[str, list[bytes]]) -> None:
    root = tmp_path_factory.mktemp("zip")
    with zipfile.ZipFile(root / "usual.zip", "w") as usual:
        for name, pieces in files.items():
            info = zipfile.ZipInfo(f"inside/{name}")
            info.external_attr, info.create_system = 0o600 << 16, 3
            usual.writestr(info, b"".join(pieces))
    zipped(root / "ours.zip", files).close()
    assert (root / "ours.zip").read_bytes() == (root / "usual.zip").read_bytes()


@pytest.mark.parametrize("start", [MOST - 60, MOST, MOST + 5])
def test_it_goes_on_behind_four_gigabytes(tmp_path: Path, start: int) -> None:
    with zipped(tmp_path / "long.zip", {"a": [b"one"], "b": [b"two", b""]}, start) as archive:
        assert archive.testzip() is None
        assert [archive.read(f"inside/{name}") for name in "ab"] == [b"one", b"two"]
        assert archive.infolist()[1].header_offset > start


def test_nothing_of_a_file_stays_in_memory() -> None:
    with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as directory:
        archive = StoredZip(file, directory, "inside")
        tracemalloc.start()
        try:
            for n in range(2_000):
                archive.write(f"file {n}", [b"content"])
            archive.finish()
            assert tracemalloc.get_traced_memory()[1] < 2_000 * 100
        finally:
            tracemalloc.stop()


def test_it_has_as_many_files_as_there_are() -> None:
    file, count = BytesIO(), 65_535
    many = StoredZip(file, BytesIO(), "inside")
    for n in range(count):
        many.write(str(n), [])
    many.finish()
    with zipfile.ZipFile(file) as archive:
        assert len(archive.infolist()) == count


def test_a_file_of_four_gigabytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_zip, "MOST", 9)  # as if it were so little
    with pytest.raises(UsageProblem, match=r"large\.txt does not fit"):
        zipped(tmp_path / "one.zip", {"large.txt": [b"12345", b"6789"]})
