"""What a reader may see of a thread: the one mark that every report honours, and for whom.

A confidential message is withheld, and with it whatever names it: the decision on what it means, the words that were
taken from it, the draft that it was sent as. What only the house should read (notes, drafts, remarks) stays from
outsiders. Nothing goes unseen: whoever leaves entries out counts them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, get_args

from msgspec import Struct

from assistant.errors import UsageProblem
from assistant.record.corrections import beneath
from assistant.record.entry import Line
from assistant.record.families import named
from assistant.record.fold import corrected
from assistant.record.kinds import Classified, Corrected, DraftSaved, Erased, Fact, Message, Note, Snoozed
from assistant.record.long_thread import LongThread

Audience = Literal["counsel", "regulator", "board", "press"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
OUTSIDERS = frozenset({"regulator", "press"})
"""They see what passed between the two sides or was public, and what was decided on it without a remark."""
FOR: dict[Audience, str] = {
    "counsel": "counsel", "regulator": "the regulator", "board": "the board", "press": "the press",
}  # fmt: skip
"""Whom a package is for, as people read it."""
Reason = Literal["confidential", "internal", "erased", "later"]
REASONS: dict[Reason, str] = {
    "confidential": "confidential",
    "internal": "internal",
    "erased": "erased",
    "later": "dated or logged after the day",
}
"""Why an entry is left out, as people read it; the first that holds is given."""
_BY_CODE = dict(enumerate(REASONS, 1))
_CODES = {why: code for code, why in _BY_CODE.items()}


class Reader(Struct, frozen=True):
    """Who reads an output: by default somebody of the house."""

    internal: bool = True
    """May see notes, drafts and remarks."""
    confidential: bool = False
    """May see what is marked as confidential."""


def reader(audience: Audience, *, confidential: bool) -> Reader:
    """What an audience may see; raises `UsageProblem` if confidential entries are asked for on behalf of outsiders."""
    if confidential and audience in OUTSIDERS:
        hint = "Only counsel or the board may be given them."
        raise UsageProblem(f"confidential entries are never put into a package for the {audience}", hint=hint)
    return Reader(audience not in OUTSIDERS, confidential)


def withheld(lines: Sequence[Line], to: Reader) -> dict[int, Reason]:
    """The entries among `lines` (a thread's, in order) that `to` may not see, and why."""
    found: dict[int, Reason] = {}
    standing = {line.n: line.fact for line in corrected(lines)}
    hidden = set() if to.confidential else _confidential(lines, standing)
    erased = {line.fact.entry for line in lines if isinstance(line.fact, Erased)}
    for line in lines:
        if line.n in hidden:
            found[line.n] = "confidential"
        elif line.n in erased:
            found[line.n] = "erased"
        elif not to.internal and (_internal(line.fact) or _about(_names(line, standing), found, "internal")):
            found[line.n] = "internal"
    return found


def _confidential(lines: Sequence[Line], standing: Mapping[int, Fact]) -> set[int]:
    """The messages that bear the mark, and all that names them.

    The mark is that of the message as corrected; of one taken back, any that it ever bore. Where it was cleared and the
    message changed besides, what it said before is on file still: then it stays.
    """
    marked = {line.n for line in lines if _marked(standing.get(line.n, line.fact))}
    first = {line.n for line in lines if _marked(line.fact)}
    facts = {line.n: line.fact for line in lines}
    for n, correction in facts.items():
        if isinstance(correction, Corrected) and (of := beneath(facts, n)):
            redone = of[-1] in first and correction.fields.keys() - {"confidential"}
            if redone or (correction.fields.get("confidential") and of[-1] not in standing):
                marked.add(of[-1])
    marked |= _drafts_of(lines, marked)
    for line in lines:  # what names an entry comes after it
        if not marked.isdisjoint(_names(line, standing)):
            marked.add(line.n)
    return marked


def _marked(fact: Fact) -> bool:
    return isinstance(fact, Message) and fact.confidential


def _drafts_of(lines: Sequence[Line], messages: set[int]) -> set[int]:
    """The first versions of the drafts that were sent as one of `messages`; later versions name these."""
    drafts = (line.fact for line in lines if isinstance(line.fact, DraftSaved))
    return {fact.draft for fact in drafts if fact.draft is not None and fact.message in messages}


def _internal(fact: Fact) -> bool:
    """For the house only: what nobody outside was told, and a decision that says why it was taken."""
    if isinstance(fact, Message):
        return fact.direction == "internal"
    return isinstance(fact, Note | DraftSaved | Snoozed | Classified) or bool(getattr(fact, "reason", ""))


def _about(names: Iterable[int], found: Mapping[int, Reason], why: Reason) -> bool:
    return any(found.get(n) == why for n in names)


def _names(line: Line, standing: Mapping[int, Fact]) -> Iterator[int]:
    """What an entry names, as it was written and as it stands corrected."""
    yield from named(line.fact)
    yield from named(standing.get(line.n, line.fact))


def left_out(count: Mapping[Reason, int]) -> str:
    """`3 entries left out: 1 confidential, 2 internal`; empty if none were."""
    told = ", ".join(f"{count[why]} {word}" for why, word in REASONS.items() if count.get(why))
    number = sum(count.values())
    return f"{number:,} {'entry' if number == 1 else 'entries'} left out: {told}" if told else ""


def withheld_fields(count: Mapping[Reason, int]) -> dict[str, int]:
    """The same for scripts: every reason, and how many entries."""
    return {why: count.get(why, 0) for why in REASONS}


class Withheld:
    """The entries of a long thread that a reader is not given, and why, in a byte each."""

    def __init__(self, of: LongThread, to: Reader) -> None:
        """Entries that the day does not know yet are among them, like those dated later."""
        self._why = bytearray([_CODES["later"]]) * (of.length + 1)
        as_of = of.told.as_of
        for part in of.parts():
            found = withheld(part, to)
            days = {} if as_of is None else of.standing_days(part)
            for line in part:
                late = as_of is not None and days[line.n] > as_of
                why: Reason | None = "later" if late else found.get(line.n)
                self._why[line.n] = _CODES[why] if why else 0

    def __contains__(self, n: int) -> bool:
        return bool(self._why[n])

    def __iter__(self) -> Iterator[int]:
        return (n for n in range(1, len(self._why)) if self._why[n])

    def why(self, n: int) -> Reason:
        """Why `n`, one of them, is not given."""
        return _BY_CODE[self._why[n]]

    def tally(self, among: Callable[[int], bool] = lambda _: True) -> Counter[Reason]:
        """How many there are for which reason, `among` those entries."""
        return Counter(self.why(n) for n in self if among(n))
