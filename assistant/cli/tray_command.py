"""`assistant tray`: the mail that matched no regulator, for a person to say whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from assistant.cli import output
from assistant.cli.messages_command import party_document
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session
from assistant.clocks.wording import counted
from assistant.record.inert import inert_line

if TYPE_CHECKING:
    from assistant.mail.senders import Sender
    from assistant.mail.tray import Waiting

SHOWN = 3
"""Senders that are named below the list at most."""


@click.command("tray")
@record_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--by", type=click.Choice(["sender", "domain"]), help="Who wrote how many, those with most first.")
@pass_session
def command(session: Session, form: str, by: str | None) -> None:
    """List the exchanges that matched no regulator, the longest waiting first, and where each may belong.

    `assistant show TRAY-ID` reads one, `assistant file` says whose it is, one by one or with --from all of a sender's.
    Until then it is safe here, and `check` reminds of it.
    """
    from assistant.mail.senders import by_sender

    desk = session.desk()
    found = desk.intake.tray()
    senders = by_sender(found, domains=by == "domain")
    if form == "json":
        output.document(desk.today(), tray=[_document(one) for one in found], senders=[*map(_of_sender, senders)])
    elif not found:
        output.show("The tray is empty: all mail matched a regulator or was filed.")
    elif by:
        output.show_lines(_sender_lines(session, senders))
    else:
        output.show_lines(line for one in found for line in _lines(session, one))
        _tell_of_many(len(found), senders)


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


def _of_sender(sender: Sender) -> dict[str, Any]:
    return {
        "from": sender.whose or None,
        "name": sender.name or None,
        "exchanges": sender.exchanges,
        "messages": sender.messages,
        "doubtful": sender.doubtful,
        "first": sender.first,
        "last": sender.last,
    }


def _sender_lines(session: Session, senders: Sequence[Sender]) -> Iterator[str]:
    room = len(f"{senders[0].exchanges:,}")
    for sender in senders:
        whose = output.style(inert_line(sender.whose) or "no address", session.color, "bold")
        name = f"  {inert_line(sender.name)}" if sender.name else ""
        doubt = output.style(f"  ! {sender.doubtful:,} doubtful", session.color, "red") if sender.doubtful else ""
        yield f"{sender.exchanges:>{room},}  {sender.first} to {sender.last}  {whose}{name}{doubt}"


def _tell_of_many(size: int, senders: Sequence[Sender]) -> None:
    """Who has much in the tray can be decided at once."""
    from assistant.mail.senders import MANY

    many = [sender for sender in senders if sender.exchanges >= MANY and sender.whose][:SHOWN]
    if many:
        told = ", ".join(f"{sender.exchanges:,} from {inert_line(sender.whose)}" for sender in many)
        hint = "`assistant tray --by sender` counts all, `assistant file --from ADDRESS` files all of one"
        output.tell(f"of {counted(size, 'exchange')} {told}: {hint}")
