"""Names, addresses and numbers replaced by placeholders before anything is sent, and put back in what comes.

It hides whom and what a question is about from the model's host, as far as that can be told from the words: the names
of parties that the record knows, names after a title, mail and web addresses, telephone, reference and account numbers.
Dates and small counts stay, or nothing could be answered. It is no promise of anonymity: a name that stands nowhere but
in a text, without a title, is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

LONGEST_COUNT = 5
"""Characters of a number that says nothing about anybody: `1,200`."""
SHORTEST_PART = 3
"""Letters of a single first or last name that is looked for by itself."""
LONGEST_TEXT = 1_000_000
"""Characters that are looked through; no request is that long."""
_ADDRESS = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|(?:https?://|www\.)[^\s<>\"”’]{1,500}[^\s<>\"”’.,;:!?)\]]"
_TITLED = (
    r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Professor|Sir|Dame|Lady|Lord|Herr|Frau|Madame|Monsieur)\b\.? "
    r"[^\W\d_a-z]\w{0,40}(?:[ -][^\W\d_a-z]\w{1,40}){0,2}"
)
_NUMBER = "|".join(
    (
        r"(?=[A-Z/-]{0,40}\d)[A-Z0-9]{1,40}(?:[-/][A-Z0-9]{1,40}){1,8}",  # a reference
        r"[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?",  # an account (ISO 13616)
        r"(?:\+|\(?0)\d[\d ()/-]{4,24}\d",  # a telephone
        r"\d{3,6}(?:[ -]\d{3,6}){1,6}",
        r"\d{1,3}(?:[,.']\d{3}){1,8}",
        r"\d{6,40}",
    )
)
_DAY = re.compile(
    r"\d{4}([-/])\d{1,2}\1\d{1,2}|\d{1,2}([./-])\d{1,2}\2\d{2,4}|(?:19|20)\d\d[-/](?:\d\d){1,2}|\d{1,2}/\d{1,2}"
)
"""What has many digits and is a date, or a span of years."""
_BLANK = r"\s{1,3}"
_OFFICE_WORDS = """
authority agency board bureau chairman commission committee communications council department directorate director
division general group inspectorate ministry national office online policy public registry regulator safety secretariat
section service services support team the unit
"""
_OFFICES = frozenset(_OFFICE_WORDS.split())
"""A name with one of these is an office's, whose single words are words of the language."""


class Replaced(Struct, frozen=True):
    """A placeholder and what it stands for."""

    placeholder: str
    original: str


class Redaction(Struct, frozen=True, dict=True):
    """What was replaced, each distinct original by a placeholder of its own. Without any, all texts stay."""

    replaced: tuple[Replaced, ...] = ()
    names: tuple[str, ...] = ()
    """What is looked for besides the patterns."""

    def hide(self, text: str) -> str:
        """`text` with every original replaced."""
        known = {one.original: one.placeholder for one in self.replaced}
        return _pattern(self.names).sub(lambda found: known.get(found[0], found[0]), text) if known else text

    def restore(self, text: str) -> str:
        """`text` with every placeholder put back, however the model has set it in capitals."""
        known = {one.placeholder: one.original for one in self.replaced}
        return _PLACED.sub(lambda found: known.get(found[0].upper(), found[0]), text) if known else text


_PLACED = re.compile(r"\b(?:NAME|ADDRESS|NUMBER)_[0-9]{1,6}\b", re.IGNORECASE)


def redaction(texts: Iterable[str], names: Iterable[str]) -> Redaction:
    """What to replace in `texts`, which are all that is to be sent; `names` are those that the record knows.

    A text that holds a placeholder's form already keeps it: numbers begin where none of them is taken.
    """
    wanted = tuple(dict.fromkeys(part for name in names for part in _parts(name.strip())))
    looked_at = [text[:LONGEST_TEXT] for text in texts]
    pattern = _pattern(wanted)
    taken = max((int(found[0].rpartition("_")[2]) for text in looked_at for found in _PLACED.finditer(text)), default=0)
    found: dict[str, str] = {}
    for text in looked_at:
        for match in pattern.finditer(text):
            if match[0] not in found and not _is_day(match):
                found[match[0]] = f"{_kind(match)}_{taken + len(found) + 1}"
    return Redaction(tuple(Replaced(placeholder, original) for original, placeholder in found.items()), wanted)


def _kind(match: re.Match[str]) -> str:
    return "ADDRESS" if match["address"] else "NUMBER" if match["number"] else "NAME"


def _is_day(match: re.Match[str]) -> bool:
    number = match["number"]
    if not number:
        return False
    few = len(number) <= LONGEST_COUNT and not any(letter.isalpha() for letter in number)
    return few or _DAY.fullmatch(number) is not None


def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of `names`, the longest first, or what looks like an address, a titled name or a number."""
    known = "|".join(_either_case(name) for name in sorted(names, key=len, reverse=True))
    named = f"{known}|{_TITLED}" if known else _TITLED
    return re.compile(rf"(?<!\w)(?:(?P<address>{_ADDRESS})|(?P<number>{_NUMBER})|(?P<name>{named}))(?!\w)")


def _either_case(name: str) -> str:
    """A whole name in any case of its letters; a single word only as it is written, being maybe a common one."""
    words = [re.escape(word) for word in name.split()]
    return f"(?i:{_BLANK.join(words)})" if len(words) > 1 else words[0]


def _parts(name: str) -> Iterator[str]:
    """`name`, and of a person's its first and last by themselves."""
    if len(name) < 2:
        return
    yield name
    words = name.split()
    if 2 <= len(words) <= 4 and not _OFFICES & {word.lower() for word in words}:
        yield from (word for word in (words[0], words[-1]) if len(word) >= SHORTEST_PART and word[0].isupper())
