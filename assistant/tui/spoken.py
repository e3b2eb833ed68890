"""What a screen reader is to say of the day's page and of a conversation: whole sentences, nothing told by place. Pure.

The same items and the same values as `blocks` and `today_list` draw; here there is neither a frame nor a sign.
"""

from __future__ import annotations

import re

from assistant.clocks.wording import counted
from assistant.record.inert import inert_line
from assistant.record.kinds import Attachment, Message
from assistant.record.thread import Obligation
from assistant.tui.agenda import Line as Thing
from assistant.tui.agenda import Section
from assistant.tui.blocks import (
    GUTTER,
    Drawn,
    annex_lines,
    attached,
    badges,
    body_lines,
    envelope,
    event_told,
    standing,
    wrote,
)
from assistant.tui.lines import Line, Span, wrapped
from assistant.tui.timeline import Event, Item, Remark, Reminder, Said, Silence, View
from assistant.tui.words import gap_head, owes, spoken_day

CHOSEN = "Chosen: "
"""What stands before the thing under the cursor."""
_SIGN = re.compile(r"^[^\w“\"#]+")
_DAYS = re.compile(r"\b(\d[\d,]*) d\b")
_SENDERS = {"out": "from us", "public": "from us, in public", "internal": "internal"}


def plainly(text: str) -> str:
    """`⚑ overdue 2 d · statutory` without its sign and without what stands for a word: `overdue 2 days, statutory`."""
    parts = (_SIGN.sub("", part.strip()) for part in text.split(" · "))
    told = ", ".join(part for part in parts if part)
    return _DAYS.sub(lambda found: f"{found[1]} day{'' if found[1] == '1' else 's'}", told)


def section_told(section: Section) -> str:
    """`We owe: 2 reminders.`, or what it means that there is nothing."""
    if section.lines and section.empty:
        return f"{section.title}: {counted(section.count, section.of)}."
    nothing = plainly(section.empty)
    return f"{section.title}: {nothing}." if nothing and not section.lines else f"{section.title}."


def thing_told(thing: Thing, key: str) -> str:
    """What it is, with whom, how it stands, and what `key` does about it."""
    if thing.role == "more":
        return f"{thing.what}."
    whose = f", with {thing.regulator}" if thing.regulator else ""
    parts = [f"{thing.what}{whose}: {plainly(thing.mark)}", plainly(thing.below), f"Key {key}: {thing.step.label}"]
    return " ".join(f"{part}." for part in parts if part)


def told(item: Item, view: View, width: int, *, unfolded: bool = False) -> list[Drawn]:
    """The lines of `item`, one below the other, with one empty line after it."""
    room = width - GUTTER - len(CHOSEN)
    match item:
        case Said():
            lines = _said(item, view, room, unfolded)
        case Remark():
            lines = _lines(f"Note #{item.n} by {item.by}, {spoken_day(item.day, view.today)}.", "meta", room)
            lines += _body(Message("internal", "other", text=item.text), room, unfolded)
        case Reminder():
            statutory = " It is statutory." if item.gap.statutory else ""
            head = f"Reminder: {plainly(gap_head(item.gap))}.{statutory} {inert_line(item.gap.summary)}"
            lines = _lines(head, item.gap.state, room)
        case Silence():
            lines = _lines(f"Silence: {item.text}.", "silence", room)
        case Event():
            lines = _lines(f"{plainly(event_told(item, view))}.", "event", room)
    return [*(Drawn(line, "", GUTTER, width - GUTTER) for line in lines), Drawn((), "")]


def _said(item: Said, view: View, width: int, unfolded: bool) -> list[Line]:
    message = item.logged.message
    sender = _SENDERS.get(message.direction) or f"from {wrote(item.logged, view)}"
    new = "New: " if item.n in view.unread else ""
    head = f"{new}Message #{item.n}, {sender}, by {message.channel}, {spoken_day(item.logged.day, view.today)}"
    if item.logged.cls is not None:
        head += f", {item.logged.cls}{'' if item.logged.decided else ', not confirmed'}"
    lines = _lines(f"{head}.", "meta", width)
    for sentence in badges(item, view):
        lines += _lines(f"{sentence[0].upper()}{sentence[1:]}.", "badge", width)
    if subject := inert_line(message.subject):
        lines += _lines(f"Subject: {subject}", "subject", width)
    for doubt in filter(None, (message.doubt, message.text_doubt)):
        lines += _lines(f"Doubtful: {inert_line(doubt)}", "doubt", width)
    if unfolded:
        for known in envelope(message):
            lines += _lines(f"{known}.", "meta", width)
    lines += _body(message, width, unfolded)
    for attachment in message.attachments:
        lines += _attached(attachment, width, unfolded)
    for obligation in item.obligations:
        lines += _lines(_obligation(obligation, view), "owed" if obligation.is_open else "done", width)
    return lines


def _body(message: Message, width: int, unfolded: bool) -> list[Line]:
    return _plain(body_lines(message, width, unfolded=unfolded))


def _attached(attachment: Attachment, width: int, unfolded: bool) -> list[Line]:
    lines = _lines(f"Attached: {attached(attachment).removesuffix(':')}.", "meta", width)
    if attachment.doubt:
        lines += _lines(f"Doubtful: {inert_line(attachment.doubt)}", "doubt", width)
    return lines + _plain(annex_lines(attachment, width, unfolded=unfolded))


def _plain(lines: list[Line]) -> list[Line]:
    return [(Span(f"{plainly(line[0].text)}.", "fold"),) if line[0].role == "fold" else line for line in lines]


def _obligation(o: Obligation, view: View) -> str:
    whose = owes(o.owed_by, view.thread.regulator)
    return f"{whose[0].upper()}{whose[1:]}, #{o.n}: {inert_line(o.told)}; {plainly(standing(o, view))}."


def _lines(text: str, role: str, width: int) -> list[Line]:
    return [(Span(line, role),) for line in wrapped(text, width)]
