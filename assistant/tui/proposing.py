"""A proposal as the screen shows it: its row, what is known of it, its words where they stand in the message. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct, structs
from textual.content import Content

from assistant.clocks import proposals
from assistant.clocks.proposals import Proposed
from assistant.record.inert import inert, inert_line
from assistant.record.kinds import Message, Side
from assistant.record.thread import Logged
from assistant.tui import orders as c
from assistant.tui.asking import quotable
from assistant.tui.forms import Field
from assistant.tui.lines import Span, between, cut, wrapped
from assistant.tui.timeline import View
from assistant.tui.words import MUTED, owes, short_day, spoken_day

EMPTY = """Nothing to propose.

Questions, demands and promises that stand in this thread's messages are listed here until you open them as requests \
and commitments, or turn them down. Nothing is left to decide.

{back} goes back."""
"""With the key that goes back."""
BEFORE, AFTER = 1500, 4000
"""Characters of the message that are shown around the words."""
TOLD = 5
"""Of several that are turned down at once, how many are quoted."""
ABOVE = 3
"""Lines that stay in sight above them."""


class Place(Struct, frozen=True):
    """The words where they stand."""

    text: Content
    line: int
    """On which they begin, for the width it was made for."""


def row(proposed: Proposed, view: View) -> Callable[[int], Content]:
    """A proposal as two lines for the list."""

    def draw(width: int) -> Content:
        who = f"{_owes(proposed, view)} · {proposed.candidate.type} · #{proposed.message}"
        due = short_day(proposed.due, view.today) if proposed.due else "no date"
        first = between((Span(who),), (Span(due),), width)
        styles = ("bold", "", "bold $text-warning" if proposed.due else MUTED)
        top = Content.assemble(*((span.text, style) for span, style in zip(first, styles, strict=False)))
        return Content("\n").join([top, Content(cut(f"  “{inert_line(proposed.candidate.words)}”", width))])

    return draw


def _owes(proposed: Proposed, view: View) -> str:
    return owes(proposed.owed_by, view.thread.regulator) if proposed.owed_by else "who owes it?"


def _again(proposed: Proposed, view: View) -> str:
    return "we wrote again" if proposed.owed_by == "company" else f"{view.thread.regulator} wrote again"


def facts(proposed: Proposed, logged: Logged, view: View) -> Content:
    """Who owes what, since which message, by when and why so: all that is accepted by one key."""
    candidate = proposed.candidate
    who = f"{_owes(proposed, view)} · {candidate.type}"
    due = f"due {spoken_day(proposed.due, view.today)}" if proposed.due else "no due day"
    where = f"in #{proposed.message} of {spoken_day(logged.day, view.today)}{_annexed(proposed)}"
    parts = [
        Content.assemble((who, "bold"), f" · {due}"),
        Content.assemble((where, "dim")),
        Content.assemble((f"“{inert_line(candidate.words)}”", "$accent")),
    ]
    if candidate.condition:
        parts.append(Content.assemble(("only if: ", "dim"), inert_line(candidate.condition)))
    if proposed.how:
        parts.append(Content.assemble(("date: ", "dim"), inert_line(proposed.how)))
    if proposed.followed:
        parts.append(Content.assemble((f"since then: {_again(proposed, view)} in #{proposed.followed}", "dim")))
    told = "; told as something asked before" if candidate.reported else ""
    parts.append(Content.assemble(("because: ", "dim"), f"{inert_line(candidate.reason)}{told}"))
    return Content("\n").join(parts)


def _annexed(proposed: Proposed) -> str:
    return f", in the annex {inert_line(proposed.annex.name)}" if proposed.annex else ""


def place(proposed: Proposed, message: Message, width: int) -> Place:
    """The text around the words, which are marked by signs as well as by style."""
    candidate, annex = proposed.candidate, proposed.annex
    text = annex.text if annex else message.own_text
    start, end = max(candidate.start - BEFORE, 0), candidate.end + AFTER
    before = ("… " if start else "") + inert(text[start : candidate.start])
    after = inert(text[candidate.end : end]) + (" …" if end < len(text) else "")
    words = f"▸{inert(text[candidate.start : candidate.end])}◂"
    doubts = (message.doubt, annex.doubt if annex else message.text_doubt)
    head = "".join(f"⚠ {inert_line(mark)}\n" for mark in doubts if mark)
    shown = Content.assemble((head, "bold $text-warning"), before, (words, "bold $accent"), after)
    return Place(shown, max(len(wrapped(head + before, max(width, 20))) - 1 - ABOVE, 0))


def accepted(proposed: Proposed, side: Side | None = None) -> c.OpenObligation:
    """What one key opens; raises `UsageProblem` if a person must say the `side` that owes it."""
    asked = proposals.accepted(structs.replace(proposed, owed_by=side or proposed.owed_by))
    return c.OpenObligation(asked.type, asked.owed_by, asked.words, proposed.message, asked.due, asked.condition)


def turn_down_fields(those: Sequence[Proposed]) -> tuple[Field, ...]:
    """`those` are of one message."""
    words = "\n".join(inert_line(one.candidate.words) for one in those[:TOLD])
    more = f"\nand {len(those) - TOLD} more" if len(those) > TOLD else ""
    annexed = _annexed(those[0]) if len({one.annex for one in those}) == 1 else ""
    return (
        Field("told", f"In #{those[0].message}{annexed}", "shown", words + more),
        Field("reason", "Why does it bind nobody?", hint="such as: a figure of speech"),
    )


def verbatim(command: c.Command, proposed: Proposed) -> c.OpenObligation:
    """What a form made of a proposal; words that were left as they were shown stay those of the message."""
    assert isinstance(command, c.OpenObligation)  # noqa: S101 - what that form makes
    words = proposed.candidate.words
    return structs.replace(command, words=words) if command.words == quotable(words) else command
