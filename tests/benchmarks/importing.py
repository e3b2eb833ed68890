"""An import, a whole process into an empty record: against the bare parser of the standard library and `notmuch new`.

All of them are given the same Maildir: one's own (`--mail`), or one made here, in which each mail but the first of ten
answers the one before and quotes it. What a run leaves stays to the end: for half a minute after many files were
deleted, ext4 takes several times as long to make new ones.
"""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from itertools import count
from pathlib import Path

from tests.benchmarks.measure import Absent, Result, Row, in_turn, process

PARSER = (
    "import email, os, sys\n"
    "for found in os.scandir(sys.argv[1]):\n"
    "    with open(found, 'rb') as file:\n"
    "        email.message_from_bytes(file.read())\n"
)
CONFIG = '[company]\nname = "Northwind"\ndomains = ["northwind.example"]\n\n[regulators.TA]\ndomains = ["ta.example"]\n'
BEGUN = datetime(2019, 1, 7, 9, tzinfo=UTC)
THREAD = 10
"""Mails of one exchange."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def measure(mail: Path, work: Path, rounds: int) -> list[Result]:
    """The rows for the Maildir `mail`, of which nothing is changed."""
    mails = sum(1 for _ in (mail / "cur").iterdir())
    size = sum(path.stat().st_size for path in (mail / "cur").iterdir())
    shown = f"import, {mails:,} mails, {size / 2**20:,.0f} MiB"
    parser = process((sys.executable, "-c", PARSER, str(mail / "cur")))
    sides = {"assistant": _imported(mail, work), "email, bare": parser}
    notmuch = shutil.which("notmuch")
    if notmuch:
        sides["notmuch new"] = _indexed(notmuch, mail, work)
    taken = in_turn(sides, rounds)
    beside: Result = Absent(shown, "notmuch is not installed here")
    if notmuch:
        beside = Row(shown, taken["assistant"], taken["notmuch new"], "≥ 10", inverse=True)
    return [Row(shown, taken["assistant"], taken["email, bare"], "≥ 0.5", inverse=True), beside]


def _imported(mail: Path, work: Path) -> Callable[[], float]:
    numbers = count()

    def run() -> float:
        record = work / f"record-{next(numbers)}"
        record.mkdir()
        (record / "assistant.toml").write_text(CONFIG, encoding="utf-8")
        command = ("-m", "assistant", "--record", str(record), "import", "--regulator", "TA", str(mail))
        return process((sys.executable, *command), (0, 3))()  # 3: some of it can be read by nobody

    return run


def _indexed(notmuch: str, mail: Path, work: Path) -> Callable[[], float]:
    numbers = count()

    def run() -> float:
        place = work / f"notmuch-{next(numbers)}"
        shutil.copytree(mail, place / "mail")
        config = place / "config"
        named = (
            f"[database]\npath={place / 'mail'}\n[user]\nname=x\nprimary_email=x@northwind.example\n[new]\ntags=new\n"
        )
        config.write_text(named, encoding="utf-8")
        return process((notmuch, "new", "--quiet"), NOTMUCH_CONFIG=str(config))()

    return run


def made(place: Path, mails: int, seed: int = 1) -> Path:
    """A Maildir of so many mails, the same ones for the same seed; kept if it is there."""
    if not place.exists():
        for name in ("cur", "new", "tmp"):
            (place / name).mkdir(parents=True)
        for number, content in enumerate(_mails(mails, random.Random(seed))):  # noqa: S311 - text, not a secret
            (place / "cur" / f"{number:07}.made:2,S").write_bytes(content)
    return place


def _mails(mails: int, chance: random.Random) -> Iterator[bytes]:
    words = ["".join(chance.choices(LETTERS, k=chance.randint(2, 11))) for _ in range(30_000)]
    common = [1 / rank for rank in range(1, len(words) + 1)]  # as in any language, a few of them are most of a text
    quoted: list[str] = []
    for number in range(mails):
        at = number % THREAD
        said = chance.choices(words, common, k=chance.randint(60, 300))
        lines = [" ".join(said[start : start + 11]) for start in range(0, len(said), 11)]
        yield _mail(number, at, chance.choice(words), "\n".join([*lines, *quoted]))
        before = f"On {BEGUN:%d %B %Y}, {'TA' if at % 2 else 'Northwind'} wrote:"
        quoted = ["", before, *(f"> {line}" for line in [*lines, *quoted][:200])] if at < THREAD - 1 else []


def _mail(number: int, at: int, topic: str, text: str) -> bytes:
    sides = ["Sara <sara@northwind.example>", "Case office <cases@ta.example>"]
    mail = EmailMessage()
    mail["From"], mail["To"] = sides[at % 2], sides[1 - at % 2]
    mail["Subject"] = f"{'Re: ' if at else ''}Case {number // THREAD} {topic}"
    mail["Date"] = format_datetime(BEGUN + timedelta(hours=number))
    mail["Message-ID"] = f"<{number}@mail.example>"
    if at:
        mail["In-Reply-To"] = f"<{number - 1}@mail.example>"
        mail["References"] = " ".join(f"<{other}@mail.example>" for other in range(number - at, number))
    mail.set_content(text)
    return mail.as_bytes()
