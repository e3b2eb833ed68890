"""What the tests of imports share: some mails, and runs of an import over them."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.config import Settings
from assistant.mail.importing import ImportReport, Watcher, import_mail
from assistant.mail.sources.sources import Found, RawMail
from assistant.record.record import Record
from tests.mail.samples import OURS, THEIRS, mail, settings

STRANGER = "Counsel <counsel@lawyers.example>"


def raws(*mails: bytes, path: str = "inbox") -> list[Found]:
    return [RawMail(path, f"message {n}", content) for n, content in enumerate(mails, 1)]


def run(
    record: Record,
    found: Iterable[Found],
    regulator: str | None = None,
    *,
    dry_run: bool = False,
    watcher: Watcher | None = None,
    own: Settings | None = None,
) -> ImportReport:
    record.refresh()
    return import_mail(found, record, own or settings(), "sara", regulator=regulator, dry_run=dry_run, watcher=watcher)


def kept(record: Record) -> set[bytes]:
    """The original bytes of everything."""
    return {path.read_bytes() for path in record.store.paths.originals.glob("*/*")}


ASKED = mail(OURS, THEIRS, "Our questions", id="ours-1@northwind.example", date="Mon, 12 Oct 2020 10:00:00 +0500")
ANSWER = mail(
    subject="Re: Our questions",
    id="a-1@pta.gov.pk",
    In_Reply_To="<ours-1@northwind.example>",
    date="Tue, 13 Oct 2020 10:00:00 +0500",
)
SECOND = mail(subject="Another matter", id="b-1@pta.gov.pk", date="Wed, 14 Oct 2020 10:00:00 +0500")
OTHER = mail(
    "a@berec.europa.eu", OURS, "Consultation", id="c-1@berec.europa.eu", date="Thu, 31 Dec 2020 23:30:00 +0100"
)
