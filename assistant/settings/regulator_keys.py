"""By what key a regulator is called: in the configuration, in commands, in the record's folders."""

from __future__ import annotations

from assistant.errors import UsageProblem

TRAY = "TRAY"
"""Stands for a regulator where a mail matches none: such mail lies in threads of its own, as safe as any, until a
person says whose it is."""
LONGEST_KEY = 24
"""Characters of a regulator's key at most."""
_IN_A_KEY = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"


def is_regulator_key(word: str) -> bool:
    """Whether `word` has the form of a regulator's key: capitals, digits, and hyphens between them."""
    return 0 < len(word) <= LONGEST_KEY and not word.strip(_IN_A_KEY) and "-" not in {word[0], word[-1]}


def may_name_a_regulator(key: str) -> bool:
    """The same for what the configuration or a person calls one: the tray's word is none."""
    return key != TRAY and is_regulator_key(key)


def check_regulator_key(key: str, where: str = "") -> str:
    """`key` itself; raises `UsageProblem` unless capitals, digits and hyphens: it names a folder of the record."""
    if may_name_a_regulator(key):
        return key
    if key == TRAY:
        raise UsageProblem(f"{key} is where mail of no regulator lies, and no regulator's key", where=where)
    raise UsageProblem(
        f"{key!r} is not a regulator key",
        where=where,
        hint="Use capitals, digits and hyphens, such as PTA or EU-DG4.",
    )
