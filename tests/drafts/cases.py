"""Threads and gaps for the tests of drafts, built from a few facts each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.clocks.gap import Gap, GapState, OpenedBy
from assistant.config import Company, Contact, RegulatorSettings, RuleSettings, Settings
from assistant.record.dates import zone_named
from assistant.record.entry import Line
from assistant.record.fold import fold
from assistant.record.kinds import (
    Channel,
    Fact,
    Message,
    MessageClass,
    ObligationOpened,
    ObligationUpdated,
    Party,
    ThreadOpened,
)
from assistant.record.openings import OpeningKind, openings
from assistant.record.thread import Thread

KARACHI = zone_named("Asia/Karachi")
AS_OF = date(2020, 10, 18)
LETTER, QUESTION, MEETING, TIMELINES, PART, STATEMENT = 2, 3, 4, 5, 6, 7
"""Entry numbers of the Pakistan case below."""
TIMELINES_WORDS = "tangible timelines for the proposed actions"
QUESTION_WORDS = "Which steps would restore access to the service?"
COMPANY = Company(name="TikTok", addresses=("policy@company.example",), signature="A. Khan\nPublic Policy")
PTA = RegulatorSettings(
    name="Pakistan Telecommunication Authority",
    country="PK",
    timezone="Asia/Karachi",
    contacts=(Contact("Mr Chairman", "chairman@pta.example"),),
)
SETTINGS = Settings(company=COMPANY, regulators={"PTA": PTA})
OPENED = ThreadOpened(1, "pta-2020-001", "PTA", "Access to the platform", ours="TT/2020/17", theirs="PTA/BLK/9")


def thread_of(*facts: Fact, opened: ThreadOpened = OPENED, as_of: date | None = AS_OF) -> Thread:
    """The fold of `facts`, numbered from 2, in the time zone of Karachi."""
    lines = [Line(n, "2020-10-18T04:00:00Z", "tests", fact) for n, fact in enumerate((opened, *facts), 1)]
    return fold(lines, KARACHI, as_of)


def sent(day: str, channel: Channel = "letter", **more: object) -> Message:
    return Message("out", channel, sent=day, **more)  # type: ignore[arg-type]


def received(day: str, channel: Channel = "email", cls: MessageClass = "substantive", **more: object) -> Message:
    return Message("in", channel, received=day, proposed_class=cls, **more)  # type: ignore[arg-type]


def asked(of: str, words: str, message: int | None, due: str | None = None, day: str | None = None) -> ObligationOpened:
    return ObligationOpened("request", of, words, message, due, day=day)  # type: ignore[arg-type]


def promised(by: str, words: str, message: int, due: str | None = None) -> ObligationOpened:
    return ObligationOpened("commitment", by, words, message, due)  # type: ignore[arg-type]


PAKISTAN: tuple[Fact, ...] = (
    sent("2020-10-09", subject="Restoring access", text=QUESTION_WORDS, illustrative=True),
    asked("regulator", QUESTION_WORDS, LETTER),
    received(
        "2020-10-12T15:00:00+05:00",
        "meeting",
        "partial",
        subject="Virtual meeting",
        sender=Party("The Chairman", "chair@pta.example"),
    ),
    asked("company", TIMELINES_WORDS, MEETING),
    ObligationUpdated(QUESTION, "part", by_message=MEETING),
    Message("public", "press", subject="Statement", sent="2020-10-17"),
)


def pakistan(as_of: date = AS_OF) -> Thread:
    return thread_of(*PAKISTAN, as_of=as_of)


def pakistan_gaps(thread: Thread) -> list[Gap]:
    """As the default rules give them on 18 October 2020."""
    return [
        gap_of(thread, "we-owe", "upcoming", date(2020, 10, 19)),
        gap_of(thread, "no-reply", "overdue", date(2020, 10, 16)),
    ]


def gap_of(
    thread: Thread,
    kind: OpeningKind,
    state: GapState,
    due: date,
    *,
    as_of: date = AS_OF,
    step: int = 1,
    statutory: bool = False,
    estimated: bool = False,
    hidden: bool = False,
) -> Gap:
    """The gap that the opening of that kind would make under a rule named after it."""
    opening = next(o for o in openings(thread) if o.kind == kind)
    carrier = thread.message(opening.message) if opening.message is not None else None
    return Gap(
        id=f"{kind}:{thread.id}#{opening.entry}:{step}",
        kind=kind,
        state=state,
        thread=thread.id,
        regulator=thread.regulator,
        owed_by=opening.owed_by,
        opened_by=OpenedBy(carrier.n, carrier.day) if carrier else OpenedBy(opening.entry, opening.start),
        step=step,
        due=due,
        days_over=(as_of - due).days,
        statutory=statutory,
        estimated=estimated,
        snoozed_until=date(2020, 11, 1) if hidden else None,
        summary=f"Open: {kind} #{opening.entry}.",
        suggests="",
        rule=kind,
        opening=opening.entry,
        words=opening.words,
        partial=opening.partial,
        step_due=due,
        hidden=hidden,
    )


def with_rule(rule: RuleSettings, settings: Settings = SETTINGS) -> Settings:
    return Settings(company=settings.company, regulators=settings.regulators, rules=(rule,))


def chaser_days(days: Sequence[str]) -> list[Message]:
    return [sent(day, "email", subject="Reminder") for day in days]
