"""What changed, which threads there are, how many of something, and what lies in the tray."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.chat.answer import Answer, Claim
from assistant.chat.answers.contact import wanted
from assistant.chat.answers.events import figures
from assistant.chat.inquiry import Inquiry
from assistant.chat.passages import shown
from assistant.chat.periods import ANY, Period, period_in
from assistant.chat.record_view import Case, Lying, summary_stems
from assistant.chat.refusing import not_in_record
from assistant.chat.told import heading, obligation_entries, refs
from assistant.chat.words import missing
from assistant.clocks.wording import counted, long_date, named, quoted
from assistant.record.index_rows import Summary
from assistant.record.kinds import Side

STATE = {
    "part": "answered in part",
    "settled": "settled",
    "withdrawn": "withdrawn",
    "open": "opened again",
    "replaced": "replaced by another promise",
}


def changed(ask: Inquiry) -> Answer:
    """What was logged for a period, the latest first; without one, for the last seven days."""
    if ask.reading.topic and not ask.about:
        return not_in_record(ask)
    named = ask.reading.period is not ANY
    period = ask.period if named else period_in("in the last week", ask.view.today)
    told = sorted(
        (each for case in ask.about for each in _changes(case, period)), key=lambda each: each[0], reverse=True
    )
    if not told and ask.reading.topic and not named:
        told = _newest(ask)
    if not told:
        return ask.answer(
            [Claim(f"Nothing is logged {period.told}{f' with {ask.whom()}' if ask.reading.regulators else ''}.")]
        )
    return ask.answer(claim for _, claim in told)


def _newest(ask: Inquiry) -> list[tuple[tuple[date, int], Claim]]:
    """What the last day on which anything happened brought."""
    every = sorted((each for case in ask.about for each in _changes(case, ANY)), key=lambda each: each[0], reverse=True)
    return [each for each in every if each[0][0] == every[0][0][0]]


def _changes(case: Case, period: Period) -> Iterator[tuple[tuple[date, int], Claim]]:
    thread = case.thread
    if period.holds(thread.opened) and thread.length == 1:
        yield (thread.opened, 1), Claim(f"{long_date(thread.opened)}: {thread.title} was opened.", refs(case, (1,)))
    for m in thread.messages:
        if period.holds(m.day):
            about = shown(m.message.subject) if m.message.subject else shown(" ".join(m.message.own_text.split()[:12]))
            yield (
                (m.day, m.n),
                Claim(f"{heading(case, m)}: {about}.", refs(case, (m.n,)), confidential=m.message.confidential),
            )
    for o in thread.obligations:
        who = "we owe" if o.owed_by == "company" else f"{case.regulator} owes"
        if period.holds(o.day):
            yield (o.day, o.n), Claim(f"{long_date(o.day)}: since then {who}: {named(o)}.", refs(case, (o.n,)))
        for update in o.updates:
            if period.holds(update.day):
                text = f"{long_date(update.day)}: {named(o)} was {STATE[update.state]}."
                yield (update.day, update.n), Claim(text, refs(case, (o.n, update.n, update.by_message)))
    yield from _moves(case, period)


def _moves(case: Case, period: Period) -> Iterator[tuple[tuple[date, int], Claim]]:
    thread = case.thread
    for note in thread.notes:
        if period.holds(note.day):
            yield (note.day, note.n), Claim(f"{long_date(note.day)}: note: {quoted(note.text)}", refs(case, (note.n,)))
    for extension in thread.extensions:
        if period.holds(extension.day):
            to = f" to {long_date(extension.to)}" if extension.to else f" by {extension.by}"
            text = f"{long_date(extension.day)}: more time was granted{to}."
            yield (
                (extension.day, extension.n),
                Claim(text, refs(case, (extension.opening, extension.n, extension.granted_by))),
            )
    for pause in thread.pauses:
        if period.holds(pause.start):
            yield (
                (pause.start, pause.n),
                Claim(f"{long_date(pause.start)}: a clock was stopped.", refs(case, (pause.n, pause.because))),
            )
    if thread.closed is not None and period.holds(thread.closed):
        yield (
            (thread.closed, thread.length),
            Claim(f"{long_date(thread.closed)}: {thread.title} was closed.", refs(case, (1,))),
        )


def threads(ask: Inquiry) -> Answer:
    """The threads that fit, the open ones and the latest first."""
    found = _threads(ask)
    if not found:
        return not_in_record(ask, "No such thread")
    return ask.answer(_thread(s) for s in found)


def _threads(ask: Inquiry) -> list[Summary]:
    says = ask.reading.says
    named = [s for s in ask.candidates if not missing(summary_stems(s), ask.reading.topic)]
    if says(r"^(is|are|was|were)\b"):
        pass  # yes or no: how they stand is said of each
    elif says(r"\bCLOSED\b"):
        named = [s for s in named if s.closed]
    elif says(r"\bOPEN\b"):
        named = [s for s in named if not s.closed]
    holder = HOLDER.search(ask.reading.text)
    if holder:
        side = "company" if holder.group(1) in {"us", "me"} else "regulator"
        named = [s for s in named if s.ball == side and not s.closed]
    return [s for s in named if _opened_in(ask, s)]


HOLDER = re.compile(
    r"\bTHREAD\b(?: that| which)? (?:is|are|lie|lies|sit|sits|rest|rests) (?:with|on|at) (us|me|them|REG|PERSON)\b"
)
"""Whose move it is in them."""


def _opened_in(ask: Inquiry, summary: Summary) -> bool:
    return ask.reading.period is ANY or ask.period.holds(date.fromisoformat(summary.opened))


HOLDS = {"company": "the ball is with us", "regulator": "the ball is with them", "none": "nobody has to act"}


def _thread(s: Summary) -> Claim:
    state = f"closed on {long_date(date.fromisoformat(s.closed))}" if s.closed else f"open, {HOLDS[s.ball]}"
    latest = max(s.last_in or "", s.last_out or "")
    known = "".join(f", {whose} {ref}" for whose, ref in (("ours", s.ours), ("theirs", s.theirs)) if ref)
    last = f", last message {long_date(date.fromisoformat(latest))}" if latest else ""
    return Claim(f"{s.thread} ({s.regulator}): {s.title}{known}; {state}{last}.", (f"{s.thread}#1",))


def count(ask: Inquiry) -> Answer:
    """How many of what the record itself counts; of other things, a sentence that has the number."""
    says = ask.reading.says
    thing = _COUNTED.search(ask.reading.text)
    if thing is None:
        return _count_messages(ask) if says(r"\bhow often\b") else figures(ask)
    if thing.group(1) == "THREAD":
        found = _threads(ask)
        return ask.answer([Claim(f"{counted(len(found), 'thread')}.", tuple(f"{s.thread}#1" for s in found))])
    if thing.group(1) in {"ASK", "QUESTION", "PROMISE"}:
        return _count_obligations(ask, "commitment" if thing.group(1) == "PROMISE" else "request")
    return _count_messages(ask)


_COUNTED = re.compile(
    r"\b(?:many|number of)(?: (?:of|the|our|their|OPEN|CLOSED|LATE|PRESS|REG))* "
    r"(THREAD|ASK|QUESTION|PROMISE|LETTER|EMAIL|MAIL|MESSAGE|CALL|MEETING|PRESS|FILING|times)\b"
)
CALLED = {"LETTER": "letter", "EMAIL": "e-mail", "CALL": "call", "MEETING": "meeting", "FILING": "filing"}


def _count_obligations(ask: Inquiry, kind: str) -> Answer:
    says = ask.reading.says
    actor: Side | None = ask.reading.actor
    speaker = {"company": "regulator", "regulator": "company"}
    owing = actor if kind == "commitment" or actor is None else speaker[actor]
    only_open = says(r"\b(OPEN|LATE)\b")
    if only_open and says(r"\b(has|have) (REG|they|PERSON|we)( not)? (OPEN|ANSWER)\b"):
        owing = actor
    found = ask.obligations(
        lambda case, o: (
            o.type == kind
            and owing in {None, o.owed_by}
            and ask.period.holds(o.day)
            and (not only_open or (o.is_open and case.thread.closed is None))
        )
    )
    if not found and ask.reading.topic:
        return not_in_record(ask)
    entries = tuple(dict.fromkeys(e for case, o in found for e in obligation_entries(case, o)))
    return ask.answer([Claim(f"{counted(len(found), ('open ' if only_open else '') + kind)}.", entries)])


def _count_messages(ask: Inquiry) -> Answer:
    found = ask.messages(lambda _, m: wanted(ask)(m) and ask.within(m))
    if not found and ask.reading.topic:
        return not_in_record(ask)
    thing = _COUNTED.search(ask.reading.text)
    name = CALLED.get(thing.group(1) if thing else "", "message")
    return ask.answer([Claim(f"{counted(len(found), name)}.", tuple(case.ref(m.n) for case, m in found))])


def tray(ask: Inquiry) -> Answer:
    """What matches no regulator and waits to be filed."""
    lying = ask.view.tray()
    if not lying:
        return ask.answer([Claim("The tray is empty.")])
    how = "`assistant tray` shows them, `assistant file` says whose they are"
    return ask.answer([Claim(f"{counted(len(lying), 'exchange')} in the tray: {how}."), *map(_lying, lying)])


def _lying(one: Lying) -> Claim:
    return Claim(f"{one.subject or 'Without a subject'}, since {long_date(one.since)}.", (f"{one.thread}#1",))


EXAMPLES = (
    "What is open with …?",
    "What have they asked us that we have not answered?",
    "When did we last hear from …?",
    "What is due this week?",
    "What did … say about …?",
    "What changed since Monday?",
    "Is it true that we received no communication?",
)


def help_(ask: Inquiry) -> Answer:
    """What can be asked."""
    return ask.answer([Claim("Ask, for example: " + " ".join(EXAMPLES))])
