"""A template rendered with made-up facts: what is wrong with it only then, before a real draft needs it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from assistant.config import Tone
from assistant.drafts.facts import LABELS, LIST_FACTS, NUMBER_FACTS, YES_FACTS, Facts, Source, Value
from assistant.drafts.matters import ITEM_NAMES, NUMBER_PARTS, YES_PARTS, Item
from assistant.drafts.render import render
from assistant.drafts.templates import Template

WORD = "x"


def try_out(template: Template) -> None:
    """Render it with every fact and with none, for all it fits and in each tone; raises `UsageProblem` for a fault."""
    for values in _made_up(template):
        facts = Facts(values, dict.fromkeys(LABELS, Source("", ())))
        for filled in (WORD, ""):
            render(template, facts, {field.name: filled for field in template.fields})


def _made_up(template: Template) -> Iterator[dict[str, Value]]:
    for kind in template.head.fits or ("",):
        for full in (True, False):
            for tone in get_args(Tone):
                yield {**{name: _value(name, full=full) for name in LABELS}, "kind": kind, "tone": tone}


def _value(name: str, *, full: bool) -> Value:
    if name in LIST_FACTS:
        return [_item(full=True), _item(full=False)] if full else []
    if name in NUMBER_FACTS:
        return int(full)
    return full if name in YES_FACTS else WORD * full


def _item(*, full: bool) -> Item:
    return {
        name: int(full) if name in NUMBER_PARTS else full if name in YES_PARTS else WORD * full for name in ITEM_NAMES
    }
