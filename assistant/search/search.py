"""The record searched: a query in, hits out, each with the passage that shows it.

Which entries are hits the file of words says; what they say is read from the record itself, so that nothing is shown
that does not stand there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from assistant.errors import AssistantError
from assistant.record.entry import Line
from assistant.record.fold import corrected
from assistant.record.kinds import Attachment, Message, Note, ObligationOpened, ThreadOpened
from assistant.search.compiled import Statement, compiled
from assistant.search.documents import Kind, rest
from assistant.search.endings import spelled_out
from assistant.search.fields import Term
from assistant.search.following import Following, Source
from assistant.search.query import Query
from assistant.search.snippets import Passage, passage, terms_in
from assistant.search.tables import A_DAY


class Hit(Struct, frozen=True):
    """One entry that was found."""

    thread: str
    n: int
    kind: Kind
    day: date
    direction: str
    channel: str
    sender: str
    """The author of a note."""
    subject: str
    """The title of a thread."""
    passage: Passage
    marks: tuple[str, ...] = ()
    """Of `confidential illustrative quoted bounce`; quoted: the words stand only in what it quotes."""
    annex: str = ""
    """The name of the attachment from which the passage is."""

    @property
    def id(self) -> str:
        return f"{self.thread}#{self.n}"


class Found(Struct, frozen=True):
    """The result of one search."""

    hits: tuple[Hit, ...] = ()
    """The newest first, those with the words only in quotations last; or the best first."""
    total: int = 0
    """All that there are, hits on other pages included."""
    more: bool = False
    """There are more than `total`: it is "at least"."""


class Search(Following):
    """The words of one record as they are asked; whoever asks has caught up before, or takes what there is so far."""

    def __init__(self, path: Path | None, source: Source, line: Callable[[str, int], Line] | None = None) -> None:
        """`line` reads one entry of a thread; by default the whole thread is read for it."""
        super().__init__(path, source)
        self._line = line or (lambda thread, n: next(line for line in source.lines(thread) if line.n == n))

    def find(
        self,
        query: Query,
        *,
        limit: int = 20,
        skip: int = 0,
        counted: int = 0,
        as_of: date | None = None,
    ) -> Found:
        """At most `limit` hits behind the first `skip`, dated up to `as_of`; the others are counted up to `counted`."""
        if not query.clauses:
            return Found()
        most = max(limit + skip, counted)
        with self.lock:
            self.file.keep_up()
            rows = self._asked(lambda: self._rows(compiled(spelled_out(query, self.db), as_of), most))
        hits = (self._hit(row, query.terms) for row in rows[skip : skip + limit])
        return Found(tuple(hit for hit in hits if hit), min(len(rows), most), len(rows) > most)

    def regulators(self) -> set[str]:
        """The keys of all regulators of whose threads something can be found."""
        with self.lock:
            rows = self._asked(lambda: self.db.execute("SELECT DISTINCT regulator FROM threads").fetchall())
        return {regulator for (regulator,) in rows}

    def _rows(self, statements: Iterable[Statement], most: int) -> list[Any]:
        """At most `most`, and one more if there is one."""
        rows: list[Any] = []
        for one in statements:
            query = (
                "SELECT id, threads.thread, n, kind, direction, channel, confidential, corrected"  # noqa: S608 - ours
                f" FROM {one.source} WHERE {one.where} ORDER BY {one.order} LIMIT ?"
            )
            rows += self.db.execute(query, (*one.values, most + 1 - len(rows))).fetchall()
            if len(rows) > most:
                break
        return rows

    def _hit(self, row: Sequence[Any], terms: Sequence[Term]) -> Hit | None:
        """None for an entry that can no longer be read: the next catching up drops it."""
        number, thread, n, kind, direction, channel, confidential, changed = row
        try:
            line = self._corrected(thread, n) if changed else self._line(thread, n)
        except (AssistantError, StopIteration):
            return None
        said = _said(line)
        best, quoted, annex = _best(said, terms)
        signs = (
            ("confidential", confidential),
            ("illustrative", said.illustrative),
            ("quoted", quoted),
            ("bounce", said.bounce),
        )
        return Hit(
            thread,
            n,
            kind,
            date.fromordinal(number // A_DAY),
            direction,
            channel,
            said.sender,
            said.subject,
            best,
            tuple(name for name, holds in signs if holds),
            annex,
        )

    def _corrected(self, thread: str, n: int) -> Line:
        return next(line for line in corrected(self.source.lines(thread)) if line.n == n)


class _Said(Struct, frozen=True):
    """What an entry says, by where it says it."""

    sender: str
    subject: str
    texts: tuple[str, ...]
    """In the order in which a passage is taken from them; it never is from what comes later if an earlier one fits."""
    annexes: tuple[Attachment, ...] = ()
    """One that holds more of what was looked for stands before the first of the texts."""
    quoted: str = ""
    """Comes last."""
    illustrative: bool = False
    bounce: bool = False


def _best(said: _Said, terms: Sequence[Term]) -> tuple[Passage, bool, str]:
    """The passage to show, whether it is of what is quoted, and the name of the annex in which it stands."""
    if annex := _annex(said, terms):
        return passage(annex.text, terms), False, annex.name
    for text in said.texts:
        if (found := passage(text, terms)).marks:
            return found, False, ""
    found = passage(said.quoted, terms)
    return (found, True, "") if found.marks else (passage(said.texts[0], terms), False, "")


def _annex(said: _Said, terms: Sequence[Term]) -> Attachment | None:
    """The first with the most of the terms, if that is more than stand in the message itself."""
    counts = [(terms_in(annex.text, terms), annex) for annex in said.annexes]
    most, annex = max(counts, key=lambda each: each[0], default=(0, None))
    return annex if most and most > terms_in(said.texts[0], terms) else None


def _said(line: Line) -> _Said:
    match line.fact:
        case Message() as m:
            people = ", ".join(map(str, (m.sender, *m.to, *m.cc)))
            files = ", ".join(attachment.name for attachment in m.attachments)
            numbers = ", ".join((*m.numbers, *filter(None, [m.receipt])))
            texts = (m.own_text, files, numbers, m.subject, people)
            return _Said(str(m.sender), m.subject, texts, m.annexes, rest(m), m.illustrative, m.bounce)
        case Note(text=text):
            return _Said(line.by, "", (text, line.by))
        case ObligationOpened(words=words, condition=condition):
            return _Said("", "", (words, condition))
        case ThreadOpened() as opened:
            return _Said("", opened.title, (opened.title, f"{opened.ours} {opened.theirs}", " ".join(opened.tags)))
    return _Said("", "", ("",))
