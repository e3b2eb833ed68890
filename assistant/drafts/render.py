"""A template, its facts and what a person filled in → subject and text.

Facts and field values are data: they are put in, never read as a template. A required field that is empty appears as
a visible mark and among what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from assistant.drafts.facts import Facts
from assistant.drafts.front_matter import Field
from assistant.drafts.sandbox import TemplateFault, rendered
from assistant.drafts.templates import Template, fault_in
from assistant.drafts.words import Words, words_of
from assistant.errors import UsageProblem
from assistant.record.dates import parse_day
from assistant.record.inert import inert, inert_line


class MissingField(Struct, frozen=True):
    """A required field that nobody has filled."""

    name: str
    label: str
    hint: str = ""

    @property
    def mark(self) -> str:
        return Field(self.name, self.label).mark


class Filled(Struct, frozen=True):
    values: dict[str, str]
    """One for each field of the template: its value, its mark, or nothing."""
    missing: tuple[MissingField, ...]


class Rendered(Struct, frozen=True):
    subject: str
    """One line."""
    text: str


def fill(template: Template, given: Mapping[str, str], as_of: date) -> Filled:
    """The values of the template's fields.

    Raises `UsageProblem` for a field the template does not have, a bad date, or a promise for a day gone by.
    """
    known, words = {field.name: field for field in template.fields}, words_of(template.head.language)
    for name in given:
        if name not in known:
            raise UsageProblem(f"{template.name} has no field {name!r}", hint=f"It has: {', '.join(known) or 'none'}.")
    values = {name: _value(field, given.get(name, ""), as_of, words) for name, field in known.items()}
    missing = [field for field in template.fields if field.required and values[field.name] == field.mark]
    return Filled(values, tuple(MissingField(field.name, field.label, field.hint) for field in missing))


def render(template: Template, facts: Facts, fields: Mapping[str, str]) -> Rendered:
    """Subject and text; raises `UsageProblem` that names the template's file for whatever it may not do."""
    values: dict[str, object] = {**facts.values, **fields}
    return Rendered(
        inert_line(_part(template, "subject", template.head.subject, values)),
        _part(template, "body", template.body, values).strip("\n") + "\n",
    )


def _part(template: Template, part: str, source: str, values: Mapping[str, object]) -> str:
    try:
        return rendered(source, values, template.head.language)
    except TemplateFault as fault:
        raise fault_in(template, part, fault) from fault


def _value(field: Field, given: str, as_of: date, words: Words) -> str:
    value = inert(given).strip() if field.multiline else inert_line(given)
    if not value or field.mark in value:
        return field.mark if field.required else ""
    return words.written(_day(field, value, as_of)) if field.date else value


def _day(field: Field, value: str, as_of: date) -> date:
    try:
        day = parse_day(value)
    except UsageProblem as problem:
        raise UsageProblem(f"{field.name}: {problem.what}", hint=problem.hint) from problem
    if field.date == "coming" and day < as_of:
        raise UsageProblem(f"{field.name}: {value} lies before the day of the draft, {as_of.isoformat()}")
    return day
