"""Drafts as the tests ask for them, and what a person would write into their blanks."""

from __future__ import annotations

from typing import Any

from assistant.clocks.gap import Gap
from assistant.config import Settings
from assistant.drafts.draft import Draft, make_draft
from assistant.drafts.templates import find, load_templates
from assistant.record.thread import Thread
from tests.drafts.cases import AS_OF, SETTINGS

TEMPLATES = load_templates(Settings())
OWN_WORDS = {
    "answer": "Our answer.",
    "promised_date": "2020-10-30",
    "request": "Please decide.",
}
ANSWERED = {"answer": "Our answer."}


def draft_of(
    thread: Thread, gaps: list[Gap], name: str | None = None, *, settings: Settings = SETTINGS, **more: Any
) -> Draft:
    return make_draft(thread, gaps, settings, AS_OF, TEMPLATES, name, **more)


def own_fields(name: str) -> dict[str, str]:
    """What a person must supply for that template."""
    known = {field.name for field in find(TEMPLATES, name).fields}
    return {field: value for field, value in OWN_WORDS.items() if field in known}
