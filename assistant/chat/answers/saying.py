"""What was said: passages of messages, notes, and entries by their number, word for word."""

from __future__ import annotations

from assistant.chat.answer import Answer, Claim
from assistant.chat.inquiry import Inquiry, newest_first
from assistant.chat.passages import holding, sentence_stems, sentences, shown
from assistant.chat.periods import ANY
from assistant.chat.record_view import Case
from assistant.chat.refusing import not_in_record
from assistant.chat.told import heading, message, obligation
from assistant.chat.words import missing, stems
from assistant.clocks.wording import counted, long_date
from assistant.record.kinds import SPOKEN
from assistant.record.thread import Logged, Noted

WITH_THEM = r"\b(CONTACT|MESSAGE) with (REG|PERSON|them)\b"
"""What passed between the two sides: nothing that was said to everybody."""
EVERYTHING = r"^(FIND|all|everything|the)\b.*\bMESSAGE\b(?!.*\b(SAY|FIRST|LAST)\b)"
"""A matter's whole correspondence is asked for, not the messages with its name in them."""
NOTES = r"\bnotes?\b"
MOST_SHOWN = 10
"""Messages that an answer quotes; of more it says how many."""


def said(ask: Inquiry) -> Answer:
    """Passages in which the topic stands, or all messages of a period, the latest first."""
    if ask.reading.entries:
        return _entries(ask)
    if bearers := _bearers(ask):
        return ask.answer(bearers)
    if ask.reading.says(NOTES):
        noted = _notes(ask)
        return ask.answer(noted) if noted else not_in_record(ask, "No note")
    with_files = ask.reading.says(r"\bATTACH\b")
    found = ask.messages(
        lambda _, m: spoken_by(ask, m) and ask.within(m) and bool(m.message.attachments or not with_files)
    )
    if ask.reading.says(EVERYTHING) and ask.about:
        found = newest_first(
            (c, m)
            for c in ask.about
            for m in c.thread.messages
            if spoken_by(ask, m) and ask.within(m) and ask.by_them(c, m)
        )
        return (
            ask.answer(quoted(ask.instead(topic=(), spelt=()), found)) if found else not_in_record(ask, no_message(ask))
        )
    found = [each for each in found if not _only_asks(ask, *each)] or found
    if found and not _says_nothing(ask):
        return ask.answer(quoted(ask, found))
    notes = [] if ask.reading.actor == "regulator" else _notes(ask)
    return ask.answer(notes) if notes else not_in_record(ask, no_message(ask))


def _bearers(ask: Inquiry) -> list[Claim]:
    """Of `who is Sam Hill?` those of theirs who wrote under that name, each with the latest message."""
    name = ask.reading.topic
    if not name or not ask.reading.says(r"^who (is|was)\b"):
        return []
    found: dict[str, Claim] = {}
    for case, m in ask.messages(lambda _, m: m.from_person and not missing(stems(m.message.sender.name), name)):
        told = f"{case.regulator}: {m.message.sender}"
        found.setdefault(told, Claim(f"{told}; last on {long_date(m.day)}.", (case.ref(m.n),)))
    return list(found.values())


def _says_nothing(ask: Inquiry) -> bool:
    """A yes-or-no question about nothing that could be looked up: everything ever said is no answer."""
    reading = ask.reading
    named = reading.topic or reading.channels or reading.people or reading.period is not ANY
    return not named and reading.says(r"^(did|has|have|had|was|were|is|are|do|does)\b")


def _only_asks(ask: Inquiry, case: Case, logged: Logged) -> bool:
    """Its only words on the topic are a question, and a question is not answered by another. Of either side."""
    if ask.reading.actor is not None or not ask.reading.topic or not ask.reading.says(r"^(and )?(what|which|until)\b"):
        return False
    return all(sentence.endswith("?") for sentence in holding(case.words(logged), ask.reading.topic))


def _notes(ask: Inquiry) -> list[Claim]:
    """Notes of ours in which the topic stands."""
    if not ask.reading.topic and not ask.reading.people:
        return []
    return [
        _note(case, note)
        for case in ask.everywhere
        for note in case.thread.notes
        if _noted(ask, case, note) and ask.period.holds(note.day)
    ]


def _noted(ask: Inquiry, case: Case, note: Noted) -> bool:
    """It speaks of the topic, alone or with the title of its thread; where notes are asked for, the title will do."""
    wanted = (*ask.reading.topic, *ask.reading.people)
    left = missing(sentence_stems(note.text), wanted)
    speaks = len(left) < len(wanted) or ask.reading.says(NOTES)
    return speaks and not missing(case.title_stems, left)


def confidential(ask: Inquiry) -> Answer:
    """The messages that are marked confidential."""
    if ask.reading.topic and not ask.speaking:
        return not_in_record(ask)
    found = newest_first(
        (case, m)
        for case in (ask.speaking if ask.reading.topic else ask.about)
        for m in case.thread.messages
        if m.message.confidential and ask.within(m)
    )
    if not found:
        return ask.answer([Claim(f"Nothing{_of_what(ask)} is marked confidential.")])
    return ask.answer(_marked(case, m) for case, m in found)


def _marked(case: Case, logged: Logged) -> Claim:
    about = shown(logged.message.subject) if logged.message.subject else "without a subject"
    return Claim(f"Marked confidential: {heading(case, logged)}: {about}.", (case.ref(logged.n),), confidential=True)


def _of_what(ask: Inquiry) -> str:
    """` about “masts” with OFCOM`."""
    about = f" about “{' '.join(ask.reading.spelt)}”" if ask.reading.spelt else ""
    return f"{about} with {ask.whom()}" if ask.reading.regulators else about


def _note(case: Case, note: Noted) -> Claim:
    return Claim(f"Note of {long_date(note.day)}: {shown(' '.join(note.text.split()))}", (case.ref(note.n),))


def _entries(ask: Inquiry) -> Answer:
    """The entries that are named: messages whole, requests and commitments with how they stand, notes."""
    found: list[Claim] = []
    for case in ask.everywhere:
        numbers = {n for name, n in ask.reading.entries if name in {"", case.thread.id}}
        found += [message(case, m, sentences(m.message.own_text)) for m in case.thread.messages if m.n in numbers]
        found += [obligation(case, o) for o in case.thread.obligations if o.n in numbers]
        found += [_note(case, note) for note in case.thread.notes if note.n in numbers]
    return ask.answer(found) if found else ask.refuse("There is no such message, request, commitment or note.")


def quoted(ask: Inquiry, found: list[tuple[Case, Logged]]) -> list[Claim]:
    """The first of these messages, each with the sentences that the question is about."""
    claims = [_with_files(ask, m, message(case, m, _passages(ask, case, m))) for case, m in found[:MOST_SHOWN]]
    if len(found) > MOST_SHOWN:
        claims.append(Claim(f"{counted(len(found) - MOST_SHOWN, 'further message')}: ask more closely."))
    return claims


def _with_files(ask: Inquiry, logged: Logged, claim: Claim) -> Claim:
    """With the names of what is attached, where that is asked about."""
    files = ", ".join(file.name for file in logged.message.attachments)
    if not files or not ask.reading.says(r"\b(ATTACH|FILING)\b"):
        return claim
    return Claim(f"{claim.text} Attached: {files}.", claim.entries, confidential=claim.confidential)


def _passages(ask: Inquiry, case: Case, logged: Logged) -> tuple[str, ...]:
    """The sentences on the topic, wherever its author wrote them; without one, those of the message itself."""
    if ask.reading.topic:
        return holding(case.words(logged), ask.reading.topic)
    return sentences(logged.message.own_text)


def spoken_by(ask: Inquiry, logged: Logged) -> bool:
    """By the side that is asked about; machines say nothing."""
    message = logged.message
    if message.direction == "in" and not logged.from_person:
        return False
    both = message.channel in SPOKEN and not ask.reading.says(r"\b(SEND|WRITE|LETTER|MAIL|EMAIL)\b")
    match ask.reading.actor:
        case "regulator":
            if message.channel in SPOKEN and ask.reading.says(r"^(did|has|have)\b.*\bWRITE\b"):
                return False
            return message.direction == "in" or both
        case "company":
            if ask.reading.says(r"\bSEND\b.*\bto (REG|them|PERSON)\b"):
                return message.direction == "out"
            return message.direction in {"out", "public"} or both
    return message.direction in {"in", "out"} if ask.reading.says(WITH_THEM) else message.direction != "internal"


def no_message(ask: Inquiry) -> str:
    what = " or ".join(sorted(ask.reading.channels)) or "message"
    by = {"company": " of ours", "regulator": f" from {ask.whom()}", None: ""}[ask.reading.actor]
    when = f" {ask.period.told}" if ask.period is not ANY else ""
    return f"No {what}{by}{when}"
