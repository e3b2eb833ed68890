"""Errands: a list to choose from, a form where something is asked, a page with what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from assistant.desk import Desk
from assistant.record.inert import inert
from assistant.tui import orders as c
from assistant.tui.forms import Answers, Then, follow
from assistant.tui.jobs import JobScreen
from assistant.tui.main.day_page import DayPage
from assistant.tui.palette import ErrandProvider, Offer
from assistant.tui.screens.text_screen import TextScreen
from assistant.tui.widgets.options import Palette

if TYPE_CHECKING:
    from assistant.tui.errands import AtOnce, Errand


class ErrandList:
    """What they are stands in `errands`."""

    def __init__(self, screen: JobScreen, desk: Desk, day: DayPage, give: Callable[[c.Command], None]) -> None:
        """`give` is for an errand that is a command."""
        self.screen, self.desk, self.day, self.give = screen, desk, day, give

    def open(self) -> None:
        self.screen.app.push_screen(Palette([ErrandProvider], placeholder="What is to be done?"))

    def offers(self) -> Iterator[Offer]:
        from assistant.tui.errands import errands  # noqa: PLC0415 - for whoever asks

        yield "Fetch mail from the mailboxes", "what is new on the configured servers", partial(self.give, c.PullMail())
        for errand in errands(self.desk, self.day.thread_meant):
            yield errand.name, errand.does, partial(self._begin, errand)

    def _begin(self, errand: Errand | AtOnce) -> None:
        from assistant.tui.errands import Errand  # noqa: PLC0415 - as above
        from assistant.tui.screens.answer_screen import AnswerScreen  # noqa: PLC0415 - as above
        from assistant.tui.screens.form_screen import FormScreen  # noqa: PLC0415 - as above

        if isinstance(errand, Errand):
            done = partial(self._answered, errand)
            self.screen.app.push_screen(FormScreen(errand.name, errand.fields, done, errand.done), follow)
        else:
            self.screen.app.push_screen(AnswerScreen(errand.name, errand.work))

    def _answered(self, errand: Errand, answers: Answers) -> Then:
        """In the form's worker, so that what is refused stays in the form."""
        return partial(self._tell, errand.name, inert(errand.work(answers)))

    def _tell(self, name: str, told: str) -> None:
        self.screen.app.push_screen(TextScreen(name, told))
