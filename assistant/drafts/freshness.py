"""Whether a draft is still the right one: written before the thread changed, or the same words as the time before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafts.findings import Finding
from assistant.drafts.naming import of_record
from assistant.drafts.release import Release
from assistant.record.thread import Logged, Thread

SAME = 0.9
"""Share of its sentences that a text has in common with one that says the same again."""
LEAST = 3
"""Sentences without which a text is too short to tell."""
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n+")
_CHANGING = re.compile(r"[^\W\d_]*\d[\w.:/-]*|\b(?:january|february|march|april|may|june|july|august|september|october"
                       r"|november|december|first|second|third|last|days?|weeks?)\b")  # fmt: skip
"""What a reminder must say otherwise the second time: days and counts."""


def unread(release: Release) -> Iterator[Finding]:
    """What was said in the thread since the draft was last saved or approved."""
    saved = release.saved
    if saved is None:
        return
    for news in release.thread.messages:
        ours = news.message.direction == "out" and not news.message.auto_reply
        if news.n > saved.last and (ours or news.from_person):
            message = f"{of_record(news)} was logged after the draft: look whether it still holds, and save it anew"
            yield Finding("stale", "blocks", message, (news.n,))


def unchanged(release: Release) -> Iterator[Finding]:
    """The words of what we sent and they have not answered, but for days and counts."""
    mine = _sentences(release.draft.text)
    for before in _unanswered(release.thread):
        again = mine & _sentences(before.message.text)
        if len(mine) >= LEAST and len(again) >= SAME * len(mine):
            message = f"it says what {of_record(before)} said, in the same words"
            yield Finding("unchanged", "warns", message, (before.n,), "text", 0, len(release.draft.text))


def _unanswered(thread: Thread) -> Iterator[Logged]:
    """What we sent since they last answered, the latest first."""
    for logged in reversed(thread.messages):
        if logged.is_answer:
            return
        if logged.message.direction == "out":
            yield logged


def _sentences(text: str) -> set[str]:
    bare = (_CHANGING.sub("", sentence.casefold()) for sentence in _SENTENCE.split(text))
    return {plain for sentence in bare if len(plain := " ".join(sentence.split())) > len("Dear Sir,")}
