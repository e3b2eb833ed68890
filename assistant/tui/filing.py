"""Filing what lies in the tray: the forms, the sentences, and which thread a person means by a few words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from assistant.clocks.wording import counted
from assistant.errors import UsageProblem
from assistant.mail.filed import Where
from assistant.record.inert import inert_line
from assistant.record.store import parts_of
from assistant.tui.forms import Answers, Field
from assistant.tui.lines import Span, between, cut
from assistant.tui.rows import ThreadRow, filtered
from assistant.tui.words import MUTED

if TYPE_CHECKING:
    from assistant.mail.senders import Chosen, Together
    from assistant.mail.tray import Waiting

EMPTY = """The tray is empty.

Mail that matches no regulator of your configuration, and no exchange with one, lies here until you say whose it is. \
It is as safe as any other, and a reminder comes when it lies too long.

{back} goes back."""
"""With the key that goes back."""
OFFERED = 6
"""Threads that are named when words fit more than one."""


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


def sender_fields(choices: Sequence[Chosen], regulators: Sequence[str]) -> tuple[Field, ...]:
    """What is asked where all of a sender's is decided at once: of whom, and where it goes."""
    whose = tuple((str(at), _choice(choice)) for at, choice in enumerate(choices))
    place = tuple((key, key) for key in regulators)
    some_stay = any(choice.left for choice in choices)
    left = "not where others wrote, nor a doubtful one to a regulator" if some_stay else ""
    return (
        Field("whose", "All of", "choice", "0", hint=left, choices=whose),
        Field("thread", "In the thread", hint="its id, or words of its title or reference", first=True),
        Field("regulator", "Or each in a new one with", "choice" if place else "line", choices=place),
        Field("reason", "Or nobody's correspondence, because", hint="such as: a newsletter"),
    )


def _choice(choice: Chosen) -> str:
    stays = f" ({len(choice.left):,} {'stays' if len(choice.left) == 1 else 'stay'})" if choice.left else ""
    return f"{counted(len(choice.going), 'exchange')} of {inert_line(choice.whose.text)}{stays}"


def sender_place(answers: Answers, rows: Sequence[ThreadRow]) -> Where:
    """What the answers mean; raises `UsageProblem` if it is not one place."""
    reason = answers["reason"].strip()
    named = any(answers[name].strip() for name in ("thread", "regulator"))
    if named == bool(reason):
        raise UsageProblem("name one place: a thread, a regulator, or why it is nobody's correspondence")
    return Where(reason=reason) if reason else elsewhere(answers, rows)


def together_told(done: Together) -> str:
    """What was decided by its sender, in one line."""
    count, where = len(done.outcome.filed), done.where
    was, begins = ("was", "begins") if count == 1 else ("were", "each begin")
    place = f"{begins} a thread with {where.regulator}" if where.regulator else f"{was} filed in {where.thread}"
    what = f"{was} set aside" if where.aside else place
    stays = len(done.choice.going) - count + len(done.choice.left)
    left = f", {stays:,} {'stays' if stays == 1 else 'stay'}" if stays else ""
    return f"{counted(count, 'exchange')} of {inert_line(done.choice.whose.text)} {what}{left}"


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
