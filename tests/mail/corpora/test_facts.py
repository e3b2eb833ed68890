"""What other projects state about their mails is what this program reads in them, or the table says why not."""

from __future__ import annotations

from datetime import UTC

import pytest

from assistant.mail.decoding.dates import parse_date
from assistant.mail.parse import parse_mail
from assistant.record.dates import in_utc
from assistant.record.kinds import Message, Party
from tests.mail.corpora.facts import DATES, DIFFERS, FACTS, Facts
from tests.mail.corpora.places import CORPORA

FILES = [(name, path) for name, files in FACTS.items() for path in files]


def addresses(parties: tuple[Party, ...]) -> str:
    return " ".join(party.address for party in parties if party.address)


def read_as_facts(message: Message, facts: Facts) -> dict[str, object]:
    """What we read, in the form in which the project states it."""
    both = f"{message.sender.name} <{message.sender.address}>"
    address = message.sender.address or message.sender.name
    return {
        "subject": message.subject,
        "sender": both if facts.sender.endswith(">") else address,
        "to": addresses(message.to),
        "cc": addresses(message.cc),
        "sent": in_utc(message.sent),
        "id": message.message_id,
        "answers": message.in_reply_to or "",
        "references": " ".join(message.references),
        "names": tuple(attachment.name for attachment in message.attachments),
        "sizes": tuple(attachment.bytes for attachment in message.attachments),
    }


@pytest.mark.parametrize(("name", "path"), FILES, ids=[f"{name}:{path.rsplit('/')[-1]}" for name, path in FILES])
def test_facts_agree_or_the_difference_is_explained(name: str, path: str) -> None:
    corpus = next(corpus for corpus in CORPORA if corpus.name == name)
    if corpus.folder is None:
        pytest.skip(f"{name} is not here: set ASSISTANT_MAIL_CORPORA to a folder that has it")
    if not (corpus.folder / path).is_file():
        pytest.skip(f"{name} has no {path} here: some systems leave a part of it out")
    facts = FACTS[name][path]
    message = parse_mail((corpus.folder / path).read_bytes(), UTC).message
    ours, theirs = read_as_facts(message, facts), facts.said()
    fragment = theirs.pop("text", "")
    assert isinstance(fragment, str)
    different = {fact for fact, value in theirs.items() if ours[fact] != value}
    if fragment not in message.text:
        different.add("text")
    explained = {fact for file, fact in DIFFERS if file == path}
    assert different == explained, {fact: (ours.get(fact), theirs.get(fact)) for fact in different ^ explained}


@pytest.mark.parametrize(("value", "moment"), DATES.items())
def test_dates_that_another_project_collected_are_read_as_it_reads_them(value: str, moment: str) -> None:
    found = parse_date(value, UTC)
    assert found is not None
    assert in_utc(found.when) == moment


def test_there_are_enough_facts() -> None:
    assert sum(len(facts.said()) for files in FACTS.values() for facts in files.values()) >= 150
