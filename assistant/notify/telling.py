"""A message in plain words: its title, its groups, its lines. Whatever comes from mail stays on one line, inert."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from msgspec import Struct

from assistant.clocks.wording import counted, long_date
from assistant.notify.notice import Item, Notice, grouped
from assistant.record.inert import inert_line

T = TypeVar("T")

REPEAT = "may be a repeat: an earlier run was interrupted or got no answer"
MOST = 100
"""Gaps that are spelt out in one message; the others are counted."""
MOST_UNCHECKED = 10
LONGEST = 600
"""Characters of one sentence: a rule's legal basis, or a fault, may be of any length."""
SIGNS = {"overdue": "!", "due": "*", "upcoming": "-"}


class Told(Struct, frozen=True):
    """A message in words."""

    title: str
    groups: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    """Heading → its gaps, each as its lines."""
    closing: tuple[str, ...]
    """What could not be checked, what was withheld, what was left out."""

    @property
    def text(self) -> str:
        """All of it as plain text, with a newline at the end."""
        return "".join(f"{line}\n" for line in _plain(self))


def title(notice: Notice) -> str:
    """One line of our own words, ASCII."""
    parts = [counted(len(notice.items), "reminder")] if notice.items else []
    if notice.unchecked:
        parts.append(f"{len(notice.unchecked):,} not checked")
    return f"{', '.join(parts)} as of {long_date(notice.as_of)}"


def told(notice: Notice, most: int = MOST) -> Told:
    """The message in words, at most so many gaps spelt out."""
    shown = notice.worst(most)
    owned = any(item.gap.owner for item in notice.items)
    groups = tuple(
        (_heading(group.owner, group.regulator, owned), tuple(tuple(_lines(item)) for item in group.items))
        for group in grouped(shown)
    )
    return Told(title(notice), groups, tuple(_closing(notice, len(notice.items) - len(shown))))


def fitting(notice: Notice, form: Callable[[Told], T], fits: Callable[[T], bool]) -> T:
    """The message in a form that fits, with as many gaps spelt out as that allows."""
    most = min(len(notice.items), MOST)
    while not fits(made := form(told(notice, most))) and most > 0:
        most = most * 3 // 4
    return made


def _heading(owner: str, regulator: str, owned: bool) -> str:
    """Whose it is only where anything has an owner."""
    return f"{inert_line(owner) or 'Nobody yet'} · {regulator}" if owned else regulator


def _lines(item: Item) -> Iterator[str]:
    gap = item.gap
    grave = f" ({gap.severity})" if gap.severity != "normal" else ""
    yield f"{SIGNS[gap.state]} {gap.state}{grave}: {_cut(gap.summary)}"
    if gap.step > 1 and gap.step_due is not None:
        yield f"reminder {gap.step}, due {long_date(gap.step_due)}"
    yield f"next: {_cut(gap.suggests)}  [{gap.id}]" if gap.suggests else f"[{gap.id}]"
    if item.repeat:
        yield REPEAT


def _closing(notice: Notice, left_out: int) -> Iterator[str]:
    if left_out:
        yield f"and {left_out:,} more: `assistant check` lists all"
    if notice.withheld:
        yield f"{counted(notice.withheld, 'reminder')} withheld: confidential"
    if notice.unchecked:
        yield f"could not be checked{f' ({REPEAT})' if notice.unchecked_repeat else ''}:"
    for one in notice.unchecked[:MOST_UNCHECKED]:
        yield f"{inert_line(one.what)}: {_cut(one.why)}"
    if len(notice.unchecked) > MOST_UNCHECKED:
        yield f"and {len(notice.unchecked) - MOST_UNCHECKED:,} more: `assistant check` names all"


def _cut(text: str) -> str:
    line = inert_line(text)
    return line if len(line) <= LONGEST else f"{line[:LONGEST]} …"


def _plain(message: Told) -> Iterator[str]:
    yield message.title
    for heading, gaps in message.groups:
        yield ""
        yield heading
        for first, *others in gaps:
            yield f"  {first}"
            yield from (f"    {line}" for line in others)
    if message.closing:
        yield ""
        yield from message.closing
