"""`assistant draft`: a follow-up from the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli import output
from assistant.cli.options import ENTRY, pass_session, record_options
from assistant.cli.session import Session
from assistant.errors import UsageProblem

if TYPE_CHECKING:
    from assistant.drafts.draft import Draft


@click.command("draft")
@record_options
@click.argument("thread")
@click.option("--template", metavar="NAME", help="Instead of the one that fits; `--template ?` lists them.")
@click.option("--field", "fields", multiple=True, metavar="NAME=TEXT", help="A field; NAME=@FILE reads it from a file.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write .eml (opens as unsent) or .txt.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@click.option("--edit", is_flag=True, help="Go over the text in your editor first.")
@click.option("--save", is_flag=True, help="Keep this version in the record.")
@click.option("--discard", type=ENTRY, metavar="N", help="Discard the draft that was saved first as entry N.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@pass_session
def command(
    session: Session,
    thread: str,
    template: str | None,
    fields: tuple[str, ...],
    out: Path | None,
    force: bool,
    edit: bool,
    save: bool,
    discard: int | None,
    form: str,
) -> None:
    """Draft a follow-up for THREAD, from the facts of the record, with the entries they rest on beside it.

    What we owe comes before what they owe. Exits 1 and writes no file while a field is missing; nothing is ever sent.
    """
    from assistant.drafts.draft import with_text
    from assistant.drafts.edit import edit_text
    from assistant.drafts.export import check_complete, write_draft
    from assistant.drafts.saving import discarded, saved

    desk = session.desk()
    if discard is not None:
        output.show_logged(thread, desk.decide(thread, lambda now: discarded(now, discard, desk.author)))
        return
    if template == "?":
        output.show_lines(f"{t.name:<20} {t.head.title}" for t in desk.templates())
        return
    draft = desk.draft(desk.thread(thread), template, dict(_field(text) for text in fields))
    if edit:
        draft = with_text(draft, edit_text(draft.text))
    if form == "json":
        output.document(desk.today(), **_document(draft))
    elif out is None:
        _show(session, draft)
    if save:
        output.show_logged(thread, desk.append(thread, saved(draft, desk.author)))
    if out is not None:
        output.show(f"written to {write_draft(draft, out, overwrite=force)}; it is sent by you, not by this program")
    check_complete(draft)


def _field(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark:
        raise UsageProblem(f"{text!r} is not a field", hint="Write --field NAME=TEXT or --field NAME=@FILE.")
    if value.startswith("@"):
        try:
            value = Path(value[1:]).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageProblem(f"cannot be read: {error}", where=value[1:]) from error
    return name.strip(), value


def _document(draft: Draft) -> dict[str, object]:
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
    }


def _show(session: Session, draft: Draft) -> None:
    """The text alone on stdout, so that it can be piped; what it rests on goes to stderr."""
    output.tell(f"{draft.template.name}: {draft.because}")
    output.show(f"Subject: {draft.subject}\n\n{draft.text}")
    output.tell("\nRests on:")
    for fact in draft.facts:
        entries = " ".join(f"#{n}" for n in fact.entries)
        output.tell(f"  {fact.label}: {fact.value}  {entries}".rstrip())
