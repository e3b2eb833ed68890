"""The beginning of a word → the words of the file that begin so.

FTS5 finds the newest entries with a word at once, but gathers all entries with a beginning before it names the first.
Most beginnings that a person types are of a few words only; asked for those, it need not.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from msgspec import structs

from assistant.search.fields import Term
from assistant.search.query import Item, Query
from assistant.search.tables import PREFIXED

MOST = 30
"""Words with one beginning, each of which is looked up by itself: with more, the beginning is as good."""

_VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'words', 'instance')"
_NEXT = "SELECT term FROM temp.vocabulary WHERE term >= ? LIMIT 1"


def spelled_out(query: Query, db: sqlite3.Connection) -> Query:
    """A query that finds the same, the beginnings of few words in it replaced by those words.

    One whose best come first is left as it is: a word is weighed by how many entries have it.
    """
    if query.ranked:
        return query
    clauses = (tuple(one for item in clause for one in _spelled_out(item, db)) for clause in query.clauses)
    return structs.replace(query, clauses=tuple(clauses))


def _spelled_out(item: Item, db: sqlite3.Connection) -> Iterable[Item]:
    """Alternatives to `item`."""
    match item:
        case Item(what=Term(words=(*before, last), prefix=True) as what, without=False) if len(last) > PREFIXED:
            found = _endings(last, db)
            if 0 < len(found) <= MOST:
                return [Item(structs.replace(what, words=(*before, word), prefix=False)) for word in found]
    return (item,)


def _endings(beginning: str, db: sqlite3.Connection) -> list[str]:
    """The words with `beginning`, in order; one more than `MOST` at most."""
    db.execute(_VOCABULARY)
    found: list[str] = []
    at = beginning
    while len(found) <= MOST:
        row = db.execute(_NEXT, (at,)).fetchone()
        if row is None or not row[0].startswith(beginning):
            break
        found.append(row[0])
        at = f"{row[0]}\0"  # what comes next in the order of bytes
    return found
