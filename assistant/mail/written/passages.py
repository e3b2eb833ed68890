"""A text's lines by whose they are: one walk over them, and what follows from what is recognised there.

History that is announced and marked with `>` ends with its marks; what follows is new again. History without marks
goes to the end of the text, so there must be words of the author above it, and its announcement must be beyond doubt.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from assistant.mail.decoding.html_text import SET_IN
from assistant.mail.written import boilerplate
from assistant.mail.written.attribution import Attribution, attribution, may_end_here
from assistant.mail.written.history import field, header_block, is_divider, opening
from assistant.mail.written.quoted_lines import closes_address, foreign_mark, only_looks_quoted
from assistant.mail.written.wordings import tables

Kind = Literal["new", "forwarded", "quoted", "attribution", "signature", "footer", "disclaimer", "banner"]
SHORT_REMARK = 12
"""Lines above the history in which “see my answers below” means that they stand within it."""
MOST_BLANK = 4
"""Blank lines between an announcement and what it announces."""
MOST_TRIES = 1_000
"""Lines that look like an announcement and turn out not to be one, before the search for them ends: a listing."""
MOST_STRETCHES = 200
"""Stretches of new lines of which the ends are looked at, half of them from the top and half from the bottom."""
MOST_LINES = 100_000
"""Lines that are looked at, 2,000 pages of them; those below are kept as new."""
ROUNDS = 3
"""A signature may stand above a footer, that above a notice, and so on."""
_OF_THE_AUTHOR = frozenset({"new", None})
_FRAME = frozenset("-_=*—")
"""Every announcement has a colon, ends with `>`, or begins with one of these and goes on or ends with one, or has an
address; other lines are not looked at closely. Lines of a list or a patch begin with one, too.
"""

_ENDS: tuple[tuple[Kind, Callable[[list[str], int, int], int]], ...] = (
    ("footer", boilerplate.before_footer),
    ("disclaimer", boilerplate.before_disclaimer),
    ("signature", boilerplate.before_sent_from),
    ("signature", boilerplate.before_signature),
)
"""From the bottom up, as programs append them."""


class Passage(Struct, frozen=True, gc=False):
    """Lines `start_line` to before `end_line` of a text, counted from 0."""

    kind: Kind
    start_line: int
    end_line: int


def kinds_of(lines: list[str], *, forward: bool = False, answer: bool = True) -> list[Kind]:
    """Whose each of a text's lines is.

    `forward`: its history is what it sends on. `answer`: it answers something, so that it may have history.
    """
    kinds = _Reading(lines[:MOST_LINES], forward, answer).kinds()
    further: list[Kind] = ["new"] * (len(lines) - len(kinds))
    return kinds + further


def passages_of(kinds: list[Kind]) -> tuple[Passage, ...]:
    """Lines of one kind that follow each other, as passages: in order and without gaps."""
    found: list[Passage] = []
    start = 0
    for place in range(1, len(kinds) + 1):
        if place == len(kinds) or kinds[place] != kinds[start]:
            found.append(Passage(kinds[start], start, place))
            start = place
    return tuple(found)


class _Reading:
    """One walk over the lines. `found` holds a kind for each, `None` for a blank line outside of longer passages."""

    def __init__(self, lines: list[str], forward: bool, answer: bool) -> None:
        self.lines = lines
        self.bare = [line.strip() for line in lines]
        self.forward = forward
        self.unmarked = answer
        """Whether history without marks is believed to be history."""
        self.found: list[Kind | None] = ["new" if line else None for line in self.bare]
        self.marks: tuple[str, ...] = (">",)
        """What quoted lines begin with: `>`, and what else was seen below an attribution."""
        self.first = {">"}
        """With what they begin."""
        self.written = 0
        """New lines above the present one."""
        self.since = 0
        """Where the present stretch of new lines begins."""
        self.tries = MOST_TRIES

    def kinds(self) -> list[Kind]:
        place = self._suspicious(0)
        while place < len(self.bare):
            place = self._suspicious(self._after(place, self.bare[place]))
        for start, end in self._stretches():
            self._strip_end(start, end)
        return self._filled()

    def _suspicious(self, start: int) -> int:
        """The next line from `start` on that is to be looked at closely; those above it are new."""
        bare, first = self.bare, self.first
        place = start
        for place in range(start, len(bare)):
            line = bare[place]
            if line and (
                ":" in line
                or line[0] in first
                or line[-1] == ">"
                or (line[0] in _FRAME and (line[1:2] in _FRAME or line[-1] in _FRAME or "@" in line))
                or "：" in line
            ):
                break
        else:
            place = len(bare)
        self.written += place - start - bare[start:place].count("")
        return place

    def _after(self, place: int, line: str) -> int:
        """Judge the line at `place`, which is suspicious; the next line that is to be looked at."""
        if line.startswith(self.marks) and not self._only_looks_quoted(place):
            return self._quotation(place, place)
        after = self._announced(place, line) if self.tries and line != "--" else place
        if after > place:
            return after
        self.written += 1
        return place + 1

    def _only_looks_quoted(self, place: int) -> bool:
        if (
            place
            and "<" in self.bare[place - 1]
            and self.found[place - 1] == "new"
            and closes_address(self.bare[place - 1])
        ):
            return True
        return only_looks_quoted(self.bare, place, first=self.since == 0)

    # --- what announces history

    def _announced(self, place: int, line: str) -> int:
        """After the history that is announced at `place`; `place` if none is."""
        if line[0] in _FRAME or line[-1] in ":：":
            kind = opening(line)
            if kind == "forwarded":
                return self._rest(place, "forwarded")
            if kind:
                return self._original(place)
        if may_end_here(line):
            found = attribution(self.bare, place, self.since)
            after = self._attributed(found, place) if found else place
            if after > place:
                return after
            self.tries -= 1
        return self._header_block(place)

    def _attributed(self, found: Attribution, place: int) -> int:
        below = self._next_filled(place + 1)
        if below < len(self.bare):
            self.marks += foreign_mark(self.bare[below])
            self.first |= {mark[0] for mark in self.marks}
        if not self._is_marked(below):
            if found.strength == "weak":
                return place
            if not self._own(found.start, place):
                self.unmarked = False  # an answer below unmarked history: where it begins nobody knows
                return place
        return self._history(found.start, place, place + 1)

    def _original(self, place: int) -> int:
        below = self._next_filled(place + 1)
        end = header_block(self.lines, below, divided=True, certain=True)
        return self._history(place, place, end if end > below else place + 1)

    def _header_block(self, place: int) -> int:
        if field(self.lines[place]) is None:
            return place
        divider = self._divider_above(place)
        end = header_block(self.lines, place, divided=divider < place)
        self.tries -= end == place
        return self._history(divider, place, end) if end > place else place

    def _divider_above(self, place: int) -> int:
        above = place - 1
        while above >= max(self.since, place - MOST_BLANK) and not self.bare[above]:
            above -= 1
        return above if above >= self.since and is_divider(self.bare[above]) else place

    def _history(self, start: int, place: int, end: int) -> int:
        """History is announced in lines `start` to before `end`; those before `place` were taken for new."""
        below = self._next_filled(end)
        own = self._own(start, place)
        marked = self._is_marked(below) and (own > 0 or not self.lines[below].startswith(SET_IN))
        if self.forward or (not marked and not (self.unmarked and own)):
            return self._rest(start, "forwarded")
        if not marked and self._is_answered_inside(start, own):
            return self._rest(start, "new")
        self.written = own
        self._mark(start, end, "attribution")
        self.since = end
        return self._quotation(below, end) if marked else self._rest(end, "quoted")

    def _own(self, start: int, place: int) -> int:
        """New lines above `start`, when those from there to `place` were counted as new."""
        return self.written - sum(kind == "new" for kind in self.found[start:place])

    def _is_answered_inside(self, end: int, own: int) -> bool:
        """A short remark above history says that answers stand in it: nobody can tell then which words are whose."""
        if own > SHORT_REMARK:
            return False
        remark = " ".join(line for line, kind in zip(self.bare[:end], self.found[:end], strict=True) if kind == "new")
        words = remark[-2_000:].casefold()
        ends = (words.partition(phrase)[2][:1] for phrase in tables.ANSWERED_INSIDE if phrase in words)
        return any(not (after.isascii() and after.isalpha()) for after in ends)

    # --- quoted lines

    def _is_marked(self, place: int) -> bool:
        """Quoted, or set in."""
        return place < len(self.lines) and (
            self.bare[place].startswith(self.marks) or self.lines[place].startswith(SET_IN)
        )

    def _quotation(self, start: int, blank_from: int) -> int:
        """Mark the quoted lines from `start`, and the blank ones from `blank_from`; the line after them."""
        end = start
        if self.bare[start].startswith(self.marks):
            while end < len(self.bare) and self.bare[end].startswith(self.marks):
                end += 1
        else:
            while end < len(self.lines) and (self.lines[end].startswith(SET_IN) or not self.bare[end]):
                end += 1
        self._mark(blank_from, end, "quoted")
        self.since = end
        return end

    # --- marking

    def _next_filled(self, place: int) -> int:
        """The next line that is not blank; the number of lines if it is too far."""
        for below in range(place, min(place + MOST_BLANK + 1, len(self.bare))):
            if self.bare[below]:
                return below
        return len(self.bare)

    def _mark(self, start: int, end: int, kind: Kind) -> None:
        self.found[start:end] = [kind] * (end - start)

    def _rest(self, start: int, kind: Kind) -> int:
        self._mark(start, len(self.lines), kind)
        return len(self.lines)

    # --- what is added to new text

    def _stretches(self) -> list[tuple[int, int]]:
        """Where new lines stand, the banner at the top of the first taken off."""
        ends = self._new_stretches()
        if ends:
            after = boilerplate.after_banner(self.lines, *ends[0])
            self._mark(ends[0][0], after, "banner")
            ends[0] = (after, ends[0][1])
        return ends if len(ends) <= MOST_STRETCHES else ends[: MOST_STRETCHES // 2] + ends[-MOST_STRETCHES // 2 :]

    def _new_stretches(self) -> list[tuple[int, int]]:
        if _OF_THE_AUTHOR.issuperset(self.found):
            return [(0, len(self.found))] if self.found else []
        ends: list[tuple[int, int]] = []
        start = 0
        for place, kind in enumerate(self.found):
            if kind not in _OF_THE_AUTHOR:
                if place > start:
                    ends.append((start, place))
                start = place + 1
        return [*ends, (start, len(self.found))] if start < len(self.found) else ends

    def _strip_end(self, start: int, end: int) -> None:
        for _ in range(ROUNDS):
            before = end
            for kind, find in _ENDS:
                begins = find(self.lines, start, end)
                if begins < end:
                    self._mark(begins, end, kind)
                    end = begins
            if end == before:
                return

    def _filled(self) -> list[Kind]:
        """Blank lines go with the line above, those at the top with the first that is not blank."""
        if _OF_THE_AUTHOR.issuperset(self.found):
            return ["new"] * len(self.found)
        kinds: list[Kind] = []
        last: Kind = next((kind for kind in self.found if kind), "new")
        for kind in self.found:
            last = kind or last
            kinds.append(last)
        return kinds
