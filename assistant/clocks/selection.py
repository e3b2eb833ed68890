"""Which gaps a check is asked for: by regulator, owner, kind, severity, tag and side.

A word that nothing bears is an error and never "no filter".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import get_args

from msgspec import Struct

from assistant.clocks.gap import Gap
from assistant.errors import UsageProblem
from assistant.record.kinds import Side
from assistant.record.opening import OpeningKind
from assistant.settings.notify import LEVELS


class Selection(Struct, frozen=True):
    """What is wanted. Several words of one filter: any of them; several filters: all of them; none: every gap."""

    regulators: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    severity: str = ""
    """This level or worse."""
    tags: tuple[str, ...] = ()
    owed_by: tuple[str, ...] = ()

    def takes(self, gap: Gap) -> bool:
        """Whether the gap is wanted; names and tags compare without regard to case."""
        return (
            (not self.regulators or gap.regulator in self.regulators)
            and _among(self.owners, (gap.owner,))
            and (not self.kinds or gap.kind in self.kinds)
            and (not self.severity or severity_rank(gap.severity) >= severity_rank(self.severity))
            and _among(self.tags, gap.tags)
            and (not self.owed_by or gap.owed_by in self.owed_by)
        )

    def of(self, gaps: Iterable[Gap]) -> list[Gap]:
        return [gap for gap in gaps if self.takes(gap)]

    def checked(self, regulators: Collection[str], owners: Collection[str], where: str = "") -> Selection:
        """Itself; raises `UsageProblem` for a word that is none. The others: those that there are."""
        names = {name.casefold() for name in owners}
        for owner in self.owners:
            if owner.casefold() not in names:
                hint = f"Known: {', '.join(sorted(owners)) or 'none; the configuration names no owner'}."
                raise UsageProblem(f"{owner!r} is nobody who looks after anything", where=where, hint=hint)
        for words, known, thing in (
            (self.kinds, get_args(OpeningKind), "kind of gap"),
            ((self.severity,) if self.severity else (), LEVELS, "severity"),
            (self.owed_by, get_args(Side), "side"),
            (self.regulators, regulators, "regulator here"),
        ):
            for word in words:
                if word not in known:
                    hint = f"Known: {', '.join(sorted(known) if known is regulators else known) or 'none'}."
                    raise UsageProblem(f"{word!r} is no {thing}", where=where, hint=hint)
        if "" in self.tags:
            raise UsageProblem("a tag cannot be empty", where=where)
        return self


def severity_rank(level: str) -> int:
    """0 for the mildest; a level that a newer version may know counts as the worst."""
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def _among(wanted: tuple[str, ...], found: Iterable[str]) -> bool:
    return not wanted or bool({word.casefold() for word in wanted} & {word.casefold() for word in found})
