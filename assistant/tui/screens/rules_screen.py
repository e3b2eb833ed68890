"""Rules and calendars with what they cause, and the way to change them: the configuration in an editor.

What the editor left is taken over only if it is right as a whole; a fault is shown with its line, the old rules hold,
and the text is there again for another try.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.record.index_rows import told_once
from assistant.record.inert import inert, inert_line
from assistant.services.settings_file import settings_path, settings_text, take_over
from assistant.tui import ruling
from assistant.tui.editing import edit_outside
from assistant.tui.keys import key_named
from assistant.tui.messages import RowEntered, RowPicked
from assistant.tui.ruling import Ruling
from assistant.tui.screens.page_screen import PageScreen
from assistant.tui.screens.text_screen import TextScreen
from assistant.tui.widgets.bars import TitleBar
from assistant.tui.widgets.key_line import KeyLine
from assistant.tui.widgets.row_list import RowList

KEYS = (
    Binding("e", "edit", "Edit", id="rules.edit", tooltip="Change the configuration in $VISUAL or $EDITOR"),
    Binding("n", "next", "Next", id="rules.next", show=False, tooltip="The next rule or calendar"),
    Binding("x", "forget", "Forget", id="rules.forget", show=False, tooltip="Drop an edit that was not taken over"),
    Binding("question_mark", "help", "Help", id="rules.help", key_display="?", tooltip="These keys"),
    Binding("escape,q", "back", "Back", id="rules.back", key_display="esc", tooltip="Back to where you were"),
)


class RulesScreen(PageScreen):
    """Gives True if the configuration was changed."""

    KEYS = KEYS
    HELP = "Rules and calendars"
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Ruling | None = None
        self.unfinished: str | None = None
        """What an editor left that was not taken over."""

    def compose(self) -> ComposeResult:
        yield TitleBar(self.desk.settings.company.name, id="title")
        yield Static("reading …", id="told", markup=False)
        with Container(id="rooms"):
            yield RowList(id="rules")
            with VerticalScroll(id="chosen"):
                yield Static("", id="facts", markup=False)
        yield KeyLine(show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one(TitleBar).show(self.desk.as_of, "rules and calendars")
        self.query_one(RowList).focus()
        self._load()

    def _load(self) -> None:
        self.job("rules", partial(ruling.ruling, self.desk), self._show)

    def _show(self, found: Ruling) -> None:
        self.found = found
        self.query_one(RowList).show(ruling.rows(found), self.query_one(RowList).highlighted or 0)
        lines = [("⚠ " + inert_line(warning), "$text-warning") for warning in found.listed.warnings]
        faults = told_once(found.listed.faults)
        lines += [(f"⚠ {inert_line(whose)}: {inert_line(fault.text)}", "$text-error") for whose, fault in faults]
        if self.unfinished is not None:
            lines.append((f"⚠ Your last edit was not taken over: {_on_or_off('it')}", "bold $text-warning"))
        where = Content.styled(inert_line(str(settings_path(self.desk))), "dim")
        told = [where, *(Content.styled(text, role) for text, role in lines)]
        self.query_one("#told", Static).update(Content("\n").join(told))

    @on(RowPicked)
    def _picked(self, event: RowPicked) -> None:
        if self.found is not None and event.at < self.found.size:
            self.query_one("#facts", Static).update(ruling.told_of(self.found, event.at))
            self.query_one("#chosen").scroll_home(animate=False)

    @on(RowEntered)
    def _entered(self) -> None:
        self.query_one("#chosen").focus()

    # Changing

    def action_edit(self) -> None:
        self.job("read", partial(settings_text, self.desk), self._edit)

    def _edit(self, before: str) -> None:
        text = edit_outside(self, before if self.unfinished is None else self.unfinished, ".toml")
        if text is not None:
            self.edited(text, before)

    def edited(self, text: str, before: str) -> None:
        """Take over what an editor left of the text that was there `before`."""
        if text == before:
            self.unfinished = None
            self.notify("Nothing was changed", markup=False)
            self._load()
            return
        self.unfinished = text
        self.job("write", partial(take_over, self.desk, text, before), self._taken, self._faulty, replaces=False)

    def _taken(self, _: None) -> None:
        self.changed, self.unfinished = True, None
        self.notify("The new rules hold", markup=False)
        self._load()

    def _faulty(self, error: AssistantError) -> None:
        told = f"{inert(str(error))}\n\nThe rules as they were still hold. {_on_or_off('your text')}."
        self.app.push_screen(TextScreen("The configuration was not taken over", told, fault=True))
        self._load()

    def action_forget(self) -> None:
        if self.unfinished is not None:
            self.unfinished = None
            self.notify("Dropped; the rules are as they were", markup=False)
            self._load()


def _on_or_off(what: str) -> str:
    return f"{key_named('rules.edit', KEYS)} goes on with {what}, {key_named('rules.forget', KEYS)} drops it"
