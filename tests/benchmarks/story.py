"""One synthetic thread, told exchange by exchange: a past in which everything was settled, then where it stands now.

The situation at the end decides whether the thread has a gap on the day: `OVERDUE` ones have, `WAITING` ones have
something open that is not due yet, or nothing. Only default rules and the statutory one of `regulators` are assumed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from assistant.record.entry import NewEntry
from assistant.record.kinds import (
    FORMAT,
    Channel,
    Classified,
    Direction,
    Extended,
    Message,
    MessageClass,
    ObligationOpened,
    ObligationUpdated,
    Party,
    Paused,
    Side,
    Snoozed,
    ThreadOpened,
)
from tests.benchmarks.regulators import COMPANY_ADDRESS, Office

BY = "generator"
LONGEST = 4
"""Messages that the longest exchange takes: a thread needs as many, so that any situation fits."""

_SUBJECTS = ("Content moderation", "Data access", "Numbering", "Licence fees", "Age checks", "Security incident")
_NOUNS = (
    "the licence", "the transparency report", "the notice of 2019", "the guideline", "the data set", "the register",
    "the annual return", "the complaint", "the market survey", "the audit", "the response time", "the appeal",
)  # fmt: skip
_VERBS = ("concerns", "refers to", "is part of", "follows from", "supersedes", "depends on", "was agreed with")
_TAILS = (
    "as set out in annex {n}", "under section {n}", "for the period of {n} weeks", "as reported on page {n}",
    "in {n} of the cases reviewed", "within the scope of item {n}", "according to table {n}", "as of version {n}",
)  # fmt: skip


def sentences(random: Random, count: int = 2000) -> tuple[str, ...]:
    """Prose enough that bodies differ, made once: bodies are drawn from it."""
    pick = random.choice
    return tuple(
        f"{pick(_NOUNS).capitalize()} {pick(_VERBS)} {pick(_NOUNS)} {pick(_TAILS).format(n=random.randint(2, 99))}."
        for _ in range(count)
    )


class Story:
    """The entries of one thread, in the order they are logged."""

    def __init__(self, thread: str, office: Office, opened: date, random: Random, prose: tuple[str, ...]) -> None:
        self.thread, self.office, self.random, self.prose = thread, office, random, prose
        self.zone = ZoneInfo(office.zone)
        self.title = f"{random.choice(_SUBJECTS)} {random.randint(100, 999)}"
        self.last_id: str | None = None
        first = ThreadOpened(FORMAT, thread, office.key, self.title, opened.isoformat(), ours=f"POL-{thread[-8:]}")
        self.entries = [NewEntry(first, BY, _logged(opened))]

    def _log(self, fact: Message | Classified | ObligationOpened | ObligationUpdated, day: date) -> int:
        self.entries.append(NewEntry(fact, BY, _logged(day)))
        return len(self.entries)

    def say(
        self,
        direction: Direction,
        day: date,
        cls: MessageClass | None = None,
        *,
        asks: str = "",
        settles: tuple[int, ...] = (),
        partly: tuple[int, ...] = (),
        expects: bool | None = None,
    ) -> int:
        """One message, with its class if a person decided it, and the words it asks for in its body."""
        message = self._message(direction, day, cls, asks, expects)
        n = self._log(message, day)
        if cls and not (message.auto_reply or message.bounce):
            self._log(Classified(n, cls), day)
        for obligation in settles:
            self._log(ObligationUpdated(obligation, "settled", n), day)
        for obligation in partly:
            self._log(ObligationUpdated(obligation, "part", n), day)
        return n

    def _message(
        self, direction: Direction, day: date, cls: MessageClass | None, asks: str, expects: bool | None
    ) -> Message:
        inbound = direction == "in"
        them, us = Party(self.office.name, self.office.address), Party("Public Policy", COMPANY_ADDRESS)
        channel: Channel = "press" if direction == "public" else self.random.choice(("email", "email", "letter"))
        when = self._moment(day) if channel == "email" else day.isoformat()
        machine = cls if cls in {"automatic", "bounce"} else None
        message = Message(
            direction,
            channel,
            self.title if direction == "public" else f"Re: {self.title}",
            self._body(asks),
            sender=them if inbound else us,
            to=() if direction == "public" else (us if inbound else them,),
            sent=when,
            received=when if inbound else None,
            message_id=f"{self.thread}.{len(self.entries)}@mail.example" if channel == "email" else None,
            in_reply_to=self.last_id if channel == "email" else None,
            proposed_class=machine,
            auto_reply=machine == "automatic",
            bounce=machine == "bounce",
            expects_reply=expects,
        )
        self.last_id = message.message_id or self.last_id
        return message

    def _moment(self, day: date) -> str:
        at = time(self.random.randint(8, 17), self.random.randint(0, 59))
        return datetime.combine(day, at, self.zone).isoformat(timespec="seconds")

    def _body(self, words: str) -> str:
        drawn = self.random.choices(self.prose, k=self.random.randint(24, 48))
        if words:
            drawn.insert(4, f"Please provide {words}.")
        return "\n\n".join(" ".join(drawn[at : at + 6]) for at in range(0, len(drawn), 6))

    def ask(self, side: Side, day: date, due: date | None = None, cls: MessageClass | None = None) -> tuple[int, int]:
        """A request to `side` in a message of the other one: the message and the obligation."""
        return self._bind("request", side, "in" if side == "company" else "out", day, due, cls)

    def promise(
        self, side: Side, day: date, due: date, cls: MessageClass | None = None, **more: tuple[int, ...]
    ) -> tuple[int, int]:
        """A dated promise by `side`, in a message of its own."""
        return self._bind("commitment", side, "out" if side == "company" else "in", day, due, cls, **more)

    def _bind(
        self,
        kind: str,
        side: Side,
        direction: Direction,
        day: date,
        due: date | None,
        cls: MessageClass | None,
        **more: tuple[int, ...],
    ) -> tuple[int, int]:
        words = f"{self.random.choice(_NOUNS)} {self.random.choice(_TAILS).format(n=self.random.randint(2, 99))}"
        n = self.say(direction, day, cls, asks=words, **more)
        opened = ObligationOpened(
            "request" if kind == "request" else "commitment", side, words, n, due.isoformat() if due else None
        )
        return n, self._log(opened, day)

    def decide(self, fact: Snoozed | Paused | Extended, day: date) -> None:
        self.entries.append(NewEntry(fact, BY, _logged(day)))


def _logged(day: date) -> str:
    """At an hour of UTC that is the same day everywhere."""
    return f"{day.isoformat()}T09:00:00Z"


# The past: each exchange takes as many days as it has messages and leaves nothing open.


def _statement(story: Story, days: list[date]) -> None:
    story.say("public", days[0])


def _answered(story: Story, days: list[date]) -> None:
    _, request = story.ask("regulator", days[0])
    story.say("in", days[1], "substantive", settles=(request,))


def _we_answered(story: Story, days: list[date]) -> None:
    _, request = story.ask("company", days[0], cls="substantive")
    story.say("out", days[1], settles=(request,), expects=False)


def _we_delivered(story: Story, days: list[date]) -> None:
    _, promise = story.promise("company", days[0], days[1])
    story.say("out", days[1], settles=(promise,), expects=False)


def _acknowledged(story: Story, days: list[date]) -> None:
    _, request = story.ask("regulator", days[0])
    story.say("in", days[1], story.random.choice(("acknowledgement", "automatic")))
    story.say("in", days[2], "substantive", settles=(request,))


def _held(story: Story, days: list[date]) -> None:
    _, request = story.ask("regulator", days[0])
    _, promise = story.promise("regulator", days[1], days[2], "holding")
    story.say("in", days[2], "substantive", settles=(request, promise))


def _in_part(story: Story, days: list[date]) -> None:
    _, request = story.ask("regulator", days[0])
    story.say("in", days[1], "partial", partly=(request,))
    story.say("out", days[2])
    story.say("in", days[3], "substantive", settles=(request,))


def _sent_again(story: Story, days: list[date]) -> None:
    _, request = story.ask("regulator", days[0])
    story.say("in", days[1], "bounce")
    story.say("out", days[2])
    story.say("in", days[3], "substantive", settles=(request,))


Exchange = Callable[[Story, list[date]], None]
EXCHANGES: dict[int, tuple[Exchange, ...]] = {
    1: (_statement,),
    2: (_answered, _answered, _we_answered, _we_delivered),
    3: (_acknowledged, _held),
    4: (_in_part, _sent_again),
}

# Where it stands now: `back` and `ahead` give days before and after the one that the record is made for.


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
