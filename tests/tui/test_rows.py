"""The list: order of urgency, words for ball and due day, filter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from assistant.clocks.gap import Gap, OpenedBy
from assistant.desk import Desk
from assistant.record.index_rows import Summary
from assistant.tui.rows import filtered, most_urgent, thread_rows, with_later_days

TODAY = date(2020, 10, 18)


def summary(thread: str, last_in: str = "2020-10-01", closed: str | None = None) -> Summary:
    return Summary(
        thread, "PTA", f"Matter {thread}", "OUR-1", "", "2020-09-01", closed, "company", last_in, None, last_in, 1, 0, 2
    )


def gap(thread: str, state: str, due: date, *, hidden: bool = False) -> Gap:
    return Gap(
        id=f"{state}:{thread}",
        kind="we-owe",
        state=state,  # type: ignore[arg-type]
        thread=thread,
        regulator="PTA",
        owed_by="company",
        opened_by=OpenedBy(2, due),
        step=1,
        due=due,
        days_over=(TODAY - due).days,
        statutory=False,
        estimated=False,
        snoozed_until=date(2020, 10, 30) if hidden else None,
        summary="",
        suggests="",
        hidden=hidden,
    )


def test_the_most_urgent_thread_comes_first_and_closed_ones_last() -> None:
    names = ["pta-2020-00" + n for n in "1234567"]
    closed, snoozed, quiet, busy, upcoming, due, late = names
    summaries = [summary(n) for n in names[1:]]
    summaries[names.index(busy) - 1] = summary(busy, "2020-10-15")
    gaps = [
        gap(snoozed, "overdue", date(2020, 10, 1), hidden=True),
        structs.replace(gap(snoozed, "due", TODAY, hidden=True), snoozed_until=date(2020, 10, 25)),
        gap(upcoming, "upcoming", date(2020, 10, 20)),
        gap(due, "due", TODAY),
        gap(late, "overdue", date(2020, 10, 16)),
        gap(late, "upcoming", date(2020, 10, 20)),
    ]
    rows = thread_rows([summary(closed, closed="2020-10-02"), *summaries], gaps, TODAY)
    assert [row.thread for row in rows] == [late, due, upcoming, busy, quiet, snoozed, closed]
    assert [row.due for row in rows] == [
        "overdue 2 d",
        "due today",
        "due 20 Oct",
        "",
        "",
        "snoozed to 30 Oct",
        "closed",
    ]


def days(first: int, last: int) -> st.SearchStrategy[date]:
    return st.integers(first, last).map(lambda n: date(2020, 10, n))


@given(
    st.permutations([f"pta-2020-00{n}" for n in range(1, 8)]),
    st.lists(st.tuples(days(1, 3), st.booleans()), min_size=7, max_size=7),
    st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["overdue", "due", "upcoming"]), days(10, 12))),
)
def test_of_one_state_the_earlier_due_then_the_latest_activity_then_the_name_decides(
    names: list[str], spoken: list[tuple[date, bool]], late: list[tuple[int, str, date]]
) -> None:
    summaries = [
        summary(name, day.isoformat(), "2020-10-02" if closed else None)
        for name, (day, closed) in zip(names, spoken, strict=True)
    ]
    gaps = [gap(names[at], state, due) for at, state, due in late]

    def key(one: Summary) -> tuple[int, date, int, str]:
        back = -date.fromisoformat(one.last_in or "").toordinal()
        if one.closed:
            return 5, date.min, back, one.thread
        own = [(("overdue", "due", "upcoming").index(g.state), g.due) for g in gaps if g.thread == one.thread]
        return (*min(own, default=(3, date.min)), back, one.thread)

    assert [row.thread for row in thread_rows(summaries, gaps, TODAY)] == [s.thread for s in sorted(summaries, key=key)]


def test_a_day_that_no_reminder_announces_yet_is_shown_all_the_same() -> None:
    (row,) = with_later_days(
        thread_rows([summary("pta-2020-001")], [], TODAY), {"pta-2020-001": date(2021, 1, 4)}, TODAY
    )
    assert (row.due, row.state) == ("due 4 Jan 2021", "later")


def test_the_days_since_they_spoke_are_counted_to_the_day_of_the_screen() -> None:
    (row,) = thread_rows([summary("pta-2020-001", "2020-10-12")], [], TODAY)
    assert row.contact == 6


def test_the_gap_to_show_is_the_latest_one_first() -> None:
    late, soon = gap("a", "overdue", date(2020, 10, 16)), gap("a", "upcoming", date(2020, 10, 19))
    assert most_urgent([soon, late]) == late
    assert most_urgent([]) is None


def test_the_filter_looks_for_every_word_in_title_regulator_and_reference() -> None:
    rows = thread_rows([summary("pta-2020-001"), summary("pta-2020-002")], [], TODAY)
    assert [r.thread for r in filtered(rows, "our-1 MATTER 002")] == ["pta-2020-002"]
    assert filtered(rows, "  ") == rows
    assert filtered(rows, "nothing like it") == ()


def test_a_title_from_outside_is_made_harmless() -> None:
    (row,) = thread_rows([structs.replace(summary("pta-2020-001"), title="a\x1b[31m\nb")], [], TODAY)
    assert row.title == "a␛[31m b"


def test_the_demo_says_who_holds_the_ball_and_what_is_overdue(desk_on: Callable[[date], Desk]) -> None:
    desk = desk_on(TODAY)
    (row,) = with_later_days(
        thread_rows(desk.summaries(), desk.check(snoozed=True).gaps, TODAY), desk.next_due(), TODAY
    )
    assert (row.ball, row.contact, row.due, row.state) == ("company", 6, "overdue 2 d", "overdue")
