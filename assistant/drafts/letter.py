"""A draft as a letter on paper has it: paragraphs, and the direction in which each is read.

What the Word and PDF files share; neither sees anything but plain text without characters that XML cannot hold.
"""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

from assistant.drafts.direction import set_apart
from assistant.drafts.draft import Draft
from assistant.grounding.dates import find_dates
from assistant.record.inert import inert, inert_line, writable

ISOLATED = re.compile("\u2068([^\u2066-\u2069]*)\u2069")
"""Text set apart from the direction around it (UAX #9, FSI … PDI), as templates of right-to-left languages do."""
HEAD = 600
"""Characters of a text in which its references and its date may stand."""
LABEL = 3
"""Words beside the date on the line of a letter that bears it: `Date:`, `Hamburg, den`."""
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 §2.2 does not know as a character."""


class Piece(Struct, frozen=True):
    text: str
    isolated: bool = False
    """A name, date or number within a text of the other direction."""


class Paragraph(Struct, frozen=True):
    """Lines that belong together; a line feed within a piece is a line's end."""

    pieces: tuple[Piece, ...]
    right_to_left: bool

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


class Letter(Struct, frozen=True):
    sender: str
    to: tuple[str, ...]
    """The names to whom it goes, or their addresses, and the office's."""
    dated: str
    subject: Paragraph
    body: tuple[Paragraph, ...]

    @property
    def right_to_left(self) -> bool:
        """Whether most of it is."""
        return sum(p.right_to_left for p in self.body) * 2 > len(self.body)


def letter_of(draft: Draft, dated: str, office: str = "") -> Letter:
    """The draft for paper, set apart already (`direction`); `dated` is its date, unless a line of it bears one."""
    named = (*(party.name or party.address for party in draft.to), office)
    to = tuple(dict.fromkeys(_line(name) for name in named if name))
    blocks = re.split(r"\n{2,}", draft.text.strip("\n"))
    body = tuple(paragraph(block) for block in blocks)
    return Letter(
        _line(draft.sender.name),
        to,
        _line("" if any(map(_is_date, draft.text[:HEAD].splitlines())) else dated),
        paragraph(set_apart(" ".join(draft.subject.split()))),
        body,
    )


def paragraph(text: str) -> Paragraph:
    """`text` with its isolated parts apart; everything else that a text could steer with is shown as a sign."""
    parts = ISOLATED.split(text)
    pieces = [Piece(_plain(part), at % 2 == 1) for at, part in enumerate(parts) if part]
    return Paragraph(tuple(pieces), _is_right_to_left("".join(piece.text for piece in pieces)))


def _is_date(line: str) -> bool:
    """Whether the line is there to bear the letter's date, in whatever language and of whatever day."""
    said = [one for one in find_dates(line) if one.day and one.year]
    rest = line[: said[0].start] + line[said[0].end :] if said else ""
    return len(said) == 1 and len(rest.split()) <= LABEL


def _is_right_to_left(text: str) -> bool:
    """By the first letter that has a direction (UAX #9, rules P2 and P3)."""
    strong = (d for d in map(unicodedata.bidirectional, text) if d in {"L", "R", "AL"})
    return next(strong, "L") != "L"


def _plain(text: str) -> str:
    return _NO_XML.sub("\ufffd", inert(writable(text)))


def _line(text: str) -> str:
    return _NO_XML.sub("\ufffd", inert_line(writable(text)))
