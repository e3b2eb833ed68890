"""`assistant open`: a request or commitment, in the words of a message."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click
import msgspec

from assistant.cli import output
from assistant.cli.options import DAY, ENTRY, pass_session, record_options, thread_argument
from assistant.cli.session import Session
from assistant.errors import UsageProblem
from assistant.record.decisions import Asked, open_obligation
from assistant.record.store import regulator_of

if TYPE_CHECKING:
    from assistant.record.entry import NewEntry
    from assistant.record.thread import Thread


@click.command("open")
@record_options
@thread_argument()
@click.argument("words", required=False)
@click.option(
    "--proposal",
    metavar="M[:K]",
    help="Accept what `assistant proposals` lists under this number; M alone: all of message M.",
)
@click.option("--message", type=ENTRY, metavar="N", help="The message in which the words stand.")
@click.option("--type", "kind", type=click.Choice(["request", "commitment"]), help="Default: request.")
@click.option("--owed-by", type=click.Choice(["company", "regulator"]))
@click.option("--due", metavar="DATE", help="What the words set: a day, or with its hour 2020-10-19T12:00.")
@click.option("--rule", metavar="NAME", help="A step of procedure (appeal, review), counted under this rule.")
@click.option(
    "--about", "answers", type=ENTRY, multiple=True, metavar="N", help="Of their promise: the request it is about."
)
@click.option("--condition", help="Only if …")
@click.option("--date", "day", type=DAY, metavar="DATE", help="Since when; with --message, its date.")
@pass_session
def command(
    session: Session,
    thread: str,
    words: str | None,
    proposal: str | None,
    message: int | None,
    kind: Any,
    owed_by: Any,
    due: str | None,
    rule: str | None,
    answers: tuple[int, ...],
    condition: str | None,
    day: date | None,
) -> None:
    """Open what WORDS ask or promise, quoted as they stand in the message; or what was proposed.

    With --proposal, words, side and due day come from there; what is given besides is taken instead. With --rule, WORDS
    name a step of procedure that the message makes possible or due, and need not stand in it.
    """
    desk = session.desk()
    since = day or session.as_of
    given = {
        "type": kind,
        "owed_by": owed_by,
        "words": words,
        "condition": condition,
        "rule": rule,
        "answers": answers or None,
    }
    said: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if due is not None:
        said["due"], said["due_at"] = desk.due(regulator_of(thread), due)
    if proposal is None:
        asked = desk.checked(thread, _typed(said))
        lines = desk.decide(thread, lambda now: open_obligation(now, asked, desk.author, message=message, day=since))
    else:
        if rule is not None:
            raise UsageProblem("a step of procedure is no proposal", hint="Leave --proposal out.")
        if message is not None:
            raise UsageProblem("a proposal names its message itself", hint="Leave --message out.")
        lines = desk.decide(thread, lambda now: _accept(session, now, proposal, said))
    output.show_logged(thread, lines)


def _typed(said: dict[str, Any]) -> Asked:
    if "words" not in said:
        raise UsageProblem("what is asked or promised?", hint="Quote WORDS, or name a --proposal.")
    if "owed_by" not in said:
        raise UsageProblem("who owes it?", hint="Say --owed-by company or --owed-by regulator.")
    return Asked(**{"type": "request", **said})


def _accept(session: Session, now: Thread, wanted: str, said: dict[str, Any]) -> list[NewEntry]:
    from assistant.clocks.proposals import accepted, chosen

    desk = session.desk()
    those = chosen(desk.proposals(now), wanted)
    if len(those) > 1 and not said.keys() <= {"owed_by", "due", "due_at"}:
        hint = f"Name one, such as {those[0].id}, to change its words."
        raise UsageProblem(f"#{those[0].message} has {len(those)} proposals", hint=hint)
    if "owed_by" in said:
        those = tuple(msgspec.structs.replace(one, owed_by=said["owed_by"]) for one in those)
    asked = [(one.message, msgspec.structs.replace(accepted(one), **said)) for one in those]
    return [entry for n, one in asked for entry in open_obligation(now, one, desk.author, message=n)]
