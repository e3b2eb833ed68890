"""What is open, both sides, and the reminders; Enter or a click goes to the message."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.record.inert import inert_line
from assistant.record.kinds import Side
from assistant.record.thread import Obligation
from assistant.tui.messages import EntryWanted, GapWanted
from assistant.tui.timeline import View
from assistant.tui.words import STATE_SIGNS, STATE_WORDS, gap_head, short_day

_GAP = "gap:"


class OpenPanel(OptionList):
    """Posts `EntryWanted` and `GapWanted`."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, markup=False, compact=True)

    def show(self, view: View) -> None:
        kept = self.highlighted_option.id if self.highlighted_option else None
        self.clear_options()
        self._reminders(view)
        self._owed("We owe", "company", view)
        self._owed(f"{view.thread.regulator} owes", "regulator", view)
        if kept is not None and kept in {o.id for o in self.options}:
            self.highlighted = self.get_option_index(kept)

    def empty(self) -> None:
        self.clear_options()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        chosen = event.option_id or ""
        if chosen.startswith(_GAP):
            self.post_message(GapWanted(chosen.removeprefix(_GAP)))
        elif chosen:
            self.post_message(EntryWanted(int(chosen)))

    def _heading(self, text: str) -> None:
        self.add_option(Option(Content.assemble((text, "bold")), disabled=True))

    def _nothing(self, text: str) -> None:
        self.add_option(Option(Content.assemble((f"  {text}", "dim"), "\n"), disabled=True))

    def _reminders(self, view: View) -> None:
        self._heading("Reminders")
        if not view.gaps:
            self._nothing("none")
        for gap in view.gaps:
            colour = {"overdue": "$text-error", "due": "$text-warning", "upcoming": "$text-primary"}[gap.state]
            what = f"\n  {gap.kind.replace('-', ' ')} · #{gap.opened_by.entry}, due {short_day(gap.due, view.today)}\n"
            self.add_option(Option(Content.assemble((gap_head(gap), colour), (what, "dim")), id=f"{_GAP}{gap.id}"))

    def _owed(self, heading: str, side: Side, view: View) -> None:
        self._heading(heading)
        open_now = [o for o in view.thread.obligations if o.is_open and o.owed_by == side]
        if not open_now:
            self._nothing("nothing open")
        for obligation in open_now:
            self.add_option(Option(_owed(obligation, view), id=str(obligation.n)))


def _owed(o: Obligation, view: View) -> Content:
    due = f", due {short_day(o.due, view.today)}" if o.due else ""
    condition = f", {inert_line(o.condition)}" if o.condition else ""
    return Content.assemble(
        f"{STATE_SIGNS[o.state]} #{o.n} {inert_line(o.words)}",
        (f"\n  {o.type}, {STATE_WORDS[o.state]}{due}{condition}\n", "dim"),
    )
