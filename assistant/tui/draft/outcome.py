"""What becomes of a draft: saved, compared, written to a file, released, logged as sent, discarded."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from msgspec import structs

from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.record.entry import Line
from assistant.record.inert import inert_line
from assistant.services import drafting
from assistant.tui import draft_forms, draft_text
from assistant.tui.draft.checks import Checks
from assistant.tui.draft.writing import Writing
from assistant.tui.draft_text import Kept
from assistant.tui.forms import Answers, Field, Then, follow
from assistant.tui.jobs import JobDone, JobScreen
from assistant.tui.keys import key_named
from assistant.tui.messages import Logged
from assistant.tui.screens.form_screen import FormScreen
from assistant.tui.screens.text_screen import TextScreen


class Outcome:
    """What is asked before stands in `draft_forms`."""

    def __init__(self, screen: JobScreen, desk: Desk, writing: Writing, checks: Checks) -> None:
        self.screen, self.desk, self.writing, self.checks = screen, desk, writing, checks
        self.thread = writing.view.thread.id

    # Saving and comparing

    def save(self) -> None:
        if now := self.writing.now:
            work, then = partial(draft_text.keep, self.desk, now), partial(self._saved, now, "Draft saved")
            self.screen.job("write", work, then, replaces=False)

    def _saved(self, now: Kept, told: str, lines: tuple[Line, ...]) -> None:
        self.writing.saved(now, draft_text.number_in(lines))
        done = f"{told} as #{lines[0].n}"
        self.screen.notify(done, markup=False)
        self._remember(done, lines)
        self.checks.run_soon()

    def changes(self) -> None:
        if now := self.writing.now:
            work = partial(draft_text.changes, self.desk, now)
            self.screen.job("changes", work, self._show_changes, holds=True)

    def _show_changes(self, told: str) -> None:
        if told:
            self.screen.app.push_screen(TextScreen("What has changed", draft_forms.coloured(told)))
        else:
            self.screen.notify("It was never saved: there is no version to compare with", markup=False)

    # Files and states

    def export(self) -> None:
        if now := self._complete():
            fields = draft_forms.export(now.draft, self.checks.found, Path.cwd())
            self._ask(FormScreen("Export the draft", fields, partial(self._export, now), "Write"))

    def _ask(self, form: FormScreen) -> None:
        self.screen.app.push_screen(form, follow)

    def _complete(self) -> Kept | None:
        """The draft as it is; None, and it is said, while something is missing."""
        now = self.writing.now
        if now is None or not now.draft.missing:
            return now
        names = ", ".join(inert_line(field.label) for field in now.draft.missing)
        self.screen.notify(f"Not yet: {names} is still missing", severity="warning", markup=False)
        return None

    def _export(self, now: Kept, answers: Answers) -> Then:
        if not answers["path"]:
            raise UsageProblem("which file?")
        path, over = Path(answers["path"]).expanduser(), answers["there"] == "over"
        n = draft_text.number(self.desk, now)
        done = drafting.export(self.desk, now.draft, n, path, overwrite=over, overrule=answers["overrule"])
        return partial(self._saved, now, f"Written to {path.name}; saved", done.logged)

    def discard(self) -> None:
        now = self.writing.now
        first = now.first if now else None
        if first is None:
            self.screen.notify("It was never saved: there is nothing to discard", severity="warning", markup=False)
            return
        told = Field("told", f"Draft #{first}", "shown", "Its versions stay in the record; nobody is reminded of it.")
        self._ask(FormScreen("Discard the draft", (told,), partial(self._discard, first), "Discard"))

    def _discard(self, first: int, _: Answers) -> Then:
        return partial(self._gone, drafting.discard(self.desk, self.thread, first), "Discarded")

    def release(self) -> None:
        if now := self.writing.now:
            fields = draft_forms.release(now.draft, self.checks.found)
            self._ask(FormScreen("Release the draft", fields, partial(self._release, now), "Do it"))

    def _release(self, now: Kept, answers: Answers) -> Then:
        n = self._in_record(now)
        now = structs.replace(now, first=n)
        if answers["what"] == "approve":
            return partial(self._saved, now, "Approved", drafting.approve(self.desk, self.thread, n, answers["by"]))
        lines = drafting.finish(self.desk, self.thread, n, answers["overrule"])
        return partial(self._saved, now, "It is final", lines)

    def _in_record(self, now: Kept) -> int:
        """In a worker: the number of the draft with this very text. The screen knows it whatever is refused then."""
        n = draft_text.up_to_date(self.desk, now)
        self.screen.post_message(JobDone(partial(self.writing.number, n)))
        return n

    def sent(self) -> None:
        if now := self._complete():
            fields = draft_forms.sent(self.writing.view, now.draft, self.checks.found, now.first)
            self._ask(FormScreen("It was sent", fields, partial(self._send, now), "Log it"))

    def _send(self, now: Kept, answers: Answers) -> Then:
        told = draft_forms.sending(answers)
        n = self._in_record(structs.replace(now, draft=structs.replace(now.draft, answers=told.answers)))
        return partial(self._gone, drafting.send(self.desk, self.thread, n, told.going), "Logged as sent")

    def _gone(self, lines: tuple[Line, ...], told: str) -> None:
        done = f"{told}, #{lines[0].n}"
        self.screen.app.notify(f"{done} · {key_named('main.undo')} undoes it", markup=False)
        self._remember(done, lines)
        self.writing.kept = None
        self.screen.call_later(self._close)

    def _close(self) -> None:
        self.screen.dismiss(None)

    def _remember(self, done: str, lines: tuple[Line, ...]) -> None:
        self.screen.app.post_message(Logged(self.thread, tuple(line.n for line in lines), done))
