"""`assistant show`: a thread as a conversation."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import tzinfo
from typing import Any

import click
import msgspec

from assistant.cli import output
from assistant.cli.messages_command import as_document
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session
from assistant.clocks.gap import Gap
from assistant.clocks.wording import counted, days, long_date
from assistant.record.dates import lag_days
from assistant.record.erasing import ERASED
from assistant.record.inert import inert_line
from assistant.record.kinds import Attachment, Message
from assistant.record.openings import ball
from assistant.record.pointing import annex_named, narrowed
from assistant.record.silence import Silence, silence_now, silences
from assistant.record.store import TRAY, entry_named, regulator_of
from assistant.record.thread import Logged, Noted, Obligation, Thread

WORTH_SAYING = 1
"""Days between a message and its logging up to which nothing is said of them."""
FOLDED = 24
"""Lines of an annex that are shown unless all are asked for."""
WHO = {"in": "from {}", "out": "from us", "public": "we, in public", "internal": "internal"}
HOLDS = {"company": "The ball is with us.", "regulator": "The ball is with {}.", "none": "Nobody has to act."}


@click.command("show")
@record_options
@click.argument("target", metavar="THREAD[#N]")
@click.option("--annexes", is_flag=True, help="The whole text of attached letters, not only where they begin.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@pass_session
def command(session: Session, target: str, annexes: bool, form: str) -> None:
    """Show who said what when, the silences between, what is open, and what is due; of one entry, that alone."""
    desk = session.desk()
    name, entry = entry_named(target)
    found = desk.thread(name)
    gaps = desk.gaps(found, snoozed=True)
    if entry is not None:
        found = narrowed(found, entry)
        kept = {m.n for m in found.messages} | {o.n for o in found.obligations}
        gaps = tuple(gap for gap in gaps if gap.opened_by.entry in kept)
    if form == "json":
        output.document(desk.day(found.regulator), **_document(found, gaps, desk.zone(found.regulator)))
        return
    most = None if annexes else FOLDED
    output.show_lines((_lines if entry is None else _entry)(session, found, gaps, most))
    if entry is None:
        _tell_to_confirm(session, found)


def _tell_to_confirm(session: Session, thread: Thread) -> None:
    """What nobody has decided on yet. Looking for it takes longer than the rest, which is read meanwhile."""
    from assistant.services.under_way import to_confirm

    sys.stdout.flush()
    if told := to_confirm(session.desk(), thread):
        output.tell(f"note: {told} to confirm: `assistant proposals {thread.id}`")


def _entry(session: Session, thread: Thread, gaps: tuple[Gap, ...], most: int | None) -> Iterator[str]:
    yield output.style(f"{thread.id}  {inert_line(thread.title)}", session.color, "bold")
    for logged in thread.messages:
        yield from _message(session, thread, logged, most)
    for noted in thread.notes:
        yield from _note(thread, noted)
    yield from _obligations(thread, None)
    yield from _due(gaps)


def _document(thread: Thread, gaps: tuple[Gap, ...], zone: tzinfo) -> dict[str, Any]:
    obligations = [
        {**msgspec.structs.asdict(o), "state": o.state, "replaced_by": o.replaced_by} for o in thread.obligations
    ]
    return {
        "thread": thread.id,
        "regulator": thread.regulator,
        "title": thread.title,
        "ours": thread.ours or None,
        "theirs": thread.theirs or None,
        "state": "merged" if thread.merged_into else "closed" if thread.closed else "open",
        "merged_into": thread.merged_into or None,
        "absorbed": thread.absorbed,
        "ball": ball(thread),
        "messages": [as_document(thread, m, zone) for m in thread.messages],
        "obligations": obligations,
        "extensions": thread.extensions,
        "pauses": thread.pauses,
        "notes": thread.notes,
        "corrections": thread.corrections,
        "gaps": gaps,
    }


def _lines(session: Session, thread: Thread, gaps: tuple[Gap, ...], most: int | None) -> Iterator[str]:
    """`most`: lines of an annex; None for all."""
    desk = session.desk()
    yield output.style(f"{thread.id}  {inert_line(thread.title)}", session.color, "bold")
    references = [f"ours {thread.ours}" if thread.ours else "", f"theirs {thread.theirs}" if thread.theirs else ""]
    closed = f"closed {thread.closed}" if thread.closed and not thread.merged_into else ""
    yield "  ".join(map(inert_line, filter(None, [thread.regulator, *references, closed])))
    yield _standing(thread)
    if thread.absorbed:
        yield f"It took in {', '.join(thread.absorbed)}; `assistant merge --undo` takes that back."
    yield from _corrections(thread, 1)
    yield from (f"All its clocks: {moved}." for moved in _moves(thread, None))
    quiet = silences(thread)
    items: list[Logged | Noted] = sorted([*thread.messages, *thread.notes], key=lambda item: item.day)
    for item in items:
        if isinstance(item, Noted):
            yield from _note(thread, item)
        else:
            yield from _silence(quiet.get(item.n), "them" if thread.regulator == TRAY else thread.regulator)
            yield from _message(session, thread, item, most)
    if thread.regulator != TRAY:
        yield from _silence(silence_now(thread, desk.day(thread.regulator)), thread.regulator)
    yield ""
    yield from _obligations(thread, None)
    yield from _due(gaps)


def _note(thread: Thread, noted: Noted) -> Iterator[str]:
    yield from ("", f"#{noted.n}  {noted.day}  note by {inert_line(noted.by)}", _indented(noted.text))
    yield from _corrections(thread, noted.n)


def _due(gaps: tuple[Gap, ...]) -> Iterator[str]:
    for gap in gaps:
        yield f"{gap.state.upper()}: {gap.summary}" + (f" (snoozed until {gap.snoozed_until})" if gap.hidden else "")


def _standing(thread: Thread) -> str:
    """Who has to act; or why nobody does."""
    if thread.merged_into:
        return f"Merged into {thread.merged_into}, where it goes on."
    if regulator_of(thread.id) != TRAY:
        return HOLDS[ball(thread)].format(thread.regulator)
    if thread.closed:
        return "It was set aside, out of the tray."
    return f"It lies in the tray. `assistant file {thread.id} --to THREAD` says whose it is."


def _silence(silence: Silence | None, regulator: str) -> Iterator[str]:
    if silence:
        since = f" since {long_date(silence.since)}" if silence.broken else ""
        yield from ("", f"      ┄┄ {days(silence.days)}, nothing from {regulator}{since} ┄┄")


def _message(session: Session, thread: Thread, logged: Logged, most: int | None) -> Iterator[str]:
    m = logged.message
    yield ""
    cls = "" if logged.cls is None else f", {logged.cls}{'' if logged.decided else '?'}"
    marks = "".join(f" [{mark}]" for mark in ("illustrative", "confidential") if getattr(m, mark))
    marks += f" {ERASED}" if logged.erased else ""
    theirs = str(m.sender) or "nobody named" if thread.regulator == TRAY else logged.wrote(thread.regulator)
    who = WHO[m.direction].format(inert_line(theirs))
    lag = lag_days(logged.logged, logged.day, session.desk().zone(thread.regulator))
    late = f", logged {days(lag)} later" if lag > WORTH_SAYING else ""
    head = f"#{logged.n}  {logged.day}  {who}, {m.channel}{cls}{late}{marks}"
    yield output.style(head, session.color, "cyan" if m.direction == "in" else "green")
    if m.subject:
        yield f"    {inert_line(m.subject)}"
    if about := _about(m):
        yield output.style(f"    {about}", session.color, "yellow" if m.doubt or m.text_doubt else "cyan")
    yield _indented(m.text)
    for attachment in m.attachments:
        yield from _attachment(session, attachment, most)
    yield from _corrections(thread, logged.n)
    yield from (f"    {moved}" for moved in _moves(thread, logged.n))
    yield from _obligations(thread, logged.n)


def _attachment(session: Session, attachment: Attachment, most: int | None) -> Iterator[str]:
    """Its name and size; of a document its text, and why that is not all of it."""
    yield f"    + {inert_line(attachment.name)} ({attachment.bytes} bytes){', read:' if attachment.text else ''}"
    if attachment.doubt:
        yield output.style(f"      ! {inert_line(attachment.doubt)}", session.color, "yellow")
    lines = attachment.text.strip("\n").split("\n") if attachment.text else []
    shown = lines[:most] if most else lines
    yield from (f"      | {line}".rstrip() for line in shown)
    if len(shown) < len(lines):
        yield f"      … {counted(len(lines) - len(shown), 'more line')}: --annexes shows all"


def _obligations(thread: Thread, message: int | None) -> Iterator[str]:
    """What stands in a message, or in none, each with what moved its clock."""
    for obligation in thread.obligations:
        if obligation.message == message:
            yield f"    → {_obligation(thread, obligation)}"
            yield from _corrections(thread, obligation.n)
            yield from (f"      {moved}" for moved in _moves(thread, obligation.n))


def _corrections(thread: Thread, entry: int) -> Iterator[str]:
    """What an entry said before, correction by correction."""
    for one in thread.corrections:
        if one.entry == entry:
            changes = ", ".join(f"{name} (was {was})" if was else name for name, was in one.changes)
            told = f"corrected in #{one.n} of {one.logged[:10]} by {one.by}: {changes or 'nothing new'}; {one.reason}"
            yield f"    {inert_line(told)}"


def _moves(thread: Thread, opening: int | None) -> Iterator[str]:
    """The extensions and pauses that name an entry, or (None) everything in the thread."""
    for extension in (e for e in thread.extensions if e.opening == opening):
        more = f"to {extension.to}" if extension.to else f"by {extension.by}"
        yield f"extended {more}, granted by #{extension.granted_by} of {extension.day} (#{extension.n})"
    for pause in (p for p in thread.pauses if p.opening == opening):
        since = f"paused since {pause.start} because of #{pause.because} (#{pause.n})"
        ended = f" because of #{pause.ended_because}" if pause.ended_because else ""
        yield f"{since}, until {pause.end}{ended}" if pause.end else f"{since}, it has not gone on"


def _about(message: Message) -> str:
    """What should be known before the text is believed, on one line."""
    marks = [f"! {mark}" for mark in (message.doubt, message.text_doubt) if mark]
    names = f"names {', '.join(message.numbers)}" if message.numbers else ""
    return inert_line(" · ".join(filter(None, [*marks, message.authentication, names])))


def _obligation(thread: Thread, obligation: Obligation) -> str:
    owes = "we owe" if obligation.owed_by == "company" else f"{thread.regulator} owes"
    by = obligation.replaced_by
    state = "answered in part" if obligation.state == "part" else f"replaced by #{by}" if by else obligation.state
    at = f" by {obligation.due_at}" if obligation.due_at else ""
    due = f", due {obligation.due}{at}" if obligation.due else ""
    rule = f", under rule {obligation.rule}" if obligation.rule else ""
    condition = f" ({obligation.condition})" if obligation.condition else ""
    annex = annex_named(obligation.words, obligation.message, thread)
    where = f", in the annex {annex}" if annex else ""
    told = f"#{obligation.n} {obligation.type}, {owes}, {state}{due}{rule}: {obligation.told}{condition}{where}"
    return inert_line(told)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.strip().splitlines())
