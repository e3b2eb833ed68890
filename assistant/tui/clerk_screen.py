"""What is done with the entry that is read: reply, move a clock, mark words, open what the record keeps of it."""

from __future__ import annotations

from assistant.errors import UsageProblem
from assistant.record.kinds import Side
from assistant.tui import asking, clock_forms
from assistant.tui import orders as c
from assistant.tui.timeline import Said, View
from assistant.tui.today_host import TodayHost
from assistant.tui.widgets.composer import Composer
from assistant.tui.widgets.conversation import Conversation

HOW_TO_MARK = "arrows move · v begins · o opens a request or promise with these words · esc stops"


class ClerkScreen(TodayHost):
    """Its actions stand in `keys.MAIN`."""

    def action_reply(self) -> None:
        view = self.thread_in_hand()
        if view is None:
            return
        composer = self.query_one(Composer)
        try:
            told = clock_forms.reply(view, self.query_one(Conversation).item)
        except UsageProblem as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        if composer.text.strip():
            self.notify("What is being written comes first: log it, or clear it", severity="warning", markup=False)
        else:
            composer.load(told)
        composer.write()

    def action_extend(self) -> None:
        self.ask_of_item(clock_forms.extend)

    def action_pause(self) -> None:
        self.ask_of_item(clock_forms.pause)

    def action_unread(self, by: int) -> None:
        talk = self.query_one(Conversation)
        if talk.next_unread(by):
            talk.focus()
        else:
            self.notify("Nothing new in this thread", markup=False)

    def action_select_words(self) -> None:
        talk = self.query_one(Conversation)
        talk.focus()
        if talk.marked is not None:
            talk.mark(talk.marked.begun())
        elif talk.begin_marking():
            self.notify(HOW_TO_MARK, timeout=8, markup=False)
        else:
            self.notify("Choose a message first: it has the words", severity="warning", markup=False)

    def action_open_obligation(self) -> None:
        """With the words that are marked, if any are."""
        view, talk = self.thread_in_hand(), self.query_one(Conversation)
        if view is None:
            return
        if talk.marked is None or not isinstance(talk.item, Said):
            self.ask(asking.open_obligation(view, talk.item))
            return
        logged = talk.item.logged
        side: Side = "company" if logged.message.direction == "in" else "regulator"
        given = c.OpenObligation("request", side, talk.marked.text, logged.n)
        self.ask(asking.obligation(view, logged, given))

    def thread_in_hand(self) -> View | None:
        """The thread that is shown; says so if there is none."""
        if self.view is None:
            self.notify("There is no thread here", severity="warning", markup=False)
        return self.view
