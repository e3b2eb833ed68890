"""A question that is several, taken apart."""

from __future__ import annotations

import pytest

from assistant.chat.clauses import clauses


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("What do we owe CNIL?", ("What do we owe CNIL?",)),
        ("Did they reply? When is it due?", ("Did they reply", "When is it due?")),
        ("is it open, and who asked for it", ("is it open", "who asked for it")),
        ("did our mail arrive? I think something bounced", ("did our mail arrive",)),
        ("what did they say on tariffs and fees", ("what did they say on tariffs and fees",)),
        (
            "are we waiting for them or are they waiting for us?",
            ("are we waiting for them or are they waiting for us?",),
        ),
        ("", ()),
    ],
)
def test_a_question_falls_into_what_it_asks(question: str, parts: tuple[str, ...]) -> None:
    assert clauses(question) == parts
