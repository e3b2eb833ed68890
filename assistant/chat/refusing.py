"""What is said where the record has no answer: which words it does not know, and which questions it can answer."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from assistant.chat.answer import Answer
from assistant.chat.inquiry import Inquiry
from assistant.chat.vocabulary import EMPTY, TAG_OF
from assistant.chat.words import folded, holds, mistyped, slip, sounds, stem, stems, tokens

SUGGESTED = 3
SHORTEST_SLIP = 5
SAYABLE = tuple(sorted(word for word in {*TAG_OF, *EMPTY} if len(word) >= SHORTEST_SLIP))
"""Words that a question is put in, for slips of the keyboard in them."""


def not_in_record(ask: Inquiry, what: str = "") -> Answer:
    """Nothing was found: `what` ("No promise by PTA"), and the words of the question that stand nowhere."""
    unknown = unknown_words(ask)
    if unknown:
        named = " and ".join(f"“{word}”" for word in unknown)
        said = f"{named} {'are' if len(unknown) > 1 else 'is'} not in the record"
        where = "" if not ask.reading.regulators else f" of {ask.whom()}"
        return ask.refuse(f"{what + ' is in the record: ' if what else ''}{said}{where}.")
    if ask.left_out:
        return ask.answer([])  # it may be there and was not read: that is what is said
    about = " ".join(ask.reading.spelt)
    if what:
        return ask.refuse(f"{what}{f' about “{about}”' if about else ''} is in the record.")
    return ask.refuse(f"Nothing in the record says that{f' about “{about}”' if about else ''}.")


def unknown_words(ask: Inquiry) -> list[str]:
    """The words of the topic that stand nowhere in the threads concerned, neighbours as one: names are whole."""
    unknown = [
        word
        for one, word in zip(ask.reading.topic, ask.reading.spelt, strict=True)
        if folded(word) not in TAG_OF and not known_in_record(ask, one)
    ]
    together: list[str] = []
    for word in unknown:
        names = word[:1].isupper() and together and together[-1][:1].isupper()
        if names and re.search(rf"{re.escape(together[-1])}[\s-]+{re.escape(word)}", ask.reading.question):
            together[-1] = f"{together[-1]} {word}"
        else:
            together.append(word)
    return together


def known_in_record(ask: Inquiry, one: str) -> bool:
    """Whether the stem stands anywhere in the threads concerned."""
    known, asked = ask.reader.stands, (one, ask.reading.regulators, ask.reading.threads)
    if asked not in known:
        known[asked] = _looked_up(ask, one)
    return known[asked]


def _looked_up(ask: Inquiry, one: str) -> bool:
    named = ask.view.threads_holding([one], ask.reading.regulators)
    if named is not None:
        return bool(named.threads)
    return any(
        holds(case.title_stems, one)
        or any(holds(case.message_stems(m), one) for m in case.thread.messages)
        or any(holds(stems(note.text), one) for note in case.thread.notes)
        for case in ask.everywhere
    )


def correction(ask: Inquiry) -> str:
    """The question with slips of the keyboard put right: words that the record does not know, and a near one it does.

    Names and numbers are never touched: whoever is not in the record is not taken for somebody who is.
    """
    text = ask.reading.question
    known: set[str] = set()
    for case in ask.everywhere:
        thread = case.thread
        told = (thread.title, *(o.words for o in thread.obligations), *(note.text for note in thread.notes))
        known |= {token.word for words in told for token in tokens(words)}
    for word in ask.reading.spelt:
        if not word.islower() or len(word) < SHORTEST_SLIP - 1 or word in known:
            continue
        meant = _sounding().get(sounds(word)) if len(word) > SHORTEST_SLIP else None
        if meant is None and holds(frozenset(map(stem, known)), stem(word)):
            continue
        meant = meant or next(
            (
                one
                for one in sorted(known)
                if min(len(one), len(word)) >= SHORTEST_SLIP
                and (mistyped(word, one) or mistyped(word, stem(one)) or sounds(word) == sounds(one))
            ),
            None,
        )
        meant = meant or next((one for one in SAYABLE if slip(word, one)), None)
        if meant:
            text = re.sub(rf"\b{re.escape(word)}\b", meant, text)
    return text


def respelt(ask: Inquiry) -> str:
    """The question with words that are only a slip for one that questions are put in, where the record has none such.

    `promis` would be found in what was promised, and be taken for what the question is about.
    """
    text = ask.reading.question
    for word in ask.reading.spelt:
        if not word.islower() or not word.isalpha() or len(word) < SHORTEST_SLIP - 1:
            continue
        meant = sayable_meant(word)
        if meant and not _stands(ask, word):
            text = re.sub(rf"\b{re.escape(word)}\b", meant, text)
    return text


@lru_cache(maxsize=1000)
def sayable_meant(word: str) -> str:
    """The word that questions are put in for which `word` is a slip, or which sounds like it; empty: none."""
    if sounds(word) in _sounding():
        return _sounding()[sounds(word)]
    return next((one for one in _beginning(word[:1]) if slip(word, one)), "")


@cache
def _sounding() -> dict[str, str]:
    return {sounds(one): one for one in reversed(SAYABLE)}


@cache
def _beginning(letter: str) -> tuple[str, ...]:
    return tuple(
        one for one in sorted({*SAYABLE, *(w for w in TAG_OF if len(w) == SHORTEST_SLIP - 1)}) if one[0] == letter
    )


def _stands(ask: Inquiry, word: str) -> bool:
    """The word itself, and not only one of its kin, stands in the record."""
    holding = ask.view.threads_holding([word], ask.reading.regulators)
    if holding is not None:
        return bool(holding.threads)
    told = (case.told(m) for case in ask.everywhere for m in case.thread.messages)
    titles = (f"{s.title} {s.ours} {s.theirs}" for s in ask.candidates)
    return any(re.search(rf"\b{re.escape(word)}\b", folded(text)) for text in (*titles, *told))


def suggestions(ask: Inquiry) -> tuple[str, ...]:
    """Questions about the same regulator that have an answer."""
    named = ask.reading.regulators or tuple(dict.fromkeys(s.regulator for s in ask.candidates))
    if not named:
        return ("What is due this week?", "Which threads are open?")[:SUGGESTED]
    whom = named[0]
    return (
        f"What is open with {whom}?",
        f"When did we last hear from {whom}?",
        f"What has {whom} asked us?",
    )[:SUGGESTED]
