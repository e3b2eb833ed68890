"""Fact sheets before a statement goes out: what may be said of a thread, and whether what was written is so.

A sheet bears a mark: the number of entries and the head of the chain at which it was made. It is stale as soon as
another entry arrives, and `arrived_since` says which.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo

from msgspec import Struct

from assistant.clocks.wording import long_date
from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.grounding.evidence import Elsewhere, evidence_of
from assistant.grounding.findings import Sentence
from assistant.grounding.ground import ground
from assistant.mail.imap.bookmarks import Bookmarks
from assistant.paths import RecordPaths
from assistant.record.dates import day_of
from assistant.record.kinds import SPOKEN
from assistant.record.store import TRAY
from assistant.record.thread import Thread
from assistant.reports.silence import SilenceFacts, Source, silence_facts
from assistant.reports.silence_sentences import Sayable, sayable

SHORTEST_HEAD = 8
"""Characters of the head that a mark must bear."""
HEAD = 16
"""Characters of the head that a mark bears."""


class Sheet(Struct, frozen=True):
    """What may be said of a thread."""

    facts: SilenceFacts
    sentences: tuple[Sayable, ...]
    moment: str
    """As of when, in words with the zone."""
    mark: str
    """`14:9f86d081884c7d65`; see `arrived_since`."""


class Checked(Struct, frozen=True):
    """A statement held against the record."""

    sentences: tuple[Sentence, ...]
    withheld: int
    """Confidential messages that were not looked into."""
    mark: str

    @property
    def sound(self) -> bool:
        """Everything in it that can be checked is verified."""
        return all(sentence.status in {"verified", "nothing-to-check"} for sentence in self.sentences)


def fact_sheet(desk: Desk, thread: Thread, *, confidential: bool = False) -> Sheet:
    """What may be said of `thread` as of the desk's day; words of confidential messages only if asked for."""
    desk.refresh()
    as_of = desk.day(thread.regulator)
    sources = tuple(_sources(desk, thread))
    facts = silence_facts(thread, as_of, sources, desk.intake.tray_size(), confidential=confidential)
    moment = _moment(desk.as_of, desk.zone(thread.regulator))
    return Sheet(facts, sayable(facts, moment), moment, _mark(desk, thread))


def check_statement(desk: Desk, thread: Thread, text: str, *, confidential: bool = False) -> Checked:
    """`text`, sentence by sentence, against `thread` as of the desk's day."""
    desk.refresh()
    others = [
        Elsewhere(other.thread, other.regulator, other.ours, other.theirs)
        for other in desk.each_summary()
        if other.thread != thread.id and other.regulator != TRAY
    ]
    evidence = evidence_of(
        [thread],
        desk.gaps(thread, snoozed=True),
        desk.settings,
        desk.day(thread.regulator),
        others=others,
        calendar=desk.rules(thread.regulator).calendar,
        confidential=confidential,
    )
    withheld = 0 if confidential else sum(logged.message.confidential for logged in thread.messages)
    return Checked(ground(text, evidence), withheld, _mark(desk, thread))


def arrived_since(desk: Desk, thread: Thread, mark: str) -> tuple[int, ...]:
    """The entries that came after a sheet of that mark was made; raises `UsageProblem` for a mark of no such record."""
    count, _, head = mark.partition(":")
    entries = desk.record.store.entries(thread.id)
    if not count.isdecimal() or len(head) < SHORTEST_HEAD:
        raise UsageProblem(f"{mark!r} is not a mark", hint="`assistant facts` prints one: 14:9f86d081884c7d65.")
    number = int(count)
    if not 0 < number <= len(entries) or not entries[number - 1].hash.startswith(head):
        raise UsageProblem(f"{mark!r} is no mark of {thread.id}: the record it was made from is another one")
    return tuple(range(number + 1, len(entries) + 1))


def _mark(desk: Desk, thread: Thread) -> str:
    entries = desk.record.store.entries(thread.id)
    return f"{len(entries)}:{entries[-1].hash[:HEAD]}"


def _sources(desk: Desk, thread: Thread) -> Iterator[Source]:
    """The mailboxes in which its mail may lie, then every other way by which something came or went."""
    zone = desk.zone(thread.regulator)
    pulled = Bookmarks(RecordPaths(desk.root).bookmarks).pulled
    boxes = [n for n, box in desk.settings.mailboxes.items() if box.regulator in {"", thread.regulator}]
    for name in boxes:
        checked = pulled.get(name)
        yield Source(f"mailbox {name}", checked, day_of(checked, zone) if checked else None)
    used = dict.fromkeys(m.message.channel for m in thread.messages if m.message.direction != "public")
    for channel in used:
        if channel not in SPOKEN and not (channel == "email" and boxes):
            yield Source(f"{channel}, logged by hand or imported", None)


def _moment(as_of: date | None, zone: tzinfo) -> str:
    """`17 October 2020 (PKT)`; without a given day the minute, too."""
    now = datetime.now(UTC).astimezone(zone)
    if as_of is None:
        return f"{long_date(now.date())}, {now:%H:%M %Z}"
    noon = datetime(as_of.year, as_of.month, as_of.day, 12, tzinfo=zone)
    return f"{long_date(as_of)} ({noon:%Z})"
