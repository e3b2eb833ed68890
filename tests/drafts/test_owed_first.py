"""Whoever still owes an answer says so before they ask for one."""

from __future__ import annotations

import re
from datetime import date

from assistant.record.kinds import Party
from tests.drafts.cases import (
    QUESTION_WORDS,
    TIMELINES,
    TIMELINES_WORDS,
    asked,
    gap_of,
    pakistan,
    pakistan_gaps,
    received,
    sent,
    thread_of,
)
from tests.drafts.drafting import ANSWERED, draft_of, own_fields


def test_the_case_of_october_2020_raises_the_request_of_the_12th_first() -> None:
    thread = pakistan()
    draft = draft_of(thread, pakistan_gaps(thread))
    body = draft.text.split("Dear Mr Chairman,")[1]
    assert draft.template.name == "answer-to-request"
    assert body.strip().startswith("We refer to the meeting of 12 October 2020, at which you asked us")
    assert body.index(TIMELINES_WORDS) < body.index(QUESTION_WORDS)
    assert "our letter of 9 October 2020 (9 days ago)" in body
    assert "answered in part by the meeting of 12 October 2020" in body
    assert not re.search("silen|no reply|remind", f"{draft.subject} {draft.text}", re.IGNORECASE)
    assert [field.name for field in draft.missing] == ["answer"]
    assert "⟦answer: your answer, point by point⟧" in body
    assert draft.answers == (TIMELINES,)
    assert draft.to == (Party("Mr Chairman", "chairman@pta.example"),)


def test_an_answer_to_a_whole_letter_does_not_say_that_it_leaves_that_letter_open() -> None:
    letter = received("2020-10-05", subject="Masts")
    draft = draft_of(thread_of(letter), [], fields=ANSWERED)
    assert draft.template.name == "answer-to-request"
    assert "We refer to your e-mail of 5 October 2020 (“Masts”)." in draft.text
    assert "Also open" not in draft.text
    asked_before = asked("company", "Which fees apply?", 2)
    with_another = draft_of(thread_of(received("2020-10-01"), asked_before, letter), [], fields=ANSWERED)
    refers, open_still = with_another.text.split("Also open with us is the following")
    assert ("Masts" in refers, "Masts" in open_still, "Which fees apply?" in open_still) == (True, False, True)


def test_once_the_answer_is_given_the_draft_is_complete() -> None:
    thread = pakistan()
    draft = draft_of(thread, pakistan_gaps(thread), fields={"answer": "1. By 1 November.\n2. By 1 December."})
    assert not draft.missing
    assert "1. By 1 November.\n2. By 1 December." in draft.text
    assert "⟦" not in draft.text


def test_a_reminder_raises_what_we_owe_before_anything_else() -> None:
    thread = pakistan()
    for name in ("first-reminder", "second-reminder", "escalation"):
        body = draft_of(thread, pakistan_gaps(thread), name, fields=own_fields(name)).text.split("Dear Mr Chairman,")[1]
        assert body.strip().startswith(
            "Before we come to our own question, we note that an answer from us is still outstanding:"
        )
        assert body.index(TIMELINES_WORDS) < body.index(QUESTION_WORDS)


def test_several_answers_that_we_owe_are_several() -> None:
    plan, contact = asked("company", "Send us the plan.", 2), asked("company", "Name a contact.", 2)
    thread = thread_of(received("2020-10-05"), plan, contact, sent("2020-10-06"), asked("regulator", "Why?", 5))
    draft = draft_of(thread, [gap_of(thread, "no-reply", "overdue", date(2020, 10, 13))], "first-reminder")
    assert "Before we come to our own question, we note that answers from us are still outstanding:" in draft.text
