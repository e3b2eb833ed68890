"""Mail to be imported, of two kinds: as programmers write it, and as offices do. The same for the same seed.

Nothing of it is anybody's: words are drawn by chance, as often as words are in any language.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from pathlib import Path

BEGUN = datetime(2019, 1, 7, 9, tzinfo=UTC)
THREAD = 10
"""Mails of one exchange; each but the first answers the one before, and quotes it."""
SIDES = ("Sara <sara@northwind.example>", "Case office <cases@ta.example>")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
WITH_FILE = 0.2
"""The share of office mail to which a file is attached,"""
FILE = (20_000, 300_000)
"""of so many bytes. It is no PDF: neither of those compared with reads any, which takes us 20 ms a page."""
SIGNATURE = """

Kind regards,

Sara Khan
Head of Public Policy
Northwind Ltd, 4 Harbour Road
Phone 555 0100

This e-mail and any attachments are confidential and intended solely for the addressee. If you have received it in \
error, please notify the sender and delete it."""
HEAD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>\n'
    + "p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:Calibri,sans-serif}\n" * 20
    + "</style></head><body lang=EN-GB><div class=WordSection1>\n"
)
PARAGRAPH = (
    '<p class=MsoNormal><span style="font-size:11.0pt;font-family:&quot;Calibri&quot;,sans-serif;color:#1F497D">'
    "{}<o:p></o:p></span></p>\n"
)

Kind = Callable[[int, random.Random], Iterator[EmailMessage]]


def made(place: Path, kind: Kind, mails: int, seed: int = 1) -> Path:
    """A Maildir of so many mails; kept if it is there."""
    if not place.exists():
        for name in ("cur", "new", "tmp"):
            (place / name).mkdir(parents=True)
        for number, mail in enumerate(kind(mails, random.Random(seed))):  # noqa: S311 - text, not a secret
            (place / "cur" / f"{number:07}.made:2,S").write_bytes(mail.as_bytes())
    return place


def as_mbox(maildir: Path, file: Path) -> Path:
    """The mails of `maildir` in one mbox; kept if it is there."""
    if not file.exists():
        with file.open("wb") as out:
            for path in sorted((maildir / "cur").iterdir()):
                out.write(b"From cases@ta.example Mon Jan  7 09:00:00 2019\n")
                out.writelines(b">" + line if line.startswith(b"From ") else line for line in path.open("rb"))
                out.write(b"\n")
    return file


def plain(mails: int, chance: random.Random) -> Iterator[EmailMessage]:
    """Text alone, what was said before quoted line by line."""
    quoted: list[str] = []
    for number, said in enumerate(_said(mails, chance)):
        lines = [*said, *quoted]
        mail = _mail(number, said[0].split()[0])
        mail.set_content("\n".join(lines))
        yield mail
        before = f"On {BEGUN:%d %B %Y}, {'TA' if number % 2 else 'Northwind'} wrote:"
        quoted = ["", before, *(f"> {line}" for line in lines[:200])] if _goes_on(number) else []


def office(mails: int, chance: random.Random) -> Iterator[EmailMessage]:
    """Text and HTML, signed, with what was said before below a line, and now and then a file."""
    history: list[str] = []
    for number, said in enumerate(_said(mails, chance)):
        lines = [*said, *SIGNATURE.split("\n")]
        mail = _mail(number, said[0].split()[0])
        mail.set_content("\n".join([*lines, *history]))
        mail.add_alternative(_page([*lines, *history]), subtype="html")
        if chance.random() < WITH_FILE:
            content = chance.randbytes(chance.randint(*FILE))
            mail.add_attachment(content, maintype="image", subtype="jpeg", filename="photograph.jpg")
        yield mail
        above = ["", "_" * 32, f"From: {mail['From']}", f"Sent: {mail['Date']}", f"To: {mail['To']}"]
        above += [f"Subject: {mail['Subject']}", ""]
        history = [*above, *lines, *history][:300] if _goes_on(number) else []


def _said(mails: int, chance: random.Random) -> Iterator[list[str]]:
    """The lines newly written in each."""
    words = ["".join(chance.choices(LETTERS, k=chance.randint(2, 11))) for _ in range(30_000)]
    common = [1 / rank for rank in range(1, len(words) + 1)]  # as in any language, a few of them are most of a text
    for _ in range(mails):
        said = chance.choices(words, common, k=chance.randint(60, 300))
        yield [" ".join(said[start : start + 11]) for start in range(0, len(said), 11)]


def _page(lines: list[str]) -> str:
    return HEAD + "".join(PARAGRAPH.format(escape(line)) for line in lines) + "</div></body></html>"


def _goes_on(number: int) -> bool:
    return number % THREAD < THREAD - 1


def _mail(number: int, topic: str) -> EmailMessage:
    at = number % THREAD
    mail = EmailMessage()
    mail["From"], mail["To"] = SIDES[at % 2], SIDES[1 - at % 2]
    mail["Subject"] = f"{'Re: ' if at else ''}Case {number // THREAD} {topic}"
    mail["Date"] = format_datetime(BEGUN + timedelta(hours=number))
    mail["Message-ID"] = f"<{number}@mail.example>"
    if at:
        mail["In-Reply-To"] = f"<{number - 1}@mail.example>"
        mail["References"] = " ".join(f"<{other}@mail.example>" for other in range(number - at, number))
    return mail
