"""What reply parsers take for newly written, in the texts of their own tests: we may keep more, and lose nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.mail.written.quoting import newly_written
from tests.mail.corpora.places import ROOT

TRIMMER = Path(ROOT or "", "discourse+email_reply_trimmer", "test")
CRISP = Path(ROOT or "", "crisp-oss+email-reply-parser", "test")

QUOTED_TOO = "they keep what is quoted between answers; we do not"
TRIMMED_DIFFERS = {
    "delimiters": "a letter of another script, below a row of dashes",
    "email_headers_3": "a forum's own footer, which is no list's",
    "embedded_email_1": "no address, and initials no attribution of ours announces: it is kept",
    "embedded_email_11": "an attribution without “wrote” and address",
    "embedded_email_12": "an attribution folded at blank lines",
    "embedded_email_16": f"{QUOTED_TOO}; words below a dash that are too many for a signature are kept",
    "embedded_email_17": f"{QUOTED_TOO}; history without a mark and without words above it is kept",
    "embedded_email_18": "history without a mark and without words above it is kept",
    "embedded_email_2": "set-in history ends with its last line that is set in",
    "embedded_email_5": "a name and “wrote” are too little for history without marks",
    "embedded_email_7": "initials as a mark count below an attribution only",
    "embedded_email_norwegian": "set-in history ends with its last line that is set in",
    "forwarded_gmail": "what is sent on is kept",
    "forwarded_message": "what is sent on is kept",
    "quote_and_text": QUOTED_TOO,
    "signatures": "of forty signatures in a row, the last ones go",
    "spam_1": "nothing is new: all of it is kept",
}
CRISP_DIFFERS = {
    "email_7": "quoted lines were broken, and their ends have no mark",
    "email_8": "the same",
    "email_9": "a stroke of four above the block of fields",
    "email_11": "a block of fields that is set in may be a report's",
    "email_15": "a telephone's line in the midst of the text",
    "email_german_3": "the same",
}
"""File → why we keep more; in none of them we lose a word."""


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def read(path: Path) -> list[str]:
    text = path.read_text("utf-8").replace("\r\n", "\n")
    return lines(newly_written(text) or text)


TRIMMED = sorted(path.name for path in (TRIMMER / "emails").glob("*.txt")) if ROOT else []


@pytest.mark.parametrize("name", TRIMMED)
def test_nothing_is_lost_that_the_reply_trimmer_keeps(name: str) -> None:
    kept, ours = lines((TRIMMER / "trimmed" / name).read_text("utf-8")), read(TRIMMER / "emails" / name)
    lost = [line for line in kept if line not in ours and not line.startswith(">")]
    assert not lost
    assert (kept != ours) == (name.removesuffix(".txt") in TRIMMED_DIFFERS), ours


def crisp_cases() -> tuple[str, list[str]]:
    """The text that most of the cases share, and the cases that expect it."""
    path = CRISP / "test.js"
    if not ROOT or not path.is_file():
        return "", []
    script = path.read_text("utf-8")
    shared = re.search(r"COMMON_FIRST_FRAGMENT = '(.*?)';", script, re.DOTALL)
    cases = re.findall(r'get_email\("(\w+)"\);(.*?)test\.done', script, re.DOTALL)
    return shared[1].replace("\\n\\\n", "\n") if shared else "", [
        name for name, body in cases if "COMMON_FIRST_FRAGMENT" in body
    ]


SHARED, CASES = crisp_cases()


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_lost_that_crisp_takes_for_the_reply(name: str) -> None:
    ours = read(CRISP / "fixtures" / f"{name}.txt")
    assert ours[: len(lines(SHARED))] == lines(SHARED)
    assert (ours != lines(SHARED)) == (name in CRISP_DIFFERS), ours
