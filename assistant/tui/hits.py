"""Hits of a search as rows, and the line that helps to write a query. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from textual.content import Content

from assistant.record.inert import inert_line
from assistant.search.fields import FIELDS
from assistant.search.search import Found, Hit
from assistant.tui.lines import Span, between, cut
from assistant.tui.words import short_day

HELP = '"a phrase"  licen*  -without  this OR that  from: regulator: since:2020-10 has:request is:open …'
EMPTY = """Type what you look for: all words must be in one entry.

  blocked platform        both words
  "no reply"              in that order
  licen*                  what begins so
  -press                  without that word
  telecoms OR internet    either
  from:durrani            who wrote it
  side:company            what we said; side:regulator what they said
  channel:letter          also class: direction:
  since:2020-10           also before: after: until: on:
  has:request             also has:commitment has:attachment
  is:open                 in a matter still open
  regulator:PTA           also thread: tag: ref: to:"""
_SIGNS = {"confidential": "⚿ confidential", "illustrative": "illustrative", "quoted": "only in a quotation"}
_DIRECTIONS = {"in": "from them", "out": "from us", "public": "public", "internal": "internal"}


def hit_row(hit: Hit, today: date) -> Callable[[int], Content]:
    """A hit as two lines: which entry it is, and the passage with the found words underlined."""

    def draw(width: int) -> Content:
        whose = "came back" if "bounce" in hit.marks else _DIRECTIONS.get(hit.direction, "")
        what = " ".join(filter(None, [whose, hit.channel])) or hit.kind
        signs = "".join(f" · {_SIGNS[mark]}" for mark in hit.marks if mark in _SIGNS)
        signs += f" · in the annex {inert_line(hit.annex)}" if hit.annex else ""
        about = inert_line(hit.subject) or inert_line(hit.sender)
        left = (Span(hit.id, "b"), Span(f"  {what}{signs}"), Span(f" · {about}" if about else ""))
        head = between(left, (Span(short_day(hit.day, today)),), width)
        told = [(span.text, "bold $primary" if span.role else "") for span in head]
        return Content.assemble(*told, "\n  ", _passage(hit, max(width - 2, 10)))

    return draw


def _passage(hit: Hit, width: int) -> Content:
    """Cut so that the first found word stays in sight; it is a line of harmless text already."""
    text, first = hit.passage.text, hit.passage.marks[0][0] if hit.passage.marks else 0
    start = max(0, first - width // 3) if len(text) > width else 0
    shown = Content(cut(("…" if start else "") + text[start:].lstrip() if start else text, width))
    lost = start - 1 + (len(text[start:]) - len(text[start:].lstrip())) if start else 0
    for begin, end in hit.passage.marks:
        if begin - lost >= 0 and begin - lost < len(shown.plain):
            shown = shown.stylize("bold underline", begin - lost, min(end - lost, len(shown.plain)))
    return shown


def counted_hits(found: Found, shown: int, more: str, *, ranked: bool) -> str:
    """`12 hits, the newest first`; `40 shown, the newest first; more: ctrl+n`, with the key that `more` names."""
    order = "the best first" if ranked else "the newest first"
    if not shown:
        return "Nothing found."
    if found.more or found.total > shown:
        return f"{shown} shown, {order}; more: {more}"
    return f"{shown} hit{'' if shown == 1 else 's'}, {order}"


def hint_for(text: str) -> str:
    """What helps with the word that is being typed: the values of its field, or the fields that begin so."""
    word = text.rsplit(" ", 1)[-1].lstrip("-")
    name, colon, _ = word.partition(":")
    if colon and name.lower() in FIELDS:
        return f"{name}: {FIELDS[name.lower()].hint}"
    fitting = [f"{field}:" for field in FIELDS if word and field.startswith(word.lower())]
    return f"{'  '.join(fitting)}" if fitting else HELP
