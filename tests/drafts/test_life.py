"""Versions, approval and the sent copy of a draft: what the entries of its life say, and that no clock hears of it."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs

from assistant.drafts.draft import from_saved, make_draft
from assistant.drafts.saving import (
    approval,
    approved,
    exported,
    final,
    saved,
    seen_by_another,
    under_way,
    writers,
)
from assistant.drafts.sending import promises, sent, sent_copy, sent_now
from assistant.drafts.style import Wish
from assistant.drafts.templates import load_templates
from assistant.drafts.versions import differences, lives
from assistant.errors import Refused, UsageProblem
from assistant.record.entry import Line, NewEntry
from assistant.record.fold import fold
from assistant.record.kinds import Corrected, DraftSaved, Message, ObligationState, ObligationUpdated, Party
from assistant.record.openings import openings
from assistant.record.thread import Draft as SavedDraft
from assistant.record.thread import Thread
from tests.clocks.threads import WORKWEEK
from tests.drafts.cases import AS_OF, KARACHI, OPENED, PAKISTAN, SETTINGS, TIMELINES, pakistan, received
from tests.drafts.cases import sent as sent_message

DRAFT = make_draft(pakistan(), [], SETTINGS, AS_OF, fields={"answer": "We will report by 1 November 2020."})
FIRST = saved(DRAFT, "Ann")[0]
N = len(PAKISTAN) + 2
"""The draft's first entry."""


def record(*news: NewEntry) -> Thread:
    facts = [(OPENED, "me"), *((fact, "me") for fact in PAKISTAN), *((new.fact, new.by) for new in news)]
    lines = [Line(n, f"2020-10-18T04:00:{n:02}Z", by, fact) for n, (fact, by) in enumerate(facts, 1)]
    return fold(lines, KARACHI, AS_OF)


def draft_of(thread: Thread) -> SavedDraft:
    return thread.drafts[0]


def after(*steps: str) -> tuple[Thread, list[NewEntry]]:
    """The record after Ann saved a draft and those steps were taken."""
    entries = [FIRST]
    for step in steps:
        known = draft_of(record(*entries))
        name, _, by = step.partition(" by ")
        match name:
            case "approve":
                entries += approved(known, by, by, four_eyes=False)
            case "edit":
                entries += saved(structs.replace(DRAFT, text=f"{known.saved.text}\nP.S. by {by}"), by, known.n)
            case "final":
                entries += final(known, by)
            case "export":
                entries += exported(known, by, "x1@company.example")
            case _:
                raise AssertionError(step)
    return record(*entries), entries


def test_an_approval_names_its_version_and_falls_with_the_next_text() -> None:
    thread, entries = after("approve by Bob")
    assert isinstance(entries[-1].fact, DraftSaved)
    assert (entries[-1].fact.approves, entries[-1].fact.approver) == (N, ""), "whoever logs it approves"
    given = approval(draft_of(thread))
    assert given is not None
    assert given.by == "Bob"
    assert approval(draft_of(after("approve by Bob", "final by Ann", "export by Ann")[0])) == given
    assert approval(draft_of(after("approve by Bob", "edit by Cy")[0])) is None
    assert approval(draft_of(after("edit by Cy", "approve by Bob")[0])) is not None


@pytest.mark.parametrize(
    ("steps", "approver", "allowed"),
    [
        ((), "Bob", True),
        ((), "Ann", False),
        ((), " ann  ", False),
        (("edit by Bob",), "Bob", False),
        (("edit by Bob",), "Cy", True),
        (("final by Bob",), "Bob", True),
        (("approve by Bob", "export by Dan"), "Dan", True),
    ],
)
def test_four_eyes_are_not_the_writers(steps: tuple[str, ...], approver: str, allowed: bool) -> None:
    known = draft_of(after(*steps)[0])
    if allowed:
        assert approved(known, "Eve", approver, four_eyes=True)[0].fact.approver == approver  # type: ignore[union-attr]
    else:
        with pytest.raises(Refused, match="cannot approve"):
            approved(known, "Eve", approver, four_eyes=True)
        assert approved(known, "Eve", approver, four_eyes=False)


def test_an_approval_from_before_four_eyes_were_asked_for_does_not_count_if_it_is_the_writers() -> None:
    assert not seen_by_another(draft_of(after("approve by Ann")[0]))
    assert not seen_by_another(draft_of(after("approve by Bob", "edit by Bob")[0]))
    assert seen_by_another(draft_of(after("approve by Bob", "final by Ann")[0]))


def test_writers_are_who_changed_the_words() -> None:
    assert writers(draft_of(after("approve by Bob", "edit by Cy", "final by Dan")[0])) == ("Ann", "Cy")


def test_an_earlier_version_cannot_go_on() -> None:
    thread, _ = after("edit by Bob", "edit by Cy")
    assert under_way(thread, N) == under_way(thread, N + 2) == draft_of(thread)
    with pytest.raises(UsageProblem, match="earlier version"):
        under_way(thread, N + 1)


def test_no_step_of_a_draft_opens_or_moves_anything_but_the_draft_itself() -> None:
    before = openings(record())
    for steps in ((), ("approve by Bob",), ("approve by Bob", "final by Ann", "export by Ann"), ("edit by Cy",)):
        found = openings(after(*steps)[0])
        assert [o for o in found if o.kind != "draft-stale"] == list(before), steps


def test_a_saved_draft_comes_back_as_it_was_whatever_became_of_its_template() -> None:
    known = draft_of(after("edit by Bob")[0])
    back = from_saved(record(), known, SETTINGS, ())
    assert (back.text, back.subject, back.to, back.answers) == (known.saved.text, DRAFT.subject, DRAFT.to, (TIMELINES,))
    assert back.template.name == "answer-to-request"


def test_a_saved_draft_comes_back_in_the_language_it_was_written_in() -> None:
    templates = load_templates(SETTINGS)
    french = make_draft(pakistan(), [], SETTINGS, AS_OF, templates, "first-reminder", wish=Wish("fr"))
    assert french.template.head.language == "fr"
    (first,) = saved(french, "Ann")
    for there in (templates, ()):
        back = from_saved(record(), draft_of(record(first)), SETTINGS, there)
        assert (back.template.name, back.template.head.language) == ("first-reminder", "fr")
        (again,) = saved(back, "Ann")
        assert isinstance(again.fact, DraftSaved)
        assert again.fact.language == "fr"
    earlier = structs.replace(first, fact=structs.replace(first.fact, language=""))  # as saved before it was kept
    assert from_saved(record(), draft_of(record(earlier)), SETTINGS, templates).template.head.language == "en"


def test_the_name_of_a_mail_stays_with_its_text() -> None:
    known = draft_of(after("export by Ann")[0])
    (as_letter,), (other,) = exported(known, "Ann"), saved(structs.replace(DRAFT, text="Another"), "Ann", known.n)
    assert isinstance(as_letter.fact, DraftSaved)
    assert isinstance(other.fact, DraftSaved)
    assert (as_letter.fact.message_id, other.fact.message_id) == ("x1@company.example", None)


@pytest.mark.parametrize(("day", "due"), [(date(2020, 10, 30), date(2020, 10, 30)), (date(2020, 10, 31), None)])
def test_a_promise_is_due_on_a_day_that_has_not_passed(day: date, due: date | None) -> None:
    (promise,) = promises("We will send the figures by 30 October 2020.", day, WORKWEEK)
    assert promise.asked.due == due


def test_a_draft_promises_in_the_companys_name_too() -> None:
    text, day = "Northwind undertakes to keep the records.", date(2020, 10, 18)
    assert [p.asked.words for p in promises(text, day, WORKWEEK, "Northwind")] == [text]
    assert promises(text, day, WORKWEEK) == ()


def test_what_went_out_now_is_logged_with_what_it_settles_all_at_once() -> None:
    thread, entries = after("export by Ann")
    known = draft_of(thread)
    asks = [p.asked for p in promises(known.saved.text, AS_OF, WORKWEEK)]
    assert [(ask.due, ask.owed_by) for ask in asks] == [(date(2020, 11, 1), "company")]
    news = sent_now(thread, known, "Ann", Party("TikTok"), "2020-10-18", "email", asks=asks)
    done = record(*entries, *news)
    message = done.messages[-1].message
    assert (message.text, message.message_id, message.direction) == (DRAFT.text, "x1@company.example", "out")
    assert draft_of(done).saved.state == "sent"
    assert draft_of(done).saved.message == done.messages[-1].n
    timelines = done.obligation(TIMELINES)
    assert timelines is not None
    assert timelines.state == "settled"
    assert done.obligations[-1].due == date(2020, 11, 1)


def copy(**more: object) -> NewEntry:
    return NewEntry(sent_message("2020-10-18", "email", **more), "import")


@pytest.mark.parametrize(
    ("message", "is_copy"),
    [
        ({"message_id": "x1@company.example", "text": "Edited in the mail program."}, True),
        ({"message_id": "other@company.example", "text": DRAFT.text.replace("\n", "\r\n ")}, True),
        ({"text": f"{DRAFT.text}\n> quoted", "reply_text": DRAFT.text}, True),
        ({"message_id": "other@company.example", "text": DRAFT.text.replace("1 November", "2 November")}, False),
        ({"text": ""}, False),
    ],
)
def test_the_imported_copy_is_known_by_its_id_or_its_words(message: dict[str, object], is_copy: bool) -> None:
    _, entries = after("export by Ann")
    thread = record(*entries, copy(**message))
    found = sent_copy(thread, draft_of(thread))
    assert (found is not None) is is_copy
    if found:
        assert lives(thread)[0].sent_copy == found.n
        done = record(*entries, copy(**message), *sent(thread, draft_of(thread), found.n, "Ann"))
        assert sent_copy(done, draft_of(done)) is None, "it is nobody else's copy"


@pytest.mark.parametrize("state", ["settled", "part"])
def test_a_copy_that_is_tied_settles_what_the_draft_answers(state: ObligationState) -> None:
    _, entries = after("export by Ann")
    thread = record(*entries, copy(text=DRAFT.text))
    done = record(*entries, copy(text=DRAFT.text), *sent(thread, draft_of(thread), thread.length, "Ann", state=state))
    asked = done.obligation(TIMELINES)
    assert asked is not None
    assert (asked.state, asked.updates[-1].by_message) == (state, thread.length)


def test_what_was_logged_before_the_draft_or_came_in_is_no_copy() -> None:
    twice = [copy(text=DRAFT.text), FIRST, NewEntry(received("2020-10-18", text=DRAFT.text), "import")]
    thread = record(*twice)
    assert sent_copy(thread, draft_of(thread)) is None


def test_a_sent_message_that_is_taken_back_leaves_the_draft_as_it_was() -> None:
    _, entries = after()
    thread = record(*entries)
    news = sent_now(thread, draft_of(thread), "Ann", Party("TikTok"), "2020-10-18", "email")
    last = N + len(news)
    voided = [NewEntry(Corrected(n, "an error", void=True), "Ann") for n in range(N + 1, last + 1)]
    assert draft_of(record(*entries, *news, *voided)).saved.state == "editing"


def test_history_and_differences_tell_each_version() -> None:
    thread, _ = after("edit by Bob", "approve by Cy", "final by Ann")
    (life,) = lives(thread)
    assert (life.state, life.approved_by, life.subject) == ("final", "Cy", DRAFT.subject)
    assert [(s.entry, s.state, s.by, s.rewritten, s.approves) for s in life.steps] == [
        (N, "editing", "Ann", True, None),
        (N + 1, "editing", "Bob", True, None),
        (N + 2, "editing", "Cy", False, N + 1),
        (N + 3, "final", "Ann", False, None),
    ]
    assert f"--- #{N} by Ann, 2020-10-18\n+++ #{N + 1} by Bob, 2020-10-18" in differences(thread, N)
    assert "+P.S. by Bob" in differences(thread, N + 1).split("\n")
    assert differences(thread, N + 2) == ""
    with pytest.raises(UsageProblem, match="no draft"):
        differences(thread, 2)


def test_a_message_that_is_no_longer_open_is_not_settled_again() -> None:
    settled = NewEntry(ObligationUpdated(TIMELINES, "settled"), "me")
    thread = record(FIRST, settled)
    news = sent_now(thread, draft_of(thread), "Ann", Party("TikTok"), "2020-10-18", "letter")
    assert [type(new.fact) for new in news] == [Message, DraftSaved]
    assert structs.asdict(news[0].fact)["channel"] == "letter"
