"""What a day asks for, as sections of lines: what we owe, what they owe, what went quiet, what came in, drafts. Pure.

A line says what, with whom, since when and due when, with a sign for its state and the key of the next step. Of a long
section only the most urgent lines are made: with ten thousand threads the page costs what it costs with ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, tzinfo
from itertools import islice

from msgspec import Struct, structs

from assistant.clocks.gap import Gap
from assistant.clocks.wording import counted, days
from assistant.record.heartbeat import LastCheck
from assistant.record.inert import inert_line
from assistant.services.under_way import UnderWay
from assistant.tui.keys import key_named
from assistant.tui.rows import RANKS, ThreadRow
from assistant.tui.words import ALONE, GAP_SIGNS, OVER, ball_words, due_words, short_day

SHOWN = 20
"""Lines of a section; the list of threads has them all."""
LATELY = 5
"""Threads that moved last, besides those that want something."""
_ASIDE = frozenset({"gone-quiet", "unclassified", "draft-stale", "unmatched"})
"""Kinds that have a section of their own, whoever owes them."""


class Step(Struct, frozen=True):
    """What is sensible next."""

    action: str
    """Of the main screen; nothing: to read it."""
    label: str


class Line(Struct, frozen=True):
    """One thing; every text is ready to be drawn."""

    id: str
    """The same from one reading to the next."""
    role: str
    """The gap's state, `news`, `draft`, `lately` or `more`."""
    mark: str
    """Its sign, and when: `⚑ overdue 2 d`."""
    what: str
    regulator: str
    below: str
    step: Step
    thread: str = ""
    """Nothing: it concerns no single thread."""
    entry: int = 0
    gap: str = ""


class Section(Struct, frozen=True):
    title: str
    lines: tuple[Line, ...]
    count: int
    """Of all lines, those too that are not shown."""
    empty: str
    """What to say, and to do, where there are none."""
    of: str = "reminder"
    """What is counted, one of them."""


class Found(Struct, frozen=True):
    """What a day's page is made from."""

    rows: tuple[ThreadRow, ...]
    gaps: tuple[Gap, ...] = ()
    """The snoozed ones too."""
    waiting: int = 0
    """Exchanges in the tray."""
    drafts: tuple[UnderWay, ...] = ()
    unsaved: tuple[str, ...] = ()
    """Threads with a draft that only this screen keeps."""
    proposals: Mapping[str, int] = {}
    """How many wait, by thread."""
    checked: bool = False
    """False while only the latest threads are at hand, and nothing has been checked."""
    last_check: LastCheck | None = None
    silent_days: int = 0
    """Days since that check, where they are too many."""


def agenda(found: Found, today: date, zone: tzinfo) -> tuple[Section, ...]:
    """The sections from the top; those that are empty too, since each says what that means."""
    gaps = sorted((g for g in found.gaps if not g.hidden), key=lambda g: (RANKS[g.state], g.due, g.id))
    rows = {row.thread: row for row in found.rows}
    ours = [g for g in gaps if g.kind not in _ASIDE and g.owed_by == "company"]
    theirs = [g for g in gaps if g.kind not in _ASIDE and g.owed_by == "regulator"]
    quiet = [g for g in gaps if g.kind == "gone-quiet"]
    opens, imports, logs, drafts = (key_named(f"main.{name}") for name in ("open", "import", "log", "draft"))
    sections = [
        _of_gaps("We owe", ours, rows, today, f"nothing is due; {opens} in a thread notes what they ask for"),
        _of_gaps("They owe", theirs, rows, today, "nothing is due; a reminder comes when an answer stays out"),
        _of_gaps("Gone quiet", quiet, rows, today, "nobody who owes us something is silent"),
        _section(
            "Came in",
            _came_in(found, gaps, rows, today),
            f"nothing unread; {imports} imports mail, {logs} logs a call",
            "item",
        ),
        _section(
            "Drafts", _drafts(found, gaps, rows, today), f"none under way; {drafts} in a thread begins one", "draft"
        ),
    ]
    if not found.checked:  # of what was not looked at yet, nothing is said
        sections = [structs.replace(section, empty="…") for section in sections]
    told = {line.thread for section in sections for line in section.lines}
    lately = list(_lately(found.rows, told, today))
    if lately:
        sections.append(Section("Lately", tuple(lately), len(lately), ""))
    if found.checked:
        sections.append(Section("Unattended check", (), 0, _last_check(found, today, zone)))
    return tuple(sections)


def threads_of(sections: Iterable[Section]) -> tuple[str, ...]:
    """The threads that are named, each once."""
    return tuple(dict.fromkeys(line.thread for s in sections for line in s.lines if line.thread))


def _section(title: str, lines: list[Line], empty: str, of: str) -> Section:
    return _cut(title, lines[:SHOWN], len(lines), empty, of)


def _of_gaps(title: str, gaps: list[Gap], rows: Mapping[str, ThreadRow], today: date, empty: str) -> Section:
    return _cut(title, [_of_gap(gap, rows, today) for gap in gaps[:SHOWN]], len(gaps), empty)


def _cut(title: str, lines: list[Line], count: int, empty: str, of: str = "reminder") -> Section:
    if count > len(lines):
        more = f"and {count - len(lines):,} more in the list of threads"
        lines.append(Line(f"more:{title}", "more", "", more, "", "", Step("threads", "list")))
    return Section(title, tuple(lines), count, empty, of)


_STEPS = {
    "no-reply": Step("draft", "remind them"),
    "no-acknowledgement": Step("draft", "ask whether it came"),
    "partial-answer": Step("draft", "ask for the rest"),
    "promise-passed": Step("draft", "remind them"),
    "we-owe": Step("draft", "answer"),
    "commitment-due": Step("draft", "say it is done"),
    "undelivered": Step("log", "send it again, log it"),
    "call-unconfirmed": Step("draft", "confirm in writing"),
    "filing-without-receipt": Step("log", "log the receipt"),
    "unclassified": Step("classify", "say what it is"),
    "draft-stale": Step("draft", "finish it"),
    "gone-quiet": Step("draft", "remind them"),
    "unmatched": Step("tray", "say whose it is"),
}
_ANSWER = "answer-to-request"
"""The template that a reminder suggests while we owe an answer ourselves."""
_READ = Step("", "read")


def _step(gap: Gap) -> Step:
    if gap.kind == "we-owe" and gap.suggests.startswith("take the step"):
        return Step("settle", "take the step, settle it")
    if gap.kind == "we-owe" and not gap.words:
        return Step("draft", f"answer, or {key_named('main.classify')} says what it is")
    if gap.suggests == _ANSWER and gap.kind != "we-owe":
        return Step("draft", "answer first")
    return _STEPS[gap.kind]


def _of_gap(gap: Gap, rows: Mapping[str, ThreadRow], today: date) -> Line:
    since = gap.opened_by
    passed = f" ({(today - since.date).days} d)" if since.date < today else ""
    due = f" · due {short_day(gap.due, today)}" if gap.state == "overdue" else ""
    basis = " · statutory" if gap.statutory else ""
    title = rows[gap.thread].title if gap.thread in rows else gap.thread
    above, after = ("", f" · {title}") if gap.words else (f" · {title}", "")  # without words it says what it is about
    below = f"#{since.entry}, since {short_day(since.date, today)}{passed}{due}{basis}{after}"
    mark, what = f"{GAP_SIGNS[gap.state]} {due_words(gap, today)}", f"{_what(gap)}{above}"
    return Line(gap.id, gap.state, mark, what, gap.regulator, below, _step(gap), gap.thread, since.entry, gap.id)


def _what(gap: Gap) -> str:
    kind = gap.kind.replace("-", " ")
    if gap.words:
        return f"“{inert_line(gap.words)}”" if gap.kind == "we-owe" else f"{kind}: “{inert_line(gap.words)}”"
    return f"an answer to #{gap.opened_by.entry}" if gap.kind == "we-owe" else f"{kind}, #{gap.opened_by.entry}"


def _came_in(found: Found, gaps: Iterable[Gap], rows: Mapping[str, ThreadRow], today: date) -> list[Line]:
    lines = [_of_gap(gap, rows, today) for gap in gaps if gap.kind == "unclassified"]
    for row in sorted((row for row in found.rows if row.unread), key=lambda row: row.latest, reverse=True):
        below = f"{row.thread} · latest {short_day(date.fromisoformat(row.latest), today)}"
        mark = f"• {row.unread:,} unread"
        lines.append(Line(f"new:{row.thread}", "news", mark, row.title, row.regulator, below, _READ, row.thread))
    for thread, count in found.proposals.items():
        what = f"{counted(count, 'proposal')} to confirm"
        below = rows[thread].title if thread in rows else thread
        regulator = rows[thread].regulator if thread in rows else ""
        step = Step("proposals", "go through them")
        lines.append(Line(f"proposed:{thread}", "news", "? not confirmed", what, regulator, below, step, thread))
    if found.waiting:
        late = next((gap for gap in gaps if gap.kind == "unmatched"), None)
        state = late.state if late else "news"
        mark = f"{GAP_SIGNS[late.state]} {due_words(late, today)}" if late else "• in the tray"
        what = f"{counted(found.waiting, 'exchange')} with nobody we know"
        lines.insert(
            0, Line("tray", state, mark, what, "", "it is kept until you say whose it is", _STEPS["unmatched"])
        )
    return lines


def _drafts(found: Found, gaps: Iterable[Gap], rows: Mapping[str, ThreadRow], today: date) -> list[Line]:
    stale = [gap for gap in gaps if gap.kind == "draft-stale"]
    lines = [_of_gap(gap, rows, today) for gap in stale]
    for thread in found.unsaved:
        what, regulator = (rows[thread].title, rows[thread].regulator) if thread in rows else (thread, "")
        below = "kept here; in the record once it is saved"
        lines.append(
            Line(f"unsaved:{thread}", "draft", "✎ not saved", what, regulator, below, _STEPS["draft-stale"], thread)
        )
    told = {(gap.thread, gap.opening) for gap in stale}
    for draft in (d for d in found.drafts if (d.thread, d.entry) not in told):
        what = rows[draft.thread].title if draft.thread in rows else draft.thread
        regulator = rows[draft.thread].regulator if draft.thread in rows else ""
        below = f"#{draft.entry}, saved {short_day(draft.day, today)}"
        mark = "✎ under way"
        step = _STEPS["draft-stale"]
        id_ = f"draft:{draft.thread}#{draft.entry}"
        lines.append(Line(id_, "draft", mark, what, regulator, below, step, draft.thread, draft.entry))
    return lines


def _lately(rows: Iterable[ThreadRow], told: set[str], today: date) -> Iterator[Line]:
    """The threads that moved last, where nothing above has named them."""
    others = (row for row in rows if row.thread not in told and row.state != "closed")
    for row in islice(sorted(others, key=lambda row: row.latest, reverse=True), LATELY):
        below = f"{row.thread} · {ball_words(row.ball, row.regulator)}{f' · {row.due}' if row.due else ''}"
        mark = f"  {short_day(date.fromisoformat(row.latest), today)}"
        yield Line(f"lately:{row.thread}", "lately", mark, row.title, row.regulator, below, _READ, row.thread)


def _last_check(found: Found, today: date, zone: tzinfo) -> str:
    hidden = sum(gap.hidden for gap in found.gaps)
    snoozed = f" · {counted(hidden, 'reminder')} snoozed" if hidden else ""
    last = found.last_check
    if last is None:
        return f"none yet; {key_named('main.more')}, “{ALONE}”, says how to have one{snoozed}"
    at: datetime = last.at.astimezone(zone)
    when = f"{short_day(at.date(), today)} at {at:%H:%M}, {counted(last.reported, 'reminder')}"
    if found.silent_days:
        why = f"{key_named('main.more')}, “{OVER}”, says why"
        return f"⚠ none for {days(found.silent_days)}, the last {when}: {why}{snoozed}"
    failed = f" · ⚠ not delivered to {', '.join(map(inert_line, last.failed))}" if last.failed else ""
    unread = f" · ⚠ {last.unchecked} not checked" if last.unchecked else ""
    return f"{when}{unread}{failed}{snoozed}"
