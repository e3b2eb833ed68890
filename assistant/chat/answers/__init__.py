"""One composer an intent, by the names of the table of intents: an inquiry in, an answer out."""

from __future__ import annotations

from collections.abc import Callable

from assistant.chat.answer import Answer
from assistant.chat.answers import (
    answered,
    contact,
    due_days,
    events,
    explaining,
    obligations,
    overview,
    owing,
    people,
    saying,
)
from assistant.chat.answers.truth import truth
from assistant.chat.inquiry import Inquiry

COMPOSERS: dict[str, Callable[[Inquiry], Answer]] = {
    "tray": overview.tray,
    "explain": explaining.explain,
    "chased": owing.chased,
    "draft": explaining.draft,
    "truth": truth,
    "changed": overview.changed,
    "silence": contact.silence,
    "ball": owing.ball,
    "count": overview.count,
    "arrived": contact.arrived,
    "next": due_days.next_due,
    "due": due_days.due,
    "promised": obligations.promised,
    "contacts": people.contacts,
    "threads": overview.threads,
    "last": contact.last,
    "first": contact.first,
    "asked": obligations.asked,
    "open": owing.open_now,
    "answered": answered.answered,
    "took": answered.took,
    "why": events.why,
    "when": events.when,
    "confidential": saying.confidential,
    "said": saying.said,
    "heard": events.heard,
    "happened": events.happened,
    "help": overview.help_,
}
