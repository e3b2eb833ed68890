"""A question as it is understood: who, what, when, about what; nothing of it is looked up yet.

Every word of a question is accounted for: it names somebody, bounds a time, shows what is wanted, carries no meaning,
or is what the question is about, and then it has to be found in the record. So a question about something else is never
answered as if the unknown word had not been there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct, structs

from assistant.chat.intent_row import Intent
from assistant.chat.intents import intent_of
from assistant.chat.names import named_in
from assistant.chat.periods import ANY, Period, period_in
from assistant.chat.turns import one_word
from assistant.chat.vocabulary import CHANNELS, EMPTY, TAG_OF, tagged
from assistant.chat.words import CONTRACTIONS, folded, stem, tokens
from assistant.clocks.wording import MONTHS
from assistant.config import Settings
from assistant.record.kinds import Side

MARKS = frozenset({"REG", "PERSON", "THREAD_ID", "ENTRY", "WHEN", "WHENBY"})
LOOSE = frozenset({"order", "orders"})
"""Words that may name what it is about or be a way to speak of it; tried as the first."""
UNTIL = frozenset({"by", "before", "until"})
BACKWARDS = re.compile(r"\b(they|them|their|theirs|he|she|his|her|it|that|this|those)\b")


class Reading(Struct, frozen=True):
    """A question, read."""

    question: str
    text: str
    """Its words, folded and tagged, with marks in place of names and times."""
    intent: str
    """A row of the table of intents; empty if none fits."""
    regulators: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    """Stems of the names of contacts of theirs, or of their office."""
    threads: tuple[str, ...] = ()
    entries: tuple[tuple[str, int], ...] = ()
    """Thread (empty: the one that is talked about) and number."""
    actor: Side | None = None
    """Who speaks, asks, promises or does it."""
    period: Period = ANY
    other_period: Period = ANY
    """The same words read the other way, ahead or back, where they name no year."""
    topic: tuple[str, ...] = ()
    """Stems of what it is about."""
    spelt: tuple[str, ...] = ()
    """The same as they were written."""
    channels: frozenset[str] = frozenset()
    """Of the messages that it speaks of; empty: any."""
    doubtful: frozenset[str] = frozenset()
    """Stems in the topic that may mean a channel instead: `call` in `emergency call`."""
    refers_back: bool = False
    """It says `they` or `it` and no name: whoever was talked about before is meant."""

    def says(self, pattern: str) -> bool:
        """Whether the tagged question has this in its words."""
        return re.search(pattern, self.text) is not None


def read(
    question: str, today: date, settings: Settings, regulators: Iterable[str], row: Intent | None = None
) -> Reading:
    """The question as of a day, taken for `row` if one is given; pure, and never raises."""
    named = named_in(plain(question), settings, tuple(regulators))
    named = structs.replace(named, text=_THE_REGULATOR.sub("REG", named.text))
    back = period_in(named.text, today)
    ahead = period_in(named.text, today, ahead=True)
    words = _words(_marked(named.text, back))
    text = inverted(tagged(words))
    intent = row or intent_of(text)
    bounded = set(_words(back.event)) if back.event else set()
    topic, doubtful = _topic([w for w in words if w not in bounded], intent)
    written = {token.word: token.text for token in tokens(question)}
    first, second = (ahead, back) if intent and intent.ahead else (back, ahead)
    return Reading(
        question,
        text,
        intent.name if intent else "",
        named.regulators,
        tuple(stem(word) for person in named.people for word in _words(person) if word not in EMPTY - {"office"}),
        named.threads,
        named.entries,
        actor(text),
        first,
        second,
        tuple(stem(word) for word in topic),
        tuple(written.get(word, word) for word in topic),
        _channels(words, doubtful, bounded),
        frozenset(stem(word) for word in doubtful),
        not named.regulators and not named.threads and BACKWARDS.search(named.text) is not None,
    )


_THE_REGULATOR = re.compile(r"\b(?:the|our) (?:regulator|authority|agency)\b(?! (?:REG|PERSON))")


def reread(reading: Reading, without: frozenset[str]) -> Reading:
    """The same with these stems of its topic taken for ways to speak."""
    kept = [(one, word) for one, word in zip(reading.topic, reading.spelt, strict=True) if one not in without]
    words = [folded(w) for one, w in zip(reading.topic, reading.spelt, strict=True) if one in without]
    channels = reading.channels.union(*(CHANNELS.get(TAG_OF.get(word, ""), frozenset()) for word in words))
    return structs.replace(
        reading,
        topic=tuple(o for o, _ in kept),
        spelt=tuple(w for _, w in kept),
        channels=channels,
        doubtful=frozenset(),
    )


_TOPIC_FIRST = re.compile(
    r"^(?:re:? |on |about |regarding )?(?P<topic>(?!what|who|when|which|why|how|did|ha[sv]|is |are |"
    r"was |were |we |i |they |he |she |you |hi |hello|hey|good |morning|afternoon|evening|dear |so |"
    r"ok|well|thanks|please|sorry|quick)[^:,?]{2,50}?)"
    r"(?::| [-–—]|,) (?P<asks>(?:what|until|by when|since when|who|when|which|why|how|"
    r"did|has|have|is|are|was|were|any)\b[^?]*)\??$"
)
"""`Roaming: who has the ball?` asks what it asks behind the colon."""


_OF_A_MONTH = re.compile(rf"(?<!in )\b({'|'.join(month.lower() for month in MONTHS)})'s?(?= )")
"""`July's letters` are those in July."""


def plain(question: str) -> str:
    """Folded, contractions taken apart, turns of phrase replaced, without what only structures a sentence."""
    text = re.sub(r"[a-z]+(?:'[a-z]+)?", lambda match: CONTRACTIONS.get(match.group(), match.group()), folded(question))
    text = re.sub(r"'s?(?!\w)", "", _OF_A_MONTH.sub(r"in \1", text))
    text = _TOPIC_FIRST.sub(r"\g<asks> re \g<topic>", text)
    text = re.sub(r"[?!;:\"“”„()\[\]]+|\.(?=\s|$)|,(?=\s|$)|(?<=\s)[-–—]+(?=\s)", " ", text)
    return " ".join(one_word(" ".join(text.split())).split())


def _marked(text: str, period: Period) -> str:
    """`text` with the period's words replaced by their mark; an event's words stay, they are to be read."""
    if not period.words or period.event:
        return text
    return text.replace(period.words, " WHENBY " if period.side in UNTIL else " WHEN ", 1)


def _words(text: str) -> list[str]:
    return [word if word in MARKS else found for word in text.split() for found in _bare(word)]


def _bare(word: str) -> list[str]:
    return [word] if word in MARKS else [token.word for token in tokens(word)]


def _topic(words: list[str], intent: Intent | None) -> tuple[dict[str, None], set[str]]:
    """What is left when all else is accounted for; and which of it may yet mean a channel."""
    takes = intent.takes if intent else frozenset()
    besides = intent.besides if intent else frozenset()
    topic, doubtful = dict[str, None](), set[str]()
    before = ""
    for word in words:
        tag = TAG_OF.get(word, "")
        written = intent is not None and intent.name == "arrived" and tag in {"LETTER", "EMAIL", "MAIL"}
        if (tag in CHANNELS and tag in takes and before in topic and not written) or (
            word in LOOSE and intent is not None and intent.name == "answered"
        ):
            doubtful.add(word)
            topic[word] = None
        elif not (word in EMPTY or word in besides or tag in takes):
            topic[word] = None
        before = word
    return topic, doubtful


def _channels(words: list[str], doubtful: set[str], bounded: set[str]) -> frozenset[str]:
    found = (CHANNELS.get(TAG_OF.get(word, "")) for word in words if word not in doubtful and word not in bounded)
    return frozenset(channel for channels in found if channels for channel in channels)


def inverted(text: str) -> str:
    """`REG have ANSWER`, said with a question mark, as the question that it is."""
    asked = re.sub(r"^(we|they|REG|PERSON|he|she) (have|has|had|did|were|was|are|is)\b", r"\2 \1", text)
    return re.sub(r"^(we|they|REG|PERSON) (?=(?:ANSWER|SEND|KEEP|GRANT)\b)", r"did \1 ", asked)


_SIDES = re.compile(
    r"\b(?P<ours>we|us|our|ours|ourselves|i)\b|\b(?P<theirs>they|them|their|theirs|he|she|his|her|REG|PERSON|regulators?"
    r"|authority|authorities|commission|agency)\b"
)
_PASSIVE = re.compile(
    r"\b(?:(?:were|was|been|are|being) (?:we )?|(?:were|was) (?:REG|they|PERSON) )(?:ASK|SAY|PROMISE|WANT|SEND)\b"
)
_THING = (
    r"(?:ASK|QUESTION|WANT|PROMISE|DRAFT|DUE|OPEN|OWE|HEAR|LETTER|EMAIL|MAIL|MESSAGE|CHANGE|PRESS|ANSWER|LAST|FIRST|WAIT"
    r"|anything)"
)
_FROM = re.compile(rf"\b{_THING}(?: \w+){{0,2}} from (?P<who>us|REG|them|PERSON|the regulators?)\b")
_TO = re.compile(
    rf"\b{_THING}(?: that| which)?(?: was| were| has| have| been| SEND| WRITE)* (?:to|towards) "
    r"(?P<who>us|REG|them|PERSON|the regulators?)\b"
)
_OF = re.compile(r"\b(?:ASK|QUESTION|WANT) (?:of|by) (?P<who>us|REG|them|PERSON)\b")


_DONE = re.compile(
    r"^(?:has|have|was|were|is|are) (?!we\b|they\b|REG\b|PERSON\b)(?:\w+ ){1,5}?been (?!ASK|SAY|SEND|ANSWER)\w+ed\b(?!.*\bby\b)"
)
"""Something was done, and nobody says by whom."""


def actor(text: str) -> Side | None:
    """Who acts in the tagged question: the first of the two sides that is named, unless its words turn that round.

    `letters from REG` were written by them, `promises to REG` made by us, and what `we were ASK` they asked.
    """
    if re.search(r"\bby (?:REG|PERSON|them|the regulator)\b", text):
        return "regulator"
    if re.search(r"\bby us\b|\b(?:been|was|were|got|get) \w+ to (?:REG|PERSON|them|the regulator)\b", text):
        return "company"
    if re.search(r"\bours and theirs\b|\btheirs and ours\b|\b(?:both|either) (?:sides?|part(?:y|ies))\b", text):
        return None
    if _DONE.search(text):
        return None
    if re.search(r"^(?:what|which)\b.*\b(?:was|were|been) SEND\b(?!.*\b(?:us|me|by|REG|they|them)\b)", text):
        return "company"
    first = _SIDES.search(text)
    if (
        first is None
        or re.search(
            r"^(?!.*\b(?:ask|did|have) we\b).*\bour LAST (?:CONTACT|MEETING|CALL|MEET|SPEAK|MESSAGE with)\b", text
        )
        or re.search(r"\b(?:we|us|REG|they|them) or (?:we|us|REG|they|them)\b", text)
    ):
        return None
    if re.search(
        r"\b(?:did|have|had|has) (?:we|i)(?: \w+)? HEAR\b"
        r"|\b(?:MAIL|EMAIL|LETTER|MESSAGE|ATTACH|ASK|QUESTION|PROMISE|that|anything|everything|all|what)(?: that)? "
        r"(?:we|i)(?: have| had| ever)* HEAR\b",
        text,
    ):
        return "regulator"
    if re.search(r"\b(?:ASK|WANT|SAY|PROMISE|SEND|OWE) $", text[: first.start()]) and first.group() == "us":
        return "regulator"
    ours = first.group("ours") is not None
    if _PASSIVE.search(text):
        return "regulator" if ours else "company"
    for pattern, same in ((_FROM, True), (_TO, False), (_OF, True)):
        match = pattern.search(text)
        if match and (match.start() <= first.start() or match.group("who") == first.group()):
            return "company" if (match.group("who") == "us") == same else "regulator"
    return "company" if ours else "regulator"
