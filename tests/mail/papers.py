"""Letters as files, PDF and Word, and mails that they are attached to: made for the tests."""

from __future__ import annotations

import io
import zipfile
import zlib
from email.message import EmailMessage

import docx

LINES = (
    "Ref: PTA/Enf/17",
    "Islamabad, 12 October 2020",
    "Subject: Removal of content",
    "Dear Sir,",
    "Provide timelines.",
)
LOCK = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(%s)/U(%s)>>/ID[(a)(a)]" % (b"o" * 32, b"u" * 32)
"""For the trailer of a PDF that is locked with a password."""


def pdf(*pages: tuple[str, ...] | bytes, title: str = "", more: bytes = b"") -> bytes:
    """A PDF of pages of lines, or of drawing operations; a page without lines has no text."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Title(%s)>>" % title.encode(),
    ]
    for number, lines in enumerate(pages):
        content = zlib.compress(lines if isinstance(lines, bytes) else _drawn(lines))
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
        stream = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(content) + content + b"\nendstream"
        objects += [page % (6 + 2 * number), stream]
    return _file(objects, more)


def _drawn(lines: tuple[str, ...]) -> bytes:
    shown = b"".join(b"(%s)Tj T* " % line.encode("cp1252") for line in lines)
    return b"BT /F1 12 Tf 14 TL 72 720 Td " + shown + b"ET" if lines else b"0 0 m"


def _file(objects: list[bytes], more: bytes = b"") -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<</Size %d/Root 1 0 R/Info 4 0 R%s>>\nstartxref\n%d\n%%%%EOF"
    xref = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + table
    return out + xref + trailer % (len(places) + 1, more, len(out))


def word(*, paragraphs: tuple[str, ...] = LINES, title: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def rewritten(raw: bytes, name: str, content: bytes) -> bytes:
    """The Word file with one of its parts replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return stream.getvalue()


def enclosing(*files: tuple[str, bytes], text: str = "Please find our letter enclosed.", **fields: str) -> bytes:
    """A mail of the regulator's with these files, none of which it says the type of."""
    made = EmailMessage()
    standard = {
        "From": "Director (Enforcement) <enforcement@pta.gov.pk>",
        "To": "Sara Malik <sara@northwind.example>",
        "Subject": "Our letter",
        "Date": "Wed, 14 Oct 2020 14:30:00 +0500",
        "Message-ID": "<annexed-1@pta.gov.pk>",
    }
    for name, value in {**standard, **{name.replace("_", "-"): value for name, value in fields.items()}}.items():
        made[name] = value
    made.set_content(text)
    for name, content in files:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()
