"""What may be said of a silence, sentence by sentence, each graded by what the record allows.

`safe` says no more than the log does. `stronger` asserts the silence itself: allowed only where our message is proven
to have reached them, every place an answer could come in was looked at on the day, and nothing lies in the tray.
`only-since` and `refuted` are what people like to say and the record does not bear out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from assistant.clocks.wording import counted, days, long_date, numbered
from assistant.reports.silence import HIDDEN, PROVEN, Owed, Sent, SilenceFacts, Since

Grade = Literal["safe", "stronger", "only-since", "refuted"]


NOUNS: dict[str, str] = {"press": "press release", "portal": "filing", "court": "court paper", "other": "message"}
"""Channels whose messages bear another name."""
_OWN_KIND = re.compile(
    r"(?:(?!(?:your|our|to|of|on|in|about|regarding|concerning|re|reply|answer|response)\s)[\w-]+\s){0,3}?"
    r"(order|decision|notice|warning|press release)\b",
    re.IGNORECASE,
)


class Sayable(Struct, frozen=True):
    """A sentence, and whether it may be said."""

    grade: Grade
    allowed: bool
    text: str
    entries: tuple[int, ...]
    why: str = ""
    """What stands against it; empty where nothing does."""
    since: date | None = None
    """From which day on it is true."""


def sayable(facts: SilenceFacts, moment: str) -> tuple[Sayable, ...]:
    """The sentences about this thread; `moment` is the as-of moment in words, with its zone."""
    return (
        *_spans(facts),
        *_unanswered(facts, moment),
        _no_communication(facts),
        *_stronger(facts),
        *_we_owe(facts),
    )


def _spans(facts: SilenceFacts) -> Iterator[Sayable]:
    """How long ago each thing was that silence is counted from."""
    for one in facts.theirs:
        if one.counted and one.days:
            what = f"{_since_noun(one)} of {long_date(one.day)}"
            yield Sayable("safe", True, f"{_passed(one.days)} since the {what} (#{one.entry}).", (one.entry,))
    for sent in facts.sent:
        if not sent.days:
            continue
        text = f"{_passed(sent.days)} since {_ours(sent)}."
        yield Sayable("safe", True, text, (sent.entry,))
    last = facts.last_contact
    if last:
        text = (
            f"The last contact with {facts.regulator} was on {long_date(last.day)} (#{last.entry}), {_ago(last.days)}."
        )
        yield Sayable("safe", True, text, (last.entry,), since=last.day)


def _passed(count: int) -> str:
    return f"{days(count)} {'has' if count == 1 else 'have'} passed"


def _ago(count: int) -> str:
    return f"{days(count)} ago" if count else "today"


def _ours(sent: Sent) -> str:
    return f"our {NOUNS.get(sent.channel, sent.channel)} of {long_date(sent.day)} (#{sent.entry})"


def _since_noun(one: Since) -> str:
    """The message's own kind where its subject begins by naming one; its channel otherwise.

    `Re: Information notice` is an e-mail about a notice, and whoever acknowledges a notice sends none.
    """
    named = _OWN_KIND.match(one.subject) if one.cls not in {"acknowledgement", "holding"} else None
    return named[1].lower() if named else NOUNS.get(one.channel, one.channel)


def _unanswered(facts: SilenceFacts, moment: str) -> Iterator[Sayable]:
    for owed, sent in _asked(facts):
        later = [one for one in facts.after(sent.entry) if one.counted]
        answers = tuple(one.entry for one in later if one.cls == "partial")
        partial = tuple(dict.fromkeys((*owed.partial, *answers))) if owed else answers
        whole = tuple(one.entry for one in later if one.cls == "substantive" and one.entry not in partial)
        if whole and not owed:
            continue
        words = f", which asks{_quoted(owed)}" if owed and _quoted(owed) else ""
        text = f"No {'full ' if partial else ''}reply logged as of {moment} to {_ours(sent)}{words}"
        text += f"; answered in part by {numbered(partial)}" if partial else ""
        if owed and whole:  # of a reply that left it open, nobody may say that there was none
            text = f"Our request of {long_date(owed.day)} (#{sent.entry}){_quoted(owed)} is still open with"
            text += f" {facts.regulator} as of {moment}; {numbered((*partial, *whole))} came from them since"
        entries = (sent.entry, *((owed.entry,) if owed else ()), *partial, *whole)
        yield Sayable("safe", True, f"{text}.", entries)


def _asked(facts: SilenceFacts) -> Iterator[tuple[Owed | None, Sent]]:
    """Each open request of ours with the message that made it; where there is none, the last message that we sent."""
    found = [
        (owed, sent)
        for owed in facts.open
        for sent in facts.sent
        if owed.owed_by == "regulator" and owed.type == "request" and sent.entry == owed.message
    ]
    yield from found
    if not found and facts.sent:
        yield None, facts.sent[-1]


def _quoted(owed: Owed) -> str:
    """Its words behind a space, without their stop; empty where they are withheld or nobody's."""
    return f" “{' '.join(owed.words.split()).rstrip('.')}”" if owed.is_quotation and owed.words != HIDDEN else ""


def _no_communication(facts: SilenceFacts) -> Sayable:
    text = f"We have received no communication from {facts.regulator}."
    spoken = [one for one in facts.theirs if one.counted]
    if not spoken:
        reasons = _unproven(facts, None)
        return Sayable("stronger", not reasons, text, (), "; ".join(reasons))
    last = spoken[-1]
    what = f"#{last.entry} of {long_date(last.day)}, {_since_noun(last)}, was with or from {facts.regulator}"
    if last.days == 0:
        return Sayable("refuted", False, text, (last.entry,), f"{what}, the day as of which it would be said")
    return Sayable("only-since", False, text, (last.entry,), f"true only since {long_date(last.day)}: {what}", last.day)


def _stronger(facts: SilenceFacts) -> Iterator[Sayable]:
    for owed, sent in _asked(facts):
        text = f"{facts.regulator} has not replied to {_ours(sent)}."
        heard = [one for one in facts.after(sent.entry) if one.counted]
        answers = [one for one in heard if one.cls in {None, "substantive", "partial"}]
        if answers:
            last = answers[-1]
            part = " in part" if last.cls == "partial" else ""
            why = f"#{last.entry} of {long_date(last.day)} answers{part}"
            yield Sayable("refuted", False, text, (sent.entry, last.entry), why, last.day)
            continue
        reasons = _unproven(facts, sent)
        if heard:
            reasons.insert(0, f"#{heard[-1].entry} acknowledges it")
        entries = (sent.entry, *((owed.entry,) if owed else ()), *(one.entry for one in heard))
        yield Sayable("stronger", not reasons, text, entries, "; ".join(reasons))


def _unproven(facts: SilenceFacts, sent: Sent | None) -> list[str]:
    """What is missing before a silence may be asserted."""
    missing = []
    if sent is not None and sent.proof.kind not in PROVEN:
        missing.append(f"nothing proves that #{sent.entry} reached them")
    unseen = [source for source in facts.sources if source.day is None or source.day < facts.as_of]
    if unseen or not facts.sources:
        named = ", ".join(source.name for source in unseen) or "no place where an answer could come in"
        missing.append(f"not checked on the day: {named}")
    if facts.tray:
        missing.append(f"{counted(facts.tray, 'exchange')} in the tray may be theirs")
    return missing


def _we_owe(facts: SilenceFacts) -> Iterator[Sayable]:
    """A complaint of silence that leaves this out is answered within the hour."""
    for owed in facts.owed_by_us:
        of = f" of {long_date(owed.day)}" + (f" (#{owed.message})" if owed.message else "")
        state = "answered in part" if owed.state == "part" else "open"
        entries = (owed.entry, *((owed.message,) if owed.message else ()), *owed.partial)
        if owed.type == "request":
            text = f"{facts.regulator}'s request{of}{_quoted(owed)} is {state} with us."
        elif owed.due and owed.due < facts.as_of:
            text = f"Our commitment{of}{_quoted(owed)}, due {long_date(owed.due)}, is {state}."
        else:
            continue
        yield Sayable("safe", True, text, entries)
