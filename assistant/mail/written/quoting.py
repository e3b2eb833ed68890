"""Whose words are whose: soft line ends undone, and what the author newly wrote told from everything else in a text.

The lines are read in `passages`; what announces history is recognised in `attribution` and `history`, what programs and
legal departments add in `boilerplate`, all by the tables of `wordings`. When anything is unsure the text stays: a
line too many is harmless, a lost sentence is not.
"""

from __future__ import annotations

from assistant.mail.written.passages import Kind, Passage, kinds_of, passages_of
from assistant.mail.written.wordings import tables

KEPT: tuple[Kind, ...] = ("new", "forwarded")
"""What `newly_written` gives: the author's own words, and what he sends on, which is the point of such a mail."""
_KEPT = frozenset(KEPT)


def newly_written(text: str, subject: str = "", *, answer: bool = True) -> str:
    """What the author of `text` newly wrote, `""` if that is all of it (as `Message.reply_text` wants it).

    A `subject` that says that the mail is a forward keeps what is forwarded; `answer` is false for a mail that answers
    no other (no In-Reply-To, no References): unless its subject says otherwise, only what is marked is history then.
    """
    lines = text.split("\n")
    kinds = _read(lines, subject, answer)
    return "" if _KEPT.issuperset(kinds) else "\n".join(_kept(lines, kinds)).rstrip()


def _kept(lines: list[str], kinds: list[Kind]) -> list[str]:
    """The lines that stay, one blank line where others were taken out."""
    kept: list[str] = []
    gap = True
    for line, kind in zip(lines, kinds, strict=True):
        if kind not in _KEPT:
            gap = True
        elif not gap or not (line == "" or line.isspace()):
            if gap and kept:
                _end_paragraph(kept)
            gap = False
            kept.append(line)
    return kept


def _end_paragraph(kept: list[str]) -> None:
    while kept[-1].isspace() or not kept[-1]:
        kept.pop()
    kept[-1] = kept[-1].rstrip()
    kept.append("")


def passages(text: str, subject: str = "", *, answer: bool = True) -> tuple[Passage, ...]:
    """The text's lines by whose they are, each line in exactly one passage, in order; blank lines go with those above.

    Besides `new`, `quoted`, `attribution`, `signature`, `disclaimer` and `banner`: `forwarded`, a mail sent on, and
    `footer`, what a mailing list adds. `subject` and `answer` as for `newly_written`.
    """
    return passages_of(_read(text.split("\n"), subject, answer))


def _read(lines: list[str], subject: str, answer: bool) -> list[Kind]:
    prefix = _prefix(subject)
    forward = prefix in tables.FORWARD_PREFIXES or "(fwd)" in subject[-40:].casefold()
    return kinds_of(lines, forward=forward, answer=answer or prefix in tables.ANSWER_PREFIXES)


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
        if open_depth < 0 and line and line[-1] != " " and line[0] not in "> ":
            done.append(f"\n{line}" if done else line)
            continue
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
