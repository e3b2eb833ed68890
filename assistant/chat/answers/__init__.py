"""One composer an intent, by the names of `intents.TABLE`: an inquiry in, an answer out."""

from __future__ import annotations

from collections.abc import Callable

from assistant.chat.answer import Answer
from assistant.chat.answers import contact, explaining, overview, owing, saying
from assistant.chat.answers.truth import truth
from assistant.chat.inquiry import Inquiry

COMPOSERS: dict[str, Callable[[Inquiry], Answer]] = {
    "tray": overview.tray,
    "explain": explaining.explain,
    "draft": explaining.draft,
    "truth": truth,
    "changed": overview.changed,
    "silence": contact.silence,
    "ball": owing.ball,
    "count": overview.count,
    "arrived": contact.arrived,
    "next": owing.next_due,
    "due": owing.due,
    "promised": saying.promised,
    "contacts": contact.contacts,
    "threads": overview.threads,
    "last": contact.last,
    "first": contact.first,
    "asked": saying.asked,
    "open": owing.open_now,
    "answered": owing.answered,
    "why": saying.why,
    "when": saying.when,
    "said": saying.said,
    "happened": saying.happened,
}
