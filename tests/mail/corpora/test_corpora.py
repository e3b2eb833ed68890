"""Every mail of every public collection that is at hand is read: no exception, no hang, nothing lost."""

from __future__ import annotations

import email
import re
import time
from collections.abc import Iterator
from datetime import UTC
from email.message import Message as StandardMessage
from hashlib import sha256
from html import unescape
from pathlib import Path

import msgspec
import pytest

from assistant.errors import RecordProblem
from assistant.mail.decoding.problems import MailProblem
from assistant.mail.importing import import_mail
from assistant.mail.parse import ParsedMail, parse_mail
from assistant.mail.sources.sources import RawMail
from tests.mail.corpora.places import CORPORA, Corpus, mails_of
from tests.mail.samples import settings
from tests.record.writing import SCALE, record_at

AT_HAND = [corpus for corpus in CORPORA if corpus.folder]
SKIPPED = pytest.mark.skipif(not AT_HAND, reason="no corpus is here: set ASSISTANT_MAIL_CORPORA to a folder of them")
SECONDS = 1.0
"""For one mail of up to a megabyte, on a busy machine too."""
WORD = re.compile(r"[^\W\d_]{4,}")

UNSEEN = re.compile(r"<(title|style|script)\b.*?</\1>|<!--.*?-->|<[^<>]*>", re.IGNORECASE | re.DOTALL)
"""Of HTML, which some call plain."""
UUENCODED = re.compile(r"^begin [0-7]{3} .*?^end\b", re.MULTILINE | re.DOTALL)

LOST_ELSEWHERE = {
    "jwz/69": "the standard library reads its UTF-8 as the Latin-1 that it names",
    "summary/input/3424-encoding.eml": "UTF-8 that names another charset, as above",
    "testdata/test_mail_10.txt": "the same",
    "summary/input/1433-utf-8.eml": "Japanese in escapes, no charset named: the standard library leaves it encoded",
    "summary/input/1460-no-charset.eml": "the same",
    "summary/input/950-japanese-chinese-3.eml": "the same",
    "spam/spam8.eml": "a quote in HTML that is never closed hides what follows it, as it does in a browser",
    "00133.7dbf2e71621f92eada31cc655ff12fd3.txt": "a tag of HTML within a tag, whose attributes are no words",
    "parts/extra-base64-character.raw": "base64 with a letter too many, which the standard library leaves encoded",
    "thirdparty/002.eml": "base64 with words behind it in the same line, which stays as it is",
    "mails/issue84": "a header with a broken line, which the standard library takes for the text",
    "messages/phish_sender2.eml": "the same",
    "messages/phish_sender4.eml": "the same",
    "content_transfer_encoding_7-bit.eml": "the standard library reads its UTF-8 as the Latin-1 that it names",
    "example13.eml": "a header with a broken line, which the standard library takes for the text",
    "issue-40.eml": "the same",
    "lhost-mailmarshalsmtp-01.eml": "UTF-8 that names another charset, as above",
    "multiple-unquoted-display-names.eml": "five letters that claim to be base64, and can be decoded as such",
    "raw_email_incorrect_header.eml": "a header with a broken line, as above",
}
"""Ends of the paths of files whose words the check below cannot find, and why that is no loss."""


def every(corpus: Corpus) -> int:
    return corpus.every if SCALE == 1 else 1


def parsed_mails(corpus: Corpus) -> Iterator[tuple[RawMail, ParsedMail]]:
    """All mails of the corpus that are mails; each within the time that a mail may take."""
    for raw in mails_of(corpus, every(corpus)):
        if not isinstance(raw, RawMail):
            continue
        began = time.process_time()
        try:
            mail = parse_mail(raw.content, UTC)
        except MailProblem:
            continue
        allowed = SECONDS * max(1, len(raw.content) / 1_000_000)
        assert time.process_time() - began < allowed, f"{raw.path} {raw.part}"
        yield raw, mail


@SKIPPED
@pytest.mark.parametrize("corpus", AT_HAND, ids=[corpus.name for corpus in AT_HAND])
def test_every_mail_is_read_in_time_and_can_be_stored(corpus: Corpus) -> None:
    count = 0
    for raw, mail in parsed_mails(corpus):
        count += 1
        stored = msgspec.json.decode(msgspec.json.encode(mail.message), type=type(mail.message))
        assert stored == mail.message, raw.path
        for attachment, content in zip(mail.message.attachments, mail.contents, strict=True):
            assert attachment.sha256 == sha256(content).hexdigest()
            assert attachment.bytes == len(content)
    files = [path for path in corpus.files()[:: every(corpus)] if not path.name.endswith(".msg")]
    assert count >= min(corpus.fewest, len(files)) * 0.9


def plain_texts(message: StandardMessage, attached: tuple[bytes, ...]) -> Iterator[str]:
    """Of the mail itself, not of what is attached to it, where the standard library can decode it."""
    if message.get_content_maintype() == "message":
        return
    if message.is_multipart():
        for part in message.get_payload():
            yield from plain_texts(part, attached)  # type: ignore[arg-type]
    elif message.get_content_type() == "text/plain":
        content = message.get_payload(decode=True)
        if isinstance(content, bytes) and content not in attached:
            try:
                yield content.decode(message.get_content_charset() or "utf-8")
            except (LookupError, UnicodeDecodeError):
                return


@SKIPPED
@pytest.mark.parametrize("corpus", AT_HAND, ids=[corpus.name for corpus in AT_HAND])
def test_no_word_of_a_plain_text_part_is_lost(corpus: Corpus) -> None:
    lost = {}
    for raw, mail in parsed_mails(corpus):
        attached = "\n".join(content.decode("utf-8", "replace") for content in mail.contents)
        kept = set(WORD.findall(mail.message.text)) | set(WORD.findall(attached))
        for text in plain_texts(email.message_from_bytes(raw.content), mail.contents):
            missing = set(WORD.findall(unescape(UNSEEN.sub(" ", UUENCODED.sub("", text))))) - kept
            whole = re.sub(r"[\s>]+", "", mail.message.text)
            missing = {word for word in missing if word not in whole}  # a soft line end may have cut it
            if missing and not raw.path.endswith(tuple(LOST_ELSEWHERE)):
                lost[f"{raw.path} {raw.part}"] = sorted(missing)[:5]
    assert not lost


@SKIPPED
@pytest.mark.parametrize("corpus", AT_HAND, ids=[corpus.name for corpus in AT_HAND])
def test_an_import_keeps_the_original_bytes_of_every_mail(corpus: Corpus, tmp_path: Path) -> None:
    found = list(mails_of(corpus, every(corpus) * 4 if corpus.fewest > 400 else 1))
    record = record_at(tmp_path / "record")
    report = import_mail(found, record, settings(), "test", regulator="PTA")
    assert report.read == report.new + report.duplicates
    refused = {(problem.path, problem.part) for problem in report.problems}
    copies = 0
    for raw in found:
        if isinstance(raw, RawMail) and (raw.path, raw.part) not in refused:
            try:
                assert record.store.originals.get(sha256(raw.content).hexdigest()) == raw.content
            except RecordProblem:
                copies += 1  # another copy of the same mail is kept; this one differs in how it travelled only
    assert copies <= report.duplicates


@SKIPPED
def test_together_they_are_many() -> None:
    if len(AT_HAND) < 10:
        pytest.skip("fewer than ten collections are here")
    assert sum(isinstance(raw, RawMail) for corpus in AT_HAND for raw in mails_of(corpus, every(corpus))) >= 2_000
