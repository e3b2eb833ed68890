"""The versions of the drafts of a thread, to be looked at: who wrote, approved, overruled, exported and sent what."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from msgspec import Struct

from assistant.drafts.saving import approval
from assistant.drafts.sending import sent_copy
from assistant.errors import UsageProblem
from assistant.record.kinds import DraftSaved, DraftState
from assistant.record.loose_ends import UNDER_WAY
from assistant.record.thread import Draft, Thread, Version


class Step(Struct, frozen=True):
    """One entry in the life of a draft."""

    entry: int
    version: int
    state: DraftState
    day: date
    by: str
    rewritten: bool
    """It brought another text, subject or recipient."""
    approves: int | None
    approver: str
    overruled: str
    message: int | None


class Life(Struct, frozen=True):
    draft: int
    """The first entry."""
    state: DraftState
    template: str
    subject: str
    approved_by: str
    """Who approved the text as it is now; empty for nobody."""
    sent_copy: int | None
    """A logged message that evidently is this draft gone out, while nobody has said so."""
    steps: tuple[Step, ...]


def lives(thread: Thread) -> tuple[Life, ...]:
    """All drafts of the thread, in the order in which they were begun."""
    return tuple(_life(thread, draft) for draft in thread.drafts)


def differences(thread: Thread, n: int) -> str:
    """What each version changed in the text of draft `n`, or what the entry `n` alone did, as a unified diff.

    Raises `UsageProblem` if `n` belongs to no draft.
    """
    draft = next((d for d in thread.drafts if n in {v.n for v in d.versions}), None)
    if draft is None:
        known = ", ".join(f"#{d.n}" for d in thread.drafts) or "none"
        raise UsageProblem(f"#{n} of {thread.id} belongs to no draft", hint=f"There are: {known}.")
    pairs = [(before, after) for before, after in pairwise(draft.versions) if n in {draft.n, after.n}]
    return "\n".join(line for pair in pairs for line in _difference(*pair))


def _life(thread: Thread, draft: Draft) -> Life:
    given = approval(draft)
    copy = sent_copy(thread, draft) if draft.saved.state in UNDER_WAY else None
    return Life(
        draft=draft.n,
        state=draft.saved.state,
        template=draft.saved.template,
        subject=draft.saved.subject,
        approved_by=(given.saved.approver or given.by) if given else "",
        sent_copy=copy.n if copy else None,
        steps=tuple(_steps(draft)),
    )


def _steps(draft: Draft) -> Iterator[Step]:
    before: DraftSaved | None = None
    for number, version in enumerate(draft.versions, 1):
        fact = version.saved
        same = before is not None and (before.text, before.subject, before.to) == (fact.text, fact.subject, fact.to)
        approver = (fact.approver or version.by) if fact.approves is not None else ""
        yield Step(
            version.n,
            number,
            fact.state,
            version.day,
            version.by,
            not same,
            fact.approves,
            approver,
            fact.overruled,
            fact.message,
        )
        before = fact


def _difference(before: Version, after: Version) -> Iterator[str]:
    old, new = (f"#{version.n} by {version.by}, {version.day}" for version in (before, after))
    return difflib.unified_diff(_lines(before.saved), _lines(after.saved), old, new, lineterm="")


def _lines(fact: DraftSaved) -> list[str]:
    return [f"Subject: {fact.subject}", "", *fact.text.split("\n")]
