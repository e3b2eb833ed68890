"""A promise in a holding reply belongs to the question that it is about, and gives way to the next for that one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.clocks.explain import explain
from assistant.errors import UsageProblem
from assistant.record import long_thread
from assistant.record.decisions import Asked, classify, open_obligation
from assistant.record.entry import NewEntry
from assistant.record.index_rows import summarise
from assistant.record.kinds import ObligationOpened
from tests.clocks.threads import DEFAULTS, Story, day
from tests.record.writing import THREAD, UTC, file_of, record_at

LATER = "2020-02-03"


class Asking(Story):
    """Two mails of ours, each with a question: `first` and `second`."""

    def __init__(self) -> None:
        super().__init__()
        self.one = self.sends("2020-01-05", "email", message_id="one@us")
        self.first = self.asks_them("the list of islands", self.one)
        self.two = self.sends("2020-01-06", "email", message_id="two@us")
        self.second = self.asks_them("the minutes", self.two)

    def holds(self, on: str, due: str, answers: tuple[int, ...] = (), **mail: Any) -> tuple[int, int]:
        """Their holding reply and its promise."""
        n = self.receives(on, "holding", "email", **mail)
        given = ObligationOpened("commitment", "regulator", f"by {due}", n, due, answers=answers)
        return n, self._log("2020-01-01", given)

    def promised(self, on: str = LATER) -> dict[int, str | None]:
        """The day promised for each of the two."""
        found = {gap.opening: gap.due.isoformat() for gap in self.gaps(on) if gap.kind == "no-reply"}
        return {n: found.get(n) for n in (self.first, self.second)}

    def state(self, n: int, on: str = LATER) -> str:
        found = self.thread(on).obligation(n)
        assert found
        return found.state

    def told(self, opening: int) -> list[str]:
        found = explain(self.thread(LATER), DEFAULTS, day(LATER), opening)
        return [line for one in found for line in one.trail()]


BEFORE = "2020-01-12", "2020-01-13"
"""When the two would be due without any promise: seven days after each."""


@pytest.mark.parametrize(
    "tie",
    [
        {"in_reply_to": "two@us"},
        {"in_reply_to": "reminder@us", "references": ("one@us", "two@us", "reminder@us")},
        {"answers": "second"},
    ],
    ids=["the mail it replies to", "the mail before a reminder", "a person says so"],
)
def test_a_promise_for_one_question_leaves_the_clock_of_another_alone(tie: dict[str, Any]) -> None:
    story = Asking()
    if tie.get("answers"):
        tie = {"answers": (story.second,)}
    story.holds("2020-01-08", "2020-01-30", **tie)
    assert story.promised() == {story.first: "2020-01-12", story.second: "2020-01-30"}
    assert not any("names no question" in line for line in story.told(story.second))


def test_what_a_holding_reply_answers_in_part_is_what_it_promises_the_rest_of() -> None:
    story = Asking()
    holding, _ = story.holds("2020-01-08", "2020-01-30")
    story.answers_partly(story.first, holding)
    assert story.promised() == {story.first: "2020-01-30", story.second: "2020-01-13"}


def test_without_any_tie_it_holds_for_all_that_is_open_and_the_explanation_says_so() -> None:
    story = Asking()
    holding, _ = story.holds("2020-01-08", "2020-01-30")
    assert set(story.promised().values()) == {"2020-01-30"}
    assert f"#{holding} names no question of ours: it counts for each that was open" in story.told(story.first)


def test_one_question_needs_no_such_sentence() -> None:
    story = Asking()
    story.withdraws(story.second, "2020-01-07")
    story.holds("2020-01-08", "2020-01-30")
    assert not any("names no question" in line for line in story.told(story.first))


def test_a_promise_replaces_only_what_concerns_the_same() -> None:
    story = Asking()
    earlier, of_first = story.holds("2020-01-08", "2020-01-30", in_reply_to="one@us")
    _, of_second = story.holds("2020-01-09", "2020-01-31", in_reply_to="two@us")
    assert story.promised() == {story.first: "2020-01-30", story.second: "2020-01-31"}
    assert [story.state(n) for n in (of_first, of_second)] == ["open", "open"]
    later, _ = story.holds("2020-01-10", "2020-02-01", in_reply_to="one@us")
    assert story.promised() == {story.first: "2020-02-01", story.second: "2020-01-31"}
    assert [story.state(n) for n in (of_first, of_second)] == ["replaced", "open"]
    found = story.thread(LATER)
    assert [(o.n, o.replaced_by) for o in found.obligations if o.replaced_by] == [(of_first, later)]
    assert summarise(found).open_commitments == 2
    assert f"instead of the day named in #{earlier}" in next(
        gap.summary for gap in story.gaps(LATER) if gap.opening == story.first and gap.kind == "no-reply"
    )


def test_a_promise_for_all_is_replaced_once_all_that_is_left_of_it_is_promised_anew() -> None:
    story = Asking()
    _, of_all = story.holds("2020-01-08", "2020-01-30")
    story.holds("2020-01-09", "2020-01-31", in_reply_to="two@us")
    assert story.promised() == {story.first: "2020-01-30", story.second: "2020-01-31"}
    assert story.state(of_all) == "open"
    story.withdraws(story.first, "2020-01-10")
    assert story.state(of_all) == "replaced"


def test_one_reply_may_name_a_day_for_each_question() -> None:
    story = Asking()
    holding, of_first = story.holds("2020-01-08", "2020-01-30", (story.first,))
    given = ObligationOpened("commitment", "regulator", "later", holding, "2020-02-01", answers=(story.second,))
    of_second = story._log("2020-01-01", given)
    story.holds("2020-01-09", "2020-02-02", in_reply_to="one@us")
    assert story.promised() == {story.first: "2020-02-02", story.second: "2020-02-01"}
    assert [story.state(n) for n in (of_first, of_second)] == ["replaced", "open"]


def test_a_replaced_promise_stays_so_when_the_answer_comes() -> None:
    story = Asking()
    _, first = story.holds("2020-01-08", "2020-01-30")
    _, second = story.holds("2020-01-09", "2020-01-31")
    story.receives("2020-01-20")
    assert [story.state(n) for n in (first, second)] == ["replaced", "settled"]


@pytest.mark.parametrize("part", [1, 250])
def test_a_thread_that_is_read_in_parts_says_the_same(
    part: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_thread, "PART", part)
    story = Asking()
    story.holds("2020-01-08", "2020-01-30", in_reply_to="one@us")
    story.holds("2020-01-09", "2020-01-31", in_reply_to="two@us")
    story.holds("2020-01-10", "2020-02-01", in_reply_to="one@us")
    story.unread("2020-01-20")
    for _ in range(15):  # so that a part follows which does not hold that answer
        story.publishes("2020-01-21")
    record_at(tmp_path).append(THREAD, [NewEntry(line.fact, line.by, line.at) for line in story.lines], 0)
    found = long_thread.LongThread(file_of(tmp_path), THREAD, long_thread.Told(UTC))
    assert found.thread.obligations == story.thread(LATER).obligations


def test_what_a_promise_is_for_must_be_a_request_of_ours() -> None:
    story = Asking()
    holding = story.receives("2020-01-08", "holding")
    thread = story.thread(LATER)
    entries = classify(thread, holding, "holding", "ana", until=day("2020-01-30"), answers=(story.first,))
    assert [e.fact.answers for e in entries if isinstance(e.fact, ObligationOpened)] == [(story.first,)]
    promise = story._log("2020-01-08", entries[1].fact)
    again = classify(story.thread(LATER), holding, "holding", "ana", until=day("2020-01-30"), answers=(story.second,))
    story._log("2020-01-09", again[1].fact)
    found = story.thread(LATER).obligation(promise)
    assert found
    assert (len(again), found.answers) == (2, (story.second,)), "the same promise, not another one"
    with pytest.raises(UsageProblem, match="no request that they owe"):
        classify(thread, holding, "holding", "ana", until=day("2020-01-30"), answers=(holding,))
    with pytest.raises(UsageProblem, match="only a promise"):
        classify(thread, holding, "holding", "ana", answers=(story.first,))
    asked = Asked("request", "company", "please", answers=(story.first,))
    with pytest.raises(UsageProblem, match="only a promise of theirs"):
        open_obligation(thread, asked, "ana", message=holding)
