"""A short mail cut into sentences, and which of them are courtesy, which ask for something.

Enough for telling a mere receipt from a letter; what exactly is asked is another room's question.
"""

from __future__ import annotations

import re

from assistant.mail.classes.courtesy_phrases import ASKS, CLOSINGS, COURTESIES, HINTS
from assistant.mail.classes.phrases import any_of, hinted
from assistant.mail.decoding.headers import Headers, token

LONGEST_CLOSING = 40
"""Characters of the words that close a letter."""

_CLOSING = any_of(CLOSINGS, before=r"\n\W{0,3}", flags=re.MULTILINE)
"""At the beginning of a line: a `\\n` is found ten times as fast as `^`."""
_COURTESY = any_of(COURTESIES, before=r"\W{0,3}", after=r"\Z")
_ASKS = any_of(ASKS)
_ENDS = re.compile(r"(?<=[.!?;…])(?<!\b\d\.)(?<!\b\d\d\.)[ \n]+(?=[^a-z\s])|\n{2,}")
"""A German day ends no sentence: `bis zum 4. Mai`."""


def of_a_list(headers: Headers) -> bool:
    """Whether a list or a mass mailing carried the mail: it is addressed to nobody in particular."""
    return "list-id" in headers or token(headers.first("precedence")) in {"list", "bulk", "junk"}


def asks(text: str) -> bool:
    """Whether something in `text` asks or tells its reader to do something; polite phrases do not."""
    return hinted(text, HINTS) and bool(_ASKS.search(text))


def bare_words(text: str, longest: int) -> str | None:
    """`text` up to the words that close a letter, all of it if nothing stands before them; None if it is too long.

    Only so much is looked at: where the closing comes later, more was said than `longest` characters.
    """
    text = text.lstrip()
    beginning = f"\n{text[: longest + LONGEST_CLOSING]}"
    closing = _CLOSING.search(beginning)
    before = beginning[1 : closing.start()].rstrip() if closing else ""
    before = before or text.rstrip()
    return before if len(before) <= longest else None


def sentences(text: str) -> list[str]:
    """The sentences of `text`, in one line each, courtesies left out."""
    found = (" ".join(piece.split()) for piece in _ENDS.split(text))
    return [sentence for sentence in found if sentence and not _COURTESY.match(sentence)]
