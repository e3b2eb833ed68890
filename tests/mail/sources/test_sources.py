"""Where mail is found, and what is said of what is none."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from assistant.mail.decoding.problems import ImportProblem
from assistant.mail.sources import mailbox_file, mbox, sources
from assistant.mail.sources.sources import Found, RawMail, Skipped, find_mail
from tests.mail.samples import mail

FIRST, SECOND = mail(subject="First", id="1@x"), mail(subject="Second", id="2@x")
FROM_LINE = b"From enforcement@pta.gov.pk Mon Oct 12 14:30:00 2020\n"


def found_in(*paths: Path | str, stdin: bytes = b"") -> list[Found]:
    return list(find_mail(paths, BytesIO(stdin)))


def subjects(found: list[Found]) -> list[str]:
    mails = [item for item in found if isinstance(item, RawMail)]
    return [line.decode() for raw in mails for line in raw.content.splitlines() if line.startswith(b"Subject: ")]


def problems(found: list[Found]) -> list[ImportProblem]:
    return [item for item in found if isinstance(item, ImportProblem)]


def write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_file_of_one_mail_is_kept_to_the_byte(tmp_path: Path) -> None:
    path = write(tmp_path / "a.eml", FIRST.replace(b"\n", b"\r\n"))
    assert found_in(path) == [RawMail(str(path), "", FIRST.replace(b"\n", b"\r\n"))]


def test_the_name_of_a_file_decides_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "mails.eml", FROM_LINE + FIRST + b"\n" + FROM_LINE + SECOND)
    assert [raw.part for raw in found_in(path) if isinstance(raw, RawMail)] == ["message 1", "message 2"]
    assert subjects(found_in(write(tmp_path / "letter.txt", FIRST))) == ["Subject: First"]


@pytest.mark.parametrize(
    "content",
    [
        FROM_LINE + FIRST + b"\n" + FROM_LINE + SECOND,
        b"\xef\xbb\xbf" + FROM_LINE + FIRST + b"\n" + FROM_LINE + SECOND,
        b"\n\n" + FROM_LINE + FIRST + b"\n\n\n" + FROM_LINE + SECOND + b"\n\n",
        (FROM_LINE + FIRST + b"\n" + FROM_LINE + SECOND).replace(b"\n", b"\r\n"),
        (FROM_LINE + FIRST + b"\n" + FROM_LINE + SECOND).rstrip(b"\n"),
        b"From - Mon Oct 12 14:30:00 2020\n" + FIRST + b"\nFrom ???@??? Tue Oct 13 09:00:00 2020\n" + SECOND,
        b"From nobody\n" + FIRST + b"\nFrom \n" + SECOND,
        FROM_LINE + b">From relay Mon Oct 12\n" + FIRST + b"\n" + FROM_LINE + b"Status: RO\n" + SECOND,
        FROM_LINE + FIRST + FROM_LINE + SECOND,
        b"From - \n" + FIRST + b"From - \n" + SECOND,
        b"From - \nX-Mozilla-Status: 0001\n" + FIRST + b"\nFrom - \nX-Mozilla-Status: 0001\n" + SECOND,
        b"From 17000@xxx Mon Oct 12 09:30:00 +0000 2020\nX-GM-THRID: 17000\n" + FIRST + b"\n\n"
        b"From 17001@xxx Tue Oct 13 09:30:00 +0000 2020\nX-GM-THRID: 17001\n" + SECOND,
        (FROM_LINE + FIRST + b"\n" + FROM_LINE + SECOND).replace(b"\n", b"\r"),
    ],
    ids=[
        "plain", "bom", "blank lines", "crlf", "no end", "thunderbird", "odd", "nested", "no blank line", "mozilla",
        "mozilla with status", "gmail", "macintosh",
    ],
)  # fmt: skip
def test_mailbox_files_of_every_make_are_split(tmp_path: Path, content: bytes) -> None:
    assert subjects(found_in(write(tmp_path / "box", content))) == ["Subject: First", "Subject: Second"]


def test_sentences_that_begin_with_from_split_nothing(tmp_path: Path) -> None:
    text = "Dear Sir,\n\nFrom our side\nthis is clear.\n\nFrom the report:\nNote: nothing.\nFrom x Mon Oct 12 2020"
    raws = found_in(write(tmp_path / "box", FROM_LINE + mail(text=text) + b"\n" + FROM_LINE + SECOND))
    assert len(raws) == 2
    assert isinstance(raws[0], RawMail)
    assert raws[0].content == mail(text=text)


PASTED = b"Dear Sir,\n\n" + FROM_LINE + b"Subject: pasted\n\n>From the archive\n"


def with_length(length: int, body: bytes) -> bytes:
    return FROM_LINE + b"From: a@pta.gov.pk\nSubject: First\nContent-Length: %d\n\n" % length + body


@pytest.mark.parametrize("end", [b"\n" + FROM_LINE + SECOND, FROM_LINE + SECOND, b""])
def test_a_content_length_that_fits_says_where_a_mail_ends(tmp_path: Path, end: bytes) -> None:
    found = found_in(write(tmp_path / "box", with_length(len(PASTED), PASTED) + end))
    assert len(found) == (2 if end else 1)
    assert isinstance(found[0], RawMail)
    assert found[0].content.endswith(b"\n\n" + PASTED)  # such files quote nothing


@pytest.mark.parametrize("wrong", [-30, -1, 1, 7, 40, 10_000_000])
def test_a_content_length_that_does_not_fit_is_not_believed(tmp_path: Path, wrong: int) -> None:
    content = with_length(max(len(PASTED) + wrong, 0), PASTED) + b"\n" + FROM_LINE + SECOND
    assert subjects(found_in(write(tmp_path / "box", content))) == [
        "Subject: First",
        "Subject: pasted",
        "Subject: Second",
    ]


def test_a_digest_in_a_mailbox_is_one_mail(tmp_path: Path) -> None:
    parts = b"--d\n\nFrom: a@b\nSubject: One\n\nFirst.\n--d\n\nFrom: c@d\nSubject: Two\n\nSecond.\n--d--\n"
    digest = b"From: list@x\nSubject: Digest\nContent-Type: multipart/digest; boundary=d\n\n" + parts
    (raw,) = found_in(write(tmp_path / "box", FROM_LINE + digest))
    assert isinstance(raw, RawMail)
    assert raw.content == digest


def test_a_mail_with_old_macintosh_line_ends_is_kept_to_the_byte(tmp_path: Path) -> None:
    content = FIRST.replace(b"\n", b"\r")
    (raw,) = found_in(write(tmp_path / "a.eml", content))
    assert isinstance(raw, RawMail)
    assert raw.content == content


def test_quoted_from_lines_lose_one_mark(tmp_path: Path) -> None:
    text = "a\n>From here\n>>From there\n> From elsewhere"
    (raw,) = found_in(write(tmp_path / "box", FROM_LINE + mail(text=text)))
    assert isinstance(raw, RawMail)
    assert raw.content == mail(text="a\nFrom here\n>From there\n> From elsewhere")


def test_a_mail_without_headers_in_a_mailbox_is_a_mail_of_its_own(tmp_path: Path) -> None:
    box = FROM_LINE + FIRST + b"\n" + FROM_LINE + b"\x00\x01 damaged\n\n" + FROM_LINE + SECOND
    assert len(found_in(write(tmp_path / "box", box))) == 3


def test_a_mail_that_is_too_large_is_named_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (mbox, sources, mailbox_file):
        monkeypatch.setattr(module, "LARGEST_MAIL", 3_000)
    large = mail(text="x" * 4_000)
    box = write(tmp_path / "box", FROM_LINE + FIRST + b"\n" + FROM_LINE + large + b"\n" + FROM_LINE + SECOND)
    single = write(tmp_path / "large.eml", large)
    found = found_in(box, single)
    assert subjects(found) == ["Subject: First", "Subject: Second"]
    assert [(p.path, p.part) for p in problems(found)] == [(str(box), "message 2"), (str(single), "")]
    assert all("larger than" in p.error for p in problems(found))


def test_a_maildir_is_read_with_its_folders_and_without_what_is_being_delivered(tmp_path: Path) -> None:
    for folder in ("", ".Sent", ".Archive.2020"):
        for kind in ("cur", "new", "tmp"):
            write(tmp_path / folder / kind / f"1.{folder or 'inbox'}", mail(subject=f"{folder or 'inbox'} {kind}"))
    write(tmp_path / "dovecot-uidlist", b"3 V1\n")
    write(tmp_path / "new" / "2.broken", b"no mail at all")
    write(tmp_path / "new" / "3.from", FROM_LINE + mail(subject="with envelope"))
    found = found_in(tmp_path)
    assert sorted(subjects(found)) == sorted(
        f"Subject: {s}"
        for s in (
            ".Archive.2020 cur", ".Archive.2020 new", ".Sent cur", ".Sent new",
            "inbox cur", "inbox new", "with envelope",
        )
    )  # fmt: skip
    assert [item for item in found if isinstance(item, Skipped)] == [Skipped(str(tmp_path / "dovecot-uidlist"))]
    assert any(isinstance(item, RawMail) and item.path.endswith("2.broken") for item in found)  # parsing names it


def test_a_folder_is_walked_by_name_with_everything_in_it(tmp_path: Path) -> None:
    write(tmp_path / "b" / "2.eml", SECOND)
    write(tmp_path / "a.eml", FIRST)
    write(tmp_path / "b" / "deep" / "er" / "3", mail(subject="Third"))
    write(tmp_path / ".hidden" / "4", mail(subject="Hidden"))
    write(tmp_path / "notes.txt", b"Just a note\n")
    write(tmp_path / "From us.txt", b"From us to you\nwith love\n")
    write(tmp_path / "image.png", b"\x89PNG\r\n")
    write(tmp_path / "nothing", b"")
    found = found_in(tmp_path)
    assert subjects(found) == ["Subject: Hidden", "Subject: First", "Subject: Second", "Subject: Third"]
    assert len([item for item in found if isinstance(item, Skipped)]) == 4
    assert not problems(found)
    assert found_in(tmp_path) == found


def test_files_that_are_called_mail_and_are_none_are_problems(tmp_path: Path) -> None:
    write(tmp_path / "empty.eml", b"")
    write(tmp_path / "outlook.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest")
    write(tmp_path / "text.EML", b"not a mail")
    errors = {Path(p.path).name: p.error for p in problems(found_in(tmp_path))}
    assert errors["empty.eml"] == "it is empty"
    assert "Outlook" in errors["outlook.msg"]
    assert "does not begin like a mail" in errors["text.EML"]


def test_a_path_that_is_named_must_be_mail(tmp_path: Path) -> None:
    note = write(tmp_path / "note.txt", b"Just a note\n")
    assert [p.path for p in problems(found_in(note, tmp_path / "missing", "bad\x00name"))][:2] == [
        str(note),
        str(tmp_path / "missing"),
    ]


def test_loops_and_dangling_links_are_survived(tmp_path: Path) -> None:
    write(tmp_path / "box" / "1.eml", FIRST)
    (tmp_path / "box" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "box" / "self").symlink_to(tmp_path / "box" / "self")
    (tmp_path / "box" / "gone.eml").symlink_to(tmp_path / "nowhere")
    found = found_in(tmp_path)
    assert subjects(found) == ["Subject: First"]
    assert sorted(Path(p.path).name for p in problems(found)) == ["gone.eml", "self"]


@pytest.mark.parametrize("separator", [b"\n", b"\r\n", b"\r"])
def test_standard_input_is_one_mail_or_a_mailbox(separator: bytes) -> None:
    (one,) = found_in("-", stdin=FIRST.replace(b"\n", separator))
    assert isinstance(one, RawMail)
    assert (one.path, one.part) == ("-", "")
    if separator != b"\r":
        box = (FROM_LINE + FIRST + b"\n" + FROM_LINE + SECOND).replace(b"\n", separator)
        assert subjects(found_in("-", stdin=box)) == ["Subject: First", "Subject: Second"]
    assert [p.error for p in problems(found_in("-"))] == ["it is empty"]


def test_a_long_mailbox_is_read_through_standard_input_in_pieces() -> None:
    box = b"\n".join(FROM_LINE + mail(subject=str(n), text="line\n" * 40) for n in range(1_000))
    assert len(found_in("-", stdin=box)) == 1_000


def test_a_name_that_is_no_unicode_is_shown_readably(tmp_path: Path) -> None:
    path = tmp_path / b"l\xe9ttre.eml".decode("utf-8", "surrogateescape")
    path.write_bytes(FIRST)
    (raw,) = found_in(tmp_path)
    assert isinstance(raw, RawMail)
    assert raw.path.encode("utf-8").endswith("l\ufffdttre.eml".encode())
