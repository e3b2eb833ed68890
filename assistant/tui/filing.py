"""Filing what lies in the tray: the forms, the sentences, and which thread a person means by a few words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from textual.content import Content

from assistant.clocks.wording import counted
from assistant.errors import UsageProblem
from assistant.record.inert import inert_line
from assistant.record.store import parts_of
from assistant.tui.forms import Answers, Field
from assistant.tui.lines import Span, between, cut
from assistant.tui.rows import ThreadRow, filtered
from assistant.tui.words import MUTED

if TYPE_CHECKING:
    from assistant.mail.tray import Waiting

EMPTY = """The tray is empty.

Mail that matches no regulator of your configuration, and no exchange with one, lies here until you say whose it is. \
It is as safe as any other, and a reminder comes when it lies too long.

{back} goes back."""
"""With the key that goes back."""
OFFERED = 6
"""Threads that are named when words fit more than one."""


class Where(Struct, frozen=True):
    """Where an exchange is filed: in a thread, or in a new one with a regulator; neither means set aside."""

    thread: str | None = None
    regulator: str | None = None
    reason: str = ""


class Filed(Struct, frozen=True):
    """What was done with an exchange, so that it can be taken back."""

    tray: str
    thread: str | None
    """None: it was set aside."""

    @property
    def told(self) -> str:
        what = f"was filed in {self.thread}" if self.thread else "was set aside"
        return f"{self.tray} {what}"


def row(one: Waiting) -> Callable[[int], Content]:
    """An exchange as two lines for the list."""

    def draw(width: int) -> Content:
        sender = inert_line(one.sender.name or one.sender.address) or "nobody named"
        who = between((Span(sender),), (Span(one.day.isoformat()),), width)
        mark = "⚠ " if one.doubt else ""
        subject = f"  {mark}{inert_line(one.subject) or 'no subject'}"
        where = (Span(f"→ {one.suggestions[0].thread}"),) if one.suggestions else ()
        what = between((Span(cut(subject, width)),), where, width)
        first = Content.assemble(*((span.text, style) for span, style in zip(who, ("bold", "", MUTED), strict=False)))
        second = Content.assemble(*((span.text, style) for span, style in zip(what, ("", "", MUTED), strict=False)))
        return Content("\n").join([first, second])

    return draw


def facts(one: Waiting, elsewhere: str, aside: str) -> Content:
    """What tells whose an exchange is: the addresses, a doubt (its words stand in the message), where it may belong.

    `elsewhere`, `aside`: the keys that file it in another thread, and nowhere.
    """
    to = ", ".join(inert_line(str(party)) for party in one.to[:3])
    parts = [
        Content.assemble((inert_line(one.subject) or "no subject", "bold")),
        Content.assemble(("from ", "dim"), inert_line(str(one.sender)) or "nobody named", ("  to ", "dim"), to),
        Content.assemble(
            (f"{one.thread} · {one.day.isoformat()} · {counted(one.messages, 'message')}", "dim"),
            (" · ⚠ a doubtful sender" if one.doubt else "", "bold $text-warning"),
        ),
    ]
    for key, suggestion in enumerate(one.suggestions, 1):
        told = f"{key} → {suggestion.thread}: {inert_line(suggestion.reason)}"
        parts.append(Content.assemble((told, "$primary")))
    if not one.suggestions:
        if one.letterhead:
            parts.append(Content(f"→ {one.letterhead.regulator}: {inert_line(one.letterhead.reason)}"))
        parts.append(
            Content.assemble((f"→ no thread suggests itself: {elsewhere} files it, {aside} sets it aside", "dim"))
        )
    return Content("\n").join(parts)


def elsewhere_fields(one: Waiting, regulators: Sequence[str]) -> tuple[Field, ...]:
    """What is asked when no suggestion fits."""
    choices = tuple((key, key) for key in regulators)
    hint = "if it fits none" if choices else "its key, such as PTA"
    return (
        Field("told", one.thread, "shown", f"{inert_line(str(one.sender))}\n{inert_line(one.subject)}"),
        Field("thread", "In the thread", hint="its id, or words of its title or reference", first=True),
        Field("regulator", "Or a new thread with", "choice" if choices else "line", hint=hint, choices=choices),
    )


def elsewhere(answers: Answers, rows: Sequence[ThreadRow]) -> Where:
    """What the answers mean; raises `UsageProblem` if it is not one place."""
    words, regulator = answers["thread"].strip(), answers["regulator"].strip().upper()
    if bool(words) == bool(regulator):
        raise UsageProblem("name a thread, or a regulator to begin a new one with")
    return Where(regulator=regulator) if regulator else Where(thread=meant(words, rows))


def meant(words: str, rows: Sequence[ThreadRow]) -> str:
    """The one thread that `words` name: its id, or words that fit no other; raises `UsageProblem`."""
    if parts_of(words.lower()):
        return words.lower()
    found = filtered(rows, words)
    if len(found) == 1:
        return found[0].thread
    if not found:
        raise UsageProblem(f"no thread has the words “{words}”")
    names = ", ".join(row.thread for row in found[:OFFERED])
    more = ", …" if len(found) > OFFERED else ""
    raise UsageProblem(f"these words fit {len(found)} threads: {names}{more}", hint="Name one by its id.")


def aside_fields(one: Waiting) -> tuple[Field, ...]:
    return (
        Field("told", one.thread, "shown", f"{inert_line(str(one.sender))}\n{inert_line(one.subject)}"),
        Field("reason", "Why is it nobody's correspondence?", hint="such as: a newsletter"),
    )
