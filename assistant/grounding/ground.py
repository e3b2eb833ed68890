"""A text against evidence: sentence by sentence, and within each mention by mention."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice, takewhile

from msgspec import Struct, structs

from assistant.grounding.claims import check_claim, clause_spans, find_clauses, says_much_of
from assistant.grounding.count_checks import check_count
from assistant.grounding.cues import Cues
from assistant.grounding.date_checks import check_date, days_meant
from assistant.grounding.dates import Said
from assistant.grounding.evidence import Evidence, Passage
from assistant.grounding.findings import Finding, Mention, Ref, Sentence, status_of
from assistant.grounding.lookup import Lookup, lookup_of
from assistant.grounding.lookup import told as describe
from assistant.grounding.names import check_name, find_names
from assistant.grounding.places import ASKS, Place, Verdict
from assistant.grounding.reading import Found, blanked, read
from assistant.grounding.seen import Seen, turns
from assistant.grounding.sentences import sentence_spans
from assistant.grounding.silence_claims import check_silence, find_silence
from assistant.grounding.word_checks import (
    check_address,
    check_citation,
    check_number,
    check_quotation,
    check_reference,
    cited_entry,
)

LONGEST = 60_000
"""Characters of a text that are checked; whatever comes after them is not verified, and said to be so."""
MOST, MOST_SENTENCES = 1_000, 2_000
"""Mentions that are looked up, and sentences; no statement, letter or answer has so many."""
MOST_SILENCES = 3
"""Claims of silence in one sentence."""
_ON = re.compile(r"\b(?:on|am|le)\s\Z", re.IGNORECASE)
_TURNED = Verdict("not-in-record", (), "marks of direction make it read otherwise than it is written")
_TOO_MUCH = Verdict("not-in-record", (), "the text is too long to be checked to its end")


def ground(text: str, evidence: Evidence, *, claims: bool = True) -> tuple[Sentence, ...]:
    """Each sentence of `text` with what `evidence` says of it, in order.

    `claims`: also hold what a clause says besides its dates, names and so on against the passages: a press statement
    and an answer must be found there. Without it the text is a letter of ours, which asks, proposes and tells what is
    new. What the text itself sets ("we will answer by 30 October", "please reply within 10 days") is no assertion and
    gets no finding. Where a sentence cites entries, all that it says must rest on them.
    """
    seen = Seen(text[:LONGEST])
    found = read(seen.text)
    lookup = lookup_of(evidence)
    checker = _Checker(seen, found[:MOST], lookup, Cues(lookup), claims)
    whole = [(one.start, one.end) for one in found if one.kind == "quotation"]
    spans = list(sentence_spans(seen.text[: _end(found, seen.text)], whole))
    sentences = [checker.sentence(start, end) for start, end in spans[:MOST_SENTENCES]]
    reached = sentences[-1].end if sentences else 0
    if text[reached:].strip():
        sentences.append(_unchecked(text, reached))
    return tuple(sentences)


def _end(found: Sequence[Found], text: str) -> int:
    """Where checking stops: before the mention that is one too many."""
    return found[MOST].start if len(found) > MOST else len(text)


def mentions(text: str) -> tuple[Mention, ...]:
    """All that can be looked up in `text`, in order, without evidence: to compare two texts by their `value`s.

    Names are guessed from capitals and titles alone.
    """
    seen = Seen(text[:LONGEST])
    found = read(seen.text)
    rest = blanked(seen.text, found)
    whole = [(one.start, one.end) for one in found if one.kind == "quotation"]
    names = [
        name
        for start, end in sentence_spans(seen.text, whole)
        for name in find_names(rest[start:end], seen.text[start:end], start)
    ]
    return tuple(_mention(seen, one) for one in sorted((*found, *names), key=lambda one: one.start))


def _unchecked(text: str, start: int) -> Sentence:
    mention = Mention("claim", text[start:], start, len(text))
    finding = Finding(mention, _TOO_MUCH.status, (), _TOO_MUCH.why)
    return Sentence(text[start:], start, len(text), (finding,), "not-in-record")


def _mention(seen: Seen, found: Found) -> Mention:
    start, end = seen.span(found.start, found.end)
    return Mention(found.kind, seen.original[start:end], start, end, found.value)


def _without_counted(rest: str, pairs: Sequence[tuple[Found, Verdict | None]], start: int) -> str:
    """`rest` with what a silence or a count of days already says made blank, clause by clause."""
    done = [
        found.start - start
        for found, verdict in pairs
        if found.kind == "silence" or (found.kind == "count" and verdict and verdict.status != "not-in-record")
    ]
    spans = [Found("claim", a, b, "") for a, b in clause_spans(rest) if any(a <= at < b for at in done)]
    return blanked(rest, spans)


class _Checker(Struct):
    """One text and one evidence; gone through in order."""

    seen: Seen
    found: Sequence[Found]
    lookup: Lookup
    cues: Cues
    claims: bool
    at: int = 0

    def sentence(self, start: int, end: int) -> Sentence:
        own = list(takewhile(lambda one: one.start < end, self.found[self.at :]))
        self.at += len(own)
        first, last = self.seen.span(start, end)
        findings = tuple(sorted(self._findings(start, end, own), key=lambda f: (f.mention.start, f.mention.end)))
        return Sentence(self.seen.original[first:last], first, last, findings, status_of(findings))

    def _findings(self, start: int, end: int, own: list[Found]) -> list[Finding]:
        text = self.seen.text[start:end]
        places = [self._place(one, own, start, end) for one in own]
        cited = frozenset(ref for place in places if (ref := cited_entry(place, self.lookup)))
        pairs = [(place.found, self._verdict(place)) for place in places]
        rest = blanked(
            self.seen.text[start:end], [structs.replace(o, start=o.start - start, end=o.end - start) for o in own]
        )
        names = list(find_names(rest, text, start))
        pairs += [(name, check_name(name, self.lookup)) for name in names]
        pairs += self._silences(text, start)
        if self.claims:
            told = list(self._clauses(_without_counted(rest, pairs, start), text, start, cited))
            pairs = [(one, self._on_its_day(one, verdict, told)) for one, verdict in pairs] + told
        first, last = self.seen.span(start, end)
        turned = turns(self.seen.original[first:last])
        return [self._finding(found, verdict, cited, turned) for found, verdict in pairs if verdict is not None]

    def _place(self, one: Found, own: list[Found], start: int, end: int) -> Place:
        """The words of a date or a count go from the one before to the one after; of others, the whole sentence."""
        lower, upper = start, end
        if one.kind in {"date", "count"}:
            alike = [other for other in own if other.kind == one.kind]
            lower = max([start, *(other.end for other in alike if other.end <= one.start)])
            upper = min([end, *(other.start for other in alike if other.start >= one.end)])
        text = self.seen.text
        return Place(one, text[lower : one.start], text[one.end : upper], text[start:end], letter=not self.claims)

    def _verdict(self, place: Place) -> Verdict | None:
        kind, lookup, cues = place.found.kind, self.lookup, self.cues
        if kind == "date":
            return check_date(place, lookup, cues)
        if kind == "count":
            return check_count(place, lookup, cues)
        if kind == "quotation":
            return check_quotation(place, lookup, cues)
        if kind == "reference":
            return check_reference(place, lookup)
        if kind == "address":
            return check_address(place, lookup)
        if kind == "citation":
            return check_citation(place, lookup)
        return check_number(place, lookup)

    def _silences(self, text: str, start: int) -> Iterable[tuple[Found, Verdict | None]]:
        for claim in islice(find_silence(text), MOST_SILENCES):
            verdict = check_silence(claim, text, self.lookup, self.cues)
            found = Found("silence", start + claim.start, start + claim.end, text[claim.start : claim.end].lower())
            yield found, verdict

    def _clauses(
        self, rest: str, text: str, start: int, cited: frozenset[Ref]
    ) -> Iterable[tuple[Found, Verdict | None]]:
        for clause in find_clauses(rest, self.lookup):
            words = rest[clause.start : clause.end]
            found = Found("claim", start + clause.start, start + clause.end, text[clause.start : clause.end])
            if not ASKS.search(text):
                yield found, check_claim(words, text, self.lookup, self.cues, cited)

    def _on_its_day(
        self, found: Found, verdict: Verdict | None, told: Sequence[tuple[Found, Verdict | None]]
    ) -> Verdict | None:
        """`asked for timelines on 9 October`: a day of the record is not yet that of the message which says so."""
        if found.kind != "date" or not verdict or verdict.status != "verified" or not verdict.entries:
            return verdict
        if not _ON.search(self.seen.text[: found.start][-4:]):
            return verdict
        for clause, said in told:
            if clause.start <= found.start <= clause.end + 1 and said and said.status == "verified":
                words = f"{self.seen.text[clause.start : found.start]} {self.seen.text[found.end : clause.end]}"
                saying = self.lookup.saying(said.entries)
                elsewhere = saying and not any(self._names(one, found) for one in saying)
                if elsewhere and not says_much_of(words, verdict.entries, self.lookup):
                    why = f"what is said of it stands in the {describe(saying[0])}, which is not of that day"
                    return Verdict("not-in-record", said.entries, why)
        return verdict

    def _names(self, passage: Passage, found: Found) -> bool:
        """Whether the passage is of the day that the date means, bears it, or tells of it."""
        days = days_meant(found.parsed, self.lookup) if isinstance(found.parsed, Said) else []
        stated = (one for day in days for one in (*self.lookup.days.get(day, ()), *self.lookup.naming_day(day)))
        return any(passage.ref in one.entries for one in stated)

    def _finding(self, found: Found, verdict: Verdict, cited: frozenset[Ref], turned: bool) -> Finding:
        mention = _mention(self.seen, found)
        if verdict.status == "verified":
            if turned or self.seen.turned(mention.start, mention.end):
                verdict = _TURNED
            elif cited and verdict.entries and cited.isdisjoint(verdict.entries) and found.kind != "name":
                elsewhere = ", ".join(map(str, verdict.entries[:3]))
                verdict = Verdict("not-in-record", verdict.entries, f"it stands in {elsewhere}, not where it is cited")
        return Finding(mention, verdict.status, verdict.entries, verdict.why)
