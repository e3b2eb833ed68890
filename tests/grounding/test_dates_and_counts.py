"""Dates in every form and language, counts with their bounds; and where in the text they stand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.clocks.calendars import WEEKDAYS, Calendar
from assistant.clocks.wording import MONTHS
from assistant.grounding.counts import find_counts
from assistant.grounding.dates import find_dates
from assistant.grounding.ground import mentions
from tests.grounding.evidence import demo_evidence, findings, verdicts

EVIDENCE = demo_evidence("2020-10-18")
KNOWN = sorted({p.day for p in EVIDENCE.passages if p.day})
GERMAN = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
URDU = ("جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر")


def forms(day: date) -> list[str]:
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    return [
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"the {day.day}th of {month} {day.year}",
        f"{month} {day.day}th",
        f"{day.day} {month[:3]}",
        f"{day.day} {month[:3]}. {day.year}",
        f"{weekday}, {day.day} {month} {day.year}",
        f"{weekday} {day.day} {month}",
        f"{day.day} {month} {day.year} ({weekday})",
        f"{day:%Y-%m-%d}",
        f"{day:%d.%m.%Y}",
        f"{day:%d/%m/%Y}",
        f"{day.day}. {GERMAN[day.month - 1]} {day.year}",
        f"{day.day} {URDU[day.month - 1]} {day.year}",
        f"{day.day} {URDU[day.month - 1]} {day.year}".translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")),
    ]


def test_a_name_is_where_it_says_in_a_later_sentence_too() -> None:
    found = mentions("Nothing was said. Then OFCOM wrote. It was late, and then ICASA did.")
    assert [one.text for one in found if one.kind == "name"] == ["OFCOM", "ICASA"]


@pytest.mark.parametrize("day", KNOWN)
def test_every_date_of_the_record_is_verified_in_every_form(day: date) -> None:
    for form in forms(day):
        found = verdicts(f"So it was ({form}).", EVIDENCE, "date")
        assert [status for status, _ in found] == ["verified"], form


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)), st.integers(0, 14), st.text("ab é—\n\u200b", max_size=12))
def test_a_mention_is_where_it_says(day: date, form: int, around: str) -> None:
    text = f"{around} {forms(day)[form]} {around} 8 days {around}"
    found = mentions(text)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert any(m.value in {f"{day:%Y-%m-%d}", f"--{day:%m-%d}"} for m in found if m.kind == "date")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("on 9, 10 and 12 October 2020", ["2020-10-09", "2020-10-10", "2020-10-12"]),
        ("in October 2020", ["2020-10"]),
        ("since July", ["--07"]),
        ("last Friday, yesterday", ["weekday 4", "-1 days"]),
        ("we may 12 times march 3 miles", []),
        ("version 1.2.2020.4 of 10/99/2020", []),
    ],
)
def test_dates_are_found(text: str, values: list[str]) -> None:
    assert [said.value for said in find_dates(text)] == values


@pytest.mark.parametrize(
    ("text", "value", "right", "wrong"),
    [
        ("eight days", "8 days", [8], [7, 9]),
        ("a week", "1 weeks", [7, 13], [6, 14]),
        ("over a week", ">1 weeks", [8, 30], [7]),
        ("more than 7 days", ">7 days", [8], [7]),
        ("at least seven days", ">=7 days", [7, 8], [6]),
        ("nearly two weeks", "<2 weeks", [13], [14]),
        ("within 10 days", "<=10 days", [10], [11]),
        ("about ten days", "~10 days", [9, 12], [6, 14]),
        ("5 working days", "5 working days", [7, 8, 9], [6, 10]),
        ("a month", "1 months", [31, 59], [30]),
        ("over a month", ">1 months", [32, 59], [31]),
        ("mehr als eine Woche", ">1 weeks", [8], [7]),
        ("huit jours", "8 days", [8], [9]),
    ],
)
def test_a_count_keeps_its_bound(text: str, value: str, right: list[int], wrong: list[int]) -> None:
    (count,) = find_counts(text)
    start, calendar = date(2020, 10, 9), Calendar.plain()
    assert count.value == value
    for days in range(1, 60):
        if days in right:
            assert count.holds(start, start + timedelta(days), calendar), days
        if days in wrong:
            assert not count.holds(start, start + timedelta(days), calendar), days


@pytest.mark.parametrize("lead", ["on", "of", "by", "since", "after", "until", "from", "the day before", ""])
def test_a_day_that_stands_nowhere_is_found_in_a_letter_whatever_leads_to_it(lead: str) -> None:
    for named in ("13 October", "October 13th", "13 October 2020"):
        letter = f"Access was blocked on 9 October 2020 and closed for good {lead} {named}."
        found = [f for f in findings(letter, EVIDENCE, claims=False) if f.mention.kind == "date"]
        assert [f.status for f in found] == ["verified", "not-in-record"], letter


def test_a_day_without_a_year_is_the_nearest_of_its_name() -> None:
    letter = "We could present the annex on 15 January."
    assert [f for f in findings(letter, EVIDENCE, claims=False) if f.mention.kind == "date"] == []
