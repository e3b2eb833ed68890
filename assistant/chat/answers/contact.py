"""When somebody last or first spoke, how long it has been silent, and whether something arrived."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.chat.answer import Answer, Claim
from assistant.chat.answers.answered import took, verdict, waited
from assistant.chat.inquiry import Inquiry, newest_first
from assistant.chat.parts import NUMBERS
from assistant.chat.periods import ANY, Period
from assistant.chat.record_view import Case
from assistant.chat.refusing import not_in_record
from assistant.chat.told import heading, message, refs
from assistant.chat.vocabulary import CHANNELS
from assistant.clocks.wording import days, long_date
from assistant.record.kinds import SPOKEN
from assistant.record.openings import Reading, returned
from assistant.record.thread import Logged

SEVERAL = re.compile(rf"\bLAST (\d{{1,2}}|two|three|four|five|six|seven|ten) (?:{'|'.join(CHANNELS)}|MESSAGE)\b")
"""`the last three letters`."""


def last(ask: Inquiry) -> Answer:
    """The latest message of the kind that is asked about."""
    return _one(ask, newest=True)


def first(ask: Inquiry) -> Answer:
    """The earliest."""
    return _one(ask, newest=False)


def _one(ask: Inquiry, *, newest: bool) -> Answer:
    fits = wanted(ask)
    several = SEVERAL.search(ask.reading.text)
    if several and newest:
        number = several.group(1)
        few = ask.messages(lambda _, m: fits(m) and ask.within(m))[
            : int(number) if number.isdecimal() else NUMBERS[number]
        ]
        return ask.answer(_ago(*each) for each in few) if few else not_in_record(ask, "No such message")
    found = ask.utmost(lambda _, m: fits(m) and ask.within(m), newest=newest)
    return ask.answer([_ago(*found)]) if found else not_in_record(ask, "No such message")


def _ago(case: Case, logged: Logged) -> Claim:
    told = message(case, logged)
    passed = (case.day - logged.day).days
    ago = "today" if passed == 0 else f"{days(passed)} ago"
    return Claim(f"On {long_date(logged.day)}, {ago}. {told.text}", told.entries, confidential=told.confidential)


def wanted(ask: Inquiry) -> Callable[[Logged], bool]:
    """By side and by way: to hear is any word of a person, to write is nothing spoken, to speak is nothing written."""
    says = ask.reading.says
    spoken = says(r"\b(SPEAK|CALL|MEET|MEETING)\b") and not ask.reading.doubtful
    written = says(r"\b(WRITE|LETTER|MAIL|EMAIL|SEND)\b") and not spoken
    channels = ask.reading.channels
    side = ask.reading.actor
    heard = says(r"\bHEAR\b|\bfrom (REG|them|PERSON)\b")
    if heard and side == "company":
        side = "regulator"

    def fits(logged: Logged) -> bool:
        m = logged.message
        if m.direction == "in" and not logged.from_person:
            return False
        if channels and m.channel not in channels:
            return False
        if spoken:
            return m.channel in SPOKEN
        if (written and m.channel in SPOKEN) or m.direction == "internal":
            return False
        if side == "regulator":
            return m.direction == "in"
        if side == "company":
            return m.direction == "out" or (m.direction == "public" and "press" in channels)
        return m.direction in {"in", "out"}

    return fits


def silence(ask: Inquiry) -> Answer:
    """How long each regulator has said nothing, in the threads concerned."""
    if ask.reading.says(r"\bago (did|have|was|is) we\b"):
        return last(ask)
    if ask.reading.says(ELAPSED) and not ask.reading.says(SILENT):
        return _elapsed(ask)
    if ask.reading.says(r"\bWAIT\b") and (found := waited(ask)) is not None:
        return found
    if ask.reading.topic and ask.reading.says(r"\bWAIT\b"):
        awaited = ask.obligations(lambda _, o: o.owed_by == "regulator")
        if awaited and not any(o.is_open for _, o in awaited):
            return took(ask.instead(actor="regulator"))
    cases = ask.speaking
    if ask.reading.topic and not cases:
        return not_in_record(ask)
    by_regulator: dict[str, list[Case]] = {}
    for case in cases:
        if case.thread.closed is None or ask.reading.topic:
            by_regulator.setdefault(case.regulator, []).append(case)
    told = [each for regulator, found in by_regulator.items() if (each := _silent(regulator, found)) is not None]
    if not told:
        return not_in_record(ask, "No word from them")
    return ask.answer(claim for _, claim in sorted(told, key=lambda each: -each[0]))


ELAPSED = r"\b(since|ago)\b|^how long (are|have) we\b"
SILENT = r"\b(SILENT|WAIT|HEAR|MESSAGE|ANSWER|WRITE|SAY|SPEAK|LETTER|MAIL|EMAIL)\b"


def _elapsed(ask: Inquiry) -> Answer:
    """How long ago something was: an event of the record, or the latest call or meeting."""
    named = ask.reading.period
    if named.event:
        found = ask.event(named)
    elif ask.reading.topic and not ask.reading.channels:
        found = ask.event(Period(event=" ".join(ask.reading.spelt), side="since"))
    else:
        messages = ask.messages(lambda _, m: ask.within(m)) if ask.reading.channels or ask.reading.topic else []
        found = messages[0] if messages else None
    if found is None:
        return not_in_record(ask)
    return ask.answer([_ago(*found)])


def last_word(cases: list[Case]) -> tuple[Case, Logged] | None:
    """The last time that a person of theirs spoke."""
    spoke = newest_first((case, m) for case in cases for m in case.thread.messages if m.from_person)
    return spoke[0] if spoke else None


def _silent(regulator: str, cases: list[Case]) -> tuple[int, Claim] | None:
    """Days of silence, and the sentence that says so."""
    found = last_word(cases)
    if found is not None:
        case, logged = found
        passed = (case.day - logged.day).days
        text = (
            f"{regulator} has been silent for {days(passed)}, since {long_date(logged.day)}: {heading(case, logged)}."
        )
        return passed, Claim(text, (case.ref(logged.n),), confidential=logged.message.confidential)
    sent = newest_first((case, m) for case in cases for m in case.thread.messages if m.message.direction == "out")
    if not sent:
        return None
    case, logged = sent[-1]
    passed = (case.day - logged.day).days
    since = f"{days(passed)} since our message of {long_date(logged.day)}"
    text = f"No person at {regulator} has spoken in this matter: {since}."
    return passed, Claim(text, (case.ref(logged.n),), confidential=logged.message.confidential)


LATEST = (
    r"^(did|has|have|was|is)\b(?!.*\bBOUNCE\b).*\bour "
    r"((LETTER|MAIL|EMAIL|MESSAGE)$|LAST (LETTER|MAIL|EMAIL|MESSAGE)\b)"
)
"""One message is meant, and none is named: the latest."""
UNSEEN = "Nothing shows that"


def arrived(ask: Inquiry) -> Answer:
    """What is known of whether our messages arrived: reports, second attempts, receipts, first signs of life."""
    with_files = ask.reading.says(r"\bATTACH\b")
    found = ask.messages(lambda _, m: m.message.direction == "out" and ask.within(m))
    found = [(case, m) for case, m in found if m.message.attachments or not with_files]
    owed = ask.obligations(lambda _, o: o.owed_by == "company") if _of_a_thing(ask) else []
    if owed and ask.reading.says(r"\bHEAR\b"):
        return ask.answer(verdict(*each) for each in owed)
    if owed and all(not o.updates for _, o in owed):
        return ask.refuse("Nothing in the record says that it was sent.", [verdict(*each) for each in owed])
    if not found:
        return not_in_record(ask, "No message of ours with an attachment" if with_files else "No message of ours")
    if not ask.reading.topic and ask.reading.period is ANY and ask.reading.says(LATEST):
        found = found[:1]
    cases = list(dict.fromkeys(case for case, _ in found))
    lost_only = ask.reading.says(r"\bBOUNCE\b")
    if lost_only and not ask.reading.topic:
        cases = [case for case in cases if returned(case.thread)]
    if not cases:
        return not_in_record(ask, "No report of a message that did not arrive")
    claims = [
        claim for case in cases for claim in _delivery(case, [m for c, m in found if c is case], lost_only=lost_only)
    ]
    if ask.reading.says("^when") and all(claim.text.startswith(UNSEEN) for claim in claims):
        return ask.refuse("No acknowledgement and no receipt is in the record.", claims)
    return ask.answer(claims)


def _of_a_thing(ask: Inquiry) -> bool:
    """A thing is asked about, not the message that it came with."""
    return bool(ask.reading.topic) and not ask.reading.says(r"\b(ATTACH|BOUNCE|LETTER|MAIL|EMAIL|MESSAGE|FILING)\b")


def _delivery(case: Case, sent: list[Logged], *, lost_only: bool) -> list[Claim]:
    """Each of the messages that came back, and what shows that the others arrived: by the earliest of them."""
    reading = Reading(case.thread)
    lost = [m for m in reversed(sent) if m.n in reading.bounced]
    claims = [claim for m in lost for claim in _came_back(case, reading, m)]
    others = [m for m in sent if m.n not in reading.bounced]
    if not others or (lost and lost_only):
        return claims
    oldest, said = others[-1], "No" if lost_only else "Yes"
    if oldest.message.receipt:
        text = f"{said}: filed on {long_date(oldest.day)}, receipt {oldest.message.receipt}."
        return [*claims, Claim(text, refs(case, (oldest.n,)))]
    sign = next((m for m in reading.after(oldest.n) if m.from_person), None)
    if sign is not None:
        text = f"{said}: {case.regulator} reacted on {long_date(sign.day)} to what we sent on {long_date(oldest.day)}."
        return [*claims, Claim(text, refs(case, (oldest.n, sign.n)))]
    text = f"{UNSEEN} our message of {long_date(oldest.day)} arrived: no receipt and no word since."
    return [*claims, Claim(text, refs(case, (oldest.n,)))]


def _came_back(case: Case, reading: Reading, sent: Logged) -> Iterator[Claim]:
    report, again = reading.bounced[sent.n], reading.delivered(sent.n)
    text = f"Our message of {long_date(sent.day)} did not arrive: a report of {long_date(report.day)} says so."
    yield Claim(text, refs(case, (sent.n, report.n)))
    if again is not None:
        yield Claim(f"It was sent again on {long_date(again.day)}.", refs(case, (again.n,)))
