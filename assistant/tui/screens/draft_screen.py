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
from textual.widgets import OptionList, TextArea

from assistant.drafts.draft import Draft
from assistant.drafts.edit import edit_text
from assistant.errors import AssistantError, UsageProblem
from assistant.record.entry import Line
from assistant.record.inert import inert, inert_line
from assistant.services import drafting
from assistant.tui import draft_forms, draft_text, reading
from assistant.tui.draft_checking import CheckedPage
from assistant.tui.draft_text import Kept
from assistant.tui.forms import Answers, Field, Then, follow
from assistant.tui.jobs import JobDone
from assistant.tui.keys import key_named
from assistant.tui.messages import Logged
from assistant.tui.places import Place
from assistant.tui.screens.form_screen import FormScreen
from assistant.tui.screens.text_screen import TextScreen
from assistant.tui.widgets.conversation import Conversation

KEYS = (
    Binding("ctrl+s", "save", "Save", id="draft.save", priority=True, tooltip="Save the draft in the record"),
    Binding("f2", "blank", "Next", id="draft.blank", priority=True, tooltip="The next thing that is missing or wrong"),
    Binding(
        "f6",
        "below",
        "Checks",
        id="draft.below",
        priority=True,
        tooltip="To the checks, the facts, and back to the text",
    ),
    Binding(
        "ctrl+t",
        "choose",
        "Templates",
        id="draft.choose",
        show=False,
        priority=True,
        tooltip="Look at the templates that fit",
    ),
    Binding("f3", "editor", "Editor", id="draft.editor", show=False, tooltip="Write in $VISUAL or $EDITOR"),
    Binding(
        "f7",
        "changes",
        "Changes",
        id="draft.changes",
        show=False,
        priority=True,
        tooltip="What changed since each version",
    ),
    Binding(
        "f5,ctrl+k", "chat", "Ask", id="draft.chat", show=False, priority=True, tooltip="Ask the record a question"
    ),
    Binding(
        "ctrl+r", "release", "Release", id="draft.release", show=False, priority=True, tooltip="Approved, or final"
    ),
    Binding("f4", "export", "File", id="draft.export", tooltip="Write a file to send: .eml, .docx, .pdf …"),
    Binding("f12", "discard", "Discard", id="draft.discard", show=False, tooltip="Do not go on with what was saved"),
    Binding("f8", "sent", "Sent", id="draft.sent", tooltip="It went out: log it and settle what it answers"),
    Binding("f9", "other_side", "Thread", id="draft.side", tooltip="Between the thread and the text"),
    Binding("f1", "help", "Help", id="draft.help", show=False, tooltip="These keys"),
    Binding("escape", "back", "Back", id="draft.back", tooltip="Back to the thread; the text is kept"),
)


class DraftScreen(CheckedPage):
    """Every action of `KEYS` is a method here."""

    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    # Saving and looking

    def action_save(self) -> None:
        if now := self._now():
            self.job("write", partial(draft_text.keep, self.desk, now), partial(self._saved, now, "Draft saved"),
                     replaces=False)  # fmt: skip

    def _saved(self, now: Kept, told: str, lines: tuple[Line, ...]) -> None:
        if self.kept:
            self.kept = structs.replace(self.kept, first=draft_text.number_in(lines))
        self.on_file = (now.draft.subject, now.draft.text)
        done = f"{told} as #{lines[0].n}"
        self.notify(done, markup=False)
        self._remember(done, lines)
        self._check_soon()

    def action_blank(self) -> None:
        now = self._now()
        if now is None or now.draft.missing or not self.next_finding():
            self.select_blank()

    def action_below(self) -> None:
        """To the checks, to the facts, and back to the text."""
        checks, facts = self.query_one("#checks", OptionList), self.query_one("#facts", OptionList)
        if checks.has_focus or not (checks.display or facts.has_focus):
            self.add_class("-facts")
            facts.focus()
        elif facts.has_focus:
            self.remove_class("-facts")
            self.query_one("#text", TextArea).focus()
        else:
            self.remove_class("-facts")
            checks.focus()

    def action_changes(self) -> None:
        if now := self._now():
            self.job("changes", partial(draft_text.changes, self.desk, now), self._show_changes, holds=True)

    def _show_changes(self, told: str) -> None:
        if told:
            self.app.push_screen(TextScreen("What has changed", draft_forms.coloured(told)))
        else:
            self.notify("It was never saved: there is no version to compare with", markup=False)

    def action_choose(self) -> None:
        from assistant.tui.screens.template_screen import TemplateScreen  # noqa: PLC0415 - only for who looks around

        if now := self._now():
            self.app.push_screen(TemplateScreen(self.desk, self.view, now, self.choices), self._chosen)

    def _chosen(self, draft: Draft | None) -> None:
        if draft is not None:
            self._other(draft)

    def action_chat(self) -> None:
        from assistant.tui.screens.chat_screen import ChatScreen  # noqa: PLC0415 - only for who asks

        if self.talk is not None:
            self.app.push_screen(ChatScreen(self.talk(), self.view.thread.id), self._cited)

    def _cited(self, place: Place | None) -> None:
        if place is None:
            return
        if (
            place.thread == self.view.thread.id
            and place.entry
            and self.query_one(Conversation).go_to_entry(place.entry)
        ):
            self.add_class("-thread")
            self.query_one(Conversation).focus()
            return
        title = f"{place.thread}#{place.entry}"
        work = partial(reading.read_aside, self.desk, place)
        self.job("aside", work, lambda told: self._read_out(title, told), holds=True)

    def _read_out(self, title: str, told: str) -> None:
        self.app.push_screen(TextScreen(title, inert(told)))

    # Files and states

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
        now = self._complete()
        if now is None:
            return
        fields = draft_forms.export(now.draft, Path.cwd())
        self.app.push_screen(FormScreen("Export the draft", fields, partial(self._export, now), "Write"), follow)

    def _complete(self) -> Kept | None:
        """The draft as it is; None, and it is said, while something is missing."""
        now = self._now()
        if now is None or not now.draft.missing:
            return now
        names = ", ".join(inert_line(field.label) for field in now.draft.missing)
        self.notify(f"Not yet: {names} is still missing", severity="warning", markup=False)
        return None

    def _export(self, now: Kept, answers: Answers) -> Then:
        if not answers["path"]:
            raise UsageProblem("which file?")
        path, over = Path(answers["path"]).expanduser(), answers["there"] == "over"
        n = draft_text.number(self.desk, now)
        done = drafting.export(self.desk, now.draft, n, path, overwrite=over, overrule=answers["overrule"])
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
        return partial(self._gone, drafting.discard(self.desk, self.view.thread.id, first), "Discarded")

    def action_release(self) -> None:
        if now := self._now():
            fields = draft_forms.release(now.draft, self.found)
            self.app.push_screen(FormScreen("Release the draft", fields, partial(self._release, now), "Do it"), follow)

    def _release(self, now: Kept, answers: Answers) -> Then:
        name, n = self.view.thread.id, self._in_record(now)
        now = structs.replace(now, first=n)
        if answers["what"] == "approve":
            return partial(self._saved, now, "Approved", drafting.approve(self.desk, name, n, answers["by"]))
        return partial(self._saved, now, "It is final", drafting.finish(self.desk, name, n, answers["overrule"]))

    def _in_record(self, now: Kept) -> int:
        """In a worker: the number of the draft with this very text. The screen knows it whatever is refused then."""
        n = draft_text.up_to_date(self.desk, now)
        self.post_message(JobDone(partial(self._numbered, n)))
        return n

    def _numbered(self, n: int) -> None:
        if self.kept:
            self.kept = structs.replace(self.kept, first=n)

    def action_sent(self) -> None:
        now = self._complete()
        if now is None:
            return
        fields = draft_forms.sent(self.view, now.draft, self.found, now.first)
        self.app.push_screen(FormScreen("It was sent", fields, partial(self._send, now), "Log it"), follow)

    def _send(self, now: Kept, answers: Answers) -> Then:
        told = draft_forms.sending(answers)
        n = self._in_record(structs.replace(now, draft=structs.replace(now.draft, answers=told.answers)))
        lines = drafting.send(self.desk, self.view.thread.id, n, told.going)
        return partial(self._gone, lines, "Logged as sent")

    def _gone(self, lines: tuple[Line, ...], told: str) -> None:
        done = f"{told}, #{lines[0].n}"
        self.app.notify(f"{done} · {key_named('main.undo')} undoes it", markup=False)
        self._remember(done, lines)
        self.kept = None
        self.call_later(self._close, None)

    def _remember(self, done: str, lines: tuple[Line, ...]) -> None:
        self.app.post_message(Logged(self.view.thread.id, tuple(line.n for line in lines), done))

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
