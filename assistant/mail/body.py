"""Parts → the text that a person would read, and the attachments beside it.

Plain text is preferred to HTML where the sender says that they are alternatives; everything else that is text is
joined in order. What is no text is an attachment; nothing is left out. Attached letters are read by `annexes`.
"""

from __future__ import annotations

import re

from msgspec import Struct, structs

from assistant.mail.decoding.charsets import codec_named, decoded, many_lines, read_text
from assistant.mail.decoding.headers import Headers, decoded_words, parameters, read_headers
from assistant.mail.decoding.html_text import html_to_text
from assistant.mail.decoding.mime import Part, text_bytes
from assistant.mail.decoding.problems import MailProblem
from assistant.mail.decoding.uuencoded import enclosed_files
from assistant.mail.formats.annexes import Annexes
from assistant.mail.formats.tnef import is_tnef, read_tnef
from assistant.mail.written.quoting import unflowed
from assistant.record.digest import sha256_hex
from assistant.record.kinds import Attachment

LONGEST_NAME = 200
"""Characters of an attachment's name; longer ones are cut before the extension."""
LITTLE = 400
"""Characters of a plain part, at most, that may only point to the other one (“This message needs HTML”)."""
LITTLE_TO_MUCH = 4
"""How much more the other one must say for that."""
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_HTML_BEGINS = re.compile(r"\s*<(?:!doctype html|html|body|div|p|table)\b[^<>]*>", re.IGNORECASE)
_HTML_ENDS = re.compile(r"</(?:html|body|div|p|table)\s*>\Z", re.IGNORECASE)


class Body(Struct, frozen=True):
    text: str
    attachments: tuple[Attachment, ...]
    contents: tuple[bytes, ...]
    """The attachments' bytes, in the same order."""
    doubt: str = ""
    """Why the text may not read as it was written, in a sentence."""


class PartText(Struct, frozen=True):
    text: str
    doubt: str


def read_body(root: Part) -> Body:
    """The text and attachments of the mail whose parts are `root`."""
    reading = _Reading()
    leaves = reading.leaves_of(root)
    text = reading.joined([*leaves, *reading.appended] if reading.filled(leaves) else leaves)
    if not text.strip():
        text = reading.joined(reading.wrapped or reading.instead) or reading.joined([_words(root.outside)])
    return Body(text, tuple(reading.attachments), tuple(reading.contents), reading.doubt)


class _Reading:
    """One walk over the parts. Its depth is bounded by `mime.DEEPEST`."""

    def __init__(self) -> None:
        self.attachments: list[Attachment] = []
        self.contents: list[bytes] = []
        self.annexes = Annexes()
        self.instead: list[Part] = []
        """Attachments that are text, for a mail that has no other."""
        self.wrapped: list[Part] = []
        """What is text in a `winmail.dat`, the better choice for such a mail."""
        self.unwrapped = False
        """A `winmail.dat` was opened; there is never a second one in a mail, nor one in another."""
        self.appended: list[Part] = []
        """What follows the last part of a multipart."""
        self.doubt = ""
        self.leaves = 0
        self._read: dict[int, tuple[Part, PartText]] = {}

    def joined(self, leaves: list[Part]) -> str:
        """Their texts, the empty ones left out; what is doubtful about the first doubtful one is noted."""
        texts = [self._text(leaf) for leaf in leaves]
        self.doubt = self.doubt or next((text.doubt for text in texts if text.doubt), "")
        return "\n".join(text.text for text in texts if text.text)

    def leaves_of(self, part: Part) -> list[Part]:
        """The parts whose text is the message's, in order; the others become attachments."""
        if part.parts:
            within = [self.leaves_of(child) for child in part.parts]
            if part.content_type == "multipart/alternative":
                within = self._best(part.parts, within)
            if part.after and not part.after.isspace():
                self.appended.append(_words(part.after))
            return [leaf for leaves in within for leaf in leaves]
        first, self.leaves = self.leaves == 0, self.leaves + 1
        if _is_text(part) and (first or not part.filename):
            return [self._without_files(part)]
        self._attach(part)
        return []

    def _without_files(self, part: Part) -> Part:
        """The text without the files that stand in it as before MIME; those are attached."""
        text, files = enclosed_files(part.content)
        if not files or part.content_type != "text/plain" or part.bytes() is not part.content:  # it is encoded itself
            return part
        for file in files:
            named = Headers({"content-disposition": (f'attachment; filename="{decoded(file.name)}"',)})
            self._attach(Part(named, "application/octet-stream", file.content))
        return structs.replace(part, content=text)

    def _text(self, leaf: Part) -> PartText:
        known = self._read.get(id(leaf))
        if known is None:  # the part is kept beside its text, so that no other can get its id
            known = self._read[id(leaf)] = leaf, part_text(leaf)
        return known[1]

    def filled(self, leaves: list[Part]) -> bool:
        return any(self._text(leaf).text.strip() for leaf in leaves)

    def _best(self, parts: tuple[Part, ...], within: list[list[Part]]) -> list[list[Part]]:
        """RFC 2046 §5.1.4 has the best come last; plain text serves here, unless it is empty or only says that
        there is another part. What is not needed is not read: HTML takes longer than all the rest of a mail.
        """
        plain = [leaves for part, leaves in zip(parts, within, strict=True) if part.content_type == "text/plain"]
        plain = [leaves for leaves in plain if self.filled(leaves)]
        others = [leaves for part, leaves in zip(parts, within, strict=True) if part.content_type != "text/plain"]
        if plain and not self._says_little(plain, others):
            return plain
        best = next((leaves for leaves in reversed(others) if self.filled(leaves)), None)
        if best is None or not plain:
            return [best] if best else plain
        said, more = self._words_of(plain), self._words_of([best])
        if len(more) <= LITTLE_TO_MUCH * len(said):
            return plain
        return [best] if said <= more else [*plain, best]

    def _says_little(self, plain: list[list[Part]], others: list[list[Part]]) -> bool:
        size = sum(len(self._text(leaf).text) for leaves in plain for leaf in leaves)
        there = max((sum(len(leaf.content) for leaf in leaves) for leaves in others), default=0)
        return size <= LITTLE and there > LITTLE_TO_MUCH * (size + 100)

    def _words_of(self, several: list[list[Part]]) -> set[str]:
        return {word for leaves in several for leaf in leaves for word in self._text(leaf).text.split()}

    def _attach(self, part: Part) -> None:
        if part.made:
            return
        content = part.bytes()
        if part.content_type.startswith("text/"):
            self.instead.append(part)
        if content or part.filename:
            known = (_shown_name(part), part.content_type, len(content), sha256_hex(content))
            annex = self.annexes.read(content)
            self.attachments.append(Attachment(*known, annex.text, annex.doubt, annex.dated))
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
        self.wrapped = self.leaves_of(part)


def _words(raw: bytes) -> Part:
    """What stands outside all parts, as a part of its own."""
    return Part(Headers({}), "text/plain", raw)


def _is_text(part: Part) -> bool:
    """To be read as part of the message, unless it has a file's name and something came before it."""
    return part.content_type in {"text/plain", "text/html"} and part.disposition != "attachment"


def part_text(part: Part) -> PartText:
    """A text part, decoded; HTML as the text a person reads in it."""
    raw, content_type = text_bytes(part), parameters(part.headers.first("content-type"))
    charset = content_type.get("charset", "")
    if part.content_type == "text/html":
        meta = _META_CHARSET.search(raw, 0, 4096)
        named = charset if codec_named(charset) or not meta else meta[1].decode("ascii")
        text, doubt = read_text(raw, named)
        return PartText(html_to_text(many_lines(text)), doubt)
    text, doubt = read_text(raw, charset)
    text = many_lines(text).removeprefix("\ufeff")
    if _HTML_BEGINS.match(text) and _HTML_ENDS.search(text.rstrip()):
        return PartText(html_to_text(text), doubt)  # portals of authorities call it plain
    if content_type.get("format", "").lower() == "flowed":
        text = unflowed(text, delete_space=content_type.get("delsp", "").lower() == "yes")
    return PartText(text.strip("\n"), doubt)


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
    subject = re.sub(r"[/\\]", "-", decoded_words(headers.first("subject")))
    return f"{subject}.eml" if subject else "message.eml"
