"""The words of a draft held against the record: dates, counts, references, quotations, names."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.drafts.findings import CheckKind, Finding, Severity
from assistant.drafts.release import Release
from assistant.grounding.findings import Finding as Grounded
from assistant.grounding.findings import MentionKind
from assistant.grounding.ground import ground

BLOCKING: frozenset[MentionKind] = frozenset({"quotation", "reference", "citation", "silence"})
"""What a letter can take from nowhere but the record: not being there is as bad as being otherwise there."""
DOUBTFUL: frozenset[MentionKind] = frozenset({"date", "count", "name", "address"})
"""What may be right all the same. A number that the record lacks is as a rule what the letter is there to say."""


def wrong_words(release: Release) -> Iterator[Finding]:
    """What the record contradicts or does not have, in the order of the text."""
    for part, text in release.parts():
        for sentence in ground(text, release.evidence(release.as_of), claims=False):
            for found in sentence.findings:
                if severity := _severity(found):
                    kind, why = _kind(release, text, found)
                    entries = tuple(dict.fromkeys(ref.n for ref in found.entries if ref.thread == release.thread.id))
                    yield Finding(kind, severity, why, entries, part, sentence.start, sentence.end, found.mention.text)


def _severity(found: Grounded) -> Severity | None:
    kind = found.mention.kind
    if found.status == "contradicted":
        return "blocks"
    if found.status == "not-in-record":
        return "blocks" if kind in BLOCKING else "warns" if kind in DOUBTFUL else None
    return "warns" if found.status == "partly" else None


def _kind(release: Release, text: str, found: Grounded) -> tuple[CheckKind, str]:
    """A count that was right on the day on which the draft was saved has merely gone stale."""
    saved, mention = release.saved, found.mention
    if mention.kind == "count" and saved is not None and saved.day < release.as_of:
        then = ground(text, release.evidence(saved.day), claims=False)
        if any(f.mention == mention and f.status == "verified" for s in then for f in s.findings):
            return "stale", f"“{mention.text}” was right on {saved.day}, when the draft was saved; {found.why}"
    return mention.kind, found.why
