"""The tray: exchanges that matched no regulator, read one by one, and filed or set aside by one key.

Every step names how it is taken back; nothing is decided by looking.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widgets import Static

from assistant.clocks.wording import counted
from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.mail.filed import Filed, Where
from assistant.tui import filing, reading, undoing
from assistant.tui.forms import Answers, Field, Then, follow
from assistant.tui.keys import key_named
from assistant.tui.messages import RowEntered, RowPicked
from assistant.tui.reading import Tray
from assistant.tui.rows import ThreadRow
from assistant.tui.screens.form_screen import FormScreen
from assistant.tui.screens.page_screen import PageScreen
from assistant.tui.timeline import View
from assistant.tui.undoing import Step
from assistant.tui.widgets.bars import TitleBar
from assistant.tui.widgets.conversation import Conversation
from assistant.tui.widgets.key_line import KeyLine
from assistant.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from assistant.mail.senders import Chosen, Together
    from assistant.mail.tray import Waiting

LONG = 15
"""Seconds for a sentence that somebody may want to write down."""
Meaning = Callable[[Answers], Where]
"""What a form's answers say of where it goes; raises `UsageProblem`."""
KEYS = (
    Binding("f,1", "file(0)", "File", id="tray.file", key_display="f", tooltip="File it in the first thread suggested"),
    Binding("2", "file(1)", "File", id="tray.second", show=False, tooltip="File it in the second thread suggested"),
    Binding("3", "file(2)", "File", id="tray.third", show=False, tooltip="File it in the third thread suggested"),
    Binding("o", "elsewhere", "File in …", id="tray.elsewhere", tooltip="File it in another thread, or in a new one"),
    Binding("a", "aside", "Aside", id="tray.aside", tooltip="It is nobody's correspondence"),
    Binding("s", "sender", "Sender", id="tray.sender", tooltip="File all of its sender's, or set all of it aside"),
    Binding("n", "next", "Next", id="tray.next", show=False, tooltip="Leave it, and go to the next one"),
    Binding("u", "undo", "Undo", id="tray.undo", tooltip="Take back what was done last"),
    Binding("question_mark", "help", "Help", id="tray.help", key_display="?", tooltip="These keys"),
    Binding("escape,q", "back", "Back", id="tray.back", key_display="esc", tooltip="Back to the threads"),
)


class TrayScreen(PageScreen):
    """Every action of `KEYS` is a method here or on every page."""

    KEYS = KEYS
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    def __init__(self, desk: Desk, rows: Sequence[ThreadRow], steps: list[Step]) -> None:
        """`rows`: the threads in which a person may file; `steps`: those of the visit, to which this page adds."""
        super().__init__(desk)
        self.threads = tuple(rows)
        self.tray: Tray | None = None
        self.steps = steps
        self.done: list[tuple[str, Step]] = []
        """Exchanges of which something was done on this page that can be taken back, the last one last."""

    def compose(self) -> ComposeResult:
        yield TitleBar(self.desk.settings.company.name, id="title")
        with Container(id="rooms"):
            yield RowList(id="waiting")
            with Vertical(id="chosen"):
                yield Static("", id="facts", markup=False)
                yield Conversation(id="talk")
        yield KeyLine(show_command_palette=True)

    def on_mount(self) -> None:
        self.query_one(TitleBar).show(self.desk.as_of, "the tray")
        self.query_one(RowList).focus()
        self.query_one("#facts").display = False
        self.query_one(Conversation).tell("reading …")
        self._load(None)

    # Reading

    @property
    def one(self) -> Waiting | None:
        """The exchange under the cursor."""
        at = self.query_one(RowList).highlighted
        return self.tray.shown[at] if self.tray and at is not None and at < len(self.tray.shown) else None

    def _load(self, pick: str | None) -> None:
        """Read the tray; the cursor goes to `pick`, else stays at its place, where the next one now stands."""
        self.job("tray", partial(reading.waiting, self.desk), partial(self._show, pick))

    def _show(self, pick: str | None, tray: Tray) -> None:
        rows = self.query_one(RowList)
        at = next((at for at, one in enumerate(tray.shown) if one.thread == pick), rows.highlighted or 0)
        self.tray = tray
        self.list_rows([filing.row(one) for one in tray.shown], at)
        told = ["the tray", *([_count(tray)] if tray.size else [])]
        self.query_one(TitleBar).show(self.desk.as_of, " · ".join(told))
        if not tray.shown:
            self.query_one(Conversation).tell(filing.EMPTY.format(back=key_named("tray.back", KEYS)))

    @on(RowPicked)
    def _picked(self) -> None:
        if one := self.one:
            elsewhere, aside = (key_named(f"tray.{name}", KEYS) for name in ("elsewhere", "aside"))
            self.query_one("#facts", Static).update(filing.facts(one, elsewhere, aside))
            read = partial(reading.view_of_tray, self.desk, one.thread)
            self.job("reading", read, partial(self._read, one.thread))

    def _read(self, thread: str, view: View) -> None:
        if self.one and self.one.thread == thread:
            talk = self.query_one(Conversation)
            talk.show(view)
            talk.call_after_refresh(talk.action_first)

    @on(RowEntered)
    def _entered(self) -> None:
        self.query_one(Conversation).focus()

    # Deciding

    def action_file(self, which: int) -> None:
        if one := self.one:
            if which < len(one.suggestions):
                self._file(one, Where(thread=one.suggestions[which].thread))
            else:
                told = f"No such suggestion: {key_named('tray.elsewhere', KEYS)} files it anywhere"
                self.notify(told, severity="warning", markup=False)

    def _file(self, one: Waiting, where: Where) -> None:
        self.decide(partial(self._filed, one.thread, where), self._done)

    def _filed(self, tray: str, where: Where) -> Filed:
        """In a worker: what was done."""
        if where.aside:
            self.desk.intake.set_aside(tray, where.reason)
            return Filed(tray, None)
        return Filed(tray, self.desk.intake.file(tray, thread=where.thread, regulator=where.regulator))

    def _done(self, filed: Filed) -> None:
        self._keep(filed.tray, undoing.of_filing(self.desk, filed.tray, filed.thread))
        self.notify(f"{filed.told} · {key_named('tray.undo', KEYS)} takes it back", markup=False)

    def _keep(self, tray: str, step: Step) -> None:
        self.steps.append(step)
        self.done.append((tray, step))
        self._load(None)

    def action_elsewhere(self) -> None:
        if one := self.one:
            fields = filing.elsewhere_fields(one, tuple(self.desk.settings.regulators))
            self._ask("File it", fields, one, lambda answers: filing.elsewhere(answers, self.threads), "File")

    def action_aside(self) -> None:
        if one := self.one:
            self._ask("Set it aside", filing.aside_fields(one), one, _set_aside, "Set aside")

    def action_sender(self) -> None:
        if one := self.one:
            self.job("sender", partial(self.desk.intake.of_its_sender, one), self._ask_of_all, holds=True)

    def _ask_of_all(self, choices: tuple[Chosen, ...]) -> None:
        if not choices:
            self.notify("No address is given as its sender's: file it by itself", severity="warning", markup=False)
            return

        def submit(answers: Answers) -> Then:
            where = filing.sender_place(answers, self.threads)
            done = self.desk.intake.file_chosen(choices[int(answers["whose"])], where)
            return partial(self._decided, self._done_together, done)

        fields = filing.sender_fields(choices, tuple(self.desk.settings.regulators))
        self.app.push_screen(FormScreen("All of its sender's", fields, submit, "File"), follow)

    def _done_together(self, done: Together) -> None:
        filed = done.outcome.filed
        self._keep(filed[0].tray, undoing.of_filing_all(self.desk, filed))
        self.notify(f"{filing.together_told(done)} · {key_named('tray.undo', KEYS)} takes it back", markup=False)
        if done.outcome.error:
            self.on_trouble(done.outcome.error)
        if done.placing:
            self.notify(done.placing, timeout=LONG, markup=False)

    def _ask(self, title: str, fields: tuple[Field, ...], one: Waiting, where: Meaning, done: str) -> None:
        def submit(answers: Answers) -> Then:
            filed = self._filed(one.thread, where(answers))
            return partial(self._decided, self._done, filed)

        self.app.push_screen(FormScreen(title, fields, submit, done), follow)

    def action_undo(self) -> None:
        if not self.done:
            self.notify("Nothing was done here that could be taken back", markup=False)
            return
        tray, last = self.done[-1]
        self.decide(last.take_back, partial(self._taken_back, tray, last))

    def _taken_back(self, tray: str, last: Step, _: object) -> None:
        self.done.remove((tray, last))
        self.steps.remove(last)
        self.notify(last.told, markup=False)
        self._load(tray)


def _set_aside(answers: Answers) -> Where:
    if not answers["reason"].strip():
        raise UsageProblem("say why it is nobody's correspondence")
    return Where(reason=answers["reason"].strip())


def _count(tray: Tray) -> str:
    if tray.size > len(tray.shown):
        return f"the {len(tray.shown)} of {tray.size:,} that wait longest"
    return f"{counted(tray.size, 'exchange')} of no regulator"
