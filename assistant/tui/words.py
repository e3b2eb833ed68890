"""The short words of the screens: days, sides, states, each with a sign that needs no colour."""

from __future__ import annotations

from datetime import date

from assistant.clocks.gap import Gap
from assistant.clocks.wording import MONTHS, days
from assistant.record.kinds import Side
from assistant.record.thread import Ball, ObligationStanding

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
BALL_SIGNS: dict[Ball, str] = {"company": "●", "regulator": "○", "none": "·"}
STATE_SIGNS: dict[ObligationStanding, str] = {
    "open": "◇",
    "part": "◈",
    "settled": "✓",
    "withdrawn": "✗",
    "replaced": "✗",
}
STATE_WORDS: dict[ObligationStanding, str] = {
    "open": "open",
    "part": "answered in part",
    "settled": "settled",
    "withdrawn": "withdrawn",
    "replaced": "replaced",
}
GAP_SIGNS = {"overdue": "⚑", "due": "⚑", "upcoming": "⚐"}
MUTED = "$foreground 80%"
"""What matters less in a row; unlike `dim`, it can be read under a cursor, too."""
ALONE, OVER = "Let checks run alone", "Look everything over"
"""Errands that the day's page leads to."""


def short_day(day: date, beside: date) -> str:
    """`19 Oct`, with its year where it is not that of `beside`."""
    text = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return text if day.year == beside.year else f"{text} {day.year}"


def spoken_day(day: date, beside: date) -> str:
    """`19 October`, with its year where it is not that of `beside`."""
    text = f"{day.day} {MONTHS[day.month - 1]}"
    return text if day.year == beside.year else f"{text} {day.year}"


def dated(day: date, beside: date) -> str:
    """`Mon 12 Oct`, with its year where it is not that of `beside`."""
    return f"{WEEKDAYS[day.weekday()]} {short_day(day, beside)}"


def ball_words(ball: Ball, regulator: str) -> str:
    """Whose turn it is: `● with us`, `○ with PTA`."""
    whose = {"company": "with us", "regulator": f"with {regulator}", "none": "with no one"}[ball]
    return f"{BALL_SIGNS[ball]} {whose}"


def due_words(gap: Gap, today: date) -> str:
    """`overdue 2 d`, `due today`, `due 19 Oct`."""
    if gap.state == "overdue":
        return f"overdue {gap.days_over} d"
    return "due today" if gap.state == "due" else f"due {short_day(gap.due, today)}"


def gap_head(gap: Gap) -> str:
    """`⚑ overdue by 2 days`, `⚐ due in 1 day`."""
    sign = GAP_SIGNS[gap.state]
    if gap.state == "overdue":
        return f"{sign} overdue by {days(gap.days_over)}"
    return f"{sign} due today" if gap.state == "due" else f"{sign} due in {days(-gap.days_over)}"


def owes(side: Side, regulator: str) -> str:
    return "we owe" if side == "company" else f"{regulator} owes"
