"""The fixed set of plain facts that a template may use, each with the entries it rests on.

Only text, numbers, booleans, lists and dictionaries: a template can reach nothing else. Words that come from outside
are made inert and passed as values; they are never read as a template.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from msgspec import Struct

from assistant.clocks.gap import Gap
from assistant.clocks.rulebook import rulebook
from assistant.config import RegulatorSettings, Settings
from assistant.drafts.about import About, chasers
from assistant.drafts.matters import Item, lists
from assistant.drafts.naming import in_which, named
from assistant.drafts.points import Matter, points
from assistant.drafts.style import Style
from assistant.drafts.words import Words, greeted_in, words_of
from assistant.record.inert import inert, inert_line
from assistant.record.kinds import Party
from assistant.record.openings import last_contact
from assistant.record.thread import Logged, Thread

Value: TypeAlias = str | int | bool | list[Item]
Found: TypeAlias = dict[str, tuple[Value, tuple[int, ...]]]
"""Values by name, each with its entries."""

LABELS = {
    "regulator_name": "Regulator",
    "regulator_key": "Regulator's key",
    "contact_name": "Addressed to",
    "contact_address": "Address",
    "salutation": "Greeting",
    "company_name": "Company",
    "signature": "Signature",
    "our_reference": "Our reference",
    "their_reference": "Their reference",
    "thread_id": "Thread",
    "thread_title": "Matter",
    "today": "As of",
    "as_of": "As of (ISO)",
    "tone": "Tone",
    "channel": "Written as",
    "kind": "Kind of gap",
    "opening_entry": "Entry that opened it",
    "opening_date": "Opened on",
    "opening_channel": "Opened by",
    "opening_named": "Opened by",
    "opening_in_which": "Leads to the words",
    "opening_ours": "Opened by us",
    "opening_subject": "Its subject",
    "opening_words": "Its words",
    "opening_text": "Its text",
    "days_open": "Days since it was opened",
    "days_silent": "Days since the opening, or their last word if later",
    "due_date": "Due",
    "days_over": "Days past the due day",
    "estimated": "An estimated holiday took part in the count",
    "statutory": "Rests on a legal basis",
    "basis": "Legal basis",
    "last_contact_date": "Last word from the regulator",
    "last_contact_days": "Days since their last word",
    "last_contact_entry": "Entry of their last word",
    "last_contact_channel": "How they last spoke",
    "last_contact_named": "Last word from the regulator",
    "answered_in_part": "Answered in part by",
    "acknowledged_by": "Acknowledged, without a full answer, by",
    "partial_answers": "Partial answer",
    "chasers_sent": "Reminders sent",
    "reminded": "Reminders sent",
    "chasers": "Reminder sent",
    "answering": "Asked of us here",
    "owed": "Owed by us",
    "also_owed": "Also owed by us",
    "points": "Singled out from the message",
    "awaiting": "Awaited from them",
    "also_awaiting": "Also awaited from them",
    "commitments": "Commitment of ours",
    "their_commitments": "Commitment of theirs",
    "extensions": "Extension",
    "matters": "Open",
}
"""Every fact, with the name a person reads; the order is that of the list beside a draft."""

LIST_FACTS = frozenset({
    "partial_answers", "chasers", "answering", "owed", "also_owed", "points", "awaiting", "also_awaiting",
    "commitments", "their_commitments", "extensions", "matters",
})  # fmt: skip

NUMBER_FACTS = frozenset({
    "opening_entry", "days_open", "days_silent", "days_over", "last_contact_days", "last_contact_entry", "chasers_sent",
})  # fmt: skip
YES_FACTS = frozenset({"opening_ours", "estimated", "statutory"})


class Source(Struct, frozen=True):
    label: str
    entries: tuple[int, ...]
    """Of this thread; empty: from the configuration or the calendar alone."""


class Facts(Struct, frozen=True):
    values: dict[str, Value]
    """All names of `LABELS`. What is not known is an empty text, list, or 0."""
    sources: dict[str, Source]


def facts_for(
    thread: Thread,
    gaps: Sequence[Gap],
    settings: Settings,
    as_of: date,
    about: About | None = None,
    style: Style = Style(),  # noqa: B008 - frozen
    beside: Sequence[Matter] = (),
) -> Facts:
    """What the record and the settings say as of that day, for a draft about `about`, in the words of its language.

    `beside` are other matters with the regulator, which only the fact `matters` tells of.
    """
    words = words_of(style.language)
    every = [Matter(thread, tuple(gaps)), *beside]
    found: Found = {
        **_parties(thread, settings, style.language),
        **_thread(thread, as_of, words),
        "tone": (style.tone, ()),
        "channel": (style.channel, ()),
        **_opening(thread, about, as_of, words),
        **_clock(thread, settings, about, as_of, words),
        **_last_contact(thread, as_of, words),
        **_said_since(thread, about, words),
        **lists(thread, gaps, about, as_of, words),
        "matters": (points(every, as_of, words), ()),
    }
    return Facts(
        {name: found[name][0] for name in LABELS},
        {name: Source(label, found[name][1]) for name, label in LABELS.items()},
    )


def recipient(thread: Thread, regulator: RegulatorSettings) -> tuple[Party, tuple[int, ...]]:
    """Whom to address: the first configured contact, else who last wrote to us, with that entry; else the office."""
    if regulator.contacts:
        first = regulator.contacts[0]
        return Party(first.name, first.address or next(iter(regulator.addresses), "")), ()
    wrote = [m for m in thread.messages if m.from_person and m.message.sender.address]
    if wrote:
        return wrote[-1].message.sender, (wrote[-1].n,)
    return Party("", next(iter(regulator.addresses), "")), ()


def _parties(thread: Thread, settings: Settings, language: str) -> Found:
    regulator = settings.regulator(thread.regulator)
    to, entries = recipient(thread, regulator)
    company = inert_line(settings.company.name)
    return {
        "regulator_name": (inert_line(regulator.name or thread.regulator), ()),
        "regulator_key": (thread.regulator, (1,)),
        "contact_name": (inert_line(to.name), entries),
        "contact_address": (inert_line(to.address), entries),
        "salutation": (_salutation(regulator, language), ()),
        "company_name": (company, ()),
        "signature": (inert(settings.company.signature).strip() or company, ()),
    }


def _salutation(regulator: RegulatorSettings, language: str) -> str:
    """The configured greeting; none above a text of another language than its own.

    That is the one which is configured with it, else the one that its first word tells.
    """
    if not regulator.contacts:
        return ""
    first = regulator.contacts[0]
    own = first.language or regulator.language or greeted_in(first.salutation) or language
    return inert_line(first.salutation) if own == language else ""


def _thread(thread: Thread, as_of: date, words: Words) -> Found:
    return {
        "our_reference": (inert_line(thread.ours), (1,)),
        "their_reference": (inert_line(thread.theirs), (1,)),
        "thread_id": (thread.id, (1,)),
        "thread_title": (inert_line(thread.title), (1,)),
        "today": (words.written(as_of), ()),
        "as_of": (as_of.isoformat(), ()),
    }


def _opening(thread: Thread, about: About | None, as_of: date, words: Words) -> Found:
    carrier = _carrier(thread, about)
    message = carrier.message if carrier else None
    entries = tuple(dict.fromkeys(n for n in ((about.message, about.entry) if about else ()) if n))
    return {
        "kind": (about.kind if about else "", entries),
        "opening_entry": (entries[0] if entries else 0, entries),
        "opening_date": (words.written(about.start) if about else "", entries),
        "opening_channel": (words.channels[message.channel].noun if message else "", entries),
        "opening_named": (_named(thread, about, words), entries),
        "opening_in_which": (in_which(message, words, promise=_is_promise(about)), entries),
        "opening_ours": (message is not None and message.direction == "out", entries),
        "opening_subject": (inert_line(message.subject) if message else "", entries),
        "opening_words": (inert(about.words).strip() if about else "", entries),
        "opening_text": (inert(message.text).strip() if message else "", entries),
        "days_open": ((as_of - about.start).days if about else 0, entries),
        "days_silent": _silent(thread, about, as_of),
    }


def _silent(thread: Thread, about: About | None, as_of: date) -> tuple[int, tuple[int, ...]]:
    """Nobody may say "no word since" the opening if they have spoken after it."""
    last = last_contact(thread)
    if about is None or (last and last.day > about.start):
        return ((as_of - last.day).days, (last.n,)) if last else (0, ())
    return (as_of - about.start).days, (about.entry,)


def _named(thread: Thread, about: About | None, words: Words) -> str:
    if about is None:
        return ""
    if carrier := _carrier(thread, about):
        return named(carrier, words)
    promise = _is_promise(about)
    what = words.undertaking if promise else words.request
    whose = what.ours if (about.owed_by == "company") == promise else what.theirs
    return words.of.format(what=whose, day=words.written(about.start))


def _is_promise(about: About | None) -> bool:
    return about is not None and about.kind in {"commitment-due", "promise-passed"}


def _clock(thread: Thread, settings: Settings, about: About | None, as_of: date, words: Words) -> Found:
    due, gap = (about.due, about.gap) if about else (None, None)
    moved = tuple(e.granted_by for e in thread.extensions if about and e.opening in {about.entry, about.message})
    entries = tuple(dict.fromkeys([*((about.entry,) if about else ()), *moved]))
    return {
        "due_date": (words.written(due) if due else "", entries),
        "days_over": ((as_of - due).days if due else 0, entries),
        "estimated": (gap is not None and gap.estimated, entries),
        "statutory": (gap is not None and gap.statutory, entries),
        "basis": (_basis(thread, settings, gap), ()),
    }


def _basis(thread: Thread, settings: Settings, gap: Gap | None) -> str:
    """The legal basis of the gap's rule; empty for a courtesy, so that no letter asserts a duty.

    Of the rules of that name it is the last that applies: another matter's rule may name another law.
    """
    if gap is None or not gap.statutory:
        return ""
    opened_by = thread.message(gap.opened_by.entry)
    channel = opened_by.message.channel if opened_by else None
    named = [rule for rule in rulebook(settings) if rule.name == gap.rule and rule.applies_to(thread.regulator)]
    ours = [rule for rule in named if rule.covers(thread, channel)]
    return inert_line(ours[-1].basis) if ours else ""


def _last_contact(thread: Thread, as_of: date, words: Words) -> Found:
    last = last_contact(thread)
    if last is None:
        return {
            "last_contact_date": ("", ()),
            "last_contact_days": (0, ()),
            "last_contact_entry": (0, ()),
            "last_contact_channel": ("", ()),
            "last_contact_named": ("", ()),
        }
    return {
        "last_contact_date": (words.written(last.day), (last.n,)),
        "last_contact_days": ((as_of - last.day).days, (last.n,)),
        "last_contact_entry": (last.n, (last.n,)),
        "last_contact_channel": (words.channels[last.message.channel].noun, (last.n,)),
        "last_contact_named": (named(last, words), (last.n,)),
    }


def _said_since(thread: Thread, about: About | None, words: Words) -> Found:
    partial = [m for n in (about.partial if about else ()) if (m := thread.message(n))]
    sent = chasers(thread, about) if about else ()
    reminders = [m for n in sent if (m := thread.message(n))]
    acknowledged = _acknowledgements(thread, about)[-1:]
    return {
        "answered_in_part": (words.joined([named(m, words) for m in partial]), tuple(m.n for m in partial)),
        "acknowledged_by": (words.joined([named(m, words) for m in acknowledged]), tuple(m.n for m in acknowledged)),
        "chasers_sent": (len(sent), sent),
        "reminded": (words.joined([named(m, words) for m in reminders]), sent),
    }


def _acknowledgements(thread: Thread, about: About | None) -> list[Logged]:
    """What a person of theirs wrote since the opening that answers nothing of it: no letter may deny that it came."""
    later = thread.messages if about else ()
    if about and (carrier := _carrier(thread, about)):
        later = thread.messages[thread.messages.index(carrier) + 1 :]
    return [
        m
        for m in later
        if about and m.day >= about.start and m.from_person and not m.is_answer and m.n not in about.partial
    ]


def _carrier(thread: Thread, about: About | None) -> Logged | None:
    return thread.message(about.message) if about and about.message is not None else None
