"""All checks that a text passes before it leaves the house; each is a pure function in a module of its own.

They find; they change nothing. What blocks, a person may overrule with a reason that the record keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafts.commitments import conflicts, offered
from assistant.drafts.findings import Finding
from assistant.drafts.freshness import unchanged, unread
from assistant.drafts.recipients import bouncing, strangers
from assistant.drafts.release import Release
from assistant.drafts.wording import wrong_words

BLANK = re.compile(
    r"⟦[^⟧\n]{1,200}⟧|\{\{[^}\n]{0,200}\}\}|_{4,}|\b(?:TBD|TBC|TODO|XXX+)\b"
    r"|\[(?:insert|date|name|number|reference|to be|your|our|the|please|add)\b[^\]\n]{0,80}\]",
    re.IGNORECASE,
)
"""What stands where something is still to be written, as templates and people mark it."""
_ORDER = {"blocks": 0, "warns": 1, "offers": 2}


def check(release: Release) -> tuple[Finding, ...]:
    """What is wrong with the draft on the day, what is doubtful, and what it would bind us to, in that order."""
    found = [
        *_unfilled(release),
        *strangers(release),
        *bouncing(release),
        *unread(release),
        *wrong_words(release),
        *conflicts(release),
        *unchanged(release),
        *offered(release),
    ]
    return tuple(sorted(found, key=lambda finding: _ORDER[finding.severity]))


def _unfilled(release: Release) -> Iterator[Finding]:
    labels = {field.mark: field.label for field in release.draft.template.fields}
    for part, text in release.parts():
        for blank in BLANK.finditer(text):
            what = labels.get(blank[0], "something")
            yield Finding("field", "blocks", f"{what} is still missing", (), part, *blank.span(), blank[0])
