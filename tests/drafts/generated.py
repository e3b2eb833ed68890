"""Threads of every kind of gap, made from a seed, with odd names, empty references and text from right to left.

Beside each thread stands what its raw facts say, worked out here and not by the program: the days, who wrote what on
which day, since when it is open. All dates are plain days, so that no time zone moves them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from assistant.clocks.calendars import Calendar
from assistant.clocks.gap import Gap
from assistant.clocks.gaps import gaps
from assistant.clocks.rules import rule_set, rulebook
from assistant.config import Company, Contact, RegulatorSettings, RuleSettings, Settings
from assistant.record.kinds import Classified, Fact, Message, ObligationOpened, ObligationUpdated, Party, ThreadOpened
from assistant.record.thread import Thread
from tests.drafts.cases import asked, promised, received, sent, thread_of

BASIS = "section 9 of the Act"
LEGAL_DAYS = 20
RULES = (
    RuleSettings("promise-passed", warn="30 days"),
    RuleSettings("commitment-due", warn="30 days"),
    RuleSettings("no-reply", "act", after=f"{LEGAL_DAYS} days", roll=False, basis=BASIS),
    RuleSettings("no-acknowledgement", "receipt", after=f"{LEGAL_DAYS} days", roll=False, basis=BASIS),
    RuleSettings("partial-answer", "rest", after=f"{LEGAL_DAYS} days", roll=False, basis=BASIS),
)
ODD = (
    "Access to the platform", "رسائی برائے پلیٹ فارم", "Überprüfung «§ A»", "[bold]x[/bold]", "{{ today }}{% if %}",
    "A\u202eB \x1b[31m", "名前 – 資料", " spaced   out ", "O’Neil & Söhne <GmbH>", "=SUM(A1)", "None of it", "⁦isolate⁩",
)  # fmt: skip
REFERENCES = ("", "", "TT/2020/17", "12-2020/PTA", "№ 5/ق", "two\nlines", "{{ x }}", "مراسلہ ۱۲")
WORDS = (
    "Which steps would restore access?",
    "کون سے اقدامات درکار ہیں؟",
    "one\ntwo",
    "“quoted” already",
    "{# 100 % #}",
)
WRITTEN = ("letter", "email")


class Case(NamedTuple):
    kind: str
    thread: Thread
    gaps: tuple[Gap, ...]
    settings: Settings
    as_of: date
    opened: date
    """Since when the thing of `kind` is open."""
    due: date | None
    """The day for which something was promised."""
    days: frozenset[date]
    """All that the facts name, and what the law makes of it."""
    spoken: frozenset[tuple[str, str, date]]
    """Direction, channel and the date on the document."""
    odd: tuple[str, ...]
    """The words that came from outside."""


class Story:
    """Facts under way; entries are numbered as `thread_of` numbers them."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.facts: list[Fact] = []
        self.start = date(2019, 1, 1) + timedelta(random.randrange(2000))

    def log(self, fact: Fact) -> int:
        self.facts.append(fact)
        return len(self.facts) + 1

    def day(self, after: int) -> str:
        return (self.start + timedelta(after)).isoformat()

    def words(self) -> str:
        return self.random.choice(WORDS)

    def we_send(self, after: int, **more: object) -> int:
        dated = self.day(after - self.random.randrange(3)) if self.random.random() < 0.3 else None
        channel = str(more.pop("channel", self.random.choice(WRITTEN)))
        return self.log(sent(self.day(after), channel, dated=dated, subject=self.random.choice(ODD), **more))  # type: ignore[arg-type]

    def they_write(self, after: int, cls: str = "substantive", channel: str = "", **more: object) -> int:
        by = channel or self.random.choice(WRITTEN)
        n = self.log(received(self.day(after), by, cls, sender=Party(self.random.choice(ODD)), **more))  # type: ignore[arg-type]
        self.log(Classified(n, cls))  # type: ignore[arg-type]
        return n

    def ask_them(self, message: int) -> int:
        return self.log(asked("regulator", self.words(), message))

    def ask_us(self, message: int, due: int | None = None) -> int:
        return self.log(asked("company", self.words(), message, None if due is None else self.day(due)))


def _no_reply(story: Story) -> None:
    letter = story.we_send(0)
    if story.random.random() < 0.7:
        question = story.ask_them(letter)
        if story.random.random() < 0.4:
            story.log(ObligationUpdated(question, "part", by_message=story.they_write(3, "partial", "meeting")))


def _no_acknowledgement(story: Story) -> None:
    story.we_send(0)


def _partial_answer(story: Story) -> None:
    story.ask_them(story.we_send(-5))
    story.they_write(0)


def _promise(story: Story) -> None:
    story.ask_them(story.we_send(-5))
    holding = story.they_write(0, "holding")
    story.log(promised("regulator", story.words(), holding, story.day(30)))


def _gone_quiet(story: Story) -> None:
    story.ask_them(story.we_send(-5))
    story.they_write(0, "acknowledgement")


def _we_owe(story: Story) -> None:
    theirs = story.they_write(0, channel=story.random.choice(("letter", "email", "meeting")))
    for _ in range(story.random.randrange(1, 4)):
        story.ask_us(theirs, story.random.choice((None, 30)))


def _commitment(story: Story) -> None:
    story.log(promised("company", story.words(), story.we_send(0, expects_reply=False), story.day(30)))


def _undelivered(story: Story) -> None:
    text = story.random.choice(("", "The text of it."))
    story.we_send(0, channel="email", message_id="a@company.example", text=text)
    story.log(received(story.day(0), cls="bounce", undelivered_id="a@company.example"))


def _call(story: Story) -> None:
    story.they_write(0, "holding", story.random.choice(("call", "meeting")))


def _filing(story: Story) -> None:
    story.we_send(0, channel="portal", expects_reply=False)


def _received(story: Story) -> None:
    story.they_write(0)


KINDS: dict[str, Callable[[Story], None]] = {
    "no-reply": _no_reply, "no-acknowledgement": _no_acknowledgement, "partial-answer": _partial_answer,
    "promise-passed": _promise, "gone-quiet": _gone_quiet, "we-owe": _we_owe, "commitment-due": _commitment,
    "undelivered": _undelivered, "call-unconfirmed": _call, "filing-without-receipt": _filing,
    "message-received": _received, "meeting-held": _call, "open-points": _no_reply,
}  # fmt: skip
PROMISES = frozenset({"promise-passed", "commitment-due"})


def case(number: int, kind: str) -> Case:
    """The thread of that number, in which something of `kind` is open."""
    random = Random(number)  # noqa: S311 - the same threads each time
    story = Story(random)
    KINDS[kind](story)
    later = random.choice((20, 29, 30, 31, 45)) if kind in PROMISES else random.randrange(8, 60)
    reminders = random.randrange(3) if kind in {"no-reply", "partial-answer", "gone-quiet"} else 0
    later += 31 * bool(reminders)  # the step after the reminders is due by then
    for after in range(1, reminders + 1):
        story.we_send(after + 4)
    if kind in {"no-reply", "open-points", "no-acknowledgement", "promise-passed"} and random.random() < 0.5:
        story.log(ObligationOpened("request", "company", story.words(), day=story.day(-2)))
    odd = tuple(random.choice(pool) for pool in (ODD, REFERENCES, REFERENCES, (*ODD, "")))
    return _made(kind, story, story.start + timedelta(later), odd)


def _made(kind: str, story: Story, as_of: date, odd: tuple[str, ...]) -> Case:
    title, ours, theirs, contact = odd
    opened = ThreadOpened(1, "pta-2020-001", "PTA", title, story.day(-9), ours=ours, theirs=theirs)
    thread = thread_of(*story.facts, opened=opened, as_of=as_of)
    regulator = RegulatorSettings(name="The Authority", contacts=(Contact(contact, "a@pta.example"),))
    settings = Settings(company=Company(name="Us", signature="A. B."), regulators={"PTA": regulator}, rules=RULES)
    rules = rule_set(rulebook(settings), "PTA", Calendar.plain())
    messages = [fact for fact in story.facts if isinstance(fact, Message)]
    days = {as_of, *(_day(m) for m in messages), *(_document(m) for m in messages)}
    days |= {_day(m) + timedelta(LEGAL_DAYS) for m in messages}
    promises = [fact for fact in story.facts if isinstance(fact, ObligationOpened)]
    days |= {date.fromisoformat(o.due) for o in promises if o.due} | {
        date.fromisoformat(o.day) for o in promises if o.day
    }
    due = next((date.fromisoformat(o.due) for o in promises if o.due and o.type == "commitment"), None)
    spoken = frozenset((m.direction, m.channel, _document(m)) for m in messages)
    words = tuple(text for o in promises for text in [o.words]) + tuple(m.subject for m in messages)
    return Case(
        kind, thread, gaps(thread, rules, as_of), settings, as_of, story.start, due, frozenset(days), spoken,
        (*odd, *words, *WORDS, *ODD),
    )  # fmt: skip


def _day(message: Message) -> date:
    return date.fromisoformat(message.sent or message.received or "")


def _document(message: Message) -> date:
    return date.fromisoformat(message.dated) if message.dated else _day(message)
