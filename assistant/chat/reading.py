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

from assistant.chat.acting import actor
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

MARKS = frozenset({"REG", "PERSON", "THREAD_ID", "ENTRY", "WHEN", "WHENBY", "PLACE"})
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
    named = structs.replace(named, text=_ARTICLE.sub("", _THE_REGULATOR.sub("REG", named.text)))
    back = period_in(named.text, today)
    ahead = period_in(named.text, today, ahead=True)
    words = _words(_marked(named.text, back))
    text = inverted(tagged(words))
    intent = row or intent_of(_JOINED.sub("", text))
    bounded = set(_words(back.words)) if back.event else set()
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


_ARTICLE = re.compile(r"\b(?:the|our friends at|those at) +(?=(?:REG|PERSON)\b)")
_JOINED = re.compile(
    r"^(?:and|but|so|also|then|plus) "
    r"(?=(?:what|who|whom|whose|when|which|where|why|how|did|do|does|has|have|had|is|are|was|were)\b)"
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


_NAMED_FIRST = re.compile(
    r"^(?P<topic>(?!(?:re|true|note|ps|hi|hello|draft|write|prepare|compose|let)\b)[^:?]{2,40}): (?P<asks>(?!re:|"
    r"got\b|sent\b|[a-z]+ed\b)[^:? ]+ [^:?]+)\??$"
)
"""`ICASA: changes since June?`"""
_OWN_WORDS = re.compile(
    r"^what (?:is|was|were|are) (?:the )?(?P<whose>[\w-]+)'s "
    r"(?P<thing>(?:open )?(?:promises?|commitments?|requests?|questions?|demands?))\b"
)
"""`What was CNIL's promise?`, which without its apostrophe would be one made to it."""
_TAG_QUESTION = re.compile(r",? (?:is|are|was|were|do|does|did|has|have) not (?:it|they|we|he|she) ?\??$")
"""`…, isn't it?`"""
_OF_A_MONTH = re.compile(rf"(?<!in )\b({'|'.join(month.lower() for month in MONTHS)})'s?(?= )")
"""`July's letters` are those in July."""


def plain(question: str) -> str:
    """Folded, contractions taken apart, turns of phrase replaced, without what only structures a sentence."""
    text = re.sub(r"[a-z]+(?:'[a-z]+)?", lambda match: CONTRACTIONS.get(match.group(), match.group()), folded(question))
    text = _OWN_WORDS.sub(r"what \g<thing> did \g<whose> make", text)
    text = re.sub(r"'s?(?!\w)", "", _OF_A_MONTH.sub(r"in \1", text))
    text = _TAG_QUESTION.sub("", text)
    text = _TOPIC_FIRST.sub(r"\g<asks> re \g<topic>", text)
    text = _NAMED_FIRST.sub(r"\g<asks> re \g<topic>", text)
    text = re.sub(r"[?!;:\"“”„()\[\]]+|\.(?=\s|$)|,(?=\s|$)|(?<=\s)[-–—]+(?=\s)", " ", text)
    return " ".join(one_word(" ".join(text.split())).split())


def _marked(text: str, period: Period) -> str:
    """`text` with the period's words replaced by their mark; an event's words stay, they are to be read.

    `since we last spoke` is no question after the last time.
    """
    if not period.words or (period.event and not _LATEST.search(period.event)):
        return text
    return text.replace(period.words, " WHENBY " if period.side in UNTIL else " WHEN ", 1)


_LATEST = re.compile(
    r"\blast (?:spoke|heard|wrote|met|talked|contacted|answered|replied|had)\b|^(?:our|their) (?:last|latest) "
)


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
    text = re.sub(r"\b(have|has|had|did|do|does|is|are|was|were) not (we|they|REG|PERSON|i)\b", r"\1 \2 not", text)
    text = re.sub(
        r"^(?:do we have|(?:is there )?any sign of|where is) REG (?!OPEN|QUESTION|ASK|PROMISE|DUE)(?=\w)",
        "has REG SEND ",
        text,
    )
    asked = re.sub(r"^(we|they|REG|PERSON|he|she) (have|has|had|did|were|was|are|is)\b", r"\2 \1", text)
    return re.sub(r"^(we|they|REG|PERSON) (?=(?:ANSWER|SEND|KEEP|GRANT)\b)", r"did \1 ", asked)
