"""What a screen reader is given: sentences without signs, and without letters that stand for words."""

from __future__ import annotations

from datetime import UTC, date

import pytest

from assistant.record.inert import inert_line
from assistant.record.kinds import Attachment, Message, Party
from assistant.record.thread import Logged, Thread
from assistant.tui.agenda import Line, Section, Step
from assistant.tui.blocks import drawn
from assistant.tui.lines import plain
from assistant.tui.spoken import plainly, section_told, thing_told, told
from assistant.tui.timeline import Event, Said, View

DAY = date(2020, 10, 18)


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        ("⚑ overdue 2 d · statutory", "overdue 2 days, statutory"),
        ("✗ 1 thing against it · ⚠ 2 to look at", "1 thing against it, 2 to look at"),
        ("#8, since 9 Oct (1 d)", "#8, since 9 Oct (1 day)"),
        ("• 1,200 unread", "1,200 unread"),
        ("…", ""),
    ],
)
def test_signs_go_and_words_stay(drawn: str, said: str) -> None:
    assert plainly(drawn) == said


def test_a_thing_of_the_day_says_what_is_to_be_done_and_by_which_key() -> None:
    thing = Line(
        "x", "overdue", "⚑ overdue 2 d", "no reply, #8", "PTA", "#8, since 9 Oct", Step("draft", "remind them")
    )
    assert thing_told(thing, "d") == "no reply, #8, with PTA: overdue 2 days. #8, since 9 Oct. Key d: remind them."
    assert section_told(Section("They owe", (thing,), 1, "nothing")) == "They owe: 1 reminder."
    assert section_told(Section("They owe", (), 0, "nothing is due")) == "They owe: nothing is due."
    assert section_told(Section("Gone quiet", (), 0, "…")) == "Gone quiet."


def test_a_message_names_its_sender_its_way_its_day_and_what_is_attached() -> None:
    text = "Please [b]answer[/b]."
    message = Message("in", "letter", "Order", text, attachments=(Attachment("o.pdf", "application/pdf", 2100, "0"),))
    said = Said(2, Logged(2, DAY, "2020-10-18T00:00:00Z", "x", message, "substantive", False), (), 3)
    view = View(Thread("pta-2020-001", "PTA", "T", DAY), (), DAY, UTC, "Telecom", unread=frozenset({2}))
    lines = [plain(line.spans) for line in told(said, view, 120)]
    assert lines == [
        "New: Message #2, from Telecom, by letter, 18 October, substantive, not confirmed.",
        "Logged 3 days later.", "Subject: Order", inert_line(text), "Attached: o.pdf (2 kB).", "",
    ]  # fmt: skip
    assert (
        plain(told(Event(4, DAY, "the clock of #2 stopped"), view, 120)[0].spans)
        == "#4 18 Oct, the clock of #2 stopped."
    )


def test_an_attached_letter_is_read_out_folded_or_not_with_its_doubt() -> None:
    lines = "\n".join(f"Line {n} of it." for n in range(1, 11))
    letter = Attachment("o.pdf", "application/pdf", 2000, "0", lines, "only the first 2 of its 3 pages were read")
    message = Message("in", "email", text="See the letter.", attachments=(letter,), received="2020-10-15")
    logged = Logged(2, date(2020, 10, 15), "2020-10-15T00:00:00Z", "amal", message, "substantive", decided=True)
    view = View(Thread("pta-2020-001", "PTA", "t", DAY, messages=(logged,)), (), DAY, UTC, "Telecom")
    folded = [plain(line.spans) for line in told(Said(2, logged, (), 0), view, 120)]
    assert folded[1:4] == [
        "See the letter.",
        "Attached: o.pdf (2 kB), read.",
        "Doubtful: only the first 2 of its 3 pages were read",
    ]
    assert folded[11:13] == ["Line 8 of it.", "the rest of o.pdf, enter unfolds."]
    unfolded = [plain(line.spans) for line in told(Said(2, logged, (), 0), view, 120, unfolded=True)]
    assert unfolded[-3:] == ["Line 9 of it.", "Line 10 of it.", ""]


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        (
            Party("Mail Delivery Subsystem of Northwind", "daemon@northwind.example"),
            "Mail Delivery Subsystem of Northwind",
        ),
        (Party("", "daemon@northwind.example"), "daemon@northwind.example"),
        (Party(), "a mail system"),
    ],
)
def test_what_came_back_is_from_the_mail_system(sender: Party, name: str) -> None:
    message = Message("in", "email", "Undelivered", "user unknown", sender=sender, proposed_class="bounce", bounce=True)
    said = Said(3, Logged(3, DAY, "2020-10-18T00:00:00Z", "x", message, "bounce", False), (), 0)
    view = View(Thread("pta-2020-001", "PTA", "T", DAY), (), DAY, UTC, "Telecom")
    assert (
        plain(told(said, view, 120)[0].spans)
        == f"Message #3, from {name}, by email, 18 October, bounce, not confirmed."
    )
    assert f"#3 {name} · email" in plain(drawn(said, view, 120)[0].spans)
