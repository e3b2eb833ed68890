"""Word documents (DOCX) → text, by `python-docx` (extra `docs`), kept within bounds.

The library opens the package; its text is walked here, in reading order and without recursion: paragraphs, tables,
text boxes, the first page's header and footer. Sizes are looked at before anything is unpacked.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from assistant.mail.decoding.problems import MailProblem
from assistant.mail.formats.paper import LETTER, Bounds, Paper

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What stands here stands beside it in a newer form."""
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_FAILURES = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, NotImplementedError, OSError,
    RecursionError, RuntimeError, SyntaxError, TypeError, ValueError, struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What the library and its XML parser raise on damaged files, found by damaging some."""
_DOCUMENT = "word/document"
"""How the name of the file with the text begins; a ZIP file lists names uncompressed."""


def is_docx(raw: bytes) -> bool:
    """Whether `raw` is a Word document, and no other ZIP file; a damaged one is, if a name in it says so."""
    if not raw.startswith(b"PK\x03\x04") or _DOCUMENT.encode() not in raw:
        return False
    try:
        with zipfile.ZipFile(BytesIO(raw)) as package:
            return any(name.startswith(_DOCUMENT) for name in package.namelist())
    except _FAILURES:
        return True


def read_docx(raw: bytes, bounds: Bounds = LETTER) -> Paper:
    """The text of the document. Raises `MailProblem` if it is damaged or too large, or without python-docx."""
    try:
        import docx  # noqa: PLC0415 - heavy, and an extra
        from docx.opc.exceptions import OpcError  # noqa: PLC0415 - the same
    except ImportError as error:
        raise MailProblem("to read Word letters, install: pip install 'regulator-assistant[docs]'") from error
    try:
        _check_sizes(raw, bounds)
        return _paper(docx.Document(BytesIO(raw)), bounds)
    except (OpcError, *_FAILURES) as error:
        raise MailProblem("it is a damaged Word file, or one that no reader understands") from error


def _check_sizes(raw: bytes, bounds: Bounds) -> None:
    """Refuse what would not fit when unpacked; no file within can turn out larger than the directory says."""
    with zipfile.ZipFile(BytesIO(raw)) as package:
        files = package.infolist()
    markup = max((file.file_size for file in files if file.filename.endswith((".xml", ".rels"))), default=0)
    unpacked = sum(file.file_size for file in files)
    if len(files) > bounds.files or markup > bounds.markup or unpacked > bounds.unpacked:
        raise MailProblem("it is a Word file that is far too large when unpacked")


def _paper(document: Any, bounds: Bounds) -> Paper:
    walk = _Walk(bounds.elements)
    section = document.sections[0] if len(document.sections) else None
    for part in _margins(section, "header"):
        walk.take(part)
    walk.take(document.element.body)
    for part in _margins(section, "footer"):
        walk.take(part)
    doubt = "only its first part was read, since it is very large" if walk.left <= 0 else ""
    return Paper(walk.text(), document.core_properties.title or "", doubt)


def _margins(section: Any, kind: str) -> Iterator[Any]:
    """The elements of the first page's header or footer, where it has one of its own."""
    if section is None:
        return
    first = section.different_first_page_header_footer
    margin = getattr(section, f"first_page_{kind}" if first else kind)
    if not margin.is_linked_to_previous:
        yield margin._element  # noqa: SLF001 - there is no other way to the text boxes in it


class _Walk:
    """Elements in reading order → text; `left` is how many may still come."""

    def __init__(self, left: int) -> None:
        self.pieces: list[str] = []
        self.cells = 0
        self.left = left

    def take(self, top: Any) -> None:
        open_elements = [(top, iter(top))]
        while open_elements and self.left > 0:
            element, children = open_elements[-1]
            child = next(children, None)
            if child is None:
                open_elements.pop()
                self._leave(_name(element))
                continue
            self.left -= 1
            self._enter(_name(child), child)
            if child.tag != _TWICE:
                open_elements.append((child, iter(child)))
        self.pieces.append("\n")

    def _enter(self, name: str, element: Any) -> None:
        if name == "t":
            self.pieces.append(element.text or "")
        elif name in _CHARACTERS:
            self.pieces.append(_CHARACTERS[name])
        elif name == "tc":
            self.cells += 1

    def _leave(self, name: str) -> None:
        if name == "p":
            self.pieces.append(" " if self.cells else "\n")
        elif name == "tc":
            self.cells -= 1
            self.pieces.append("| ")
        elif name == "tr":
            if self.pieces[-1:] == ["| "]:
                self.pieces.pop()
            self.pieces.append(" " if self.cells else "\n")

    def text(self) -> str:
        return "\n".join(line.rstrip() for line in "".join(self.pieces).split("\n")).strip("\n")


def _name(element: Any) -> str:
    """The element's name in the language of Word, or one that is not; a comment has none."""
    return element.tag.removeprefix(_WORD) if isinstance(element.tag, str) else ""
