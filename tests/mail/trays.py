"""A record with mail in its tray, for tests: what comes in, what lies there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.desk import Desk
from assistant.mail.importing import ImportReport
from assistant.record.entry import NewEntry
from assistant.record.kinds import FORMAT, Message, Party, ThreadOpened
from assistant.record.store import TRAY
from tests.mail.samples import OURS, SETTINGS_TEXT, THEIRS, mail

COUNSEL = "Counsel <counsel@lawyers.example>"
ASKED = mail(OURS, THEIRS, "Our questions NT-0001", id="a@northwind.example", text="Asked.")
LETTER = mail(COUNSEL, OURS, "Lunch?", id="c-1@lawyers.example", text="Lunch?")
REPLY = mail(OURS, COUNSEL, "Re: Lunch?", id="c-2@northwind.example", text="Yes.", References="<c-1@lawyers.example>")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "assistant.toml").write_text(SETTINGS_TEXT)
    return tmp_path


@pytest.fixture
def desk(place: Path) -> Iterator[Desk]:
    opened = open_desk(place)
    yield opened
    opened.close()


def open_desk(place: Path, as_of: date | None = None) -> Desk:
    return Desk.open(str(place / "record"), str(place / "assistant.toml"), as_of)


def bring(desk: Desk, *mails: bytes) -> ImportReport:
    folder = desk.root.parent / "mails"
    folder.mkdir(exist_ok=True)
    paths = []
    for content in mails:
        path = folder / f"{len(list(folder.iterdir()))}.eml"
        path.write_bytes(content)
        paths.append(str(path))
    report = desk.intake.import_mail(paths)
    assert report.problems == ()
    return report


def lying(desk: Desk) -> list[str]:
    """The threads in the tray; its size tells the same."""
    found = [waiting.thread for waiting in desk.intake.tray()]
    count, oldest = desk.intake.lying()
    assert (count, oldest) == (len(found), found[0] if found else "")
    return found


def logged(desk: Desk, thread: str, day: date, text: str = "A mail.") -> str:
    """An exchange that came into the tray on `day`."""
    at = f"{day}T08:00:00Z"
    opened = ThreadOpened(FORMAT, thread, TRAY, text, "2020-01-01")
    message = Message("in", "email", text, text, sender=Party("", "x@lawyers.example"), received="2020-01-01")
    desk.append(thread, [NewEntry(opened, "test", at), NewEntry(message, "test", at)], 0)
    return thread


def letters(sender: str, count: int, name: str) -> list[bytes]:
    dates = (f"{day + 1:02} Sep 2020 09:00:00 +0500" for day in range(count))
    return [
        mail(sender, OURS, f"{name} {n}", id=f"{name}-{n}@x", text=f"{name} {n}", date=sent)
        for n, sent in enumerate(dates, 1)
    ]
