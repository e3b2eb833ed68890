"""What a draft would bind us to, and whether that agrees with what we are bound to already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.drafts.findings import Finding
from assistant.drafts.release import Release
from assistant.drafts.sending import Promise, promises
from assistant.grounding.ground import ground
from assistant.mail.asks.ask_words import plain
from assistant.record.inert import inert_line
from assistant.record.thread import Obligation

ALIKE = 0.6
"""Share of a commitment's words of meaning that a sentence must have to speak of it."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_EMPTY = frozenset({
    "april", "august", "been", "commit", "committ", "decembe", "ensure", "februar", "friday", "from", "further", "have",
    "intend", "into", "january", "july", "june", "march", "monday", "novembe", "october", "plan", "promise", "provide",
    "septemb", "shall", "that", "their", "them", "they", "this", "thursda", "tuesday", "underta", "underto", "upon",
    "wednesd", "which", "will", "with", "would", "your",
})  # fmt: skip
"""Beginnings of words that say nothing of what a promise is about."""
_BEGINNING = 7
"""Letters of a word that count: so much of it stays through `remove`, `removed`, `removal`."""
_DENIED = re.compile(
    r"\b(?:not|never|no longer|cannot|can't|won't|unable|nor|without any commitment|withdraw|decline[ds]?)\b"
)


def offered(release: Release) -> Iterator[Finding]:
    """Each promise, to be opened as a commitment when the draft has gone out."""
    for promise in _promises(release):
        due = f", due {promise.asked.due}" if promise.asked.due else ""
        message = f"a promise{due}: it can be opened as a commitment when the draft is sent"
        words = promise.asked.words
        yield Finding("promise", "offers", message, (), "text", promise.start, promise.end, words, promise.number)


def conflicts(release: Release) -> Iterator[Finding]:
    """Sentences that take back what we promised and that is open, or set it another day."""
    ours = [o for o in release.thread.obligations if o.owed_by == "company" and o.is_open and o.type == "commitment"]
    if not ours:
        return
    text, made = release.draft.text, _promises(release)
    for sentence in ground(text, release.evidence(release.as_of), claims=False):
        told = plain(sentence.text)
        for commitment in (o for o in ours if _speaks_of(told, o)):
            dues = [p.asked.due for p in made if p.start < sentence.end and sentence.start < p.end and p.asked.due]
            if _DENIED.search(told) and not _DENIED.search(plain(commitment.words)):
                why = "says the opposite of"
            elif commitment.due and dues and not _days_of(release, commitment) & set(dues):
                why = f"sets {dues[0]} for"
            else:
                continue
            when = f", due {commitment.due}" if commitment.due else ""
            message = f"it {why} our commitment #{commitment.n} “{inert_line(commitment.words)}”{when}"
            entries = tuple(n for n in (commitment.message, commitment.n) if n is not None)
            yield Finding("conflict", "blocks", message, entries, "text", sentence.start, sentence.end, sentence.text)


def _days_of(release: Release, commitment: Obligation) -> set[date]:
    """The day that was set, those that took its place, and the due day in force."""
    moved = [e.to for e in release.thread.extensions if e.opening == commitment.n]
    due = [gap.due for gap in release.gaps if gap.opening == commitment.n]
    return {day for day in (commitment.due, *moved, *due) if day}


def _promises(release: Release) -> tuple[Promise, ...]:
    return promises(release.draft.text, release.as_of, release.calendar, release.settings.company.name)


def _speaks_of(told: str, commitment: Obligation) -> bool:
    about = _meaning(plain(commitment.words))
    return bool(about) and len(about & _meaning(told)) >= ALIKE * len(about)


def _meaning(told: str) -> frozenset[str]:
    return frozenset(word[:_BEGINNING] for word in _WORD.findall(told)) - _EMPTY
