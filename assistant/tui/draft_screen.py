"""What becomes of a draft: saved, written to a file, handed to an editor, logged as sent.

It ends with what must be kept: None once everything is in the record.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from msgspec import structs
from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from assistant.drafting import export
from assistant.drafts.draft import Draft
from assistant.drafts.edit import edit_text
from assistant.errors import AssistantError, UsageProblem
from assistant.record.dates import parse_day
from assistant.record.entry import Line, NewEntry
from assistant.record.inert import inert_line
from assistant.record.kinds import Channel, DraftState
from assistant.record.thread import Thread
from assistant.tui import draft_text, reading
from assistant.tui.deciding import Who
from assistant.tui.draft_page import DraftPage
from assistant.tui.draft_text import Kept
from assistant.tui.form_screen import FormScreen
from assistant.tui.forms import Answers, Field, Then, follow
from assistant.tui.keys import key_named
from assistant.tui.messages import Logged
from assistant.tui.widgets.conversation import Conversation

CHANNELS: tuple[Channel, ...] = ("letter", "email", "portal", "meeting", "call", "other")
KEYS = (
    Binding("ctrl+s", "save", "Save", id="draft.save", priority=True, tooltip="Save the draft in the record"),
    Binding("f2", "blank", "Blank", id="draft.blank", tooltip="Select the next thing that is missing"),
    Binding("f3", "editor", "Editor", id="draft.editor", show=False, tooltip="Write in $VISUAL or $EDITOR"),
    Binding("f4", "export", "Export", id="draft.export", tooltip="Write a file to send: .eml, .docx, .pdf …"),
    Binding("f12", "discard", "Discard", id="draft.discard", show=False, tooltip="Do not go on with what was saved"),
    Binding("f8", "sent", "Sent", id="draft.sent", tooltip="It went out: log it and settle what it answers"),
    Binding("f9", "other_side", "Thread", id="draft.side", tooltip="Between the thread and the text"),
    Binding("f1", "help", "Help", id="draft.help", show=False, tooltip="These keys"),
    Binding("escape", "back", "Back", id="draft.back", tooltip="Back to the thread; the text is kept"),
)


class DraftScreen(DraftPage):
    """Every action of `KEYS` is a method here."""

    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    # Keys

    def action_save(self) -> None:
        if now := self._now():
            self._log(now, "editing", "Draft saved")

    def _log(self, now: Kept, state: DraftState, told: str) -> None:
        work = partial(self.desk.decide, self.view.thread.id, lambda _: draft_text.save(now, self._who(), state))
        self.job("write", work, partial(self._saved, now, told), replaces=False)

    def _who(self) -> Who:
        return reading.who(self.desk, self.view.thread.id)

    def _saved(self, now: Kept, told: str, lines: tuple[Line, ...]) -> None:
        first = now.first if now.first is not None else lines[0].n
        if self.kept:
            self.kept = structs.replace(self.kept, first=first)
        self.on_file = (now.draft.subject, now.draft.text)
        self.notify(f"{told} as #{lines[0].n}", markup=False)
        self._remember(lines)

    def action_blank(self) -> None:
        self.select_blank()

    def action_editor(self) -> None:
        area = self.query_one("#text", TextArea)
        try:
            with self.app.suspend():
                text = edit_text(area.text)
        except SuspendNotSupported:
            self.notify("This terminal cannot hand over to an editor", severity="warning", markup=False)
        except AssistantError as error:
            self.on_trouble(error)
        else:
            area.text = text
        area.focus()

    def action_export(self) -> None:
        now = self._now()
        if now is None:
            return
        if now.draft.missing:
            self._still_missing(now.draft)
            return
        name = f"{self.view.thread.id}-{now.draft.template.name}.eml"
        fields = (
            Field("path", "File", value=str(Path.cwd() / name), hint=".eml opens unsent; .docx, .pdf, .md, .txt"),
            Field("there", "If it exists", "choice", "keep", choices=(("keep", "leave it"), ("over", "write over it"))),
            Field("overrule", "Right though a check says no", hint="why; the reason is logged"),
        )
        self.app.push_screen(FormScreen("Export the draft", fields, partial(self._export, now), "Write"), follow)

    def _still_missing(self, draft: Draft) -> None:
        names = ", ".join(inert_line(field.label) for field in draft.missing)
        self.notify(f"Not yet: {names} is still missing", severity="warning", markup=False)

    def _export(self, now: Kept, answers: Answers) -> Then:
        if not answers["path"]:
            raise UsageProblem("which file?")
        path, over = Path(answers["path"]).expanduser(), answers["there"] == "over"
        done = export(self.desk, now.draft, now.first, path, overwrite=over, overrule=answers["overrule"])
        return partial(self._saved, now, f"Written to {path.name}; saved", done.logged)

    def action_discard(self) -> None:
        now = self._now()
        first = now.first if now else None
        if first is None:
            self.notify("It was never saved: there is nothing to discard", severity="warning", markup=False)
            return
        told = Field("told", f"Draft #{first}", "shown", "Its versions stay in the record; nobody is reminded of it.")
        self.app.push_screen(FormScreen("Discard the draft", (told,), partial(self._discard, first), "Discard"), follow)

    def _discard(self, first: int, _: Answers) -> Then:
        lines = self.desk.decide(self.view.thread.id, lambda now: draft_text.discard(now, first, self._who()))
        return partial(self._gone, lines, "Discarded")

    def action_sent(self) -> None:
        now = self._now()
        if now is None:
            return
        if now.draft.missing:
            self._still_missing(now.draft)
            return
        open_now = [o for o in self.view.thread.obligations if o.is_open and o.owed_by == "company"]
        ticks = tuple((str(o.n), f"#{o.n} {inert_line(o.words)}") for o in open_now)
        fields = (
            Field("day", "Sent on", value=self.view.today.isoformat()),
            Field(
                "channel",
                "As",
                "choice",
                "email" if now.draft.in_reply_to else "letter",
                choices=tuple((c, c) for c in CHANNELS),
            ),
            *(
                (Field("answers", "It answers", "ticks", ",".join(map(str, now.draft.answers)), choices=ticks),)
                if ticks
                else ()
            ),
            Field(
                "how", "Which are then", "choice", "full", choices=(("full", "settled"), ("part", "answered in part"))
            ),
        )
        self.app.push_screen(FormScreen("It was sent", fields, partial(self._send, now), "Log it"), follow)

    def _send(self, now: Kept, answers: Answers) -> Then:
        day = parse_day(answers["day"])
        chosen = [int(n) for n in answers.get("answers", "").split(",") if n]
        channel: Channel = next((c for c in CHANNELS if c == answers["channel"]), "letter")

        def decide(thread: Thread) -> list[NewEntry]:
            return draft_text.send(
                thread,
                now,
                self._who(),
                day=day,
                channel=channel,
                answers=chosen,
                partly=answers["how"] == "part",
            )

        lines = self.desk.decide(self.view.thread.id, decide)
        return partial(self._gone, lines, "Logged as sent")

    def _gone(self, lines: tuple[Line, ...], told: str) -> None:
        self.app.notify(f"{told}, #{lines[0].n} · {key_named('main.undo')} undoes it", markup=False)
        self._remember(lines)
        self.kept = None
        self.call_later(self._close, None)

    def _remember(self, lines: tuple[Line, ...]) -> None:
        self.app.post_message(Logged(self.view.thread.id, tuple(line.n for line in lines)))

    def _close(self, kept: Kept | None) -> None:
        self.dismiss(kept)

    def action_other_side(self) -> None:
        talk = self.query_one(Conversation)
        if self.has_class("-narrow"):
            self.toggle_class("-thread")
            inside = self.has_class("-thread")
        else:
            inside = not talk.has_focus
        (talk if inside else self.query_one("#text", TextArea)).focus()

    def action_back(self) -> None:
        if self.has_class("-thread"):
            self.action_other_side()
            return
        self.dismiss(self.unsaved)

    def action_quit(self) -> None:
        """Leaving is the main screen's to decide: it knows what is kept."""
        self.action_back()
