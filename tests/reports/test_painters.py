"""Each form of a report carries a hostile text as text."""

from __future__ import annotations

import csv
import io
import sys
from datetime import date
from html.parser import HTMLParser

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.errors import UsageProblem
from assistant.record.csv_text import csv_lines
from assistant.record.inert import inert, inert_line
from assistant.reports.as_docx import as_docx
from assistant.reports.as_html import POLICY, as_html
from assistant.reports.as_markdown import as_markdown
from assistant.reports.as_text import as_text
from assistant.reports.document import Column, Document, Heading, Items, Paragraph, Table, TableRow
from tests.reports.records import HOSTILE

ODD = (HOSTILE, "1. a", "- a", "=1+1", "+", "a\n\n# b", "www.a.b", "x@y.z", "\\", "")
ANY = st.text(max_size=60) | st.sampled_from(ODD)
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ul", "li"),
    *("table", "colgroup", "col", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "dir", "style", "scope"}


def page(text: str) -> Document:
    """A document that says `text` in each of its places."""
    columns = (Column("Date", 30), Column("What", 70))
    table = Table(columns, [TableRow((text, "b"), "in"), TableRow(("a", text))])
    return Document(text, [Heading(text), Paragraph(text), Items((text, "x")), table])


class _Parsed(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self.within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.within = tag

    def handle_data(self, data: str) -> None:
        if self.within != "style":
            self.texts.append(data.strip())


@given(text=ANY)
def test_html_holds_its_own_tags_only_and_the_text_as_it_is_shown(text: str) -> None:
    parsed = _Parsed()
    parsed.feed("".join(as_html(page(text))))
    assert parsed.tags <= TAGS
    assert parsed.attributes <= ATTRIBUTES
    assert parsed.texts.count(inert_line(text)) >= 5 or inert_line(text) in {"", "x", "a", "b", "Date", "What"}


def test_html_can_load_nothing_and_says_how_it_is_printed() -> None:
    text = "".join(as_html(page("x")))
    assert f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">' in text
    assert "default-src 'none'" in POLICY
    assert all(mark in text for mark in ("@page", "@media print", "prefers-color-scheme: dark", 'dir="auto"'))
    assert not any(mark in text for mark in ("<script", "http://", "https://", "url(", "@import", "href", "src="))


@given(text=ANY)
def test_markdown_shows_the_text_and_makes_nothing_of_it(text: str) -> None:
    source = "\n".join(as_markdown(page(text)))
    parsed = _Parsed()
    parsed.feed(MarkdownIt("gfm-like").render(source))
    assert parsed.tags <= TAGS
    shown = "".join(parsed.texts).replace("\u200b", "")
    assert shown.count(inert_line(text)) >= 6 or not inert_line(text)


@given(text=ANY)
def test_a_terminal_is_told_nothing_but_text(text: str) -> None:
    lines = list(as_text(page(text), 60))
    assert [line for line in lines if line != inert(line) or "\n" in line or "\t" in line] == []


def test_long_cells_stand_below_the_short_ones_and_wide_tables_are_cut() -> None:
    columns = (Column("Date", 10), Column("What", 80, long=True), Column("Entry", 10))
    stacked = Table(columns, [TableRow(("2020", "word " * 30, "#4"))])
    lines = list(as_text(Document("T", [stacked]), 50))
    assert lines[3] == "2020  #4"
    assert all(line.startswith("    word") and len(line) <= 50 for line in lines[4:])
    wide = Table((Column("A", 10), Column("B", 10)), [TableRow(("x" * 80, "y" * 9))])
    assert max(map(len, as_text(Document("T", [wide]), 40))) == 40
    assert "None." in list(as_text(Document("T", [Table((Column("A", 1),), [])])))


@pytest.mark.parametrize("width", [40, 74, 160])
def test_no_line_is_wider_than_asked_for_and_no_cell_is_lost(width: int) -> None:
    long = "the blocking of the platform and the control of unlawful content"
    columns = tuple(Column(title, 10) for title in ("Thread", "Matter", "Theirs", "Ours", "Next due"))
    row = TableRow(("pta-2020-001", long, "2020-10-12", "2020-10-09", "2020-10-19"))
    lines = list(as_text(Document(long.title(), [Heading(long), Table(columns, [row])]), width))
    assert max(map(len, lines)) <= width
    told = " ".join(" ".join(lines).split())
    assert told.startswith(long.title())
    for cell in ("pta-2020-001", "2020-10-12", "2020-10-09", "2020-10-19"):
        assert any(cell in line for line in lines)
    assert any(line.startswith("Thread  ") for line in lines) is (width > 60)
    assert ("Next due 2020-10-19" in told) is (width < 60)


def test_a_word_file_carries_it_as_text() -> None:
    word = docx.Document(io.BytesIO(as_docx(page(HOSTILE), date(2020, 10, 18))))
    assert [p.text for p in word.paragraphs if p.text != "x"] == [inert_line(HOSTILE)] * 4
    assert word.tables[0].cell(2, 1).text == inert_line(HOSTILE)
    body = word.element.body.xml
    assert "w:hyperlink" not in body
    assert "w:instrText" not in body
    assert word.core_properties.created.date() == date(2020, 10, 18)


def test_without_the_library_a_word_file_is_refused_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageProblem, match="needs python-docx") as refused:
        as_docx(page("x"), date(2020, 10, 18))
    assert "[docs]" in refused.value.hint


@given(text=ANY)
def test_a_spreadsheet_runs_no_cell(text: str) -> None:
    (_, (first, second)) = csv.reader(io.StringIO("".join(csv_lines([{"a": text, "b": f"={text}"}], ["a", "b"]))))
    assert second.startswith("'=")
    assert first in {inert_line(text), f"'{inert_line(text)}"}
    assert not first.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_a_table_without_rows_says_so(form: str) -> None:
    paint = as_html if form == "html" else as_markdown
    assert "Nothing." in "".join(paint(Document("T", [Table((Column("A", 1),), [], "Nothing.")])))
