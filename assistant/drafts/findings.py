"""What a check before release says of a draft; the checks themselves are in `checks` and the modules that it names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Severity = Literal["blocks", "warns", "offers"]
"""`blocks`: it may not leave the house unless a person says why it may; `offers`: something to be taken up."""
CheckKind = Literal[
    "date", "count", "reference", "quotation", "name", "number", "citation", "address", "silence", "claim",
    "field", "recipient", "bouncing", "unchanged", "promise", "conflict", "stale",
    "emptied",
]  # fmt: skip
"""The first ten as in `grounding`: words of the text held against the record."""
Part = Literal["subject", "text", "draft"]


class Finding(Struct, frozen=True):
    kind: CheckKind
    severity: Severity
    message: str
    """For a person. It may hold words of messages: escape it for the place it is shown in."""
    entries: tuple[int, ...] = ()
    """Of the thread."""
    part: Part = "draft"
    """Where the words stand; `draft`: it is about the whole."""
    start: int = 0
    end: int = 0
    """Place of the sentence in that part."""
    words: str = ""
    """The words in question, verbatim."""
    number: int = 0
    """Of a promise: by which it can be opened as a commitment."""

    @property
    def told(self) -> str:
        """The words in question, unless they are a whole passage, and what is said of them."""
        words = " ".join(self.words.split())
        if not words or len(words) > LONGEST:
            return self.message
        return f"{words if words[0] in QUOTES else f'“{words}”'}: {self.message}"


QUOTES = "“”„‟«»\"'‘"
LONGEST = 120
"""Characters of words that are shown beside what is said of them."""


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.severity == "blocks")
