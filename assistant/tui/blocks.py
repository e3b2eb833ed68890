"""An item of a conversation as lines of a given width: theirs left, ours right, the rest between. Pure.

Sides are told apart by place, by the edge that is drawn and by a word, so that no colour is needed to read them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from assistant.clocks.wording import days
from assistant.record.inert import inert, inert_line
from assistant.record.kinds import Attachment, Message
from assistant.record.pointing import annex_named
from assistant.record.thread import Logged, Obligation
from assistant.tui.keys import THREAD, key_named
from assistant.tui.lines import Line, Span, between, cut, fitted, width_of, wrapped
from assistant.tui.paragraphs import flowing
from assistant.tui.timeline import Event, Item, Remark, Reminder, Said, Silence, View
from assistant.tui.words import STATE_SIGNS, STATE_WORDS, dated, gap_head, owes, short_day

TALL = (8, 30)
"""Days from which a silence takes two lines more, so that a long one is seen to be long."""
FOLDED = 24
"""Lines of a body that are shown before it is unfolded."""
ANNEXED = 8
"""Lines of an annex that are shown before it is unfolded: the head of a letter."""
PAGE = 4_000
"""Characters of an annex by which it is told how long its lines are: those of a page."""
PDF = "application/pdf"
NAME = 24
"""Characters of a sender's name up to which it stands for the regulator; its key is shorter."""
GUTTER = 2
"""Cells at the left edge, where the chosen item is marked."""


class Drawn(Struct, frozen=True):
    """One line on the screen."""

    spans: Line
    block: str
    """The role of the ground it stands on, from `left` on; nothing: the screen's own."""
    left: int = 0
    width: int = 0


def drawn(item: Item, view: View, width: int, *, unfolded: bool = False) -> list[Drawn]:
    """The lines of `item`, with one empty line after it."""
    match item:
        case Said():
            lines = _said(item, view, width, unfolded)
        case Remark():
            lines = _remark(item, view, width, unfolded)
        case Reminder():
            lines = _reminder(item, width)
        case Silence():
            return [*_silence(item, width), _EMPTY]
        case Event():
            lines = _event(item, view, width)
    return [*lines, _EMPTY]


_EMPTY = Drawn((), "")


class _Frame(Struct, frozen=True):
    """Where a block stands and how its edge looks."""

    block: str
    left: int
    width: int
    edge: str
    edge_right: bool = False

    @property
    def inner(self) -> int:
        return self.width - 3

    def line(self, line: Line) -> Drawn:
        pad = Span(" " * max(self.inner - width_of(line), 0))
        edge = Span(self.edge, f"{self.block}-edge")
        if self.edge_right:
            return Drawn((Span(" "), *line, pad, Span(" "), edge), self.block, self.left, self.width)
        return Drawn((edge, Span(" "), *line, pad, Span(" ")), self.block, self.left, self.width)


def _frame(direction: str, width: int) -> _Frame:
    room = max(width - GUTTER, 20)
    aside = 10 if room >= 76 else 6 if room >= 56 else 3
    match direction:
        case "in":
            return _Frame("theirs", GUTTER, room - aside, "┃")
        case "out":
            return _Frame("ours", GUTTER + aside, room - aside, "┃", edge_right=True)
        case "public":
            return _Frame("public", GUTTER + aside, room - aside, "┇", edge_right=True)
        case _:
            return _Frame("note", GUTTER + aside, room - aside, "┊", edge_right=True)


def _said(item: Said, view: View, width: int, unfolded: bool) -> list[Drawn]:
    message = item.logged.message
    frame = _frame(message.direction, width)
    lines = [_head(item, view, frame.inner)]
    marks = " · ".join(badges(item, view))
    lines += [(Span(text, "badge"),) for text in (wrapped(marks, frame.inner) if marks else [])]
    if subject := inert_line(message.subject):
        lines += [(Span(text, "subject"),) for text in wrapped(subject, frame.inner)]
    for doubt in filter(None, (message.doubt, message.text_doubt)):
        lines += [(Span(text, "doubt"),) for text in wrapped(f"⚠ {inert_line(doubt)}", frame.inner)]
    if unfolded:
        lines += [(Span(text, "meta"),) for told in envelope(message) for text in wrapped(told, frame.inner)]
    lines += body_lines(message, frame.inner, unfolded=unfolded)
    for attachment in message.attachments:
        lines.append((Span(cut(f"⎙ {attached(attachment)}", frame.inner), "meta"),))
        if attachment.doubt:
            lines += [(Span(text, "doubt"),) for text in wrapped(f"⚠ {inert_line(attachment.doubt)}", frame.inner)]
        lines += annex_lines(attachment, frame.inner, unfolded=unfolded)
    for obligation in item.obligations:
        lines += _obligation(obligation, view, frame.inner)
    return [frame.line(line) for line in lines]


def _head(item: Said, view: View, width: int) -> Line:
    logged, message = item.logged, item.logged.message
    who = {
        "in": wrote(logged, view),
        "out": "We",
        "public": "We, in public",
        "internal": "Internal",
    }[message.direction]
    if message.direction == "in" and len(who) > NAME and logged.cls != "bounce":
        who = view.thread.regulator
    new = (Span("• new ", "unread"),) if item.n in view.unread else ()
    left = (
        *new,
        Span(f"#{item.n} ", "number"),
        Span(who, f"{_frame(message.direction, 80).block}-name"),
        Span(f" · {message.channel} · {dated(logged.day, view.today)}", "meta"),
    )
    return between(left, _class(item), width)


def wrote(logged: Logged, view: View) -> str:
    """The name of who wrote what came in."""
    return inert_line(logged.message.sender.name or logged.wrote(view.regulator_name))


def _class(item: Said) -> Line:
    if item.logged.cls is None:
        return ()
    if item.logged.decided:
        return (Span(item.logged.cls, "decided"),)
    return (Span(f"{item.logged.cls}?", "proposed"),)


def badges(item: Said, view: View) -> list[str]:
    message = item.logged.message
    found = ["confidential"] if message.confidential else []
    if message.illustrative:
        found.append("illustrative")
    if item.logged.erased:
        found.append("erased")
    if message.receipt:
        found.append(f"receipt {inert_line(message.receipt)}")
    if (on_document := _document_day(message)) and on_document != item.logged.day:
        found.append(f"dated {short_day(on_document, item.logged.day)}")
    if item.late:
        found.append(f"logged {days(item.late)} later")
    if item.logged.cls is not None and not item.logged.decided and message.class_reason:
        found.append(f"{item.logged.cls}? {inert_line(message.class_reason)}")
    found += [f"corrected in #{c.n}: {inert_line(c.reason)}" for c in view.thread.corrections if c.entry == item.n]
    return found


PARTIES = 5
"""Recipients that are named; five hundred say no more."""


def envelope(message: Message) -> Iterator[str]:
    """Who wrote to whom, and what the receiving server found of it."""
    for label, parties in (("from", (message.sender,)), ("to", message.to), ("cc", message.cc)):
        named = [inert_line(str(party)) for party in parties if party.address]
        more = f" and {len(named) - PARTIES} more" if len(named) > PARTIES else ""
        if named:
            yield f"{label} {', '.join(named[:PARTIES])}{more}"
    if message.authentication:
        yield f"sender checked: {inert_line(message.authentication)}"
    if message.numbers:
        yield f"names {inert_line(', '.join(message.numbers))}"


def _document_day(message: Message) -> date | None:
    try:
        return date.fromisoformat(message.dated[:10]) if message.dated else None
    except ValueError:
        return None


def body_text(message: Message, *, unfolded: bool) -> str:
    """What is shown of its text: what the author newly wrote, or all."""
    text = inert(message.text if unfolded else message.own_text).strip("\n")
    return flowing(text) if any(a.sha256 == message.original and a.type == PDF for a in message.attachments) else text


def shown_text(message: Message, *, unfolded: bool) -> str:
    """What words can be marked in, in the order in which it is drawn: annexes, too, once they are unfolded."""
    annexes = message.annexes if unfolded else ()
    return "\n".join((body_text(message, unfolded=unfolded), *(inert(annex.text) for annex in annexes)))


def is_cut(message: Message, width: int) -> bool:
    """Something of its text is only shown unfolded, at this width of the conversation, or can be marked only then."""
    inner = _frame(message.direction, width).inner
    folded = (span.role == "fold" for line in body_lines(message, inner, unfolded=False) for span in line)
    return bool(message.annexes) or any(folded)


def body_lines(message: Message, width: int, *, unfolded: bool) -> list[Line]:
    """Its text, and what is folded away."""
    text = body_text(message, unfolded=unfolded)
    if not text:
        return []
    lines = wrapped(text, width)
    hidden = 0 if unfolded else max(len(lines) - FOLDED, 0)
    shown: list[Line] = [(Span(line, "body"),) for line in lines[: len(lines) - hidden]]
    if hidden:
        shown.append((Span(cut(f"▸ {hidden} more lines · {_unfolds()}", width), "fold"),))
    elif not unfolded and message.reply_text and message.reply_text.strip() != message.text.strip():
        shown.append((Span(cut(f"▸ quoted text · {_unfolds()}", width), "fold"),))
    return shown


def annex_lines(attachment: Attachment, width: int, *, unfolded: bool) -> list[Line]:
    """The text that was read in it, of which the beginning stands for a long one; only all of it can be marked.

    No more of it is laid out than is shown.
    """
    text = attachment.text.strip("\n")
    put_together = flowing if attachment.type == PDF else str
    if unfolded:
        return [(Span(line, "body"),) for line in wrapped(put_together(inert(text)), width)] if text else []
    page = put_together(inert(text[:PAGE]))
    head = page[: (ANNEXED + 1) * width]
    lines = wrapped(head, width) if head else []
    shown: list[Line] = [(Span(line, "annex"),) for line in lines[:ANNEXED]]
    if len(lines) > ANNEXED or len(head) < len(page) or len(text) > PAGE:
        shown.append((Span(cut(f"▸ the rest of {inert_line(attachment.name)} · {_unfolds()}", width), "fold"),))
    return shown


def _unfolds() -> str:
    return f"{key_named('thread.unfold', THREAD)} unfolds"


def attached(attachment: Attachment) -> str:
    size = attachment.bytes
    shown = (
        f"{size} B" if size < 1000 else f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
    )
    return f"{inert_line(attachment.name) or 'unnamed'} ({shown}){', read:' if attachment.text else ''}"


def _obligation(o: Obligation, view: View, width: int) -> Iterator[Line]:
    words = f"{STATE_SIGNS[o.state]} #{o.n} {owes(o.owed_by, view.thread.regulator)}: {inert_line(o.told)}"
    role = "owed" if o.is_open else "done"
    yield ()
    first, *more = wrapped(words, width - 2)
    yield (Span(first, role),)
    yield from ((Span(f"  {text}", role),) for text in more)
    yield from ((Span(f"  {text}", "meta"),) for text in wrapped(standing(o, view), width - 2))


def standing(o: Obligation, view: View) -> str:
    parts = [f"{o.type}, {STATE_WORDS[o.state]}"]
    if o.updates:
        last = o.updates[-1]
        by = f" by #{last.by_message}" if last.by_message else ""
        parts[0] += f"{by} on {short_day(last.day, view.today)}"
    if o.due:
        parts.append(f"due {short_day(o.due, view.today)}{f' by {o.due_at}' if o.due_at else ''}")
    if o.rule:
        parts.append(f"rule {inert_line(o.rule)}")
    if o.condition:
        parts.append(inert_line(o.condition))
    if annex := annex_named(o.words, o.message, view.thread):
        parts.append(f"in the annex {annex}")
    return " · ".join(parts)


def _remark(item: Remark, view: View, width: int, unfolded: bool) -> list[Drawn]:
    frame = _frame("internal", width)
    head = (
        Span(f"#{item.n} ", "number"),
        Span("Note", "note-name"),
        Span(f" · {item.by} · {dated(item.day, view.today)}", "meta"),
    )
    lines: list[Line] = [between(head, (), frame.inner)]
    lines += body_lines(Message("internal", "other", text=item.text), frame.inner, unfolded=unfolded)
    return [frame.line(line) for line in lines]


def _reminder(item: Reminder, width: int) -> list[Drawn]:
    gap, room = item.gap, width - GUTTER - 2
    head = gap_head(gap)
    basis = "statutory" if gap.statutory else ""
    first = between((Span(head, gap.state),), ((Span(basis, "badge"),) if basis else ()), room)
    lines = [first, *((Span(f"  {text}", "reason"),) for text in wrapped(inert_line(gap.summary), room - 2))]
    return [Drawn(line, "reminder", GUTTER, width - GUTTER) for line in lines]


def _silence(item: Silence, width: int) -> list[Drawn]:
    room = width - GUTTER
    text = f" {item.text} "
    if len(text) > room - 2:
        told = [line.center(room) for line in wrapped(item.text, room - 2)]
    else:
        side = (room - len(text)) // 2
        told = [f"{'┄' * side}{text}{'┄' * (room - side - len(text))}"]
    beside = ["┊".center(room)] * bisect_right(TALL, item.days)
    return [Drawn((Span(line, "silence"),), "", GUTTER, room) for line in (*beside, *told, *beside)]


def _event(item: Event, view: View, width: int) -> list[Drawn]:
    room = width - GUTTER
    lines = wrapped(event_told(item, view), room)
    return [Drawn((Span(fitted(line, room), "event"),), "", GUTTER, room) for line in lines]


def event_told(item: Event, view: View) -> str:
    number = f"#{item.n} " if item.n else ""
    return f"{number}{short_day(item.day, view.today)} · {item.text}"
