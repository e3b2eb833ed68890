"""`assistant messages`: every message with its dates, class and text."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

import click
import msgspec

from assistant.cli import output
from assistant.cli.options import DAY, end_if_unread, pass_session, readable, record_options
from assistant.cli.session import Session
from assistant.record.dates import in_utc, lag_days
from assistant.record.inert import inert_line
from assistant.record.kinds import Attachment, Party
from assistant.record.thread import Logged, Thread


@click.command("messages")
@record_options
@click.argument("threads", nargs=-1, metavar="[THREAD]...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--tray", is_flag=True, help="Also those that lie in the tray.")
@click.option("--direction", type=click.Choice(["in", "out", "public", "internal"]))
@click.option("--since", type=DAY, metavar="DATE", help="From this day on.")
@click.option("--until", type=DAY, metavar="DATE", help="Up to this day.")
@pass_session
def command(
    session: Session, threads: tuple[str, ...], form: str, tray: bool, direction: Any, since: Any, until: Any
) -> None:
    """List messages, of the given threads or of all, in the order of their timelines.

    A thread that was merged into another is left out unless it is named: the other one says again what stands in it.
    Exits 3 if a thread cannot be read; the others are listed all the same.
    """
    desk = session.desk()
    faults = () if threads else desk.refresh()
    output.faults(faults)
    names = list(threads or readable(desk.summaries(), faults))
    if tray:
        names += [waiting.thread for waiting in desk.intake.tray()]
    found: list[tuple[Thread, Logged]] = []
    for name in dict.fromkeys(names):
        thread = desk.thread(name)
        found += [
            (thread, m)
            for m in thread.messages
            if (not direction or m.message.direction == direction)
            and (not since or m.day >= since)
            and (not until or m.day <= until)
        ]
    if form == "json":
        output.document(
            desk.today(),
            messages=[as_document(thread, logged, desk.zone(thread.regulator)) for thread, logged in found],
        )
        end_if_unread(faults)
        return
    if not found:
        output.tell("no such message is logged" if threads or direction or since or until else "no message is logged")
    output.show_lines(
        f"{t.id}#{m.n}  {m.day}  {m.message.direction:<8} {m.message.channel:<7} {m.cls or '':<15} "
        f"{inert_line(m.message.subject)}"
        for t, m in found
    )
    end_if_unread(faults)


def as_document(thread: Thread, logged: Logged, zone: tzinfo) -> dict[str, Any]:
    """One message, with the names that scripts rely on; `zone` is the regulator's."""
    m = logged.message
    return {
        "thread": thread.id,
        "entry": logged.n,
        "message_id": m.message_id,
        "in_reply_to": m.in_reply_to,
        "references": m.references,
        "direction": m.direction,
        "channel": m.channel,
        "class": logged.cls,
        "class_decided": logged.decided,
        "auto_reply": m.auto_reply,
        "bounce": m.bounce,
        "dated": in_utc(m.dated),
        "sent": in_utc(m.sent),
        "received": in_utc(m.received),
        "logged": in_utc(logged.logged),
        "lag_days": lag_days(logged.logged, logged.day, zone),
        "day": logged.day,
        "erased": logged.erased,
        "from": party_document(m.sender),
        "to": [party_document(party) for party in m.to],
        "cc": [party_document(party) for party in m.cc],
        "subject": m.subject,
        "text": m.text,
        "reply_text": m.own_text,
        "attachments": [attachment_document(attachment) for attachment in m.attachments],
        "original_sha256": m.original,
        "illustrative": m.illustrative,
        "confidential": m.confidential,
        "numbers": m.numbers,
        "doubt": m.doubt or None,
        "text_doubt": m.text_doubt or None,
        "authentication": m.authentication or None,
    }


def attachment_document(attachment: Attachment) -> dict[str, Any]:
    """A file that came with a message; `text` is what was read in it, null if it is no document or none was."""
    return {**msgspec.structs.asdict(attachment), "text": attachment.text or None, "doubt": attachment.doubt or None}


def party_document(party: Party) -> dict[str, str]:
    """A name and an address; empty where the mail has none."""
    return {"name": party.name, "address": party.address}
