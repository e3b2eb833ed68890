"""The reports as they would be written, and written to a file by one key."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from msgspec import structs
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.events import Resize
from textual.widgets import TextArea

from assistant.desk import Desk
from assistant.errors import AssistantError, UsageProblem
from assistant.record.dates import parse_day
from assistant.record.inert import inert
from assistant.reports.chronology import Period
from assistant.tui import previews
from assistant.tui.forms import Answers, Field, Then, follow
from assistant.tui.lines import cut
from assistant.tui.messages import RowEntered, RowPicked
from assistant.tui.previews import Report, Scope
from assistant.tui.screens.form_screen import FormScreen
from assistant.tui.screens.page_screen import PageScreen
from assistant.tui.widgets.bars import TitleBar
from assistant.tui.widgets.key_line import KeyLine
from assistant.tui.widgets.row_list import Draw, RowList
from assistant.tui.words import MUTED

KEYS = (
    Binding("w", "write", "Write", id="reports.write", tooltip="Write it to a file: .txt, .md, .html, .docx, .svg"),
    Binding("p", "period", "Period", id="reports.period", tooltip="From which day to which"),
    Binding(
        "c", "confidential", "Confidential", id="reports.confidential", tooltip="With or without what is confidential"
    ),
    Binding("y", "copy", "Copy", id="reports.copy", tooltip="Copy the text"),
    Binding("n", "next", "Next", id="reports.next", show=False, tooltip="The next report"),
    Binding("question_mark", "help", "Help", id="reports.help", key_display="?", tooltip="These keys"),
    Binding("escape,q", "back", "Back", id="reports.back", key_display="esc", tooltip="Back to where you were"),
)
NARROWEST = 40
"""Characters of a line of a preview."""
CURSOR = 1
"""Cells that a text area keeps at the end of a line, whether it shows a cursor or not."""


class ReportsScreen(PageScreen):
    """Changes nothing."""

    KEYS = KEYS
    HELP = "Reports"
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    def __init__(self, desk: Desk, home: str) -> None:
        """`home`: the thread in front; empty for none."""
        super().__init__(desk)
        self.reports = previews.offered(home)
        self.scope = Scope()

    def compose(self) -> ComposeResult:
        yield TitleBar(self.desk.settings.company.name, id="title")
        with Container(id="rooms"):
            yield RowList(id="names")
            yield TextArea("", read_only=True, soft_wrap=False, show_cursor=False, compact=True, id="preview")
        yield KeyLine(show_command_palette=False)

    def on_mount(self) -> None:
        self._head()
        rows = self.query_one(RowList)
        rows.show([_row(report) for report in self.reports], 0)
        rows.focus()

    def _head(self) -> None:
        first, last = self.scope.period.first, self.scope.period.last
        told = ["reports", *([f"from {first}"] if first else []), *([f"to {last}"] if last else [])]
        told += ["with what is confidential"] if self.scope.confidential else []
        self.query_one(TitleBar).show(self.desk.as_of, " · ".join(told))

    @property
    def report(self) -> Report:
        return self.reports[self.query_one(RowList).highlighted or 0]

    @on(RowPicked)
    def _preview(self) -> None:
        room = self.query_one("#preview", TextArea).scrollable_content_region.width
        width = max(room - CURSOR, NARROWEST)
        work = partial(previews.preview, self.desk, self.report, self.scope, width)
        self.job("preview", work, self._show, self._cannot)

    def on_resize(self, event: Resize) -> None:
        super().on_resize(event)
        self.call_after_refresh(self._preview)

    def _show(self, text: str) -> None:
        preview = self.query_one("#preview", TextArea)
        preview.soft_wrap = self.report.kind != "picture"  # whose lines are columns
        preview.load_text(inert(text))
        preview.scroll_home(animate=False)

    def _cannot(self, error: AssistantError) -> None:
        self.query_one("#preview", TextArea).load_text(inert(str(error)))

    @on(RowEntered)
    def _entered(self) -> None:
        self.query_one("#preview").focus()

    # Keys

    def action_write(self) -> None:
        ending = ".svg" if self.report.kind == "picture" else ".docx"
        name = f"{self.report.about or 'record'}-{self.report.kind}{ending}"
        hint = ".txt or .svg" if self.report.kind == "picture" else ".txt, .md, .html or .docx"
        field = Field("path", "File", value=str(Path.cwd() / name), hint=f"{hint}; never over another")
        self.app.push_screen(
            FormScreen("Write the report", (field,), partial(self._write, self.report), "Write"), follow
        )

    def _write(self, report: Report, answers: Answers) -> Then:
        if not answers["path"]:
            raise UsageProblem("which file?")
        path = previews.write(self.desk, report, self.scope, Path(answers["path"]).expanduser())
        return partial(self.notify, f"Written to {path.name}", markup=False)

    def action_period(self) -> None:
        period = self.scope.period
        fields = (
            Field(
                "first", "From", value=str(period.first or ""), hint="a day such as 2020-10-01; empty: the beginning"
            ),
            Field("last", "To", value=str(period.last or ""), hint="empty: the day as of which everything is shown"),
        )
        self.app.push_screen(FormScreen("The period", fields, self._period, "Show"), follow)

    def _period(self, answers: Answers) -> Then:
        days = [parse_day(answers[name]) if answers[name] else None for name in ("first", "last")]
        return partial(self._rescope, structs.replace(self.scope, period=Period(*days)))

    def action_confidential(self) -> None:
        self._rescope(structs.replace(self.scope, confidential=not self.scope.confidential))

    def _rescope(self, scope: Scope) -> None:
        self.scope = scope
        self._head()
        self._preview()

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self.query_one("#preview", TextArea).text)
        self.notify("Copied", markup=False)


def _row(report: Report) -> Draw:
    def draw(width: int) -> Content:
        return Content.assemble((cut(report.title, width), "bold"), "\n", (cut(f"  {report.does}", width), MUTED))

    return draw
