"""A draft in the record: versions, and the one event that settles something."""

from __future__ import annotations

import pytest
from msgspec import structs

from assistant.drafts.draft import make_draft
from assistant.drafts.saving import discarded, exported, saved
from assistant.drafts.sending import sent
from assistant.errors import UsageProblem
from assistant.record.entry import Line, NewEntry
from assistant.record.fold import fold
from assistant.record.kinds import DraftSaved, ObligationUpdated
from assistant.record.openings import ball
from assistant.record.thread import Thread
from tests.drafts.cases import AS_OF, KARACHI, OPENED, PAKISTAN, SETTINGS, TIMELINES, pakistan
from tests.drafts.cases import sent as sent_message


def record(*news: NewEntry) -> Thread:
    facts = [OPENED, *PAKISTAN, *(new.fact for new in news)]
    return fold([Line(n, "2020-10-18T04:00:00Z", "me", fact) for n, fact in enumerate(facts, 1)], KARACHI, AS_OF)


DRAFT = make_draft(pakistan(), [], SETTINGS, AS_OF, fields={"answer": "By 1 November."})
FIRST = saved(DRAFT, "me")


def test_saving_keeps_what_the_draft_answers_and_settles_nothing() -> None:
    thread = record(*FIRST)
    (draft,) = thread.drafts
    assert (draft.n, draft.version, draft.saved.template) == (8, 1, "answer-to-request")
    assert draft.saved.answers == (TIMELINES,)
    assert ball(thread) == "company"


def test_versions_follow_one_another() -> None:
    (draft,) = record(*FIRST).drafts
    second = saved(structs.replace(DRAFT, text="Another text"), "me", draft.n)
    (again,) = record(*FIRST, *second, *exported(draft, "me")).drafts
    assert (again.n, again.version, again.saved.state) == (8, 3, "exported")
    (gone,) = record(*FIRST, *discarded(record(*FIRST), 8, "me")).drafts
    assert gone.saved.state == "discarded"
    for first in (7, 8):
        with pytest.raises(UsageProblem, match=f"#{first} of pta-2020-001 is no draft under way"):
            discarded(record(*FIRST, *discarded(record(*FIRST), 8, "me")), first, "me")
    assert saved(DRAFT, "me", first=8)[0].fact.draft == 8  # type: ignore[union-attr]


def test_only_the_logged_sent_message_settles_what_was_asked() -> None:
    out = NewEntry(sent_message("2020-10-18", "email"), "me")
    thread = record(*FIRST, out)
    entries = sent(thread, thread.drafts[0], 9, "me")
    assert [type(entry.fact) for entry in entries] == [DraftSaved, ObligationUpdated]
    after = record(*FIRST, out, *entries)
    obligation = after.obligation(TIMELINES)
    assert obligation is not None
    assert (obligation.state, obligation.updates[-1].by_message) == ("settled", 9)
    assert after.drafts[0].saved.state == "sent"
    assert ball(after) == "regulator"
    assert len(sent(after, after.drafts[0], 9, "me")) == 1, "what is settled is not settled twice"


def test_a_person_may_say_that_it_answers_only_in_part() -> None:
    out = NewEntry(sent_message("2020-10-18", "email"), "me")
    thread = record(*FIRST, out)
    update = sent(thread, thread.drafts[0], 9, "me", state="part")[1].fact
    assert isinstance(update, ObligationUpdated)
    assert update.state == "part"


@pytest.mark.parametrize("message", [4, 5, 99])
def test_what_did_not_go_out_settles_nothing(message: int) -> None:
    thread = record(*FIRST)
    with pytest.raises(UsageProblem, match="Log the sent copy"):
        sent(thread, thread.drafts[0], message, "me")
