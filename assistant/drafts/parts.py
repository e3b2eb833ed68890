"""The parts that several texts share, such as the lines of reference: `prompts/parts/<language>/<name>.md`.

They ship with the program and are known by their names alone; neither a template nor a user's folder can add one, so
`{% include "head" %}` can reach no file but these.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from assistant.paths import prompts_directory

FOLDER = "parts"


@cache
def parts(language: str) -> Mapping[str, str]:
    """The shared parts of a language by their names."""
    found = sorted((prompts_directory() / FOLDER / language).glob("*.md"))
    return {path.stem: path.read_text(encoding="utf-8") for path in found}
