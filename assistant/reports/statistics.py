"""How long answers take: medians and ninetieth percentiles, with the number they rest on. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from assistant.record.kinds import Side
from assistant.reports.document import Column, Document, Heading, Paragraph, Table, TableRow
from assistant.reports.kaplan_meier import Lasted, quantile, survival
from assistant.reports.waits import MEASURES, Measure, Wait

Grouping = Literal["regulator", "channel", "tag", "year"]
SIDES: tuple[Side, ...] = ("regulator", "company")
MEDIAN, NINETIETH = Fraction(1, 2), Fraction(9, 10)
NOT_REACHED = "not reached"
ALL = "all"
"""The group of all waits."""
FIELDS = ("by", "group", "measure", "side", "number", "ended", "open", "median_days", "p90_days")
TITLES = {
    ("answer", "regulator"): "Their substantive answers",
    ("acknowledgement", "regulator"): "Their acknowledgements",
    ("answer", "company"): "Our substantive answers",
    ("acknowledgement", "company"): "Our acknowledgements",
}
NOTE = (
    "Calendar days, net of pauses. What is still open counts as open, not as nothing (Kaplan–Meier estimate): “not "
    "reached” means that too few have ended for a figure. An open one counts with the days that it has lasted so far."
)


class Figure(Struct, frozen=True):
    """One measure of one group."""

    by: Grouping | None
    """None for all together."""
    group: str
    measure: Measure
    side: Side
    """Who had to answer."""
    number: int
    ended: int
    open: int
    median_days: int | None
    """None: not reached, since too many are open."""
    p90_days: int | None


def figures(found: Iterable[Wait], by: Grouping | None) -> tuple[Figure, ...]:
    """A figure for each measure and side of each group that has one, all together without `by`; groups in order.

    A thread with several tags counts in the group of each.
    """
    sorted_out: dict[tuple[str, Measure, Side], list[Lasted]] = {}
    for wait in found:
        for group in _groups(wait, by):
            sorted_out.setdefault((group, wait.measure, wait.by), []).append(Lasted(wait.days, wait.ended))
    order = [(m, s) for m in reversed(MEASURES) for s in SIDES]
    groups = sorted({group for group, _, _ in sorted_out})
    keys = [(group, m, s) for m, s in order for group in groups]
    return tuple(_figure(by, key, sorted_out[key]) for key in keys if key in sorted_out)


def _groups(wait: Wait, by: Grouping | None) -> Iterator[str]:
    match by:
        case None:
            yield ALL
        case "regulator":
            yield wait.regulator
        case "channel":
            yield wait.channel or "none"
        case "tag":
            yield from wait.tags or ("(no tag)",)
        case "year":
            yield str(wait.start.year)


def _figure(by: Grouping | None, key: tuple[str, Measure, Side], observed: list[Lasted]) -> Figure:
    curve, ended = survival(observed), sum(one.ended for one in observed)
    return Figure(
        by, *key, len(observed), ended, len(observed) - ended, quantile(curve, MEDIAN), quantile(curve, NINETIETH)
    )


def statistics_document(found: tuple[Figure, ...], title: str) -> Document:
    """The figures as tables, one a measure and side."""
    return Document(title, _blocks(found))


def _blocks(found: tuple[Figure, ...]) -> Iterator[Heading | Paragraph | Table]:
    columns = tuple(Column(name, share) for name, share in (
        ("", 28), ("Number", 14), ("Ended", 14), ("Open", 14), ("Median, days", 15), ("90 %, days", 15),
    ))  # fmt: skip
    if not found:
        yield Paragraph("Nothing was waited for.")
        return
    for (measure, side), title in TITLES.items():
        if rows := [_row(figure) for figure in found if (figure.measure, figure.side) == (measure, side)]:
            yield Heading(title)
            yield Table(columns, rows)
    yield Paragraph(NOTE, small=True)


def _row(figure: Figure) -> TableRow:
    days = (NOT_REACHED if n is None else str(n) for n in (figure.median_days, figure.p90_days))
    return TableRow((figure.group, str(figure.number), str(figure.ended), str(figure.open), *days))
