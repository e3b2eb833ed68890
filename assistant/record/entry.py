"""An entry: one immutable line of a thread's record, bound to the one before it by a hash.

`hash` is the SHA-256 of the canonical JSON of the other fields: keys sorted, no white space, UTF-8, as
`json.dumps(…, sort_keys=True, separators=(",", ":"), ensure_ascii=False)` gives it; so a chain can be checked with
a few lines of any language. Entries say *tamper-evident*, not *tamper-proof*: keep the digest of `verify`
elsewhere. Only an erasure changes a line: what is left keeps the hash, which the next entry names, and no longer
bears it out; the `erased` entry, itself in the chain, vouches for it instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any, get_args

import msgspec
from msgspec import Struct

from assistant.errors import RecordProblem, UsageProblem
from assistant.record.dates import FIRST_YEAR, LAST_YEAR, is_day, is_when
from assistant.record.digest import sha256_hex
from assistant.record.inert import writable
from assistant.record.kinds import FORMAT, Corrected, Erased, Extended, Fact, ThreadOpened

_CANONICAL = msgspec.json.Encoder(order="sorted")
_WITHOUT_FLOATS = frozenset(fact.__struct_config__.tag for fact in get_args(Fact) if fact is not Corrected)
"""Kinds whose data hold no float: a correction's may."""
_MOMENTS = ("dated", "sent", "received", "day", "due")
"""Fields that hold a day or a moment, in whatever kind of fact they are."""
_KINDS: dict[str, type[Fact]] = {str(fact.__struct_config__.tag): fact for fact in get_args(Fact)}
"""Each by its kind: what the union of all comes to, msgspec works out anew at each call, ten times the work itself; and
what is read straight from its bytes takes a third of the time of what is made from a dict."""
GENESIS = ""
"""`prev` of a thread's first entry."""


class Entry(Struct, frozen=True):
    """One line as it stands on disk. `data` is the fact without its kind."""

    n: int
    kind: str
    at: str
    """Logged, UTC."""
    by: str
    data: dict[str, Any]
    prev: str
    hash: str


class _Link(Struct, frozen=True):
    """The same, its data not looked into yet."""

    n: int
    kind: str
    at: str
    by: str
    data: msgspec.Raw
    prev: str
    hash: str


class Line(Struct, frozen=True, array_like=True):
    """One entry as the rest of the program reads it: the chain stays behind in the store."""

    n: int
    at: str
    by: str
    fact: Fact


class NewEntry(Struct, frozen=True):
    """An entry to be: what is said, by whom, and when (default: the moment of writing)."""

    fact: Fact
    by: str
    at: str | None = None


def countable(news: list[NewEntry]) -> list[NewEntry]:
    """`news` themselves; raises `UsageProblem` for a day that a person named and that nothing can be counted from."""
    for new in news:
        if wrong := wrong_date(new.fact):
            hint = f"Name one in the years {FIRST_YEAR} to {LAST_YEAR}."
            raise UsageProblem(f"{wrong} is no day that can be counted with", hint=hint)
    return news


def canonical(value: dict[str, Any]) -> bytes:
    """The bytes that are hashed, and that stand in the file; raises `UnicodeEncodeError` for a lone surrogate."""
    if value.get("kind") in _WITHOUT_FLOATS:
        return _CANONICAL.encode(value)
    import json  # noqa: PLC0415 - the quicker encoder writes some floats otherwise

    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


class Sealed(Struct, frozen=True):
    """A new entry, chained to the one before it."""

    document: dict[str, Any]
    """As TinyDB takes it."""
    raw: bytes
    """The same as its line."""


def sealed(n: int, new: NewEntry, prev: str, at: str) -> Sealed:
    """The entry chained to `prev`, its texts as far as UTF-8 can hold them."""
    data = msgspec.to_builtins(new.fact)
    kind = data.pop("kind")
    body = {"n": n, "kind": kind, "at": new.at or at, "by": new.by, "data": data, "prev": prev}
    try:
        raw = canonical(body)
    except UnicodeEncodeError:
        body = _writable(body)
        raw = canonical(body)
    digest = sha256_hex(raw)
    place = raw.rindex(b',"kind":')  # keys are sorted, and no value behind this one holds a text of others
    return Sealed({**body, "hash": digest}, b'%b,"hash":"%b"%b' % (raw[:place], digest.encode(), raw[place:]))


def _writable(value: Any) -> Any:
    match value:
        case str():
            return writable(value)
        case dict():
            return {writable(key): _writable(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_writable(inner) for inner in value]
    return value


def seal_all(news: Iterable[NewEntry], start: int, prev: str, at: str) -> list[Sealed]:
    """`news` numbered from `start + 1` and chained one to the other."""
    chain: list[Sealed] = []
    for n, new in enumerate(news, start + 1):
        chain.append(sealed(n, new, prev, at))
        prev = chain[-1].document["hash"]
    return chain


def read_line(raw: bytes, where: str) -> Entry:
    """One line of a thread file; raises `RecordProblem` that names `where` if it is not an entry."""
    try:
        return msgspec.json.decode(raw, type=Entry)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordProblem(f"not a readable entry ({error})", where=where) from error


class Remains:
    """What the erasures in a file vouch for; looked for once a line does not bear out its hash, and not before."""

    def __init__(self, lines: Callable[[], Iterable[bytes]]) -> None:
        self._lines = lines
        self._left: set[tuple[int, str]] | None = None

    def vouch(self, n: int, raw: bytes) -> bool:
        """Some erasure says that `raw` is what is left of entry `n`."""
        if self._left is None:
            self._left = set()
            for line in self._lines():
                if b'"kind":"erased"' in line:
                    with suppress(RecordProblem):  # whoever walks the chain comes to that line, too
                        fact = understood(read_line(line, ""), "").fact
                        self._left |= {(fact.entry, fact.left)} if isinstance(fact, Erased) else set()
        return (n, sha256_hex(raw)) in self._left


def check_link(entry: Entry | _Link, raw: bytes, n: int, prev: str, where: str, remains: Remains) -> None:
    """Raise `RecordProblem` unless `entry`, whose line is `raw`, is number `n`, follows `prev` and has its own hash.

    Of one that was erased the file's `remains` must vouch for the line.
    """
    if entry.n != n:
        raise RecordProblem(f"entry #{entry.n} stands where #{n} belongs", where=where)
    if entry.prev != prev:
        raise RecordProblem(f"entry #{n} does not follow the one before it: the chain is broken", where=where)
    if not is_sealed(entry, raw) and not remains.vouch(n, raw):
        raise RecordProblem(f"entry #{n} was changed after it was written (its hash does not match)", where=where)


def is_sealed(entry: Entry | _Link, raw: bytes) -> bool:
    """The hash in the line `raw` is that of its other bytes: so not even its spelling was changed."""
    rest = raw.replace(f'"hash":"{entry.hash}",'.encode(), b"", 1)
    return sha256_hex(rest) == entry.hash


def is_whole(raw: bytes) -> bool:
    """`raw` is the complete line of some entry."""
    try:
        return is_sealed(read_line(raw, ""), raw)
    except RecordProblem:
        return False


def understood(entry: Entry, where: str) -> Line:
    """The entry with its data as a typed fact; raises `RecordProblem` for a kind or format it does not know."""
    try:
        fact: Fact = msgspec.convert({**entry.data, "kind": entry.kind}, _KINDS.get(entry.kind, Fact))
    except msgspec.ValidationError as error:
        raise RecordProblem(f"entry #{entry.n} ({entry.kind}) is not understood: {error}", where=where) from error
    return _line(entry, fact, where)


def _line(entry: Entry | _Link, fact: Fact, where: str) -> Line:
    """The two as one, if this program knows the format and every date is one."""
    if isinstance(fact, ThreadOpened) and fact.format > FORMAT:
        raise RecordProblem(
            f"written in store format {fact.format}; this program reads up to {FORMAT}",
            where=where,
            hint="Update the program; the file is left as it is.",
        )
    if wrong := (wrong_date(fact) if is_when(entry.at) else entry.at):
        raise RecordProblem(f"entry #{entry.n} ({entry.kind}) is not understood: {wrong!r} is no date", where=where)
    return Line(entry.n, entry.at, entry.by, fact)


def wrong_date(fact: Fact) -> str | None:
    """The first text in `fact` that should be a date and is none."""
    for name in _MOMENTS:
        when: str | None = getattr(fact, name, None)
        if when is not None and not is_when(when):
            return when
    for day in (getattr(fact, "until", None), fact.to if isinstance(fact, Extended) else None):
        if day is not None and not is_day(day):
            return str(day)
    return None


def next_line(raw: bytes, n: int, prev: str, where: str, remains: Remains) -> tuple[Line, str]:
    """The line `raw` as entry `n` of the chain that came to `prev`, and its own hash.

    Raises `RecordProblem` as `read_line`, `check_link` and `understood` do, which it is one after the other.
    """
    try:
        entry = msgspec.json.decode(raw, type=_Link)
        fact = msgspec.json.decode(entry.data, type=_KINDS[entry.kind])
        check_link(entry, raw, n, prev, where, remains)
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError, RecordProblem):  # what is wrong, the longer way says
        whole = read_line(raw, where)
        check_link(whole, raw, n, prev, where, remains)
        return understood(whole, where), whole.hash
    return _line(entry, fact, where), entry.hash


def read_lines(
    lines: Sequence[bytes], where: str, first: int = 1, prev: str = GENESIS, remains: Remains | None = None
) -> tuple[list[Line], str]:
    """The checked chain of complete `lines`, as facts, and its head hash.

    `first` and `prev` say where the chain is taken up; `remains` are those of the file where `lines` are not all of it.
    Raises `RecordProblem` naming file, line and entry.
    """
    facts: list[Line] = []
    remains = remains or Remains(lambda: lines)
    for number, raw in enumerate(lines, first):
        line, prev = next_line(raw, number, prev, f"{where}, line {number}", remains)
        facts.append(line)
    return facts, prev


def check_owner(lines: Sequence[Line], thread: str, where: str) -> None:
    """Raise `RecordProblem` unless `lines` begin by opening `thread`: a file under another's name is no record."""
    first = lines[0].fact if lines else None
    if not isinstance(first, ThreadOpened):
        raise RecordProblem("the first entry does not open a thread", where=f"{where}, line 1")
    if first.thread != thread:
        raise RecordProblem(f"this file holds the thread {first.thread}, not {thread}", where=f"{where}, line 1")
    if first.regulator != thread.upper().rsplit("-", 2)[0]:
        raise RecordProblem(f"{thread} cannot be a thread with {first.regulator}", where=f"{where}, line 1")
