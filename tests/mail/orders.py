"""Mails brought in in any order and number of runs, for the tests of what then lies together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from assistant.config import Settings, parse
from assistant.mail.importing import ImportReport, import_mail
from assistant.mail.sources.sources import RawMail
from assistant.record.record import Record
from tests.mail.records import record_at
from tests.mail.samples import SETTINGS_TEXT

BEREC = "Office <office@berec.europa.eu>"
STRANGER = "Counsel <counsel@lawyers.example>"


def own_settings() -> Settings:
    return parse(SETTINGS_TEXT.replace("[company]", "[company]\nreferences = ['NT-\\d{4}']"))


def run(record: Record, contents: Iterable[bytes], *, dry_run: bool = False) -> ImportReport:
    record.refresh()
    found = [RawMail("inbox", f"message {n}", content) for n, content in enumerate(contents, 1)]
    report = import_mail(found, record, own_settings(), "sara", dry_run=dry_run)
    assert report.problems == ()
    return report


def imported(root: Path, runs: Iterable[Iterable[bytes]]) -> Record:
    record = record_at(root, own_settings())
    for contents in runs:
        run(record, contents)
    return record
