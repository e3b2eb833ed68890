"""A proposal as the screen shows it: its row, what is known of it, its words where they stand in the message. Pure."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct, structs
from textual.content import Content

from assistant.proposals import Proposal, written
from assistant.record.inert import inert, inert_line
from assistant.record.thread import Logged
from assistant.tui import orders as c
from assistant.tui.asking import quotable
from assistant.tui.lines import Span, between, cut, wrapped
from assistant.tui.timeline import View
from assistant.tui.words import owes, short_day, spoken_day

EMPTY = """Nothing to propose.

Questions, demands and promises that stand in this thread's messages are listed here until you open them as requests \
and commitments. All there are have been opened.

esc goes back."""
BEFORE, AFTER = 1500, 4000
"""Characters of the message that are shown around the words."""
ABOVE = 3
"""Lines that stay in sight above them."""


class Place(Struct, frozen=True):
    """The words where they stand."""

    text: Content
    line: int
    """On which they begin, for the width it was made for."""


def row(proposal: Proposal, view: View) -> Callable[[int], Content]:
    """A proposal as two lines for the list."""

    def draw(width: int) -> Content:
        who = f"{owes(proposal.owed_by, view.thread.regulator)} · {proposal.type} · #{proposal.message}"
        due = short_day(proposal.due, view.today) if proposal.due else "no date"
        first = between((Span(who),), (Span(due),), width)
        styles = ("bold", "", "$accent" if proposal.due else "dim")
        top = Content.assemble(*((span.text, style) for span, style in zip(first, styles, strict=False)))
        return Content("\n").join([top, Content(cut(f"  “{inert_line(proposal.words)}”", width))])

    return draw


def facts(proposal: Proposal, view: View) -> Content:
    """Who owes what, since which message, by when and why so: all that is accepted by one key."""
    who = f"{owes(proposal.owed_by, view.thread.regulator)} · {proposal.type}"
    day = spoken_day(proposal.day, view.today)
    due = f"due {spoken_day(proposal.due, view.today)}" if proposal.due else "no due day"
    parts = [
        Content.assemble((who, "bold"), f" · {due}"),
        Content.assemble((f"in #{proposal.message} of {day}", "dim")),
        Content.assemble((f"“{inert_line(proposal.words)}”", "$accent")),
    ]
    if proposal.condition:
        parts.append(Content.assemble(("only if: ", "dim"), inert_line(proposal.condition)))
    if proposal.how:
        parts.append(Content.assemble(("date: ", "dim"), inert_line(proposal.how)))
    told = "; told as something asked before" if proposal.reported else ""
    parts.append(Content.assemble(("because: ", "dim"), f"{inert_line(proposal.reason)}{told}"))
    return Content("\n").join(parts)


def place(proposal: Proposal, logged: Logged, width: int) -> Place:
    """The message's text around the words, which are marked by signs as well as by style."""
    text = written(logged.message)
    start, end = max(proposal.start - BEFORE, 0), proposal.end + AFTER
    before = ("… " if start else "") + inert(text[start : proposal.start])
    after = inert(text[proposal.end : end]) + (" …" if end < len(text) else "")
    words = f"▸{inert(text[proposal.start : proposal.end])}◂"
    doubts = [mark for mark in (logged.message.doubt, logged.message.text_doubt) if mark]
    head = "".join(f"⚠ {inert_line(mark)}\n" for mark in doubts)
    shown = Content.assemble((head, "bold $text-warning"), before, (words, "bold $accent"), after)
    return Place(shown, max(len(wrapped(head + before, max(width, 20))) - 1 - ABOVE, 0))


def accepted(proposal: Proposal) -> c.OpenObligation:
    """What one key opens."""
    asked = proposal.asked
    return c.OpenObligation(asked.type, asked.owed_by, asked.words, proposal.message, asked.due, asked.condition)


def verbatim(command: c.Command, proposal: Proposal) -> c.OpenObligation:
    """What a form made of a proposal; words that were left as they were shown stay those of the message."""
    assert isinstance(command, c.OpenObligation)  # noqa: S101 - what that form makes
    words = proposal.asked.words
    return structs.replace(command, words=words) if command.words == quotable(words) else command
