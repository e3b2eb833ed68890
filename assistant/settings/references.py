"""The patterns of reference numbers in the configuration, ours and the regulators': whether they are any.

A room of its own, since only settings that are read anew are looked at: what was kept had passed before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.errors import UsageProblem

Place = Callable[[tuple[str | int, ...]], str]
"""Path of a key → file and line."""


def check_references(own: Sequence[str], theirs: Mapping[str, Sequence[str]], place: Place) -> None:
    """Raise `UsageProblem` for the first pattern that is no regular expression: one of `own`, or of a regulator's."""
    tables: dict[tuple[str, ...], Sequence[str]] = {("company",): own}
    for table, patterns in (tables | {("regulators", key): patterns for key, patterns in theirs.items()}).items():
        for number, pattern in enumerate(patterns):
            try:
                re.compile(pattern)
            except (re.error, OverflowError, RecursionError) as error:
                what = f"{pattern!r} in `references` is no regular expression: {error}"
                where = place((*table, "references", number))
                raise UsageProblem(what, where=where, hint=r"Write one such as PTA/\d+/\d{4}.") from error
