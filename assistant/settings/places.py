"""Where the tables and keys of a TOML text stand: what `tomllib` reads and does not tell.

Not a parser: it takes for granted that `tomllib` has read the same text, and only finds its way over the values.
"""

from __future__ import annotations

import re
import tomllib

Path = tuple[str | int, ...]
"""`("rules", 1, "after")`: the key `after` in the second `[[rules]]` table."""

_BETWEEN = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
"""Blanks, line ends and comments."""
_KEY = re.compile(r'[ \t]*("(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+)[ \t]*')
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}#\r\n]*")
"""A number, a truth value or a date, which may have a space before its time."""
_ONE_LINE = r"""(?:"[^"\\\n]*"(?!")|[^\s"'\[{#][^"'\[{#\r\n]*)"""
_WHOLE_LINES = re.compile(
    rf"(?:[ \t]*[A-Za-z0-9_-]+[ \t]*=[ \t]*(?:{_ONE_LINE}|\[[ \t]*(?:\"[^\"\\\n]*\"[ \t]*(?:,[ \t]*)?)*\])[ \t]*\r?\n)+"
)
"""Keys with a plain value or an array of plain strings, each on a line of its own: most of a configuration."""


def places(text: str, under: str = "") -> dict[Path, int]:
    """The line, from 1, of every table, key and element in `text`, which must be valid TOML.

    With `under` only of what stands in that table or array of tables; the rest is passed over faster.
    """
    return _Walk(text, under).found


class _Walk:
    def __init__(self, text: str, under: str) -> None:
        self.text, self.at, self.under = text, 0, under
        self.found: dict[Path, int] = {}
        self.last: dict[Path, int] = {}
        """The number of the latest table of each array of tables, from 0."""
        table: Path = ()
        while self._next():
            if text[self.at] == "[":
                table = self._header()
            elif under and table and table[0] != under and (past := self._over(_WHOLE_LINES)) > self.at:
                self.at = past
            else:
                self._pair(table)

    def _next(self) -> str:
        """Go to what comes next, and say what it is; nothing at the end."""
        self.at = self._over(_BETWEEN)
        return self.text[self.at : self.at + 1]

    def _over(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self.text, self.at)
        return found.end() if found else self.at

    def _note(self, path: Path) -> None:
        if self.under and path[0] != self.under:
            return
        self.found.setdefault(path, self.text.count("\n", 0, self.at) + 1)

    def _header(self) -> Path:
        """Past `[a.b]` or `[[a.b]]`: the path of the table that begins there."""
        brackets = 2 if self.text.startswith("[[", self.at) else 1
        start = self.at
        self.at += brackets
        keys = self._keys()
        end, self.at = self.at + brackets, start
        path: Path = ()
        for place, key in enumerate(keys, 1):
            path += (key,)
            if place == len(keys) and brackets == 2:
                self.last[path] = self.last.get(path, -1) + 1
            self._note(path)
            if path in self.last:
                path += (self.last[path],)
                self._note(path)
        self.at = end
        return path

    def _pair(self, table: Path) -> None:
        """Past `a.b = value`."""
        start = self.at
        keys = self._keys()
        end, self.at = self.at, start
        for count in range(1, len(keys) + 1):
            self._note(table + keys[:count])
        self.at = end + 1
        self._value(table + keys)

    def _keys(self) -> tuple[str, ...]:
        keys: list[str] = []
        while found := _KEY.match(self.text, self.at):
            self.at = found.end()
            keys.append(_plain(found[1]))
            if self.text[self.at : self.at + 1] != ".":
                break
            self.at += 1
        return tuple(keys)

    def _value(self, path: Path) -> None:
        match self._next():
            case '"' | "'":
                self.at = self._over(_STRING)
            case "[":
                self._array(path)
            case "{":
                self._inline_table(path)
            case _:
                self.at = self._over(_BARE)

    def _array(self, path: Path) -> None:
        self.at += 1
        number = 0
        while self._next() not in {"]", "}", ""}:
            self._note((*path, number))
            self._value((*path, number))
            number += 1
            self._comma()
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        while self._next() not in {"}", ""}:
            self._pair(path)
            self._comma()
        self.at += 1

    def _comma(self) -> None:
        self.at += self._next() == ","


def _plain(key: str) -> str:
    """A key as it is meant: without its quotes, its escapes resolved."""
    if key[0] == "'":
        return key[1:-1]
    if key[0] == '"':
        meant: str = tomllib.loads(f"key = {key}")["key"]
        return meant
    return key
