"""Where something is still to be written: the marks that stand in a text, and the places from which one was taken out.

A template's sentence without its blank reads as if it were whole: its place is known again by the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from assistant.drafts.findings import Finding
from assistant.drafts.release import Release

BLANK = re.compile(
    r"⟦[^⟧\n]{1,200}⟧|\{\{[^}\n]{0,200}\}\}|_{4,}|\b(?:TBD|TBC|TODO|XXX+)\b"
    r"|\[(?:insert|date|name|number|reference|to be|your|our|the|please|add)\b[^\]\n]{0,80}\]",
    re.IGNORECASE,
)
"""What stands where something is still to be written, as templates and people mark it."""
AROUND = 3
"""Words before a blank and behind it by which its place is known again."""
_TOKEN = re.compile(r"⟦[^⟧\n]{1,200}⟧|\w+")
_ANOTHER = r"[^\n]{1,300}?"
"""What may stand for another blank of the template by now."""


def unfilled(release: Release) -> Iterator[Finding]:
    """Each blank that still stands in the draft."""
    labels = {field.mark: field.label for field in release.draft.template.fields}
    for part, text in release.parts():
        for blank in BLANK.finditer(text):
            what = labels.get(blank[0], "something")
            yield Finding("field", "blocks", f"{what} is still missing", (), part, *blank.span(), blank[0])


def emptied(release: Release) -> Iterator[Finding]:
    """Each place where the words around a blank stand side by side: it was taken out, and nothing written for it."""
    draft = release.draft
    for field in draft.template.fields:
        place = _place(draft.form, field.mark) if field.mark not in draft.text else None
        if place is not None and (found := place.words.search(draft.text)):
            told = f"“{field.label}” was taken out{_where(found)}, and nothing stands in its place"
            at = found.start("hole") + (len(place.lead) if found["hole"].startswith(place.lead) else 0)
            yield Finding("emptied", "blocks", told, (), "text", at, at)


class _Place(Struct, frozen=True):
    """Of a blank of the form."""

    words: re.Pattern[str]
    """The text where nothing stands for it; `hole` is what lies between the words."""
    lead: str
    """What stands between the word before it and itself."""


def _where(found: re.Match[str]) -> str:
    before, behind = _TOKEN.findall(found[0][: found.start("hole") - found.start()]), _TOKEN.findall(found["behind"])
    told = [f"behind “{before[-1]}”" if before else "", f"before “{behind[0]}”" if behind else ""]
    return " ".join(["", *filter(None, told)])


def _place(form: str, mark: str) -> _Place | None:
    """None where `mark` is not in the form, or shares its line with another blank."""
    tokens = [*_TOKEN.finditer(form)]
    at = next((at for at, token in enumerate(tokens) if token[0] == mark), None)
    if at is None or sum(_is_blank(token) for token in tokens if _same_line(form, token, tokens[at])) > 1:
        return None
    before, behind = tokens[max(0, at - AROUND) : at], tokens[at + 1 : at + 1 + AROUND]
    hole = _between(form, before[-1], behind[0]) if before and behind else r"\W*"
    above, below = _side(form, before) or r"\A", _side(form, behind) or r"\Z"
    words = re.compile(rf"{above}(?P<hole>{hole})(?P<behind>{below})")
    return _Place(words, form[before[-1].end() if before else 0 : tokens[at].start()])


def _side(form: str, tokens: list[re.Match[str]]) -> str:
    """The words on one side, with what lies between them."""
    told = [between for one, other in pairwise(tokens) for between in (_word(one), _between(form, one, other))]
    return "".join([*told, *map(_word, tokens[-1:])])


def _is_blank(token: re.Match[str]) -> bool:
    return token[0].startswith("⟦")


def _same_line(form: str, one: re.Match[str], other: re.Match[str]) -> bool:
    first, last = sorted((one, other), key=lambda token: token.start())
    return "\n" not in form[first.end() : last.start()]


def _word(token: re.Match[str]) -> str:
    return _ANOTHER if _is_blank(token) else re.escape(token[0])


def _between(form: str, one: re.Match[str], other: re.Match[str]) -> str:
    """Where a line ends in the form, one does in the text; a line may have been wrapped, but not beside a blank."""
    if not _same_line(form, one, other):
        return r"[^\w\n]*\n\W*"
    return r"[^\w\n]+" if _is_blank(one) or _is_blank(other) else r"\W+"
