"""Words of a letter that came attached to a mail: its author's, and nobody else's however often it is attached."""

from __future__ import annotations

from datetime import UTC, date

import pytest

from assistant.grounding.evidence import Evidence, evidence_of
from assistant.record.fold import fold
from assistant.record.kinds import Attachment, ObligationOpened
from tests.grounding.evidence import SETTINGS, verdicts
from tests.record.writing import message, told

LETTER = Attachment("letter.pdf", "application/pdf", 1, "1" * 64, "We request the figures of September without delay.")
PAPER = Attachment("paper.pdf", "application/pdf", 1, "2" * 64, "Our moderators read forty languages.")
ASKED = "We request the figures of September without delay."


def evidence(*, confidential: bool = True, secret: bool = False) -> Evidence:
    """Their letter, attached to a mail that says nothing else; our mail that attaches it again, and a paper of ours."""
    lines = told(
        message("in", "2020-01-02", attachments=(LETTER,), confidential=secret),
        message("out", "2020-01-03", "See your letter and our paper.", attachments=(LETTER, PAPER)),
        ObligationOpened("request", "company", ASKED, 2),
    )
    return evidence_of([fold(lines, UTC)], (), SETTINGS, date(2020, 1, 9), confidential=confidential)


@pytest.mark.parametrize(
    ("text", "status", "entries"),
    [
        (f"On 2 January 2020 PTA wrote: “{ASKED}”", "verified", (2,)),
        ("On 3 January 2020 we wrote: “Our moderators read forty languages.”", "verified", (3,)),
        ("PTA wrote: “We request the figures of October without delay.”", "not-in-record", (2,)),
    ],
)
def test_a_quotation_from_it_is_held_against_it(text: str, status: str, entries: tuple[int, ...]) -> None:
    assert verdicts(text, evidence(), "quotation") == [(status, entries)]


def test_each_text_is_one_passage_of_whoever_brought_it_first() -> None:
    found = evidence().passages
    assert [(p.ref.n, p.side) for p in found] == [(2, "regulator"), (3, "company")]  # the request's words stand in #2
    assert LETTER.text in found[0].text
    assert (LETTER.text in found[1].text, PAPER.text in found[1].text) == (False, True)


def test_what_came_with_a_confidential_mail_is_as_confidential() -> None:
    assert not any(LETTER.text in p.words for p in evidence(secret=True, confidential=False).passages)
