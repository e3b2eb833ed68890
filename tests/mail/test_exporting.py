"""What the record keeps, written to files: all of it under safe names, or nothing."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from assistant.errors import RecordProblem, UsageProblem
from assistant.mail.exporting import Exported, export
from assistant.mail.importing import import_mail
from assistant.mail.sources.sources import RawMail
from assistant.record.digest import sha256_hex
from assistant.record.entry import NewEntry
from assistant.record.kinds import Attachment, Message
from assistant.record.record import Record
from tests.mail.formats.outlook_samples import msg
from tests.mail.records import record_at
from tests.mail.samples import OURS, THEIRS, settings

THREAD = "pta-2020-001"
HOSTILE = [
    "../../etc/passwd", "CON", "NUL.txt", "n" * 4_000 + ".pdf", "\x1b[2J\r\nX: y.txt", "a\u202efdp.exe", "-rf",
    ".bashrc", "letter.pdf", "LETTER.PDF", "", "..", 'a<b>:"|?*.txt',
]  # fmt: skip


def enclosing(names: list[str]) -> bytes:
    """A mail with a file of each of those names, each with bytes of its own."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = THEIRS, OURS, "Order / of: today?"
    made["Date"], made["Message-ID"] = "Mon, 12 Oct 2020 14:30:00 +0500", "<a@x>"
    made.set_content("See the files.")
    for place, _ in enumerate(names):
        made.add_attachment(f"file {place}".encode(), "application", "octet-stream", filename=f"name-{place}-")
    raw = made.as_bytes()
    for place, name in enumerate(names):
        encoded = "".join(f"%{byte:02X}" for byte in name.encode())
        raw = raw.replace(f'filename="name-{place}-"'.encode(), f"filename*=utf-8''{encoded}".encode())
    return raw


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return record_at(tmp_path / "record")


def brought_in(record: Record, *contents: bytes) -> None:
    record.refresh()
    import_mail([RawMail("inbox", str(n), content) for n, content in enumerate(contents)], record, settings(), "sara")


def exported(record: Record, folder: Path, entry: int | None = None, *, confidential: bool = False) -> Exported:
    return export(record.thread(THREAD), entry, record.store.originals, folder, confidential=confidential)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_hostile_names_are_written_safely_each_with_its_own_bytes(record: Record, tmp_path: Path) -> None:
    raw = enclosing(HOSTILE)
    brought_in(record, raw)
    folder = tmp_path / "deep" / "out"
    before = set(tmp_path.rglob("*"))
    found = exported(record, folder)
    assert {path.parent for path in set(tmp_path.rglob("*")) - before} == {tmp_path, tmp_path / "deep", folder}
    assert [file.kind for file in found.files] == ["original", *["attachment"] * len(HOSTILE)]
    assert [Path(file.path).read_bytes() for file in found.files] == [
        raw, *(f"file {place}".encode() for place in range(len(HOSTILE))),
    ]  # fmt: skip
    assert names_in(folder) == sorted(Path(file.path).name for file in found.files)
    assert Path(found.files[0].path).name == "0002-Order _ of_ today_.eml"
    for file in found.files:
        content = Path(file.path).read_bytes()
        assert (file.entry, file.bytes, file.sha256) == (2, len(content), sha256_hex(content))
        assert Path(file.path).stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_one_message_is_exported_or_all(record: Record, tmp_path: Path) -> None:
    brought_in(record, enclosing(["a.txt"]), enclosing(["b.txt"]).replace(b"<a@x>", b"<b@x>\nIn-Reply-To: <a@x>"))
    assert [file.entry for file in exported(record, tmp_path / "all").files] == [2, 2, 3, 3]
    assert [file.entry for file in exported(record, tmp_path / "one", 3).files] == [3, 3]
    with pytest.raises(UsageProblem, match="#1 is no message"):
        exported(record, tmp_path / "none", 1)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("link", [False, True])
def test_a_file_that_is_there_is_never_touched_and_then_nothing_is_written(
    record: Record, tmp_path: Path, link: bool
) -> None:
    brought_in(record, enclosing(["a.txt", "b.txt"]))
    folder = tmp_path / "out"
    folder.mkdir()
    there, outside = folder / "0002-b.txt", tmp_path / "outside"
    if link:
        there.symlink_to(outside)
    else:
        there.write_bytes(b"mine")
    with pytest.raises(UsageProblem, match=r"0002-b\.txt: is there already"):
        exported(record, folder)
    assert names_in(folder) == ["0002-b.txt"]
    assert not outside.exists()
    assert link or there.read_bytes() == b"mine"


def test_what_cannot_be_written_whole_is_not_written(record: Record, tmp_path: Path) -> None:
    brought_in(record, enclosing(["a.txt", "b.txt"]))
    attachments = record.thread(THREAD).messages[0].message.attachments
    record.store.originals.path(attachments[1].sha256).write_bytes(b"changed")
    with pytest.raises(RecordProblem, match="was changed"):
        exported(record, tmp_path / "out")
    assert names_in(tmp_path / "out") == []


def test_a_folder_that_is_none_is_said(record: Record, tmp_path: Path) -> None:
    brought_in(record, enclosing([]))
    (tmp_path / "out").write_text("a file")
    with pytest.raises(RecordProblem, match="cannot be written"):
        exported(record, tmp_path / "out")
    assert (tmp_path / "out").read_text() == "a file"


def test_confidential_messages_are_counted_and_written_only_when_asked_for(record: Record, tmp_path: Path) -> None:
    brought_in(record, enclosing(["a.txt"]))
    kept = record.store.originals.put(b"for counsel only")
    secret = Message("internal", "letter", "Advice", confidential=True, sent="2020-10-13", original=kept)
    record.append(THREAD, [NewEntry(secret, "sara")])
    found = exported(record, tmp_path / "open")
    assert ([file.entry for file in found.files], found.withheld) == ([2, 2], 1)
    alone = exported(record, tmp_path / "alone", 3)
    assert (alone.files, alone.withheld) == ((), 1)
    assert not (tmp_path / "alone").exists()
    found = exported(record, tmp_path / "all", confidential=True)
    assert ([file.entry for file in found.files], found.withheld) == ([2, 2, 3], 0)
    assert Path(found.files[-1].path).read_bytes() == b"for counsel only"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (enclosing([]), "0003-Paper.eml"),
        (msg({0x001A: "IPM.Note", 0x0037: "Memo"}), "0003-Paper.msg"),
        (b"%PDF-1.7 x", "0003-Paper.pdf"),
        (b"\x89PNG", "0003-Paper.bin"),
        (b"", "0003-Paper.bin"),
    ],
)
def test_an_original_is_named_by_what_it_is(record: Record, tmp_path: Path, content: bytes, name: str) -> None:
    brought_in(record, enclosing([]))
    digest = record.store.originals.put(content)
    record.append(THREAD, [NewEntry(Message("in", "letter", "Paper", received="2020-10-13", original=digest), "sara")])
    assert Path(exported(record, tmp_path / "out", 3).files[0].path).name == name


def test_a_letter_is_written_once_under_its_own_name(record: Record, tmp_path: Path) -> None:
    brought_in(record, enclosing([]))
    digest = record.store.originals.put(b"%PDF-1.7 x")
    scan = Attachment("Order 12.pdf", "application/pdf", 10, digest)
    message = Message("in", "letter", "Order", received="2020-10-13", original=digest, attachments=(scan,))
    record.append(THREAD, [NewEntry(message, "sara")])
    (file,) = exported(record, tmp_path / "out", 3).files
    assert (file.kind, Path(file.path).name) == ("original", "0003-Order 12.pdf")
