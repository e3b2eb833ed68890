"""What an erased entry still says: that it was there, when, between whom and what it did to clocks, and no more.

A duty to erase (data protection) is met by an entry that names another: whoever reads through `corrected`, which is
everybody, no longer meets its content, as of whatever day and as known on whatever day. `dropping` takes it out of the
file, too. An erasure is not taken back. Pure functions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec import structs

from assistant.errors import UsageProblem
from assistant.record.corrections import beneath
from assistant.record.entry import Line
from assistant.record.kinds import Corrected, Erased, Extended, Fact, Message, Note, ObligationOpened, Party
from assistant.record.loose_ends import FOR_A_PERSON

ERASED = "[erased]"
"""Stands where something must stand: as the words of an obligation, the title of a thread, a receipt that came."""
TELLING = 25
"""Characters of a line from which on it is no accident that it stands elsewhere, too."""
_CONTENT: dict[str, object] = {
    "approver": "",
    "attachments": (),
    "authentication": "",
    "cc": (),
    "class_reason": "",
    "condition": "",
    "doubt": "",
    "numbers": (),
    "original": None,
    "ours": "",
    "overruled": "",
    "reason": "",
    "receipt": ERASED,
    "reply_text": "",
    "sender": Party(),
    "source": "",
    "subject": "",
    "text": "",
    "text_doubt": "",
    "theirs": "",
    "title": ERASED,
    "to": (),
    "unbinding": "",
    "words": ERASED,
}
"""Fields, of whatever kind of entry, that tell what somebody said or who it was, and what is left of them.

Message-IDs stay: they tie a report to the mail that could not be delivered.
"""


def erased_entries(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of those erased; with a correction goes what it corrects, or its words would come back."""
    named = {line.fact.entry for line in lines if isinstance(line.fact, Erased)}
    if not named:
        return frozenset()
    facts = {line.n: line.fact for line in lines}
    return frozenset(named.union(*(beneath(facts, n) for n in named)))


def without_content(fact: Fact) -> Fact:
    """`fact` as far as clocks need it."""
    left = {name: blank for name, blank in _CONTENT.items() if getattr(fact, name, None)}
    if getattr(fact, "class_reason", "").endswith(FOR_A_PERSON):
        left["class_reason"] = FOR_A_PERSON  # so that it still waits to be classified
    if isinstance(fact, Extended):
        left.pop("to", None)  # a day, and nobody's name
    if isinstance(fact, Corrected):
        left["fields"] = {name: value for name, value in fact.fields.items() if not _tells(name, value)}
    return structs.replace(fact, **left)


def _tells(name: str, value: object) -> bool:
    """A correction's field tells what was said or by whom: `to` does as a list of people, and not as an extension's."""
    return name in _CONTENT and not (name == "to" and isinstance(value, str))


def taken_with(lines: Sequence[Line], n: int) -> tuple[int, ...]:
    """The entries whose content goes if that of entry `n` is to: what it corrects, what corrects it, words out of it.

    `lines` are a whole file; the numbers are in order. Raises `UsageProblem` if there is no such entry, or nothing of
    it is left.
    """
    gone = {line.fact.entry for line in lines if isinstance(line.fact, Erased) and line.fact.left}
    if not 0 < n <= len(lines):
        raise UsageProblem(f"there is no entry #{n}", hint="`assistant show THREAD` numbers them.")
    asked = lines[n - 1].fact
    if n in gone or isinstance(asked, Erased):
        raise UsageProblem(f"#{n} {'is erased already' if n in gone else 'is an erasure, which stays'}")
    found = {n, *beneath({line.n: line.fact for line in lines[:n]}, n)}
    for line in lines:  # what names an entry comes after it
        if _taken_from(line.fact) in found:
            found.add(line.n)
    return tuple(sorted(found - gone))


def _taken_from(fact: Fact) -> int | None:
    """The entry that a correction, an obligation's words or a remark on such words repeat."""
    match fact:
        case Corrected():
            return fact.entry
        case ObligationOpened() | Note():
            return fact.message
    return None


def repeating(lines: Sequence[Line], numbers: Collection[int]) -> tuple[int, ...]:
    """The other entries among `lines` in which a line of text, or quoted words, of those in `numbers` stand again.

    A reply that quotes, a draft, a remark: nobody but a person can say whether they have to go as well.
    """
    said = {phrase for line in lines if line.n in numbers for phrase in _phrases(line.fact)}
    others = (line for line in lines if line.n not in numbers)
    return tuple(line.n for line in others if any(phrase in told for told in _told(line.fact) for phrase in said))


def _phrases(fact: Fact) -> Iterator[str]:
    for text in _texts(fact):
        yield from (folded for line in text.split("\n") if len(folded := _folded(line)) >= TELLING)


def _told(fact: Fact) -> list[str]:
    return [_folded(text) for text in _texts(fact)]


def _texts(fact: Fact) -> Iterator[str]:
    names = ("text", "reply_text", "subject", "words", "title", "unbinding", "reason", "condition")
    yield from (text for name in names if (text := getattr(fact, name, "")))
    if isinstance(fact, Message):
        yield from (annex.text for annex in fact.annexes)


def _folded(text: str) -> str:
    """`text` however a mail program broke and marked its lines."""
    return " ".join(text.replace(">", " ").split()).casefold()
