"""The head of a template: TOML between two `+++` lines, read into typed values and checked key by key."""

from __future__ import annotations

import re
import tomllib
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from assistant.config import Medium, Tone
from assistant.drafts.about import Situation
from assistant.drafts.words import ENGLISH, languages
from assistant.errors import UsageProblem
from assistant.record.kinds import Side
from assistant.record.opening import OpeningKind

MARK = "+++"
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
FIELD_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
RESERVED = frozenset({"loop", "self", "super", "caller"})
"""Names that mean something to the language of templates."""
FIELD_HINT = "Use small letters, digits and `_`, such as reply_by."
FITS = frozenset({*get_args(OpeningKind), *get_args(Situation)})
"""What a template can fit: a kind of gap, or a situation in which nothing is missing."""


class Field(Struct, frozen=True, forbid_unknown_fields=True):
    """Something only a person can supply."""

    name: str
    label: str
    required: bool = False
    hint: str = ""
    multiline: bool = False
    date: Literal["", "any", "coming"] = ""
    """The value is an ISO day, written out in the text; `coming`: not before the day of the draft."""

    @property
    def mark(self) -> str:
        """What stands in the text while the field is required and empty."""
        return f"⟦{self.name}: {self.label}⟧"


class Head(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    title: str
    purpose: str
    subject: str
    fits: tuple[str, ...] = ()
    """Kinds of gap and situations; empty: only ever chosen by name."""
    owed_by: Side | Literal[""] = ""
    chasers: int = 0
    """From how many sent reminders on it fits; among those that fit, the highest number is taken."""
    proposed: bool = True
    """False: offered as an alternative, never as the first choice."""
    settles: bool = False
    """Sending it settles what it answers."""
    language: str = ENGLISH
    tone: Tone | Literal[""] = ""
    """Empty: the text serves both, by the fact `tone`."""
    channel: Medium | Literal[""] = ""
    """Empty: the text serves both, by the fact `channel`."""
    fields: tuple[Field, ...] = ()


def split(text: str, where: str) -> tuple[str, str, int]:
    """The TOML, the body, and the number of lines before the body; raises `UsageProblem`."""
    lines = text.removeprefix("\ufeff").split("\n")
    if lines[0].rstrip() != MARK:
        raise UsageProblem(f"a template begins with a line `{MARK}`", where=where)
    end = next((at for at, line in enumerate(lines) if at and line.rstrip() == MARK), None)
    if end is None:
        raise UsageProblem(f"the front matter is not closed by a second line `{MARK}`", where=where)
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 1


def read_head(toml: str, where: str) -> Head:
    """The front matter; raises `UsageProblem` that names the file and the key or line."""
    try:
        head = msgspec.convert(tomllib.loads("\n" + toml), Head)  # the line of the mark counts, so that numbers agree
    except tomllib.TOMLDecodeError as error:
        raise UsageProblem(f"the front matter is not valid TOML: {error}", where=where) from error
    except msgspec.ValidationError as error:
        raise UsageProblem(_readable(str(error)), where=where) from error
    _check_names(head, where)
    _check_fields(head, where)
    return head


def _check_names(head: Head, where: str) -> None:
    if not NAME.match(head.name):
        raise UsageProblem(f"`name`: {head.name!r} is not small letters, digits and hyphens", where=where)
    for kind in head.fits:
        if kind not in FITS:
            known = ", ".join(sorted(FITS))
            raise UsageProblem(f"`fits`: unknown {kind!r}", where=where, hint=f"Known are {known}.")
    if head.language not in languages():
        known = ", ".join(languages())
        raise UsageProblem(f"`language`: unknown {head.language!r}", where=where, hint=f"Known are {known}.")
    if head.chasers < 0:
        raise UsageProblem("`chasers` cannot be negative", where=where)
    if not head.subject.strip() or "\n" in head.subject.strip():
        raise UsageProblem("`subject` must be one line", where=where)


def _check_fields(head: Head, where: str) -> None:
    seen: set[str] = set()
    for field in head.fields:
        if not FIELD_NAME.match(field.name) or field.name in RESERVED:
            raise UsageProblem(f"`fields`: {field.name!r} cannot name a field", where=where, hint=FIELD_HINT)
        if field.name in seen:
            raise UsageProblem(f"`fields`: {field.name!r} stands twice", where=where)
        seen.add(field.name)


def _readable(error: str) -> str:
    text = error.replace("Object contains unknown field", "unknown key")
    text = text.replace("Object missing required field", "missing key")
    return re.sub(r" - at `\$\.?([^`]*)`", lambda at: f" in `{at[1]}`" if at[1] else "", text)
