"""Whose words are whose: soft line ends undone, and what the author newly wrote told from everything else in a text.

The lines are read in `passages`; what announces history is recognised in `attribution` and `history`, what programs and
legal departments add in `boilerplate`, all by the tables of `quoting_words`. When anything is unsure the text stays: a
line too many is harmless, a lost sentence is not.
"""

from __future__ import annotations

from assistant.mail.passages import Kind, Passage, read_passages
from assistant.mail.quoting_words import tables

KEPT: tuple[Kind, ...] = ("new", "forwarded")
"""What `newly_written` gives: the author's own words, and what he sends on, which is the point of such a mail."""


def newly_written(text: str, subject: str = "", *, answer: bool = True) -> str:
    """What the author of `text` newly wrote, `""` if that is all of it (as `Message.reply_text` wants it).

    A `subject` that says that the mail is a forward keeps what is forwarded; `answer` is false for a mail that answers
    no other (no In-Reply-To, no References): unless its subject says otherwise, only what is marked is history then.
    """
    lines = text.split("\n")
    found = _read(lines, subject, answer)
    if len(found) == 1:
        return ""
    stretches = ["\n".join(lines[part.start_line : part.end_line]) for part in found if part.kind in KEPT]
    kept = "\n\n".join(filter(None, (part.strip("\n").rstrip() for part in stretches)))
    return "" if not kept.strip() or kept == text.strip("\n").rstrip() else kept


def passages(text: str, subject: str = "", *, answer: bool = True) -> tuple[Passage, ...]:
    """The text's lines by whose they are, each line in exactly one passage, in order; blank lines go with those above.

    Besides `new`, `quoted`, `attribution`, `signature`, `disclaimer` and `banner`: `forwarded`, a mail sent on, and
    `footer`, what a mailing list adds. `subject` and `answer` as for `newly_written`.
    """
    return tuple(_read(text.split("\n"), subject, answer))


def _read(lines: list[str], subject: str, answer: bool) -> list[Passage]:
    prefix = _prefix(subject)
    forward = prefix in tables.FORWARD_PREFIXES or "(fwd)" in subject[-40:].casefold()
    return read_passages(lines, forward=forward, answer=answer or prefix in tables.ANSWER_PREFIXES)


def _prefix(subject: str) -> str:
    """The subject's first prefix, as `re` in “Re[2]: Fwd: List A” and `aw` in “[EXT] AW: Liste A”."""
    start = subject.strip().casefold().replace("：", ":")
    if start.startswith("["):
        start = start.partition("]")[2].lstrip()
    prefix, colon, _ = start[:40].partition(":")
    return prefix.partition("[")[0].partition("(")[0].strip() if colon else ""


def unflowed(text: str, *, delete_space: bool = False) -> str:
    """`format=flowed` text with its soft line ends undone (RFC 3676 §4); quoted lines keep `>` marks in front."""
    done: list[str] = []
    open_depth = -1
    """Depth of the line that is to be continued; -1: none is."""
    for line in text.split("\n"):
        depth, words = _quote_depth(line)
        soft = words.endswith(" ") and words != "-- "
        if depth == open_depth and words != "-- ":
            done.append(words)
        else:
            done.append(("\n" if done else "") + (">" * depth + " " if depth else "") + words)
        if soft and delete_space:
            done[-1] = done[-1][:-1]
        open_depth = depth if soft else -1
    return "".join(done)


def _quote_depth(line: str) -> tuple[int, str]:
    words = line.lstrip(">")
    return len(line) - len(words), words.removeprefix(" ")
