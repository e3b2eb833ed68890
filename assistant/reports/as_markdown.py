"""A report as Markdown (CommonMark with GitHub's tables). Pure.

What comes from a message is escaped character by character, so that it is shown as it was written: no heading, no
link, no image, no HTML comes of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.record.inert import inert_line
from assistant.reports.document import Block, Document, Heading, Items, Paragraph, Table

_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~&#@$!]|(?<=\w):(?=//)|(?i:(?<=www)\.)")
"""What means something anywhere in a line, bare addresses of GitHub's autolinks included."""
_AT_START = re.compile(r"^(?:[-+=]|\d+(?=[.)]))")
"""What means something at the beginning of one."""


def as_markdown(document: Document) -> Iterator[str]:
    """The lines of `document`."""
    yield f"# {_escaped(document.title)}"
    for block in document.blocks:
        yield ""
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"## {_escaped(block.text)}"
        case Paragraph():
            yield _escaped(block.text)
        case Items():
            yield from (f"- {_escaped(text)}" for text in block.texts)
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    none = True
    for row in table.rows:
        if none:
            yield _row(tuple(column.title for column in table.columns))
            yield "|" + " --- |" * len(table.columns)
            none = False
        yield _row(row.cells)
    if none:
        yield table.empty


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(_escaped, cells))} |"


def _escaped(text: str) -> str:
    line = _MARKUP.sub(r"\\\g<0>", inert_line(text))
    return _AT_START.sub(_disarmed, line)


def _disarmed(match: re.Match[str]) -> str:
    """A digit cannot be escaped: a number that would begin a list gets a joiner of no width before its full stop."""
    return f"{match[0]}&#8203;" if match[0][0].isdigit() else f"\\{match[0]}"
