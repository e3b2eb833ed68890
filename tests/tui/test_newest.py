"""The newest of a long thread, shown before the rest is read: nothing of it is other than it is in the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from assistant.clocks.gaps import gaps, gaps_left
from assistant.record import newest as room
from assistant.record.entry import Line, NewEntry
from assistant.record.fold import fold
from assistant.record.index_rows import outline
from assistant.record.kinds import Corrected, Erased, Fact, Message
from assistant.record.newest import newest, with_texts
from assistant.record.standing import outlined, standing
from assistant.tui.timeline import Said, View, newest_items, timeline
from tests.clocks.threads import DEFAULTS
from tests.record.histories import FIRST, MOVES, SPAN, Move, entries
from tests.record.mergers import lines as lines_of
from tests.record.mergers import logged, merged
from tests.record.writing import THREAD, UTC, by

_SAID = st.builds(
    Move,
    st.sampled_from(["in", "out", "in", "called", "unsure"]),
    st.integers(0, SPAN),
    st.integers(0, 30),
    st.booleans(),
)
TALKATIVE = st.lists(_SAID | MOVES, min_size=8, max_size=40)
OTHER = "pta-2020-002"
DAY = FIRST + timedelta(days=SPAN + 20)


@pytest.fixture(autouse=True, scope="module")
def soon_long() -> Iterator[None]:
    """Threads of some messages are long."""
    with pytest.MonkeyPatch.context() as patch:
        for name, size in (("LONG", 4), ("LEAST", 3), ("MOST", 9)):
            patch.setattr(room, name, size)
        yield


def told(moves: Sequence[Move], *more: Fact) -> list[Line]:
    """A thread with entries that begin to say of what was said, and take back and erase some of it."""
    news = [*entries(moves), *(by(fact, f"{DAY}T10:00:00Z") for fact in more)]
    return [Line(n, new.at or "", new.by, new.fact) for n, new in enumerate(news, 1)]


def whole_view(lines: Sequence[Line]) -> View:
    thread = fold(lines, UTC)
    shown = tuple(gap for gap in gaps(thread, DEFAULTS, DAY) if not gap.hidden)
    return View(thread, shown, DAY, UTC, "Telecom")


def newest_view(lines: Sequence[Line]) -> View | None:
    """As the index gives it, which knows no texts, and the last lines of the file, which say them."""
    left = standing(fold([outline(line) for line in lines], UTC))
    if (found := newest(left)) is None:
        return None
    read = with_texts(found, lines[found.first - 1 :])
    assert read is not None
    shown = gaps_left(outlined(left), DEFAULTS, DAY, snoozed=False)
    return View(read.thread, shown, DAY, UTC, "Telecom", newest=read)


def agrees(lines: Sequence[Line]) -> bool:
    """What is shown first is the end of what is shown then, if it is shown at all."""
    whole, first = whole_view(lines), newest_view(lines)
    if first is None:
        return False
    items = newest_items(first)
    assert items == timeline(whole)[-len(items) :]
    assert sum(m.n in {item.n for item in items if isinstance(item, Said)} for m in whole.thread.messages) >= 2
    assert first.gaps == whole.gaps
    assert first.ball == whole.ball
    open_now = [o for o in whole.thread.obligations if o.is_open]
    assert [o for o in first.thread.obligations if o.is_open] == open_now
    assert first.newest is not None
    assert (first.newest.count, first.thread.length) == (len(whole.thread.messages), whole.thread.length)
    assert set(first.newest.latest) <= {m.n for m in whole.thread.messages}
    return True


@given(TALKATIVE, st.lists(st.tuples(st.sampled_from(["erase", "void", "text"]), st.integers(0, 40)), max_size=3))
def test_what_is_shown_first_is_the_end_of_the_whole(moves: list[Move], later: list[tuple[str, int]]) -> None:
    facts = told(moves)
    more: list[Fact] = []
    for what, pick in later:
        entry = 2 + pick % (len(facts) - 1)
        if what == "erase":
            more.append(Erased(entry, "asked for"))
        elif what == "void":
            more.append(Corrected(entry, "an error", void=True))
        elif isinstance(facts[entry - 1].fact, Message):
            more.append(Corrected(entry, "misread", {"text": "As it was said", "subject": "Right"}))
    event(f"shown: {agrees(told(moves, *more))}")


@given(TALKATIVE, TALKATIVE, st.booleans())
def test_it_is_so_of_threads_that_were_merged_and_parted(own: list[Move], others: list[Move], parted: bool) -> None:
    lines = merged(lines_of(own, THREAD), lines_of(others, OTHER))
    if parted:
        lines = logged(lines, [NewEntry(Corrected(len(own) + 2, "not one matter", void=True), "sara")])
    event(f"shown: {agrees(lines)}")
