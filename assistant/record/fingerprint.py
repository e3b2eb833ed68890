"""When two mails are one: the same message found in five colleagues' mailboxes, with five sets of transport headers."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.record.dates import in_utc
from assistant.record.digest import sha256_hex
from assistant.record.inert import writable
from assistant.record.kinds import Message, Party

LONGEST_BANNER = 4
"""Lines at the top of a text that a gateway may have put there."""
LONGEST_FOOTER = 14
"""Lines at its end that a list or a scanner may have added."""
_TAGS = r"(?:\s|\[[^\[\]]{1,40}\]|\*{1,3}[A-Z ]{3,20}\*{1,3}|(?:external|ext|extern|spam)\s?:|re\s?:)+"
"""In front of a subject: `[EXTERNAL]`, `[list-name]`, `*** SPAM ***`, and the `Re:` that stands before or behind it."""
_BANNER = (
    r"\W{0,4}(?:caution|warning|attention|external(?: e-?mail| sender| message)?|achtung|extern)\b\W"
    r"|\W{0,4}(?:this (?:e-?mail|message) (?:originated|came|comes|was sent|is) from (?:outside|an external)"
    r"|you don['’]t often get e-?mail from|some people who received this message don['’]t often)"
)
_FOOTER = (
    r"_{20,}\s*\Z|-- \Z"
    r"|(?:this (?:e-?mail|message) has been (?:checked|scanned)|virus-free|no virus found|scanned by)\b"
)
_FOOTER_INITIALS = frozenset("_-TtVvNnSs\u017f")
"""With which such a line can begin, the long s being an s in another case."""
_OF_A_LIST = r"mailing list|unsubscribe|you received this message because|virus|mailman"


@lru_cache(maxsize=4)
def _expression(pattern: str) -> re.Pattern[str]:
    """Compiled when it is first needed: a check that finds nothing new takes no fingerprints."""
    return re.compile(pattern, re.IGNORECASE)


def fingerprint(message: Message) -> str:
    """A hash of what makes a message that message, its transport left out.

    Message-ID, sender, the domains written to, subject, date, text with white space folded, attachments. Two different
    mails that share a Message-ID differ in it; two copies of one mail do not, though a gateway or a list put a tag
    before the subject, a banner above the text or a footer below it, or wrote the receiver's own name into the header.
    """
    parts = [
        message.message_id or "",
        message.sender.address.casefold(),
        ",".join(sorted(_domains(message.to + message.cc))),
        " ".join(message.subject[_tagged(message.subject) :].split()),
        in_utc(message.sent or message.dated) or "",
        _own_words(message.text),
        *sorted(attachment.sha256 for attachment in message.attachments),
    ]
    return sha256_hex(writable("\x00".join(parts)).encode())


def _tagged(subject: str) -> int:
    """How far tags reach into `subject`; a subject of nothing else is kept."""
    tags = _expression(_TAGS).match(subject)
    return tags.end() if tags and tags.end() < len(subject) else 0


def _domains(parties: tuple[Party, ...]) -> set[str]:
    """Where a mail went. Some programs send it to each colleague with that one's name, all else being equal."""
    addresses = (party.address.casefold() for party in parties)
    return {
        address.rpartition("@")[2] for address in addresses if "@" in address and not address.startswith("imceaex-")
    }


def _own_words(text: str) -> str:
    """The words of `text` without a gateway's banner and a list's footer; all of them if no others are left."""
    return _folded(_above_footer(_below_banner(text))) or _folded(text)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _below_banner(text: str) -> str:
    words = text.lstrip()
    if not _expression(_BANNER).match(words[:200]):
        return text
    lines = words.split("\n", LONGEST_BANNER + 1)
    blank = next((at for at, line in enumerate(lines[: LONGEST_BANNER + 1]) if not line.strip()), None)
    return text if blank is None else "\n".join(lines[blank:])


def _above_footer(text: str) -> str:
    lines = text.rsplit("\n", LONGEST_FOOTER)
    last = lines if len(lines) <= LONGEST_FOOTER else lines[1:]
    for at, line in enumerate(last):
        if line[:1] in _FOOTER_INITIALS and _expression(_FOOTER).match(line[:200]):
            footer = "\n".join(last[at:])
            if _expression(_OF_A_LIST).search(footer[:2_000]):
                return text[: len(text) - len(footer)]
    return text
