"""All checks that a text passes before it leaves the house; each is a pure function in a module of its own.

They find; they change nothing. What blocks, a person may overrule with a reason that the record keeps.
"""

from __future__ import annotations

from assistant.drafts.blanks import emptied, unfilled
from assistant.drafts.commitments import conflicts, offered
from assistant.drafts.findings import Finding
from assistant.drafts.freshness import unchanged, unread
from assistant.drafts.recipients import bouncing, strangers
from assistant.drafts.release import Release
from assistant.drafts.wording import wrong_words

_ORDER = {"blocks": 0, "warns": 1, "offers": 2}


def check(release: Release) -> tuple[Finding, ...]:
    """What is wrong with the draft on the day, what is doubtful, and what it would bind us to, in that order."""
    found = [
        *unfilled(release),
        *emptied(release),
        *strangers(release),
        *bouncing(release),
        *unread(release),
        *wrong_words(release),
        *conflicts(release),
        *unchanged(release),
        *offered(release),
    ]
    return tuple(sorted(found, key=lambda finding: _ORDER[finding.severity]))
