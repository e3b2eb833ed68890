"""A second look at what the grounding found: what a letter may say although the record does not have it.

The first look is the same for a press line, an answer and a letter; only a letter offers days, brings new names and
figures, and counts ahead. What the second look lets pass is decided here, and nothing is let pass without a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from assistant.clocks.wording import long_date
from assistant.drafts.context import Context
from assistant.drafts.findings import Severity
from assistant.drafts.whose import rightly_named
from assistant.grounding.counts import Count, find_counts
from assistant.grounding.date_checks import days_meant
from assistant.grounding.dates import Said, find_dates
from assistant.grounding.findings import Finding, MentionKind, Status
from assistant.grounding.silence_words import may_come

BLOCKING: frozenset[MentionKind] = frozenset({"quotation", "reference", "citation", "silence"})
"""What a letter can take from nowhere but the record: not being there is as bad as being otherwise there."""
AGO = re.compile(r"\s{0,3}(?:ago|hence|before today)\b", re.IGNORECASE)
PASSED = re.compile(r"\b(?:since|ago|passed|past|gone by|waited|waiting|blocked|silent|elapsed|it is)\b", re.IGNORECASE)
"""The count runs until today."""
AHEAD = re.compile(
    r"\b(?:within|next|coming|at least|up to|another|further|every|per|of|in|notice)\s{1,3}\Z", re.IGNORECASE
)
NAMED = re.compile(r"\b(?:of|dated)\s{1,3}(?:the\s{1,3})?\Z", re.IGNORECASE)
"""Leads to the date by which a message is called; `on`, `until`, `by` and `since` do not."""
BIDDING = re.compile(
    r"\b(?:directed|asked|required|ordered|told|urged|invited|requested|instructed|reminded|obliged)\s{1,3}"
    r"(?P<whom>us|the company|you|the authority)(?:\s{1,3}(?:to|that|for))?\s{0,3}\Z",
    re.IGNORECASE,
)
"""Whoever is bidden, the words are the other side's."""
UNANSWERED = re.compile(
    r"\bno (?:full |further |substantive )?answer\b|\bnothing (?:further |more )?on th(?:at|is|e) (?:point|question)\b"
    r"|\bnot (?:yet )?(?:been told|been answered|answered)\b",
    re.IGNORECASE,
)
"""Of one question, not of all that they said."""
PERHAPS = re.compile(
    r"\A\W{0,8}(?:without|if|should|unless|in case)\b"
    r"|\b(?:if we (?:hear|receive)|unless we|this (?:letter|message|e-?mail))\b",
    re.IGNORECASE,
)
"""Of a silence that would be, or of what the letter itself leaves open."""
ALIKE = 0.75
"""From here on two names are one of them misspelt."""


def severity(found: Finding, context: Context) -> Severity | None:
    """How bad it is in a letter; None: it is not."""
    if found.status == "verified":
        return None
    kind = found.mention.kind
    if kind == "date":
        return _of_date(found, context)
    if kind == "count":
        return None if _count_holds(found, context) else _plain(found)
    if kind == "name":
        return _of_name(found, context)
    if kind == "number":
        return "blocks" if found.status == "contradicted" else None
    if kind == "quotation" and found.status == "contradicted" and _bidden(found, context):
        return None
    if kind == "silence" and _no_claim(context):
        return None
    return _plain(found)


def _plain(found: Finding) -> Severity:
    bad: frozenset[Status] = frozenset({"contradicted"})
    return "blocks" if found.status in bad or found.mention.kind in BLOCKING else "warns"


def _of_date(found: Finding, context: Context) -> Severity | None:
    """A day to come is the letter's own unless it retells one; a day that is known may be named beside any message.

    A weekday alone may be one of the company's own affairs, where the sentence is not about the correspondence.
    """
    said = _said(found)
    days = days_meant(said, context.lookup)[:1] if said else []
    if said is None or not days:
        return _plain(found) if said is not None and said.day else None
    day, start = days[0], found.mention.start
    if said.weekday is not None and said.day and day.weekday() != said.weekday:
        return "blocks"
    if day in context.lookup.days:
        misplaced = NAMED.search(context.before(start)[-20:]) and not rightly_named(context, start, day)
        return _plain(found) if misplaced else None
    own = day > context.as_of and not context.retells_before(start)
    return None if own or not (said.day or context.corresponds) else _plain(found)


def _said(found: Finding) -> Said | None:
    """The date of a mention; the 22 of “22 or 23 October” has its month from the other."""
    said = next(iter(find_dates(found.mention.text)), None)
    value = re.fullmatch(r"(\d{4}|-)-(\d\d)-(\d\d)", found.mention.value)
    if said is None and value:
        return Said(0, 0, int(value[3]), int(value[2]), int(value[1]) if value[1] != "-" else 0)
    return said


def _of_name(found: Finding, context: Context) -> Severity | None:
    """A letter may bring in new people and places; one that is nearly a known name is that name misspelt."""
    if found.status == "contradicted":
        return "blocks"
    words = re.findall(r"[^\W\d_]{4,}", found.mention.text)
    known = {part for name in _people(context) for part in re.findall(r"[^\W\d_]{4,}", name)}
    near = [w for w in words if w not in known and any(_alike(w, other) for other in known)]
    return "warns" if near else None


def _people(context: Context) -> Iterator[str]:
    evidence = context.lookup.evidence
    yield from (known.text for known in evidence.names if known.side == "regulator" and not known.elsewhere)
    for passage in evidence.passages:
        yield from (person for person in passage.people if "@" not in person)


def _alike(one: str, other: str) -> bool:
    same_start = one[0] == other[0] and abs(len(one) - len(other)) <= 1
    return same_start and SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= ALIKE


def _bidden(found: Finding, context: Context) -> bool:
    """`directed us to “…”`: the words are theirs, whatever subject the sentence has."""
    bidden = BIDDING.search(context.before(found.mention.start).rstrip('“"«„ '))
    if bidden is None:
        return False
    side = "regulator" if bidden["whom"].lower() in {"us", "the company"} else "company"
    said = context.lookup.quoted(found.mention.value)
    return bool(said) and all(passage.side == side for passage in said)


def _no_claim(context: Context) -> bool:
    """A silence that may come, one of the letter itself, or that of a question to which nothing was answered."""
    text = context.sentence.text
    return bool(PERHAPS.search(text) or may_come(text) or (UNANSWERED.search(text) and _waiting(context)))


def _waiting(context: Context) -> bool:
    """Whether a question of ours is open to which they have answered nothing."""
    duties = context.lookup.evidence.duties
    return any(d.owed_by == "regulator" and d.type == "request" and d.is_open and not d.partial for d in duties)


# Counts


def _count_holds(found: Finding, context: Context) -> bool:
    """Whether so much time lies between days that are in play, or the count is none of the past."""
    count = next(iter(find_counts(found.mention.text)), None)
    if count is None:
        return False
    until_now = PASSED.search(context.sentence.text) is not None
    if not until_now and (found.status == "not-in-record" or AHEAD.search(context.before(found.mention.start)[-20:])):
        return not context.retells or _spans(count, context, until_now=False)
    return _spans(count, context, until_now=until_now)


def _spans(count: Count, context: Context, *, until_now: bool) -> bool:
    lookup, now = context.lookup, context.as_of
    named = [day for day in context.days if day <= now]
    starts = set(named) or {*context.earlier, *lookup.days}
    if until_now and any(count.holds(day, now, lookup.calendar) for day in starts if day <= now):
        return True
    if until_now and named:
        return False
    ends = {*context.days, *context.earlier, *lookup.days, now}
    froms = {*named, now} if named else starts | {now}
    return any(count.holds(min(a, b), max(a, b), lookup.calendar) for a in froms for b in ends if a != b)


def miscounted(context: Context) -> Iterator[tuple[int, int, str]]:
    """Counts `ago` of a day that the sentence names and that lies otherwise: place and reason."""
    sentence, lookup = context.sentence, context.lookup
    past = [day for day in context.days if day <= context.as_of]
    if not past:
        return
    for count in find_counts(sentence.text):
        if AGO.match(sentence.text[count.end :]) and not any(
            count.holds(day, context.as_of, lookup.calendar) for day in past
        ):
            passed = (context.as_of - past[-1]).days
            yield count.start, count.end, f"it is {passed} days since {long_date(past[-1])}"
