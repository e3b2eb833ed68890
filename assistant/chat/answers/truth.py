"""`Is it true that …`: a sentence held against the record."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.chat.answer import Answer, Claim
from assistant.chat.answers.answered import answered, latest_first
from assistant.chat.answers.contact import last_word
from assistant.chat.answers.events import demanded
from assistant.chat.inquiry import Inquiry
from assistant.chat.loosening import colours
from assistant.chat.passages import asserted, holding, sentences
from assistant.chat.reading import UNTIL
from assistant.chat.record_view import Case
from assistant.chat.refusing import not_in_record
from assistant.chat.told import heading, message, obligation
from assistant.chat.vocabulary import EMPTY, TAG_OF
from assistant.chat.words import folded, missing, stems, tokens
from assistant.clocks.wording import days, long_date
from assistant.record.kinds import Direction, Side
from assistant.record.thread import Logged, Obligation

SILENCE = (
    r"\b(no|any|without|never|not|nothing|nobody|OPEN)\b.*\b(MESSAGE|ANSWER|HEAR|WRITE|SEND|SAY|CONTACT)\b|\bSILENT\b"
    r"|\bOPEN by\b|\b(they|REG|PERSON|authority)( has| have| is)* OPEN\b"
)
OURS = r"\bour (QUESTION|ASK|LETTER|EMAIL|MAIL|MESSAGE)\b"
ASKED = re.compile(
    r"^\W*(?:so |and )?(?:(?:is|was) (?:it|this|that) (?:really )?(?:the case|true|right|correct|accurate|fair to "
    r"say|so|a fact)|it is (?:true|right|correct)"
    r"|(?:can|may|could) (?:we|i) (?:safely )?(?:say|claim|state|tell \w+)|true|correct)(?: that)?[\s,:]*",
    re.IGNORECASE,
)
BY_US = r"\b(TRUE|SAY|that) we\b|\bby us\b"
BY_THEM = r"\b(TRUE|SAY|that) (they|REG|PERSON|the regulators?)\b|\bby (REG|them)\b"
"""Who is said to have done it."""
ACT = re.compile(
    r"\bthat (?P<by>we|they|REG|PERSON)(?: (?:have|has|had|ever|still|really|also))* (?P<act>ASK|WANT|PROMISE)\b"
)
ANYBODY: frozenset[Direction] = frozenset({"in", "out", "public"})
DENIED = re.compile(r"\b(?:no|not|never|nothing|nobody|none|neither|nor|without)\b|n't\b", re.IGNORECASE)
FEWEST = 3
"""Words that a plain statement has at least, besides those without a meaning."""
MOST = 20
"""Threads that a sentence is held against."""


def truth(ask: Inquiry) -> Answer:
    """Silence is computed; whether we were answered is, too; anything else is held against the entries."""
    says = ask.reading.says
    if says(OURS) or (ask.reading.topic and says(SILENCE)):
        found = answered(ask.instead(actor="regulator"))
        if not found.refused:
            return found
    if says(SILENCE) and not ask.reading.topic:
        return _silence(ask)
    if owed := _asked_or_promised(ask):
        return ask.answer(_so(obligation(case, o)) for case, o in owed)
    return _held(ask, ASKED.sub("", ask.reading.question).rstrip("? "))


def _asked_or_promised(ask: Inquiry) -> list[tuple[Case, Obligation]]:
    """What the side named is said to have asked or promised, if its own words hold all that is said of it."""
    act = ACT.search(ask.reading.text)
    if act is None:
        return []
    side: Side = "company" if act["by"] == "we" else "regulator"
    kind = "commitment" if act["act"] == "PROMISE" else "request"
    topic = tuple(one for one, word in zip(ask.reading.topic, ask.reading.spelt, strict=True) if not _frame(word))
    if not topic:
        return []
    return latest_first(
        (case, o)
        for case, o in demanded(ask.instead(topic=topic, actor=None))
        if o.type == kind
        and stems(f"{o.words} {o.condition}").issuperset(topic)
        and (o.owed_by == side) == (kind == "commitment")
        and _dated(ask, o)
    )


def _frame(word: str) -> bool:
    """It tells of the asking or promising, or only colours what is asked."""
    return TAG_OF.get(folded(word)) in {"ASK", "WANT", "PROMISE", "SEND", "ANSWER"} or colours(folded(word))


def _dated(ask: Inquiry, o: Obligation) -> bool:
    """It was said in the period, or is due on the day that is named after `by`."""
    period = ask.period
    if period.side in UNTIL:
        return o.due is not None and o.due in {period.last, ask.reading.other_period.last}
    return period.holds(o.day)


def _silence(ask: Inquiry) -> Answer:
    cases = [case for case in ask.about if case.thread.closed is None] or list(ask.about)
    if not cases:
        return not_in_record(ask)
    found = last_word(cases)
    if found is None:
        text = f"Yes, as far as the record goes: no person at {ask.whom()} has spoken."
        return ask.answer([Claim(text, tuple(case.ref(1) for case in cases))])
    case, logged = found
    since, last = ask.period.first, heading(case, logged)
    if since is not None and (logged.day < since or (logged.day == since and ask.reading.period.side == "since")):
        text = f"Yes, as far as the record goes: nothing from {case.regulator} {ask.period.told}; the last was: {last}."
    else:
        passed = days((case.day - logged.day).days)
        text = (
            f"Not as it stands: it is true only since {long_date(logged.day)}, for {passed}. The last word was: {last}."
        )
    return ask.answer([Claim(text, (case.ref(logged.n),), confidential=logged.message.confidential)])


def _held(ask: Inquiry, statement: str) -> Answer:
    """What grounding makes of the statement; what it verifies must have all words of the question in it besides."""
    from assistant.grounding.evidence import evidence_of  # noqa: PLC0415 - only such a question needs it
    from assistant.grounding.findings import Finding  # noqa: PLC0415
    from assistant.grounding.ground import ground  # noqa: PLC0415

    cases = (ask.about or ask.everywhere)[:MOST]
    if not cases:
        return not_in_record(ask)
    for told in _in_so_many_words(ask, cases, statement):
        return ask.answer([_so(told)])
    gaps = [gap for case in cases for gap in case.gaps]
    evidence = evidence_of([case.thread for case in cases], gaps, ask.view.settings, ask.view.today)
    findings: list[Finding] = [f for s in ground(statement, evidence) for f in s.findings if f.mention.kind != "name"]
    wrong = [f for f in findings if f.status == "contradicted"]
    if wrong:
        return ask.answer(
            Claim(f"The record has it otherwise: {f.why}.", tuple(str(ref) for ref in f.entries)) for f in wrong
        )
    refs = dict.fromkeys((ref.thread, ref.n) for f in findings for ref in f.entries)
    quoted = [
        claim for case in cases for claim in _quoted(ask, case, {n for thread, n in refs if thread == case.thread.id})
    ]
    if findings and all(f.status == "verified" for f in findings) and quoted:
        return ask.answer([_so(quoted[0]), *quoted[1:]])
    return ask.refuse(_doubt(ask, [f.why for f in findings if f.status != "verified" and f.why]))


def _so(claim: Claim) -> Claim:
    return Claim(f"The record says so. {claim.text}", claim.entries, confidential=claim.confidential)


def _in_so_many_words(ask: Inquiry, cases: Sequence[Case], statement: str) -> list[Claim]:
    """The latest message of the side that is said to have done it with a sentence that has every word of it.

    Nobody's denial, question or plan says so; and what denies is left to the rest.
    """
    words = [token.stem for token in tokens(statement) if token.word not in EMPTY and not colours(token.word)]
    if len(words) < FEWEST or DENIED.search(statement):
        return []
    by = ANYBODY
    if ask.reading.says(BY_US):
        by = ANYBODY - {"in"}
    elif ask.reading.says(BY_THEM):
        by = frozenset({"in"})
    found = [
        (m.day, message(case, m, [sentence]))
        for case in cases
        for m in case.thread.messages
        if m.message.direction in by and (sentence := asserted(case.words(m), words))
    ]
    return [told for _, told in sorted(found, key=lambda each: each[0])[-1:]]


def _quoted(ask: Inquiry, case: Case, numbers: set[int]) -> list[Claim]:
    """The messages among these entries in which the words of the question stand."""
    found = [m for m in case.thread.messages if m.n in numbers and ask.by_them(case, m)]
    telling = (m for m in found if not missing(case.message_stems(m), ask.reading.topic))
    return [message(case, m) for m in telling if _tells(ask, case, m)]


def _tells(ask: Inquiry, case: Case, logged: Logged) -> bool:
    """It does not merely ask for it."""
    text = case.words(logged)
    spoken = holding(text, ask.reading.topic) or sentences(text)
    return any(not sentence.endswith("?") for sentence in spoken)


def _doubt(ask: Inquiry, whys: list[str]) -> str:
    return f"Not in the record: {'; '.join(dict.fromkeys(whys))}." if whys else not_in_record(ask).refusal
