"""The files as the programs of their readers open them: a browser and an office suite, where these are installed."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pypdf
import pytest

from assistant.record.inert import inert_line
from assistant.reports.as_docx import as_docx
from assistant.reports.as_html import as_html
from assistant.reports.briefing_page import briefing_document
from assistant.reports.document import Column, Document, Heading, Items, Paragraph, Table, TableRow
from tests.reports.records import HOSTILE
from tests.reports.test_briefing import NAMES, crowded

DAY = date(2020, 10, 18)
WEB, OFFICE = shutil.which("chromium"), shutil.which("soffice")
PATIENCE = 120
"""Seconds."""


def hostile() -> Document:
    table = Table((Column("A", 30), Column("B", 70)), [TableRow((HOSTILE, "=1+1"))])
    return Document(HOSTILE, [Heading(HOSTILE), Paragraph(HOSTILE), Items((HOSTILE,)), table])


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
