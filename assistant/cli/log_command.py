"""`assistant log`: what was said, by whom, when, and what it asks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, get_args

import click

from assistant.cli import output
from assistant.cli.options import ENTRY, pass_session, record_options, thread_argument
from assistant.cli.reading import text_of
from assistant.cli.session import Session
from assistant.desk import Desk
from assistant.record.dates import day_of
from assistant.record.decisions import Asked, bound, log_message, note
from assistant.record.entry import NewEntry
from assistant.record.inert import writable
from assistant.record.kinds import Channel, Message, MessageClass, ObligationType, Party
from assistant.record.store import regulator_of
from assistant.record.thread import Thread
from assistant.settings.regulator_keys import is_regulator_key

Decision = Callable[[Thread], list[NewEntry]]

DIRECTIONS = ("in", "out", "public", "internal", "note")
CHANNELS = get_args(Channel)
OF_A_MESSAGE = {
    "channel": "--channel",
    "dated": "--dated",
    "subject": "--subject",
    "original": "--original",
    "sender": "--from",
    "recipients": "--to",
    "cls": "--class",
    "requests": "--request",
    "commitments": "--commitment",
    "due": "--due",
    "answers": "--answers",
    "answers_partly": "--answers-partly",
    "no_reply_expected": "--no-reply-expected",
    "receipt": "--receipt",
    "confidential": "--confidential",
}
"""What neither a note nor a thread alone can carry, by the name it is given under."""
OF_A_NEW_THREAD = {"title": "--title", "ours": "--ours", "theirs": "--theirs", "tags": "--tag"}
CLASSES = get_args(MessageClass)


@click.command("log")
@record_options
@thread_argument(metavar="THREAD|REGULATOR")
@click.option("--in", "said_in", is_flag=True, help="They said it.")
@click.option("--out", "said_out", is_flag=True, help="We said it to them.")
@click.option("--public", "said_public", is_flag=True, help="We said it in public.")
@click.option("--internal", "said_internal", is_flag=True, help="Among ourselves.")
@click.option("--note", "said_note", is_flag=True, help="A remark; no message.")
@click.option("--channel", type=click.Choice(CHANNELS), help="Default: letter; press with --public.")
@click.option("--date", "day", metavar="DATE", help="When it was received (--in) or sent; default: the day.")
@click.option("--dated", metavar="DATE", help="The date on the document, if it is another.")
@click.option("--subject", default="")
@click.option("--text", help="The body.")
@click.option("--file", "file", metavar="FILE", help="The body from a file, - for stdin.")
@click.option("--original", type=click.Path(path_type=Path), metavar="FILE", help="Keep this file's bytes with it.")
@click.option("--from", "sender", metavar="NAME", default="", help="A name, an address, or NAME <ADDRESS>.")
@click.option("--to", "recipients", multiple=True, metavar="NAME")
@click.option("--class", "cls", type=click.Choice(CLASSES), help="What it is; only with --in.")
@click.option("--request", "requests", multiple=True, metavar="WORDS", help="Words in it that ask something.")
@click.option("--commitment", "commitments", multiple=True, metavar="WORDS", help="Words in it that promise.")
@click.option("--due", metavar="DATE", help="The day that those words set, or with its hour 2020-10-19T12:00.")
@click.option("--answers", type=ENTRY, multiple=True, metavar="N", help="An obligation that it settles.")
@click.option("--answers-partly", type=ENTRY, multiple=True, metavar="N", help="One that it answers in part.")
@click.option("--no-reply-expected", is_flag=True, help="Silence after it does not count; only with --out.")
@click.option("--receipt", default="", help="A portal's receipt number.")
@click.option("--confidential", is_flag=True)
@click.option("--title", default="", help="Begin a thread of this title; THREAD is then a regulator's key.")
@click.option("--ours", default="", help="Our reference; for a new thread.")
@click.option("--theirs", default="", help="Their reference; for a new thread.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="What rules and owners can name; for a new thread.")
@pass_session
def command(session: Session, /, thread: str, **given: Any) -> None:
    """Add a message, call, meeting, filing or note to THREAD, or begin a thread with a REGULATOR's key and --title.

    The body comes from --text, --file, or in a terminal from your editor.
    """
    direction = _direction(given)
    if direction is None and not (given["title"] and not given["text"] and not given["file"]):
        raise click.UsageError("Say what it is: --in, --out, --public, --internal or --note.")
    new = is_regulator_key(thread)
    _check_together(given, direction, new=new)
    desk = session.desk()
    regulator = thread if new else regulator_of(thread)
    decision = _decision(session, regulator, direction, given) if direction else None
    if new:
        day = _day(desk, regulator, given["day"]) if given["day"] else None
        references = {"ours": given["ours"], "theirs": given["theirs"]}
        name = desk.open_thread(regulator, given["title"], day=day, **references, tags=given["tags"], first=decision)
        output.show(" ".join([name, *(f"{name}#{n}" for n in range(2, desk.latest(name).length + 1))]))
    elif decision:
        output.show_logged(thread, desk.decide(thread, decision))


def _direction(given: dict[str, Any]) -> str | None:
    named = [direction for direction in DIRECTIONS if given[f"said_{direction}"]]
    if len(named) > 1:
        raise click.UsageError(f"It is either --{named[0]} or --{named[1]}, not both.")
    return named[0] if named else None


def _check_together(given: dict[str, Any], direction: str | None, *, new: bool) -> None:
    """Nothing that was typed may be dropped in silence: whoever marks or dates something relies on it."""
    if direction in {None, "note"} and (stray := [option for name, option in OF_A_MESSAGE.items() if given[name]]):
        what = "A note" if direction else "A thread without a message"
        raise click.UsageError(f"{what} takes no {stray[0]}.")
    if not new and (stray := [option for name, option in OF_A_NEW_THREAD.items() if given[name]]):
        raise click.UsageError(f"{stray[0]} is for a new thread, begun with a regulator's key.")
    if given["due"] and not (given["requests"] or given["commitments"]):
        raise click.UsageError("--due is the day that words set: give them with --request or --commitment.")
    if given["no_reply_expected"] and direction != "out":
        raise click.UsageError("--no-reply-expected goes only with --out.")


def _decision(session: Session, regulator: str, direction: str, given: dict[str, Any]) -> Decision:
    """What follows for the thread, everything that was typed being checked before."""
    desk = session.desk()
    text = writable(_body(given, direction))
    if direction == "note":
        day = _day(desk, regulator, given["day"]) if given["day"] else session.as_of
        return lambda _: note(text, desk.author, day)
    message = _message(session, regulator, direction, text, given)
    asks = _asked(session, regulator, direction, given)
    return lambda now: log_message(
        now,
        message,
        desk.author,
        asks=asks,
        settles=given["answers"],
        answers_partly=given["answers_partly"],
        cls=given["cls"],
    )


def _day(desk: Desk, regulator: str, text: str) -> date:
    return day_of(desk.when(regulator, text), desk.zone(regulator))


def _body(given: dict[str, Any], direction: str) -> str:
    if given["text"] is not None:
        return str(given["text"])
    if given["file"]:
        return text_of(given["file"])
    if sys.stdin.isatty() and sys.stdout.isatty():
        from assistant.drafts.edit import edit_text

        return edit_text("", ".txt")
    if direction == "note" or not given["subject"]:
        raise click.UsageError("It needs a body: --text, --file, or --file - for stdin.")
    return ""


def _message(session: Session, regulator: str, direction: Any, text: str, given: dict[str, Any]) -> Message:
    desk = session.desk()
    day = desk.when(regulator, given["day"])
    return Message(
        direction,
        given["channel"] or ("press" if direction == "public" else "letter"),
        given["subject"],
        text,
        sender=_party(given["sender"]),
        to=tuple(_party(name) for name in given["recipients"]),
        dated=desk.when(regulator, given["dated"]) if given["dated"] else None,
        sent=None if direction == "in" else day,
        received=day if direction == "in" else None,
        original=desk.intake.keep(given["original"]) if given["original"] else None,
        receipt=given["receipt"],
        expects_reply=False if given["no_reply_expected"] else None,
        confidential=given["confidential"],
    )


def _party(text: str) -> Party:
    name, mark, address = text.partition("<")
    if mark:
        return Party(name.strip(), address.strip(" >"))
    return Party(address=text) if "@" in text else Party(name=text)


def _asked(session: Session, regulator: str, direction: Any, given: dict[str, Any]) -> list[Asked]:
    due, due_at = session.desk().due(regulator, given["due"]) if given["due"] else (None, "")
    said: list[tuple[ObligationType, str]] = [("request", words) for words in given["requests"]]
    said += [("commitment", words) for words in given["commitments"]]
    return [Asked(kind, bound(kind, direction), words, due, due_at=due_at) for kind, words in said]
