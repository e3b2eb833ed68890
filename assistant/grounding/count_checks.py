"""What the evidence says of a count of days: from what it runs, and whether so many have passed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import structs

from assistant.clocks.wording import long_date
from assistant.grounding.counts import Count, CountUnit, elapsed
from assistant.grounding.cues import Cues
from assistant.grounding.date_checks import WINDOW, days_meant
from assistant.grounding.dates import find_dates
from assistant.grounding.evidence import Passage
from assistant.grounding.lookup import Lookup, told
from assistant.grounding.places import SETS, Place, Verdict, refs

_ELAPSED = re.compile(
    r"\b(?:since|for|ago|after|have passed|has passed|passed|waited|waiting|blocked|silent|silence|days? later|seit|vor"
    r"|depuis|il y a)\b",
    re.IGNORECASE,
)
_ANSWERED = re.compile(r"\b(?:repl(?:y|ied)|answer(?:ed)?|respon(?:ded|se)|came|received)\b", re.IGNORECASE)
_OVERDUE = re.compile(r"\b(?:overdue|late|past (?:the|its) (?:due|deadline))\b", re.IGNORECASE)


def check_count(place: Place, lookup: Lookup, cues: Cues) -> Verdict | None:
    count = place.found.parsed
    if not isinstance(count, Count):
        return None
    if (
        SETS.search(place.sentence)
        and not _ELAPSED.search(place.after[:12])
        and not re.search(r"\b(?:since|ago|for)\b", place.before + place.after[:20], re.IGNORECASE)
    ):
        return None
    if _OVERDUE.search(place.after[:40]):
        return _overdue(count, lookup)
    if count.bound == "<=":
        return _within(count, place, lookup)
    anchors, explicit = _anchors(place, lookup, cues)
    for passages in anchors:
        hits = [p for p in passages if p.day and count.holds(p.day, lookup.as_of, lookup.calendar)]
        if hits:
            return Verdict("verified", refs(hits[-3:]))
        if passages and explicit:
            return _miscounted(count, passages[-1], lookup)
    stated = lookup.counts.get(f"{count.count} {count.unit}")
    if stated:
        return Verdict("verified", refs(stated)[:6])
    return _by_any(count, place, lookup)


def _within(count: Count, place: Place, lookup: Lookup) -> Verdict:
    """`replied within 10 working days`: from a message to the first answer to it."""
    stated = lookup.counts.get(f"{count.count} {count.unit}")
    if stated:
        return Verdict("verified", refs(stated)[:6])
    if not _ANSWERED.search(place.sentence):
        return Verdict("not-in-record", (), "no entry sets this time")
    spans = list(_answers(lookup))
    hits = [pair for pair in spans if count.holds(pair[0].day or date.min, pair[1].day or date.max, lookup.calendar)]
    if hits:
        return Verdict("verified", refs(hits[-1]))
    if not spans:
        return Verdict("not-in-record", (), "no answer to a message of ours is logged")
    asked, answer = spans[-1]
    passed = elapsed(asked.day or date.min, answer.day or date.min, count.unit, lookup.calendar)
    return Verdict("contradicted", refs(spans[-1]), f"#{answer.ref.n} came {passed} {count.unit} after #{asked.ref.n}")


def _answers(lookup: Lookup) -> Iterator[tuple[Passage, Passage]]:
    """Each message of ours to them with the first answer that came after it."""
    for at, sent in enumerate(lookup.messages):
        if sent.direction == "out" and sent.day:
            later = (
                p for p in lookup.messages[at + 1 :] if p.from_them and p.cls in {"substantive", "partial"} and p.day
            )
            answer = next(later, None)
            if answer:
                yield sent, answer


def _by_any(count: Count, place: Place, lookup: Lookup) -> Verdict:
    """A count that names no beginning: right from any message is right enough where it has no bound."""
    hits = [p for p in lookup.messages if p.day and count.holds(p.day, lookup.as_of, lookup.calendar)]
    if hits and not count.bound:
        return Verdict("verified", refs(hits[-3:]))
    if lookup.messages and _ELAPSED.search(place.before[-30:] + " " + place.after[:30]):
        contact = lookup.messages[-1]
        if not hits:
            return _miscounted(count, contact, lookup)
    return Verdict("not-in-record", (), "no span between two entries comes to that")


def _anchors(place: Place, lookup: Lookup, cues: Cues) -> tuple[list[list[Passage]], bool]:
    """From what the count may run: what the words after `since` name, else what the sentence speaks of."""
    for words in (_since(place.after), _since(place.before)):
        if words is None:
            continue
        day_named = [p for p in lookup.messages if p.day and p.day in _named_days(words, lookup)]
        if day_named:
            return [day_named[:1]], True
        cue = cues.read(words)
        meant = [] if cue.says_nothing else cues.meant(cue)
        if meant:
            return [meant[-1:] if cue.contact or not (cue.about or cue.channels) else meant], True
    cue = structs.replace(cues.read(place.before[-WINDOW:] + " " + place.after[:WINDOW]), side=None)
    if cue.contact or cue.about:
        meant = cues.meant(cue)
        return [meant], bool(meant)
    return [], False


_SINCE = re.compile(
    r"\b(?:since|after|seit|depuis|from)\b(?P<what>(?:(?!\b(?:and|but|since|or)\s)[^;:,]){1,90})", re.IGNORECASE
)


def _since(words: str) -> str | None:
    found = _SINCE.search(words)
    return found["what"] if found else None


def _named_days(words: str, lookup: Lookup) -> set[date]:
    return {day for said in find_dates(words) if said.day for day in days_meant(said, lookup)[:1]}


def _overdue(count: Count, lookup: Lookup) -> Verdict:
    due = [k for k in lookup.evidence.days if k.what.startswith(("due", "the due")) and k.day < lookup.as_of]
    hits = [k for k in due if count.holds(k.day, lookup.as_of, lookup.calendar)]
    if hits:
        return Verdict("verified", tuple(dict.fromkeys(ref for k in hits for ref in k.entries)))
    if not due:
        return Verdict("not-in-record", (), "nothing is overdue")
    last = due[-1]
    passed = elapsed(last.day, lookup.as_of, "days", lookup.calendar)
    return Verdict("contradicted", last.entries, f"it is {passed} days since the due day, {long_date(last.day)}")


def _miscounted(count: Count, since: Passage, lookup: Lookup) -> Verdict:
    unit: CountUnit = "working days" if count.unit == "working days" else "days"
    passed = elapsed(since.day or lookup.as_of, lookup.as_of, unit, lookup.calendar)
    noun = unit if passed != 1 else unit[:-1]
    why = f"it is {passed} {noun} since the {told(since)} of {long_date(since.day or lookup.as_of)}"
    return Verdict("contradicted", since.entries, why)
