"""The strip of time above a thread: to scale, each sign with its entry, nothing lost where days are close."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assistant.reports.picture import Flag, Mark, Picture, Stretch
from assistant.tui.lines import plain, width_of
from assistant.tui.strip import nearest, rows

FIRST = date(2020, 10, 1)


def mark(entry: int, day: int, lane: str = "in", cls: str | None = None) -> Mark:
    return Mark(entry, FIRST + timedelta(days=day), lane, cls, "")  # type: ignore[arg-type]


def drawn(
    marks: tuple[Mark, ...], flags: tuple[Flag, ...] = (), pauses: tuple[Stretch, ...] = (), today: int = 20
) -> Picture:
    last = FIRST + timedelta(days=29)
    day = FIRST + timedelta(days=today)
    return Picture("pta-2020-001", "PTA", "Title", FIRST, last, day, marks, (), pauses, flags, (), 0)


def test_two_lanes_to_scale_with_due_days_pauses_and_the_day() -> None:
    marks = (
        mark(2, 0, cls="substantive"),
        mark(3, 4, "out"),
        mark(5, 10, cls="acknowledgement"),
        mark(6, 12, "public"),
    )
    due = FIRST + timedelta(days=25)
    flags = (Flag(due, "company", 2, "", open=True), Flag(FIRST + timedelta(days=7), "regulator", 3, "", open=False))
    stop = Stretch(FIRST + timedelta(days=14), FIRST + timedelta(days=16))
    theirs, ours, axis = rows(drawn(marks, flags, (stop,)), 34, axis=True)
    assert plain(theirs.line) == "PTA ●······△··○···▒▒▒···│         "
    assert plain(ours.line) == "we  ····■·······◆·▒▒▒···│    ▲    "
    assert plain(axis.line) == "    1 Oct            21 Oct 30 Oct"
    assert next(span.text for span in theirs.reading(5) if span.role == "here") == "○"
    assert nearest(theirs, 14) == 5
    assert nearest(theirs, 16) == 5  # a click may miss by a little
    assert nearest(theirs, 25) is None


def test_several_on_one_cell_are_counted_and_the_chosen_one_is_found() -> None:
    many = tuple(mark(n, 0) for n in range(2, 14))
    theirs, ours = rows(drawn(many), 34)
    assert plain(theirs.line).startswith("PTA 9·")
    assert theirs.reading(4)[1] == ("9", "here")
    assert theirs.entries == {4: 13}
    assert ours.reading(4) == ours.line


def test_a_due_day_on_the_day_of_a_message_stands_beside_it() -> None:
    flags = (Flag(FIRST + timedelta(days=4), "company", 3, "", open=True),)
    _, ours = rows(drawn((mark(3, 4, "out"),), flags), 34)
    assert plain(ours.line).startswith("we  ····■▲")


@given(
    st.lists(st.tuples(st.integers(0, 29), st.sampled_from(["in", "out", "public"])), max_size=40),
    st.integers(0, 29),
    st.integers(10, 200),
)
def test_any_thread_fits_any_width(days: list[tuple[int, str]], today: int, width: int) -> None:
    marks = tuple(mark(n, day, lane) for n, (day, lane) in enumerate(days, 2))
    for row in rows(drawn(marks, today=today), width, axis=True):
        assert width_of(row.line) == max(width, 14)
        assert all(plain(row.reading(mark.entry)) == plain(row.line) for mark in marks)
        assert all(entry in {m.entry for m in marks} for entry in row.entries.values())
