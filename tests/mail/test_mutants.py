"""Damaged mails are read or refused with a sentence; they neither raise, hang, nor give a message that cannot be kept.

A few hundred in a normal run; `TEST_SCALE=70` makes it the 20,000 that were promised.
"""

from __future__ import annotations

import time
from datetime import UTC
from hashlib import sha256

import msgspec
import pytest

from assistant.mail.decoding.problems import MailProblem
from assistant.mail.parse import ParsedMail, parse_mail
from assistant.record.dates import is_when
from assistant.record.inert import inert
from assistant.record.kinds import Message
from tests.mail.mutation import mutant, seeds
from tests.record.writing import SCALE

BLOCK = 50
SECONDS = 1.0
"""Of processor time; a hang takes for ever, a mutant of the largest size some thousandths."""


@pytest.mark.parametrize("block", range(6 * SCALE))
def test_mutants_are_read_or_refused(block: int) -> None:
    read_all_the_same = 0
    for number in range(block * BLOCK, (block + 1) * BLOCK):
        raw = mutant(number)
        began = time.process_time()
        try:
            mail = parse_mail(raw, UTC)
        except MailProblem:
            continue
        assert time.process_time() - began < SECONDS, number
        must_hold(mail)
        read_all_the_same += 1
    assert read_all_the_same > BLOCK // 2


def must_hold(mail: ParsedMail) -> None:
    """What is true of every message, whatever it was made of."""
    message = mail.message
    stored = msgspec.json.encode(message)
    assert msgspec.json.decode(stored, type=Message) == message
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(message), type=Message) == message
    for text in (message.subject, message.text, message.reply_text, message.text_doubt, message.class_reason):
        text.encode()
        assert "\x00" not in text
        assert "\x1b" not in text
    assert "\n" not in message.subject
    assert not message.reply_text or message.reply_text.strip() != message.text.strip()
    for party in (message.sender, *message.to, *message.cc, *mail.bcc, *mail.reply_to):
        assert "\n" not in party.name + party.address
    for attachment, content in zip(message.attachments, mail.contents, strict=True):
        assert attachment.sha256 == sha256(content).hexdigest()
        assert attachment.bytes == len(content)
        assert attachment.name
        assert not {"/", "\\", "\n", "\x00"} & set(attachment.name)
        assert inert(attachment.name)
    for when in (message.dated, message.sent, message.received):
        assert when is None or is_when(when)


def test_the_seeds_themselves_are_read_whole() -> None:
    assert len(seeds()) >= 30
    for raw in seeds():
        mail = parse_mail(raw, UTC)
        must_hold(mail)
        assert mail.message.text or mail.contents


def test_mutants_are_the_same_each_time() -> None:
    assert [mutant(number) for number in range(50)] == [mutant(number) for number in range(50)]
    assert len({mutant(number) for number in range(500)}) > 450
