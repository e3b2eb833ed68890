"""What a draft decides at the desk while another works on it, and which drafts are under way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.desk import Desk
from assistant.drafts.draft import with_text
from assistant.errors import Refused
from assistant.services import drafting
from assistant.services.under_way import drafts_under_way
from tests.tui.conftest import THREAD, desk, desk_on

__all__ = ["desk", "desk_on"]


def kept(at: Desk, text: str, n: int | None = None) -> int:
    (line,) = drafting.keep(at, with_text(drafting.blank(at, THREAD), text), n)
    return line.n


def test_what_another_changed_meanwhile_is_not_final(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    n, later = kept(desk, "Dear Chairman"), []

    def released(*_given: object) -> str:
        later.append(kept(desk, "Dear Madam", n))
        return ""

    monkeypatch.setattr(drafting, "release", released)
    with pytest.raises(Refused, match=f"draft #{n} has a later version, #{n + 1}"):
        drafting.finish(desk, THREAD, n)
    assert later == [n + 1]
    (draft,) = desk.thread(THREAD).drafts
    assert (draft.saved.text, draft.saved.state) == ("Dear Madam", "editing")


def test_of_drafts_under_way_the_latest_comes_first_and_one_of_a_later_day_is_none(
    desk_on: Callable[[date], Desk],
) -> None:
    on = {day: desk_on(date(2020, 10, day)) for day in (14, 16, 18)}
    first, second = kept(on[14], "One"), kept(on[16], "Two")
    seen = {}
    for day, at in on.items():
        at.refresh()
        seen[day] = [draft.entry for draft in drafts_under_way(at)]
    assert seen == {14: [first], 16: [second, first], 18: [second, first]}


def test_an_answer_that_was_taken_out_of_its_letter_is_missed_later_too(desk: Desk) -> None:
    draft = desk.draft(desk.thread(THREAD))
    (field,) = draft.missing
    (line,) = drafting.keep(desk, with_text(draft, draft.text.replace(field.mark, "")))
    with pytest.raises(Refused, match="was taken out behind “actions” before “For”"):
        drafting.finish(desk, THREAD, line.n)
    drafting.keep(desk, with_text(draft, draft.text.replace(field.mark, "It is enclosed.")), line.n)
    assert drafting.finish(desk, THREAD, line.n)


def test_what_was_left_out_on_purpose_goes_with_a_reason(desk: Desk) -> None:
    draft = desk.draft(desk.thread(THREAD))
    (line,) = drafting.keep(desk, with_text(draft, draft.text.replace(draft.missing[0].mark, "")))
    assert drafting.finish(desk, THREAD, line.n, "we answer by telephone")
