"""When somebody last or first spoke, how long it has been silent, whether something arrived, and who is who."""

from __future__ import annotations

from collections.abc import Callable

from assistant.chat.answer import Answer, Claim
from assistant.chat.inquiry import Inquiry, newest_first
from assistant.chat.vocabulary import SPOKEN
from assistant.chat.library import Case
from assistant.chat.refusing import not_in_record
from assistant.chat.told import heading, message, refs
from assistant.chat.words import folded, missing, stems
from assistant.clocks.wording import days, long_date
from assistant.record.thread import Logged


def last(ask: Inquiry) -> Answer:
    """The latest message of the kind that is asked about."""
    return _one(ask, 0)


def first(ask: Inquiry) -> Answer:
    """The earliest."""
    return _one(ask, -1)


def _one(ask: Inquiry, place: int) -> Answer:
    found = ask.messages(lambda _, m: wanted(ask)(m) and ask.within(m))
    if not found:
        return not_in_record(ask, "No such message")
    case, logged = found[place]
    return ask.answer([_ago(case, logged)])


def _ago(case: Case, logged: Logged) -> Claim:
    told = message(case, logged)
    passed = (case.day - logged.day).days
    ago = "today" if passed == 0 else f"{days(passed)} ago"
    return Claim(f"On {long_date(logged.day)}, {ago}. {told.text}", told.entries, confidential=told.confidential)


def wanted(ask: Inquiry) -> Callable[[Logged], bool]:
    """By side and by way: to hear is any word of a person, to write is nothing spoken, to speak is nothing written."""
    says = ask.reading.says
    spoken = says(r"\b(SPEAK|CALL|MEET|MEETING)\b")
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
    cases = ask.about
    if ask.reading.topic and not cases:
        return not_in_record(ask)
    by_regulator: dict[str, list[Case]] = {}
    for case in cases:
        if case.thread.closed is None or ask.reading.topic:
            by_regulator.setdefault(case.regulator, []).append(case)
    claims = [_silent(regulator, found) for regulator, found in by_regulator.items()]
    known = [claim for claim in claims if claim is not None]
    if not known:
        return not_in_record(ask, "No word from them")
    return ask.answer(known)


def last_word(cases: list[Case]) -> tuple[Case, Logged] | None:
    """The last time that a person of theirs spoke."""
    spoke = newest_first((case, m) for case in cases for m in case.thread.messages if m.from_person)
    return spoke[0] if spoke else None


def _silent(regulator: str, cases: list[Case]) -> Claim | None:
    found = last_word(cases)
    if found is not None:
        case, logged = found
        passed = (case.day - logged.day).days
        text = f"{regulator} has been silent for {days(passed)}, since {long_date(logged.day)}: {heading(case, logged)}."
        return Claim(text, (case.ref(logged.n),), confidential=logged.message.confidential)
    sent = newest_first((case, m) for case in cases for m in case.thread.messages if m.message.direction == "out")
    if not sent:
        return None
    case, logged = sent[-1]
    passed = (case.day - logged.day).days
    text = f"No person at {regulator} has spoken in this matter: {days(passed)} since our message of {long_date(logged.day)}."
    return Claim(text, (case.ref(logged.n),), confidential=logged.message.confidential)


def arrived(ask: Inquiry) -> Answer:
    """What is known of whether our messages arrived: reports, second attempts, receipts, first signs of life."""
    found = ask.messages(lambda _, m: m.message.direction == "out" and ask.within(m))
    if not found:
        return not_in_record(ask, "No message of ours")
    return ask.answer([claim for case in dict.fromkeys(case for case, _ in found) for claim in _delivery(case, [m for c, m in found if c is case])])


def _delivery(case: Case, sent: list[Logged]) -> list[Claim]:
    oldest = sent[-1]
    after = case.thread.messages[case.thread.messages.index(oldest) + 1 :]
    bounced = next((m for m in after if m.cls == "bounce"), None)
    sign = next((m for m in after if m.from_person), None)
    if bounced is not None:
        claims = [Claim(f"Our message of {long_date(oldest.day)} did not arrive: a report of {long_date(bounced.day)} says so.", refs(case, (oldest.n, bounced.n)))]
        again = next((m for m in after if m.message.direction == "out" and m.day >= bounced.day), None)
        if again is not None:
            claims.append(Claim(f"It was sent again on {long_date(again.day)}.", refs(case, (again.n,))))
        return claims
    if oldest.message.receipt:
        return [Claim(f"Yes: filed on {long_date(oldest.day)}, receipt {oldest.message.receipt}.", refs(case, (oldest.n,)))]
    if sign is not None:
        return [Claim(f"Yes: {case.regulator} reacted on {long_date(sign.day)} to what we sent on {long_date(oldest.day)}.", refs(case, (oldest.n, sign.n)))]
    return [Claim(f"Nothing shows that our message of {long_date(oldest.day)} arrived: no receipt and no word since.", refs(case, (oldest.n,)))]


def contacts(ask: Inquiry) -> Answer:
    """Who of theirs is named in the configuration or wrote, with the latest message that bears the name."""
    claims = []
    for regulator in ask.reading.regulators or tuple(dict.fromkeys(s.regulator for s in ask.candidates)):
        cases = [case for case in ask.about if case.regulator == regulator]
        for contact in ask.library.settings.regulator(regulator).contacts:
            claims.append(_contact(regulator, str(contact.name), contact.role, contact.address, cases))
    if not claims:
        return not_in_record(ask, "No contact")
    return ask.answer(claims)


def _contact(regulator: str, name: str, role: str, address: str, cases: list[Case]) -> Claim:
    spoke = newest_first(
        (case, m)
        for case in cases
        for m in case.thread.messages
        if m.from_person and (folded(m.message.sender.name) == folded(name) or (address and m.message.sender.address == address))
    )
    office = f", {role}" if role else ""
    at = f" <{address}>" if address else ""
    if not spoke:
        return Claim(f"{regulator}: {name}{office}{at}, by the configuration; no message from there is in the record.")
    case, logged = spoke[0]
    return Claim(f"{regulator}: {name}{office}{at}; last on {long_date(logged.day)}.", (case.ref(logged.n),))


__all__ = ["arrived", "contacts", "first", "last", "last_word", "missing", "silence", "stems"]
