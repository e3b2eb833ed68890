"""Letters attached to a mail are read with it, within bounds, and what was not read is said."""

from __future__ import annotations

import io
import random
import sys
import zipfile
from datetime import UTC

import msgspec
import pytest

from assistant.mail.formats import annexes
from assistant.mail.formats.annexes import BOUNDS, MOST, MOST_CHARACTERS, SCAN, TOO_LARGE, TOO_LONG, TOO_MANY, Annexes
from assistant.mail.parse import parse_mail
from assistant.record.fingerprint import fingerprint
from assistant.record.kinds import Attachment, Message
from tests.mail.formats.outlook_samples import msg, winmail
from tests.mail.formats.test_letters import mutated
from tests.mail.formats.test_outlook import MEMO
from tests.mail.formats.test_tnef import mail_with
from tests.mail.papers import LINES, LOCK, enclosing, pdf, rewritten, word

LETTER = "\n".join(LINES)


def attached(*contents: bytes) -> tuple[Attachment, ...]:
    """The attachments of a mail with these."""
    raw = enclosing(*((f"{n}.bin", content) for n, content in enumerate(contents, 1)))
    return parse_mail(raw, UTC).message.attachments


@pytest.mark.parametrize("raw", [pdf(LINES), word()], ids=["pdf", "docx"])
def test_a_letter_is_told_by_its_bytes_and_kept_with_its_words_and_its_day(raw: bytes) -> None:
    mail = parse_mail(enclosing(("our letter.dat", raw)), UTC)
    (annex,) = mail.message.attachments
    assert (annex.name, annex.type, annex.text) == ("our letter.dat", "application/octet-stream", LETTER)
    assert (annex.doubt, annex.dated) == ("", "2020-10-12")
    assert mail.contents == (raw,)
    assert mail.message.texts == (mail.message.text, LETTER)
    assert mail.message.own_text.strip() == "Please find our letter enclosed."


def test_what_is_no_document_is_an_attachment_and_nothing_is_said_of_it() -> None:
    table = io.BytesIO()
    with zipfile.ZipFile(table, "w") as package:
        package.writestr("xl/workbook.xml", "<x/>")
    for annex in attached(b"GIF89a", table.getvalue(), b"words", b""):
        assert (annex.text, annex.doubt, annex.dated) == ("", "", None)


@pytest.mark.parametrize(
    ("raw", "doubt"),
    [
        (pdf(()), SCAN),
        (pdf(LINES, more=LOCK), "not read: it is locked with a password"),
        (pdf(LINES)[:9], "not read: it is a damaged PDF file, or one that no reader understands"),
        (word()[:3000], "not read: it is a damaged Word file, or one that no reader understands"),
        (word(paragraphs=()), "a document without words"),
        (rewritten(word(), "word/document.xml", b" " * 30_000_000), "far too large when unpacked"),
        (b"%PDF-1.4\n" + b"1 0 obj\n" * (2 * BOUNDS.objects + 1), "far too many objects"),
        (pdf(("Page one",), b"q Q " * 8_000_000), "page 2 cannot be read"),
    ],
    ids=["scan", "locked", "damaged pdf", "damaged docx", "empty", "bomb", "objects", "page"],
)
def test_what_cannot_be_read_is_said_and_the_mail_and_the_next_letter_are_read(raw: bytes, doubt: str) -> None:
    first, second = attached(raw, pdf(LINES))
    assert doubt in first.doubt
    assert (second.text, second.doubt) == (LETTER, "")


def test_without_the_extra_the_mail_is_read_and_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    (annex,) = attached(pdf(LINES))
    assert (annex.text, "pip install 'regulator-assistant[docs]'" in annex.doubt) == ("", True)


def test_only_so_many_are_opened() -> None:
    found = attached(*[pdf(("One line",))] * (MOST + 1))
    assert [annex.text for annex in found] == ["One line"] * MOST + [""]
    assert found[-1].doubt == TOO_MANY


def test_only_so_many_bytes_are_opened_and_a_smaller_one_still_is() -> None:
    reading = Annexes()
    assert reading.read(pdf(LINES) + b"\n" * annexes.MOST_BYTES).doubt == TOO_LARGE
    assert reading.read(pdf(LINES)).text == LETTER


def test_only_so_much_text_is_kept_and_whole_lines_of_it() -> None:
    line = "The Authority requests the figures of the month. " * 2
    reading = Annexes()
    long = reading.read(word(paragraphs=(line,) * 3_000))
    assert MOST_CHARACTERS - len(line) - 1 <= len(long.text) <= MOST_CHARACTERS
    assert long.text.endswith(line.rstrip())
    assert long.doubt == f"only its first {len(long.text):,} characters were kept"
    pages = Annexes().read(pdf(*[(line,) * 45] * 100))
    assert "of its 100 pages were read" in pages.doubt
    reading.read(word(paragraphs=("x" * 200,)))
    assert reading.read(word()).doubt == TOO_LONG


def test_no_mail_takes_longer_than_there_is_time_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annexes, "MOST_SECONDS", 1e-9)
    first, second = attached(pdf(LINES), pdf(LINES))
    assert first.doubt == "only the first 0 of its 1 pages were read"
    assert second.doubt == TOO_LONG


def test_drawing_without_end_stops_at_the_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = pdf(b"BT /F1 12 Tf " + b"(abc)Tj T* " * 30_000 + b"ET")
    with monkeypatch.context() as little_time:
        little_time.setattr(
            annexes, "MOST_SECONDS", annexes.MOST_SECONDS / 20
        )  # on a quick machine it is too much, too
        found = attached(*[drawing] * MOST)
    assert "were read" in found[0].doubt
    assert found[-1].doubt == TOO_LONG
    monkeypatch.setattr(annexes, "MOST_SECONDS", 60.0)
    monkeypatch.setattr(annexes, "BOUNDS", msgspec.structs.replace(annexes.BOUNDS, operations=1_000))
    (counted,) = attached(drawing)
    assert "were read" in counted.doubt


def test_the_words_of_a_letter_make_no_other_mail_of_the_same() -> None:
    message = parse_mail(enclosing(("a.pdf", pdf(LINES))), UTC).message
    bare = tuple(msgspec.structs.replace(a, text="", doubt="", dated=None) for a in message.attachments)
    assert fingerprint(message) == fingerprint(msgspec.structs.replace(message, attachments=bare))


def test_letters_in_outlooks_forms_are_read() -> None:
    file = {0x3707: "our letter.pdf", 0x3705: 1, 0x3701: pdf(LINES)}
    (annex,) = parse_mail(msg(MEMO, attachments=[file]), UTC).message.attachments
    assert (annex.name, annex.text) == ("our letter.pdf", LETTER)
    wrapped = winmail((2, 0x9002, bytes(14)), (2, 0x800F, word()))
    assert LETTER in {annex.text for annex in mail_with(wrapped, "See the letter.").message.attachments}


@pytest.mark.parametrize("block", range(2))
def test_damaged_letters_never_fail_their_mail(block: int) -> None:
    whole, paper = pdf(LINES, ("second",)), word()
    for seed in range(block * 40, block * 40 + 40):
        chance = random.Random(seed)  # noqa: S311 - no secret
        message = parse_mail(enclosing(("a", mutated(whole, chance)), ("b", mutated(paper, chance))), UTC).message
        assert len(message.attachments) == 2
        assert msgspec.json.decode(msgspec.json.encode(message), type=Message) == message
