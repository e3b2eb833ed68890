"""A chronology as a document for people, and as rows for scripts. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, structs

from assistant.clocks.wording import counted, long_date
from assistant.reports.chronology import Chronology, Owed, Period, Row, Turn
from assistant.reports.disclosure import left_out
from assistant.reports.document import Block, Column, Document, Heading, Items, Paragraph, Table, TableRow

WHO = {"in": "from them", "out": "from us", "public": "in public", "internal": "internal"}
STATES = {
    "open": "open",
    "part": "answered in part",
    "settled": "settled",
    "withdrawn": "withdrawn",
    "replaced": "replaced",
}
ROWS = (
    Column("Date", 9),
    Column("Direction", 8),
    Column("Channel", 10),
    Column("From → to", 17, long=True),
    Column("Summary", 40, long=True),
    Column("Entry", 9),
    Column("Exhibit", 7),
)
OWED = (
    Column("Since", 9),
    Column("Owed by", 14),
    Column("What", 37, long=True),
    Column("Due", 9),
    Column("State", 22, long=True),
    Column("Entry", 9),
)
FIELDS = (
    "thread", "entry", "day", "time", "direction", "channel", "class", "sender", "recipients", "subject", "words",
    "exhibit", "documents", "annexes", "lag_days", "late", "illustrative", "confidential", "logged", "by", "bounce",
)  # fmt: skip
"""Of a row, for csv and JSON."""


class Names(Struct, frozen=True):
    """What the two sides are called."""

    company: str
    regulator: str


def row_fields(row: Row) -> dict[str, object]:
    """A row with the names that scripts rely on."""
    told = structs.asdict(row) | {"class": row.cls, "late": row.late, "time": row.time or None}
    return {field: told[field] for field in FIELDS}


def owed_fields(owed: Owed) -> dict[str, object]:
    """An obligation with the names that scripts rely on."""
    return structs.asdict(owed) | {"turns": [structs.asdict(turn) for turn in owed.turns]}


def chronology_document(told: Chronology, names: Names, more: tuple[str, ...] = ()) -> Document:
    """The chronology with what is owed and what was left out; `more` are further sentences for the top."""
    return Document(f"Chronology: {_matter(told, names)}", _blocks(told, names, more), landscape=True)


def _matter(told: Chronology, names: Names) -> str:
    if len(told.threads) == 1:
        return f"{told.threads[0].title} ({told.threads[0].thread})"
    return f"{names.company} and {names.regulator}"


def _blocks(told: Chronology, names: Names, more: tuple[str, ...]) -> Iterator[Block]:
    many = len(told.threads) > 1
    yield Paragraph(f"{names.company} and {names.regulator}, {_when(told.period)}as of {long_date(told.day)}.")
    for sentence in filter(None, (left_out(told.withheld) and f"{left_out(told.withheld)}.", *more)):
        yield Paragraph(sentence)
    if many:
        yield Heading("Matters")
        yield Items(tuple(f"{of.thread}: {of.title}{_references(of.ours, of.theirs)}" for of in told.threads))
    elif references := _references(told.threads[0].ours, told.threads[0].theirs):
        yield Paragraph(f"References:{references}.")
    yield Heading("What was said")
    rows = (TableRow(_cells(row, names, many=many), row.direction) for row in told.rows)
    yield Table(ROWS, rows, "Nothing in this period.")
    yield Heading("What is owed, by either side")
    owed = (TableRow(_owed_cells(one, names, many=many)) for one in told.obligations)
    yield Table(OWED, owed, "No request and no commitment was singled out.")
    yield Paragraph(_LEGEND, small=True)


_LEGEND = (
    "Dates are days in the regulator's time zone: of receipt for what came in, of sending for what went out. Words in "
    "quotation marks stand so in the message, or in the annex that is named. Entry numbers are those of the record; an "
    "exhibit keeps its number. “Illustrative” marks a text that stands for one that was not published."
)


def _when(period: Period) -> str:
    first = f"from {long_date(period.first)} " if period.first else ""
    last = f"to {long_date(period.last)} " if period.last else ""
    return f"{first}{last}".strip() + ", " if first or last else ""


def _references(ours: str, theirs: str) -> str:
    told = [f"ours {ours}" if ours else "", f"theirs {theirs}" if theirs else ""]
    return f" {', '.join(filter(None, told))}" if any(told) else ""


def _cells(row: Row, names: Names, *, many: bool) -> tuple[str, ...]:
    cls = f"{row.channel}, {row.cls}{'' if row.decided else '?'}" if row.cls else row.channel
    exhibit = f"{row.exhibit} ({counted(row.documents, 'file')})" if row.documents > 1 else row.exhibit
    when, entry = f"{row.day} {row.time}".rstrip(), _entry(row.thread, row.entry, many=many)
    who = "came back" if row.bounce else WHO[row.direction]
    return when, who, cls, _parties(row, names), _summary(row), entry, exhibit


def _parties(row: Row, names: Names) -> str:
    sender = row.sender or (names.regulator if row.direction == "in" else names.company)
    return f"{sender} → {row.recipients}" if row.recipients else sender


def _summary(row: Row) -> str:
    words = f"“{row.words}”" if row.words else ""
    marks = f" [{'; '.join(row.marks)}]" if row.marks else ""
    annexed = f" [annexed and read: {row.annexes}]" if row.annexes else ""
    return (": ".join(filter(None, (row.subject, words))) or "(no text)") + annexed + marks


def _entry(thread: str, n: int, *, many: bool) -> str:
    return f"{thread}#{n}" if many else f"#{n}"


def _owed_cells(owed: Owed, names: Names, *, many: bool) -> tuple[str, ...]:
    who = names.company if owed.owed_by == "company" else names.regulator
    words = f"“{owed.words}”" if owed.quoted else owed.words
    condition = f" ({owed.condition})" if owed.condition else ""
    annex = f", annex {owed.annex}" if owed.annex else ""
    said = f", in #{owed.message}{annex}" if owed.message is not None else ""
    state = "; ".join(map(_turn, owed.turns)) or STATES[owed.state]
    what, due = f"{owed.type.capitalize()}{said}: {words}{condition}", str(owed.due or "")
    return str(owed.day), who, what, due, state, _entry(owed.thread, owed.entry, many=many)


def _turn(turn: Turn) -> str:
    by = f" by #{turn.by_message}" if turn.by_message is not None else ""
    if turn.state is None:
        moved = f"extended to {turn.to}" if turn.to else f"extended by {turn.by}"
        return f"{moved}{f', in #{turn.by_message}' if by else ''}"
    reason = f": {turn.reason}" if turn.reason else ""
    return f"{STATES[turn.state]}{by} on {turn.day}{reason}"
