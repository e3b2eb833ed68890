"""The values of a check: a mention, what was found of it, and the sentence in which it stands.

Places are characters of the text as it was given, so that `text[start:end]` is the words themselves.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

MentionKind = Literal[
    "date", "count", "reference", "quotation", "name", "number", "citation", "address", "silence", "claim"
]
"""`silence` says that somebody did not write or answer; `claim` is what a clause says besides all the others."""
Status = Literal["verified", "partly", "contradicted", "not-in-record"]
SentenceStatus = Literal["verified", "partly", "contradicted", "not-in-record", "nothing-to-check"]


class Ref(Struct, frozen=True, order=True):
    """An entry of a thread."""

    thread: str
    n: int

    def __str__(self) -> str:
        return f"{self.thread}#{self.n}"


class Mention(Struct, frozen=True):
    """Words that can be looked up."""

    kind: MentionKind
    text: str
    """Verbatim."""
    start: int
    end: int
    value: str = ""
    """What they come to, the same in every language and form: `2020-10-09`, `--10-09` without its year, `8 days`,
    `>1 weeks`, `3700000`, `40 %`, `pta-2020-001#4`; of a quotation its words with white space and quotation marks made
    even. Two texts say the same facts if these are the same."""


class Finding(Struct, frozen=True):
    """What the evidence says of a mention."""

    mention: Mention
    status: Status
    entries: tuple[Ref, ...] = ()
    """What the verdict rests on: where it stands, or what contradicts it."""
    why: str = ""
    """One sentence for a person. It may hold words of messages: escape it for the place it is shown in."""


class Sentence(Struct, frozen=True):
    """One sentence of the text with all that was found in it."""

    text: str
    start: int
    end: int
    findings: tuple[Finding, ...] = ()
    status: SentenceStatus = "nothing-to-check"

    @property
    def entries(self) -> tuple[Ref, ...]:
        """The entries of all its findings, each once, in order."""
        return tuple(sorted({ref for finding in self.findings for ref in finding.entries}))


def status_of(findings: tuple[Finding, ...]) -> SentenceStatus:
    """The standing of a sentence: one contradiction decides; verified only if everything in it is.

    That a name is known says nothing for what is said of it.
    """
    seen = {f.status for f in findings if (f.mention.kind, f.status) != ("name", "verified")}
    if not seen:
        return "nothing-to-check"
    if "contradicted" in seen:
        return "contradicted"
    if len(seen) == 1:
        return next(iter(seen))
    return "partly"
