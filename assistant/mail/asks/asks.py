"""What a letter asks and promises: candidates for a person to accept, with the words, their place and the reason.

A pure function of the newly written text. Nothing is opened here, nobody's side is taken (who owes follows from the
direction, see `owed_by`) and no day is worked out (see `clocks.said`). A list that is gone through key by key must be
short, so of loose sentences only plain demands and promises count; but a numbered question is never left out.
All of it takes time linear in the text, and nothing in a text can make it raise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise

from msgspec import Struct, structs

from assistant.mail.asks.ask_words import Language, language_of, plain, words_of
from assistant.mail.asks.asking import Binding, bindings, numbered
from assistant.mail.asks.company_name import called
from assistant.mail.asks.said_dates import SaidDate, best, said_dates
from assistant.mail.asks.sentences import Sentence, counts_on, sentences
from assistant.record.decisions import bound
from assistant.record.kinds import Direction, ObligationType, Side

MOST = 500
"""Candidates of one message. A person goes through them one by one; the door says when there may be more."""

MOST_SENTENCES = 10_000
"""Sentences that are looked at; passages that bind nobody count as one. A letter of 500 pages has fewer."""

AFTER = 2
"""Words after `please provide` or `we will` in a sentence that the points of a list complete."""
_NESTED = 6
"""Lists within lists whose leading sentences are remembered."""


class Candidate(Struct, frozen=True):
    """Words that seem to ask or to promise."""

    type: ObligationType
    words: str
    """Verbatim, one run of the text, with its line breaks."""
    start: int
    end: int
    """`text[start:end]` are the words."""
    reason: str
    """Why they were taken for that, as a person reads it."""
    said: SaidDate | None = None
    """The date that goes with them; it may stand outside the words, where one date is set for a whole list."""
    condition: str = ""
    """Verbatim; a part of the words."""
    reported: bool = False
    """They tell that something was asked, as the minutes of a meeting do."""


class _Read(Struct, frozen=True):
    """A sentence, and what it asks or promises by itself."""

    place: Sentence
    folded: str
    found: tuple[Binding, ...]


class _Lead(Struct, frozen=True):
    """The sentence above a list, which says what its points are."""

    style: str
    """Of the marks of its points."""
    type: ObligationType | None
    """None: points that somebody had raised before, quoted to be answered."""
    phrase: str = ""
    said: SaidDate | None = None
    within: str = ""
    """The style of the list in one of whose points it stands itself."""


class Asks(Struct, frozen=True):
    """All that was found in one text."""

    candidates: tuple[Candidate, ...]
    complete: bool
    """Nothing was left out for the text's excessive length; see `MOST` and `MOST_SENTENCES`."""


def candidates(text: str, *, by_company: bool = False, company: str = "") -> tuple[Candidate, ...]:
    """What `text` asks and promises, in its order; see `Candidate`.

    `by_company`: the company wrote it, so that what it says `the company` will do is its own promise. `company`: its
    name, which says the same.
    """
    return asks(text, by_company=by_company, company=company).candidates


def asks(text: str, *, by_company: bool = False, company: str = "") -> Asks:
    """The same, and whether that is all."""
    language = language_of(text)
    read = _sentences(text, language, by_company=by_company, company=company)
    found = tuple(islice(_in_lists(text, islice(read, MOST_SENTENCES), language), MOST + 1))
    complete = len(found) <= MOST and next(read, None) is None
    return Asks(_with_common_date(found[:MOST], language), complete)


def dated_sentences(text: str) -> Iterator[tuple[str, SaidDate]]:
    """The sentences that say a date, verbatim, each with the date; those alone that may ask or promise at all."""
    language = language_of(text)
    for read in islice(_sentences(text, language), MOST_SENTENCES):
        for said in said_dates(text, read.place.start, read.folded, language):
            yield text[read.place.start : read.place.end], said


def tells_reader(candidate: Candidate) -> bool:
    """It demands something of its reader by a day, and does not tell what others must do."""
    folded = plain(candidate.words)
    dated = candidate.type == "request" and candidate.said is not None and candidate.said.concrete
    return dated and language_of(candidate.words).find("reader", folded, words_of(folded)) is not None


def owed_by(candidate: Candidate, direction: Direction) -> Side | None:
    """Who owes it, by the direction of the message; None where that does not tell.

    A request binds the other side and a promise the speaker's own. What is said in public asks nobody in particular,
    and what stays in the house binds nobody.
    """
    if direction == "internal" or (direction == "public" and candidate.type == "request"):
        return None
    return bound(candidate.type, direction)


def _sentences(text: str, language: Language, *, by_company: bool = False, company: str = "") -> Iterator[_Read]:
    words = language.words
    folded = called(text, plain(text), company, words.speaker if by_company else words.spoken_to)
    for place in sentences(text, folded, language):
        said = "" if place.idle else folded[place.start : place.end]
        yield _Read(place, said, bindings(text, place, said, language, by_company=by_company) if said else ())


def _in_lists(text: str, read: Iterator[_Read], language: Language) -> Iterator[Candidate]:
    """The candidates of all sentences: alone, or as points of a list that the sentence above it explains."""
    lists = _Lists()
    for sentence, following in pairwise(chain(read, [None])):
        assert sentence is not None  # noqa: S101 - only the last of the chain is
        lead = lists.of(sentence.place)
        below = _lead(text, sentence, following, lead, language)
        if below:
            lists.open(below, sentence.place)
        elif lead and sentence.place.mark:
            yield from _point(text, sentence, lead, language)
        elif not (lead and lead.type is None) and not _answered(sentence, following, language):
            yield from (_candidate(text, binding) for binding in sentence.found)


class _Lists:
    """The lists that are under way, the innermost last."""

    def __init__(self) -> None:
        self.leads: list[_Lead] = []
        self.left: tuple[list[_Lead], str] = ([], "")
        """Those that a paragraph interrupted, with the last number: they go on if the numbers do."""
        self.mark = ""

    def of(self, place: Sentence) -> _Lead | None:
        """The sentence that leads the list in which this one stands."""
        if not place.item:
            if self.leads:
                self.left = self.leads, self.mark
            self.leads = []
            return None
        if place.mark:
            self._go_on(place.mark)
            self.mark = place.mark
        return self.leads[-1] if self.leads else None

    def _go_on(self, mark: str) -> None:
        before, last = self.left
        if not self.leads and before and counts_on(last, mark):
            self.leads = before
        style = _style(mark)
        for depth in range(len(self.leads), 0, -1):
            lead = self.leads[depth - 1]
            if style in {lead.style, lead.within}:
                self.leads = self.leads[: depth - (lead.style != style)]
                return

    def open(self, lead: _Lead, place: Sentence) -> None:
        lead = structs.replace(lead, within=_style(self.mark) if place.item else "")
        self.leads = [*(known for known in self.leads if known.style != lead.style), lead][-_NESTED:]
        self.left = [], ""


def _style(mark: str) -> str:
    if mark[0].isdigit():
        return "section" if "." in mark else "number"
    return "letter" if mark[0].isalpha() else mark


def _lead(text: str, read: _Read, following: _Read | None, above: _Lead | None, language: Language) -> _Lead | None:
    """What the sentence says of the points that follow it; None if none do or it says nothing of them."""
    if following is None or not following.place.mark:
        return None
    style, said = _style(following.place.mark), words_of(read.folded)
    if (above and style == above.style) or (read.place.mark and style == _style(read.place.mark)):
        return None
    opens = read.folded.endswith(":") or language.find("follows", read.folded, said) is not None
    own = read.found[-1] if read.found else None
    if own and (opens or _last(text[own.start : own.end], own.phrase)):
        return _Lead(style, own.type, own.phrase, own.said)
    if opens and language.find("restated", read.folded, said):
        return _Lead(style, None)
    for phrases, kind in _LEADING:
        found = language.find(phrases, read.folded, said)
        if found and (opens if phrases == "announced" else _last(read.folded, found[0])):
            words = text[read.place.start + found.start() : read.place.start + found.end()]
            return _Lead(style, kind, " ".join(words.split()), _date(text, read, language))
    return structs.replace(above, style=style) if above and opens else None


_LEADING: Sequence[tuple[str, ObligationType]] = (
    ("announced", "request"),
    ("headings", "request"),
    ("lead_requests", "request"),
    ("lead_commitments", "commitment"),
)


def _last(sentence: str, phrase: str) -> bool:
    """The sentence breaks off with the phrase, so that the points complete it."""
    return bool(phrase) and _even(sentence).rpartition(_even(phrase))[2].count(" ") <= AFTER


def _even(words: str) -> str:
    return " ".join(words.split()).casefold()


def _point(text: str, read: _Read, lead: _Lead, language: Language) -> Iterator[Candidate]:
    """A point of a list counts for what the sentence above says, whatever it says by itself."""
    start, end = read.place.start, read.place.end
    if lead.type is None or not any(letter.isalpha() for letter in read.folded):
        return
    said = _date(text, read, language) or lead.said
    condition = next((binding.condition for binding in read.found if binding.type == lead.type), "")
    yield Candidate(
        lead.type, text[start:end], start, end, f"{numbered(read.place.mark)} under “{lead.phrase}”", said, condition
    )


def _date(text: str, read: _Read, language: Language) -> SaidDate | None:
    start = read.place.start
    return best(said_dates(text, start, read.folded, language), start)


def _candidate(text: str, binding: Binding) -> Candidate:
    words = text[binding.start : binding.end]
    return Candidate(
        binding.type,
        words,
        binding.start,
        binding.end,
        binding.reason,
        binding.said,
        binding.condition,
        binding.reported,
    )


def _answered(read: _Read, following: _Read | None, language: Language) -> bool:
    """A question with its answer right after it was quoted, not asked."""
    if following is None or not read.folded.endswith("?"):
        return False
    found = language.begins("answers", following.folded)
    return found is not None and ":" in following.folded[found.end() : found.end() + 20]


def _with_common_date(found: tuple[Candidate, ...], language: Language) -> tuple[Candidate, ...]:
    """Where one sentence sets the day for the reply, the requests without a date of their own have that day."""
    dates = [one.said for one in found if one.said and one.said.concrete and _of_reply(one, language)]
    if len({said.start for said in dates}) != 1:
        return found
    common = dates[0]
    return tuple(
        structs.replace(one, said=common, reason=f"{one.reason}, with the date for the reply")
        if one.type == "request" and one.said is None
        else one
        for one in found
    )


def _of_reply(candidate: Candidate, language: Language) -> bool:
    folded = plain(candidate.words)
    asks_us = candidate.type == "request" and not candidate.reported
    return asks_us and language.find("replying", folded, words_of(folded)) is not None
