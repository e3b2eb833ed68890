"""A draft's life as entries to append. No input or output here: the doors hand the entries to the store.

Saving, exporting or discarding a draft moves no clock. *Sent* is said only together with the logged message that went
out; what the draft answers is settled by that message.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs

from assistant.drafts.draft import Draft
from assistant.errors import UsageProblem
from assistant.record.entry import NewEntry
from assistant.record.kinds import DraftSaved, DraftState, ObligationState, ObligationUpdated
from assistant.record.loose_ends import UNDER_WAY
from assistant.record.thread import Draft as SavedDraft
from assistant.record.thread import Thread


def saved(draft: Draft, by: str, first: int | None = None, state: DraftState = "editing") -> tuple[NewEntry, ...]:
    """A new draft, or a new version of the one whose first entry is `first`."""
    fact = DraftSaved(draft.text, draft.subject, draft.template.name, state, first, draft.to, draft.answers)
    return (NewEntry(fact, by),)


def edited(known: SavedDraft, by: str, text: str, subject: str | None = None) -> tuple[NewEntry, ...]:
    """A new version of a saved draft with another text; nothing if it is the same."""
    fact = structs.replace(
        known.saved,
        text=text,
        subject=known.saved.subject if subject is None else subject,
        state="editing",
        draft=known.n,
        day=None,
    )
    same = (fact.text, fact.subject) == (known.saved.text, known.saved.subject)
    return () if same else (NewEntry(fact, by),)


def exported(known: SavedDraft, by: str) -> tuple[NewEntry, ...]:
    """It was written to a file; no clock starts."""
    return (NewEntry(_in_state(known, "exported"), by),)


def discarded(thread: Thread, first: int, by: str) -> list[NewEntry]:
    """Nobody goes on with the draft whose first entry is `first`; raises `UsageProblem` if it is not under way."""
    under_way = [d for d in thread.drafts if d.saved.state in UNDER_WAY]
    known = next((d for d in under_way if d.n == first), None)
    if known is None:
        there = ", ".join(f"#{d.n}" for d in under_way) or "none"
        raise UsageProblem(f"#{first} of {thread.id} is no draft under way", hint=f"Under way: {there}.")
    return [NewEntry(_in_state(known, "discarded"), by)]


def sent(
    thread: Thread,
    known: SavedDraft,
    message: int,
    by: str,
    answers: Iterable[int] | None = None,
    state: ObligationState = "settled",
) -> tuple[NewEntry, ...]:
    """It went out as the logged `message`, which settles what it answers.

    `answers` and `state` say otherwise where a person knows better (`part`). Raises `UsageProblem` unless `message` is
    a logged outbound message.
    """
    logged = thread.message(message)
    if logged is None or logged.message.direction != "out":
        raise UsageProblem(f"#{message} is not a logged message that went out", hint="Log the sent copy first.")
    fact = structs.replace(_in_state(known, "sent"), message=message)
    chosen = known.saved.answers if answers is None else tuple(answers)
    still = [n for n in chosen if (o := thread.obligation(n)) and o.is_open]
    updates = [ObligationUpdated(n, state, by_message=message, reason=f"answered by draft #{known.n}") for n in still]
    return (NewEntry(fact, by), *(NewEntry(update, by) for update in updates))


def _in_state(known: SavedDraft, state: DraftState) -> DraftSaved:
    return structs.replace(known.saved, state=state, draft=known.n, day=None)
