"""`assistant facts`: what may be said of a thread's silence, and whether a written statement is so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click
import msgspec

from assistant.cli import output
from assistant.cli.options import pass_session, record_options
from assistant.cli.reading import text_of
from assistant.cli.session import Session
from assistant.clocks.wording import counted, long_date
from assistant.errors import UsageProblem
from assistant.record.inert import inert_line

if TYPE_CHECKING:
    from assistant.grounding.findings import Finding, Sentence
    from assistant.record.thread import Thread
    from assistant.reports.silence_sentences import Sayable
    from assistant.services.fact_sheets import Checked, Sheet

SIGNS = {
    "verified": "✓",
    "partly": "~",
    "contradicted": "✗",
    "not-in-record": "?",
    "nothing-to-check": "·",
}
GRADES = {"safe": "may be said", "stronger": "stronger", "only-since": "true only since", "refuted": "refuted"}


@click.command("facts")
@record_options
@click.argument("thread")
@click.option("--check", "statement", metavar="FILE", help="Hold a statement against the record; - reads stdin.")
@click.option("--mark", metavar="MARK", help="Say whether an entry arrived since the sheet of this mark was made.")
@click.option("--confidential", is_flag=True, help="Words of confidential messages, too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@pass_session
def command(
    session: Session, thread: str, statement: str | None, mark: str | None, confidential: bool, form: str
) -> None:
    """What may be said of THREAD as of the day, sentence by sentence, with entries.

    With --check: each sentence of FILE is verified, partly so, contradicted or not in the record. Exit code 1 unless
    all that can be checked is verified; with --mark, 1 if the sheet is stale.
    """
    from assistant.services.fact_sheets import arrived_since, check_statement, fact_sheet

    desk = session.desk()
    if mark is not None and statement is not None:
        raise UsageProblem("--mark and --check ask two things", hint="Ask one at a time.")
    found = desk.thread(thread)
    if mark is not None:
        _show_arrived(session, found, mark, arrived_since(desk, found, mark), form)
        return
    if statement is None:
        sheet = fact_sheet(desk, found, confidential=confidential)
        if form == "json":
            output.document(desk.day(found.regulator), **_document(sheet))
        else:
            output.show_lines(_lines(session, found, sheet))
        withheld = sheet.facts.withheld
    else:
        checked = check_statement(desk, found, _read(statement), confidential=confidential)
        if form == "json":
            output.document(desk.day(found.regulator), thread=found.id, **_checked_document(checked))
        else:
            output.show_lines(_checked_lines(session, found, checked))
        withheld = checked.withheld
    if withheld:
        output.tell(f"{counted(withheld, 'confidential message')} withheld; --confidential uses its words, too")
    if statement is not None and not checked.sound:
        raise click.exceptions.Exit(1)


def _read(statement: str) -> str:
    text = text_of(statement)
    if not text.strip():  # a statement that got lost on its way must not pass for one that is so
        raise UsageProblem("there is no statement in it", where="stdin" if statement == "-" else statement)
    return text


def _show_arrived(session: Session, thread: Thread, mark: str, arrived: tuple[int, ...], form: str) -> None:
    if form == "json":
        output.document(session.desk().day(thread.regulator), thread=thread.id, mark=mark, arrived=arrived)
    elif arrived:
        named = ", ".join(f"#{n}" for n in arrived)
        output.show(f"stale: {named} arrived since")
    else:
        output.show("nothing has arrived since")
    if arrived:
        raise click.exceptions.Exit(1)


# The sheet


def _document(sheet: Sheet) -> dict[str, Any]:
    facts = msgspec.structs.asdict(sheet.facts)
    del facts["as_of"]
    return {**facts, "moment": sheet.moment, "mark": sheet.mark, "sentences": sheet.sentences}


def _lines(session: Session, thread: Thread, sheet: Sheet) -> Iterator[str]:
    facts = sheet.facts
    yield output.style(f"{thread.id}  {inert_line(thread.title)}", session.color, "bold")
    yield f"Facts as of {sheet.moment}. Mark {sheet.mark}: stale as soon as another entry arrives."
    for title, lines in (
        (
            "Owed by us",
            [f"#{o.entry}  {o.type}, {o.state}, since {o.day}: {inert_line(o.words)}" for o in facts.owed_by_us],
        ),
        ("Our messages", [_sent(s) for s in facts.sent]),
        ("What came in, and talks", [_theirs(t) for t in facts.theirs]),
        ("Extensions, pauses, snoozes", [_moved(m) for m in facts.moved]),
        ("Where an answer could come in", [_source(s.name, s.checked) for s in facts.sources]),
    ):
        yield ""
        yield output.style(title, session.color, "bold")
        yield from (f"  {line}" for line in lines or ["none"])
    yield f"  the tray holds {counted(facts.tray, 'exchange')}"
    yield ""
    yield output.style("What may be said", session.color, "bold")
    for sentence in sheet.sentences:
        yield from _sayable(session, sentence)


def _sent(sent: Any) -> str:
    proof = sent.proof
    shown = f"{proof.words}{f' (#{proof.entry})' if proof.entry not in {None, sent.entry} else ''}"
    mark = " [illustrative]" if sent.illustrative else ""
    what = ", ".join(filter(None, (sent.channel, inert_line(f"{sent.subject}{mark}"))))
    return f"#{sent.entry}  {sent.day}  {what}: {shown or 'no proof of delivery'}"


def _theirs(since: Any) -> str:
    counts = "" if since.counted else f" — not counted: {since.why}"
    what = ", ".join(filter(None, (since.channel, since.cls or since.direction, inert_line(since.subject))))
    return f"#{since.entry}  {since.day}  {what}{counts}"


def _moved(moved: Any) -> str:
    until = f" until {moved.until}" if moved.until else ""
    return f"#{moved.entry}  {moved.kind}{until} {inert_line(moved.what)}".rstrip()


def _source(name: str, checked: str | None) -> str:
    return f"{name}: {f'last checked {checked}' if checked else 'never checked'}"


def _sayable(session: Session, sentence: Sayable) -> Iterator[str]:
    colour = "green" if sentence.allowed else "red" if sentence.grade == "refuted" else "yellow"
    label = GRADES[sentence.grade]
    if sentence.grade == "only-since" and sentence.since:
        label = f"{label} {long_date(sentence.since)}"
    elif sentence.grade == "stronger":
        label = "may be said" if sentence.allowed else "not borne out"
    yield f"  {output.style(f'[{label}]', session.color, colour)} {sentence.text}"
    if sentence.why:
        yield f"      {sentence.why}"


# A statement


def _checked_document(checked: Checked) -> dict[str, Any]:
    return {
        "sound": checked.sound,
        "mark": checked.mark,
        "withheld": checked.withheld,
        "sentences": [
            {
                "text": s.text,
                "start": s.start,
                "end": s.end,
                "status": s.status,
                "entries": [str(ref) for ref in s.entries],
                "findings": [_finding(f) for f in s.findings],
            }
            for s in checked.sentences
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        **msgspec.structs.asdict(finding.mention),
        "status": finding.status,
        "entries": [str(ref) for ref in finding.entries],
        "why": finding.why,
    }


def _checked_lines(session: Session, thread: Thread, checked: Checked) -> Iterator[str]:
    for sentence in checked.sentences:
        yield from _checked_sentence(session, thread, sentence)
    yield ""
    yield f"Mark {checked.mark}: stale as soon as another entry arrives."


def _checked_sentence(session: Session, thread: Thread, sentence: Sentence) -> Iterator[str]:
    colour = {"verified": "green", "contradicted": "red", "nothing-to-check": "cyan"}.get(sentence.status, "yellow")
    sign = output.style(f"{SIGNS[sentence.status]} {sentence.status}", session.color, colour)
    entries = " ".join(f"#{ref.n}" if ref.thread == thread.id else str(ref) for ref in sentence.entries)
    yield f"{sign}{f'  {entries}' if entries else ''}"
    yield f"    {' '.join(sentence.text.split())}"
    for finding in sentence.findings:
        if finding.status != "verified":
            words = " ".join(finding.mention.text.split())
            yield f"      {finding.status}: “{words}”{f': {finding.why}' if finding.why else ''}"
