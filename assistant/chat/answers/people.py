"""Who of theirs there is, and who sent or asked for something."""

from __future__ import annotations

from assistant.chat.answer import Answer, Claim
from assistant.chat.answers.saying import MOST_SHOWN
from assistant.chat.inquiry import Inquiry, newest_first
from assistant.chat.record_view import Case
from assistant.chat.refusing import not_in_record
from assistant.chat.told import message, obligation
from assistant.chat.words import folded
from assistant.clocks.wording import long_date
from assistant.config import Contact
from assistant.record.kinds import Party
from assistant.record.thread import Logged

WHO_DID = (
    r"\bwho( (?:at|from|of|in|did|have|had) \S+)? "
    r"(WRITE|CALL|SEND|SPEAK|signed|HEAR|ASK|MEET|GRANT|EXTEND|WANT|raised)\b"
)


def contacts(ask: Inquiry) -> Answer:
    """Who of theirs is named in the configuration or wrote, with the latest message that bears the name."""
    if ask.reading.says(WHO_DID):
        return _who(ask)
    if ask.reading.topic and not ask.speaking:
        return not_in_record(ask, "No contact")
    claims: list[Claim] = []
    for regulator in ask.reading.regulators or tuple(dict.fromkeys(s.regulator for s in ask.candidates)):
        cases = [case for case in ask.about if case.regulator == regulator]
        known = ask.view.settings.regulator(regulator).contacts
        claims += [_contact(regulator, contact, cases) for contact in known]
    if not claims:
        return not_in_record(ask, "No contact")
    return ask.answer(claims)


def _who(ask: Inquiry) -> Answer:
    """Who sent a message, or asked for something in one."""
    if ask.reading.says(r"\bwho (ASK|WANT|raised)\b"):
        asked = ask.obligations(lambda _, o: o.type == "request" and ask.period.holds(o.day))
        return (
            ask.answer(_by(case, case.carrier(o), obligation(case, o)) for case, o in asked)
            if asked
            else not_in_record(ask)
        )
    theirs = ask.reading.says(r"\bwho (at|from|of) (REG|the regulators?)\b|\bto (us|me)\b")
    found = ask.messages(
        lambda _, m: (m.from_person or (m.message.direction == "out" and not theirs)) and ask.within(m)
    )
    if not found:
        return not_in_record(ask, "No such message")
    return ask.answer(_by(case, m, message(case, m)) for case, m in found[:MOST_SHOWN])


def _by(case: Case, logged: Logged | None, claim: Claim) -> Claim:
    sender = str(logged.message.sender) if logged is not None else ""
    return Claim(f"{sender}: {claim.text}" if sender else claim.text, claim.entries, confidential=claim.confidential)


def _contact(regulator: str, contact: Contact, cases: list[Case]) -> Claim:
    spoke = newest_first(
        (case, m) for case in cases for m in case.thread.messages if m.from_person and _is(contact, m.message.sender)
    )
    office = f", {contact.role}" if contact.role else ""
    at = f" <{contact.address}>" if contact.address else ""
    known = f"{regulator}: {contact.name}{office}{at}"
    if not spoke:
        return Claim(f"{known}, by the configuration; no message from there is in the record.")
    case, logged = spoke[0]
    return Claim(f"{known}; last on {long_date(logged.day)}.", (case.ref(logged.n),))


def _is(contact: Contact, sender: Party) -> bool:
    same = bool(contact.address) and sender.address == contact.address
    return same or folded(sender.name) == folded(contact.name)
