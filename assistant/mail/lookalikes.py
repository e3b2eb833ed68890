"""Domains that a hurried reader takes for another: `pta-gov.pk`, `pta.gov.pk.example.com`, `ofc0m.org.uk`.

Pure comparison of names. It says that one resembles another, never that somebody deceives; short names have many
honest neighbours (`fcc`, `fec`), so those count only if they differ in what the eye does not see.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assistant.mail.public_suffixes import organisation

KNOWN_PAIRS = 16_384
LONG_NAME = 6
"""Letters from which on a name is distinctive: a slip in it, or the same name under another suffix, is no accident."""
VERY_LONG_NAME = 11
"""Letters from which on two slips are none either."""
MOST_LABELS = 12
"""Labels of a domain that are looked at, from its end."""

_DRAWN_ALIKE = str.maketrans(
    "авезкмнорстухѕіїјѵԁԛԝһӏԍпгοαερτνικυχωηγβϲϳɡɑıłøđħŧ013458i",
    "abeekmhopctyxslljvdqwhlgnroaeptvlkuxwnybcjgallodhtoleasbl",
)
"""Cyrillic, Greek and other letters, and digits, that are drawn like a Latin letter; `i` as `l`, as its capital is."""
_TOGETHER = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_TWICE = re.compile(r"(.)\1+")
_SEPARATORS = re.compile(r"[.\-_]")


@lru_cache(maxsize=KNOWN_PAIRS)
def drawn(name: str) -> str:
    """`name` as the eye takes it in: separators, accents, doubled letters and the script of its letters left out."""
    plain = unicodedata.normalize("NFKD", shown(name).casefold()).translate(_DRAWN_ALIKE)
    plain = "".join(letter for letter in plain if letter.isalnum())
    for letters, one in _TOGETHER:
        plain = plain.replace(letters, one)
    return _TWICE.sub(r"\1", plain)


def shown(domain: str) -> str:
    """`domain` with its international labels as a browser shows them (RFC 5890); the rest as it stands."""
    if "xn--" not in domain:
        return domain
    return ".".join(map(_shown_label, domain.split(".")))


def _shown_label(label: str) -> str:
    if not label.startswith("xn--") or len(label) > 63:
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


@lru_cache(maxsize=KNOWN_PAIRS)
def resembles(domain: str, known: str) -> bool:
    """Whether `domain` may be taken for `known`, or for one below it; both in lower case, in ASCII.

    Domains of one organisation resemble each other by right and never count.
    """
    domain = ".".join(domain[-253:].split(".")[-MOST_LABELS:])
    own, meant = organisation(domain), organisation(known)
    if not meant or own == meant:
        return False
    return _contains(domain, known) or _contains(domain, meant) or (bool(own) and _similar(own, meant))


def _contains(domain: str, known: str) -> bool:
    """The whole of `known` stands in `domain`, whatever separates it: `ptagov.pk`, `pta.gov.pk.example.com`."""
    wanted, pieces = drawn(known), _SEPARATORS.split(domain)
    return any(_begins(pieces[start:], wanted) for start in range(len(pieces)))


def _begins(pieces: list[str], wanted: str) -> bool:
    """Whether `pieces` begin with `wanted` and it ends where one of them does."""
    joined = ""
    for piece in pieces:
        joined += piece
        if drawn(joined) == wanted:
            return True
        if len(joined) > 4 * len(wanted):
            return False
    return False


def _similar(own: str, meant: str) -> bool:
    """Two registered domains: `pta.com.pk` or `pta-support.pk` for `pta.gov.pk`, `bundesnetzagetur.de`."""
    name, suffix = _divided(own)
    known, known_suffix = _divided(meant)
    same_country = suffix.rpartition(".")[2] == known_suffix.rpartition(".")[2]
    if drawn(known) in {drawn(name), *map(drawn, name.split("-"))}:
        return same_country or len(known) >= LONG_NAME
    if not same_country:
        return False
    return _slips(shown(name), known) <= (len(known) >= LONG_NAME) + (len(known) >= VERY_LONG_NAME)


def _divided(registered: str) -> tuple[str, str]:
    name, _, suffix = registered.partition(".")
    return name, suffix


def _slips(word: str, known: str) -> int:
    """Letters to change, add, drop or swap with their neighbour until `word` is `known`; 3 for three or more."""
    if abs(len(word) - len(known)) > 2:
        return 3
    before, row = [0] * (len(known) + 1), list(range(len(known) + 1))
    for at, letter in enumerate(word, 1):
        before, last, row = row, before, [at] + [0] * len(known)
        for to, other in enumerate(known, 1):
            row[to] = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != other))
            if at > 1 and to > 1 and letter == known[to - 2] and word[at - 2] == other:
                row[to] = min(row[to], last[to - 2] + 1)
    return min(row[-1], 3)
