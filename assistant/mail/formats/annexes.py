"""Documents attached to one mail, PDF or Word (DOCX) by their bytes → what stands in them.

An authority's letter often comes as an annex to a mail that says no more than "please find enclosed". It is read as
a letter is, but within narrower bounds, which all annexes of a mail share: a mail is read in a second whatever comes
with it. Nothing here fails a mail; what was not read is said.
"""

from __future__ import annotations

import time

from msgspec import Struct, structs

from assistant.mail.decoding.charsets import many_lines
from assistant.mail.decoding.problems import MailProblem
from assistant.mail.formats.letter_docx import read_docx
from assistant.mail.formats.letter_facts import letter_date
from assistant.mail.formats.letter_pdf import read_pdf
from assistant.mail.formats.letters import is_letter, is_pdf
from assistant.mail.formats.paper import Bounds, Paper

MOST = 20
"""Annexes of one mail that are opened."""
MOST_BYTES = 8_000_000
"""Of these together; a damaged PDF is searched from end to end, which takes half a second for as much."""
MOST_CHARACTERS = 200_000
"""Of their text together: some eighty pages. It is kept in the record's own lines."""
MOST_SECONDS = 0.5
"""Of this thread's own time, after which none is begun or gone on with; documents that people write take a tenth."""
BOUNDS = Bounds(
    pages=200,
    objects=60_000,
    operations=100_000,
    stream=2_000_000,
    parsed=120_000,
    files=1_000,
    unpacked=30_000_000,
    markup=3_000_000,
    elements=100_000,
)
"""For one annex, besides what is left for all."""
SCAN = "a scan without a text layer: open it"
EMPTY = "a document without words"
TOO_MANY = f"not read: only the first {MOST} documents of a mail are"
TOO_LARGE = f"not read: more than {MOST_BYTES // 1_000_000} MB came with the mail; open it"
TOO_LONG = "not read: those before it took too long or were too long; open it"


class Annex(Struct, frozen=True):
    text: str = ""
    doubt: str = ""
    """Why that is not all of it, or nothing."""
    dated: str | None = None
    """The day in its head."""


class Annexes:
    """Those of one mail, read one after the other within what is left for all of them."""

    def __init__(self) -> None:
        self._documents, self._bytes, self._characters, self._seconds = MOST, MOST_BYTES, MOST_CHARACTERS, MOST_SECONDS

    def read(self, raw: bytes) -> Annex:
        """What stands in the attachment `raw`; nothing at all if it is no document."""
        if not is_letter(raw):
            return Annex()
        if doubt := self._refusal(len(raw)):
            return Annex(doubt=doubt)
        self._documents, self._bytes = self._documents - 1, self._bytes - len(raw)
        begun = time.thread_time()
        try:
            return self._kept(self._paper(raw), SCAN if is_pdf(raw) else EMPTY)
        except MailProblem as problem:
            return Annex(doubt=f"not read: {problem}")
        finally:
            self._seconds -= time.thread_time() - begun

    def _refusal(self, size: int) -> str:
        """Why a document of that size is not opened."""
        if not self._documents:
            return TOO_MANY
        if size > self._bytes:
            return TOO_LARGE
        return TOO_LONG if self._seconds <= 0 or self._characters <= 0 else ""

    def _paper(self, raw: bytes) -> Paper:
        bounds = structs.replace(BOUNDS, characters=self._characters, seconds=self._seconds)
        return read_pdf(raw, bounds) if is_pdf(raw) else read_docx(raw, bounds)

    def _kept(self, paper: Paper, nothing: str) -> Annex:
        """Its text as far as there is room for it, cut between lines."""
        text = many_lines(paper.text).strip("\n")
        if not text.strip():
            return Annex(doubt=paper.doubt or nothing)
        kept = text[: self._characters]
        cut = ""
        if len(kept) < len(text):
            kept = kept.rpartition("\n")[0] or kept
            cut = f"only its first {len(kept):,} characters were kept"
        self._characters -= len(kept)
        return Annex(kept, "; ".join(filter(None, (paper.doubt, cut))), letter_date(kept))
