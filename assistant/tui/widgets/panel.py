"""What is open, both sides, and the reminders; Enter or a click goes to the message."""

from __future__ import annotations

from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.clocks.gap import Gap
from assistant.record.inert import inert_line
from assistant.record.kinds import Side
from assistant.record.thread import Obligation
from assistant.tui.lines import wrapped
from assistant.tui.messages import EntryWanted, GapWanted
from assistant.tui.timeline import View
from assistant.tui.widgets.options import Options
from assistant.tui.words import MUTED, STATE_SIGNS, STATE_WORDS, gap_head, short_day

_GAP = "gap:"


class OpenPanel(Options):
    """Posts `EntryWanted` and `GapWanted`."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, markup=False, compact=True)
        self.view: View | None = None
        self._width = 0

    def show(self, view: View) -> None:
        self.view = view
        self._fill(view)

    def empty(self) -> None:
        self.view = None
        self.clear_options()

    def on_resize(self, _event: Resize) -> None:
        if self.view and self._room() != self._width:
            self._fill(self.view)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        match _meant(event.option_id):
            case str() as gap:
                self.post_message(GapWanted(gap))
            case int() as entry:
                self.post_message(EntryWanted(entry))

    @property
    def chosen(self) -> str | int | None:
        """What the highlighted line is about: a gap's id, or an obligation's number."""
        return _meant(self.highlighted_option.id if self.highlighted_option else None)

    def _room(self) -> int:
        return (self.scrollable_content_region.width or 29) - self._get_left_gutter_width()

    def _fill(self, view: View) -> None:
        kept = self.highlighted_option.id if self.highlighted_option else None
        self._width = self._room()
        self.clear_options()
        self._heading("Reminders")
        self._list([_gap(gap, view, self._width) for gap in view.gaps], "none")
        for heading, side in _SIDES:
            self._heading(heading.format(view.thread.regulator))
            open_now = [o for o in view.thread.obligations if o.is_open and o.owed_by == side]
            self._list([_owed(o, view, self._width) for o in open_now], "no request or promise open")
        if kept is not None and kept in {o.id for o in self.options}:
            self.highlighted = self.get_option_index(kept)

    def _heading(self, text: str) -> None:
        self.add_option(Option(Content.assemble((text, "bold $foreground")), disabled=True))

    def _list(self, options: list[Option], otherwise: str) -> None:
        nothing = Option(Content.assemble((f"  {otherwise}\n", MUTED)), disabled=True)
        self.add_options(options or [nothing])


def _meant(option: str | None) -> str | int | None:
    if not option:
        return None
    return option.removeprefix(_GAP) if option.startswith(_GAP) else int(option)


_SIDES: tuple[tuple[str, Side], ...] = (("We owe", "company"), ("{} owes", "regulator"))
_COLOURS = {"overdue": "$text-error", "due": "$text-warning", "upcoming": "$text-warning"}


def _gap(gap: Gap, view: View, width: int) -> Option:
    what = f"{gap.kind.replace('-', ' ')} · #{gap.opened_by.entry}, due {short_day(gap.due, view.today)}"
    told = Content.assemble((gap_head(gap), _COLOURS[gap.state]), (f"\n  {_hanging(what, width)}\n", MUTED))
    return Option(told, id=f"{_GAP}{gap.id}")


def _owed(o: Obligation, view: View, width: int) -> Option:
    due = f", due {short_day(o.due, view.today)}" if o.due else ""
    condition = f", {inert_line(o.condition)}" if o.condition else ""
    words = _hanging(f"#{o.n} {inert_line(o.words)}", width)
    below = _hanging(f"{o.type}, {STATE_WORDS[o.state]}{due}{condition}", width)
    return Option(Content.assemble(f"{STATE_SIGNS[o.state]} {words}", (f"\n  {below}\n", MUTED)), id=str(o.n))


def _hanging(text: str, width: int) -> str:
    """Wrapped so that all but the first line are set in, below their sign."""
    return "\n  ".join(wrapped(text, max(width - 2, 8)))
