"""Long letters → as much of them as a model is given: the parts that speak of what is asked, word for word. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.chat.passages import sentence_stems
from assistant.chat.words import missing

MOST = 6_000
"""Characters of the annexes of one message that a model is given: some three pages of twelve messages."""
PART = 1_000
"""Characters of a part, at most."""
LEFT_OUT = "\n\n[…]\n\n"
"""Stands between parts that do not follow one another, so that no words across them make a quotation."""


def excerpt(text: str, topic: Sequence[str]) -> str:
    """As many parts of `text` as there is room for, in order: those with the most of the topic, else the first."""
    if len(text) <= MOST:
        return text
    parts = list(_parts(text))
    ranked = sorted(range(len(parts)), key=lambda at: (len(missing(sentence_stems(parts[at]), topic)), at))
    kept = sorted(ranked[: MOST // PART])
    joints = ["\n" if after == before + 1 else LEFT_OUT for before, after in pairwise(kept)]
    told = parts[kept[0]] + "".join(joint + parts[at] for joint, at in zip(joints, kept[1:], strict=True))
    return f"{LEFT_OUT.lstrip() if kept[0] else ''}{told}{LEFT_OUT.rstrip() if kept[-1] < len(parts) - 1 else ''}"


def _parts(text: str) -> Iterator[str]:
    """Runs of whole lines, but for a line that is a part by itself."""
    run = ""
    for line in _lines(text):
        if run and len(run) + len(line) >= PART:
            yield run
            run = line
        else:
            run = f"{run}\n{line}" if run else line
    yield run


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        rest = line
        while len(rest) > PART:
            cut = rest.rfind(" ", 0, PART)
            cut = cut if cut > 0 else PART
            yield rest[:cut]
            rest = rest[cut:].lstrip(" ")
        yield rest
