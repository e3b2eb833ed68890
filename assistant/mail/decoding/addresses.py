"""Address lists as people and programs really write them → parties.

Not `email.utils.getaddresses`: a comma in an unquoted name, an address within a comment or a missing quote makes it
return nothing or the wrong person. Names are decoded after the list has been taken apart, so that an encoded comma or
bracket cannot add a recipient (RFC 2047 §6.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from assistant.mail.decoding.charsets import one_line
from assistant.mail.decoding.headers import decoded_words
from assistant.record.kinds import Party

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*("|\Z)|<[^<>]*>|[(),;:<>]|[^"(),;:<>]+', re.DOTALL)
_WORD = r"""[^\s"(),:;<>@\\\[\]]++"""
_PLAIN = re.compile(rf"""\s*+(?:("[^"\\]*+"\s*+|[^"(),:;<>@]*+)<({_WORD}@{_WORD})>|({_WORD}@{_WORD}))\s*+(?:,|\Z)""")
"""`"Ann Example" <ann@example.com>` or a bare address, and the comma after it."""
_FLOOD = re.compile(r"(?:[,;:]\s*+){9,}|<{9,}|(?:<>\s*+){9,}")
"""Separators with nothing between them, more than anybody means; each would cost as much as a person."""
_ROUTE = re.compile(r"@[^:]*:")
"""`<@relay:ann@example.com>`, obsolete since RFC 5322 §4.4."""
LONGEST_REMEMBERED = 500
"""Characters of a field whose reading is kept for the next one like it."""
_COMMENT = re.compile(r"\([^()]*\)")


MOST_PARTIES = 2_000
"""Of one field. Whoever writes to more does not write to them as persons."""
LONGEST_LIST = 250_000
"""Characters of one field that are read: for so many parties, 125 each."""


class AddressList(Struct, frozen=True):
    """The parties of one field."""

    parties: tuple[Party, ...]
    complete: bool = True
    """False: it is longer than `MOST_PARTIES` or `LONGEST_LIST`, and only its beginning was read."""


def read_parties(values: Iterable[str]) -> tuple[Party, ...]:
    """The parties that the values of an address field name, in order; text without an address is a party's name."""
    return read_list(values).parties


def read_list(values: Iterable[str]) -> AddressList:
    """The same, and whether those are all."""
    parties: list[Party] = []
    left = LONGEST_LIST
    for value in values:
        if left < len(value):
            beginning = value[:left]
            parties += _parties(beginning.rpartition(",")[0] or beginning)
            left = -1
        else:
            left -= len(value)
            parties += (_short if len(value) <= LONGEST_REMEMBERED else _parties)(value)
        if left < 0 or len(parties) > MOST_PARTIES:
            return AddressList(tuple(parties[:MOST_PARTIES]), complete=False)
    return AddressList(tuple(parties))


def _parties(value: str) -> tuple[Party, ...]:
    """Those that `value` names; when there are more than `MOST_PARTIES`, one more than that tells."""
    value = one_line(value)
    return tuple(_plain_list(value) or _List(_FLOOD.sub(_drop, value)).parties)


def _drop(flood: re.Match[str]) -> str:
    return "<" if flood[0][-1] == "<" else ","


def _plain_list(value: str) -> list[Party]:
    """The parties of a list that is as it should be, at a tenth of the cost; empty if any of it is not."""
    parties: list[Party] = []
    position = 0
    while found := _PLAIN.match(value, position):
        parties.append(Party(shown_name(found[1]), found[2]) if found[2] else Party("", found[3]))
        position = found.end()
        if position == len(value) or len(parties) > MOST_PARTIES:
            return parties
    return []


_short = lru_cache(maxsize=1024)(_parties)
"""An archive has few correspondents and many mails."""


class _List:
    """One address list, piece by piece; `parties` is the outcome."""

    def __init__(self, value: str) -> None:
        self.parties: list[Party] = []
        self.name: list[str] = []
        self.comments: list[str] = []
        self.angle: str | None = None
        self.left = ""
        """Words before a comma that had no address: `Khan` of `Khan, Ali <ali@example.com>`."""
        for piece in _outside_comments(value, self.comments):
            self._take(piece)
            if len(self.parties) > MOST_PARTIES:
                return
        self._flush()
        self._leave()

    def _take(self, piece: str) -> None:
        if piece[0] == "<" and len(piece) > 1:
            if self.angle is not None:
                self._flush()
            self.angle = piece[1:-1]
        elif piece in {",", ";"}:
            self._flush()
            if piece == ";":
                self._leave()
        elif piece == ":" and self.angle is None and not any("@" in word for word in self.name):
            self.name, self.left = [], ""  # `Colleagues: a@example.com;` names a group (RFC 5322 §3.4)
        elif piece not in {"<", ">"}:
            self.name.append(piece)

    def _flush(self) -> None:
        name, comment = "".join(self.name).strip(), " ".join(self.comments).strip()
        angle, self.angle = self.angle, None
        self.name = []
        self.comments.clear()
        if angle is not None:
            self._add_named(name or comment, angle)
        elif "@" in name:
            self._leave()
            self._add_bare(name, comment)
        elif name or comment:
            self.left = f"{self.left}, {name or comment}" if self.left else name or comment

    def _add_named(self, name: str, angle: str) -> None:
        if self.left and name and not name.startswith('"'):
            name, self.left = f"{self.left}, {name}", ""
        self._leave()
        address = _ROUTE.sub("", _COMMENT.sub("", angle).strip(), count=1) if "@" in angle else angle
        self._add(name, address)

    def _add_bare(self, text: str, comment: str) -> None:
        """An address without brackets: the word with the `@`; the other words are its name."""
        before, at, domain = re.sub(r"\s*@\s*", "@", text).rpartition("@")
        domain = re.sub(r"\s+\.\s*", ".", domain)  # RFC 5322 §4.4 still allows blanks around the points
        words = f"{before}{at}{domain}".split() if not text.startswith('"') else [text]
        address = next(word for word in words if "@" in word)
        others = " ".join(word for word in words if word is not address)
        self._add(others or comment, address)

    def _leave(self) -> None:
        """What stood before the comma was a name of its own after all."""
        if self.left:
            self._add(self.left, "")
        self.left = ""

    def _add(self, name: str, address: str) -> None:
        party = Party(shown_name(name), address if '"' in address else "".join(address.split()))
        if party.name or party.address:
            self.parties.append(party)


def _outside_comments(value: str, comments: list[str]) -> Iterator[str]:
    """The tokens of `value`; the text of `(…)`, nested ones included, is put into `comments` instead."""
    depth = 0
    tokens = _tokens(value)
    if not _balanced(tokens):
        tokens = _tokens(value.replace("(", " ").replace(")", " "))
    for piece in tokens:
        if piece == "(":
            depth += 1
        elif piece == ")" and depth:
            depth -= 1
        elif depth:
            comments.append(piece)
        elif piece != ")":
            yield piece


def _balanced(tokens: list[str]) -> bool:
    depth = 0
    for piece in tokens:
        depth += (piece == "(") - (piece == ")" and depth > 0)
    return depth == 0


def _tokens(value: str) -> list[str]:
    """`value` cut at quotes, brackets and separators; a quote that is never closed is an ordinary character."""
    tokens: list[str] = []
    for found in _TOKEN.finditer(value):
        if found[1] == "":
            return tokens + [piece[0] for piece in _TOKEN.finditer(value[found.start() + 1 :].replace('"', "'"))]
        tokens.append(found[0])
    return tokens


def shown_name(raw: str) -> str:
    """A display name as a person sees it: quotes and backslashes undone, encoded words decoded."""
    text = raw.strip()
    if '"' in text:
        text = re.sub(r"\\(.)", r"\1", text.replace('\\"', "\x00").replace('"', "")).replace("\x00", '"')
    text = decoded_words(text)
    return text[1:-1].strip() if len(text) > 2 and text[0] == text[-1] == "'" else text
