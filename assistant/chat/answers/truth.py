"""`Is it true that …`: a sentence held against the record."""

from __future__ import annotations

from assistant.chat.answer import Answer, Claim
from assistant.chat.answers.contact import last_word
from assistant.chat.answers.owing import answered
from assistant.chat.answers.saying import happened
from assistant.chat.inquiry import Inquiry
from assistant.chat.refusing import not_in_record
from assistant.chat.told import heading
from assistant.clocks.wording import days, long_date

SILENCE = r"\b(no|any|without|never|not|nothing|nobody|OPEN)\b.*\b(MESSAGE|ANSWER|HEAR|WRITE|SEND|SAY|CONTACT)\b|\bSILENT\b|\bOPEN by\b|\b(they|REG|PERSON|authority)( has| have| is)* OPEN\b"
OURS = r"\bour (QUESTION|ASK|LETTER|EMAIL|MAIL|MESSAGE)\b"


def truth(ask: Inquiry) -> Answer:
    """Silence is computed; anything else is only quoted, never judged."""
    if ask.reading.says(OURS) or (ask.reading.topic and ask.reading.says(SILENCE)):
        found = answered(ask.instead(actor="regulator"))
        if not found.refused:
            return found
    if ask.reading.says(SILENCE) and not ask.reading.topic:
        return _silence(ask)
    return happened(ask)


def _silence(ask: Inquiry) -> Answer:
    cases = [case for case in ask.about if case.thread.closed is None] or list(ask.about)
    if not cases:
        return not_in_record(ask)
    found = last_word(cases)
    if found is None:
        return ask.answer([Claim(f"Yes, as far as the record goes: no person at {ask.whom()} has spoken.", tuple(case.ref(1) for case in cases))])
    case, logged = found
    passed = (case.day - logged.day).days
    since = ask.period.first
    last = f"{heading(case, logged)}"
    if since is not None and (logged.day < since or (logged.day == since and ask.reading.period.side == "since")):
        text = f"Yes, as far as the record goes: nothing from {case.regulator} {ask.period.told}; the last was: {last}."
    else:
        text = f"Not as it stands: it is true only since {long_date(logged.day)}, for {days(passed)}. The last word was: {last}."
    return ask.answer([Claim(text, (case.ref(logged.n),), confidential=logged.message.confidential)])
