"""Names from mail → names of files that any system can hold and none obeys. Pure functions.

What a sender calls a file may be a path, a device, a terminal command or a page of text. What is harmless in it stays,
so that a person knows the file again; it never decides where a file is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST_NAME = 120
"""Characters of a whole name."""
MOST_BYTES = 240
"""UTF-8 bytes of a whole name; common file systems allow 255."""
LONGEST_EXTENSION = 16
"""Characters; what follows a later full stop is part of the name."""
UNNAMED = "unnamed"

_PORTS = (f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³")
_DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$", *_PORTS})
"""What Windows takes for a device, whatever the extension (Microsoft, “Naming Files, Paths, and Namespaces”)."""
_RESERVED = re.compile(r'[<>:"|?*]')
_STEP = re.compile(r"[/\\]")
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
"""Unicode's categories of control and format characters, bidirectional ones included, and of lone surrogates."""
_UNKNOWN = frozenset({"Cn", "Co"})
"""Characters that other versions of Unicode, or other machines, read as something else."""


def safe_name(name: str, prefix: str = "", copy: int = 1) -> str:
    """A file's name that says `prefix` and what is harmless of `name`, and its number from the second `copy` on.

    It is NFC, one step without separators, bounded, never empty, no device, and begins and ends with neither blank nor
    full stop. `prefix` is the program's own: short ASCII, and safe by itself.
    """
    stem, extension = _divided(_harmless(name))
    if not prefix and stem.partition(".")[0].rstrip().upper() in _DEVICES:
        stem = f"_{stem}"
    ending = f"-{copy}{extension}" if copy > 1 else extension
    room, size = LONGEST_NAME - len(prefix + ending), MOST_BYTES - len((prefix + ending).encode())
    stem = stem[:room].encode()[:size].decode("utf-8", "ignore")
    return f"{prefix}{stem.rstrip('. ')}{ending}"


def distinct_names(wanted: Iterable[tuple[str, str]]) -> list[str]:
    """A safe name for each `(prefix, name)`, all different even where case and Unicode's forms do not count."""
    names: list[str] = []
    taken: set[str] = set()
    copies: dict[str, int] = {}
    for prefix, name in wanted:
        first = found = safe_name(name, prefix)
        while _alike(found) in taken:
            copies[first] = copies.get(first, 1) + 1
            found = safe_name(name, prefix, copies[first])
        taken.add(_alike(found))
        names.append(found)
    return names


def _alike(name: str) -> str:
    """What two names share that some file system takes for one: a compatibility caseless match (Unicode, D146)."""
    for _ in range(2):
        name = unicodedata.normalize("NFKD", name).casefold()
    return unicodedata.normalize("NFKD", name)


def _harmless(name: str) -> str:
    """The steps of a path joined, without what cannot be seen or is reserved; may be empty."""
    seen = " ".join("".join(_shown(one) for one in name).split())
    steps = [step for step in _STEP.split(unicodedata.normalize("NFC", seen)) if step.strip(". ")]
    return _RESERVED.sub("_", "_".join(steps)).lstrip(".-~ ").rstrip(". ")


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category in _UNSEEN:
        return " " if character.isspace() else ""
    return "_" if category in _UNKNOWN else character


def _divided(name: str) -> tuple[str, str]:
    """The name without its extension, and that with its full stop."""
    stem, dot, extension = name.rpartition(".")
    stem = stem.rstrip(". ")
    if dot and stem and extension.isalnum() and len(extension) <= LONGEST_EXTENSION:
        return stem, f".{extension}"
    return name or UNNAMED, ""
