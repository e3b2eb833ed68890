"""One synthetic thread, told exchange by exchange: entries as a careful desk would have logged them.

The exchanges here are the past: each leaves nothing open. Where a thread stands at the end is for `situations`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
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

    def promise(self, side: Side, day: date, due: date, cls: MessageClass | None = None) -> tuple[int, int]:
        """A dated promise by `side`, in a message of its own."""
        return self._bind("commitment", side, "out" if side == "company" else "in", day, due, cls)

    def _bind(
        self,
        kind: str,
        side: Side,
        direction: Direction,
        day: date,
        due: date | None,
        cls: MessageClass | None,
    ) -> tuple[int, int]:
        words = f"{self.random.choice(_NOUNS)} {self.random.choice(_TAILS).format(n=self.random.randint(2, 99))}"
        n = self.say(direction, day, cls, asks=words)
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
