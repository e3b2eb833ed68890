"""A small record that is due in known steps, and a configuration with a destination, for tests of reporting."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistant.config import load
from assistant.desk import Desk
from tests.record.writing import by, message

LETTER = "2020-01-01"
"""Our letters go out; without an answer they are due on 8, 15 and 31 January."""


def write_record(root: Path, url: str = "http://127.0.0.1:9", *, threads: int = 2, more: str = "") -> Path:
    """A record at `root` with so many unanswered letters to PTA, and the destination `office` at `url`."""
    root.mkdir()
    (root / "assistant.toml").write_text(
        f'[regulators.PTA]\nname = "Telecom Authority"\n[[rules]]\nkind = "no-acknowledgement"\noff = true\n'
        f'[notify.office]\ntype = "webhook"\nurl = "{url}/office"\n{more}'
    )
    desk = desk_on(root, LETTER)
    for number in range(threads):
        desk.open_thread("PTA", f"Matter {number}", first=lambda _: [by(message("out", LETTER, "When?"))])
    desk.close()
    return root


def desk_on(root: Path, day: str) -> Desk:
    """The record as of a day."""
    return Desk(root, load(root / "assistant.toml", required=True), date.fromisoformat(day))
