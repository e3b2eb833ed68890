"""A draft under way on the screen, as a value: what is typed, from which template, and what became of the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct, structs

from assistant.desk import Desk
from assistant.drafts.draft import Draft, with_text
from assistant.drafts.saving import discarded, saved
from assistant.record import decisions
from assistant.record.entry import NewEntry
from assistant.record.kinds import Channel, DraftSaved, DraftState, Message
from assistant.record.loose_ends import UNDER_WAY
from assistant.record.thread import Draft as SavedDraft
from assistant.record.thread import Thread
from assistant.tui.deciding import Who
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
    known = {template.name for template in desk.templates()}
    draft = desk.draft(view.thread, last.saved.template if last.saved.template in known else None)
    return Kept(with_text(draft, last.saved.text, last.saved.subject), {}, last.n)


def choices(desk: Desk, draft: Draft) -> tuple[Choices, ...]:
    """The template in use, those that fit too, then all others."""
    titles: dict[str, str] = {}
    for template in desk.templates():
        titles.setdefault(template.name, template.head.title)
    found = {draft.template.name: draft.because, **dict(reversed(draft.alternatives))}
    fitting = [Choices(name, titles.get(name, name), reason) for name, reason in found.items()]
    return (*fitting, *(Choices(name, title, "") for name, title in titles.items() if name not in found))


def save(kept: Kept, who: Who, state: DraftState = "editing") -> list[NewEntry]:
    """The text as it stands, as a version of the draft."""
    return [_on_day(entry, who) for entry in saved(kept.draft, who.by, kept.first, state)]


def discard(thread: Thread, first: int, who: Who) -> list[NewEntry]:
    """Nobody goes on with the draft that was saved first as that entry; its versions stay in the record."""
    return [_on_day(entry, who) for entry in discarded(thread, first, who.by)]


def send(
    thread: Thread, kept: Kept, who: Who, *, day: date, channel: Channel, answers: Sequence[int], partly: bool
) -> list[NewEntry]:
    """The message that went out, what it answers, and the draft as sent: all or nothing."""
    draft = kept.draft
    message = Message("out", channel, draft.subject, draft.text, sender=draft.sender, to=draft.to, sent=day.isoformat())
    settles, in_part = ((), tuple(answers)) if partly else (tuple(answers), ())
    n = thread.length + 1
    logged = decisions.log_message(thread, message, who.by, settles=settles, answers_partly=in_part)
    return [*logged, *(_on_day(_of_message(entry, n), who) for entry in saved(draft, who.by, kept.first, "sent"))]


def _of_message(entry: NewEntry, n: int) -> NewEntry:
    fact = entry.fact
    return structs.replace(entry, fact=structs.replace(fact, message=n)) if isinstance(fact, DraftSaved) else entry


def _on_day(entry: NewEntry, who: Who) -> NewEntry:
    fact = entry.fact
    if who.dated and isinstance(fact, DraftSaved) and fact.day is None:
        return structs.replace(entry, fact=structs.replace(fact, day=who.day.isoformat()))
    return entry
