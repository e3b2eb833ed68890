"""A report as a Word file, by python-docx (the extra `docs`). Pure but for the import."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, cast

from assistant.errors import UsageProblem
from assistant.record.inert import inert_line
from assistant.reports.document import Block, Document, Heading, Items, Paragraph, Table

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle
    from docx.table import _Cell

A4_MM = (210, 297)
MARGIN_MM = 15
FONT = "Arial"
BODY_PT, COMPACT_PT = 9.5, 8.5
"""Sizes of type."""


def as_docx(document: Document, day: date) -> bytes:
    """The file; `day` stands in its properties. Raises `UsageProblem` where python-docx is not installed."""
    try:
        import docx  # noqa: PLC0415 - an extra, and 60 ms
    except ImportError as error:
        hint = "Install it with `pip install 'regulator-assistant[docs]'`, or choose .html."
        raise UsageProblem("a .docx needs python-docx", hint=hint) from error
    word = docx.Document()
    _set_up(word, document, day)
    word.add_heading(inert_line(document.title), level=1)
    for block in document.blocks:
        _add(word, block, document)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _set_up(word: WordDocument, document: Document, day: date) -> None:
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 - as above
    from docx.shared import Mm, Pt  # noqa: PLC0415

    section, (narrow, long) = word.sections[0], A4_MM
    if document.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(n) for n in ((long, narrow) if document.landscape else A4_MM))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN_MM)
    for name, size, before in (("Normal", BODY_PT, 0), ("Heading 1", 15, 0), ("Heading 2", 11.5, 8)):
        style = cast("ParagraphStyle", word.styles[name])
        style.font.name = FONT
        style.font.size = Pt(COMPACT_PT if document.compact and name == "Normal" else size)
        style.paragraph_format.space_before = Pt(before / 2 if document.compact else before)
        style.paragraph_format.space_after = Pt(1 if document.compact else 3)
    properties = word.core_properties
    properties.title, properties.author, properties.comments = inert_line(document.title)[:250], "", ""
    properties.created = properties.modified = datetime.combine(day, time.min, UTC)


def _add(word: WordDocument, block: Block, document: Document) -> None:
    match block:
        case Heading():
            word.add_heading(inert_line(block.text), level=2)
        case Paragraph():
            word.add_paragraph().add_run(inert_line(block.text)).italic = block.small or None
        case Items():
            for text in block.texts:
                word.add_paragraph(inert_line(text), style="List Bullet")
        case Table():
            _table(word, block, document)


def _table(word: WordDocument, table: Table, document: Document) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.shared import Mm  # noqa: PLC0415

    rows = list(table.rows)
    if not rows:
        word.add_paragraph(inert_line(table.empty))
        return
    usable = A4_MM[1 if document.landscape else 0] - 2 * MARGIN_MM
    widths = [Mm(usable * column.share / 100) for column in table.columns]
    made = word.add_table(len(rows) + 1, len(table.columns), "Table Grid")
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    texts = [tuple(column.title for column in table.columns), *(row.cells for row in rows)]
    for at, (row, cells) in enumerate(zip(made.rows, texts, strict=True)):
        for cell, text, width in zip(row.cells, cells, widths, strict=True):
            cell.width = width
            _fill(cell, text, bold=at == 0)
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no other way to these two
        properties.append(OxmlElement("w:cantSplit"))
        if at == 0:
            properties.append(OxmlElement("w:tblHeader"))


def _fill(cell: _Cell, text: str, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = 0
    paragraph.add_run(inert_line(text)).bold = bold or None
