"""Records for reports: a story or a history, written to disk, and opened as a desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant.desk import Desk
from assistant.record.entry import NewEntry
from assistant.record.kinds import Fact
from assistant.record.long_thread import LongThread
from assistant.reports.chronology import Chronology, Period
from assistant.reports.disclosure import Reader
from assistant.services import reporting
from tests.clocks.threads import Story
from tests.record.writing import THREAD, by, opened

INSIDER, OUTSIDER = Reader(), Reader(internal=False)
HOSTILE = (
    "</title><script>document.title='owned'</script><img src=http://evil.example/x onerror=\"document.title='owned'\"> "
    "[link](javascript:alert(1)) ![i](http://evil.example/y) www.evil.example |cell| `code` *b* _i_ # h & &amp; "
    "{{ 7*7 }} \x1b]0;owned\x07\x1b[31m \u202egnp.exe \ud800 \x00 \ufffe ]]> --> =cmd"
)
"""A text that would like to be something else in every form that a report has."""


def written(root: Path, entries: Sequence[NewEntry], as_of: date | None = None, thread: str = THREAD) -> Desk:
    """A desk over a record with one thread; the company is ByteDance, the regulator in UTC."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "assistant.toml").write_text('[company]\nname = "ByteDance"\n[regulators.PTA]\nname = "The Authority"\n')
    desk = Desk.open(str(root), as_of=as_of)
    desk.record.append(thread, entries, 0)
    return desk


def of_story(root: Path, story: Story, as_of: str | None = None) -> Desk:
    """A desk over a record with that story."""
    entries = [NewEntry(line.fact, line.by, line.at) for line in story.lines]
    return written(root, entries, date.fromisoformat(as_of) if as_of else None)


def of_facts(root: Path, *facts: Fact, as_of: str | None = None) -> Desk:
    """A desk over a record with one thread that says `facts` after its opening, as entries #2, #3 …"""
    entries = [opened(), *(by(fact, "2020-06-01T09:00:00Z") for fact in facts)]
    return written(root, entries, date.fromisoformat(as_of) if as_of else None)


def only_thread(desk: Desk) -> LongThread:
    return reporting.long_thread(desk, THREAD)


def told(desk: Desk, to: Reader = INSIDER, period: Period | None = None) -> Chronology:
    """The chronology of that thread."""
    return reporting.chronology_of(desk, [only_thread(desk)], period or Period(), to)
