"""Questions and answers as rows of a list: each sentence with its standing and the entries that it names. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from textual.content import Content

from assistant.chat.answer import Answer, Claim
from assistant.record.inert import inert
from assistant.tui.lines import wrapped
from assistant.tui.places import Place, place_named
from assistant.tui.talk import Exchange

SIGNS = {True: ("✓", "$success"), False: ("✗", "$text-error")}
"""Of a sentence: verified, and not in the record."""
WELCOME = """Ask in plain words. Each sentence of an answer names the entries it rests on.

  what is open with PTA
  when did we last hear from them
  what did they ask about timelines
  and what did we promise?
  what is due this week

What the record does not carry is refused in so many words."""


class Row(Struct, frozen=True):
    text: Content
    places: tuple[Place, ...] = ()
    """Where its citations lead."""
    ask: str = ""
    """A question that is put when it is chosen."""


def rows_of(exchanges: Sequence[Exchange], width: int, home: str, stop: str) -> tuple[Row, ...]:
    """`home`: the thread whose entries need no name; `stop`: the key that stops an answer."""
    return tuple(row for exchange in exchanges for row in _rows(exchange, width, home, stop))


def _rows(exchange: Exchange, width: int, home: str, stop: str) -> Iterator[Row]:
    yield Row(_lines(("› ", "bold $accent"), exchange.question, width, "bold"))
    if exchange.answer is None:
        yield from _under_way(exchange, width, home, stop)
    else:
        yield from _answered(exchange.answer, width, home)
    if exchange.note:
        yield Row(_lines(("  ⚠ ", "$text-warning"), exchange.note, width))
    yield Row(Content(""))


def _under_way(exchange: Exchange, width: int, home: str, stop: str) -> Iterator[Row]:
    if exchange.heard is not None:
        yield from (_claim(claim, width, home) for claim in exchange.heard.claims)
    if not exchange.note:
        count = f" {exchange.heard.characters:,} characters, each sentence is checked" if exchange.heard else ""
        yield Row(Content.styled(f"  …{count}   {stop} stops it", "dim"))


def _answered(answer: Answer, width: int, home: str) -> Iterator[Row]:
    if answer.refusal:
        yield Row(_lines(("  – ", "$text-warning"), answer.refusal, width))
    yield from (_claim(claim, width, home) for claim in answer.claims)
    yield from (Row(_lines(("    ", ""), note, width, "dim")) for note in answer.notes)
    yield from (Row(_lines(("  ? ", "$primary"), one, width, "$primary"), ask=one) for one in answer.suggestions)


def _claim(claim: Claim, width: int, home: str) -> Row:
    places = tuple(place for entry in claim.entries if (place := place_named(entry, home)))
    sign, role = SIGNS[claim.verified]
    told = _lines((f"  {sign} ", role), claim.text, width, "" if claim.verified else "strike dim")
    cited = "  ".join(_cited(place, home) for place in places)
    also = [] if claim.verified else [f"not in the record: {inert(claim.why)}"]
    marks = "  ".join([*([cited] if cited else []), *(["⚿ confidential"] if claim.confidential else []), *also])
    if not marks:
        return Row(told, places)
    below = _lines(("    ", ""), marks, width, "$primary")
    return Row(Content("\n").join([told, below]), places)


def _cited(place: Place, home: str) -> str:
    return f"#{place.entry}" if place.thread == home else f"{place.thread}#{place.entry}"


def _lines(mark: tuple[str, str], text: str, width: int, style: str = "") -> Content:
    """`text` in lines behind its mark."""
    indent = " " * len(mark[0])
    first, *rest = wrapped(inert(" ".join(text.split())), max(width - len(indent), 20))
    parts = [Content.assemble(mark, (first, style)), *(Content.assemble(indent, (line, style)) for line in rest)]
    return Content("\n").join(parts)


def answer_text(exchange: Exchange) -> str:
    """What is copied: the question, and the answer with its entries."""
    answer = exchange.answer
    if answer is None:
        return exchange.question
    told = [answer.refusal] if answer.refusal else []
    told += [f"{c.text} [{', '.join(c.entries)}]" if c.entries else c.text for c in answer.claims if c.verified]
    return inert("\n".join([exchange.question, "", *told]))
