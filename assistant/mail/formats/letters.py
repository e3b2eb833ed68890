"""Letters as files, PDF or Word (DOCX) → a message on the channel `letter`.

Nobody is taken to be its sender: a letter head is no address, and whose letter it is is told where it is filed. The
file itself is attached. Its text is read by `letter_pdf` and `letter_docx`, what it says of itself by `letter_facts`.
"""

from __future__ import annotations

import re

from assistant.mail.decoding.charsets import many_lines, one_line
from assistant.mail.formats.letter_docx import DOCX_TYPE, is_docx, read_docx
from assistant.mail.formats.letter_facts import letter_date, letter_subject
from assistant.mail.formats.letter_pdf import PDF_TYPE, read_pdf
from assistant.record.digest import sha256_hex
from assistant.record.kinds import Attachment, Message

_PDF = b"%PDF-"
NO_TEXT = "a scan without a text layer: nothing could be read from it"
NO_WORDS = "a document without words: nothing could be read from it"
LONGEST_NAME = 200


def is_letter(raw: bytes) -> bool:
    """Whether the file `raw` is a PDF or a Word document, by its bytes."""
    return is_pdf(raw) or is_docx(raw)


def is_pdf(raw: bytes) -> bool:
    """Whether `raw` begins as a PDF does, blanks and a byte order mark aside."""
    return raw[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(_PDF)


def read_letter(raw: bytes, name: str) -> Message:
    """The letter in the file `raw`, called `name`. Raises `MailProblem` if it is damaged, locked, or a bomb, or if what
    is needed to read it is not installed.
    """
    pdf = is_pdf(raw)
    paper = read_pdf(raw) if pdf else read_docx(raw)
    text = many_lines(paper.text).strip("\n")
    shown = one_line(re.split(r"[/\\]", name)[-1])
    day = letter_date(text)
    attachment = Attachment(
        shown[-LONGEST_NAME:] or ("letter.pdf" if pdf else "letter.docx"),
        PDF_TYPE if pdf else DOCX_TYPE,
        len(raw),
        sha256_hex(raw),
    )
    return Message(
        direction="in",
        channel="letter",
        subject=letter_subject(text, paper.title, shown),
        text=text if text.strip() else "",
        dated=day,
        proposed_class="substantive",
        class_reason="a letter",
        attachments=(attachment,),
        text_doubt=paper.doubt if text.strip() or paper.doubt else NO_TEXT if pdf else NO_WORDS,
    )
