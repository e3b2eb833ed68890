"""`assistant proposals`: what a thread's messages seem to ask and promise, for a person to accept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from assistant.cli import output
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session
from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.record.decisions import open_obligation
from assistant.record.inert import inert_line

if TYPE_CHECKING:
    from assistant.proposals import Proposal, Proposals


@click.command("proposals")
@record_options
@click.argument("thread")
@click.option("--accept", "accepted", multiple=True, metavar="M.N", help="Open this one; may be given several times.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@pass_session
def command(session: Session, thread: str, accepted: tuple[str, ...], form: str) -> None:
    """List the requests and commitments that seem to stand in THREAD's messages and that nobody has opened yet.

    Each has its verbatim words and how its date was read. 4.2 is the second one in message #4. Nothing is opened
    unless it is accepted; `assistant open` opens one in other words or with another date, `assistant undo` takes one
    back.
    """
    desk = session.desk()
    found = desk.intake.proposals(desk.thread(thread))
    if accepted:
        _accept(desk, thread, found, accepted)
    elif form == "json":
        output.document(desk.day_of_thread(thread), proposals=[_document(thread, one) for one in found.found])
    else:
        output.show_lines(_lines(session, thread, found))


def _accept(desk: Desk, thread: str, found: Proposals, accepted: tuple[str, ...]) -> None:
    known = {one.id: one for one in found.found}
    missing = [name for name in accepted if name not in known]
    if missing:
        raise UsageProblem(
            f"{thread} has no proposal {', '.join(missing)}", hint=f"See `assistant proposals {thread}`."
        )
    for name in dict.fromkeys(accepted):
        one = known[name]
        asked, message = one.asked, one.message
        lines = desk.decide(thread, lambda now: open_obligation(now, asked, desk.author, message=message))  # noqa: B023 - run at once
        output.show_logged(thread, lines)


def _document(thread: str, one: Proposal) -> dict[str, Any]:
    return {
        "id": one.id,
        "thread": thread,
        "message": one.message,
        "date": one.day,
        "type": one.type,
        "owed_by": one.owed_by,
        "words": one.words,
        "start": one.start,
        "end": one.end,
        "due": one.due,
        "how": one.how or None,
        "reason": one.reason,
        "condition": one.condition or None,
        "reported": one.reported,
    }


def _lines(session: Session, thread: str, found: Proposals) -> Iterator[str]:
    if not found.found:
        yield f"Nothing to propose in {thread}."
    for one in found.found:
        owes = "we owe" if one.owed_by == "company" else "they owe"
        head = f"{one.id}  {one.type}, {owes}, in #{one.message} of {one.day}"
        yield output.style(head, session.color, "bold")
        yield f"    “{inert_line(one.words)}”"
        if one.condition:
            yield f"    only if: {inert_line(one.condition)}"
        yield f"    {inert_line(one.how) or 'no date said'}"
        yield f"    because: {inert_line(one.reason)}{'; told as something asked before' if one.reported else ''}"
    if found.found:
        yield f"`assistant proposals {thread} --accept {found.found[0].id}` opens the first."
    if not found.complete:
        yield "A message is too long to be searched to its end: there may be more."
