"""Which draft is proposed, and the reason given for it."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs

from assistant.config import Settings
from assistant.drafts.about import owed_by_us
from assistant.drafts.choose import choose, choose_named
from assistant.drafts.style import Style
from assistant.drafts.templates import load_templates, suited
from assistant.errors import Refused, UsageProblem
from assistant.record.kinds import Classified, DraftSaved, Fact, Message, ThreadClosed
from assistant.record.opening import OpeningKind
from tests.drafts.cases import (
    AS_OF,
    OPENED,
    TIMELINES,
    asked,
    chaser_days,
    gap_of,
    pakistan,
    pakistan_gaps,
    promised,
    received,
    sent,
    thread_of,
)

TEMPLATES = suited(load_templates(Settings()), Style())


def test_what_we_owe_comes_before_any_reminder() -> None:
    thread = pakistan()
    choice = choose(thread, pakistan_gaps(thread), TEMPLATES, AS_OF)
    assert choice.template.name == "answer-to-request"
    assert choice.about.gap is not None
    assert choice.about.gap.id == "we-owe:pta-2020-001#5:1"
    for part in ("meeting of 12 October 2020 (#4)", "#5", "step 1 of rule we-owe", "before any reminder"):
        assert part in choice.because
    names = [p.template.name for p in choice.alternatives]
    instead = ["clarification-request", "extension-request", "holding-reply"]
    assert names == [*instead, "first-reminder", "meeting-record", "withdrawal"]
    assert choice.alternatives[2].because.startswith("Says by when an answer will come.")


def test_an_open_request_counts_even_while_no_rule_calls_it_a_gap() -> None:
    thread = pakistan(date(2020, 10, 13))
    choice = choose(thread, [], TEMPLATES, date(2020, 10, 13))
    assert (choice.template.name, choice.about.gap) == ("answer-to-request", None)
    assert "No rule counts it yet" in choice.because


@pytest.mark.parametrize(
    ("chasers", "template"),
    [
        ([], "first-reminder"),
        (["2020-10-16"], "second-reminder"),
        (["2020-10-10", "2020-10-16"], "escalation"),
        (["2020-10-10", "2020-10-12", "2020-10-16"], "escalation"),
    ],
)
def test_the_reminder_follows_from_the_number_really_sent(chasers: list[str], template: str) -> None:
    thread = thread_of(sent("2020-10-01"), asked("regulator", "Why?", 2), *chaser_days(chasers))
    choice = choose(thread, [gap_of(thread, "no-reply", "overdue", date(2020, 10, 17))], TEMPLATES, AS_OF)
    assert choice.template.name == template
    assert all(f"#{n}" in choice.because for n in range(4, 4 + len(chasers)))


def test_once_the_rule_allows_no_more_reminders_the_next_letter_goes_to_somebody_else() -> None:
    thread = thread_of(sent("2020-10-01"), asked("regulator", "Why?", 2), *chaser_days(["2020-10-09"]))
    gap = gap_of(thread, "no-reply", "overdue", date(2020, 10, 8))
    assert choose(thread, [gap], TEMPLATES, AS_OF).template.name == "second-reminder"
    exhausted = structs.replace(gap, suggests="escalation")
    assert choose(thread, [exhausted], TEMPLATES, AS_OF).template.name == "escalation"


def test_the_reason_names_gap_step_and_rule_and_what_the_next_best_would_say() -> None:
    thread = thread_of(sent("2020-10-01"), asked("regulator", "Why?", 2), *chaser_days(["2020-10-09", "2020-10-14"]))
    choice = choose(thread, [gap_of(thread, "no-reply", "overdue", date(2020, 10, 8))], TEMPLATES, AS_OF)
    for part in ("Reminders sent: #4, #5.", "step 1 of rule no-reply", "is the text for no-reply after 2 reminders."):
        assert part in choice.because
    assert [p.template.name for p in choice.alternatives] == ["complaint", "last-reminder", "withdrawal"]
    assert all(p.because.startswith(p.template.head.purpose) for p in choice.alternatives)


def test_a_promise_is_chased_only_after_the_day_it_names() -> None:
    thread = thread_of(
        sent("2020-09-20"),
        asked("regulator", "Why?", 2),
        received("2020-09-25", cls="holding"),
        promised("regulator", "We will revert by 10 October", 4, "2020-10-10"),
        *chaser_days(["2020-10-01"]),
    )
    gap = gap_of(thread, "promise-passed", "overdue", date(2020, 10, 10))
    assert choose(thread, [gap], TEMPLATES, AS_OF).template.name == "promise-chaser"


def test_the_latest_undated_request_is_answered_first_but_a_dated_gap_before_it() -> None:
    facts = (
        received("2020-07-20", "press"),
        asked("company", "a comprehensive mechanism", 2),
        received("2020-10-12", "meeting"),
        asked("company", "tangible timelines", 4),
    )
    thread = thread_of(*facts)
    assert [a.entry for a in owed_by_us(thread, [])] == [5, 3]
    dated = thread_of(*facts, received("2020-08-01"), asked("company", "the list", 6, due="2020-10-10"))
    gap = structs.replace(gap_of(dated, "we-owe", "overdue", date(2020, 10, 10)), opening=7)
    assert [a.entry for a in owed_by_us(dated, [gap])] == [7, 5, 3]


def test_the_most_urgent_of_several_gaps_is_followed_up() -> None:
    thread = thread_of(sent("2020-10-01"), asked("regulator", "Why?", 2))
    late = gap_of(thread, "no-reply", "overdue", date(2020, 10, 8))
    later = gap_of(thread, "no-acknowledgement", "overdue", date(2020, 10, 6))
    choice = choose(thread, [later, late], TEMPLATES, AS_OF)
    assert choice.about.gap == late
    assert [(p.template.name, p.about.gap) for p in choice.alternatives] == [
        ("withdrawal", late),
        ("acknowledgement-chaser", later),
    ], "each text once, about the most urgent of what it fits"


def test_a_legal_basis_goes_before_a_courtesy() -> None:
    thread = thread_of(sent("2020-10-01"), asked("regulator", "Why?", 2))
    courtesy = gap_of(thread, "no-reply", "overdue", date(2020, 10, 8))
    legal = structs.replace(courtesy, id="law:pta-2020-001#3:1", statutory=True, due=date(2020, 10, 15), days_over=3)
    assert choose(thread, [courtesy, legal], TEMPLATES, AS_OF).about.gap == legal


def test_nothing_snoozed_and_no_reminder_ahead_of_its_day_is_proposed() -> None:
    thread = thread_of(sent("2020-10-15"), asked("regulator", "Why?", 2))
    for gap in (
        gap_of(thread, "no-reply", "upcoming", date(2020, 10, 22)),
        gap_of(thread, "no-reply", "overdue", date(2020, 10, 16), hidden=True),
    ):
        with pytest.raises(Refused, match="nothing to follow up") as refusal:
            choose(thread, [gap], TEMPLATES, AS_OF)
        assert "no-reply (#3)" in str(refusal.value)
        assert choose_named(thread, [gap], TEMPLATES, "first-reminder").about.gap == gap


def test_the_last_exchange_decides_when_nothing_is_open() -> None:
    # a person has said what it is and what it settles, so nothing is owed any more
    thanks = thread_of(received("2020-10-12", "meeting"), sent("2020-10-13", expects_reply=False))
    with pytest.raises(Refused):
        choose(thanks, [], TEMPLATES, AS_OF)
    mail = thread_of(sent("2020-10-10", expects_reply=False), *_decided(received("2020-10-12")))
    assert choose(mail, [], TEMPLATES, AS_OF).template.name == "acknowledgement"
    met = thread_of(sent("2020-10-10", expects_reply=False), *_decided(received("2020-10-12", "meeting")))
    choice = choose(met, [], TEMPLATES, AS_OF)
    assert choice.template.name == "meeting-record"
    assert "(#3)" in choice.because


def _decided(message: Message) -> tuple[Message, Classified]:
    return message, Classified(3, "substantive")


def test_an_undelivered_letter_is_not_chased_but_sent_again() -> None:
    thread = thread_of(
        sent("2020-10-09", "email", message_id="a@company.example", text="Which steps?"),
        received("2020-10-09", cls="bounce", undelivered_id="a@company.example"),
    )
    gap = gap_of(thread, "undelivered", "overdue", date(2020, 10, 9))
    choice = choose(thread, [gap], TEMPLATES, AS_OF)
    assert (choice.template.name, choice.alternatives) == ("resend", ())


def test_what_was_spoken_is_put_in_writing_before_silence_is_complained_of() -> None:
    thread = thread_of(sent("2020-10-01"), asked("regulator", "Why?", 2), received("2020-10-05", "call", "holding"))
    call = gap_of(thread, "call-unconfirmed", "overdue", date(2020, 10, 7))
    silence = gap_of(thread, "no-reply", "overdue", date(2020, 10, 8))
    choice = choose(thread, [silence, call], TEMPLATES, AS_OF)
    assert (choice.template.name, choice.about.gap) == ("meeting-record", call)
    assert [p.about.gap for p in choice.alternatives] == [silence, silence]


@pytest.mark.parametrize(
    ("kind", "facts", "remedy"),
    [
        (
            "unclassified",
            (sent("2020-10-01"), received("2020-10-05"), sent("2020-10-06", expects_reply=False)),
            "#3 is not classified",
        ),
        ("draft-stale", (DraftSaved("Dear all", day="2020-10-05"),), "Draft #2 is under way"),
    ],
)
def test_what_no_letter_helps_with_is_named(kind: OpeningKind, facts: tuple[Fact, ...], remedy: str) -> None:
    thread = thread_of(*facts)
    gap = gap_of(thread, kind, "overdue", date(2020, 10, 8))
    with pytest.raises(Refused, match=remedy):
        choose(thread, [gap], TEMPLATES, AS_OF)


def test_a_closed_matter_says_so() -> None:
    with pytest.raises(Refused, match="reopen"):
        choose(thread_of(sent("2020-10-01"), ThreadClosed(day="2020-10-05")), [], TEMPLATES, AS_OF)


def test_a_reminder_that_a_person_picks_is_about_the_silence_and_the_debt_is_named() -> None:
    thread = pakistan()
    choice = choose_named(thread, pakistan_gaps(thread), TEMPLATES, "first-reminder")
    assert choice.about.gap is not None
    assert choice.about.gap.id == "no-reply:pta-2020-001#3:1"
    assert f"owes an answer itself (#{TIMELINES})" in choice.because


def test_unknown_names_list_the_known_ones() -> None:
    thread = pakistan()
    with pytest.raises(UsageProblem, match="answer-to-request"):
        choose_named(thread, [], TEMPLATES, "../../etc/passwd")
    with pytest.raises(Refused, match="we-owe"):
        choose_named(thread_of(opened=OPENED), [], TEMPLATES, "answer-to-request")
