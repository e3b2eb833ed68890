"""Rows as CSV that a spreadsheet shows and never runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.record.inert import inert_line

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, East Asian widths included (OWASP, “CSV Injection”)."""


def csv_lines(rows: Iterable[Mapping[str, object]], columns: Sequence[str]) -> Iterator[str]:
    """A header and the rows, each a line with its end; cells that would be run are made plain text by an apostrophe."""
    yield csv_line(columns)
    for row in rows:
        yield csv_line(row.get(column) for column in columns)


def csv_line(cells: Iterable[object]) -> str:
    """One of these lines."""
    buffer = io.StringIO()
    csv.writer(buffer).writerow([csv_cell(cell) for cell in cells])
    return buffer.getvalue()


def csv_cell(value: object) -> str:
    """One cell, on one line; nothing for None. A number is no formula, however it begins."""
    text = "" if value is None else inert_line(str(value))
    return f"'{text}" if text.startswith(FORMULA) and not isinstance(value, int | float) else text
