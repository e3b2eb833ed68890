"""An import, a whole process into an empty record: against the bare parser of the standard library and `notmuch new`.

All of them are given the same Maildir: one's own (`--mail`), or those of `mails`. What a run leaves stays to the end:
for half a minute after many files were deleted, ext4 takes several times as long to make new ones.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from tests.benchmarks.mails import as_mbox
from tests.benchmarks.measure import Absent, Result, Row, in_turn, process

PARSER = (
    "import email, os, sys\n"
    "for found in os.scandir(sys.argv[1]):\n"
    "    with open(found, 'rb') as file:\n"
    "        email.message_from_bytes(file.read())\n"
)
CONFIG = '[company]\nname = "Northwind"\ndomains = ["northwind.example"]\n\n[regulators.TA]\ndomains = ["ta.example"]\n'


def measure(mail: Path, work: Path, rounds: int, kind: str = "", mbox: Path | None = None) -> list[Result]:
    """The rows for the Maildir `mail`, of which nothing is changed; with `mbox`, also for that made of it."""
    mails = sum(1 for _ in (mail / "cur").iterdir())
    size = sum(path.stat().st_size for path in (mail / "cur").iterdir())
    shown = f"import, {mails:,} mails, {kind}{size / 2**20:,.0f} MiB"
    sides = {"assistant": _imported(mail, work)}
    sides["email, bare"] = process((sys.executable, "-c", PARSER, str(mail / "cur")))
    if mbox:
        sides["assistant, mbox"] = _imported(as_mbox(mail, mbox), work)
    notmuch = shutil.which("notmuch")
    if notmuch:
        sides["notmuch new"] = _indexed(notmuch, mail, work)
    taken = in_turn(sides, rounds)
    ours = [(shown, "assistant"), *([(f"{shown}, as one mbox", "assistant, mbox")] if mbox else [])]
    rows: list[Result] = [Row(what, taken[side], taken["email, bare"], "≥ 0.5", inverse=True) for what, side in ours]
    if not notmuch:
        return [*rows, Absent(shown, "notmuch is not installed here")]
    return [*rows, Row(shown, taken["assistant"], taken["notmuch new"], "≥ 10", inverse=True)]


def _imported(mail: Path, work: Path) -> Callable[[], float]:
    numbers = count()

    def run() -> float:
        record = work / f"record-{mail.name}-{next(numbers)}"
        record.mkdir()
        (record / "assistant.toml").write_text(CONFIG, encoding="utf-8")
        command = ("-m", "assistant", "--record", str(record), "import", "--regulator", "TA", str(mail))
        return process((sys.executable, *command), (0, 3))()  # 3: some of it can be read by nobody

    return run


def _indexed(notmuch: str, mail: Path, work: Path) -> Callable[[], float]:
    numbers = count()

    def run() -> float:
        place = work / f"notmuch-{mail.name}-{next(numbers)}"
        shutil.copytree(mail, place / "mail")
        config = place / "config"
        named = (
            f"[database]\npath={place / 'mail'}\n[user]\nname=x\nprimary_email=x@northwind.example\n[new]\ntags=new\n"
        )
        config.write_text(named, encoding="utf-8")
        return process((notmuch, "new", "--quiet"), NOTMUCH_CONFIG=str(config))()

    return run
