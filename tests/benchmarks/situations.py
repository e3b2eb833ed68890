"""How a synthetic thread stands on the day that the record is made for: with a gap, or with something not due yet.

`OVERDUE` situations give at least one gap, `WAITING` ones none, under the default rules and the statutory one of
`regulators`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from assistant.record.entry import NewEntry
from assistant.record.kinds import Extended, Paused, Snoozed
from tests.benchmarks.story import EXCHANGES, Story

# `back` and `ahead` give days before and after the one that the record is made for.


class Now:
    """The end of a story, with its day."""

    def __init__(self, story: Story, day: date) -> None:
        self.story, self.day = story, day

    def back(self, least: int, most: int) -> date:
        return self.day - timedelta(days=self.story.random.randint(least, most))

    def ahead(self, least: int, most: int) -> date:
        return self.day + timedelta(days=self.story.random.randint(least, most))


Situation = tuple[int, int, Callable[[Now], None]]
"""How frequent it is among its like, how many messages it takes, and what happens."""


def _owe_later(now: Now) -> None:
    now.story.ask("company", now.back(1, 60), now.ahead(5, 90), "substantive")


def _asked_lately(now: Now) -> None:
    now.story.ask("regulator", now.back(0, 4), now.ahead(5, 60))


def _wrote_lately(now: Now) -> None:
    now.story.say("out", now.back(0, 4))


def _promised_by_us(now: Now) -> None:
    now.story.promise("company", now.back(1, 60), now.ahead(5, 90))


def _promised_by_them(now: Now) -> None:
    now.story.ask("regulator", now.back(7, 20))
    now.story.promise("regulator", now.back(0, 5), now.ahead(2, 40), "holding")


def _nothing_open(_: Now) -> None:
    return


def _snoozed(now: Now) -> None:
    """For less than the law gives: a legal due day does not let itself be snoozed."""
    now.story.say("in", now.back(50, 60), "substantive")
    now.story.say("out", now.back(12, 20))
    now.story.decide(Snoozed(now.ahead(1, 20).isoformat(), "they asked for patience"), now.back(0, 3))


def _paused(now: Now) -> None:
    message, request = now.story.ask("company", now.back(15, 60), cls="substantive")
    now.story.decide(Paused(message, request, now.back(10, 14).isoformat(), "waiting for a court"), now.back(9, 10))


def _extended(now: Now) -> None:
    _, request = now.story.ask("company", now.back(15, 60), cls="substantive")
    granted = now.story.say("in", now.back(8, 14), "substantive")
    now.story.decide(Extended(request, granted, now.ahead(5, 40).isoformat()), now.back(8, 8))


def _asked_long_ago(now: Now) -> None:
    now.story.ask("regulator", now.back(10, 45))


def _wrote_long_ago(now: Now) -> None:
    now.story.say("in", now.back(50, 60), "substantive")
    now.story.say("out", now.back(12, 45))


def _reminded(now: Now) -> None:
    now.story.ask("regulator", now.back(20, 60))
    now.story.say("out", now.back(15, 18))


def _acknowledged_only(now: Now) -> None:
    now.story.ask("regulator", now.back(20, 60))
    now.story.say("in", now.back(10, 18), "acknowledgement")


def _in_part_only(now: Now) -> None:
    _, request = now.story.ask("regulator", now.back(20, 60))
    now.story.say("in", now.back(10, 18), "partial", partly=(request,))


def _promise_passed(now: Now) -> None:
    now.story.ask("regulator", now.back(25, 60))
    now.story.promise("regulator", now.back(15, 20), now.back(1, 10), "holding")


def _bounced(now: Now) -> None:
    now.story.say("out", now.back(5, 9))
    now.story.say("in", now.back(1, 4), "bounce")


def _owed(now: Now) -> None:
    now.story.ask("company", now.back(20, 60), now.back(1, 15), "substantive")


def _owed_soon(now: Now) -> None:
    now.story.ask("company", now.back(5, 20), now.ahead(0, 3), "substantive")


def _unread(now: Now) -> None:
    now.story.say("in", now.back(9, 40))


def _broken_promise(now: Now) -> None:
    now.story.promise("company", now.back(20, 60), now.back(1, 15))


WAITING: tuple[Situation, ...] = (
    (25, 1, _owe_later),
    (20, 1, _promised_by_us),
    (10, 1, _asked_lately),
    (8, 1, _wrote_lately),
    (28, 0, _nothing_open),
    (3, 2, _promised_by_them),
    (2, 2, _snoozed),
    (2, 1, _paused),
    (2, 2, _extended),
)
OVERDUE: tuple[Situation, ...] = (
    (1, 1, _asked_long_ago),
    (1, 2, _wrote_long_ago),
    (1, 2, _reminded),
    (1, 2, _acknowledged_only),
    (1, 2, _in_part_only),
    (1, 2, _promise_passed),
    (1, 2, _bounced),
    (2, 1, _owed),
    (1, 1, _owed_soon),
    (1, 1, _unread),
    (1, 1, _broken_promise),
)
RECENT = 61
"""Days before the day in which situations take place; the past ends before."""


def tell(story: Story, opened: date, day: date, messages: int, *, overdue: bool) -> list[NewEntry]:
    """The entries of a thread with exactly so many messages, the last situation an overdue one or not.

    It was opened more than `RECENT` days before, by at least as many days as it has messages.
    """
    random = story.random
    situations = OVERDUE if overdue else WAITING
    ((_, taken, situation),) = random.choices(situations, [weight for weight, _, _ in situations])
    left = messages - taken
    span = (day - opened).days - RECENT
    days = [opened + timedelta(days=n) for n in sorted(random.sample(range(span), left))]
    at = 0
    while at < left:
        length = random.choice([n for n in EXCHANGES if n <= left - at])
        random.choice(EXCHANGES[length])(story, days[at : at + length])
        at += length
    situation(Now(story, day))
    return story.entries
