"""`assistant ask`: a question in plain English, answered from the record alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from assistant.chat.answer import Answer, Claim
from assistant.chat.conversation import Conversation
from assistant.cli import output
from assistant.cli.options import end_if_unread, pass_session, record_options
from assistant.cli.reading import text_of
from assistant.cli.session import Session
from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.services.answering import FEW, answer, answer_by_model, shown_request
from assistant.services.searching import Searcher


@click.command("ask")
@record_options
@click.argument("question", nargs=-1, metavar="QUESTION…")
@click.option("--thread", metavar="ID", help="What the question is about where it names nothing else.")
@click.option("--built-in", is_flag=True, help="Without the model that the configuration names.")
@click.option("--dry-run", is_flag=True, help="Print the request that the model would be sent; send nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@pass_session
def command(
    session: Session, question: tuple[str, ...], thread: str | None, built_in: bool, dry_run: bool, form: str
) -> None:
    """Answer a QUESTION from the record; each sentence names the entries it rests on.

    Without QUESTION, or for -, it is read from stdin. Nothing leaves the machine unless the configuration names a
    [model]; its answer is checked against the record before it is shown. Examples: "what is open with PTA",
    "when did we last hear from them", "what did they ask about timelines", "what is due this week".

    Exits 1 if the record has no answer; 3 if a thread could not be read.
    """
    desk = session.desk()
    asked = _question(question)
    faults = desk.refresh()
    output.faults(faults)
    if thread is not None:
        desk.thread(thread)  # an unknown one is an error, never no thread
    talk = Conversation(thread or "")
    with _searcher(desk) as searcher:
        if dry_run:
            output.show(shown_request(desk, asked, talk, searcher))
            return
        if desk.settings.model is None or built_in:
            found = answer(desk, asked, talk, searcher)
        else:
            import asyncio

            found = asyncio.run(answer_by_model(desk, asked, talk, searcher))
    if form == "json":
        _json(found)
    else:
        _text(session, found)
    end_if_unread(faults)
    if found.refused:
        raise click.exceptions.Exit(1)


def _question(words: tuple[str, ...]) -> str:
    asked = " ".join(words)
    if asked in {"", "-"}:
        asked = "" if sys.stdin.isatty() else text_of("-")
    if not asked.strip():
        raise UsageProblem("what is the question?", hint='Ask in words: assistant ask "what is due this week".')
    return " ".join(asked.split())


@contextmanager
def _searcher(desk: Desk) -> Iterator[Searcher | None]:
    """What finds words in a large record; a small one is read whole."""
    if desk.count() <= FEW:
        yield None
        return
    from assistant.cli.search_command import catch_up

    searcher = Searcher(desk)
    try:
        catch_up(searcher)
        yield searcher
    finally:
        searcher.close()


def _json(found: Answer) -> None:
    claims = [
        {
            "text": c.text,
            "entries": c.entries,
            "verified": c.verified,
            "status": c.status,
            "why": c.why,
            "confidential": c.confidential,
        }
        for c in found.claims
    ]
    output.document(
        found.as_of,
        question=found.question,
        answer=found.text,
        claims=claims,
        entries=found.entries,
        refused=found.refused,
        suggestions=found.suggestions,
        worded_by=found.worded_by or None,
        notes=found.notes,
    )


def _text(session: Session, found: Answer) -> None:
    lines = [found.refusal] if found.refusal else []
    lines += [_line(claim, session.color) for claim in found.claims if claim.verified]
    output.show_lines(lines)
    for claim in found.claims:
        if not claim.verified:
            output.tell(f"not in the record: {' '.join(claim.text.split())} ({claim.why})")
    for note in found.notes:
        output.tell(note)
    if found.suggestions:
        output.tell("What it can answer: " + " ".join(found.suggestions))


def _line(claim: Claim, color: bool) -> str:
    """The sentence, and in brackets the entries that it rests on."""
    marks = ["confidential"] if claim.confidential else []
    named = ", ".join([*claim.entries, *marks])
    text = " ".join(claim.text.split())
    return f"{text} {output.style(f'[{named}]', color, 'cyan')}" if named else text
