"""`assistant tray`: the mail that matched no regulator, for a person to say whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from assistant.cli import output
from assistant.cli.messages_command import party_document
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session
from assistant.clocks.wording import counted
from assistant.record.inert import inert_line

if TYPE_CHECKING:
    from assistant.mail.tray import Waiting


@click.command("tray")
@record_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@pass_session
def command(session: Session, form: str) -> None:
    """List the exchanges that matched no regulator, the longest waiting first, and where each may belong.

    `assistant show TRAY-ID` reads one, `assistant file` says whose it is. Until then it is safe here, and `check`
    reminds of it.
    """
    desk = session.desk()
    found = desk.intake.tray()
    if form == "json":
        output.document(desk.today(), tray=[_document(one) for one in found])
    elif found:
        output.show_lines(line for one in found for line in _lines(session, one))
    else:
        output.show("The tray is empty: all mail matched a regulator or was filed.")


def _document(one: Waiting) -> dict[str, Any]:
    return {
        "id": one.thread,
        "date": one.day,
        "logged": one.logged,
        "from": party_document(one.sender),
        "to": [party_document(party) for party in one.to],
        "subject": one.subject,
        "messages": one.messages,
        "doubt": one.doubt or None,
        "letterhead": one.letterhead.regulator if one.letterhead else None,
        "suggestions": [{"thread": s.thread, "reason": s.reason} for s in one.suggestions],
    }


def _lines(session: Session, one: Waiting) -> Iterator[str]:
    name = output.style(one.thread, session.color, "bold")
    sender = inert_line(str(one.sender)) or "nobody named"
    yield f"{name}  {one.day}  {counted(one.messages, 'message')}  from {sender}"
    yield f"    {inert_line(one.subject) or '(no subject)'}"
    if one.doubt:
        yield output.style(f"    ! {inert_line(one.doubt)}", session.color, "red")
    for suggestion in one.suggestions:
        yield f"    → {suggestion.thread}: {inert_line(suggestion.reason)}"
    if one.letterhead and not one.suggestions:
        yield f"    → {one.letterhead.regulator}: {inert_line(one.letterhead.reason)}"
