"""A draft under way on the screen, as a value: what is typed, from which template, and what became of the rest."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from assistant.desk import Desk
from assistant.drafts.draft import Draft, with_text
from assistant.drafts.findings import Finding
from assistant.drafts.style import Wish
from assistant.drafts.versions import differences
from assistant.errors import AssistantError
from assistant.record.entry import Line
from assistant.record.kinds import DraftSaved
from assistant.record.loose_ends import UNDER_WAY
from assistant.record.thread import Draft as SavedDraft
from assistant.record.thread import Thread
from assistant.services import drafting
from assistant.tui.timeline import View


class Kept(Struct, frozen=True):
    """What must not be lost when the reader turns away from a draft that was not saved."""

    draft: Draft
    fields: Mapping[str, str]
    first: int | None
    """The first entry of the saved draft; None while it was never saved."""
    others: Mapping[str, Draft] = {}
    """Texts written on other templates, by their names."""

    @property
    def typed(self) -> dict[str, str]:
        """All that a person wrote, as `revived` takes it."""
        fields = {f"field {name}": value for name, value in self.fields.items() if value.strip()}
        first = {"first": str(self.first)} if self.first is not None else {}
        draft = self.draft
        return {"template": draft.template.name, "subject": draft.subject, "text": draft.text, **first, **fields}


class Choices(Struct, frozen=True):
    """What the chooser offers: name, title and reason."""

    name: str
    title: str
    reason: str


def begin(desk: Desk, view: View, template: str | None, left: Mapping[str, str] | None = None) -> Kept:
    """What a former run of the program left unsaved, the draft that was saved last and is under way, else a new one."""
    if template is None and left:
        return revived(desk, view, left)
    last = under_way(view.thread)
    if template is None and last is not None:
        return _taken_up(desk, view, last)
    return Kept(desk.draft(view.thread, template), {}, None)


def revived(desk: Desk, view: View, left: Mapping[str, str]) -> Kept:
    """A draft with what `Kept.typed` told of it, on its own template as far as there still is one."""
    known = {template.name for template in desk.templates()}
    fields = {name.removeprefix("field "): value for name, value in left.items() if name.startswith("field ")}
    draft = desk.draft(view.thread, left.get("template") if left.get("template") in known else None)
    first = int(left["first"]) if "first" in left else None
    return Kept(with_text(draft, left.get("text", ""), left.get("subject", "")), fields, first)


def under_way(thread: Thread) -> SavedDraft | None:
    """The latest draft that was neither sent nor discarded."""
    return next((d for d in reversed(thread.drafts) if d.saved.state in UNDER_WAY), None)


def _taken_up(desk: Desk, view: View, last: SavedDraft) -> Kept:
    """With the facts that its template rests on today, if it still fits."""
    draft, _ = drafting.taken_up(desk, view.thread.id, last.n)
    try:
        now = desk.draft(view.thread, last.saved.template or None)
    except AssistantError:
        return Kept(draft, {}, last.n)
    return Kept(structs.replace(draft, facts=now.facts, alternatives=now.alternatives), {}, last.n)


def saved_as(desk: Desk, kept: Kept) -> SavedDraft | None:
    """The draft as the record has it; None while it was never saved, or is under way no more."""
    drafts = desk.thread(kept.draft.thread).drafts if kept.first is not None else ()
    return next((d for d in drafts if d.n == kept.first and d.saved.state in UNDER_WAY), None)


def findings(desk: Desk, kept: Kept) -> tuple[Finding, ...]:
    """What the checks say of the text as it stands."""
    return drafting.findings(desk, kept.draft, saved_as(desk, kept))


def place_of(finding: Finding, text: str) -> tuple[int, int]:
    """From and to of its words in `text`, which a person may have gone on writing since."""
    at = text.find(finding.words, min(finding.start, len(text))) if finding.words else -1
    if at < 0 and finding.words:
        at = text.find(finding.words)
    return (at, at + len(finding.words)) if at >= 0 else (min(finding.start, len(text)), min(finding.end, len(text)))


def changes(desk: Desk, kept: Kept) -> str:
    """What is not saved yet, as a unified diff, then what each version changed; empty: nothing is saved."""
    known = saved_as(desk, kept)
    if known is None:
        return ""
    before = [f"Subject: {known.saved.subject}", "", *known.saved.text.split("\n")]
    after = [f"Subject: {kept.draft.subject}", "", *kept.draft.text.split("\n")]
    mine = "\n".join(difflib.unified_diff(before, after, f"#{known.last}, as saved", "as it stands", lineterm=""))
    earlier = differences(desk.thread(kept.draft.thread), known.n)
    return "\n\n".join(filter(None, [mine or "Nothing has changed since it was saved.", earlier]))


def choices(desk: Desk, draft: Draft) -> tuple[Choices, ...]:
    """The template in use, those that fit too, the next best first, then all others."""
    titles: dict[str, str] = {}
    for template in desk.templates():
        titles.setdefault(template.name, template.head.title)
    found = {draft.template.name: draft.because}
    for name, reason in draft.alternatives:
        found.setdefault(name, reason)
    fitting = [Choices(name, titles.get(name, name), reason) for name, reason in found.items()]
    return (*fitting, *(Choices(name, title, "") for name, title in titles.items() if name not in found))


def keep(desk: Desk, kept: Kept) -> tuple[Line, ...]:
    """The text as it stands, as a version of the draft; a new draft if that one is under way no more."""
    return drafting.keep(desk, kept.draft, number(desk, kept))


def number(desk: Desk, kept: Kept) -> int | None:
    """The first entry of the draft in the record, None once its saving was taken back, or it went out."""
    known = saved_as(desk, kept)
    return known.n if known else None


def number_in(lines: Sequence[Line]) -> int:
    """The first entry of the draft that `lines` say was saved."""
    line = lines[0]
    return line.fact.draft or line.n if isinstance(line.fact, DraftSaved) else line.n


def up_to_date(desk: Desk, kept: Kept) -> int:
    """The number of the draft with this very text, saved for it if need be."""
    known = saved_as(desk, kept)
    if known is None:
        return keep(desk, kept)[0].n
    same = (known.saved.text, known.saved.subject, known.saved.answers)
    if same != (kept.draft.text, kept.draft.subject, kept.draft.answers):
        keep(desk, kept)
    return known.n


def previewed(desk: Desk, view: View, name: str, wish: Wish) -> Draft:
    """The text of a template as it would be now, in the language and tone wished for."""
    return desk.draft(view.thread, name, wish=wish)
