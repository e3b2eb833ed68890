"""The picture of a thread: its layout in days, and its two painters."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.clocks.gaps import clocks
from assistant.record.fold import fold
from assistant.record.inert import inert_line
from assistant.record.kinds import Note
from assistant.record.openings import openings
from assistant.record.thread import Thread
from assistant.reports.disclosure import Reader, withheld
from assistant.reports.picture import Picture, picture, ticks
from assistant.reports.picture_svg import LABEL_GAP, picture_svg, spread
from assistant.reports.picture_text import picture_text
from tests.clocks.threads import DEFAULTS, Story, day, pakistan
from tests.record.histories import DAYS, FIRST, HISTORIES, KINDS, Move, history
from tests.record.writing import UTC, told
from tests.reports.records import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"


def drawn(thread: Thread, on: date, hidden: dict[int, object] | None = None) -> Picture:
    return picture(thread, on, clocks(thread, DEFAULTS, openings(thread), on), hidden or {})


def of(story: Story, on: str, hidden: dict[int, object] | None = None) -> Picture:
    return drawn(story.thread(on), day(on), hidden)


def below_title(lines: list[str]) -> list[str]:
    return lines[lines.index("") + 1 :]


def test_the_case_as_laid_out() -> None:
    story, n = pakistan()
    found = of(story, "2020-10-18")
    assert [(mark.entry, mark.lane) for mark in found.marks] == [
        (n["letter"], "out"), (n["meeting"], "in"), (n["statement"], "public"),
    ]  # fmt: skip
    assert [(s.first, s.days) for s in found.silences] == [(day("2020-10-12"), 6)]
    assert {(f.day, f.owed_by, f.entry, f.open) for f in found.flags} == {
        (day("2020-10-16"), "regulator", n["steps"], True),
        (day("2020-10-19"), "regulator", n["meeting"], True),
        (day("2020-10-19"), "company", n["timelines"], True),
    }
    assert (found.first, found.last, found.share(day("2020-10-14"))) == (day("2020-10-09"), day("2020-10-19"), 0.5)


def test_the_case_in_a_terminal() -> None:
    story, _ = pakistan()
    lines = list(picture_text(of(story, "2020-10-18"), 60))
    assert below_title(lines)[:6] == [
        "PTA                      ◐",
        "we         ■",
        "in public                                        ◆",
        "silence                   ────────── 6 days ──────────",
        "due                                          ▲             ▲",
        "           9 Oct 2020                            19 Oct 2020",
    ]
    assert all(len(line) <= 60 for line in lines)
    assert any(line.startswith("▲ 19 October 2020: we, #") for line in lines)


def test_several_at_one_place_are_counted_and_pauses_are_bands() -> None:
    story = Story("2020-01-01")
    asked = story.receives("2020-01-01")
    story.receives("2020-01-01", "acknowledgement")
    story.pauses(asked, on="2020-03-01")
    story.resumes(asked, on="2020-05-01")
    lines = list(picture_text(of(story, "2020-06-30"), 80))
    assert below_title(lines)[0].split() == ["PTA", "2"]
    (paused,) = (line for line in lines if line.startswith("paused"))
    assert paused.count("▒") == pytest.approx(69 * 61 / 181, abs=2)


def test_a_picture_ends_with_the_calendar() -> None:
    begun = Story("9999-12-31").thread("9999-12-31")
    for drawing in (picture(begun, date.max, (), {}), of(pakistan()[0], "9999-12-31")):
        assert drawing.last == date.max
        assert "9999" in "".join(picture_svg(drawing))
        assert any("9999" in line for line in picture_text(drawing))


def test_what_is_open_is_drawn_over_what_was_settled_and_a_closed_thread_is_not_silent() -> None:
    story = Story("2020-01-01")
    letter = story.receives("2020-01-01")
    for due, settled in (("2020-01-05", True), ("2020-01-20", True), ("2020-01-20", False)):
        promise = story.we_promise("a report", letter, due)
        if settled:
            story.settles(promise, letter)
    (due,) = (line for line in picture_text(of(story, "2020-01-15"), 80) if line.startswith("due"))
    assert due.removeprefix("due").split() == ["△", "▲"]
    assert [silence.days for silence in of(story, "2020-01-15").silences] == [14]
    story.closes("2020-01-10")
    assert of(story, "2020-01-15").silences == ()


def test_due_days_far_off_are_told_and_not_drawn() -> None:
    story = Story("2020-01-01")
    story.we_promise("a report", story.receives("2020-01-01"), "2023-01-01")
    found = of(story, "2020-01-10")
    assert [flag.day for flag in found.later] == [day("2023-01-01")]
    assert found.last < day("2020-02-01")
    assert any("1 January 2023: we" in line for line in picture_text(found))
    assert "(not drawn)" in "".join(picture_svg(found))


def test_what_is_withheld_is_counted_and_no_word_of_it_is_told() -> None:
    story = Story("2020-01-01")
    secret = story.receives("2020-01-05", subject="The secret", confidential=True)
    story.asks_us("secret words", secret, due="2020-01-09")
    found = of(story, "2020-01-20", dict(withheld(story.lines, Reader())))
    both = "".join(picture_svg(found)) + "".join(picture_text(found))
    assert (found.withheld, found.marks, found.flags) == (1, (), ())
    assert "secret" not in both
    assert both.count("1 confidential message not drawn") == 2


def test_the_svg_stands_alone_and_carries_hostile_text_as_text() -> None:
    story = Story("2020-01-01")
    story.asks_them(HOSTILE, story.sends("2020-01-01", subject=HOSTILE))
    root = ElementTree.fromstring("".join(picture_svg(of(story, "2020-01-20"))))  # noqa: S314 - our own
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "style", "rect", "text", "line", "g", "circle", "path",
    }  # fmt: skip
    shown = "".join(root.itertext())
    assert inert_line(HOSTILE) in shown
    assert root.get("role") == "img"
    named = {element.get("id") for element in root if element.tag in {f"{SVG}title", f"{SVG}desc"}}
    assert named == set(root.get("aria-labelledby", "").split())
    names = {name for element in root.iter() for name in element.attrib}
    assert not any(name.startswith("on") or "href" in name or name == "style" for name in names)


def test_what_came_back_is_not_counted_as_from_them() -> None:
    story = Story("2020-01-01")
    story.sends("2020-01-01", "email", message_id="a@example")
    story.receives("2020-01-02", "bounce", "email", in_reply_to="a@example")
    drawn = "".join(picture_svg(of(story, "2020-01-20")))
    assert "0 messages from PTA, 1 message from us, 0 messages in public, 1 came back." in drawn


def check_drawn(thread: Thread, on: date) -> None:
    """All that was said, owed and paused by then is in the picture and in both its drawings, each in its place.

    There is no thread and no day for which nothing is drawn: who may not see it is asked before.
    """
    running = list(clocks(thread, DEFAULTS, openings(thread), on))
    found = picture(thread, on, running, {})
    said = [(m.n, m.day, m.message.direction) for m in thread.messages if m.message.direction != "internal"]
    assert [(mark.entry, mark.day, mark.lane) for mark in found.marks] == said
    assert [(s.first, s.last) for s in found.pauses] == [(p.start, p.end or on) for p in thread.pauses]
    flags = [*found.flags, *found.later]
    assert {(f.day, f.entry) for f in flags if f.open} == {(c.due, c.opening.entry) for c in running if not c.standing}
    over = [(o.due, o.n) for o in thread.obligations if o.due and not o.is_open]
    assert sorted((f.day, f.entry) for f in flags if not f.open) == sorted(over)
    assert all(0 <= found.share(day) <= 1 for day in (*(m.day for m in found.marks), *(f.day for f in found.flags)))

    shown = Counter(element.get("class", "").split(" ")[0] for element in ElementTree.fromstring(  # noqa: S314 - our own
        "".join(picture_svg(found))).iter() if element.get("class"))  # fmt: skip
    assert (shown["mark"], shown["pause"], shown["due"]) == (len(said), len(found.pauses), len(found.flags))
    lines = list(picture_text(found, 60))
    below = below_title(lines)
    rows = below[: below.index("")]
    assert [row.split()[0] for row in rows[3:-1]] == [
        "silence", *["paused"] * bool(found.pauses), *["due"] * bool(found.flags)
    ]  # fmt: skip
    assert max(map(len, lines)) <= 60
    assert [bool(row[11:].strip()) for row in rows[:3]] == [
        any(lane == of for _, _, of in said) for lane in ("in", "out", "public")
    ]
    assert len([line for line in lines if line[:1] in {"▲", "△"}]) == len(flags)


@given(moves=HISTORIES, on=DAYS)
def test_any_thread_can_be_drawn_whole(moves: list[Move], on: date) -> None:
    check_drawn(fold(told(*history(moves)[1:]), UTC, on), on)


@pytest.mark.parametrize("kind", sorted(set(KINDS)))
def test_whatever_happens_in_a_thread_it_is_drawn(kind: str) -> None:
    before = [Move(what, day, 1, moment=True) for day, what in enumerate(("in", "request", "paused", "draft"))]
    facts = history([*before, Move(kind, 5, 2, moment=False)])
    assert kind == "note" or not isinstance(facts[-1], Note), "it took place"
    for later in range(0, 40, 13):
        on = FIRST + timedelta(days=later)
        check_drawn(fold(told(*facts[1:]), UTC, on), on)


@given(first=st.dates(date(1900, 1, 1), date(2100, 1, 1)), span=st.integers(1, 40_000))
def test_dates_along_the_axis_are_few_and_in_order(first: date, span: int) -> None:
    last = first + timedelta(days=span)
    found = ticks(first, last)
    assert min(span + 1, 3) <= len(found) <= 10
    assert list(found) == sorted(set(found))
    assert first <= found[0]
    assert found[-1] <= last


@given(places=st.lists(st.floats(0, 500)).map(sorted))
def test_labels_never_cover_each_other(places: list[float]) -> None:
    levels = spread(places)
    for level in {level for level in levels if level is not None}:
        told_at = [place for place, at in zip(places, levels, strict=True) if at == level]
        assert all(b - a >= LABEL_GAP for a, b in pairwise(told_at))
