"""A draft as PDF, by `typst` (extra `pdf`).

The letter is handed to typst as data and shown as text: no word of it is ever read as typst's markup, and the fixed
document below names no file and no package.
"""

from __future__ import annotations

import msgspec

from assistant.drafts.letter import Letter, Paragraph
from assistant.errors import AssistantError

TAB = "\u00a0" * 4
"""Typst knows no tabulator in text."""
INSTALL = "pip install 'regulator-assistant[pdf]'"
DOCUMENT = b"""
#let letter = json(bytes(sys.inputs.letter))
#let piece(p) = if p.isolated { box(text(dir: ltr, p.text)) } else { text(p.text) }
#let shown(p) = { set text(dir: if p.rtl { rtl } else { ltr }); par(p.pieces.map(piece).join()) }
#set document(title: letter.subject_text, author: letter.sender, date: none)
#set page(paper: "a4", margin: 2.5cm, numbering: (n, ..of) => if of.pos().first(default: 1) > 1 { str(n) })
#set text(font: ("Libertinus Serif", "DejaVu Sans"), size: 11pt, dir: if letter.rtl { rtl } else { ltr })
#set par(leading: 0.65em, spacing: 1.1em)
#text(weight: "bold", letter.sender)
#v(1.5em)
#letter.to.map(text).join(linebreak())

#letter.dated
#v(1em)
#text(weight: "bold", shown(letter.subject))

#for p in letter.body { shown(p) }
"""


def as_pdf(letter: Letter) -> bytes:
    """The letter as PDF; raises `AssistantError` without typst, or when it cannot set the text."""
    try:
        import typst  # noqa: PLC0415 - heavy, and an extra
    except ImportError as error:
        raise AssistantError(f"to write PDF files, install: {INSTALL}") from error
    data = msgspec.json.encode(_as_data(letter)).decode()
    try:
        made = typst.compile(DOCUMENT, sys_inputs={"letter": data})
    except typst.TypstError as error:
        raise AssistantError(f"the letter cannot be set as PDF: {error}") from error
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
    return made


def _as_data(letter: Letter) -> dict[str, object]:
    return {
        "sender": letter.sender,
        "to": letter.to,
        "dated": letter.dated,
        "subject": _block(letter.subject),
        "subject_text": letter.subject.text,
        "rtl": letter.right_to_left,
        "body": [_block(paragraph) for paragraph in letter.body],
    }


def _block(paragraph: Paragraph) -> dict[str, object]:
    pieces = [{"text": piece.text.replace("\t", TAB), "isolated": piece.isolated} for piece in paragraph.pieces]
    return {"pieces": pieces, "rtl": paragraph.right_to_left}
