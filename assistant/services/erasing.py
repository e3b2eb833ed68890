"""What an erasure took, or would take, told for a person."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.clocks.wording import counted
from assistant.record.dropping import Erasure


def told(found: Erasure, *, dry_run: bool) -> Iterator[str]:
    """First what goes or went; then what stays, and what a person has to decide on as well."""
    documents = f", with {counted(found.documents, 'document')}" if found.documents else ""
    done = "would be erased" if dry_run else "erased"
    yield f"{done}: {' '.join(f'{found.thread}#{n}' for n in found.entries)}{documents}"
    if found.shared:
        yield f"{counted(found.shared, 'document')} that another entry has as well: kept"
    for n in found.repeated:
        yield f"{found.thread}#{n} says some of it again: erase it too if it must go"
    for place in found.copies:
        yield f"{place} is the same mail: erase it too if it must go"
