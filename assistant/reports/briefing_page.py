"""A briefing as a document of one page. Pure.

What does not fit is cut and the cut is said; so nobody takes the page for the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.clocks.wording import days, long_date
from assistant.record.kinds import Side
from assistant.reports.briefing import KEEPINGS, Briefing, Contact, Debt, Promise
from assistant.reports.chronology_page import Names
from assistant.reports.disclosure import left_out
from assistant.reports.document import Block, Column, Document, Heading, Items, Paragraph, Table, TableRow

MATTERS, DEBTS, PROMISES, DATES = 5, 4, 3, 4
"""The most lines of each part that fit a page together."""
TITLE, BASIS, WORDS = 70, 24, 60
"""Characters of a matter's title, of the law that sets a day, and of the words that are owed."""


def briefing_document(told: Briefing, names: Names) -> Document:
    """The page."""
    return Document(f"Briefing: {names.regulator}, {long_date(told.day)}", _blocks(told, names), compact=True)


def _blocks(told: Briefing, names: Names) -> Iterator[Block]:
    yield Paragraph(_contacts(told, names))
    if held := left_out({"confidential": told.withheld}):
        yield Paragraph(f"{held}.")
    yield Heading(f"Open matters ({len(told.matters)}; {told.closed} closed)")
    holds = {"company": "us", "regulator": told.regulator, "none": "nobody"}
    rows = [(m.thread, _short(m.title, TITLE), holds[m.ball], _day(m.theirs), _day(m.ours),
             "" if m.silent is None else days(m.silent), _day(m.next_due)) for m in told.matters]  # fmt: skip
    columns = ("Thread", "Matter", "Ball", "Theirs", "Ours", "Silent", "Next due")
    shares = (18, 27, 8, 12, 12, 11, 12)
    yield Table(
        tuple(Column(title, share) for title, share in zip(columns, shares, strict=True)),
        [TableRow(cells) for cells in rows[:MATTERS]],
    )
    yield from _rest(rows, MATTERS)
    for side, title in (("company", "We owe"), ("regulator", f"{told.regulator} owes")):
        debts = [_debt(debt, told.day) for debt in told.owed if debt.owed_by == side]
        yield Heading(f"{title} by a day ({len(debts)})")
        yield from _items(debts, DEBTS)
    yield Heading("Commitments")
    yield from _promises(told)
    dates = [f"{long_date(debt.due)}: {debt.thread}#{debt.entry}, {_who(debt.owed_by, told.regulator)}"
             for debt in told.owed if debt.due >= told.day]  # fmt: skip
    yield Heading("Next dates")
    yield from _items(dates, DATES)


def _contacts(told: Briefing, names: Names) -> str:
    if told.last_in is None:
        theirs = f"By the record {names.regulator} has never spoken to us"
    else:
        theirs = f"{names.regulator} last spoke to us {_spoke(told.last_in, told.day)}"
    if told.last_out is None:
        return f"{theirs}; we have never written or spoken to them."
    return f"{theirs}; we last wrote or spoke to them {_spoke(told.last_out, told.day)}."


def _spoke(contact: Contact, day: date) -> str:
    passed = (day - contact.day).days
    ago = f"{days(passed)} ago" if passed else "today"
    return f"on {long_date(contact.day)}, {ago} ({contact.channel}, {contact.thread}#{contact.entry})"


def _quoted(words: str) -> str:
    return f"“{_short(words, WORDS)}”"


def _short(text: str, most: int) -> str:
    """Cut between words, if there are any."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0][: most - 2].rstrip() + " …"


def _day(day: date | None) -> str:
    return "" if day is None else str(day)


def _debt(debt: Debt, day: date) -> str:
    left = (debt.due - day).days
    state = f"{days(-left)} overdue" if left < 0 else "today" if left == 0 else f"in {days(left)}"
    at = f" by {debt.due_at}" if debt.due_at else ""
    basis = f" under {_short(debt.basis, BASIS)}" if debt.basis else ""
    what = _quoted(debt.words) if debt.words else _short(debt.instead, TITLE)
    return f"{debt.thread}#{debt.entry}, due {debt.due}{at} ({state}){basis}: {what}, since {debt.since}"


def _who(side: Side, regulator: str) -> str:
    return "ours" if side == "company" else f"{regulator}'s"


def _promises(told: Briefing) -> Iterator[Block]:
    if not told.promises:
        yield Paragraph("None.")
        return
    for side, who in (("company", "Ours"), ("regulator", "Theirs")):
        count = Counter(promise.keeping for promise in told.promises if promise.owed_by == side)
        yield Paragraph(f"{who}: " + (", ".join(f"{count[k]} {k}" for k in KEEPINGS if count[k]) or "none") + ".")
    pending = [p for p in told.promises if p.keeping in {"late", "open"}]
    pending.sort(key=lambda p: (p.keeping != "late", p.due or date.max, p.thread, p.entry))
    if pending:
        yield from _items([_pending(promise, told.regulator) for promise in pending], PROMISES)


def _pending(promise: Promise, regulator: str) -> str:
    due = f", due {promise.due}" if promise.due else ", no day set"
    who = _who(promise.owed_by, regulator)
    words = _quoted(promise.words) if promise.quoted else _short(promise.words, TITLE)
    return f"{promise.thread}#{promise.entry}, {who}, {promise.keeping}: {words}{due}"


def _items(texts: Sequence[str], most: int) -> Iterator[Block]:
    if not texts:
        yield Paragraph("Nothing.")
        return
    yield Items(tuple(texts[:most]))
    yield from _rest(texts, most)


def _rest(found: Sequence[object], most: int) -> Iterator[Block]:
    if len(found) > most:
        yield Paragraph(f"… and {len(found) - most} more.")
