"""Mailbox files are searched in blocks; what comes out is what reading line by line would give."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.mail.sources import mbox
from assistant.mail.sources.mbox import TAIL, Piece, separates, split_mbox
from tests.mail.samples import mail

COMPLETE = b"From a@x Mon Oct 12 14:30:00 2020"
TOKENS = (
    *(
        COMPLETE,
        b"From - Mon Oct 12 14:30:00 2020",
        b"From nobody",
        b"From here on",
        b">From me",
        b">>From you",
        b"From",
    ),
    *(b"Subject: a", b"X-Any: thing", b"Dear: Sir", b"Status: RO", b"text", b" From x", b"", b"", b"\r", b"\xff\x00"),
)
LINES = st.lists(st.sampled_from(TOKENS), max_size=40)


class Dripping:
    """A stream that gives a few bytes at a time, never as many as were asked for."""

    def __init__(self, content: bytes, chance: random.Random) -> None:
        self._stream, self._chance = BytesIO(content), chance

    def read(self, size: int, /) -> bytes:
        return self._stream.read(min(size, self._chance.randint(1, 9)))


def pieces(content: bytes) -> list[Piece]:
    return list(split_mbox(BytesIO(content)))


def contents(content: bytes) -> list[bytes | None]:
    return [piece.content for piece in pieces(content)]


def line_by_line(content: bytes) -> list[bytes]:
    """The same, written for being read: without Content-Length, which none of the lines has."""
    lines = content.splitlines(keepends=True) if b"\r" not in content else _lines(content)
    while lines and not lines[0].strip(b" \t\r\n"):
        del lines[0]
    mails: list[list[bytes]] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else b""
        if not mails or _begins(line, following, lines[at - 1]):
            mails.append([])
        mails[-1].append(line)
    return [_unquoted(one[1:]) for one in mails]


def _lines(content: bytes) -> list[bytes]:
    lines = [line + b"\n" for line in content.split(b"\n")]
    lines[-1] = lines[-1][:-1]
    return [line for line in lines if line]


def _begins(line: bytes, following: bytes, before: bytes) -> bool:
    if not line.startswith(b"From "):
        return False
    if before in {b"\n", b"\r\n"}:
        return separates(line, following)
    complete = line.startswith((b"From - ", COMPLETE))
    return complete and following.startswith((b"Subject:", b"X-Any:", b"Status:", b">From "))


def _unquoted(lines: Sequence[bytes]) -> bytes:
    lines = list(lines)
    if lines and lines[-1] in {b"\n", b"\r\n"}:
        del lines[-1]
    return b"".join(line[1:] if line.lstrip(b">").startswith(b"From ") and line[:1] == b">" else line for line in lines)


@given(LINES, st.sampled_from([b"\n", b"\r\n"]), st.booleans())
@example([COMPLETE, b"", COMPLETE], b"\n", True)
@example([COMPLETE, COMPLETE], b"\n", False)
def test_blocks_give_what_lines_give(lines: list[bytes], end: bytes, ended: bool) -> None:
    content = end.join([COMPLETE, *lines]) + (end if ended else b"")
    assert contents(content) == line_by_line(content)


@given(LINES, st.randoms(use_true_random=False))
def test_a_stream_that_drips_gives_the_same_mails_and_places(lines: list[bytes], chance: random.Random) -> None:
    content = b"\n".join([COMPLETE, *lines, b"Content-Length: 20", b"", b"x" * 20, COMPLETE, b"Subject: last"])
    assert list(split_mbox(Dripping(content, chance))) == pieces(content)


@given(LINES, st.integers(1, 64))
def test_the_size_of_a_block_decides_nothing(lines: list[bytes], block: int) -> None:
    content = b"\n".join([COMPLETE, *lines, b"", COMPLETE, b"Subject: last"])
    expected = pieces(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mbox, "BLOCK", block + 32)  # a line that separates is never longer than a block
        assert pieces(content) == expected


@given(LINES)
def test_each_place_is_where_the_next_mail_begins(lines: list[bytes]) -> None:
    content = b"\n".join([b"", COMPLETE, *lines, b"", COMPLETE, b"Subject: last"])
    found = pieces(content)
    for piece, following in pairwise(found):
        assert content[piece.end :].startswith(b"From ")
        assert content[max(piece.end - TAIL, 0) : piece.end] == piece.tail
        again = list(split_mbox(BytesIO(content[piece.end :]), piece.tail))
        assert again[0] == Piece(following.content, following.end - piece.end, following.tail)
        assert len(again) == len(found) - found.index(piece) - 1
    assert found[-1].end == len(content)


def test_nothing_of_a_mail_is_lost_at_any_place_where_a_block_may_end(monkeypatch: pytest.MonkeyPatch) -> None:
    mails = [mail(subject=f"Mail {n}", text=f"Text {n}\n\nFrom us, with\nlove") for n in range(3)]
    content = b"\n".join(COMPLETE + b"\n" + one for one in mails)
    for block in range(60, 260, 3):
        monkeypatch.setattr(mbox, "BLOCK", block)
        assert contents(content) == mails


# Content-Length


def boxed(body: bytes, length: int | None = None) -> bytes:
    return b"%s\nSubject: a\nContent-Length: %d\n\n%s" % (COMPLETE, len(body) if length is None else length, body)


LOOKS_LIKE_TWO = b"One\n\n" + COMPLETE + b"\nSubject: no mail\n\n>From here\n"


def test_what_a_content_length_covers_is_text_to_the_byte() -> None:
    content = boxed(LOOKS_LIKE_TWO) + b"\n" + boxed(b"Two\n")
    first, second = contents(content)
    assert first is not None
    assert first.endswith(b"\n\n" + LOOKS_LIKE_TWO)
    assert second is not None
    assert second.endswith(b"Two\n")


@pytest.mark.parametrize("slip", [-1, 1])
def test_a_content_length_may_leave_out_or_include_the_last_line_break(slip: int) -> None:
    content = boxed(LOOKS_LIKE_TWO, len(LOOKS_LIKE_TWO) + slip) + b"\n" + boxed(b"Two\n")
    first, _ = contents(content)
    assert first is not None
    assert first.endswith(b"\n\n" + LOOKS_LIKE_TWO)


@pytest.mark.parametrize("wrong", [-7, 5, 10**9])
def test_a_content_length_that_does_not_fit_is_not_believed(wrong: int) -> None:
    content = boxed(LOOKS_LIKE_TWO, max(len(LOOKS_LIKE_TWO) + wrong, 0)) + b"\n" + boxed(b"Two\n")
    assert len(contents(content)) == 3


# Too large


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbox, "LARGEST_MAIL", 20_000)
    monkeypatch.setattr(mbox, "BLOCK", 1_000)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("size", [20_500, 21_100, 25_000, 90_000])
def test_a_mail_that_is_too_large_is_passed_by_and_the_next_is_whole(size: int) -> None:
    before, after = mail(subject="Before"), mail(subject="After", text="x\n\n" * 3_000)
    large = mail(subject="Large", text="line of text\n\nFrom us\n" * (size // 22))
    found = pieces(b"\n".join(COMPLETE + b"\n" + one for one in (before, large, after, large, before)))
    assert [piece.content for piece in found] == [before, None, after, None, before]
    assert [piece.tail != b"" for piece in found] == [True] * 5


@pytest.mark.usefixtures("small")
def test_a_mail_that_is_too_large_takes_no_more_memory_than_one_that_is_not() -> None:
    class Endless:
        left = 8_000_000

        def read(self, size: int, /) -> bytes:
            self.left -= size
            return b"x" * size if self.left > 0 else b""

    tracemalloc.start()
    endless = Endless()
    found = [piece.content for piece in split_mbox(endless)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [None]
    assert peak < 200_000


def test_every_mail_of_a_mailbox_takes_as_long_as_the_last() -> None:
    """Ten times the mails, about ten times the bytes looked at: the window moves on."""

    class Counting(BytesIO):
        asked = 0

        def read(self, size: int | None = -1, /) -> bytes:
            found = super().read(size)
            self.asked += len(found)
            return found

    content = b"\n".join(COMPLETE + b"\n" + mail(text="x\n" * 500) for _ in range(3_000))
    stream = Counting(content)
    assert len(list(split_mbox(stream))) == 3_000
    assert stream.asked == len(content)
