"""A year of checks that run alone, with all that goes wrong: each reminder arrives, and arrives once.

A real server answers, refuses, falls silent or breaks off; runs are missed, doubled, and killed between any two steps.
Only where a run was killed while it sent, or got no answer, may a reminder come again, and then it says so.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from assistant.config import Settings, parse
from assistant.desk import Desk
from assistant.notify.attempts import Patience
from assistant.record.entry import NewEntry
from assistant.record.kinds import Classified, Extended, Message, Note, ObligationOpened, ObligationUpdated, Snoozed
from assistant.record.reported import Event, Ledger
from assistant.services.unattended import Unattended, Wanted
from tests.notify.receiver import BUSY, CUT, CUT_LOST, ERROR, OK, SILENT, SILENT_LOST, Receiver, Reply, receiving
from tests.record.writing import SCALE, by, message

FIRST, DAYS, THREADS = date(2020, 1, 1), 365, 5
NAMES = ("office", "phone")
HASTE = Patience(connect=5, total=0.06, pauses=(0.0, 0.0), longest_wait=1)
TROUBLE = (ERROR, BUSY, BUSY, SILENT, SILENT_LOST, CUT, CUT, CUT_LOST, CUT_LOST)
CALM = Patience(connect=10, total=30, pauses=())


class Killed(BaseException):
    """The machine went off."""


class FrailLedger(Ledger):
    """A ledger whose process dies before or after it writes, as `dies` says for each event."""

    def __init__(self, path: Path, chance: random.Random, rate: float) -> None:
        super().__init__(path)
        self.chance, self.rate = chance, rate
        self.dead = False

    def write(self, destination: str, event: Event, gaps: Iterable[str]) -> None:
        if self.dead or self.chance.random() < self.rate:
            self.dead = True
            raise Killed
        super().write(destination, event, gaps)
        if self.chance.random() < self.rate:
            self.dead = True
            raise Killed


class Year:
    """The record, the server and what arrived there so far."""

    def __init__(self, root: Path, receiver: Receiver, chance: random.Random) -> None:
        self.root, self.receiver, self.chance = root, receiver, chance
        self.settings = settings(receiver.url)
        self.arrived = {name: Counter[str]() for name in NAMES}
        self.firsts = {name: Counter[str]() for name in NAMES}
        """Arrivals that do not say that they may be a repeat. What timed out may come late: their order is open."""
        self.seen = 0

    def run(self, day: date, *, trouble: float, deaths: float) -> bool:
        """One run; returns whether it came to its end with everything delivered."""
        moods = {f"/{name}": self._mood(trouble) for name in NAMES}
        self.receiver.answer = lambda path: moods[path]()
        desk = Desk(self.root, self.settings, day)
        ledger = FrailLedger(desk.record.store.paths.reported, self.chance, deaths)
        try:
            notified = Unattended(desk, ledger).notify(["all"], Wanted(), HASTE if trouble else CALM)
        except Killed:
            whole = False
        else:
            whole = all(outcome.flawless for outcome in notified.outcomes)
            gaps = {gap.id for gap in notified.checked.gaps}
        finally:
            desk.close()
        self._count(self.doubts(ledger.path))
        if whole:
            for name in NAMES:
                assert gaps <= set(self.arrived[name]), f"{day}: lost on the way to {name}"
        return whole

    def _mood(self, trouble: float) -> Callable[[], Reply]:
        """How a destination answers in one run; who is busy may not be for long."""
        reply = self.chance.choice(TROUBLE) if self.chance.random() < trouble else OK
        return lambda: OK if reply is BUSY and self.chance.random() < 0.5 else reply

    @staticmethod
    def doubts(path: Path) -> Counter[tuple[str, str]]:
        """How often the run died, or no answer came, while each reminder was under way to each destination."""
        found = Counter[tuple[str, str]]()
        for line in path.read_text().splitlines() if path.exists() else ():
            _, name, event, gap = line.split()
            found[name, gap] += {"sending": 1, "unknown": 0}.get(event, -1)
        return found

    def _count(self, doubts: Counter[tuple[str, str]]) -> None:
        """Take what arrived in this run; a second arrival says that it may be one, and there was a doubt before it."""
        for posted in self.receiver.taken[self.seen :]:
            name = posted.path.strip("/")
            for gap in msgspec.json.decode(posted.body)["gaps"]:
                self.arrived[name][gap["id"]] += 1
                self.firsts[name][gap["id"]] += not gap["repeat"]
                assert self.firsts[name][gap["id"]] <= 1, f"{gap['id']} came again and does not say so"
                assert self.arrived[name][gap["id"]] <= 1 + doubts[name, gap["id"]], f"{gap['id']} came too often"
        self.seen = len(self.receiver.taken)


def settings(url: str) -> Settings:
    tables = "\n".join(f'[notify.{name}]\ntype = "webhook"\nurl = "{url}/{name}"' for name in NAMES)
    return parse(f'[regulators.PTA]\ntimezone = "Asia/Karachi"\n{tables}\n')


def write_threads(desk: Desk, chance: random.Random) -> None:
    """Matters with letters both ways over the year; some are answered, extended, snoozed, some never."""
    for number in range(THREADS):
        _open_matter(desk, number, chance)


def _open_matter(desk: Desk, number: int, chance: random.Random) -> None:
    day = FIRST + timedelta(days=chance.randrange(40))
    entries: list[NewEntry] = []
    while day < FIRST + timedelta(days=DAYS):
        entries += _exchange(len(entries) + 2, day, chance)
        day += timedelta(days=chance.randrange(10, 70))
    desk.open_thread("PTA", f"Matter {number}", day=FIRST, first=lambda _: entries)


def _exchange(n: int, day: date, chance: random.Random) -> list[NewEntry]:
    later = (day + timedelta(days=chance.randrange(1, 30))).isoformat()
    match chance.randrange(4):
        case 0:
            return [by(message("out", day.isoformat(), "When will it start?"))]
        case 1:
            return [by(message("in", day.isoformat())), by(Classified(n, "substantive"))]
        case 2:
            asked = ObligationOpened("request", "company", "send the figures", n, later)
            return [by(message("in", day.isoformat())), by(Classified(n, "substantive")), by(asked)]
        case _:
            asked = ObligationOpened("request", "regulator", "name the law", n)
            return [by(message("out", day.isoformat())), by(asked), *_afterwards(n, later, chance)]


def _afterwards(n: int, later: str, chance: random.Random) -> list[NewEntry]:
    """What happens to the request that entry `n + 1` opened."""
    answer = Message("in", "letter", received=later)
    match chance.randrange(4):
        case 0:
            return [by(answer), by(ObligationUpdated(n + 1, "settled", n + 2))]
        case 1:
            return [by(answer), by(Classified(n + 2, "holding")), by(Extended(n + 1, n + 2, by="10 days"))]
        case 2:
            return [by(Snoozed(later, "on leave", None, n + 1, later))]
        case _:
            return [by(Note("nothing came", later))]


@pytest.mark.parametrize("seed", range(1, 1 + SCALE))
def test_each_reminder_arrives_once_whatever_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    for name in ("HTTP_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    chance = random.Random(seed)  # noqa: S311 - the same year each time
    with receiving() as receiver:
        year = Year(tmp_path / "record", receiver, chance)
        desk = Desk(year.root, year.settings, FIRST)
        write_threads(desk, chance)
        desk.close()
        for number in range(DAYS):
            day = FIRST + timedelta(days=number)
            for _ in range(chance.choice((0, 0, 1, 1, 2))):
                year.run(day, trouble=0.35, deaths=0.1)
        for _ in range(3):
            assert year.run(FIRST + timedelta(days=DAYS), trouble=0, deaths=0)
    for name in NAMES:
        assert len(year.arrived[name]) > 20
        assert sum(year.arrived[name].values()) > len(year.arrived[name]), "nothing came twice: too little went wrong"
