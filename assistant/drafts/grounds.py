"""What a draft rests on: the facts that its text really says, each with its entries, to be shown beside it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from assistant.clocks.wording import days
from assistant.drafts.facts import LABELS, Facts, Value
from assistant.drafts.matters import Item
from assistant.drafts.render import Rendered
from assistant.drafts.sandbox import used_names
from assistant.drafts.templates import Template, known_names

DAY_COUNTS = frozenset({"days_open", "days_silent", "days_over", "last_contact_days"})
UNSHOWN = frozenset({"as_of", "kind", "opening_in_which", "opening_entry", "last_contact_entry", "chasers_sent"})
"""Facts that steer a template and are not themselves said."""


class Fact(Struct, frozen=True):
    """One thing the text says that the record carries."""

    label: str
    value: str
    entries: tuple[int, ...]
    """Empty: from the configuration or the calendar alone."""


def grounds(template: Template, facts: Facts, written: Rendered) -> tuple[Fact, ...]:
    """In the order of `LABELS`, each once; a fact of a branch that was not taken is left out."""
    names = known_names(template)
    used = used_names(template.body, names) | used_names(template.head.subject, names)
    said = f"{written.subject}\n{written.text}"
    found: dict[tuple[str, tuple[int, ...]], Fact] = {}
    for name in LABELS:
        if name in used - UNSHOWN:
            for fact in _said(name, facts, said):
                found.setdefault((fact.value, fact.entries), fact)
    return tuple(found.values())


def _said(name: str, facts: Facts, text: str) -> Iterator[Fact]:
    value, source = facts.values[name], facts.sources[name]
    if isinstance(value, list):
        yield from (_item(source.label, item) for item in value if _in_text(item, text))
    elif (shown := _as_text(name, value)) and shown in text:
        yield Fact(source.label, shown, source.entries)


def _as_text(name: str, value: Value) -> str:
    if isinstance(value, str):
        return value
    return days(value) if name in DAY_COUNTS and isinstance(value, int) else ""


def _in_text(item: Item, text: str) -> bool:
    marks = [str(item.get(key, "")) for key in ("words", "named")]
    return any(mark and mark in text for mark in marks)


def _item(label: str, item: Item) -> Fact:
    named, words = str(item.get("named", "")), str(item.get("words", ""))
    value = f"{named}: “{words}”" if named and words else named or words
    entries = dict.fromkeys(int(item[key]) for key in ("message", "entry") if item.get(key))
    return Fact(label, value, tuple(entries))
