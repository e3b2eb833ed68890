"""The quiet lines at the top: where we are, on what day, and how the thread stands."""

from __future__ import annotations

from datetime import date

from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from assistant.clocks.wording import counted, long_date
from assistant.record.inert import inert_line
from assistant.record.openings import last_contact
from assistant.record.thread import Thread
from assistant.tui.keys import key_named
from assistant.tui.lines import cells, wrapped
from assistant.tui.timeline import View
from assistant.tui.words import ball_words, short_day

NAMED = 2
"""Merged threads that are named; more are counted."""
LINES = 3
"""Those of a bar whose title takes one."""
LONG = "-long"
"""The class of a bar whose title takes two lines."""


class TitleBar(Static):
    """The company, the record, and in plain sight the day if it is not today; what goes on, or waits in the tray."""

    def __init__(self, company: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, markup=False)
        self.company = inert_line(company)
        self._shown: tuple[date | None, str, int] = (None, "", 0)

    def show(self, as_of: date | None, progress: str = "", waiting: int = 0) -> None:
        self._shown = as_of, progress, waiting
        self.set_class(as_of is not None, "-as-of")
        self._draw()

    def on_resize(self, _event: Resize) -> None:
        self._draw()

    def _draw(self) -> None:
        """The names go before the rest does when it is narrow."""
        as_of, progress, waiting = self._shown
        day = [("   ", ""), (f" as of {long_date(as_of)} ", "reverse bold")] if as_of else []
        tray = (f"   {waiting:,} in the tray: {key_named('main.tray')}" if waiting else "", "$accent")
        name, company = ("Regulator assistant", "bold"), (f"  {self.company}", "dim")
        told = (f"   {progress}" if progress else "", "dim")
        for first in ([name, company], [name], []):
            line = Content.assemble(*first, *day, tray, told)
            if line.cell_length <= self.content_size.width:
                break
        else:
            line = Content.assemble(*day, told) if progress else line
        self.update(line)


class ThreadBar(Static):
    """The thread's title, in two lines if it needs them; who holds the ball and what is open; the references.

    What waits to be confirmed has a line of its own where one is free, and else stands before the references.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, markup=False)
        self._view: View | None = None

    def show(self, view: View) -> None:
        self._view = view
        self._draw(view)

    def on_resize(self, _event: Resize) -> None:
        if self._view:
            self._draw(self._view)

    def _draw(self, view: View) -> None:
        thread, holder = view.thread, view.ball
        ball = "✓ closed" if thread.closed else ball_words(holder, thread.regulator)
        first, *rest = wrapped(inert_line(thread.title), self.content_size.width or len(thread.title))
        self.set_class(bool(rest), LONG)
        title = f"{first}\n{' '.join(rest)}" if rest else first
        top = Content.assemble((title, "bold"))
        counts = _counts(view, self.content_size.width - cells(f"{ball} · "))
        middle = Content.assemble((ball, "bold $accent" if holder == "company" else "bold"), f" · {counts}")
        lone = self.size.height > LINES + bool(rest)
        below = Content.assemble(
            (_to_confirm(view, lone), "$accent"), (f"{_name(thread)} · {_references(view)}", "dim")
        )
        self.update(Content("\n").join([top, middle, below]))

    def empty(self) -> None:
        self._view = None
        self.remove_class(LONG)
        self.update("")


def about(view: View) -> str:
    """All that the bar tells, however long, and the tags: a line each."""
    thread = view.thread
    merged = f"It took in {', '.join(thread.absorbed)}." if thread.absorbed else ""
    known = (
        ("Our reference", thread.ours or "none"),
        ("Their reference", thread.theirs or "none known"),
        ("Tags", ", ".join(thread.tags) or "none"),
    )
    dates = _dates(view)
    lines = [
        thread.title,
        "",
        f"With {view.regulator_name}, {dates}.",
        merged,
        *(f"{what}: {told}" for what, told in known),
    ]
    return "\n".join(inert_line(line) for at, line in enumerate(lines) if line or at == 1)


def _to_confirm(view: View, lone: bool) -> str:
    """What waits to be confirmed, and the key that looks at it: on a `lone` line, or as briefly as can be."""
    if not view.to_confirm:
        return ""
    key = key_named("main.proposals")
    return f"{view.to_confirm} to confirm: {key}\n" if lone else f"? {view.to_confirm}: {key} · "


def _counts(view: View, width: int) -> str:
    """What is open and the reminders; where that has no room, less of it, but nothing cut."""
    ours = sum(o.is_open and o.owed_by == "company" for o in view.thread.obligations)
    theirs = sum(o.is_open and o.owed_by == "regulator" for o in view.thread.obligations)
    sides, reminders = f"we owe {ours}, they {theirs}", counted(len(view.gaps), "reminder")
    told = f"open: {sides} · {reminders}", f"{sides} · {reminders}"
    return next((one for one in told if cells(one) <= width), sides)


def _references(view: View) -> str:
    ours = inert_line(view.thread.ours) or "no reference"
    theirs = inert_line(view.thread.theirs)
    named = f"ours {ours} · theirs {theirs}" if theirs else f"ours {ours}"
    return f"{named} · {_dates(view)}"


def _dates(view: View) -> str:
    """Since when, and when they last spoke."""
    since = f"since {short_day(view.thread.opened, view.today)}"
    heard = last_contact(view.thread)
    return f"{since} · heard {short_day(heard.day, view.today)}" if heard else since


def _name(thread: Thread) -> str:
    """Its id, and those of the threads that were merged into it."""
    others = thread.absorbed if len(thread.absorbed) <= NAMED else (f"{len(thread.absorbed)} merged",)
    return " + ".join((thread.id, *others))
