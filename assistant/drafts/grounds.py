"""What a draft rests on: the facts that its text really says, each with its entries, to be shown beside it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from assistant.drafts.facts import LABELS, Facts, Value
from assistant.drafts.matters import Item
from assistant.drafts.render import Rendered
from assistant.drafts.sandbox import used_names
from assistant.drafts.templates import Template, known_names
from assistant.drafts.words import words_of

DAY_COUNTS = frozenset({"days_open", "days_silent", "days_over", "last_contact_days"})
UNSHOWN = frozenset({
    "as_of", "channel", "chasers_sent", "kind", "last_contact_entry", "opening_entry", "opening_in_which", "tone",
})  # fmt: skip
"""Facts that steer a template and are not themselves said."""


class Fact(Struct, frozen=True):
    """One thing the text says that the record carries."""

    label: str
    value: str
    entries: tuple[int, ...]
    """Empty: from the configuration or the calendar alone."""


def grounds(template: Template, facts: Facts, written: Rendered) -> tuple[Fact, ...]:
    """In the order of `LABELS`, each once; a fact of a branch that was not taken is left out."""
    names, language = known_names(template), template.head.language
    used = used_names(template.body, names, language) | used_names(template.head.subject, names, language)
    said = f"{written.subject}\n{written.text}"
    found: dict[tuple[str, tuple[int, ...]], Fact] = {}
    for name in LABELS:
        if name in used - UNSHOWN:
            for fact in _said(name, facts, said, language):
                found.setdefault((fact.value, fact.entries), fact)
    return tuple(found.values())


def _said(name: str, facts: Facts, text: str, language: str) -> Iterator[Fact]:
    value, source = facts.values[name], facts.sources[name]
    if isinstance(value, list):
        here = str(facts.values["thread_id"])
        yield from (_item(source.label, item, here) for item in value if _in_text(item, text))
    elif (shown := _as_text(name, value, language)) and shown in text:
        yield Fact(source.label, shown, source.entries)


def _as_text(name: str, value: Value, language: str) -> str:
    if isinstance(value, str):
        return value
    return words_of(language).counted(value) if name in DAY_COUNTS and isinstance(value, int) else ""


def _in_text(item: Item, text: str) -> bool:
    marks = [str(item.get(key, "")) for key in ("words", "named")]
    return any(mark and mark in text for mark in marks)


def _item(label: str, item: Item, here: str) -> Fact:
    """Entries are those of the draft's own thread; what another one carries names it in words."""
    named, words = str(item.get("named", "")), str(item.get("words", ""))
    value = f"{named}: “{words}”" if named and words else named or words
    entries = dict.fromkeys(int(item[key]) for key in ("message", "entry") if item.get(key))
    if item.get("thread", here) != here:
        numbers = " ".join(f"{item['thread']}#{n}" for n in entries)
        return Fact(label, f"{value} ({numbers})", ())
    return Fact(label, value, tuple(entries))
