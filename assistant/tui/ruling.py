"""Rules and calendars as the screen shows them: rows, and what is told of the one under the cursor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct
from textual.content import Content

from assistant.clocks.calendars import WEEKDAYS
from assistant.clocks.wording import counted, long_date
from assistant.desk import Desk
from assistant.record.inert import inert_line
from assistant.services.rule_list import ListedRule, RuleList, place, rule_list, says
from assistant.tui.lines import Span, between, cut
from assistant.tui.widgets.row_list import Draw
from assistant.tui.words import MUTED

AHEAD = 366
"""Days for which days off are told."""


class Off(Struct, frozen=True):
    day: date
    why: str
    estimated: bool
    local: bool


class ListedCalendar(Struct, frozen=True):
    regulator: str
    name: str
    weekend: str
    off: tuple[Off, ...]
    """Of the year ahead, weekends left out."""
    uncovered: tuple[int, ...]
    """Years in it whose holidays are not known."""


class Ruling(Struct, frozen=True):
    listed: RuleList
    calendars: tuple[ListedCalendar, ...]

    @property
    def size(self) -> int:
        return len(self.listed.rules) + len(self.calendars)


def ruling(desk: Desk) -> Ruling:
    """All rules and calendars as of the desk's day; in a worker."""
    keys = dict.fromkeys([*desk.settings.regulators, *desk.regulators()])
    return Ruling(rule_list(desk), tuple(_calendar(desk, key) for key in keys))


def _calendar(desk: Desk, key: str) -> ListedCalendar:
    today = desk.day(key)
    with desk.lock:
        calendar = desk.calendar(key)
        years = range(today.year, (today + timedelta(AHEAD)).year + 1)
        days = {day: why for year in years for day, why in calendar.days_off(year).items()}
        uncovered = tuple(year for year in years if not calendar.covers(year))
    ahead = sorted((day, why) for day, why in days.items() if today <= day < today + timedelta(AHEAD))
    off = tuple(Off(day, why.reason, why.estimated, why.local) for day, why in ahead if why.reason not in WEEKDAYS)
    free = {why.reason for _, why in ahead}
    weekend = " and ".join(day for day in WEEKDAYS if day in free)
    return ListedCalendar(key, desk.settings.regulator(key).name, weekend or "none", off, uncovered)


def rows(found: Ruling) -> list[Draw]:
    return [*(_rule_row(rule) for rule in found.listed.rules), *(_calendar_row(one) for one in found.calendars)]


def _rule_row(rule: ListedRule) -> Draw:
    def draw(width: int) -> Content:
        sign = "✓ " if rule.applies else "– "
        count = counted(rule.reminders, "reminder") if rule.reminders else ""
        head = between((Span(f"{sign}{inert_line(rule.name)}", "b"),), (Span(count, "n"),) if count else (), width)
        roles = {"b": "bold" if rule.applies else MUTED, "n": "bold $accent"}
        told = cut(f"  {inert_line(says(rule))}", width)
        return Content.assemble(*((span.text, roles.get(span.role, "")) for span in head), "\n", (told, MUTED))

    return draw


def _calendar_row(one: ListedCalendar) -> Draw:
    def draw(width: int) -> Content:
        head = cut(f"▦ Calendar of {inert_line(one.name) or one.regulator}", width)
        told = cut(f"  weekend {one.weekend}; {counted(len(one.off), 'day')} off in the year ahead", width)
        return Content.assemble((head, "bold"), "\n", (told, MUTED))

    return draw


def told_of(found: Ruling, at: int) -> Content:
    """Of a rule what it says, where it stands and what it causes; of a calendar its days off."""
    rules = found.listed.rules
    lines = _of_rule(rules[at]) if at < len(rules) else _of_calendar(found.calendars[at - len(rules)])
    return Content("\n").join([Content.styled(inert_line(text), role) for text, role in lines])


def _of_rule(rule: ListedRule) -> Iterator[tuple[str, str]]:
    yield rule.name, "bold"
    yield "", ""
    yield says(rule), ""
    yield "", ""
    yield f"{'Applies' if rule.applies else 'Does not apply'}: {rule.why}", ""
    if rule.applies:
        yield f"This rule has {counted(rule.reminders or 0, 'reminder')} today.", "bold $accent"
    yield "", ""
    yield f"Basis: {rule.basis or 'none, a courtesy'}", "dim"
    yield f"Steps: {', '.join(rule.steps)}; rolls off non-working days: {'yes' if rule.roll else 'no'}", "dim"
    scopes = {
        "Regulators": rule.regulators, "Channels": rule.channels, "Threads": rule.threads, "Tags": rule.tags
    }  # fmt: skip
    for name, values in scopes.items():
        if values:
            yield f"{name}: {', '.join(values)}", "dim"
    yield (
        f"Stands in: {place(rule) if rule.number else 'the program (a rule of yours with its name replaces it)'}",
        "dim",
    )


def _of_calendar(one: ListedCalendar) -> Iterator[tuple[str, str]]:
    yield f"{one.name or one.regulator} ({one.regulator})", "bold"
    yield "", ""
    yield f"Weekend: {one.weekend}", ""
    for year in one.uncovered:
        yield f"⚠ The holidays of {year} are not known.", "$text-warning"
    yield "", ""
    for off in one.off:
        marks = [mark for mark, holds in (("may move by a day", off.estimated), ("of your own", off.local)) if holds]
        told = f"  ({', '.join(marks)})" if marks else ""
        yield f"{WEEKDAYS[off.day.weekday()][:3]} {long_date(off.day):<18} {off.why}{told}", ""
    if not one.off:
        yield "No holiday in the year ahead.", ""
