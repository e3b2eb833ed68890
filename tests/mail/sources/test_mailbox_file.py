"""A long mailbox file that was read half goes on with the other half, and only if it is still the same file."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import pytest

from assistant.desk import Desk
from assistant.mail.decoding.problems import ImportProblem
from assistant.mail.sources import mailbox_file, mbox, sources
from assistant.mail.sources.sources import Bookmark, RawMail, Resumed, find_mail
from tests.mail.samples import SETTINGS_TEXT, mail

FROM_LINE = b"From enforcement@pta.gov.pk Mon Oct 12 14:30:00 2020\n"


def boxed(n: int, text: str = "") -> bytes:
    return FROM_LINE + mail(subject=f"Mail {n}", id=f"{n}@x", text=text or f"Text {n}. " * 40) + b"\n"


def some(first: int, last: int) -> bytes:
    return b"".join(boxed(n) for n in range(first, last + 1))


LONG = some(1, 300)
"""Longer than the beginning by which a mailbox file is known."""


@pytest.fixture
def box(tmp_path: Path) -> Path:
    path = tmp_path / "box"
    path.write_bytes(LONG)
    return path


def read(path: Path, bookmark: Bookmark | None = None) -> list[RawMail]:
    known = {bookmark.source: bookmark.position} if bookmark else {}
    found = list(find_mail([path], bookmarks=known))
    assert all(isinstance(one, RawMail | Resumed) for one in found)
    return [one for one in found if isinstance(one, RawMail)]


def after(path: Path, n: int) -> Bookmark:
    """The bookmark behind the file's `n`-th mail."""
    bookmark = read(path)[n - 1].bookmark
    assert bookmark
    return bookmark


def parts(mails: list[RawMail]) -> list[int]:
    return [int(raw.part.removeprefix("message ")) for raw in mails]


def test_it_goes_on_behind_each_bookmark(box: Path) -> None:
    whole = read(box)
    assert parts(whole) == list(range(1, 301))
    for n in (1, 2, 137, 299, 300):
        assert read(box, after(box, n)) == whole[n:]


def test_a_place_is_told_the_same_wherever_reading_began(box: Path) -> None:
    """So that one bookmark leads to the next, however short the mails are."""
    short = b"".join(FROM_LINE + b"Subject: %d\n\n" % n for n in range(3_000))
    for content in (LONG, short):
        box.write_bytes(content)
        bookmarks = [raw.bookmark for raw in read(box)]
        for n in (1, 100, len(bookmarks) - 1):
            assert [raw.bookmark for raw in read(box, bookmarks[n - 1])] == bookmarks[n:]


def test_of_a_file_that_has_grown_only_what_is_new_is_read(box: Path) -> None:
    known = after(box, 300)
    assert read(box, known) == []
    box.write_bytes(LONG + some(301, 303))
    assert parts(read(box, known)) == [301, 302, 303]


@pytest.mark.parametrize("n", [100, 290])
@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.replace(boxed(90), b""),
        lambda content: content.replace(boxed(290), b"").replace(boxed(90), b""),
        lambda content: content.replace(b"Text 90. Text 90. ", b""),
        lambda content: content.replace(boxed(1), b""),
        lambda content: content[: len(content) // 4],
        lambda content: content[: len(content) // 4] + some(400, 700),
        lambda content: content.replace(boxed(90), b"") + some(301, 303),
    ],
    ids=["compacted", "compacted twice", "shortened", "other beginning", "cut", "rewritten", "compacted and grown"],
)
def test_a_file_that_was_changed_is_read_from_its_beginning(box: Path, n: int, change: object) -> None:
    known = after(box, n)
    changed = change(LONG)  # type: ignore[operator]
    box.write_bytes(changed)
    expected = [content for one in mbox.split_mbox(BytesIO(changed)) if (content := one.content)]
    assert [raw.content for raw in read(box, known)] == expected


def test_a_mail_that_was_still_being_delivered_is_read_again_when_it_is_whole(box: Path) -> None:
    whole = LONG + boxed(301, "One line.\n" * 50)
    box.write_bytes(whole[:-200])
    known = after(box, 301)
    box.write_bytes(whole)
    found = read(box, known)
    assert parts(found) == list(range(1, 302))
    assert found[-1].content == mail(subject="Mail 301", id="301@x", text="One line.\n" * 50)


def test_the_same_file_elsewhere_is_known_by_its_content(box: Path, tmp_path: Path) -> None:
    known = after(box, 200)
    other = tmp_path / "moved"
    box.rename(other)
    assert parts(read(other, known))[:1] == [201]


def test_another_file_with_the_same_beginning_is_read_whole(box: Path, tmp_path: Path) -> None:
    known = after(box, 290)
    other = tmp_path / "other"
    other.write_bytes(some(1, 250) + some(500, 600))
    assert len(read(other, known)) == 351


@pytest.mark.parametrize(
    "position",
    ["", "x", "1:1", "0:0:", "99999999999999:1:0123456789abcdef", "10:-1:0123456789abcdef", "1:1:" + "0" * 16],
)
def test_a_bookmark_that_makes_no_sense_is_none(box: Path, position: str) -> None:
    assert len(read(box, Bookmark(after(box, 1).source, position))) == 300


def test_standard_input_has_no_bookmarks(box: Path) -> None:
    known = after(box, 200)
    found = list(find_mail(["-"], BytesIO(LONG), {known.source: known.position}))
    assert len(found) == 300
    assert all(isinstance(one, RawMail) and one.bookmark is None for one in found)


def test_places_count_past_a_mail_that_is_too_large(box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (mbox, sources, mailbox_file):
        monkeypatch.setattr(module, "LARGEST_MAIL", 100_000)
    box.write_bytes(some(1, 200) + boxed(201, "x" * 150_000) + some(202, 204))
    found = list(find_mail([box]))
    assert [one.part for one in found if isinstance(one, ImportProblem)] == ["message 201"]
    before, behind = found[199], found[201]
    assert isinstance(before, RawMail)
    assert isinstance(behind, RawMail)
    assert before.bookmark
    assert behind.bookmark
    assert list(find_mail([box], bookmarks={behind.bookmark.source: behind.bookmark.position})) == [
        Resumed(str(box), 202), *found[202:],
    ]  # fmt: skip
    resumed, *again = find_mail([box], bookmarks={before.bookmark.source: before.bookmark.position})
    assert resumed == Resumed(str(box), 200)
    assert [one.part for one in again if isinstance(one, ImportProblem)] == ["message 201"]
    assert again[1:] == found[201:]


@pytest.mark.parametrize("seed", range(5))
def test_a_desk_reads_a_mailbox_that_grows_and_shrinks_once(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    config = tmp_path / "assistant.toml"
    config.write_text(SETTINGS_TEXT)
    desk = Desk.open(str(tmp_path / "record"), str(config))
    box, last, mails = tmp_path / "box", 0, list(range(1, 101))
    seen: set[int] = set()
    for _ in range(5):
        mails += range(last + 101, last + 101 + chance.randint(0, 150))
        last = max(0, mails[-1] - 100)
        if chance.random() < 0.4:
            mails = [n for n in mails if chance.random() < 0.95]
        box.write_bytes(b"".join(map(boxed, mails)))
        report = desk.intake.import_mail([str(box)])
        assert report.problems == ()
        assert report.new == len(set(mails) - seen)
        assert report.read >= report.new
        seen |= set(mails)
    assert desk.intake.import_mail([str(box)]).read == 0
    desk.close()
