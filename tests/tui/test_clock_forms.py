"""The forms that move a clock, and the reply: what they offer, and the commands that their answers make."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.record.decisions import Asked, log_message, open_obligation
from assistant.record.entry import NewEntry
from assistant.record.kinds import Message
from assistant.record.thread import Thread
from assistant.tui import asking, clock_forms
from assistant.tui import orders as c
from assistant.tui.asking import Asking, close
from assistant.tui.commands import parse
from assistant.tui.deciding import Who, entries_for
from assistant.tui.reading import view_of
from assistant.tui.timeline import Item, View, place_of, timeline
from tests.tui.conftest import THREAD


def item(view: View, entry: int) -> Item:
    items = timeline(view)
    place = place_of(items, entry)
    assert place is not None
    return items[place]


def command(form: Asking, **answers: str) -> c.Command:
    given = {field.name: field.value for field in form.fields if field.kind != "shown"}
    return form.command(given | answers)


def test_more_time_is_offered_for_what_the_chosen_message_asks_and_granted_by_a_message_of_theirs(desk: Desk) -> None:
    view = view_of(desk, THREAD)
    form = clock_forms.extend(view, item(view, 10))
    assert command(form, more="2020-10-30") == c.Extend(12, 10, date(2020, 10, 30), None, "")
    assert command(form, more="10 working days", by="#11") == c.Extend(12, 11, None, "10 working days", "")
    of_ours = clock_forms.extend(view, item(view, 8))
    assert command(of_ours, more="2020-10-30") == c.Extend(9, 10, date(2020, 10, 30), None, ""), (
        "their latest grants it"
    )
    for wrong in ({"more": ""}, {"more": "2020-10-30", "by": "them"}, {"more": "2020-10-30", "by": ""}):
        with pytest.raises(UsageProblem):
            command(form, **wrong)


def test_who_closes_a_thread_is_shown_what_is_still_open_in_it(desk: Desk) -> None:
    view = view_of(desk, THREAD)
    form = close(view)
    assert form.fields[0].value.startswith("#9 PTA owes: which steps would restore access")
    assert command(form, reason="over") == c.Close("over")
    desk.decide(THREAD, entries_for(c.Close("over"), Who("x", date(2020, 10, 18), dated=True)))
    form = close(view_of(desk, THREAD))
    assert [field.name for field in form.fields] == ["reason"]
    assert command(form) == c.Reopen("")


def test_a_clock_is_stopped_and_the_next_time_the_same_key_lets_it_run(desk: Desk) -> None:
    view = view_of(desk, THREAD)
    stop = command(clock_forms.pause(view, item(view, 10)), day="2020-10-13")
    assert stop == c.Pause(10, 12, date(2020, 10, 13), "")
    desk.decide(THREAD, entries_for(stop, Who("x", date(2020, 10, 18))))
    again = view_of(desk, THREAD)
    form = clock_forms.pause(again, item(again, 10))
    assert form.title == "Let a clock run again"
    assert command(form) == c.Resume(10, 12, None, "")


def test_a_holding_reply_may_name_what_it_will_answer_where_they_owe_more_than_one_answer(empty: Desk) -> None:
    def asked(now: Thread, words: str) -> list[NewEntry]:
        told = Message("out", "letter", text=words, sent="2020-10-02")
        return log_message(now, told, "x", asks=(Asked("request", "regulator", words),))

    thread = empty.open_thread("PTA", "Two questions", day=date(2020, 10, 1), first=lambda now: asked(now, "the list"))
    empty.decide(thread, lambda now: log_message(now, Message("in", "letter", received="2020-10-05"), "x"))
    one = view_of(empty, thread)
    assert "answers" not in [field.name for field in asking.classify(one, item(one, 4)).fields]
    empty.decide(thread, lambda now: asked(now, "the minutes"))
    view = view_of(empty, thread)
    given = {"class": "holding", "until": "2020-10-30", "answers": "6"}
    told = command(asking.classify(view, item(view, 4)), **given)
    assert told == c.Classify(4, "holding", "", date(2020, 10, 30), (6,))
    empty.decide(thread, entries_for(told, Who("x", date(2020, 10, 18))))
    assert [o.answers for o in empty.thread(thread).obligations if o.type == "commitment"] == [(6,)]


def test_nothing_open_is_said(empty: Desk) -> None:
    thread = empty.open_thread("PTA", "Quiet", day=date(2020, 10, 1))
    view = view_of(empty, thread)
    with pytest.raises(UsageProblem, match="nothing is open"):
        clock_forms.extend(view, None)
    with pytest.raises(UsageProblem, match="nothing of theirs"):
        clock_forms.reply(view, None)


def test_a_reply_settles_what_the_message_asked_and_can_be_logged_as_it_stands(desk: Desk) -> None:
    promise = Asked("commitment", "regulator", "continue the dialogue")
    desk.decide(THREAD, lambda now: open_obligation(now, promise, "x", message=10))
    view = view_of(desk, THREAD)
    told = clock_forms.reply(view, item(view, 10))
    assert told.startswith("/out letter settles:#12 Re: Virtual meeting")
    order = parse(f"{told}The timelines are enclosed.", view.zone)
    assert isinstance(order, c.LogMessage)
    assert order.settles == (12,)
    desk.decide(THREAD, entries_for(order, Who("x", date(2020, 10, 18))))
    settled = desk.thread(THREAD).obligation(12)
    assert settled is not None
    assert settled.state == "settled"


def test_without_a_message_of_theirs_in_hand_the_latest_is_answered(desk: Desk) -> None:
    view = view_of(desk, THREAD)
    latest = [m for m in view.thread.messages if m.message.direction == "in"][-1]
    assert clock_forms.reply(view, item(view, 8)) == clock_forms.reply(view, item(view, latest.n))
