"""`assistant draft`: a follow-up from the record, and what becomes of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from assistant.cli import output
from assistant.cli.draft_life import life_options, step_named, take
from assistant.cli.draft_showing import document, show, tell
from assistant.cli.options import ENTRY, Form, pass_session, record_options, thread_argument
from assistant.cli.reading import text_of
from assistant.cli.session import Session
from assistant.config import Medium, Tone
from assistant.errors import Refused, UsageProblem

if TYPE_CHECKING:
    from assistant.desk import Desk
    from assistant.drafts.draft import Draft
    from assistant.record.thread import Draft as SavedDraft


@click.command("draft")
@record_options
@thread_argument(required=False)
@click.option("--regulator", metavar="KEY", help="Instead of THREAD: one letter for all that is open with a regulator.")
@click.option("--template", metavar="NAME", help="Instead of the one that fits; `--template ?` lists them.")
@click.option("--language", metavar="CODE", help="Such as de; else as configured for the regulator, else English.")
@click.option("--tone", type=click.Choice(get_args(Tone)), help="Else as configured, else formal.")
@click.option(
    "--channel", "medium", type=click.Choice(get_args(Medium)), help="Written as what; else as configured, else letter."
)
@click.option("--field", "fields", multiple=True, metavar="NAME=TEXT", help="A field; NAME=@FILE reads it from a file.")
@click.option(
    "--draft", "number", type=ENTRY, metavar="N", help="Go on with the draft that was saved first as entry N."
)
@click.option("--text", "text", metavar="FILE", help="Its text from a file, - for stdin; it may begin with Subject: …")
@click.option("--check", metavar="FILE", help="Only hold that text against the record.")
@click.option("--edit", is_flag=True, help="Go over the text in your editor first.")
@click.option(
    "--rephrase", metavar="HOW", help="By the configured model: shorter, firmer, plainer, translate:de; facts stay."
)
@click.option("--dry-run", is_flag=True, help="With --rephrase: print what the model would be sent; send nothing.")
@click.option("--save", is_flag=True, help="Keep this version in the record.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write .txt, .md, .eml, .docx or .pdf.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@click.option("--quote", is_flag=True, help="Quote the message that it answers, in .eml.")
@life_options
@click.option("--format", "form", type=Form(["text", "markdown", "json"]), default="text")
@pass_session
def command(session: Session, /, thread: str | None, form: str, **given: Any) -> None:
    """Draft a follow-up for THREAD, from the facts of the record, with the entries they rest on beside it.

    What we owe comes before what they owe. Exits 1 and writes no file while a field is missing or a check blocks it;
    nothing is ever sent.
    """
    if given["template"] == "?":
        from assistant.cli.templates_command import show_names

        show_names(session.desk())
        return
    step = step_named(given)
    _check_named(thread, given, of_record=bool(step))
    if step and thread:
        take(session, thread, step, given, form)
    else:
        _write(session.desk(), thread, given, form)


def _write(desk: Desk, thread: str | None, given: dict[str, Any], form: str) -> None:
    """Show the draft that is asked for with its checks, and keep it or write it to a file if it may be."""
    from assistant.drafts.export import check_complete
    from assistant.drafts.findings import blocking
    from assistant.services import drafting, rewording

    draft, saved = _draft(desk, thread, given)
    if manner := given["rephrase"]:
        if given["dry_run"]:
            output.show(rewording.shown_request(desk, draft, manner))
            return
        draft = rewording.reworded(desk, draft, manner)
    found = drafting.findings(desk, draft, saved)
    out = given["out"]
    if form == "json":
        output.document(desk.today(), **document(draft, found))
    elif given["check"]:
        tell(found)
    elif out is None:
        show(draft, found, marked=form == "markdown")
    if given["save"]:
        output.show_logged(draft.thread, drafting.keep(desk, draft, given["number"]))
    if out is not None:
        written = drafting.write_unsaved(desk, draft, out, overwrite=given["force"], quoted=given["quote"])
        output.show(f"written to {written}; it is sent by you, not by this program")
    check_complete(draft)
    if wrong := blocking(found):
        raise Refused(drafting.standing_against(wrong), hint="See the checks above.")


WRITTEN = ("template", "fields", "language", "tone", "medium")
"""Options that say how a new draft is to be written."""
EDITED = ("text", "check", "edit", "rephrase", "save")
NEVER_WITH = {
    "check": (*WRITTEN, "text", "edit", "save", "out"),
    "number": WRITTEN,
    "step": (*WRITTEN, "number", *EDITED),
}
"""What a saved draft, a text to be checked or a step leaves no room for: nothing typed is dropped in silence."""


def _check_named(thread: str | None, given: dict[str, Any], *, of_record: bool) -> None:
    for name, others in NEVER_WITH.items():
        if (of_record if name == "step" else given[name]) and (stray := [other for other in others if given[other]]):
            option = {"fields": "field", "medium": "channel", "number": "draft"}.get(stray[0], stray[0])
            beside = {"check": "--check", "number": "--draft", "step": "a step of a saved draft"}[name]
            raise UsageProblem(f"--{option} says nothing beside {beside}", hint="Leave out the one or the other.")
    if (thread is None) == (given["regulator"] is None):
        raise UsageProblem("a draft is for a thread or for a regulator", hint="Name the one or the other.")
    if thread is None and (of_record or given["number"] is not None or given["check"]):
        raise UsageProblem("a draft of the record is named by its thread", hint="`assistant threads` lists them.")
    if given["dry_run"] and not given["rephrase"]:
        raise UsageProblem("nothing is sent without --rephrase", hint="Leave out --dry-run.")
    if given["rephrase"] and given["check"]:
        raise UsageProblem("--rephrase goes with a draft that is being written", hint="Leave out the other option.")


def _draft(desk: Desk, thread: str | None, given: dict[str, Any]) -> tuple[Draft, SavedDraft | None]:
    """What the options ask for: a new draft or a saved one, with the text that was written elsewhere."""
    from assistant.drafts.draft import with_text
    from assistant.drafts.edit import edit_text
    from assistant.drafts.style import Wish
    from assistant.services import drafting
    from assistant.services.combining import combined

    saved: SavedDraft | None = None
    wish = Wish(given["language"] or "", given["tone"] or "", given["medium"] or "")
    fields = dict(_field(text) for text in given["fields"])
    if thread is None:
        draft = combined(desk, given["regulator"], given["template"], fields, wish)
    elif given["number"] is not None:
        draft, saved = drafting.taken_up(desk, thread, given["number"])
    elif given["check"]:
        draft = drafting.blank(desk, thread)
    else:
        draft = desk.draft(desk.thread(thread), given["template"], fields, wish=wish)
    if source := given["text"] or given["check"]:
        subject, text = _subject_and_text(text_of(source))
        draft = with_text(draft, text, subject)
    if given["edit"]:
        draft = with_text(draft, edit_text(draft.text))
    return draft, saved


def _subject_and_text(written: str) -> tuple[str | None, str]:
    """A text as this command prints it: `Subject: …`, an empty line, the body; the first two may be missing."""
    first, _, rest = written.partition("\n")
    label, mark, subject = first.partition(":")
    if mark and label.strip().lower() == "subject":
        return subject.strip(), rest.lstrip("\n")
    return None, written


def _field(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark:
        raise UsageProblem(f"{text!r} is not a field", hint="Write --field NAME=TEXT or --field NAME=@FILE.")
    return name.strip(), text_of(value[1:]) if value.startswith("@") else value
