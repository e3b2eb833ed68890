"""A draft's life as entries to append. No input or output here: the doors hand the entries to the store.

Saving, approving, exporting or discarding a draft moves no clock but that of the draft itself. *Sent* is said only
together with the logged message that went out (`sending`).
"""

from __future__ import annotations

from msgspec import structs

from assistant.drafts.draft import Draft
from assistant.errors import Refused, UsageProblem
from assistant.record.entry import NewEntry
from assistant.record.kinds import DraftSaved, DraftState
from assistant.record.loose_ends import UNDER_WAY
from assistant.record.thread import Draft as SavedDraft
from assistant.record.thread import Thread, Version


def saved(
    draft: Draft,
    by: str,
    first: int | None = None,
    state: DraftState = "editing",
    *,
    overruled: str = "",
    message_id: str | None = None,
) -> tuple[NewEntry, ...]:
    """A new draft, or a new version of the one whose first entry is `first`."""
    fact = DraftSaved(
        draft.text,
        draft.subject,
        draft.template.name,
        state,
        first,
        draft.to,
        draft.answers,
        reply_to=draft.reply_to,
        beside=draft.beside,
        overruled=overruled,
        message_id=message_id,
        language=draft.template.head.language if draft.template.name else "",
    )
    return (NewEntry(fact, by),)


def says(known: SavedDraft, draft: Draft) -> bool:
    """Whether the latest version has that text, subject and those recipients."""
    return _said(known.saved) == (draft.text, draft.subject, draft.to)


def under_way(thread: Thread, n: int) -> SavedDraft:
    """The draft that the entry `n` began or last changed.

    Raises `UsageProblem` if it is none, was sent or discarded, or has a later version than that entry.
    """
    drafts = [d for d in thread.drafts if d.saved.state in UNDER_WAY]
    known = next((d for d in drafts if n in {v.n for v in d.versions}), None)
    if known is None:
        there = ", ".join(f"#{d.n}" for d in drafts) or "none"
        raise UsageProblem(f"#{n} of {thread.id} is no draft under way", hint=f"Under way: {there}.")
    if n not in {known.n, known.last}:
        raise UsageProblem(f"#{n} is an earlier version of draft #{known.n}", hint=f"The latest is #{known.last}.")
    return known


def approved(known: SavedDraft, by: str, approver: str, *, four_eyes: bool) -> list[NewEntry]:
    """`approver` finds the latest version fit to leave the house; the entry names that version.

    Raises `Refused` where four eyes are asked for and the approver wrote any of it.
    """
    if four_eyes and _key(approver) in {_key(writer) for writer in writers(known)}:
        raise Refused(f"{approver} wrote draft #{known.n} and cannot approve it", hint="Name who does with --by.")
    other = "" if approver == by else approver
    return [NewEntry(structs.replace(in_state(known, known.saved.state), approves=known.last, approver=other), by)]


def approval(known: SavedDraft) -> Version | None:
    """The approval that holds for the text, subject and recipients as they are now."""
    given = [v for v in known.versions if v.saved.approves is not None and _said(v.saved) == _said(known.saved)]
    return given[-1] if given else None


def seen_by_another(known: SavedDraft) -> bool:
    """Whether somebody approved the text as it is who wrote none of it, whatever the configuration asked for then."""
    given = approval(known)
    return given is not None and _key(given.saved.approver or given.by) not in {_key(by) for by in writers(known)}


def writers(known: SavedDraft) -> tuple[str, ...]:
    """Who brought in a text that it had at some time, each once."""
    before: DraftSaved | None = None
    found: dict[str, None] = {}
    for version in known.versions:
        if before is None or _said(version.saved) != _said(before):
            found[version.by] = None
        before = version.saved
    return tuple(found)


def final(known: SavedDraft, by: str, overruled: str = "") -> list[NewEntry]:
    """Nothing is to be written any more; `overruled` says why a check that said no does not count."""
    return [NewEntry(structs.replace(in_state(known, "final"), overruled=overruled), by)]


def exported(known: SavedDraft, by: str, message_id: str | None = None, overruled: str = "") -> tuple[NewEntry, ...]:
    """It was written to a file, with that Message-ID if it is a mail; no clock starts."""
    fact = structs.replace(in_state(known, "exported"), overruled=overruled)
    return (NewEntry(structs.replace(fact, message_id=message_id or fact.message_id), by),)


def discarded(thread: Thread, first: int, by: str) -> list[NewEntry]:
    """Nobody goes on with the draft whose first entry is `first`; raises `UsageProblem` if it is not under way."""
    return [NewEntry(in_state(under_way(thread, first), "discarded"), by)]


def in_state(known: SavedDraft, state: DraftState) -> DraftSaved:
    """The same text in that state; what an earlier entry said of itself alone is left out."""
    return structs.replace(
        known.saved, state=state, draft=known.n, day=None, approves=None, approver="", overruled="", message=None
    )


def _said(fact: DraftSaved) -> tuple[object, ...]:
    return fact.text, fact.subject, fact.to


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
