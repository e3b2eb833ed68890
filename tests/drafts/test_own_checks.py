"""What the program writes by itself holds against the record by its own checks."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.clocks.calendars import Calendar
from assistant.drafts.checks import check
from assistant.drafts.draft import make_draft
from assistant.drafts.findings import blocking
from assistant.drafts.release import Release
from assistant.drafts.style import Wish
from assistant.record.kinds import Classified, Fact, MessageClass, ObligationOpened
from assistant.record.thread import Thread
from tests.drafts.cases import SETTINGS, asked, received, sent, thread_of
from tests.drafts.test_with_real_gaps import gaps_of

DAY = date(2020, 11, 20)
WORDS = "Which steps would restore access?"
ASKED = (sent("2020-10-09", subject="Access", text=WORDS), asked("regulator", WORDS, 2))


def wrong_with(thread: Thread, template: str, language: str = "en") -> list[str]:
    fields = {"next_step": "We write to the head of the office.", "request": "Please look into it.", "answer": "Yes."}
    named = {name: fields[name] for name in fields if name in REQUIRED.get(template, "")}
    found = gaps_of(thread, DAY)
    draft = make_draft(thread, found, SETTINGS, DAY, None, template, named, Wish(language))
    return [one.told for one in blocking(check(Release(draft, thread, found, SETTINGS, DAY, Calendar.plain())))]


REQUIRED = {"last-reminder": "next_step", "escalation": "request", "answer-to-request": "answer"}


@pytest.mark.parametrize("language", ["en", "de", "fr", "ur"])
@pytest.mark.parametrize("cls", ["acknowledgement", "holding"])
@pytest.mark.parametrize("template", ["first-reminder", "second-reminder", "last-reminder"])
def test_a_reminder_does_not_deny_what_was_acknowledged(template: str, cls: MessageClass, language: str) -> None:
    chaser = () if template == "first-reminder" else (sent("2020-11-01", subject="Access"),)
    facts: tuple[Fact, ...] = (*ASKED, received("2020-10-12", cls=cls), Classified(4, cls), *chaser)
    assert wrong_with(thread_of(*facts, as_of=DAY), template, language) == []


def test_what_was_noted_without_a_message_may_be_quoted_from_its_entry() -> None:
    noted = ObligationOpened("request", "company", "the number of users", day="2020-10-01")
    assert wrong_with(thread_of(noted, as_of=DAY), "answer-to-request") == []
    letter = sent("2020-10-01", subject="Access", text=WORDS)
    asked_then = (letter, asked("regulator", WORDS, 2), received("2020-10-06", cls="partial", text="Why?"))
    thread = thread_of(*asked_then, asked("company", "Why?", 4), noted, as_of=DAY)
    assert wrong_with(thread, "first-reminder") == [], "another request stands in a message of another day"
    thread = thread_of(noted, as_of=DAY)
    draft = make_draft(
        thread, gaps_of(thread, DAY), SETTINGS, DAY, None, "answer-to-request", {"answer": "As you said: “ten”."}
    )
    assert [f.words for f in blocking(check(Release(draft, thread, (), SETTINGS, DAY, Calendar.plain())))] == ["“ten”"]
