"""Questions and answers as rows of a list: each sentence with its standing and the entries that it names. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from textual.content import Content

from assistant.chat.answer import Answer, Claim
from assistant.record.inert import inert
from assistant.tui.keys import pressable
from assistant.tui.lines import wrapped
from assistant.tui.places import Place, place_named
from assistant.tui.talk import Exchange

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


class Manner(Struct, frozen=True):
    """How rows are made."""

    width: int
    home: str
    """The thread whose entries need no name."""
    stop: str
    """The key that stops an answer."""
    spoken: bool = False
    """Whole sentences instead of signs, for those who listen."""


_SIGNED = {
    "question": ("› ", "bold $accent"), "note": ("  ⚠ ", "$text-warning"), "refusal": ("  – ", "$text-warning"),
    "also": ("    ", ""), "suggestion": ("  ? ", "$primary"), True: ("  ✓ ", "$success"),
    False: ("  ✗ ", "$text-error"),
}  # fmt: skip
_SPOKEN = {
    "question": ("You asked: ", "bold"), "note": ("No answer: ", ""), "refusal": ("Refused: ", ""), "also": ("", ""),
    "suggestion": ("You could ask: ", ""), True: ("Verified: ", ""), False: ("Not in the record: ", ""),
}  # fmt: skip
"""What stands before a row, by what it is; of a sentence by whether it was verified."""


def rows_of(exchanges: Sequence[Exchange], manner: Manner) -> tuple[Row, ...]:
    return tuple(row for exchange in exchanges for row in _rows(exchange, manner))


def _rows(exchange: Exchange, manner: Manner) -> Iterator[Row]:
    yield Row(_told("question", exchange.question, manner, "bold"))
    if exchange.answer is None:
        yield from _under_way(exchange, manner)
    else:
        yield from _answered(exchange.answer, manner)
    if exchange.note:
        yield Row(_told("note", exchange.note, manner))
    yield Row(Content(""))


def _under_way(exchange: Exchange, manner: Manner) -> Iterator[Row]:
    if exchange.heard is not None:
        yield from (_claim(claim, manner) for claim in exchange.heard.claims)
    if not exchange.note:
        count = f" {exchange.heard.characters:,} characters, each sentence is checked" if exchange.heard else ""
        yield Row(Content.styled(f"  …{count}   {manner.stop} stops it", "dim"))


def _answered(answer: Answer, manner: Manner) -> Iterator[Row]:
    if answer.refusal:
        yield Row(_told("refusal", answer.refusal, manner))
    yield from (_claim(claim, manner) for claim in answer.claims)
    yield from (Row(_told("also", note, manner, "dim")) for note in answer.notes)
    yield from (Row(_told("suggestion", one, manner, "$primary"), ask=one) for one in answer.suggestions)


def _claim(claim: Claim, manner: Manner) -> Row:
    places = tuple(place for entry in claim.entries if (place := place_named(entry, manner.home)))
    told = _told(claim.verified, claim.text, manner, "" if claim.verified else "strike dim")
    cited = [_cited(place, manner.home) for place in places]
    marks = (_rests if manner.spoken else _marks)(claim, cited)
    if not marks:
        return Row(told, places)
    also = _leading(_told("also", marks, manner, "$primary"), cited, places)
    return Row(Content("\n").join([told, also]), places)


def _leading(told: Content, cited: Sequence[str], places: Sequence[Place]) -> Content:
    """The same, each name of an entry leading there where it is clicked on."""
    at = 0
    for name, place in zip(cited, places, strict=True):
        at = told.plain.find(name, at)
        if at < 0:  # it was too long for its line
            break
        end = at + len(name)
        lead = pressable(told[at:end], "screen.cited", place.thread, place.entry)
        told, at = Content.assemble(told[:at], lead, told[end:]), end
    return told


def _marks(claim: Claim, cited: Sequence[str]) -> str:
    also = [] if claim.verified else [f"not in the record: {inert(claim.why)}"]
    return "  ".join([*cited, *(["⚿ confidential"] if claim.confidential else []), *also])


def _rests(claim: Claim, cited: Sequence[str]) -> str:
    rests = [f"It rests on {', '.join(cited)}."] if cited else []
    also = [] if claim.verified else [f"{inert(claim.why)}."]
    return " ".join([*rests, *(["It is confidential."] if claim.confidential else []), *also])


def _cited(place: Place, home: str) -> str:
    return f"#{place.entry}" if place.thread == home else f"{place.thread}#{place.entry}"


def _told(what: str | bool, text: str, manner: Manner, style: str = "") -> Content:
    """`text` in lines behind what it is; with a sign, those that go on stand below their own beginning."""
    if manner.spoken:
        return Content("\n").join(
            Content.styled(line, _SPOKEN[what][1])
            for line in wrapped(inert(f"{_SPOKEN[what][0]}{' '.join(text.split())}"), max(manner.width, 20))
        )
    return _lines(_SIGNED[what], text, manner.width, style)


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
