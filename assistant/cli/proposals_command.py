"""`assistant proposals`: what messages seem to ask and promise, for a person to accept or turn down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from assistant.cli import output
from assistant.cli.options import end_if_unread, pass_session, readable, record_options
from assistant.cli.session import Session
from assistant.errors import UsageProblem
from assistant.record.inert import inert_line
from assistant.record.store import regulator_of

if TYPE_CHECKING:
    from assistant.clocks.proposals import Proposed

OWES = {"company": "we owe", "regulator": "{} owes", None: "who owes it?"}


@click.command("proposals")
@record_options
@click.argument("thread", required=False)
@click.option("--all", "every", is_flag=True, help="Without THREAD: those too after which that side wrote again.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--dismiss", metavar="M[:K]", help="Turn down proposal K of message M, or all of it: it binds nobody.")
@click.option("--reason", default="", help="Why it is turned down.")
@pass_session
def command(session: Session, thread: str | None, every: bool, form: str, dismiss: str | None, reason: str) -> None:
    """List the requests and commitments that messages seem to hold; without THREAD, those of all open threads after
    which the side that would owe them has not written again.

    Exits 3 if one of those cannot be read; the others' are listed all the same.

    Nothing is opened by itself: `assistant open THREAD --proposal M:K` accepts one, with M alone all of a letter.
    """
    desk = session.desk()
    if dismiss is not None:
        _dismiss(session, thread, dismiss, reason)
        return
    faults = () if thread else desk.refresh()
    output.faults(faults)
    names = [thread] if thread else readable((s for s in desk.summaries() if s.closed is None), faults)
    found = [proposed for name in names for proposed in desk.proposals(desk.thread(name))]
    for name in dict.fromkeys(f"{p.thread}#{p.message}" for p in found if not p.complete):
        output.tell(f"note: {name} is too long to be looked through to its end")
    found = found if thread or every else _unanswered(found)
    if form == "json":
        output.document(desk.today(), proposals=[_as_document(proposed) for proposed in found])
        end_if_unread(faults)
        return
    if not found:
        output.tell("no message holds a request or a commitment that is not decided yet")
    output.show_lines(_lines(session, found))
    end_if_unread(faults)


def _unanswered(found: list[Proposed]) -> list[Proposed]:
    left = [proposed for proposed in found if proposed.unanswered]
    if more := len(found) - len(left):
        output.tell(f"note: {more:,} more are in messages after which that side wrote again: --all lists them too")
    return left


def _dismiss(session: Session, thread: str | None, wanted: str, reason: str) -> None:
    from assistant.clocks.proposals import chosen
    from assistant.record.decisions import turn_down
    from assistant.record.entry import NewEntry
    from assistant.record.thread import Thread

    if thread is None:
        raise UsageProblem("a proposal is turned down in its thread", hint="assistant proposals THREAD --dismiss M:K")
    desk = session.desk()

    def decision(now: Thread) -> list[NewEntry]:
        those = chosen(desk.proposals(now), wanted)
        each = (turn_down(now, one.message, one.candidate.words, desk.author, reason, session.as_of) for one in those)
        return [entry for entries in each for entry in entries]

    output.show_logged(thread, desk.decide(thread, decision))


def _as_document(proposed: Proposed) -> dict[str, Any]:
    """One proposal, with the names that scripts rely on."""
    candidate = proposed.candidate
    return {
        "id": proposed.id,
        "thread": proposed.thread,
        "entry": proposed.message,
        "type": candidate.type,
        "owed_by": proposed.owed_by,
        "words": candidate.words,
        "start": candidate.start,
        "end": candidate.end,
        "reason": candidate.reason,
        "condition": candidate.condition,
        "reported": candidate.reported,
        "said": _said(proposed),
        "due": proposed.due,
        "how": proposed.how or None,
        "annex": proposed.annex.name if proposed.annex else None,
        "followed_by": proposed.followed,
    }


def _said(proposed: Proposed) -> dict[str, Any] | None:
    said = proposed.candidate.said
    return {"words": said.words, "start": said.start, "end": said.end, "kind": said.kind} if said else None


def _lines(session: Session, found: list[Proposed]) -> Iterator[str]:
    carrier = ""
    for proposed in found:
        if carrier != (carrier := f"{proposed.thread}#{proposed.message}"):
            yield output.style(carrier, session.color, "bold")
        candidate = proposed.candidate
        owes = OWES[proposed.owed_by].format(regulator_of(proposed.thread))
        due = f", due {proposed.due}" if proposed.due else ""
        yield f"  {proposed.id}  {candidate.type}, {owes}{due}: “{' '.join(candidate.words.split())}”"
        where = f", in the annex {inert_line(proposed.annex.name)}" if proposed.annex else ""
        yield f"        by {candidate.reason}{where}"
        if candidate.condition:
            yield f"        on condition: {' '.join(candidate.condition.split())}"
        if proposed.how:
            yield f"        {proposed.how}"
        if proposed.followed:
            yield f"        that side wrote again: #{proposed.followed}"
