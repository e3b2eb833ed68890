"""The templates, the fitting ones first, each as it would read now: why it fits, in which language and tone."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Select, Static

from assistant.config import Tone
from assistant.desk import Desk
from assistant.drafts.draft import Draft
from assistant.drafts.style import Wish
from assistant.drafts.words import languages
from assistant.errors import AssistantError
from assistant.record.inert import inert, inert_line
from assistant.tui import draft_text
from assistant.tui.draft_text import Choices, Kept
from assistant.tui.lines import cut
from assistant.tui.messages import RowEntered, RowPicked
from assistant.tui.screens.page_screen import PageScreen
from assistant.tui.timeline import View
from assistant.tui.widgets.bars import TitleBar
from assistant.tui.widgets.choice import Choice
from assistant.tui.widgets.key_line import KeyLine
from assistant.tui.widgets.row_list import Draw, RowList
from assistant.tui.words import MUTED

KEYS = (
    Binding(
        "a,enter",
        "take",
        "Take it",
        id="template.take",
        key_display="a ↵",
        tooltip="Write on this template; the other text is kept",
    ),
    Binding("l", "language", "Language", id="template.language", tooltip="Another language"),
    Binding("t", "tone", "Tone", id="template.tone", tooltip="Another tone"),
    Binding("question_mark,f1", "help", "Help", id="template.help", key_display="?", tooltip="These keys"),
    Binding("escape,q", "back", "Back", id="template.back", key_display="esc", tooltip="Back to the draft"),
)
USUAL = "usual {}"
TONES: tuple[Tone, ...] = get_args(Tone)


class TemplateScreen(PageScreen):
    """Gives the draft that was chosen, or None."""

    KEYS = KEYS
    HELP = "The templates"
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    def __init__(self, desk: Desk, view: View, kept: Kept, choices: tuple[Choices, ...]) -> None:
        super().__init__(desk)
        self.view, self.kept, self.choices = view, kept, choices
        self.shown: Draft | None = None

    def compose(self) -> ComposeResult:
        yield TitleBar(self.desk.settings.company.name, id="title")
        with Container(id="rooms"):
            yield RowList(id="names")
            with Vertical(id="chosen"):
                with Horizontal(id="style"):
                    yield Choice(
                        [(name, name) for name in languages()],
                        prompt=USUAL.format("language"),
                        id="language",
                        compact=True,
                    )
                    yield Choice([(tone, tone) for tone in TONES], prompt=USUAL.format("tone"), id="tone", compact=True)
                yield Static("", id="because", markup=False)
                with VerticalScroll(id="preview"):
                    yield Static("", id="text", markup=False)
        yield KeyLine(show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one(TitleBar).show(self.desk.as_of, "templates")
        rows = self.query_one(RowList)
        at = next((at for at, c in enumerate(self.choices) if c.name == self.kept.draft.template.name), 0)
        rows.show([_row(choice) for choice in self.choices], at)
        rows.focus()

    @on(RowPicked)
    @on(Select.Changed)
    def _preview(self) -> None:
        at = self.query_one("#names", RowList).highlighted
        if at is not None and at < len(self.choices):
            wish = Wish(self._wished("#language"), next((t for t in TONES if t == self._wished("#tone")), ""))
            work = partial(draft_text.previewed, self.desk, self.view, self.choices[at].name, wish)
            self.job("preview", work, self._show, self._cannot)

    def _wished(self, which: str) -> str:
        value = self.query_one(which, Select).value
        return value if isinstance(value, str) else ""

    def _show(self, draft: Draft) -> None:
        self.shown = draft
        missing = ", ".join(field.label for field in draft.missing)
        told = [inert_line(draft.because), *([f"To be supplied: {inert_line(missing)}"] if missing else [])]
        self.query_one("#because", Static).update(Content("\n".join(told)))
        text = Content.assemble((inert_line(draft.subject), "bold"), "\n\n", inert(draft.text))
        self.query_one("#text", Static).update(text)
        self.query_one("#preview").scroll_home(animate=False)

    def _cannot(self, error: AssistantError) -> None:
        self.shown = None
        self.query_one("#because", Static).update(Content(""))
        self.query_one("#text", Static).update(Content(inert(str(error))))

    @on(RowEntered)
    def action_take(self) -> None:
        if self.shown is not None:
            self.dismiss(self.shown)

    def action_language(self) -> None:
        self.query_one("#language", Select).action_show_overlay()

    def action_tone(self) -> None:
        self.query_one("#tone", Select).action_show_overlay()

    def action_back(self) -> None:
        self.dismiss(None)


def _row(choice: Choices) -> Draw:
    def draw(width: int) -> Content:
        sign = "✓ " if choice.reason else "  "
        told = choice.reason or "does not fit what is due now"
        head = Content.assemble((sign, "$success"), (cut(inert_line(choice.title), width - 2), "bold"))
        return Content("\n").join([head, Content.styled(cut(f"  {inert_line(told)}", width), MUTED)])

    return draw
