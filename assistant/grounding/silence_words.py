"""Claims of silence in other languages than English, made ready to search with from `silence.toml`.

German, French and Urdu put subject, object and denial in other orders than English, so that here only phrases are
known: that a silence is claimed, and who speaks of it. Every repetition in the expressions is bounded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from assistant.grounding.cues import Cues
from assistant.grounding.seen import lowered
from assistant.record.kinds import Side

TABLE = Path(__file__).parent / "silence.toml"
SilenceKind = Literal["contact", "reply", "told"]
_KINDS: tuple[SilenceKind, ...] = ("told", "reply", "contact")
_BETWEEN = r"[\s,،]{1,3}"
_MOST = 4
"""Words that `…` may stand for."""
_REACH = 60
"""Characters before or after a claim in which the one who was silent is named."""


class Voices(Struct, frozen=True, forbid_unknown_fields=True):
    spoken: tuple[str, ...]
    received: tuple[str, ...]


class Phrases(Struct, frozen=True, forbid_unknown_fields=True):
    """One language as it is written in the table, which says what each field is."""

    contact: Voices
    reply: Voices
    told: Voices
    we: tuple[str, ...]
    by: tuple[str, ...]
    by_after: tuple[str, ...]
    us: tuple[str, ...]
    since: tuple[str, ...]
    since_after: tuple[str, ...]
    full: tuple[str, ...]
    always: tuple[str, ...]
    one_point: tuple[str, ...]
    perhaps: tuple[str, ...]


class Speech(Struct, frozen=True):
    """One language, ready to search with, in lower case."""

    claims: re.Pattern[str]
    we: re.Pattern[str]
    by: re.Pattern[str]
    us: re.Pattern[str]
    begins: re.Pattern[str]
    full: re.Pattern[str]
    always: re.Pattern[str]
    one_point: re.Pattern[str]
    perhaps: re.Pattern[str]
    """At the end of what it is looked for in, which is the claim's own end."""

    def find(self, text: str) -> Iterator[tuple[int, int, SilenceKind, bool]]:
        """Where silence is claimed, of which kind, and whether its subject is who did not speak."""
        for found in self.claims.finditer(text):
            kind, voice = (found.lastgroup or "").split("_")
            yield *found.span(), next(known for known in _KINDS if known == kind), voice == "spoken"

    def silent(self, text: str, start: int, end: int, cues: Cues, *, spoken: bool) -> Side:
        """Who was silent by the sentence `text`, which claims it from `start` to `end`."""
        for found in self.by.finditer(text, max(0, start - _REACH), end + _REACH):
            who = found["who"] or found["who_before"]
            if side := "company" if self.us.match(who) else cues.side(who):
                return side
        before = text[max(0, start - 2 * _REACH) : start]
        if not spoken:
            return "regulator"
        return "company" if self.we.search(text[:end]) else cues.first(before) or "regulator"


@cache
def speeches() -> tuple[Speech, ...]:
    """The languages of the table."""
    table = msgspec.convert(tomllib.loads(TABLE.read_text(encoding="utf-8")), dict[str, Phrases])
    return tuple(map(_speech, table.values()))


def may_come(sentence: str) -> bool:
    """Whether a sentence of another language than English speaks of a silence that is not yet there."""
    text = lowered(sentence)
    return any(
        speech.perhaps.search(text[: found.end()]) for speech in speeches() for found in speech.claims.finditer(text)
    )


def _speech(known: Phrases) -> Speech:
    kinds = {"told": known.told, "reply": known.reply, "contact": known.contact}
    claims = [
        rf"(?P<{kind}_{voice}>{_any(phrases)})"
        for kind, voices in kinds.items()
        for voice, phrases in (("spoken", voices.spoken), ("received", voices.received))
        if phrases
    ]
    return Speech(
        re.compile("|".join(claims)),
        re.compile(_any(known.we)),
        re.compile(_beside(known.by, known.by_after, "who", 20)),
        re.compile(_any(known.us)),
        re.compile(_beside(known.since, known.since_after, "what", 90)),
        re.compile(_any(known.full)),
        re.compile(_any(known.always)),
        re.compile(_any(known.one_point)),
        re.compile(rf"(?:\A\W{{0,8}}|[,،]\s{{1,3}}){_any(known.perhaps)}[^,،;:]{{0,80}}\Z"),
    )


def _beside(before: Iterable[str], after: Iterable[str], name: str, reach: int) -> str:
    """An expression for the words `name` that follow one of `before`, or `name_before` that precede one of `after`."""
    words = rf"[^;:,،۔]{{1,{reach}}}"
    leading = rf"{_any(before)}\s{{1,3}}(?P<{name}>{words})"
    trailing = rf"(?:\A|(?<=[\s,،]))(?P<{name}_before>{words}?)\s{{1,3}}{_any(after)}"
    return f"{leading}|{trailing}"


def _any(phrases: Iterable[str]) -> str:
    """An expression for any of `phrases`; for none of them, one that matches nothing."""
    return rf"(?<!\w)(?:{'|'.join(map(_phrase, phrases)) or '(?!)'})(?!\w)"


def _phrase(phrase: str) -> str:
    made, gap = "", ""
    for part in phrase.split(" "):
        if part == "…":
            gap = rf"(?:[^\s.;:!?,۔،]{{1,30}}{_BETWEEN}){{0,{_MOST}}}?"
        else:
            words = "|".join(
                re.escape(word.removesuffix("*")) + r"\w{0,20}" * word.endswith("*") for word in part.split("|")
            )
            made += (_BETWEEN if made else "") + gap + f"(?:{words})"
            gap = ""
    return made
