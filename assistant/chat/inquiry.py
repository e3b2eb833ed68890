"""A question that is being answered: its reading, the record, and the threads that it can be about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property

from msgspec import structs

from assistant.chat.answer import Answer, Claim
from assistant.chat.passages import asserted
from assistant.chat.periods import Period
from assistant.chat.reader import Reader
from assistant.chat.reading import Reading
from assistant.chat.record_view import Case, summary_stems, title_stems
from assistant.chat.vocabulary import CHANNELS, EMPTY, TAG_OF
from assistant.chat.words import GLANCE, missing, stem, stems, tokens
from assistant.chat.worth_reading import DATED, OPEN, latest, worth_reading
from assistant.clocks.calendars import ONE_DAY
from assistant.clocks.wording import counted
from assistant.record.index_rows import Summary
from assistant.record.kinds import SPOKEN
from assistant.record.thread import Logged, Obligation

MARKED = frozenset({"reg", "person", "last", "first"})
"""Marks and words in the name of an event that say nothing of what it was."""
CONTACTED = frozenset(
    {"SPEAK", "WRITE", "HEAR", "SEND", "CONTACT", "ANSWER", "MEET", "LETTER", "EMAIL", "MAIL", "CALL"}
)
"""Tags of an event that is a message itself: `since we last spoke`, `since our last letter`."""
MOST = 150
"""Threads that are read for one answer; of more the latest, and the answer says so."""
LISTED = 40
"""The same where each of them gives a sentence of its own: nobody reads more."""
CHUNK = 8
"""Threads that are read at a time while the latest or earliest message is looked for."""
Fits = Callable[[Case, Obligation], bool]


class Inquiry:
    """One reading of a question on one record."""

    def __init__(self, reading: Reading, reader: Reader, home: str = "") -> None:
        """`home`: the thread that is being looked at, meant where the question names nothing else."""
        self.reading, self.reader, self.home = reading, reader, home
        self.view = reader.view
        self.left_out = ""
        """What may matter and was not read: `1,200 further threads`."""

    def instead(self, **changes: object) -> Inquiry:
        """The same inquiry with its question read otherwise."""
        return Inquiry(structs.replace(self.reading, **changes), self.reader, self.home)

    # What it can be about

    @cached_property
    def candidates(self) -> tuple[Summary, ...]:
        """The threads of the regulators and of the names that the question holds."""
        reading = self.reading
        found = [s for s in self.view.summaries() if self._named(s)]
        if self.home and not reading.regulators and not reading.threads:
            found = [s for s in found if s.thread == self.home] or found
        return tuple(found)

    def _named(self, summary: Summary) -> bool:
        reading = self.reading
        named = {*reading.threads, *(thread for thread, _ in reading.entries if thread)}
        if named:
            return summary.thread in named
        return not reading.regulators or summary.regulator in reading.regulators

    def _read(self, summaries: Iterable[Summary]) -> tuple[Case, ...]:
        wanted = list(summaries)
        most = LISTED if self.reading.intent in DATED | OPEN else MOST
        if len(wanted) > most:
            self.left_out = counted(len(wanted) - most, "further thread")
        return self.reader.read(wanted[:most])

    @cached_property
    def _worth(self) -> tuple[Summary, ...]:
        """The candidates that can matter to what is asked."""
        few = len(self.candidates) <= LISTED
        dated = None if few or self.reading.intent not in DATED | OPEN else self.view.next_due(self.reading.regulators)
        return worth_reading(self.reading, self.candidates, dated, self.view.today)

    @cached_property
    def about(self) -> tuple[Case, ...]:
        """The threads whose title is what the question is about; where it is about nothing in particular, all."""
        topic = self.reading.topic
        if not topic:
            return self._read(self._worth)
        return self._read(s for s in self.candidates if _titled(s, topic))

    @cached_property
    def everywhere(self) -> tuple[Case, ...]:
        """The threads in whose words the topic may stand, those with it in their title first."""
        topic = self.reading.topic
        if not topic:
            return self._read(self._worth)
        holding = self.view.threads_holding(topic, self.reading.regulators)
        if holding is None:
            return self._read(sorted(self.candidates, key=lambda s: len(missing(summary_stems(s), topic))))
        if not holding.all:
            self.left_out = "Older entries with these words"
        held = frozenset(holding.threads)
        named = [s for s in self.candidates if _titled(s, topic)]
        return self._read(dict.fromkeys([*named, *(s for s in self.candidates if s.thread in held)]))

    @property
    def speaking(self) -> tuple[Case, ...]:
        """The threads that the question is about: by their title, else by what is owed in them, else by a message."""
        if self.about:
            return self.about
        owed = [case for case, _ in self.obligations(lambda _, o: True)]
        return tuple(dict.fromkeys(owed or [case for case, _ in self.messages(lambda _, m: True)]))

    # What is chosen from them

    def obligations(self, fits: Fits) -> list[tuple[Case, Obligation]]:
        """Those that fit and that the question is about: the whole of a thread whose title it names, else by words.

        Of people whom the question names: what they said themselves, else what they answered.
        """
        if self.reading.entries:
            return self._obligations(lambda c, o: fits(c, o) and self._is_named(c, (o.n, o.message)))
        if not self.reading.people:
            return self._obligations(fits)
        return self._obligations(lambda c, o: fits(c, o) and self._from_them(c, [o.message])) or self._obligations(
            lambda c, o: fits(c, o) and self._from_them(c, [u.by_message for u in o.updates])
        )

    def _obligations(self, fits: Fits) -> list[tuple[Case, Obligation]]:
        titled = [(case, o) for case in self.about for o in case.thread.obligations if fits(case, o)]
        if not self.reading.topic or any(case.thread.closed is None for case in self.about):
            return titled
        levels: tuple[list[tuple[Case, Obligation]], ...] = ([], [], [])
        for case in self.everywhere:
            for o in case.thread.obligations:
                if fits(case, o) and (level := _level(case, o, self.reading.topic)) is not None:
                    levels[level].append((case, o))
        spoken = next((level for level in levels if level), [])
        return [*titled, *(each for each in spoken if each not in titled)]

    def _is_named(self, case: Case, numbers: Iterable[int | None]) -> bool:
        """One of these entries is named in the question."""
        return any((name in {"", case.thread.id}) and n in numbers for name, n in self.reading.entries)

    def _from_them(self, case: Case, numbers: Iterable[int | None]) -> bool:
        messages = (case.thread.message(n) for n in numbers if n is not None)
        return any(m is not None and self.by_them(case, m) for m in messages)

    def messages(self, fits: Callable[[Case, Logged], bool]) -> list[tuple[Case, Logged]]:
        """Those that fit and hold all of the topic, the newest first; else those of a thread that is named by it."""
        wanted = self.reading.topic
        every = [
            (case, m)
            for case in self.everywhere
            for m in case.thread.messages
            if fits(case, m) and self.by_them(case, m)
        ]
        found = [(case, m) for case, m in every if case.says(m, wanted)]
        if not found:
            found = [(case, m) for case, m in every if case.says(m, missing(case.title_stems, wanted))]
        return newest_first(found)

    def utmost(self, fits: Callable[[Case, Logged], bool], *, newest: bool) -> tuple[Case, Logged] | None:
        """The newest or the oldest message that fits: threads are read until none can have a newer or older one."""
        if self.reading.topic:
            found = self.messages(fits)
            return (found[0] if newest else found[-1]) if found else None
        order = sorted(self.candidates, key=latest if newest else lambda s: s.opened, reverse=newest)
        best: list[tuple[Case, Logged]] = []
        for at in range(0, len(order), CHUNK):
            cases = self.reader.read(order[at : at + CHUNK])
            best += [(c, m) for c in cases for m in c.thread.messages if fits(c, m) and self.by_them(c, m)]
            best = newest_first(best)[: 1 if newest else None][-1:]
            following = order[at + CHUNK] if at + CHUNK < len(order) else None
            if best and (following is None or _beyond(best[0][1].day.isoformat(), following, newest=newest)):
                break
        return best[0] if best else None

    def by_them(self, case: Case, logged: Logged) -> bool:
        """The people whom the question names sent it or are named in it; an entry that it names is this one."""
        if self.reading.entries and not self._is_named(case, [logged.n]):
            return False
        return not self.reading.people or not missing(case.message_stems(logged), self.reading.people)

    def within(self, logged: Logged) -> bool:
        """It lies in the period that the question names, in a channel that it names."""
        channels = self.reading.channels
        return self.period.holds(logged.day) and (not channels or logged.message.channel in channels)

    @cached_property
    def period(self) -> Period:
        """The period of the question; an event in it is looked up. Raises `Unknown` for one that is not there."""
        named = self.reading.period
        return self._after(named) if named.event else named

    def _after(self, named: Period) -> Period:
        day = self._day_of(named, named.event)
        if named.side == "between":
            other = self._day_of(named, named.other_event)
            return structs.replace(named, first=min(day, other), last=max(day, other))
        if named.side == "on":
            return structs.replace(named, first=day, last=day)
        length = timedelta(named.length)
        if named.side in {"since", "after"}:
            first = day if named.side == "since" and not LATEST.search(named.event) else day + ONE_DAY
            return structs.replace(named, first=first, last=day + length if length else None)
        last = day if named.side == "until" else day - ONE_DAY
        return structs.replace(named, first=day - length if length else None, last=last)

    def _day_of(self, named: Period, event: str) -> date:
        found = self.event(structs.replace(named, event=event))
        if found is None:
            raise Unknown(f"Nothing in the record says when “{event}” was.")
        return found[1].day

    def event(self, named: Period) -> tuple[Case, Logged] | None:
        """The message that the event of a period means: the latest of a kind, or the first that says it happened."""
        words = [t.word for t in tokens(named.event)]
        tags = [TAG_OF.get(w, "") for w in words]
        kinds = [CHANNELS.get(tag, frozenset()) for tag in tags]
        channels = frozenset(c for kind in kinds for c in kind) or (SPOKEN if "SPEAK" in tags else frozenset())
        latest = not CONTACTED.isdisjoint(tags) and (bool(channels) or "LAST" in tags)
        topic = [
            stem(w)
            for w, tag, kind in zip(words, tags, kinds, strict=True)
            if w not in EMPTY | MARKED and not kind and not (latest and tag in CONTACTED | {"LAST", "MESSAGE"})
        ]
        every = [
            (case, m)
            for case in self._read(self.candidates)
            for m in case.thread.messages
            if not channels or m.message.channel in channels
        ]
        if not topic:
            mine = [(case, m) for case, m in every if _of_side(m, named.event)]
            return newest_first(mine)[0] if (channels or latest) and mine else None
        happened = [(case, m) for case, m in every if asserted(case.words(m), topic) or _is_called(m, topic)]
        theirs = [(case, m) for case, m in happened if m.message.direction == "in"]
        return min(theirs or happened, key=lambda pair: pair[1].day, default=None)

    # What is said

    def answer(self, claims: Iterable[Claim]) -> Answer:
        """These sentences, and what had to be left out. That nothing was found is said only where all was read."""
        found = list(claims)
        if self.left_out and not any(claim.entries for claim in found):
            return self.refuse(f"{self.left_out} would have to be read for this: name a regulator or a matter.")
        if self.reader.unread and not any(claim.entries for claim in found):
            return self.refuse("That cannot be said.")
        if self.left_out:
            found.append(Claim(f"{self.left_out} may hold more and were not read: name a regulator or a matter."))
        if self.reader.unread:
            found.append(Claim(self._unread))
        return Answer(self.reading.question, self.view.today, self.reading.intent, tuple(found))

    def refuse(self, why: str, nearest: Iterable[Claim] = ()) -> Answer:
        """Why there is no answer, and what comes nearest to one."""
        near = tuple(nearest)
        why = f"{why} {self._unread}" if self.reader.unread else why
        said = f"{why} What comes nearest:" if near else why
        return Answer(self.reading.question, self.view.today, self.reading.intent, near, said)

    @property
    def _unread(self) -> str:
        return f"What could not be read is not in this answer: {', '.join(self.reader.unread)}."

    def whom(self) -> str:
        """`PTA`, `PTA or CNIL`, `any regulator`: for a sentence that says that something is not there."""
        return " or ".join(self.reading.regulators) or "any regulator"


class Unknown(Exception):
    """The question rests on something that the record does not have; the text says what."""


LATEST = re.compile(r"\b(?:last|latest|most recent(?:ly)?)\b")
"""What came since one's last letter does not hold that letter."""
_HEARD = re.compile(r"\b(?:heard|hear|received|receive|got|get)\b")
_OURS, _THEIRS = re.compile(r"\b(?:we|our|us|i)\b"), re.compile(r"\b(?:they|their|them|REG|PERSON|he|she|his|her)\b")


def _of_side(logged: Logged, event: str) -> bool:
    """Of the side whose `last letter` or `last heard from` the words of an event speak of; machines say nothing."""
    if logged.message.direction == "in" and not logged.from_person:
        return False
    if logged.message.channel in SPOKEN:
        return True
    ours = _OURS.search(event)
    if _HEARD.search(event) if ours else _THEIRS.search(event):
        return logged.message.direction == "in"
    return logged.message.direction == "out" if ours else logged.message.direction != "internal"


def _is_called(logged: Logged, topic: Sequence[str]) -> bool:
    """It is theirs, and has this for its subject: `since PTA's order`."""
    return logged.message.direction == "in" and not missing(stems(logged.message.subject), topic)


def newest_first(found: Iterable[tuple[Case, Logged]]) -> list[tuple[Case, Logged]]:
    """By day, then by their place in the thread."""
    return sorted(found, key=lambda each: (each[1].day, each[0].places[each[1].n]), reverse=True)


def _beyond(day: str, following: Summary, *, newest: bool) -> bool:
    """A thread further down cannot have a message on this side of `day`; what is public is not in its summary."""
    return day > latest(following) if newest else day < following.opened


def _titled(summary: Summary, topic: Sequence[str]) -> bool:
    """All of the topic stands in its title; a glance at the letters spares most titles a reading."""
    title = f"{summary.title} {summary.ours} {summary.theirs}".casefold()
    if title.isascii() and not all(one[:GLANCE] in title for one in topic):
        return False
    return not missing(summary_stems(summary), topic)


def _level(case: Case, o: Obligation, topic: Sequence[str]) -> int | None:
    """0: its own words speak of it, 1: with the subject of their message, 2: with its whole text; None: not at all."""
    carrier = case.carrier(o)
    own = title_stems(o.words, o.condition, "")
    if not missing(own | case.title_stems, topic) and len(missing(own, topic)) < len(topic):
        return 0
    if carrier is None:
        return None
    if not missing(own | case.title_stems | title_stems(carrier.message.subject, "", ""), topic):
        return 1
    return 2 if not missing(own | case.title_stems | case.message_stems(carrier), topic) else None
