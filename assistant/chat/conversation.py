"""What was talked about before: so that "and PTA?", "why?" and "and before that?" keep their subject."""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec import structs

from assistant.chat.acting import actor
from assistant.chat.answer import Answer
from assistant.chat.periods import ANY, Period
from assistant.chat.reading import Reading

OPENING = re.compile(
    r"^(?:and|or|but|so|also|then|ok|what about|how about)\b(?: (?:about|what about|for|with|from|by))?"
)
BEFORE = re.compile(
    r"^(?:and )?(?:the (?:one|time) )?before(?: that| then| this)?$|^(?:and )?(?:LAST|earlier)(?: (?:one|time))?$"
)
REASON = re.compile(r"^(?:and )?(?:REASON|how)(?: (?:is|was) (?:that|this|it))?(?: (?:so|then|that|COMPUTE))?$")
THEIRS = re.compile(r"\b(?:they|them|their|theirs|REG)\b")
OURS = re.compile(r"\b(?:we|us|our|ours)\b")
THERE = re.compile(r"\b(?:there|at that|on that occasion|in that (?:LETTER|EMAIL|MAIL|MEETING|CALL|MESSAGE))\b")
SWAPPED = re.compile(
    r"^(?:and )?(?:(?:what|how) about )?(?:they|them|we|us|theirs|ours)(?: (?:to|from|"
    r"for) (?:us|them))?$|vice versa|other way"
)
"""The same again with the sides exchanged: `and them to us?`."""
SAME_DAY = re.compile(r"\b(?:the same|that(?: very)?) day\b")
DAY_OF_NOTHING = re.compile(
    r"(?:and |but |so )?(?:until )?when (?:do|must|should) (?:we|they)(?: have to)? (?:ANSWER|SEND)"
)
"""It asks by when somebody must do what it does not name."""
THAT = re.compile(r"\b(?:it|that|this|those|these)\b")
LONGEST = 6
"""Words of a follow-up that is no question of its own."""
SAYING = frozenset({"said", "last", "first", "asked", "promised"})
"""Intents that are answered by messages: `that` is one of them."""
DATED = frozenset({"last", "first", "when", "said", "silence"})
OWING = frozenset({"answered", "due", "explain", "open"})
"""Intents that are answered by requests and commitments: `that` is one of them, where any was talked about."""

Named = tuple[tuple[str, int], ...]
"""Entries, by thread and number."""


class Conversation:
    """The last question as it was understood, with its answer; and the thread that is being looked at, if any."""

    def __init__(self, home: str = "") -> None:
        self.home = home
        self.reading: Reading | None = None
        self.answer: Answer | None = None
        self.day: date | None = None
        """Of the message that the last answer named first."""
        self.owed: Named = ()
        """The requests and commitments that the last answer named, without what carried and answered them."""

    def remember(self, reading: Reading, answer: Answer, day: date | None, owed: Named) -> None:
        """What was understood and answered; a question that was not understood changes no subject."""
        if reading.intent and not (answer.refused and not reading.regulators):
            self.reading, self.answer, self.day, self.owed = reading, answer, day, owed

    def take_over(self, other: Conversation) -> None:
        """What another conversation, begun as this one, has come to."""
        self.reading, self.answer, self.day, self.owed = other.reading, other.answer, other.day, other.owed

    def in_its_light(self, now: Reading) -> Reading:
        """The question with what it leaves unsaid."""
        before = self.reading
        if before is None:
            return now
        if BEFORE.fullmatch(now.text) and self.day is not None and before.intent in DATED:
            intent = "last" if before.intent in {"silence", "first"} else before.intent
            period = Period(None, self.day - timedelta(1), "before that")
            return structs.replace(before, question=now.question, intent=intent, period=period)
        if REASON.fullmatch(now.text) and self.answer is not None and self.answer.entries:
            return structs.replace(now, intent="explain", topic=(), spelt=(), entries=self.owed or self.answer.named)
        if SWAPPED.search(now.text) and _turned(now, before):
            return _mirrored(now, before)
        if SAME_DAY.search(now.text) and self.day is not None and now.period is ANY:
            now = structs.replace(now, period=Period(self.day, self.day, "that day"))
        if _is_fragment(now):
            return _filled(now, before)
        return self._about_them(now, before)

    def _about_them(self, now: Reading, before: Reading) -> Reading:
        """A whole question that says `they` or `it`: those of before; so of one that asks for the day of nothing."""
        if DAY_OF_NOTHING.fullmatch(now.text) and not now.topic and self.owed:
            return structs.replace(now, entries=self.owed)
        if not now.refers_back:
            return now
        if THERE.search(now.text) and not now.topic and self.answer is not None and self.answer.entries:
            return structs.replace(now, regulators=before.regulators, entries=self.answer.named)
        if THAT.search(now.text) and not now.topic and now.intent in OWING and self.owed:
            return structs.replace(now, regulators=before.regulators, entries=self.owed)
        if THAT.search(now.text) and not now.topic and before.intent in SAYING and self.answer is not None:
            return structs.replace(now, regulators=before.regulators, entries=self.answer.named)
        if now.intent == "explain" and not now.topic and now.period is ANY and self.answer and self.answer.entries:
            return structs.replace(now, entries=self.owed or self.answer.named)
        if THAT.search(now.text) and not now.topic and self.answer is not None and self.answer.entries:
            return structs.replace(now, threads=tuple(dict.fromkeys(name for name, _ in self.answer.named)))
        if THEIRS.search(now.text) and before.regulators:
            return structs.replace(now, regulators=before.regulators)
        return now


def _is_fragment(now: Reading) -> bool:
    words = OPENING.sub("", now.text).split()
    return (
        OPENING.match(now.text) is not None and len(words) <= LONGEST and now.intent in {"", "said", "happened"}
    ) or (not now.intent and len(words) <= LONGEST)


def _turned(now: Reading, before: Reading) -> bool:
    """It begins with the other side than the question of before."""
    return actor(now.text) not in {None, before.actor} or "other way" in now.text or "vice versa" in now.text


def _mirrored(now: Reading, before: Reading) -> Reading:
    """The question of before with the sides exchanged."""
    text = " ".join(MIRROR.get(word, word) for word in before.text.split())
    text = re.sub(r"\b(OWE|ASK|PROMISE|SEND|SAY|WAIT for|to|from) we\b", r"\1 us", text)
    return structs.replace(before, question=now.question, text=text, actor=actor(text))


MIRROR = {
    "we": "they",
    "us": "them",
    "our": "their",
    "ours": "theirs",
    "they": "we",
    "them": "us",
    "their": "our",
    "REG": "we",
}


def _filled(now: Reading, before: Reading) -> Reading:
    """The question of before, with whom or what or when this one names."""
    named = bool(now.regulators or now.people)
    actor = before.actor
    if not named and (OURS.search(now.text) or THEIRS.search(now.text)):
        actor = "company" if OURS.search(now.text) else "regulator"
    return structs.replace(
        before,
        question=now.question,
        regulators=now.regulators or before.regulators,
        people=now.people if named else before.people,
        threads=now.threads or (() if named or now.topic else before.threads),
        entries=now.entries,
        actor=actor,
        period=now.period if now.period is not ANY else before.period,
        other_period=now.other_period if now.period is not ANY else before.other_period,
        topic=now.topic or before.topic,
        spelt=now.spelt or before.spelt,
    )
