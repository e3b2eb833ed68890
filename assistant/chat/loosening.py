"""A question whose every word is not in the record, taken less strictly: without what only colours it, with like words.

Tried only where a question has no answer as it stands, so nothing here can change one that has. A word that is in no
table and not in the record still is what the question is about, and it has no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import structs

from assistant.chat.inquiry import Inquiry
from assistant.chat.periods import ANY
from assistant.chat.phrases import ALIKE
from assistant.chat.reading import Reading
from assistant.chat.record_view import summary_stems
from assistant.chat.refusing import known_in_record
from assistant.chat.vocabulary import CHANNELS, EMPTY, TAG_OF
from assistant.chat.words import folded, missing, stem, tokens

_COLOUR = """
able absolute actual additional ahead applicable appropriate available aware basic bare big broad certain clear
collective comparable complete comprehensive concrete correct crucial current decent
definite definitive detailed different difficult effective entire eventual existing explicit
express extra final firm former full fully further genuine great high immediate important individual
initial key large late latter little long main major mere minor missing mutual necessary new normal numerous obvious
official okay old oral ordinary original overall own particular personal plain possible
precise present pressing previous prior proper quick ready real reasoned recent relevant
remaining respective rough same satisfactory separate serious short significant similar simple single small
affected sole specific still straight straightforward subsequent substantial substantive successful
sufficient suitable total true ultimate upcoming urgent useful usual various verbal virtual vital
whole written
one two three four five six seven eight nine ten eleven twelve dozen several multiple couple few both either neither
plenty lot lots
confirm confirms confirmed confirming indicate indicates indicated clarify clarifies clarified
comment comments commented elaborate elaborated note noted mention refer refers referred relate relates
related concern concerned concerns concerning regard regards involve involves involved seem seems
want wish wished hope hoped try tried trying while whilst whereas because although unless meanwhile whenever wherever
whatever whichever whoever despite besides within throughout across among amongst beyond onto via per
anymore nevertheless nonetheless therefore thus hence accordingly otherwise else once twice again often
always sometimes usually seldom somehow somewhat rather quite pretty enough almost sooner
e i g ie eg etc viz aka incl esp approx vs cc nr
bit bits kind kinds sort sorts manner way ways aspect aspects wording gist essence crux background context
particulars specifics details detail info information today tonight
"""
"""Words that say nothing of what a question is about: how much of it, of what kind, in what form, and ways to speak."""
_LIKE = """
ban block blocked blocking shutdown suspension restriction
breach leak incident
outage interruption disruption failure downtime
figure figures number numbers statistic statistics data count counts
fee fees charge charges
tariff tariffs price prices rate rates pricing
customer customers user users subscriber subscribers client clients
certificate certificates certification
licence license licences licenses permit permits
remain remains stay stays continue continues
stop cease end
valid validity
blockage block
delete deleted deletion remove removed removal takedown
video videos clip clips
account accounts profile profiles
extension prolongation
guideline guidelines guidance
meeting talk talks conversation
assessment evaluation review analysis
audit examination
renewal extension
survey questionnaire
cover covers apply applies include includes
district districts area areas region regions
rural countryside
threshold thresholds limit limits
train training
moderator moderators
spam junk
measure measures action actions step steps
timeline timelines timetable schedule roadmap
order orders directive
streaming stream
box boxes device devices
publish published publication
pilot trial
resource resources
routing route routed
unlawful illegal
"""
"""Each row: words that may stand for one another when something is looked for; what is found is quoted as it stands."""
_ADVERB = re.compile(r"\w{3,}ly$")
_NO_ADVERBS = frozenset(
    [
        "assembly",
        "family",
        "supply",
        "reply",
        "apply",
        "july",
        "italy",
        "monopoly",
        "anomaly",
        "rally",
        "tally",
        "imply",
    ]
)


@cache
def _colour() -> frozenset[str]:
    return frozenset(_COLOUR.split())


def colours(word: str) -> bool:
    """Whether a folded word says nothing of what a sentence is about."""
    return word in _colour() or (_ADVERB.match(word) is not None and word not in _NO_ADVERBS)


@cache
def _alike() -> dict[str, frozenset[str]]:
    """The stems that may stand for a stem."""
    rows = [frozenset(map(stem, row.split())) for row in (*_LIKE.strip().splitlines(), *ALIKE.strip().splitlines())]
    return {one: frozenset().union(*(row for row in rows if one in row)) for row in rows for one in row}


def loosened(ask: Inquiry) -> Iterator[Reading]:
    """The readings of `ask` that are less strict, the strictest first; none where a word stands nowhere at all."""
    loose = _uncoloured(ask)
    reading = loose or ask.reading
    if any(one not in _ways_sent() and not known_in_record(ask, one) for one in reading.topic):
        return
    if loose is not None:
        yield loose
    for at, one in enumerate(reading.topic):
        for other in sorted(_alike().get(one, frozenset()) - {one}):
            if known_in_record(ask, other):
                yield structs.replace(reading, topic=(*reading.topic[:at], other, *reading.topic[at + 1 :]))
    yield from _of_its_name(ask)
    yield from _sent_otherwise(reading)


def _sent_otherwise(reading: Reading) -> Iterator[Reading]:
    """The way that something was sent, taken for that of what it answers, or for a word of its subject."""
    if reading.channels and reading.topic:
        if ANSWERED.search(reading.text):
            topic = tuple(one for one in reading.topic if one not in _ways_sent())
            yield structs.replace(reading, channels=frozenset(), topic=topic)
        return
    named = [token.word for token in tokens(reading.question) if TAG_OF.get(token.word, "") in CHANNELS]
    if len(named) == 1:
        topic, spelt = (*reading.topic, stem(named[0])), (*reading.spelt, named[0])
        yield structs.replace(reading, channels=frozenset(), topic=topic, spelt=spelt)


def _of_its_name(ask: Inquiry) -> Iterator[Reading]:
    """A time that is part of a name: `the outage of 3 March`, `since the outage` where that is the matter itself."""
    reading = ask.reading
    if not reading.period.words or AFTER_ALL.match(reading.period.words):
        return
    named = [token.word for token in tokens(reading.period.event or reading.period.words) if token.word not in EMPTY]
    stems_named = tuple(stem(word) for word in named)
    whole = (*reading.topic, *stems_named)
    if named and any(not missing(summary_stems(s), whole) for s in ask.candidates):
        yield structs.replace(reading, period=ANY, other_period=ANY, topic=whole, spelt=(*reading.spelt, *named))


AFTER_ALL = re.compile(
    r"(?:since|until|till|by|before|in|on|during|between|from|within|over|last|next|this)\b(?! the )"
)
"""Words that make a time of what follows, whatever it is called."""
ANSWERED = re.compile(r"\bANSWER (?:to|on)\b")
"""Of what was answered the way it was sent does not bind the answer."""


@cache
def _ways_sent() -> frozenset[str]:
    return frozenset(stem(word) for word, tag in TAG_OF.items() if tag in CHANNELS)


def _uncoloured(ask: Inquiry) -> Reading | None:
    """The reading of `ask` without the words that only colour it, like words in place of those that are not in the
    record; None if that changes nothing or leaves nothing of what it was about."""
    reading = ask.reading
    kept: list[tuple[str, str]] = []
    for one, word in zip(reading.topic, reading.spelt, strict=True):
        plain = folded(word)
        if colours(plain):
            continue
        if not known_in_record(ask, one):
            like = (other for other in sorted(_alike().get(one, ())) if other != one and known_in_record(ask, other))
            one = next(like, one)
        kept.append((one, word))
    topic = tuple(one for one, _ in kept)
    if topic == reading.topic:
        return None
    return structs.replace(reading, topic=topic, spelt=tuple(word for _, word in kept), doubtful=frozenset())
