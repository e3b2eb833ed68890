"""What the evidence says of a count of days: from what it runs, and whether so many have passed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct, structs

from assistant.clocks.wording import long_date
from assistant.grounding.counts import Count, CountUnit, elapsed
from assistant.grounding.cues import Cues
from assistant.grounding.date_checks import days_meant, is_due
from assistant.grounding.dates import find_dates
from assistant.grounding.evidence import Passage
from assistant.grounding.findings import Ref
from assistant.grounding.lookup import Lookup, told
from assistant.grounding.places import SETS, Place, Verdict, refs

WINDOW = 90
"""Characters beside a count in which the words stand that say from what it runs."""
MOST_DAYS = 300
"""Known days between which spans are looked for, the latest."""
_ELAPSED = re.compile(
    r"\b(?:since|for|ago|have passed|has passed|passed|waited|waiting|blocked|silent|silence|days? later|seit|vor"
    r"|depuis|il y a)\b",
    re.IGNORECASE,
)
_ANSWERED = re.compile(r"\b(?:repl(?:y|ied)|answer(?:ed)?|respon(?:ded|se)|granted|acknowledged)\b", re.IGNORECASE)
_OVERDUE = re.compile(r"\b(?:overdue|late|past (?:the|its) (?:due|deadline))\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|seit|depuis)\b(?P<what>(?:(?!\b(?:and|but|since|or)\s)[^;:,]){1,90})", re.IGNORECASE)
_LONE = re.compile(r"an?\b", re.IGNORECASE)
_APART_FROM = re.compile(r"\s{1,3}(?P<which>after|before|following)\s(?P<what>[^;:,.]{1,90})", re.IGNORECASE)
_APART = re.compile(r"[\s,(–—-]{1,4}\Z")


class Anchor(Struct, frozen=True):
    """A day from which a count may run."""

    day: date
    entries: tuple[Ref, ...]
    what: str


def check_count(place: Place, lookup: Lookup, cues: Cues) -> Verdict | None:
    count = place.found.parsed
    if not isinstance(count, Count):
        return None
    beside = f"{place.before[-30:]} {place.after[:30]}"
    running = _ELAPSED.search(beside) is not None
    if not running and (SETS.search(place.sentence) or _LONE.match(place.found.text)):
        return None
    if _OVERDUE.search(place.after[:40]):
        return _overdue(count, lookup)
    if count.bound == "<=":
        return _within(count, place, lookup, cues)
    if not running and (between := _between(count, place, lookup, cues)):
        return between
    anchors, certain = _anchors(place, lookup, cues) if running else ([], False)
    hits = [a for a in anchors if count.holds(a.day, lookup.as_of, lookup.calendar)]
    if hits:
        return Verdict("verified", _entries(hits))
    if anchors and certain:
        return _miscounted(count, anchors[-1], lookup)
    return _stated(count, lookup) or _by_any(count, running, lookup)


def _stated(count: Count, lookup: Lookup) -> Verdict | None:
    stated = lookup.counted(count)
    return Verdict("verified", refs(stated)[:6]) if stated else None


def _by_any(count: Count, running: bool, lookup: Lookup) -> Verdict:
    """A count that names no beginning is right from any day of the record, and one between two days from either."""
    known = [Anchor(day, refs(on), "") for day, on in sorted(lookup.days.items()) if day <= lookup.as_of]
    hits = [] if count.bound else [a for a in known if count.holds(a.day, lookup.as_of, lookup.calendar)]
    if hits:
        return Verdict("verified", _entries(hits))
    if not running:
        latest = [Anchor(day, refs(on), "") for day, on in sorted(lookup.days.items())][-MOST_DAYS:]
        for at, later in enumerate(latest):
            for earlier in latest[:at]:
                if count.holds(earlier.day, later.day, lookup.calendar):
                    return Verdict("verified", _entries([earlier, later]))
    return Verdict("not-in-record", (), "nothing in the record lies so far back or apart")


def _entries(anchors: list[Anchor]) -> tuple[Ref, ...]:
    return tuple(dict.fromkeys(ref for anchor in anchors[-3:] for ref in anchor.entries))


def _anchors(place: Place, lookup: Lookup, cues: Cues) -> tuple[list[Anchor], bool]:
    """From what the count may run, and whether the sentence says so: `since …`, a date beside it, what it speaks of."""
    for words in (_since(place.after), _since(place.before)):
        if words is None:
            continue
        if days := _named_days(words, lookup):
            return [_on(day, lookup) for day in days], True
        cue = cues.read(words)
        meant = [] if cue.says_nothing else cues.meant(cue)
        if meant:
            return _of(meant if cue.about or cue.channels else meant[-1:]), True
    dates = list(find_dates(place.before))
    if dates and dates[-1].day and _APART.match(place.before[dates[-1].end :]):
        return [_on(day, lookup) for day in days_meant(dates[-1], lookup)[:1]], True
    cue = structs.replace(cues.read(place.before[-WINDOW:] + " " + place.after[:WINDOW]), side=None)
    return (_of(cues.meant(cue)), True) if cue.contact or cue.about else ([], False)


def _between(count: Count, place: Place, lookup: Lookup, cues: Cues) -> Verdict | None:
    """`the order came 81 days after the warning`: from what is named behind the count to what is named before it."""
    found = _APART_FROM.match(place.after)
    cue = cues.read(found["what"]) if found else None
    if not found or not cue or not (cue.about or cue.channels):
        return None
    starts = _of(cues.meant(cue))
    if not starts:
        return None
    told_of = structs.replace(cues.read(place.before[-WINDOW:]), side=None)
    ends = _of(cues.meant(told_of)) if told_of.about or told_of.channels else []
    others = ends or [Anchor(day, refs(on), "") for day, on in lookup.days.items()]
    sign = -1 if found["which"].lower() == "before" else 1
    pairs = [(a, b) for a in starts for b in others if (b.day - a.day).days * sign > 0]
    hits = [one for one in pairs if count.holds(min(a.day for a in one), max(a.day for a in one), lookup.calendar)]
    if hits:
        return Verdict("verified", _entries(list(hits[-1])))
    if not ends or not pairs:
        return Verdict("not-in-record", _entries(starts), "nothing in the record lies so far from it")
    start, end = pairs[-1]
    unit: CountUnit = "working days" if count.unit == "working days" else "days"
    passed = elapsed(min(start.day, end.day), max(start.day, end.day), unit, lookup.calendar)
    what = f"{passed} {unit} lie between the {start.what} and the {end.what}"
    return Verdict("contradicted", _entries([start, end]), what)


def _of(meant: list[Passage]) -> list[Anchor]:
    return [Anchor(p.day, p.entries, told(p)) for p in meant if p.day]


def _on(day: date, lookup: Lookup) -> Anchor:
    on = lookup.days.get(day, [])
    return Anchor(day, refs(on)[:3], "")


def _since(words: str) -> str | None:
    found = _SINCE.search(words)
    return found["what"] if found else None


def _named_days(words: str, lookup: Lookup) -> list[date]:
    return [day for said in find_dates(words) if said.day or said.weekday for day in days_meant(said, lookup)[:1]]


def _within(count: Count, place: Place, lookup: Lookup, cues: Cues) -> Verdict:
    """`replied within 10 working days`: from a message to the first answer to it."""
    stated = _stated(count, lookup)
    if stated or not _ANSWERED.search(place.sentence):
        return stated or Verdict("not-in-record", (), "no entry sets this time")
    spans = list(_answers(lookup, ours=cues.side(place.before) == "company"))
    hits = [(asked, answer) for asked, answer in spans if count.holds(asked.day, answer.day, lookup.calendar)]
    if hits:
        return Verdict("verified", _entries(list(hits[-1])))
    if not spans:
        return Verdict("not-in-record", (), "no answer to a message is logged")
    asked, answer = spans[-1]
    passed = elapsed(asked.day, answer.day, count.unit, lookup.calendar)
    return Verdict("contradicted", _entries([asked, answer]), f"the last answer came after {passed} {count.unit}")


def _answers(lookup: Lookup, *, ours: bool) -> Iterator[tuple[Anchor, Anchor]]:
    """Each message to a side with the first answer that it gave after it: we ourselves if `ours`, else they."""
    asks, answers = ("in", "out") if ours else ("out", "in")
    waiting: list[Passage] = []
    for message in lookup.messages:
        if message.direction == asks:
            waiting.append(message)
        elif message.direction == answers and (ours or message.from_them):
            for asked in waiting:
                yield from zip(_of([asked]), _of([message]), strict=True)
            waiting = []


def _overdue(count: Count, lookup: Lookup) -> Verdict:
    due = [k for k in lookup.evidence.days if is_due(k) and k.day < lookup.as_of]
    hits = [Anchor(k.day, k.entries, "") for k in due if count.holds(k.day, lookup.as_of, lookup.calendar)]
    if hits:
        return Verdict("verified", _entries(hits))
    if not due:
        return Verdict("not-in-record", (), "nothing is overdue")
    return _miscounted(count, Anchor(due[-1].day, due[-1].entries, "due day"), lookup)


def _miscounted(count: Count, since: Anchor, lookup: Lookup) -> Verdict:
    unit: CountUnit = "working days" if count.unit == "working days" else "days"
    passed = elapsed(since.day, lookup.as_of, unit, lookup.calendar)
    noun = unit if abs(passed) != 1 else unit[:-1]
    what = f"the {since.what} of " if since.what else ""
    return Verdict("contradicted", since.entries, f"it is {passed} {noun} since {what}{long_date(since.day)}")
