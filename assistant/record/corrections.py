"""What entries say once all corrections are applied, and what they said before.

A correction of a correction is one more of the same entry: the last that stands holds, and without it the one before.
Where a correction was taken back, so were those of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import ValidationError, convert, structs

from assistant.errors import RecordProblem
from assistant.record.entry import Line, wrong_date
from assistant.record.kinds import Corrected, Fact, Merged
from assistant.record.thread import Correction

SHORT = 80
"""Letters up to which a value that was corrected is told."""


def beneath(facts: Mapping[int, Fact], n: int) -> list[int]:
    """What correction `n` is of, what that is of if it is one itself, and so on; nothing if it is none."""
    found: list[int] = []
    while isinstance(fact := facts.get(n), Corrected) and fact.entry < n:
        n = fact.entry
        found.append(n)
    return found


def voided(lines: Sequence[Line], facts: Mapping[int, Fact]) -> set[int]:
    """The entries that count no more."""
    void: set[int] = set()
    for line in reversed(lines):  # latest first, so that an undone correction undoes nothing itself
        fact = line.fact
        if isinstance(fact, Corrected) and line.n not in void and fact.void:
            void.add(fact.entry)
            void.update(_copies(facts.get(fact.entry), fact.entry))
    void.discard(lines[0].n)  # without its opening there is no thread
    return void


def _copies(fact: Fact | None, n: int) -> range:
    """The entries that came with a merger."""
    return range(n + 1, n + 1 + fact.copies) if isinstance(fact, Merged) else range(0)


def apply(lines: Iterable[Line], facts: dict[int, Fact], void: set[int]) -> tuple[Correction, ...]:
    """Let `facts` say what they say as corrected; returns what was corrected, in order.

    Raises `RecordProblem` for a correction that makes no sense.
    """
    done: list[Correction] = []
    for line in lines:
        fact = line.fact
        if not isinstance(fact, Corrected) or not fact.fields:
            continue
        chain = beneath(facts, line.n) or [fact.entry]
        if chain[-1] in facts and void.isdisjoint((line.n, *chain[:-1])):
            before = facts[chain[-1]]
            facts[chain[-1]] = after = _replaced(before, fact, line.n)
            done.append(Correction(line.n, chain[-1], line.at, line.by, fact.reason, _changes(before, after)))
    return tuple(done)


def _replaced(fact: Fact, correction: Corrected, n: int) -> Fact:
    try:
        replaced = convert({**structs.asdict(fact), **correction.fields}, type(fact))
    except ValidationError as error:
        raise RecordProblem(f"correction #{n} of #{correction.entry} is not understood: {error}") from error
    if wrong := wrong_date(replaced):
        raise RecordProblem(f"correction #{n} of #{correction.entry} is not understood: {wrong!r} is no date")
    return replaced


def _changes(before: Fact, after: Fact) -> tuple[tuple[str, str], ...]:
    values = structs.asdict(before)
    changed = [name for name, value in structs.asdict(after).items() if value != values[name]]
    return tuple((name, _short(values[name])) for name in changed)


def _short(value: object) -> str:
    told = str(value) if isinstance(value, str | int) else ""
    return told if len(told) <= SHORT and "\n" not in told else ""
