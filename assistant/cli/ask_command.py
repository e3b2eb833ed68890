"""`assistant ask`: a question in plain English, answered from the record alone."""

from __future__ import annotations

import sys

import click

from assistant.answering import FEW, answer
from assistant.chat.answer import Answer, Claim
from assistant.chat.conversation import Conversation
from assistant.cli import output
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session
from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.searching import Searcher


@click.command("ask")
@record_options
@click.argument("question", nargs=-1, metavar="QUESTION…")
@click.option("--thread", metavar="ID", help="What the question is about where it names nothing else.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@pass_session
def command(session: Session, question: tuple[str, ...], thread: str | None, form: str) -> None:
    """Answer a QUESTION from the record; each sentence names the entries it rests on.

    Without QUESTION, or for -, it is read from stdin. Nothing leaves the machine. Examples: "what is open with PTA",
    "when did we last hear from them", "what did they ask about timelines", "what is due this week".

    Exits 1 if the record has no answer; 3 if a thread could not be read.
    """
    desk = session.desk()
    asked = _question(question)
    faults = desk.refresh()
    output.faults(faults)
    if thread is not None:
        desk.thread(thread)  # an unknown one is an error, never no thread
    found = _answer(desk, asked, thread)
    if form == "json":
        _json(found)
    else:
        _text(session, found)
    if any(fault.fatal for fault in faults):
        raise click.exceptions.Exit(3)
    if found.refused:
        raise click.exceptions.Exit(1)


def _question(words: tuple[str, ...]) -> str:
    asked = " ".join(words)
    if asked in {"", "-"}:
        asked = "" if sys.stdin.isatty() else sys.stdin.read()
    if not asked.strip():
        raise UsageProblem("what is the question?", hint='Ask in words: assistant ask "what is due this week".')
    return " ".join(asked.split())


def _answer(desk: Desk, asked: str, thread: str | None) -> Answer:
    talk = Conversation(thread or "")
    if desk.count() <= FEW:
        return answer(desk, asked, talk)
    from assistant.cli.search_command import catch_up

    searcher = Searcher(desk)
    try:
        catch_up(searcher)
        return answer(desk, asked, talk, searcher)
    finally:
        searcher.close()


def _json(found: Answer) -> None:
    claims = [
        {"text": c.text, "entries": c.entries, "verified": c.verified, "confidential": c.confidential}
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
    )


def _text(session: Session, found: Answer) -> None:
    lines = [found.refusal] if found.refusal else []
    lines += [_line(claim, session.color) for claim in found.claims]
    output.show_lines(lines)
    if found.suggestions:
        output.tell("What it can answer: " + " ".join(found.suggestions))


def _line(claim: Claim, color: bool) -> str:
    """The sentence, and in brackets the entries that it rests on."""
    marks = ["confidential"] if claim.confidential else []
    named = ", ".join([*claim.entries, *marks])
    text = " ".join(claim.text.split())
    return f"{text} {output.style(f'[{named}]', color, 'cyan')}" if named else text
