"""What is looked for before any phrase is: whatever a phrase fits, one of the hints stands in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.mail.classes import automatic_phrases, courtesy_phrases, mailing_phrases, receipt_phrases

OF_RECEIPTS = (*receipt_phrases.HOLDING, *receipt_phrases.ACKNOWLEDGES)
OF_MACHINES = (*automatic_phrases.ABSENT, *automatic_phrases.RECEIVED)
OF_MAILINGS = (*mailing_phrases.SUBJECTS, *mailing_phrases.NEWSROOM, *mailing_phrases.LEAVING, *mailing_phrases.MANY)


@pytest.mark.parametrize(
    ("phrase", "hints"),
    [
        *((phrase, receipt_phrases.HINTS) for phrase in OF_RECEIPTS),
        *((phrase, automatic_phrases.HINTS) for phrase in OF_MACHINES),
        *((phrase, courtesy_phrases.HINTS) for phrase in courtesy_phrases.ASKS),
        *((phrase, mailing_phrases.HINTS) for phrase in OF_MAILINGS),
    ],
)
def test_what_a_phrase_fits_holds_a_hint(phrase: str, hints: tuple[str, ...]) -> None:
    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(st.from_regex(re.compile(phrase, re.ASCII), fullmatch=True))
    def check(text: str) -> None:
        assert any(hint in text.lower() for hint in hints), f"{text!r} is overlooked"

    check()
