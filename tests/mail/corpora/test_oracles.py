"""What other projects keep beside their mails as the expected outcome, read where it lies: nothing of it is here."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from shutil import which

import pytest

from assistant.mail.body import read_body
from assistant.mail.decoding.addresses import read_parties
from assistant.mail.decoding.dates import parse_date
from assistant.mail.decoding.mime import Part, read_parts
from assistant.mail.parse import parse_mail
from assistant.mail.sources.sources import RawMail, find_mail
from assistant.record.dates import in_utc
from tests.mail.corpora.places import ROOT

ABSENT = "it is not here: set ASSISTANT_MAIL_CORPORA to a folder that has it"


def folder(name: str, *below: str) -> Path:
    """Where the project lies; skips the test without it."""
    path = Path(ROOT or "", name, *below)
    if not ROOT or not path.is_dir():
        pytest.skip(f"{name}: {ABSENT}")
    return path


SUMMARY_FIELD = re.compile(r"^(From|To|Cc|Subject|Date): (.*)$")


def summaries(path: Path) -> Iterator[dict[str, str]]:
    """The mails of a mailbox as MimeKit's tests list them."""
    for block in re.split(r"^From .*$", path.read_text("utf-8-sig"), flags=re.MULTILINE)[1:]:
        fields: dict[str, str] = {}
        for line in block.strip().splitlines():
            if line.startswith("Content-Type:"):
                break
            if found := SUMMARY_FIELD.match(line):
                fields[found[1]] = found[2]
        yield fields


SENDER_DIFFERS = {"develop!nextmime@ebony": "a path of UUCP names; we keep the whole of it"}

DATE_DIFFERS = {"Tue, 28 May 1996 12:24:23 +0000": "the mail says `cst`; a zone's name may be in small letters"}


@pytest.mark.parametrize("name", ["content-length", "issue1189"])
def test_mailboxes_are_divided_and_read_as_mimekit_does(name: str) -> None:
    place = folder("jstedfast+MimeKit", "UnitTests", "TestData", "mbox")
    expected = list(summaries(place / f"{name}-summary.txt"))
    found = [raw for raw in find_mail([place / f"{name}.mbox.txt"]) if isinstance(raw, RawMail)]
    assert len(found) == len(expected)
    for raw, fields in zip(found, expected, strict=True):
        message = parse_mail(raw.content, UTC).message
        assert message.subject.split() == fields.get("Subject", "").split()
        stated = [party.address for party in read_parties([fields.get("From", "")])]
        assert [message.sender.address] == stated[:1] or not stated or stated[0] in SENDER_DIFFERS
        recipients = {party.address for party in read_parties([fields.get("To", "")])}
        assert {party.address for party in message.to} == recipients or not recipients
        dated = parse_date(fields.get("Date", ""), UTC)
        same = in_utc(message.sent) == in_utc(dated.when if dated else None)
        assert same or fields["Date"] in DATE_DIFFERS


DECODED_DIFFERS = {
    "malformedHeaderStartsBody-nocrlfcrlf": "without a blank line the whole rest is text, the line like a field too",
    "very-long-boundary": "blanks at the end of a delimiter tell none apart, since servers add and strip them",
    "very-very-long-boundary": "the same",
    "weird-boundary": "the same",
}


def contents(part: Part) -> Iterator[bytes]:
    """Every leaf's bytes, those of attached mails included."""
    yield part.bytes()
    for child in part.parts:
        yield from contents(child)
    if part.content_type.startswith("message/"):
        inner = read_parts(part.bytes())
        yield from contents(inner)


def bare(content: bytes) -> bytes:
    return b"".join(content.split())


def decoded_stems() -> list[str]:
    place = Path(ROOT or "", "apache+james-mime4j", "core", "src", "test", "resources")
    return sorted(str(path.with_suffix("").relative_to(place)) for path in place.glob("*testmsgs/*.msg"))


@pytest.mark.parametrize("stem", decoded_stems() if ROOT else ["none"])
def test_every_part_that_mime4j_decodes_is_decoded_to_the_same_bytes(stem: str) -> None:
    place = folder("apache+james-mime4j", "core", "src", "test", "resources")
    expected = sorted(place.glob(f"{stem}_decoded_*.txt")) + sorted(place.glob(f"{stem}_decoded_*.bin"))
    if not expected:
        pytest.skip("nothing decoded is kept beside it")
    root = read_parts((place / f"{stem}.msg").read_bytes())
    ours = [bare(content) for content in (*contents(root), root.outside)]
    ours.append(bare(read_body(root).text.encode()))
    missing = [path.name for path in expected if not any(bare(path.read_bytes()) in mine for mine in ours)]
    assert bool(missing) == (Path(stem).name in DECODED_DIFFERS), missing


def test_addresses_that_flanker_takes_to_be_valid_are_read_whole() -> None:
    path = folder("mailgun+flanker", "tests", "fixtures") / "mailbox_valid.txt"
    wrong = {}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            parties = read_parties([line])
            bracketed = line.rpartition("<")[2].rstrip(">") if line.endswith(">") else line
            bare_address = re.sub(r"\s*\(this is a comment\)\s*", "", bracketed)
            if [party.address for party in parties] != [bare_address]:
                wrong[line] = parties
    assert not wrong


@pytest.mark.skipif(not which("notmuch"), reason="notmuch is not installed")
def test_headers_are_read_as_notmuch_reads_them(tmp_path: Path) -> None:
    """Subject, sender and date; a subject that is shown with other blanks is the same."""
    mails = folder("notmuch+notmuch", "test", "corpora", "lkml")
    config = tmp_path / "config"
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "lkml").symlink_to(mails)
    config.write_text(f"[database]\npath={tmp_path}/mail\n[user]\nname=A\nprimary_email=a@example.com\n")
    environment = {**os.environ, "NOTMUCH_CONFIG": str(config)}
    subprocess.run(["notmuch", "new", "--quiet"], env=environment, check=True, capture_output=True)
    shown = subprocess.run(
        ["notmuch", "show", "--format=json", "--entire-thread=false", "--body=false", "*"],
        env=environment,
        check=True,
        capture_output=True,
    ).stdout
    count = 0
    for said in _messages(json.loads(shown)):
        message = parse_mail(Path(said["filename"][0]).read_bytes(), UTC).message
        assert message.message_id == said["id"]
        assert message.subject.split() == said["headers"]["Subject"].split()
        sender = read_parties([said["headers"]["From"]])[0]
        assert message.sender.address == sender.address
        dated = parse_date(said["headers"]["Date"], UTC)
        assert dated is not None
        assert in_utc(message.sent) == in_utc(dated.when)
        count += 1
    assert count > 150


def _messages(tree: object) -> Iterator[dict]:  # type: ignore[type-arg]
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
        elif isinstance(node, list):
            waiting.extend(node)
