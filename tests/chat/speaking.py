"""What a model may say of a context: true sentences made from its passages, and lies of every kind made from those.

The texts are cut and altered here; nothing of the program says what is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from msgspec import Struct

from assistant.chat.context import Context, NumberedPassage

SEED = 20201018
MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905
ALIKE = str.maketrans("aeopcx", "аеорсх")
"""Latin letters and the Cyrillic ones that look the same."""
STRANGERS = ("Rashid Malik", "Ms Orla Brennan", "Dr Pieter de Vries", "Minister Adeyemi")
SPOKEN = {"call", "meeting"}
UNSEEN = "\u200b"
"""A space of no width."""


class Case(Struct, frozen=True):
    """One sentence of a model, and in which way it lies if it does."""

    kind: str
    text: str


def written(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def sentences(text: str) -> list[str]:
    return [" ".join(one.split()) for one in re.split(r"(?<=[.?!])\s+", text.strip())]


class Speaker:
    """Sentences about one context. `regulator` is the one that it is about."""

    def __init__(self, context: Context, regulator: str, seed: int = SEED) -> None:
        self.context, self.regulator = context, regulator
        self.random = Random(seed)  # noqa: S311 - no secret

    def true(self) -> Iterator[Case]:
        for one in self.context.passages:
            day = one.passage.day or date.min
            for sentence in sentences(one.passage.text):
                if one.passage.direction != "in" or not re.search(r"\b(?:[Ww]e|[Oo]ur|I|my)\b", sentence):
                    yield Case("own words", f"{sentence.rstrip('.?!')} [{one.number}].")
                yield Case(
                    "quotation", f"On {written(day)} {self.who(one)} {self.verb(one)}: “{sentence}” [{one.number}]"
                )
                cut = self.cut(sentence)
                yield Case("part quoted", f"The {self.named(one)} of {written(day)} says “{cut}” [{one.number}].")
            gone = (self.context.as_of - day).days
            if gone > 1:
                yield Case("days since", f"{gone} days have passed since {written(day)} [{one.number}].")

    def false(self) -> Iterator[Case]:
        for one in self.context.passages:
            for sentence in sentences(one.passage.text):
                if len(sentence.split()) > 3:
                    yield from self.altered(one, sentence)
            yield from self.displaced(one)

    def altered(self, one: NumberedPassage, sentence: str) -> Iterator[Case]:
        """The words of an entry, but not as they stand there."""
        said = f"On {written(one.passage.day or date.min)} {self.who(one)} {self.verb(one)}: “"
        for kind, words in self.alterations(sentence):
            yield Case(kind, f"{said}{words}” [{one.number}]")
        digits = re.search(r"\d+", sentence)
        if digits:
            more = f"{sentence[: digits.start()]}{int(digits[0]) + 3}{sentence[digits.end() :]}"
            yield Case("invented number", f"{more.rstrip('.?!')} [{one.number}].")
        yield Case("invented name", f"{self.random.choice(STRANGERS)} {self.verb(one)}: “{sentence}” [{one.number}]")
        yield Case(
            "no such passage", f"{self.who(one)} {self.verb(one)}: “{sentence}” [{len(self.context.passages) + 7}]"
        )
        if one.passage.channel not in SPOKEN:
            other = self.regulator if self.who(one) == "we" else "we"
            yield Case(
                "wrong speaker", f"On {written(one.passage.day or date.min)} {other} wrote: “{sentence}” [{one.number}]"
            )
        for stranger in self.context.passages:
            if stranger.number != one.number and sentence.rstrip(".?!") not in " ".join(stranger.passage.text.split()):
                yield Case("wrong entry", f"The {self.named(stranger)} says “{sentence}” [{stranger.number}]")
                break

    def alterations(self, sentence: str) -> Iterator[tuple[str, str]]:
        words = sentence.split()
        place = self.random.randrange(1, len(words) - 1)
        yield "altered quotation", " ".join((*words[:place], "hardly", *words[place:]))
        yield "altered quotation", " ".join((*words[:place], *words[place + 1 :]))
        yield "altered quotation", " ".join((*words[:place], words[place + 1], words[place], *words[place + 2 :]))
        yield "homoglyphs", sentence.translate(ALIKE)
        others = [
            s for p in self.context.passages for s in sentences(p.passage.text) if s != sentence and len(s.split()) > 3
        ]
        if others:
            ending = self.random.choice(others).split()
            stitched = " ".join((*words[: len(words) // 2], *ending[len(ending) // 2 :]))
            if stitched not in others:
                yield "stitched quotation", stitched

    def displaced(self, one: NumberedPassage) -> Iterator[Case]:
        """A day that the entry is not of."""
        day = one.passage.day or date.min
        sentence = sentences(one.passage.text)[0].rstrip(".?!")
        away = day + timedelta(self.random.choice((-40, -3, 2, 31, 365)))
        yield Case("invented date", f"On {written(away)} {self.who(one)} {self.verb(one)}: “{sentence}” [{one.number}]")
        wrong = DAYS[(day.weekday() + self.random.randrange(1, 7)) % 7]
        yield Case(
            "wrong weekday", f"The {self.named(one)} of {wrong}, {written(day)} says “{sentence}” [{one.number}]."
        )
        gone = (self.context.as_of - day).days + self.random.choice((-1, 1, 10))
        if gone > 1:
            yield Case("invented count", f"{gone} days have passed since {written(day)} [{one.number}].")

    def cut(self, sentence: str) -> str:
        """Some words of it in a row."""
        words = sentence.rstrip(".?!").split()
        length = min(len(words), self.random.randrange(4, 9))
        first = self.random.randrange(len(words) - length + 1)
        return " ".join(words[first : first + length]).strip(",;:")

    def who(self, one: NumberedPassage) -> str:
        return self.regulator if one.passage.direction == "in" else "we"

    def verb(self, one: NumberedPassage) -> str:
        return "said" if one.passage.channel in SPOKEN else "wrote"

    def named(self, one: NumberedPassage) -> str:
        return {"press": "statement", "email": "mail"}.get(one.passage.channel or "", one.passage.channel or "note")


def tally(cases: Sequence[tuple[Case, bool]]) -> dict[str, tuple[int, int]]:
    """Of each kind how many came out as they should, and how many there are."""
    found: dict[str, tuple[int, int]] = {}
    for case, right in cases:
        good, every = found.get(case.kind, (0, 0))
        found[case.kind] = (good + right, every + 1)
    return found
