"""What counts as a wait, when it begins and ends, and how long it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given

from assistant.record.fold import fold
from assistant.reports.chronology import Period
from assistant.reports.statistics import figures
from assistant.reports.waits import Wait, waits
from assistant.services import reporting
from tests.clocks.threads import Story, day, pakistan
from tests.record.histories import DAYS, HISTORIES, Move, history
from tests.record.writing import THREAD, UTC, by, message, told
from tests.reports.records import of_story


def of(story: Story, on: str) -> list[tuple[str, str, str | None, int, bool]]:
    """Measure, side, channel, days and whether it ended."""
    return [(w.measure, w.by, w.channel, w.days, w.ended) for w in waits(story.thread(on), day(on))]


def test_the_case() -> None:
    story, _ = pakistan()
    assert of(story, "2020-10-19") == [
        ("answer", "regulator", "letter", 10, True),
        ("acknowledgement", "regulator", "letter", 3, True),
        ("answer", "company", "meeting", 7, False),
    ]
    assert of(story, "2020-10-17")[0] == ("answer", "regulator", "letter", 8, False)


def test_a_letter_waits_as_a_whole_and_reminders_begin_no_wait_of_their_own() -> None:
    story = Story()
    story.sends("2020-01-01")
    story.sends("2020-01-08")
    story.receives("2020-01-10", "automatic")
    story.receives("2020-01-11", "acknowledgement")
    story.receives("2020-01-21")
    story.sends("2020-02-01")
    assert of(story, "2020-02-03") == [
        ("answer", "regulator", "letter", 20, True),
        ("answer", "regulator", "letter", 2, False),
        ("acknowledgement", "regulator", "letter", 10, True),
        ("acknowledgement", "regulator", "letter", 2, False),
    ]


def test_pauses_are_taken_off_once_and_only_from_what_they_concern() -> None:
    story = Story()
    asked = story.receives("2020-01-01")
    first, second = story.asks_us("a report", asked), story.asks_us("a figure", asked)
    story.pauses(asked, first, on="2020-01-05")
    story.pauses(asked, None, on="2020-01-07")
    story.resumes(asked, first, on="2020-01-09")
    story.resumes(asked, None, on="2020-01-11")
    answer = story.sends("2020-01-21")
    story.settles(first, answer)
    story.settles(second, answer)
    assert of(story, "2020-02-01") == [
        ("answer", "company", "letter", 14, True),
        ("answer", "company", "letter", 16, True),
        ("acknowledgement", "company", "letter", 16, True),
    ]


def test_a_pause_that_goes_on_after_the_answer_counts_until_then() -> None:
    story = Story()
    asked = story.receives("2020-01-01")
    request = story.asks_us("a report", asked)
    story.pauses(asked, request, on="2020-01-05")
    story.settles(request, story.sends("2020-01-11"))
    story.resumes(asked, request, on="2020-02-01")
    assert of(story, "2020-03-01")[0] == ("answer", "company", "letter", 4, True)


def test_what_came_back_to_us_acknowledged_nothing() -> None:
    story = Story()
    story.asks_us("a report", story.receives("2020-01-01"))
    story.sends("2020-01-03", "email", message_id="1@x")
    story.receives("2020-01-04", "bounce", "email", undelivered_id="1@x")
    assert of(story, "2020-01-05")[-1] == ("acknowledgement", "company", "letter", 4, False)
    story.sends("2020-01-10")
    assert of(story, "2020-02-01")[-1] == ("acknowledgement", "company", "letter", 9, True)


def test_a_thread_that_was_merged_into_another_is_counted_there_alone(tmp_path: Path) -> None:
    desk = of_story(tmp_path, pakistan()[0])
    other = desk.open_thread("PTA", "The same", first=lambda _: [by(message("out", "2020-10-02"))])
    assert {wait.thread for wait in reporting.timed(desk, None, Period()).waits} == {THREAD, other}
    desk.intake.merge(THREAD, other, "one matter")
    assert {wait.thread for wait in reporting.timed(desk, None, Period()).waits} == {THREAD}


def test_what_was_withdrawn_or_closed_was_lost_from_sight_then() -> None:
    story = Story()
    letter = story.sends("2020-01-01", "call")
    withdrawn = story.asks_them("one", letter)
    story.asks_them("two", letter)
    story.withdraws(withdrawn, "2020-01-05")
    story.closes("2020-01-09")
    assert of(story, "2020-03-01") == [
        ("answer", "regulator", "call", 4, False), ("answer", "regulator", "call", 8, False),
    ]  # fmt: skip


def test_what_bounced_counts_from_when_it_was_sent_again() -> None:
    story = Story()
    sent = story.sends("2020-01-01", "email", message_id="1@x")
    story.asks_them("a decision", sent)
    story.receives("2020-01-02", "bounce", "email", undelivered_id="1@x")
    assert of(story, "2020-01-09") == []
    story.sends("2020-01-10", "email")
    assert of(story, "2020-01-15")[0] == ("answer", "regulator", "email", 5, False)


def test_steps_of_procedure_are_no_questions() -> None:
    story = Story()
    story.takes_step("Appeal", "appeal", story.receives("2020-01-01"))
    assert of(story, "2020-02-01") == []


@given(moves=HISTORIES, on=DAYS)
def test_whatever_happens_no_wait_is_negative_or_in_the_future(moves: list[Move], on: date) -> None:
    thread = fold(told(*history(moves)[1:]), UTC, on)
    for wait in waits(thread, on):
        assert wait.days >= 0
        assert wait.start.toordinal() + wait.days <= max(on, wait.start).toordinal()


def wait(days: int, ended: bool, **more: object) -> Wait:
    usual: dict[str, object] = {"regulator": "PTA", "tags": (), "channel": "letter", "start": day("2020-01-01")}
    return Wait(measure="answer", by="regulator", thread="pta-2020-001", days=days, ended=ended, **usual | more)  # type: ignore[arg-type]


def test_figures_by_group() -> None:
    found = [
        wait(3, True, tags=("data", "age")),
        wait(9, False, tags=("data",), start=day("2019-12-31")),
        wait(5, True, channel=None, regulator="BNA"),
    ]
    (whole,) = figures(found, None)
    assert (whole.number, whole.ended, whole.open, whole.median_days, whole.p90_days) == (3, 2, 1, 5, None)
    by_tag = [(f.group, f.number, f.median_days) for f in figures(found, "tag")]
    assert by_tag == [("(no tag)", 1, 5), ("age", 1, 3), ("data", 2, 3)]
    assert [(f.group, f.number) for f in figures(found, "channel")] == [("letter", 2), ("none", 1)]
    assert [(f.group, f.number) for f in figures(found, "regulator")] == [("BNA", 1), ("PTA", 2)]
    assert [(f.group, f.median_days) for f in figures(found, "year")] == [("2019", None), ("2020", 3)]
