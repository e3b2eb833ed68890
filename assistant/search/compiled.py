"""A query → SQL over the tables of the file of words. Pure functions.

All that a query says of words goes into one FTS5 expression, whose every word stands in quotes and has nothing in it
but letters and digits: no text that a person types is syntax there. Where a clause mixes words with other conditions,
the words become a condition too.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from assistant.search.fields import Filter, Term, mark
from assistant.search.query import Item, Query, What
from assistant.search.tables import A_DAY

NEW = "{head body sender recipients files annexes refs marks}"
"""The columns of what was newly said."""
WEIGHTS = "4, 1, 0.1, 2, 1, 2, 1, 4, 0"
"""Of the columns, for bm25: a subject says more than a body, and what is quoted was said before."""

_FROM_ENTRIES = "entries JOIN threads ON key = entries.thread"
_FROM_WORDS = "words CROSS JOIN entries ON id = words.rowid CROSS JOIN threads ON key = entries.thread"


class Statement(Struct, frozen=True):
    """A SELECT without its columns, order and limit, and its values."""

    source: str
    where: str
    values: tuple[str | int, ...]
    order: str


def compiled(query: Query, as_of: date | None) -> tuple[Statement, ...]:
    """What finds the entries of `query` that are dated up to `as_of`, one statement after the other, none twice.

    Entries with its words only in what they quote come last, unless the best come first.
    """
    positive, negative, tests = _parted(query)
    if not positive:
        where, values = _conditions([*tests, *((Item(one, without=True),) for one in negative)], as_of, "id")
        return (Statement(_FROM_ENTRIES, where, values, "id DESC"),)
    where, values = _conditions(tests, as_of, "words.rowid")
    without = f" NOT ({' OR '.join(map(_match, negative))})" if negative else ""
    anywhere = " AND ".join(positive)
    newly = f"({NEW}: ({anywhere}))"
    if query.ranked:
        return (_matching(f"({anywhere}){without}", where, values, f"bm25(words, {WEIGHTS}), id DESC"),)
    order = "words.rowid DESC"
    first = _matching(f"{newly}{without}", where, values, order)
    if not query.terms:
        return (first,)
    return first, _matching(f"(({anywhere}) NOT {newly}){without}", where, values, order)


def _matching(match: str, where: str, values: Iterable[str | int], order: str) -> Statement:
    return Statement(_FROM_WORDS, f"words MATCH ? AND {where}", (match, *values), order)


def _parted(query: Query) -> tuple[list[str], list[What], list[tuple[Item, ...]]]:
    """The clauses that FTS5 answers, what it must find missing, and the clauses that it cannot answer alone."""
    positive, negative, tests = [], [], []
    for clause in query.clauses:
        if not all(_is_word(item.what) for item in clause):
            tests.append(clause)
        elif not any(item.without for item in clause):
            positive.append(f"({' OR '.join(_match(item.what) for item in clause)})")
        elif len(clause) == 1:
            negative.append(clause[0].what)
        else:
            tests.append(clause)
    return positive, negative, tests


def _is_word(what: What) -> bool:
    return isinstance(what, Term) or what.field not in {"days", "is"}


def _match(what: What) -> str:
    """As FTS5 is asked for it."""
    match what:
        case Term(words=words, prefix=prefix, column=column):
            return f'{column + ": " if column else ""}"{" ".join(words)}"{" *" if prefix else ""}'
        case Filter(field="ref", values=words):
            return f'(refs: "{" ".join(words)}" OR "{" ".join(mark("ref", word) for word in words)}")'
        case Filter(field=field, values=values):
            alternatives = " OR ".join(f'"{mark(field, value)}"' for value in values)
            return f"({alternatives})"


def _conditions(
    tests: Iterable[tuple[Item, ...]], as_of: date | None, number: str
) -> tuple[str, tuple[str | int, ...]]:
    """All `tests` as one condition; days are asked of `number`, where FTS5 can leave out the others by itself."""
    conditions: list[str] = [f"{number} < ?"]
    values: list[str | int] = [_after(as_of or date.max)]
    for clause in tests:
        alternatives = [_condition(item, as_of, number) for item in clause]
        conditions.append(f"({' OR '.join(text for text, _ in alternatives)})")
        values += [value for _, more in alternatives for value in more]
    return " AND ".join(conditions), tuple(values)


def _after(day: date) -> int:
    """The first number of the day after."""
    return (day.toordinal() + 1) * A_DAY


def _condition(item: Item, as_of: date | None, number: str) -> tuple[str, list[str | int]]:
    text, values = _meets(item.what, as_of, number)
    return f"NOT ({text})" if item.without else f"({text})", values


def _meets(what: What, as_of: date | None, number: str) -> tuple[str, list[str | int]]:
    match what:
        case Filter(field="days", values=(first, last)):
            day, end = date.fromisoformat(first), date.fromisoformat(last)
            return f"{number} BETWEEN ? AND ?", [day.toordinal() * A_DAY, _after(end) - 1]
        case Filter(field="is", values=names):
            today: list[str | int] = [(as_of or date.max).isoformat()]
            tests = [_STATES[name] for name in names]
            return " OR ".join(tests), today * "".join(tests).count("?")
    return "id IN (SELECT rowid FROM words WHERE words MATCH ?)", [_match(what)]


_CLOSED = "IFNULL((SELECT closed FROM turns WHERE turns.thread = key AND day <= ? ORDER BY n DESC LIMIT 1), 0)"
_STATES = {"open": f"NOT {_CLOSED}", "closed": _CLOSED, "confidential": "confidential"}
"""What `is:` may say; the mark stands for the day."""
