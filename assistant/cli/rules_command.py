"""`assistant rules`: which rules there are, which of them apply to a thread, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli import output
from assistant.cli.options import end_if_unread, pass_session, record_options
from assistant.cli.session import Session
from assistant.errors import UsageProblem

if TYPE_CHECKING:
    from assistant.services.rule_list import RuleList


@click.command("rules")
@record_options
@click.argument("thread", required=False)
@click.option("--check", "file", metavar="FILE", help="Only say whether the rules in a file are right; use none.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@pass_session
def command(session: Session, thread: str | None, file: str | None, form: str) -> None:
    """List the rules, the defaults and your own: which override which, where each stands, the reminders it causes.

    With THREAD, what applies to it and why, and what does not and why. Exits 3 if not all reminders could be counted.
    """
    from assistant.services.rule_list import rule_list, rules_of_file

    desk = session.desk() if file is None else None
    if thread is not None and desk is None:
        raise UsageProblem("a file's rules are checked without any record", hint="Leave out the thread, or `--check`.")
    found = rule_list(desk, thread) if desk else rules_of_file(Path(str(file)))
    for warning in found.warnings:
        output.tell(f"note: {warning}")
    output.faults(found.faults)
    if form == "json":
        today = desk.today() if desk else session.as_of or datetime.now().astimezone().date()
        output.document(today, thread=thread, rules=found.rules, warnings=found.warnings)
    else:
        output.show_lines(_file(found, str(file)) if desk is None else _lines(found, session.color))
    end_if_unread(found.faults)


def _file(found: RuleList, file: str) -> Iterator[str]:
    own = sum(rule.number > 0 for rule in found.rules)
    yield f"{file}: {own} rules of its own, {len(found.rules)} with the defaults; nothing is wrong with them"


def _lines(found: RuleList, color: bool) -> Iterator[str]:
    from assistant.services.rule_list import place, says

    for rule in found.rules:
        sign = "+" if rule.applies else "-"
        number = f" (number {rule.number}, {place(rule)})" if rule.number else " (default)"
        yield output.style(f"{sign} {rule.name}", color, "bold") + number
        yield f"    {says(rule)}"
        yield f"    {'applies' if rule.applies else 'does not apply'}: {rule.why}"
        if rule.applies:
            yield f"    this rule has {rule.reminders} reminder{'' if rule.reminders == 1 else 's'} today"
