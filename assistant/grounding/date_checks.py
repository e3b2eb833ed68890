"""What the evidence says of a date: whether there is such a day, whether the record knows it, and for what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.clocks.calendars import WEEKDAYS
from assistant.clocks.wording import long_date
from assistant.grounding.cues import Cue, Cues
from assistant.grounding.dates import Said, last_weekday
from assistant.grounding.evidence import FIRST_DUE, KnownDay, Passage
from assistant.grounding.lookup import Lookup, told
from assistant.grounding.places import SETS, Place, Verdict, refs

WINDOW = 60
"""Characters beside a date in which the words stand that say what it is the date of."""
_LEADS = re.compile(
    r"\b(?:of|dated|on|from|was|held|sent|due|deadline|le|vom|am|du)(?:\s(?:the|den|dem))?[\s(:]{1,3}\Z", re.IGNORECASE
)
_ITS_DATE = re.compile(r"\b(?:of|dated|vom|du)(?:\sthe)?\s\Z", re.IGNORECASE)
_OPENS = re.compile(r"(?:\A|[.,;:]?\s)(?:on|am|le)?\s?\Z|\A(?:on|am|le)\s\Z", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;(]|\b(?=which\b|that\b|who\b)")
_BOUND = re.compile(
    r"\b(?:due|deadline|promised|undertook|extended|granted|fixed|set|required|asked|by law|expires?|ends?|runs?)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:exten(?:d|sion)\w*|moved|postponed|prolong\w*|put off|original\w*|initial\w*|first|was|were|had been"
    r"|verlänger\w*|reporté\w*)\b",
    re.IGNORECASE,
)
"""Of a due day: that it was one before another took its place."""
DISTINCT = 2
"""Words of a subject that tell which message is meant, where a sentence only says what happened on the day."""
_AS_OF = re.compile(r"\b(?:as of|as at|stand(?: vom)?|dated?|au)[\s:]{1,3}\Z", re.IGNORECASE)


def check_date(place: Place, lookup: Lookup, cues: Cues) -> Verdict | None:
    said = place.found.parsed
    if not isinstance(said, Said):
        return None
    if said.month and not said.day:
        return _month(place, said, lookup)
    days = days_meant(said, lookup)
    if not days:
        return Verdict("contradicted", (), "there is no such day in the calendar")
    if said.weekday is not None and said.day:
        wrong, days = days[0], [day for day in days if day.weekday() == said.weekday]
        if not days:
            return Verdict("contradicted", (), f"{long_date(wrong)} is a {WEEKDAYS[wrong.weekday()]}")
    new = not any(map(lookup.knows, days))
    if new and days[0] > lookup.as_of and _is_own(place):
        return None
    if lookup.as_of in days and (_AS_OF.search(place.before) or lookup.as_of not in lookup.days):
        return Verdict("verified", (), "the day as of which it is said")
    cue = None if _AS_OF.search(place.before) else _cue(place, cues)
    return _against(place, cue, days, lookup, cues) if cue else _known(days, lookup)


def days_meant(said: Said, lookup: Lookup) -> list[date]:
    """The days that it may mean, the likeliest first."""
    if said.ago is not None:
        return [lookup.as_of - timedelta(days=said.ago)]
    if not said.month:
        last = last_weekday(said.weekday or 0, lookup.as_of)
        today = [lookup.as_of] if lookup.as_of.weekday() == said.weekday else []
        return sorted([last, *today], key=lambda day: not lookup.knows(day))
    years = {said.year} if said.year else _years(lookup)
    days = sorted((day for year in years if (day := said.on(year))), key=lambda day: abs((day - lookup.as_of).days))
    if said.swapped and said.year:
        other = Said(0, 0, *said.swapped, said.year).on(said.year)
        days += [other] if other else []
    return sorted(days, key=lambda day: not lookup.knows(day)) if len(days) > 1 else days


def _years(lookup: Lookup) -> set[int]:
    return {lookup.as_of.year + n for n in (-1, 0, 1)} | {day.year for day in lookup.days}


def _month(place: Place, said: Said, lookup: Lookup) -> Verdict | None:
    within = [
        one
        for day, stated in lookup.days.items()
        if day.month == said.month and said.year in {0, day.year} and (said.year or day <= lookup.as_of)
        for one in stated
    ]
    if within:
        return Verdict("verified", refs(within)[:6])
    if (said.year, said.month) > (lookup.as_of.year, lookup.as_of.month) and _is_own(place):
        return None
    return Verdict("not-in-record", (), "nothing is logged of that month")


def _is_own(place: Place) -> bool:
    """A day to come that the text itself sets; in a letter any, unless it is called somebody's due day."""
    if SETS.search(place.sentence):
        return True
    return place.letter and not _BOUND.search(place.before[-WINDOW:])


def _cue(place: Place, cues: Cues) -> Cue | None:
    """What the words beside the date call it: `our letter of`, `we met on`, `On … PTA blocked`."""
    before = _CLAUSE.split(place.before[-WINDOW:])[-1]
    if _LEADS.search(before):
        cue = cues.read(before)
        return None if cue.says_nothing else cue
    if _OPENS.match(place.before):
        cue = cues.read(place.after[:WINDOW])
        return None if cue.says_nothing else cue
    return None


def _against(place: Place, cue: Cue, days: list[date], lookup: Lookup, cues: Cues) -> Verdict:
    """The date of something that the sentence names."""
    if cue.due:
        return _due(days, lookup, place.sentence)
    meant = cues.meant(cue)
    wanted = {p.ref for p in meant}
    for day in days:
        own = [p for p in meant if p.day == day]
        on = [s for s in lookup.days.get(day, ()) if wanted.intersection(s.entries)]
        if own or on:
            return Verdict("verified", refs(own) or refs(on))
    if noted := [d.ref for d in lookup.evidence.duties if d.message is None and d.type == cue.duty and d.day in days]:
        return Verdict("verified", tuple(noted))
    plain = _known(days, lookup)
    if not meant or plain.status != "verified":
        return plain
    its_date = _ITS_DATE.search(place.before) is not None
    told_apart = cue.channels or cue.contact or len(cue.about) >= (1 if its_date else DISTINCT)
    if not told_apart and not (_theirs_only(plain, lookup) and not cue.about):
        return plain
    sure = bool(cue.channels) and its_date and lookup.evidence.whole
    if not sure and not any(day in lookup.days for day in days):
        return plain
    return Verdict("contradicted", refs(meant[-3:]), f"the {told(meant[-1])} is of {_of(meant)}")


def _theirs_only(plain: Verdict, lookup: Lookup) -> bool:
    """Whether a message of one side alone stands on that day."""
    on = [p for p in lookup.messages if p.ref in plain.entries]
    return bool(on) and all(p.side is not None for p in on)


def _of(meant: Sequence[Passage]) -> str:
    return " and ".join(dict.fromkeys(long_date(p.day) for p in meant[-3:] if p.day))


def is_due(known: KnownDay) -> bool:
    return known.what.startswith(("due", "the due", "extended"))


def _due(days: list[date], lookup: Lookup, sentence: str) -> Verdict:
    due = [known for known in lookup.evidence.days if is_due(known)]
    was = [known for known in lookup.evidence.days if known.what == FIRST_DUE and _MOVED.search(sentence)]
    hit = [known for known in (*due, *was) if known.day in days]
    if hit:
        return Verdict("verified", tuple(dict.fromkeys(ref for known in hit for ref in known.entries)))
    plain = _known(days, lookup)
    if not due or plain.status != "verified":
        return plain if not due else Verdict("not-in-record", (), "no due day of the record falls on it")
    named = " and ".join(dict.fromkeys(long_date(known.day) for known in due))
    return Verdict("contradicted", tuple(ref for known in due for ref in known.entries), f"due is {named}")


def _known(days: list[date], lookup: Lookup) -> Verdict:
    for day in days:
        if stated := lookup.days.get(day) or lookup.naming_day(day):
            return Verdict("verified", refs(stated)[:6])
    same = [day for day in lookup.days if any((day.month, day.day) == (d.month, d.day) for d in days)]
    if same:
        day = same[-1]
        return Verdict("contradicted", refs(lookup.days[day])[:6], f"the record has {long_date(day)}")
    return Verdict("not-in-record", (), "nothing in the record is of that day")
