"""PDF → text, by `pypdf` (extra `docs`), kept within bounds.

A PDF is a program for drawing; a small one can draw for hours. So pages, operations and time are counted, and what was
read when they are used up is kept and marked as a part. What the library logs is of no use to a reader of mail.
"""

from __future__ import annotations

import logging
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from io import BytesIO
from typing import TYPE_CHECKING, Any

from assistant.mail.decoding.problems import MailProblem
from assistant.mail.formats.paper import LETTER, Bounds, Paper

if TYPE_CHECKING:
    from pypdf import PdfReader

PDF_TYPE = "application/pdf"
_STREAMS = ("zlib", "lzw", "run_length", "array_based_stream")
"""What the library unpacks, by the names of its bounds."""
_CANNOT = (ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, OSError, RecursionError)
_FAILURES = (*_CANNOT, TypeError, ValueError, zlib.error)
"""What the library raises on damaged files besides its own errors, found by damaging some."""


def read_pdf(raw: bytes, bounds: Bounds = LETTER) -> Paper:
    """The text of all pages, in order. Raises `MailProblem` if the file is damaged or locked, or without pypdf."""
    try:
        import pypdf  # noqa: PLC0415 - heavy, and an extra
        from pypdf.errors import DependencyError, PyPdfError  # noqa: PLC0415 - the same
    except ImportError as error:
        raise MailProblem("to read PDF letters, install: pip install 'regulator-assistant[docs]'") from error
    if raw.count(b"obj") > 2 * bounds.objects:
        raise MailProblem("it is a PDF file of far too many objects")
    configure = getattr(pypdf, "apply_configuration", None)
    with _silenced(), configure(**_limits(bounds)) if configure else nullcontext():
        try:
            return _Reading(pypdf.PdfReader(BytesIO(raw)), bounds).paper()
        except DependencyError as error:
            raise MailProblem("it is encrypted in a way that cannot be undone here") from error
        except (PyPdfError, *_FAILURES) as error:
            raise MailProblem("it is a damaged PDF file, or one that no reader understands") from error


def _limits(bounds: Bounds) -> dict[str, int]:
    """Narrower ones than the library's own, where it lets them be set (since pypdf 7)."""
    return {
        **{f"{name}_maximum_output_length": bounds.stream for name in _STREAMS},
        "maximum_declared_stream_length": 50_000_000,
        "stream_parsing_work_maximum_count": bounds.parsed,
        "xform_maximum_invocations_per_extraction": 500,
    }


@contextmanager
def _silenced() -> Iterator[None]:
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


class _Enough(ValueError):
    """The bounds are used up."""


class _Reading:
    """One file; counts what it costs."""

    def __init__(self, reader: PdfReader, bounds: Bounds) -> None:
        if reader.is_encrypted and not reader.decrypt(""):  # most locked files may be read, but not changed
            raise MailProblem("it is locked with a password")
        self.reader, self.bounds = reader, bounds
        self.operations = self.characters = 0
        self.until = time.thread_time() + bounds.seconds
        self.texts: list[str] = []
        self.doubts: list[str] = []

    def paper(self) -> Paper:
        total = len(self.reader.pages)
        for number in range(min(total, self.bounds.pages)):
            try:
                self.texts.append(self._page(number))
            except _Enough:
                break
        if len(self.texts) < total:
            self.doubts.insert(0, f"only the first {len(self.texts)} of its {total} pages were read")
        return Paper("\n\n".join(filter(None, self.texts)), self._title(), "; ".join(self.doubts))

    def _page(self, number: int) -> str:
        """The page's text; a page that cannot be read is left out and named."""
        self._count()
        text = ""
        try:
            text = self.reader.pages[number].extract_text(visitor_operand_before=self._count)
        except _Enough:
            raise
        except _page_failures():
            self.doubts.append(f"page {number + 1} cannot be read")
        self.characters += len(text)
        return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")

    def _count(self, *_: Any) -> None:
        self.operations += 1
        most = self.bounds
        spent = self.operations > most.operations or self.characters > most.characters
        if spent or time.thread_time() > self.until:
            raise _Enough

    def _title(self) -> str:
        try:
            metadata = self.reader.metadata
            return str(metadata.title or "") if metadata else ""
        except _page_failures():
            return ""


def _page_failures() -> tuple[type[Exception], ...]:
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - an extra

    return (PyPdfError, *_FAILURES)
