"""The shape of one language's table: by which words mail programs of that language mark what the author did not write.

No rules stand here and no matching; the tables beside this file are data that a speaker of the language can correct.
"""

from __future__ import annotations

from msgspec import Struct


class Wording(Struct, frozen=True):
    """The marks of one language. Alternatives are parted by ` | `; letter case does not matter."""

    language: str
    """ISO 639-1."""
    sender: str
    """Labels of the sender in a header block (`From`), as the others below, of all programs."""
    moment: str
    to: str
    subject: str
    cc: str = ""
    others: str = ""
    """Labels that may stand in a header block and prove little: attachments, importance, reply-to."""
    begins: str = ""
    """First words of an attribution: `On` in “On Monday Sara wrote:”."""
    wrote: str = ""
    """The word that makes it an attribution, one word each."""
    wrote_joined: str = ""
    """The same in scripts without spaces, or as endings and phrases: found anywhere in the line."""
    small: str = ""
    """Other words that programs put into an attribution: `at`, `o'clock`."""
    weekdays: str = ""
    """Words that begin an attribution where the language's programs begin with the day of the week."""
    original: str = ""
    """Words between dashes that open the history: `Original Message`."""
    forwarded: str = ""
    """Words between dashes, or alone with a colon, that open a forwarded mail."""
    forward_prefixes: str = ""
    """What a forwarded mail's subject begins with, without the colon."""
    answer_prefixes: str = ""
    """The same of an answer."""
    sent_from: str = ""
    """Beginnings of the line that a telephone adds, to be followed by the name of a device."""
    sent_from_ends: str = ""
    """Ends of that line, where the device is named first."""
    disclaimer_begins: str = ""
    """Beginnings of a line from which a confidentiality notice may run."""
    wrong_recipient: str = ""
    """What such a notice calls those for whom the mail is meant, or not meant."""
    deeds: str = ""
    """What it tells them to do or to leave, and of what it warns."""
    banner: str = ""
    """Phrases of the warning that a mail server puts above mail from outside."""
    answered_inside: str = ""
    """How an author says that the answers stand within the quoted text."""


def alternatives(text: str) -> tuple[str, ...]:
    """The alternatives in one field, as they are compared: casefolded."""
    return tuple(part.strip().casefold() for part in text.split("|") if part.strip())
