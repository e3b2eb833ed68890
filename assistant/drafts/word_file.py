"""A draft as a Word document, on the user's letterhead or on plain paper, by `python-docx` (extra `docs`).

The letterhead's own content, headers and footers stay as they are; the letter follows it, in its styles. All text is
put there as text: nothing in it can become a field, a link or markup.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.drafts.letter import Letter, Paragraph, Piece
from assistant.errors import AssistantError, UsageProblem

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as Block

FONT = "Calibri"
POINTS = 11
AFTER_POINTS = 8
"""Below a paragraph."""
MARGIN_CM = 2.5
PAGE_CM = (21.0, 29.7)
"""A4 (ISO 216); a letterhead brings its own."""
MOST_BYTES = 20 * 1024 * 1024
"""Of a letterhead."""
LEFT_TO_RIGHT = "\u200e"
"""Word's own way to keep a date or a reference together within a line that is read from the right."""
INSTALL = "pip install 'regulator-assistant[docs]'"


def as_word(letter: Letter, letterhead: Path | None = None) -> bytes:
    """The letter as `.docx`.

    Raises `AssistantError` without python-docx, `UsageProblem` for a letterhead that cannot be read as a document.
    """
    document = _on_letterhead(letterhead) if letterhead else _plain_paper(letter)
    head = [*letter.to, letter.dated]
    for at, line in enumerate(head, 1):
        if line:
            last = at == len(letter.to) or at == len(head)
            _add(document, _as_paragraph(line, letter), after=2 * AFTER_POINTS if last else 0)
    _add(document, letter.subject, bold=True)
    for paragraph in letter.body:
        _add(document, paragraph)
    about = document.core_properties
    about.title, about.author, about.comments = letter.subject.text[:255], letter.sender[:255], ""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _plain_paper(letter: Letter) -> Document:
    from docx.shared import Cm, Pt  # noqa: PLC0415 - heavy, and an extra

    document = _opened(None)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(POINTS)
    for section in document.sections:
        section.page_width, section.page_height = Cm(PAGE_CM[0]), Cm(PAGE_CM[1])
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN_CM)
    _add(document, _as_paragraph(letter.sender, letter), after=3 * AFTER_POINTS, bold=True)
    return document


def _on_letterhead(path: Path) -> Document:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageProblem(f"a letterhead of more than {MOST_BYTES // 1024**2} MB", where=str(path))
        return _opened(path.read_bytes())
    except OSError as error:
        raise UsageProblem(f"the letterhead cannot be read: {error.strerror}", where=str(path)) from error
    except (ValueError, KeyError, SyntaxError, zipfile.BadZipFile) as error:  # what the library raises on no .docx
        raise UsageProblem(f"the letterhead is no Word document: {error}", where=str(path)) from error


def _opened(content: bytes | None) -> Document:
    try:
        import docx  # noqa: PLC0415 - heavy, and an extra
    except ImportError as error:
        raise AssistantError(f"to write Word files, install: {INSTALL}") from error
    return docx.Document(BytesIO(content) if content is not None else None)


def _as_paragraph(line: str, letter: Letter) -> Paragraph:
    return Paragraph((Piece(line),), letter.right_to_left)


def _add(document: Document, paragraph: Paragraph, *, after: int = AFTER_POINTS, bold: bool = False) -> None:
    from docx.shared import Pt  # noqa: PLC0415 - heavy, and an extra

    block = document.add_paragraph()
    block.paragraph_format.space_after = Pt(after)
    if paragraph.right_to_left:
        _read_from_the_right(block)
    for piece in paragraph.pieces:
        isolated = piece.isolated and paragraph.right_to_left
        run = block.add_run(f"{LEFT_TO_RIGHT}{piece.text}{LEFT_TO_RIGHT}" if isolated else piece.text)
        run.bold = run.font.cs_bold = bold or None
        run.font.rtl = (paragraph.right_to_left and not isolated) or None


def _read_from_the_right(block: Block) -> None:
    """`w:bidi` (ECMA-376 §17.3.1.6), in the place among the paragraph's properties that the schema gives it."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - heavy, and an extra

    properties = block._p.get_or_add_pPr()  # noqa: SLF001 - the library has no name of its own for it
    spacing = properties.find(f"{{{properties.nsmap['w']}}}spacing")
    (spacing.addprevious if spacing is not None else properties.append)(OxmlElement("w:bidi"))
