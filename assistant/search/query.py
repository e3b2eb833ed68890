"""What a person types → what is looked for. Pure functions; one language for the command line, the screen and the chat.

`blocked platform` finds both words in one entry, `"no reply"` them in that order, `licen*` what begins so, `-press`
leaves out, `OR` (in capitals) stands between alternatives, `from:durrani` is a field; see `fields`. Words are compared
as `words` folds them. Any text is either understood or refused with a `UsageProblem`: stray quotes, brackets and
operators are never handed on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from assistant.errors import UsageProblem
from assistant.search.fields import FIELDS, Filter, Term, term
from assistant.search.words import is_unspaced

MOST_WORDS = 100
"""In one query: FTS5 allows an expression 256 levels, and nobody types as many."""

_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
_ITEM = re.compile(
    r"""(?P<without>-)?(?:(?P<field>[A-Za-z]+):)?(?:"(?P<quoted>[^"]*)(?P<closed>"?)|(?P<word>[^\s"]*))\s*"""
)


What = Term | Filter


class Item(Struct, frozen=True):
    """One word, phrase or field."""

    what: What
    without: bool = False
    """Entries of which it is true are left out."""


class Query(Struct, frozen=True):
    """All of `clauses` must be true of an entry, and any one item in each."""

    clauses: tuple[tuple[Item, ...], ...] = ()
    ranked: bool = False
    """The best first instead of the newest."""

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words that are looked for: what a passage is chosen by and marked with."""
        return tuple(
            item.what for clause in self.clauses for item in clause if isinstance(item.what, Term) and not item.without
        )

    def values(self, field: str) -> tuple[str, ...]:
        """All that the query says of `field`, wherever it does."""
        return tuple(
            value
            for clause in self.clauses
            for item in clause
            if isinstance(item.what, Filter) and item.what.field == field
            for value in item.what.values
        )


class _Read(Struct, frozen=True):
    """One item as it was typed."""

    without: bool
    field: str
    value: str
    quoted: bool
    open: bool
    """Nothing follows, not even a blank: it may still be typed."""


def parse(text: str, *, as_you_type: bool = False) -> Query:
    """The query that `text` says.

    Raises `UsageProblem` for an unknown field, a value that a field does not have, and where there is nothing to look
    for. `as_you_type`: the last word is the beginning of one, what is wrong with it is not yet said, and nothing to
    look for is an empty query.
    """
    clauses: list[list[Item]] = []
    ranked = alternative = False
    for read in _items(text.translate(_QUOTES)):
        if read.field == "rank" and not read.value:
            ranked = True
        elif _operator(read):
            alternative = read.value == "OR" and bool(clauses)
        elif item := _item(read, unfinished=as_you_type and read.open, alone=not clauses):
            clauses[-1:] = [[*clauses[-1], item]] if alternative else [*clauses[-1:], [item]]
            alternative = False
    found = Query(tuple(map(tuple, clauses)), ranked)
    _check(found, text, as_you_type)
    return found


def _check(query: Query, text: str, as_you_type: bool) -> None:
    if not query.clauses and not as_you_type:
        raise UsageProblem(
            f"there is no word to look for in {text!r}", hint="Write a word, or a field such as from:pta."
        )
    if sum(len(one.words) for one in query.terms) > MOST_WORDS:
        raise UsageProblem(f"more than {MOST_WORDS} words are too many to look for")


def _items(text: str) -> Iterator[_Read]:
    at = len(text) - len(text.lstrip())
    while at < len(text):
        found = _ITEM.match(text, at)
        assert found  # noqa: S101 - every part of the pattern may be empty
        at = found.end()
        quoted = found["quoted"] is not None
        open_end = at == len(text) and not found["closed"] and not found[0][-1:].isspace()
        yield _Read(
            found["without"] is not None,
            (found["field"] or "").lower() if _names_field(found) else "",
            found["quoted"] if quoted else _whole(found),
            quoted,
            open_end,
        )


def _names_field(found: re.Match[str]) -> bool:
    """`from:x` is a field and `https://x` is none; a name that none has is taken for one only if it looks like it."""
    name = found["field"] or ""
    if name.lower() in FIELDS or name.lower() == "rank":
        return True
    return name.islower() and not (found["word"] or "").startswith("/") and bool(found["word"] or found["quoted"])


def _whole(found: re.Match[str]) -> str:
    word: str = found["word"] or ""
    return word if not found["field"] or _names_field(found) else f"{found['field']}:{word}"


def _operator(read: _Read) -> bool:
    return read.value in {"OR", "AND"} and not (read.field or read.quoted or read.without)


def _item(read: _Read, *, unfinished: bool, alone: bool) -> Item | None:
    """None for what has no word in it, and for what is wrong or a letter only while it may still be typed."""
    try:
        what = _meant(read, unfinished=unfinished)
    except UsageProblem:
        if unfinished:
            return None
        raise
    if what is None or (unfinished and not alone and _is_a_letter(what)):
        return None
    return Item(what, read.without)


def _is_a_letter(what: What) -> bool:
    """One letter of a longer word: too little to look for, and next to other words nothing has it."""
    return isinstance(what, Term) and len("".join(what.words)) == 1 and not is_unspaced(what.words[0])


def _meant(read: _Read, *, unfinished: bool) -> What | None:
    if not read.field:
        begins = unfinished or read.value.endswith("*")
        return term(read.value, prefix=begins, shortest=2 if unfinished else 1)
    if read.field not in FIELDS:
        hint = f"Fields are {', '.join(f'{name}:' for name in FIELDS)}. Put words with a colon in quotes."
        raise UsageProblem(f"there is no field {read.field!r}", hint=hint)
    if not read.value.strip():
        raise UsageProblem(f"{read.field}: needs a value right behind it", hint=FIELDS[read.field].hint)
    return FIELDS[read.field].read(read.value.strip(), unfinished)
