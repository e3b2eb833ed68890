"""Errands on the main screen: a list to choose from, a form where something is asked, a page with what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from assistant.record.inert import inert
from assistant.tui import orders as c
from assistant.tui.forms import Answers, Then, follow
from assistant.tui.palette import ErrandProvider, Offer
from assistant.tui.screens.rooms_screen import RoomsScreen
from assistant.tui.screens.text_screen import TextScreen
from assistant.tui.widgets.options import Palette

if TYPE_CHECKING:
    from assistant.tui.errands import AtOnce, Errand


class ErrandsScreen(RoomsScreen):
    """What they are stands in `errands`."""

    def action_more(self) -> None:
        self.app.push_screen(Palette([ErrandProvider], placeholder="What is to be done?"))

    def errand_offers(self) -> Iterator[Offer]:
        from assistant.tui.errands import errands  # noqa: PLC0415 - for whoever asks

        yield "Fetch mail from the mailboxes", "what is new on the configured servers", partial(self.give, c.PullMail())
        for errand in errands(self.desk, self.thread_meant):
            yield errand.name, errand.does, partial(self._begin_errand, errand)

    def _begin_errand(self, errand: Errand | AtOnce) -> None:
        from assistant.tui.errands import Errand  # noqa: PLC0415 - as above
        from assistant.tui.screens.answer_screen import AnswerScreen  # noqa: PLC0415 - as above
        from assistant.tui.screens.form_screen import FormScreen  # noqa: PLC0415 - as above

        if isinstance(errand, Errand):
            done = partial(self._answered, errand)
            self.app.push_screen(FormScreen(errand.name, errand.fields, done, errand.done), follow)
        else:
            self.app.push_screen(AnswerScreen(errand.name, errand.work))

    def _answered(self, errand: Errand, answers: Answers) -> Then:
        """In the form's worker, so that what is refused stays in the form."""
        return partial(self._tell, errand.name, inert(errand.work(answers)))

    def _tell(self, name: str, told: str) -> None:
        self.app.push_screen(TextScreen(name, told))
