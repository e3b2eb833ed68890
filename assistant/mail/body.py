"""Parts → the text that a person would read, and the attachments beside it.

Plain text is preferred to HTML where the sender says that they are alternatives; everything else that is text is
joined in order. What is no text is an attachment; nothing is left out.
"""

from __future__ import annotations

import re

from msgspec import Struct

from assistant.mail.charsets import decoded, many_lines
from assistant.mail.headers import decoded_words, parameters, read_headers
from assistant.mail.html_text import html_to_text
from assistant.mail.mime import Part
from assistant.mail.problems import MailProblem
from assistant.mail.quoting import unflowed
from assistant.mail.tnef import is_tnef, read_tnef
from assistant.record.digest import sha256_hex
from assistant.record.kinds import Attachment

LONGEST_NAME = 200
"""Characters of an attachment's name; longer ones are cut before the extension."""
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)


class Body(Struct, frozen=True):
    text: str
    attachments: tuple[Attachment, ...]
    contents: tuple[bytes, ...]
    """The attachments' bytes, in the same order."""


def read_body(root: Part) -> Body:
    """The text and attachments of the mail whose parts are `root`."""
    reading = _Reading()
    text = "\n".join(reading.texts(root))
    if not text.strip():
        text = "\n".join(reading.wrapped or reading.instead) or many_lines(decoded(root.outside)).strip("\n")
    return Body(text, tuple(reading.attachments), tuple(reading.contents))


class _Reading:
    """One walk over the parts. Its depth is bounded by `mime.DEEPEST`."""

    def __init__(self) -> None:
        self.attachments: list[Attachment] = []
        self.contents: list[bytes] = []
        self.instead: list[str] = []
        """Text of attachments, for a mail that has no other."""
        self.wrapped: list[str] = []
        """Text of a `winmail.dat`, the better choice for such a mail."""
        self.leaves = 0
        self.unwrapped = False
        """A `winmail.dat` was opened; there is never a second one in a mail, nor one in another."""

    def texts(self, part: Part) -> list[str]:
        if part.content_type == "multipart/alternative" and part.parts:
            return self._alternative(part)
        if part.parts:
            return [text for child in part.parts for text in self.texts(child)]
        first, self.leaves = self.leaves == 0, self.leaves + 1
        if _is_text(part) and (first or not part.filename):
            return list(filter(None, [part_text(part)]))
        self._attach(part)
        return []

    def _alternative(self, part: Part) -> list[str]:
        """RFC 2046 §5.1.4 has the best come last; plain text serves here, unless it is empty."""
        choices = [(child.content_type == "text/plain", self.texts(child)) for child in part.parts]
        filled = [(plain, texts) for plain, texts in choices if any(map(str.strip, texts))]
        plain_ones = [texts for plain, texts in filled if plain]
        if plain_ones:
            return plain_ones[0]
        return filled[-1][1] if filled else []

    def _attach(self, part: Part) -> None:
        if part.made:
            return
        content = part.bytes()
        if part.content_type.startswith("text/"):
            self.instead.extend(filter(None, [part_text(part)]))
        if content or part.filename:
            digest = sha256_hex(content)
            self.attachments.append(Attachment(_shown_name(part), part.content_type, len(content), digest))
            self.contents.append(content)
        if is_tnef(content) and not self.unwrapped:
            self._unwrap(content)

    def _unwrap(self, wrapped: bytes) -> None:
        """What lies in a `winmail.dat`: its text, for a mail that has no other, and its attachments."""
        self.unwrapped = True
        try:
            part = read_tnef(wrapped)
        except MailProblem:  # the wrapping itself is attached, so nothing is lost
            return
        self.leaves = 0
        self.wrapped = self.texts(part)


def _is_text(part: Part) -> bool:
    """To be read as part of the message, unless it has a file's name and something came before it."""
    return part.content_type in {"text/plain", "text/html"} and part.disposition != "attachment"


def part_text(part: Part) -> str:
    """A text part, decoded; HTML as the text a person reads in it."""
    raw, content_type = part.bytes(), parameters(part.headers.first("content-type"))
    charset = content_type.get("charset", "")
    if part.content_type == "text/html":
        meta = _META_CHARSET.search(raw, 0, 4096)
        named = charset or (meta[1].decode("ascii") if meta else "")
        return html_to_text(many_lines(decoded(raw, named)))
    text = many_lines(decoded(raw, charset)).removeprefix("\ufeff")
    if content_type.get("format", "").lower() == "flowed":
        text = unflowed(text, delete_space=content_type.get("delsp", "").lower() == "yes")
    return text.strip("\n")


def _shown_name(part: Part) -> str:
    """The last step of the name the sender gave (some give a whole path); for people, never to be used as a path."""
    given = part.filename or decoded_words(part.headers.first("content-description"))
    name = re.split(r"[/\\]", given)[-1].strip()
    if name in {"", ".", ".."}:
        name = _subject_of(part) if part.content_type == "message/rfc822" else ""
    if len(name) > LONGEST_NAME:
        stem, dot, extension = name.rpartition(".")
        name = f"{stem[:LONGEST_NAME]}….{extension}" if dot and len(extension) <= 10 else f"{name[:LONGEST_NAME]}…"
    return name or "unnamed"


def _subject_of(part: Part) -> str:
    content = part.bytes()
    headers, _ = read_headers(content, 0, len(content))
    subject = decoded_words(headers.first("subject"))
    return f"{subject}.eml" if subject else "message.eml"
