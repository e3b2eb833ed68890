"""A draft in every format: what it says is what is read, whatever a text tries to be there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from assistant.drafts.draft import Draft, make_draft
from assistant.drafts.export import Form, as_markdown, write_draft
from assistant.drafts.letter import letter_of, paragraph
from assistant.drafts.mail_file import as_mail, new_message_id, quote
from assistant.drafts.pdf_file import as_pdf
from assistant.drafts.word_file import as_word
from assistant.drafts.words import words_of
from assistant.errors import UsageProblem
from assistant.record.kinds import Party
from tests.drafts.cases import AS_OF, SETTINGS, asked, pakistan, received, sent, thread_of

DRAFT = make_draft(pakistan(), [], SETTINGS, AS_OF, fields={"answer": "By 1 November."})
HOSTILE = (
    'Dear \x1b[31mSir\x0b \ufffe\uffff \ud800 \u202egnp.exe\n=SUM(1;1) +1 @x { HYPERLINK "http://x.example" } '
    '{ INCLUDETEXT /etc/passwd }\n\n#read("/etc/passwd") #emph[x] $x^2$ *b* _i_ `c` <script>alert(1)</script> '
    ']]> &amp; </w:t><w:fldSimple w:instr="DATE"/> [a](javascript:b) ![p](x)\n# no heading\n---\n- 1'
)
URDU = "محترم جناب،\n\nہمارا خط مورخہ \u20689 October 2020\u2069 ملاحظہ ہو۔\n\nThe annex is in English."


def with_body(text: str) -> Draft:
    return structs.replace(DRAFT, text=text, subject=text)


def word_xml(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.read("word/document.xml").decode()


def test_a_word_letter_says_to_whom_when_what_and_the_text_in_order() -> None:
    plain = structs.replace(DRAFT, text="Dear Mr Chairman,\n\nSee the annex.")
    document = docx.Document(BytesIO(as_word(letter_of(plain, "18 October 2020"))))
    lines = [p.text for p in document.paragraphs]
    assert lines == ["TikTok", "Mr Chairman", "18 October 2020", DRAFT.subject, "Dear Mr Chairman,", "See the annex."]
    dated = docx.Document(BytesIO(as_word(letter_of(DRAFT, "18 October 2020"))))
    assert "\n\n".join(p.text for p in dated.paragraphs[3:]) == DRAFT.text.strip("\n"), "which bears its date itself"
    assert document.core_properties.author == "TikTok"


def test_a_letter_names_the_office_once_below_the_person() -> None:
    to = (Party("Mr Chairman"), Party("The Authority"))
    assert letter_of(DRAFT, "", "The Authority").to == ("Mr Chairman", "The Authority")
    assert letter_of(structs.replace(DRAFT, to=to), "", "The Authority").to == ("Mr Chairman", "The Authority")
    assert letter_of(structs.replace(DRAFT, to=(Party("", "a@pta.example"),)), "").to == ("a@pta.example",)


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("Datum: 17. Oktober 2020\n\nSehr geehrte Frau Dr. Weber,", ""),
        ("Our reference: X\nDate: 17 October 2020\n\nDear Sir,", ""),
        ("17 October 2020\n\nDear Sir,", ""),
        ("تاریخ: 17 اکتوبر 2020ء\n\nمحترم جناب،", ""),
        ("Dear Sir,\n\nWe refer to your letter of 17 October 2020.", "18 October 2020"),
        ("Dear Sir,\n\nSee the annex.", "18 October 2020"),
    ],
)
def test_a_letter_bears_one_date(text: str, dated: str) -> None:
    assert letter_of(with_body(text), "18 October 2020").dated == dated


def test_a_letterhead_keeps_its_content_header_and_footer(tmp_path: Path) -> None:
    paper = docx.Document()
    paper.add_paragraph("The House of TikTok")
    paper.sections[0].header.paragraphs[0].text = "Above"
    paper.sections[0].footer.paragraphs[0].text = "Below"
    paper.save(str(tmp_path / "paper.docx"))
    written = write_draft(DRAFT, tmp_path / "a.docx", form=Form("18 October 2020", tmp_path / "paper.docx"))
    document = docx.Document(str(written))
    assert [p.text for p in document.paragraphs][:3] == ["The House of TikTok", "Mr Chairman", DRAFT.subject]
    assert document.sections[0].header.paragraphs[0].text == "Above"
    assert document.sections[0].footer.paragraphs[0].text == "Below"


@pytest.mark.parametrize("content", [None, b"no document", b"PK\x03\x04 neither"])
def test_a_letterhead_that_is_none_is_named(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "paper.docx").write_bytes(content)
    with pytest.raises(UsageProblem, match="letterhead") as problem:
        write_draft(DRAFT, tmp_path / "a.docx", form=Form(letterhead=tmp_path / "paper.docx"))
    assert "paper.docx" in problem.value.where
    assert not (tmp_path / "a.docx").exists()


def test_what_is_read_from_the_right_is_marked_so_and_a_date_in_it_stays_together() -> None:
    xml = word_xml(as_word(letter_of(structs.replace(DRAFT, text=URDU), "18 October 2020")))
    blocks = {re.sub("<[^>]*>", "", block): block for block in re.findall("<w:p>.*?</w:p>", xml, re.DOTALL)}
    greeting = next(block for text, block in blocks.items() if "محترم" in text)
    assert greeting.index("<w:bidi/>") < greeting.index("<w:spacing")
    assert "<w:rtl/>" in greeting
    date = next(block for text, block in blocks.items() if "9 October 2020" in text)
    runs = re.findall("<w:r>.*?</w:r>", date, re.DOTALL)
    assert ["<w:rtl/>" in run for run in runs] == [True, False, True]
    annex = next(block for text, block in blocks.items() if "annex" in text)
    assert "<w:bidi/>" not in annex
    assert "\u2068" not in xml


def test_hostile_text_is_only_text_in_a_word_file() -> None:
    xml = word_xml(as_word(letter_of(with_body(HOSTILE), "")))
    assert not re.search("<w:(fldSimple|instrText|fldChar|hyperlink|altChunk|object)", xml)
    assert "\u202e" not in xml
    assert "\x1b" not in xml
    told = docx.Document(BytesIO(as_word(letter_of(with_body(HOSTILE), "")))).paragraphs[-1].text
    assert '#read("/etc/passwd") #emph[x] $x^2$ *b*' in told
    assert '</w:t><w:fldSimple w:instr="DATE"/>' in told


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("\x00\x1b\ufffe\u202e\u2068\u2069\n\t"), max_size=60))
@settings(max_examples=60, deadline=None)
def test_a_letter_holds_all_that_was_written_and_nothing_that_xml_cannot(text: str) -> None:
    whole = paragraph(text).text
    rest = iter(whole)
    assert all(letter in rest for letter in text if letter.isalnum())
    assert not re.search("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]", whole)


def test_a_pdf_shows_what_would_be_code_elsewhere() -> None:
    from pypdf import PdfReader

    pages = PdfReader(BytesIO(as_pdf(letter_of(with_body(HOSTILE), "18 October 2020")))).pages
    told = " ".join(pages[0].extract_text().split())
    assert '#read("/etc/passwd") #emph[x] $x^2$ *b*' in told
    assert "18 October 2020" in told
    assert "root:" not in told


def test_markdown_reads_as_it_was_written() -> None:
    text = as_markdown(with_body(HOSTILE)).decode()
    assert r"\<script\>alert(1)\</script\>" in text
    assert r"\[a\](javascript:b) !\[p\](x)" in text
    assert "\n\\# no heading\\\n\\---\\\n\\- 1" in text
    assert text.startswith("# Dear ")
    assert as_markdown(DRAFT).decode().count("\n# ") == 0


def test_a_mail_quotes_what_it_answers_and_bears_the_id_that_the_record_keeps() -> None:
    words = "What are the timelines?\n" + "more\n" * 100
    thread = thread_of(
        received("2020-10-12", message_id="a1@pta.example", text=words, sender=Party("The Chairman", "c@pta.example")),
        asked("company", "the timelines", 2),
        received("2020-10-13", message_id="a2@pta.example", cls="acknowledgement"),
    )
    draft = make_draft(thread, [], SETTINGS, AS_OF, fields={"answer": "By 1 November."})
    logged = thread.message(2)
    assert logged is not None
    assert (draft.reply_to, draft.in_reply_to) == (2, "a1@pta.example"), "not the last mail: the one that asked"
    name = new_message_id(draft)
    mail = message_from_bytes(as_mail(draft, name, quote(logged, words_of("en"), "PTA")), policy=default)
    body = mail.get_content().replace("\r\n", "\n")
    assert mail["Message-ID"] == f"<{name}>"
    assert name.endswith("@company.example")
    assert body.startswith(draft.text.rstrip())
    assert "On 12 October 2020, The Chairman wrote:\n> What are the timelines?\n> more" in body
    assert body.rstrip().endswith("> […]")
    assert body.count("> more") < 100
    assert quote(logged, words_of("de"), "PTA").startswith("Am 12. Oktober 2020 schrieb The Chairman:\n")


def test_a_message_of_nobody_in_particular_is_quoted_as_the_office_s() -> None:
    logged = thread_of(received("2020-10-12", text="No.", sender=Party())).message(2)
    assert logged is not None
    assert quote(logged, words_of("fr"), "la PTA") == "Le 12 octobre 2020, la PTA a écrit :\n> No.\n"


def test_a_reminder_goes_under_what_they_said_to_our_letter_since() -> None:
    ours = sent("2020-10-09", "email", message_id="b1@company.example", text="Which steps?")
    facts = (received("2020-10-01", message_id="a0@pta.example", cls="acknowledgement"), ours)
    before = thread_of(*facts, asked("regulator", "Which steps?", 3))
    after = thread_of(
        *facts,
        asked("regulator", "Which steps?", 3),
        received("2020-10-10", cls="acknowledgement", message_id="a1@p.e"),
    )
    drafts = [make_draft(t, [], SETTINGS, AS_OF, template_name="first-reminder") for t in (before, after)]
    assert [d.reply_to for d in drafts] == [3, 5]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_letter_and_runs_nothing_in_it(tmp_path: Path) -> None:
    draft = structs.replace(DRAFT, text=f"{HOSTILE}\n\n{URDU}")
    path = write_draft(draft, tmp_path / "letter.docx", form=Form("18 October 2020"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(tmp_path)})
    from pypdf import PdfReader

    told = " ".join(PdfReader(tmp_path / "letter.pdf").pages[0].extract_text().split())
    assert '{ HYPERLINK "http://x.example" }' in told
    assert "{ INCLUDETEXT /etc/passwd }" in told
    assert "Mr Chairman" in told
    assert "root:" not in told
