"""Silence facts: proofs of delivery, what counts as an answer, and which sentences the record allows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.record.kinds import Classified, Message
from assistant.reports.silence import HIDDEN, SilenceFacts, Source, silence_facts
from assistant.reports.silence_sentences import Sayable, sayable
from tests.clocks.threads import Story, day, pakistan

TODAY = "2020-10-17"
CHECKED = (Source("mailbox office", f"{TODAY}T06:00:00Z", day(TODAY)),)


def facts(story: Story, on: str = TODAY, sources: tuple[Source, ...] = CHECKED, tray: int = 0) -> SilenceFacts:
    return silence_facts(story.thread(on), day(on), sources, tray)


def graded(found: SilenceFacts, grade: str) -> list[Sayable]:
    return [one for one in sayable(found, "17 October 2020 (PKT)") if one.grade == grade]


def mailed(story: Story, on: str, **more: Any) -> int:
    return story.sends(on, channel="email", message_id="ours@example.com", **more)


def reported(story: Story, on: str, reason: str, cls: Any = "automatic") -> int:
    about = ("ours@example.com",)
    message = Message("in", "email", received=on, proposed_class=cls, class_reason=reason, about=about)
    n = story._log(on, message)
    story._log(on, Classified(n, cls))
    return n


def test_each_way_to_prove_a_delivery() -> None:
    for log, kind in (
        (lambda s: None, "none"),
        (lambda s: reported(s, "2020-10-10", "delivered to chair@pta.example (RFC 3464)"), "delivered"),
        (lambda s: reported(s, "2020-10-10", "a read receipt (RFC 8098)"), "read"),
        (lambda s: reported(s, "2020-10-10", "a read receipt was refused (RFC 8098)"), "none"),
        (lambda s: reported(s, "2020-10-10", "delivery is delayed (RFC 3464)"), "none"),
        (lambda s: s.receives("2020-10-11", "acknowledgement", in_reply_to="ours@example.com"), "answered"),
        (lambda s: s.receives("2020-10-11", "bounce", "email", undelivered_id="ours@example.com"), "undelivered"),
    ):
        story = Story("2020-10-09")
        mailed(story, "2020-10-09")
        log(story)
        (sent,) = facts(story).sent
        assert sent.proof.kind == kind
    filed = Story("2020-10-09")
    filed.sends("2020-10-09", channel="portal", receipt="PK-77")
    assert facts(filed).sent[0].proof.words == "receipt PK-77"
    settled = Story("2020-10-09")
    asked = settled.asks_them("which fees apply", settled.sends("2020-10-09"))
    answer = settled.receives("2020-10-11")
    assert facts(settled).sent[0].proof.kind == "none"
    settled.settles(asked, answer)
    assert (facts(settled).sent[0].proof.kind, facts(settled).sent[0].proof.entry) == ("answered", answer)


def test_of_one_day_what_was_logged_after_our_letter_came_since() -> None:
    story = Story("2020-10-09")
    story.receives("2020-10-09")
    letter = story.sends("2020-10-09")
    answer = story.receives("2020-10-09")
    assert [one.entry for one in facts(story).after(letter)] == [answer]


def test_a_call_among_ourselves_is_no_word_of_theirs() -> None:
    story = Story("2020-10-09")
    n = story._log("2020-10-10", Message("internal", "call", sent="2020-10-10"))
    (call,) = facts(story).theirs
    assert (call.entry, call.counted, facts(story).last_contact) == (n, False, None)


def test_a_machine_is_listed_with_its_reason_and_not_counted() -> None:
    story = Story("2020-10-09")
    mailed(story, "2020-10-09")
    n = reported(story, "2020-10-10", "an automatic reply (RFC 3834)")
    (machine,) = facts(story).theirs
    assert (machine.entry, machine.counted, machine.why) == (n, False, "an automatic reply (RFC 3834)")
    assert facts(story).last_contact is None


def test_silence_itself_is_asserted_only_where_nothing_is_missing() -> None:
    story = Story("2020-10-09")
    mailed(story, "2020-10-09")
    reported(story, "2020-10-10", "delivered to chair@pta.example (RFC 3464)")
    assert [one.allowed for one in graded(facts(story), "stronger")] == [True, True]
    old = (Source("mailbox office", "2020-10-16T06:00:00Z", day("2020-10-16")),)
    for sources, tray, reason in (
        (old, 0, "not checked on the day: mailbox office"),
        ((), 0, "not checked on the day: no place where an answer could come in"),
        (CHECKED, 2, "2 exchanges in the tray may be theirs"),
    ):
        found = graded(facts(story, sources=sources, tray=tray), "stronger")
        assert {(one.allowed, one.why) for one in found} == {(False, reason)}


def test_without_proof_nothing_stronger_than_the_log_is_said() -> None:
    story = Story("2020-10-09")
    letter = story.sends("2020-10-09")
    (said,) = (one for one in graded(facts(story), "stronger") if one.entries)
    assert (said.allowed, said.why) == (False, f"nothing proves that #{letter} reached them")
    texts = [one.text for one in graded(facts(story), "safe")]
    assert f"No reply logged as of 17 October 2020 (PKT) to our letter of 9 October 2020 (#{letter})." in texts


def test_the_case_on_the_eve_of_the_statement() -> None:
    story, named = pakistan(release=False)
    found = facts(story)
    assert [one.entry for one in found.sent] == [named["letter"]], "a statement in public is sent to nobody"
    assert [(owed.entry, owed.words) for owed in found.owed_by_us] == [
        (named["timelines"], "tangible timelines for the proposed actions")
    ]
    (only,) = graded(found, "only-since")
    assert (only.since, only.entries) == (date(2020, 10, 12), (named["meeting"],))
    (refuted,) = graded(found, "refuted")
    assert refuted.entries == (named["letter"], named["meeting"])
    assert any("answered in part by" in one.text for one in graded(found, "safe"))


def test_what_proves_a_letter_says_how_much_of_it_was_answered_and_never_that_we_withdrew_it() -> None:
    story, named = pakistan(release=False)
    (letter,) = facts(story).sent
    assert (letter.proof.entry, letter.proof.words) == (named["meeting"], "they answered in part what it asks")
    story = Story("2020-10-01")
    asked = story.asks_them("which fees apply", story.sends("2020-10-01"))
    story.settles(asked, by=story.sends("2020-10-05"))
    assert {sent.proof.kind for sent in facts(story).sent} == {"none"}


def test_on_the_day_on_which_they_spoke_it_is_no_silence_at_all() -> None:
    story, named = pakistan(release=False)
    (meeting,) = (one for one in graded(facts(story, "2020-10-12"), "refuted") if not one.since)
    assert meeting.entries == (named["meeting"],)
    assert meeting.text == "We have received no communication from PTA."
    assert meeting.why.endswith("the day as of which it would be said")
    assert not graded(facts(story, "2020-10-12"), "only-since")
    (since,) = graded(facts(story, "2020-10-13"), "only-since")
    assert since.since == date(2020, 10, 12)


def test_a_pause_that_ends_today_is_over_and_a_snooze_that_ends_today_is_not() -> None:
    story, letter = Story("2020-10-01"), 2
    story.sends("2020-10-01")
    message = story.receives("2020-10-02", "holding")
    story.pauses(letter, on="2020-10-03")
    story.resumes(message, on="2020-10-10")
    story.snoozes("2020-10-05", "2020-10-10")
    assert [moved.kind for moved in facts(story, "2020-10-09").moved] == ["pause", "snooze"]
    assert [moved.kind for moved in facts(story, "2020-10-10").moved] == ["snooze"]
    assert facts(story, "2020-10-11").moved == ()


def test_no_sentence_denies_what_came_although_the_request_is_still_open() -> None:
    story = Story("2020-10-01")
    letter = story.sends("2020-10-01")
    story.asks_them("which fees apply", letter)
    answer = story.receives("2020-10-05", "substantive")
    said = graded(facts(story), "safe")[-1]
    assert said.text == (
        f"Our request of 1 October 2020 (#{letter}) “which fees apply” is still open with PTA as of "
        f"17 October 2020 (PKT); #{answer} came from them since."
    )
    assert not [one for one in graded(facts(story), "safe") if "reply logged" in one.text]
    assert said.entries == (letter, letter + 1, answer)


def test_words_of_a_confidential_message_are_withheld_and_counted() -> None:
    story = Story("2020-10-09")
    letter = story.sends("2020-10-09", subject="A secret", text="tell us X", confidential=True)
    story.asks_them("tell us X", letter)
    found = facts(story)
    assert (found.withheld, found.sent[0].subject, found.open[0].words) == (1, HIDDEN, HIDDEN)
    assert all("secret" not in one.text and "tell us X" not in one.text for one in sayable(found, "today"))
    open_ = silence_facts(story.thread(TODAY), day(TODAY), CHECKED, 0, confidential=True)
    assert (open_.withheld, open_.sent[0].subject) == (0, "A secret")


def test_what_moved_a_clock_and_is_in_force_is_listed() -> None:
    story, letter = Story("2020-10-01"), 2
    story.sends("2020-10-01")
    message = story.receives("2020-10-02", "holding")
    story.extends(letter, message, by="5 days")
    story.pauses(message, on="2020-10-03")
    story.snoozes("2020-10-05", "2020-10-20")
    assert [moved.kind for moved in facts(story).moved] == ["extension", "pause", "snooze"]


@pytest.mark.parametrize(
    ("subject", "cls", "noun"),
    [
        ("Order and press release: access is blocked", "substantive", "order"),
        ("Final warning to the platform", "substantive", "warning"),
        ("Provisional decision", "partial", "decision"),
        ("RE: Information notice OSA/24/117", "substantive", "letter"),
        ("Reply to your notice of appeal", "substantive", "letter"),
        ("In order to proceed", "substantive", "letter"),
        ("Information notice OSA/24/117: received", "acknowledgement", "letter"),
    ],
)
def test_a_message_is_called_an_order_only_where_it_is_one(subject: str, cls: Any, noun: str) -> None:
    story = Story("2020-10-09")
    n = story.receives("2020-10-09", cls, subject=subject)
    said = [one.text for one in graded(facts(story), "safe")]
    assert f"8 days have passed since the {noun} of 9 October 2020 (#{n})." in said


def test_a_broken_promise_of_ours_stands_among_what_may_be_said() -> None:
    story = Story("2020-09-01")
    letter = story.sends("2020-09-01")
    late = story.we_promise("send the figures", letter, "2020-10-16")
    story.we_promise("send more", letter, TODAY)
    found = facts(story)
    assert [owed.words for owed in found.owed_by_us] == ["send the figures", "send more"]
    (said,) = [one for one in sayable(found, "now") if "commitment" in one.text]
    assert said.entries == (late, letter)
    assert said.text == (
        f"Our commitment of 1 September 2020 (#{letter}) “send the figures”, due 16 October 2020, is open."
    )


def test_a_step_of_procedure_is_no_request_of_theirs() -> None:
    story = Story("2020-10-01")
    story.takes_step("appeal against the decision", "appeal", story.receives("2020-10-01"))
    found = facts(story)
    assert found.owed_by_us == ()
    assert not [one for one in sayable(found, "now") if "request" in one.text]
