"""Words in a message that speak to a model instead of to a person, and what is left of the message without them.

What a model says because a message told it to stands in that message, word for word; so it must not count as support.
From such words on a message supports nothing. An honest letter loses little by it: only a sentence that rests on what
follows is struck.
"""

from __future__ import annotations

import re

_PHRASES = (
    # To be rid of what it was told.
    r"(?:ignore|disregard|forget|override|bypass)\s{1,3}(?:\w{1,20}\s{1,3}){0,3}?(?:previous|prior|above|earlier|preceding|your"
    r"|system)\s{1,3}(?:\w{1,20}\s{1,3}){0,2}?(?:instructions?|prompts?|rules|guidelines|messages|context)\b",
    # To be somebody else.
    r"you\s{1,3}are\s{1,3}now\s{1,3}(?:an?|the|in)\b",
    r"(?:as|you\s{1,3}are|act\s{1,3}as|pretend\s{1,3}to\s{1,3}be)\s{1,3}(?:an?|the)\s{1,3}(?:\w{1,20}\s{1,3}){0,2}?"
    r"(?:language\s{1,3}model|ai|assistant|chat\s?bot|llm)\b",
    r"(?:ai|assistant|chat\s?bot|llm|language\s{1,3}model)\s{1,3}(?:that\s{1,3}is\s{1,3})?(?:reading|processing|summari[sz]ing|answering)\b",
    r"system\s{1,3}prompt\b",
    # To say something.
    r"tell\s{1,3}the\s{1,3}(?:user|reader|human)\b",
    r"(?:answer|reply|respond|say|output|print|write)\s{1,3}(?:(?:only|exactly|just)\s{0,3}(?:[:\"“']|with\b|that\b)|with\s{1,3}[\"“'])",
    r"from\s{1,3}now\s{1,3}on,?\s{1,3}(?:always\s{1,3})?(?:reply|answer|respond|say)\b",
)
_SIGNS = (
    # The marks of chat templates, and of our own prompt.
    r"\[/?INST\]",
    r"<\|[\w/]{1,30}\|>",
    r"<</?SYS>>",
    r"<<<",
    r"^[ \t]{0,8}(?:system|assistant|developer)[ \t]{0,3}:",
    r"^[ \t]{0,8}\[F\d{1,4}\]",
    r"NOT IN THE RECORD",
)
_ADDRESSED = re.compile(rf"(?:\b(?:{'|'.join(_PHRASES)})|{'|'.join(_SIGNS)})", re.IGNORECASE | re.MULTILINE)
_START = re.compile(r"[.?!]\s|\n")


def unaddressed(text: str) -> str:
    """`text` up to the sentence that first speaks to a model; all of it if none does."""
    found = _ADDRESSED.search(text)
    if found is None:
        return text
    starts = [end.end() for end in _START.finditer(text, 0, found.start())]
    return text[: starts[-1] if starts else 0]
