"""Newsletters, press releases and circulars: written to many at once, so that nobody awaits an answer of ours.

Such a mail answers no letter and opens no clock. What marks its headers leave (RFC 2369, RFC 8058) says so for certain;
by its words alone it is only claimed, from two signs that must agree, and never of a mail that answers another or
speaks to somebody by name. A discussion list is none: people write to it, and to each other on it. Authorities send
letters through the services that carry mailings, too: what asks somebody by name, or says what we must do, is a letter.
"""

from __future__ import annotations

import re

from assistant.mail.asks.asks import candidates
from assistant.mail.classes.mailing_phrases import (
    DEMANDS,
    HINTS,
    INVITES,
    LEAVING,
    MANY,
    NAMED,
    NEWSROOM,
    SENDERS,
    SUBJECTS,
)
from assistant.mail.classes.phrases import any_of, folded, hinted
from assistant.mail.classes.proposal import Proposal
from assistant.mail.decoding.headers import Headers, token

HEAD = 400
"""Characters of the text in which a mailing says what it is, or greets its readers."""
TAIL = 3_000
"""Characters at its end, where it says how to leave it and whom to ask."""
ASKED_IN = 8_000
"""Characters of a mailing in which a demand is looked for."""

_SENDER = any_of(SENDERS, before=r"(?:[a-z0-9]+[-_.])?", after=r"(?=[-_.@+])")
_BEGINS = any_of(SUBJECTS, before=r"\W{0,4}")
_NEWSROOM, _LEAVING = any_of(NEWSROOM, before=r"\b"), any_of(LEAVING)
_MANY = any_of(MANY, before=r"(?:\A|\n)\W{0,3}")
_NAMED = any_of(NAMED, before=r"(?:\A|\n)\W{0,3}", after=r"(?:\s|,)")
_DEMANDS, _INVITES = any_of(DEMANDS, before=r"\b"), any_of(INVITES, before=r"\b", after=r"\b")


def mailing(headers: Headers, sender: str, subject: str, text: str, written: str) -> Proposal | None:
    """A mail to many by its headers or by its words, which stand in the reason; None for any other.

    The lines at its foot may be taken for boilerplate: they stand in `text`, and not in what was newly `written`.
    """
    if "in-reply-to" in headers:
        return None
    header = _header(headers)
    if header:
        asked = _asked_of_us(sender, subject, text, written)
        if asked:
            told = f"sent like a mailing to many, by its header {header}, though it asks us"
            return Proposal("substantive", f'{told}: "{asked}"')
        return _many(f"a mailing to many, by its header {header}")
    foot = text[-TAIL:]
    if not hinted(f"{subject} {written[:HEAD]} {foot}", HINTS):
        return None
    signs = _signs(sender, subject, written, foot)
    if len(signs) < 2 or _speaks_to_somebody(written):
        return None
    return _many(f"probably a mailing to many, though no header says so: {' and '.join(signs)}")


def _many(told: str) -> Proposal:
    return Proposal("automatic", f"{told}; nobody awaits an answer to it", mailing=True)


def _header(headers: Headers) -> str:
    """`List-Post: NO` is what lists have that are for reading only (RFC 2369 §3.4)."""
    if "<mailto:" in headers.first("list-post").lower():
        return ""
    if "list-unsubscribe-post" in headers:
        return "List-Unsubscribe-Post"
    if "list-unsubscribe" not in headers:
        return ""
    marked = token(headers.first("precedence")) in {"bulk", "junk", "list"} or "list-id" in headers
    return "List-Unsubscribe" if marked or "feedback-id" in headers else ""


def _signs(sender: str, subject: str, written: str, foot: str) -> list[str]:
    """What speaks for a mailing, each from another place."""
    found = []
    if _SENDER.match(sender):
        found.append(f"it comes from {sender[:80]}")
    if begins := _begins(subject, written):
        found.append(f'it begins "{begins[0].strip()}"')
    if said := _NEWSROOM.search(foot) or _LEAVING.search(foot) or _LEAVING.search(written[:HEAD]):
        found.append(f'it says "{" ".join(said[0].split())}"')
    if greeting := _MANY.search(written[:HEAD]):
        found.append(f'it greets "{" ".join(greeting[0].split())}"')
    return found


def _begins(subject: str, written: str) -> re.Match[str] | None:
    return _BEGINS.match(subject) or _BEGINS.match(folded(written, HEAD))


def _speaks_to_somebody(written: str) -> bool:
    beginning = written[:HEAD]
    return bool(_NAMED.search(beginning)) and not _MANY.search(beginning)


def _asked_of_us(sender: str, subject: str, text: str, written: str) -> str:
    """The first words of a mailing that ask something of us in particular; empty where it asks everybody, or nobody."""
    room, begins, greets = _SENDER.match(sender), _begins(subject, written), _MANY.search(written[:HEAD])
    if room or begins or greets or _NEWSROOM.search(text[-TAIL:]):
        return ""
    named = _speaks_to_somebody(written)
    asked = (" ".join(one.words.split()) for one in candidates(written[:ASKED_IN]) if one.type == "request")
    return next((words for words in asked if _binds(words, named=named)), "")


def _binds(words: str, *, named: bool) -> bool:
    """A demand does; a request to somebody by name, too, but not a mere question or what anybody is invited to."""
    return bool(_DEMANDS.search(words)) or (named and not words.endswith("?") and not _INVITES.search(words))
