"""The facts of a thread's silence as a document: what a statement may rest on, sentence by sentence. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.clocks.wording import counted, long_date
from assistant.reports.document import Block, Document, Heading, Items, Paragraph
from assistant.reports.silence import SilenceFacts
from assistant.reports.silence_sentences import Sayable

GRADES = {"safe": "may be said", "stronger": "not borne out", "only-since": "true only since", "refuted": "refuted"}


def silence_document(facts: SilenceFacts, sentences: tuple[Sayable, ...], moment: str, mark: str) -> Document:
    """`moment` and `mark` as on the sheet."""
    return Document(f"{facts.thread}: what may be said", tuple(_blocks(facts, sentences, moment, mark)))


def _blocks(facts: SilenceFacts, sentences: tuple[Sayable, ...], moment: str, mark: str) -> Iterator[Block]:
    yield Paragraph(f"As of {moment}. Mark {mark}: stale as soon as another entry arrives.", small=True)
    yield Heading("What may be said")
    yield Items(tuple(_sentence(one) for one in sentences) or ("Nothing.",))
    yield Heading("Owed by us")
    owed = (f"#{o.entry} {o.type}, {o.state}, since {long_date(o.day)}: {o.words}" for o in facts.owed_by_us)
    yield Items(tuple(owed) or ("None.",))
    yield Heading("Our messages, and what shows that they arrived")
    sent = (f"#{s.entry} {long_date(s.day)}, {s.channel}, {s.subject}: {s.proof.words or 'no proof of delivery'}"
            for s in facts.sent)  # fmt: skip
    yield Items(tuple(sent) or ("None.",))
    yield Heading("What came in, and talks")
    theirs = (f"#{t.entry} {long_date(t.day)}, {t.channel}, {t.subject}{'' if t.counted else f'; not counted: {t.why}'}"
              for t in facts.theirs)  # fmt: skip
    yield Items(tuple(theirs) or ("None.",))
    yield Heading("Where an answer could come in")
    places = (f"{s.name}: {f'last checked {s.checked}' if s.checked else 'never checked'}" for s in facts.sources)
    yield Items((*places, f"the tray: {counted(facts.tray, 'exchange')}"))
    if facts.withheld:
        yield Paragraph(f"{counted(facts.withheld, 'confidential message')} withheld.", small=True)


def _sentence(one: Sayable) -> str:
    """Its grade in words before it, and what stands against it behind."""
    grade = "may be said" if one.allowed else GRADES[one.grade]
    since = f" {long_date(one.since)}" if one.grade == "only-since" and one.since else ""
    return f"[{grade}{since}] {one.text}{f' ({one.why})' if one.why else ''}"
