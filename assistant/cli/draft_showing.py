"""What `assistant draft` prints: the text on stdout, what it rests on and what stands against it on stderr."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from assistant.cli import output
from assistant.cli.reports import width

if TYPE_CHECKING:
    from assistant.drafts.draft import Draft
    from assistant.drafts.findings import Finding
    from assistant.drafts.versions import Life

NARROWEST = 40
"""Columns; in a narrower terminal lines run over."""
SIGNS = {"blocks": "✗", "warns": "!", "offers": "+"}


def show(draft: Draft, found: Sequence[Finding], *, marked: bool = False) -> None:
    """The text alone on stdout, so that it can be piped, as Markdown if `marked`; what it rests on goes to stderr."""
    _told(f"{draft.template.name}: {draft.because}")
    if marked:
        from assistant.drafts.export import as_markdown

        output.raw(as_markdown(draft) + b"\n")
    else:
        output.show(f"Subject: {draft.subject}\n\n{draft.text}")
    if draft.facts:
        output.tell("\nRests on:")
    for fact in draft.facts:
        entries = " ".join(f"#{n}" for n in fact.entries)
        _told(f"  {fact.label}: {fact.value}  {entries}".rstrip())
    if draft.alternatives:
        output.tell("\nNext best:")
    for name, why in draft.alternatives:
        _told(f"  {name}: {why}")
    if found:
        output.tell("\nChecks:")
        tell(found)


def tell(found: Iterable[Finding]) -> None:
    """One finding a line, with the words in question and the entries."""
    for one in found:
        entries = " ".join(f"#{n}" for n in one.entries)
        number = f" ({one.number})" if one.number else ""
        _told(f"  {SIGNS[one.severity]} {one.kind}{number}: {one.told}  {entries}".rstrip())


def _told(line: str) -> None:
    """On stderr, in the width of the terminal if the output goes to one; a script has it on one line."""
    columns = width()
    lines = textwrap.wrap(line, max(columns, NARROWEST), subsequent_indent="    ") if columns else [line]
    output.tell("\n".join(lines))


def document(draft: Draft, found: Sequence[Finding]) -> dict[str, object]:
    return {
        "thread": draft.thread,
        "template": draft.template.name,
        "because": draft.because,
        "subject": draft.subject,
        "text": draft.text,
        "to": draft.to,
        "answers": draft.answers,
        "facts": draft.facts,
        "missing": draft.missing,
        "alternatives": [{"template": name, "because": why} for name, why in draft.alternatives],
        "reply_to": draft.reply_to,
        "checks": found,
    }


def show_lives(lives: Iterable[Life]) -> None:
    for life in lives:
        approved = f", approved by {life.approved_by}" if life.approved_by else ""
        output.show(f"#{life.draft} {life.state}{approved}: {life.subject}")
        for step in life.steps:
            said = [f"  #{step.entry} version {step.version}, {step.day}, {step.by}: {step.state}"]
            said += ["rewritten"] if step.rewritten and step.version > 1 else []
            said += [f"#{step.approves} approved by {step.approver}"] if step.approves is not None else []
            said += [f"overruled: {step.overruled}"] if step.overruled else []
            said += [f"as message #{step.message}"] if step.message is not None else []
            output.show(", ".join(said))
        if life.sent_copy is not None:
            output.tell(f"  #{life.sent_copy} seems to be its sent copy; if it is, log that with --sent {life.draft}")
