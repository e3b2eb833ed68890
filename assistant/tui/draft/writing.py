"""What is written on the sheet: begun, filled in, put on another template; and what of it is in the record yet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from msgspec import structs

from assistant.desk import Desk
from assistant.drafts.draft import Draft, with_text
from assistant.errors import AssistantError
from assistant.tui import draft_text
from assistant.tui.draft.checks import Checks
from assistant.tui.draft_text import Choices, Kept
from assistant.tui.jobs import JobScreen
from assistant.tui.timeline import View
from assistant.tui.widgets.draft_sheet import DraftSheet


class Writing:
    """One draft on one thread."""

    def __init__(
        self,
        screen: JobScreen,
        desk: Desk,
        view: View,
        sheet: DraftSheet,
        checks: Checks,
        *,
        kept: Kept | None,
        left: Mapping[str, str] | None,
    ) -> None:
        """`kept`: what was written before on this visit; `left`: on a former one, see `draft_text.revived`."""
        self.screen, self.desk, self.view, self.sheet, self.checks = screen, desk, view, sheet, checks
        self.kept, self.left = kept, left
        self.choices: tuple[Choices, ...] = ()
        self.on_file: tuple[str, str] | None = None
        """Subject and text as they were last saved."""

    @property
    def now(self) -> Kept | None:
        """The draft with the text as it stands on the sheet."""
        if self.kept is None or self.sheet.draft is None:
            return self.kept
        draft = with_text(self.kept.draft, self.sheet.text.text, self.sheet.subject.value)
        return structs.replace(self.kept, draft=draft)

    def _is_edited(self, now: Kept) -> bool:
        """By hand; while it is not, fields may write it anew."""
        return self.sheet.draft is None or now.draft.text != self.sheet.draft.text

    @property
    def unsaved(self) -> Kept | None:
        """The draft as it stands, if anything of it was written by hand and is not in the record."""
        now = self.now
        if now is None or self.on_file == (now.draft.subject, now.draft.text):
            return None
        written = now.first is not None or self._is_edited(now) or any(now.fields.values())
        return now if written or self.left else None

    def saved(self, now: Kept, first: int) -> None:
        """It stands in the record as `now` has it, first as the entry `first`."""
        self.number(first)
        self.on_file = (now.draft.subject, now.draft.text)

    def number(self, first: int) -> None:
        if self.kept:
            self.kept = structs.replace(self.kept, first=first)

    # Beginning

    def begin(self, template: str | None) -> None:
        """With what was kept; on `template` if one is named."""
        if self.kept is not None and template is None:
            self._begin(self.kept)
        else:
            work = partial(draft_text.begin, self.desk, self.view, template, self.left)
            self.screen.job("draft", work, self._begin, self._hopeless, holds=True)

    def _begin(self, kept: Kept) -> None:
        if kept.first is not None and self.kept is None and not self.left:
            self.on_file = (kept.draft.subject, kept.draft.text)
        self.kept = kept
        self.screen.job("choices", partial(draft_text.choices, self.desk, kept.draft), self._offer)
        self._show(kept.draft)
        self.sheet.lay_fields(kept.draft, kept.fields)
        self.sheet.select_blank()

    def _hopeless(self, error: AssistantError) -> None:
        """Nothing can be drafted: say why on the thread."""
        self.screen.app.notify(str(error), severity="warning", timeout=10, markup=False)
        self.screen.dismiss(self.kept)

    def _offer(self, choices: tuple[Choices, ...]) -> None:
        self.choices = choices
        self.sheet.offer(choices, self.kept.draft.template.name if self.kept else choices[0].name)

    def _show(self, draft: Draft) -> None:
        self.sheet.show(draft)
        self.checks.begin(draft)

    # Fields

    def fill(self, name: str, value: str) -> None:
        """The field of that name was filled in."""
        now = self.now
        if self.kept is None or now is None or now.fields.get(name, "") == value:
            return
        template, fields = now.draft.template, {**now.fields, name: value}
        self.kept = structs.replace(self.kept, fields=fields)
        if self._is_edited(now):
            mark = next((field.mark for field in template.fields if field.name == name), "")
            self.sheet.fill_in(mark, now.fields.get(name, ""), value)
            return
        filled = {key: value for key, value in fields.items() if value.strip()}
        work = partial(self.desk.draft, self.view.thread, template.name, filled)
        self.screen.job("fields", work, self._refill, self._bad_field)

    def _refill(self, draft: Draft) -> None:
        if self.kept and draft.template.name == self.kept.draft.template.name:
            self.kept = structs.replace(self.kept, draft=draft)
            self._show(draft)

    def _bad_field(self, error: AssistantError) -> None:
        self.sheet.say(f"⚠ {error}", still_open=True)

    # Templates

    def choose(self, name: str) -> None:
        """Go on with the template of that name."""
        now = self.now
        if now is None or name == now.draft.template.name:
            return
        if name in now.others:
            self.take(now.others[name])
        else:
            work = partial(self.desk.draft, self.view.thread, name)
            self.screen.job("draft", work, self.take, self._no_template)

    def take(self, draft: Draft) -> None:
        """Another text takes its place; what was written on this one is kept."""
        if now := self.now:
            others = {**now.others, now.draft.template.name: now.draft}
            self.kept = structs.replace(now, others=others, draft=draft, fields={})
            self._offer(self.choices)
            self._show(draft)
            self.sheet.lay_fields(draft, {})

    def _no_template(self, error: AssistantError) -> None:
        self.screen.on_trouble(error)
        self._offer(self.choices)
