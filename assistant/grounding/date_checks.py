"""What the evidence says of a date: whether there is such a day, whether the record knows it, and for what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.clocks.calendars import WEEKDAYS
from assistant.clocks.wording import long_date
from assistant.grounding.cues import Cue, Cues
from assistant.grounding.dates import Said, last_weekday
from assistant.grounding.evidence import Passage
from assistant.grounding.lookup import Lookup, told
from assistant.grounding.places import SETS, Place, Verdict, refs

WINDOW = 90
"""Characters beside a date in which the words stand that say what it is the date of."""
_AS_OF = re.compile(r"\b(?:as of|as at|stand(?: vom)?|dated?|au)[\s:]{1,3}\Z", re.IGNORECASE)


def check_date(place: Place, lookup: Lookup, cues: Cues) -> Verdict | None:
    said = place.found.parsed
    if not isinstance(said, Said):
        return None
    if said.month and not said.day:
        return _month(said, lookup)
    days = days_meant(said, lookup)
    if not days:
        return Verdict("contradicted", (), "there is no such day in the calendar")
    wrong = _wrong_weekday(said, days)
    if wrong:
        return wrong
    if all(day > lookup.as_of and day not in lookup.days for day in days) and SETS.search(place.sentence):
        return None
    if lookup.as_of in days and (_AS_OF.search(place.before) or lookup.as_of not in lookup.days):
        return Verdict("verified", (), "the day as of which it is said")
    cue = _cue(place, cues)
    return _against(cue, days, lookup, cues) if cue else _known(days, lookup)


def days_meant(said: Said, lookup: Lookup) -> list[date]:
    """The days that it may mean, the likeliest first."""
    if said.ago is not None:
        return [lookup.as_of - timedelta(days=said.ago)]
    if not said.month:
        last = last_weekday(said.weekday or 0, lookup.as_of)
        today = [lookup.as_of] if lookup.as_of.weekday() == said.weekday else []
        return sorted([last, *today], key=lambda day: day not in lookup.days)
    years = [said.year] if said.year else sorted(_years(lookup), key=lambda y: (abs(y - lookup.as_of.year), y))
    days = [day for year in years if (day := said.on(year))]
    if said.swapped and said.year:
        other = Said(0, 0, *said.swapped, said.year).on(said.year)
        days += [other] if other else []
    return sorted(days, key=lambda day: day not in lookup.days)


def _years(lookup: Lookup) -> set[int]:
    return {lookup.as_of.year + n for n in (-1, 0, 1)} | {day.year for day in lookup.days}


def _wrong_weekday(said: Said, days: list[date]) -> Verdict | None:
    if said.weekday is None or not said.day:
        return None
    fitting = [day for day in days if day.weekday() == said.weekday]
    known = [day for day in days if day in fitting] if not said.year else fitting
    if known:
        days[:] = known
        return None
    day = days[0]
    return Verdict("contradicted", (), f"{long_date(day)} is a {WEEKDAYS[day.weekday()]}")


def _month(said: Said, lookup: Lookup) -> Verdict:
    within = [
        one
        for day, stated in lookup.days.items()
        if day.month == said.month and said.year in {0, day.year} and (said.year or day <= lookup.as_of)
        for one in stated
    ]
    if within:
        return Verdict("verified", refs(within)[:6])
    return Verdict("not-in-record", (), "nothing is logged of that month")


def _cue(place: Place, cues: Cues) -> Cue | None:
    for words in (place.before[-WINDOW:], place.after[:WINDOW]):
        cue = cues.read(words)
        if not cue.says_nothing:
            return cue
    return None


def _against(cue: Cue, days: list[date], lookup: Lookup, cues: Cues) -> Verdict:
    """The date of something that the sentence names."""
    if cue.due:
        return _due(days, lookup)
    meant = cues.meant(cue)
    wanted = {p.ref for p in meant}
    for day in days:
        on = [s for s in lookup.days.get(day, ()) if wanted.intersection(s.entries)]
        own = [p for p in meant if p.day == day]
        if own or on:
            return Verdict("verified", refs(own) or refs(on))
    plain = _known(days, lookup)
    distinct = bool(cue.channels or cue.about or cue.contact)
    if not meant or (plain.status == "verified" and not distinct and not _theirs_only(plain, lookup)):
        return plain
    if not distinct and plain.status != "verified":
        return plain
    last = meant[-1]
    return Verdict("contradicted", refs(meant[-3:]), f"the {told(last)} is of {_of(meant)}")


def _theirs_only(plain: Verdict, lookup: Lookup) -> bool:
    """Whether a message of one side alone stands on that day."""
    on = [p for p in lookup.messages if p.ref in plain.entries]
    return bool(on) and all(p.side is not None for p in on)


def _of(meant: Sequence[Passage]) -> str:
    return " and ".join(dict.fromkeys(long_date(p.day) for p in meant[-3:] if p.day))


def _due(days: list[date], lookup: Lookup) -> Verdict:
    due = [known for known in lookup.evidence.days if known.what.startswith(("due", "the due", "extended"))]
    hit = [known for known in due if known.day in days]
    if hit:
        return Verdict("verified", tuple(dict.fromkeys(ref for known in hit for ref in known.entries)))
    plain = _known(days, lookup)
    if not due or plain.status != "verified":
        return plain if not due else Verdict("not-in-record", (), "no due day of the record falls on it")
    named = " and ".join(dict.fromkeys(long_date(known.day) for known in due))
    return Verdict("contradicted", tuple(ref for known in due for ref in known.entries), f"due is {named}")


def _known(days: list[date], lookup: Lookup) -> Verdict:
    for day in days:
        if day in lookup.days:
            return Verdict("verified", refs(lookup.days[day])[:6])
    same = [day for day in lookup.days if any((day.month, day.day) == (d.month, d.day) for d in days)]
    if same:
        day = same[-1]
        return Verdict("contradicted", refs(lookup.days[day])[:6], f"the record has {long_date(day)}")
    return Verdict("not-in-record", (), "nothing in the record is of that day")
