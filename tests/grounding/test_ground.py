"""A text against the record, on the case of October 2020: each sentence as a policy officer would have to defend it."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.grounding.evidence import evidence_of
from assistant.grounding.findings import Ref
from assistant.grounding.ground import ground, mentions
from tests.clocks.threads import Story
from tests.grounding.evidence import SETTINGS, THREAD, demo_evidence, findings, story_evidence, verdicts

ORDER, LETTER, STEPS, MEETING, TIMELINES, STATEMENT = 6, 8, 9, 10, 12, 15

ARTICLES = {
    "The company promised to put more resources into Pakistan if access to its platform is reopened.": (
        "partly",
        {STATEMENT, 17},
    ),
    "Its service has been blocked in the country for over a week.": ("verified", {ORDER}),
    "TikTok has been blocked in Pakistan for over a week.": ("verified", {ORDER}),
    "Our service has been blocked in Pakistan for over nine days.": ("contradicted", {ORDER}),
    "It said in a statement on Saturday that it had made concerted efforts over the past year to answer the "
    "government's questions about moderation.": ("partly", {STATEMENT}),
    "PTA acknowledged these efforts, the company said, “yet the service remains blocked and we have received no "
    "communication from PTA”.": ("partly", {MEETING, STATEMENT}),
    "The authority has not communicated how to resolve the issue, the company said on 17 October.": (
        "verified",
        {LETTER, STEPS, MEETING, STATEMENT},
    ),
    "“We will further enhance our moderation capacity,” the statement said.": ("verified", {STATEMENT}),
    "The block of 9 October followed a final warning in July.": ("partly", {1, 2, 5, ORDER}),
    "PTA has fined the company 5 million rupees.": ("not-in-record", set[int]()),
}
"""The sentences of the two press articles of 18 October, in our own words, and what the record bears of each."""


@pytest.mark.parametrize("day", ["2020-10-17", "2020-10-18"])
@pytest.mark.parametrize("sentence", ARTICLES)
def test_each_sentence_of_the_press_is_graded_with_its_entries(sentence: str, day: str) -> None:
    status, entries = ARTICLES[sentence]
    (found,) = ground(sentence, demo_evidence(day))
    assert (found.status, {ref.n for ref in found.entries}) == (status, entries)


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("PTA wrote that it asks for tangible timelines for the proposed actions.", "claim", "partly"),
        ("In its letter PTA asked for tangible timelines for the proposed actions.", "claim", "partly"),
        ("The Authority's e-mail requested tangible timelines for the proposed actions.", "claim", "partly"),
        ("PTA asked us in writing for tangible timelines for the proposed actions.", "claim", "partly"),
        ("PTA asked for tangible timelines for the proposed actions.", "claim", "verified"),
        ("The Chairman asked for tangible timelines, written, for the proposed actions.", "claim", "verified"),
        ("PTA wrote that the instructions were not fully complied with.", "claim", "verified"),
        ("By e-mail PTA stated that the instructions were not fully complied with.", "claim", "partly"),
        ("PTA wrote: “tangible timelines for the proposed actions”.", "quotation", "contradicted"),
        ("In its letter PTA asked for “tangible timelines for the proposed actions”.", "quotation", "contradicted"),
        ("We wrote, and at the meeting PTA asked for “tangible timelines”.", "quotation", "verified"),
        ("PTA wrote that “the instructions were not fully complied with”.", "quotation", "verified"),
    ],
)
def test_what_is_said_to_be_written_rests_on_a_writing_of_that_kind(text: str, kind: str, status: str) -> None:
    assert [found for found, _ in verdicts(text, demo_evidence("2020-10-18"), kind)] == [status]


def test_what_we_said_ourselves_in_public_proves_nothing_but_the_saying() -> None:
    own = "Over the past year we made concerted efforts to answer the government's questions about moderation."
    (claim,) = findings(own, demo_evidence("2020-10-17"))
    assert (claim.status, claim.entries) == ("not-in-record", (Ref(THREAD, STATEMENT),))
    told = "The company said that it made concerted efforts to answer questions about moderation over the past year."
    assert [found.status for found in findings(told, demo_evidence("2020-10-17"))] == ["verified"]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("PTA blocked the platform on Friday, 9 October 2020.", "date", [("verified", (ORDER,))]),
        ("PTA blocked the platform on Monday, 9 October 2020.", "date", [("contradicted", ())]),
        ("Our letter of 9 October went unanswered.", "date", [("verified", (LETTER,))]),
        ("Our letter of 12 October went unanswered.", "date", [("contradicted", (LETTER,))]),
        ("We met the Chairman on 9 October.", "date", [("contradicted", (MEETING,))]),
        ("The meeting of 12 October 2019 was short.", "date", [("contradicted", (MEETING, 13, 14))]),
        ("We met on 31 September 2020.", "date", [("contradicted", ())]),
        ("The reply was due on 16 October.", "date", [("verified", (LETTER,))]),
        ("The reply was due on 12 October.", "date", [("contradicted", (LETTER, MEETING))]),
        ("It happened on 3 March 2018.", "date", [("not-in-record", ())]),
        ("It is 9 days since the order.", "count", [("verified", (ORDER,))]),
        ("It is 8 days since the order.", "count", [("contradicted", (ORDER,))]),
        ("Six days have passed since the last contact.", "count", [("verified", (MEETING,))]),
        (
            "Then PTA blocked the platform. Following PTA's order we wrote.",
            "name",
            [("verified", ()), ("verified", ())],
        ),
        ("It is 6 days since the meeting.", "count", [("verified", (MEETING,))]),
        ("It is 9 days since the meeting.", "count", [("contradicted", (MEETING,))]),
        ("The platform was blocked more than 9 days ago.", "count", [("contradicted", (ORDER,))]),
        ("The platform was blocked over a week ago.", "count", [("verified", (ORDER,))]),
        ("It is six working days since 9 October.", "count", [("contradicted", (ORDER, LETTER))]),
        ("PTA replied within 2 days.", "count", [("contradicted", (LETTER, MEETING))]),
        ("PTA replied within 3 days.", "count", [("verified", (LETTER, MEETING))]),
        ("Their reply is two days overdue.", "count", [("verified", (LETTER,))]),
        ("We wrote under POL-PK-2020-07.", "reference", [("verified", (1,))]),
        ("We wrote under POL-UK-2024-02.", "reference", [("contradicted", ())]),
        ("We wrote under PTA/77/2020.", "reference", [("not-in-record", ())]),
        ("Write to chairman-office@pta.example.", "address", [("verified", ())]),
        ("Write to chairman@pta.example.", "address", [("not-in-record", ())]),
        ("We removed 3.7 million videos.", "number", [("verified", (5,))]),
        ("We removed 3,700,000 videos.", "number", [("verified", (5,))]),
        ("We removed 3.7 million accounts.", "number", [("not-in-record", (5,))]),
        ("OFCOM told us so.", "name", [("contradicted", ())]),
        ("Mr Khan told us so.", "name", [("not-in-record", ())]),
        (f"See {THREAD}#{MEETING} and #99.", "citation", [("verified", (MEETING,)), ("not-in-record", ())]),
    ],
)
def test_a_mention_is_held_against_the_record(
    text: str, kind: str, expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    found = verdicts(text, demo_evidence("2020-10-18"), kind)
    assert [(status, tuple(sorted(entries))) for status, entries in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "PTA unblocked the platform after the meeting.",
        "The Chairman did not ask for timelines.",
        "The Authority is not open to engagement.",
        "PTA was satisfied with our response.",
    ],
)
def test_what_no_entry_says_is_not_in_the_record(text: str) -> None:
    assert [s.status for s in ground(text, demo_evidence("2020-10-18"))] == ["not-in-record"]


def test_where_a_sentence_cites_entries_all_that_it_says_must_rest_on_them() -> None:
    evidence = demo_evidence("2020-10-18")
    right = f"The Chairman asked for tangible timelines on 12 October [#{MEETING}]."
    wrong = f"The Chairman asked for tangible timelines on 12 October [#{ORDER}]."
    assert ground(right, evidence)[0].status == "verified"
    assert {found.mention.kind: found.status for found in findings(wrong, evidence)} == {
        "citation": "verified",
        "claim": "not-in-record",
        "date": "not-in-record",
    }


def test_what_a_letter_of_ours_sets_itself_is_no_assertion() -> None:
    evidence = demo_evidence("2020-10-18")
    letter = "Please reply within ten days. We will send the timelines by 30 October 2020. May we meet on 22 October?"
    assert [s.status for s in ground(letter, evidence, claims=False)] == ["nothing-to-check"] * 3
    told = "PTA will lift the block on 30 October 2020."
    assert ground(told, evidence)[0].status == "not-in-record"


def test_two_texts_can_be_compared_by_what_they_come_to() -> None:
    english = "On 9 October 2020, ten days ago, 3.7 million of POL-PK-2020-07."
    german = "Am 9. Oktober 2020, vor zehn Tagen, 3,7 Millionen von POL-PK-2020-07."
    values = ["2020-10-09", "10 days", "3700000", "POL-PK-2020-07"]
    assert [m.value for m in mentions(english)] == values
    assert [m.value for m in mentions(german)] == values


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("We significantly increased our local-language moderation capacity.", "only we ourselves said so, in #15"),
        ("The chairman undertook to restore access.", "only we ourselves said part of it, in #15"),
    ],
)
def test_our_own_words_are_not_said_to_hold_more_than_they_do(text: str, why: str) -> None:
    (found,) = findings(text, demo_evidence("2020-10-17"))
    assert (found.status, found.why) == ("not-in-record", why)


def test_what_a_confidential_call_asked_is_quoted_only_where_it_may_be_used() -> None:
    story = Story("2020-10-09")
    call = story.receives("2020-10-09", "substantive", "call", confidential=True)
    asked = story.asks_us("the list of ninety accounts", call)
    thread, text = story.thread("2020-10-17"), "PTA asked for “the list of ninety accounts”."
    for confidential, status in ((True, "verified"), (False, "not-in-record")):
        evidence = evidence_of([thread], (), SETTINGS, date(2020, 10, 17), confidential=confidential)
        (quoted,) = [f for f in findings(text, evidence) if f.mention.kind == "quotation"]
        assert (quoted.status, [ref.n for ref in quoted.entries]) == (status, [asked] if confidential else [])


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The return is due on 30 September 2020.", "contradicted"),
        ("The return is due on 7 October 2020.", "contradicted"),
        ("The return is due on 14 October 2020.", "verified"),
        ("The deadline of 30 September 2020 was extended to 14 October 2020.", "verified"),
        ("The return had been due on 30 September 2020.", "verified"),
    ],
)
def test_a_due_day_that_was_moved_is_due_no_more(text: str, status: str) -> None:
    story = Story("2020-09-01")
    notice = story.receives("2020-09-01", subject="Notice", text="The return is to be filed by 30 September 2020.")
    asked = story.asks_us("The return is to be filed", notice, due="2020-09-30")
    for day in ("2020-10-07", "2020-10-14"):
        story.extends(asked, story.receives("2020-09-20"), to=day)
    found = [f.status for f in findings(text, story_evidence(story, "2020-09-25")) if f.mention.kind == "date"]
    assert set(found) == {status}


def test_a_due_day_moved_by_a_time_is_due_no_more_either() -> None:
    story = Story("2020-09-01")
    asked = story.asks_us("the return", story.receives("2020-09-01", text="the return"), due="2020-09-30")
    story.extends(asked, story.receives("2020-09-20"), by="7 days")
    evidence = story_evidence(story, "2020-10-05")
    assert verdicts("The return is due on 30 September 2020.", evidence, "date")[0][0] == "contradicted"
    assert verdicts("The return is due on 7 October 2020.", evidence, "date")[0][0] == "verified"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The block came 81 days after the final warning.", "verified"),
        ("The block came 80 days after the final warning.", "contradicted"),
        ("The meeting took place three days after the order.", "verified"),
        ("The meeting took place four days after the order.", "contradicted"),
        ("We met PTA three days after our letter.", "verified"),
        ("The final warning was given 81 days before the order.", "verified"),
        ("PTA spoke to us 12 days after the order.", "contradicted"),
        ("It rained 12 days after the order.", "not-in-record"),
    ],
)
def test_days_between_two_things_run_from_one_to_the_other(text: str, status: str) -> None:
    assert [found for found, _ in verdicts(text, demo_evidence("2020-10-17"), "count")] == [status]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("PTA's chairman acknowledged our efforts on 9 October 2020.", "partly"),
        ("PTA's chairman acknowledged our efforts on 12 October 2020.", "verified"),
        ("On 9 October the chairman asked for tangible timelines for the proposed actions.", "partly"),
        ("On 12 October the chairman asked for tangible timelines for the proposed actions.", "verified"),
        ("The instructions of 9 October were not fully complied with.", "verified"),
        ("On 17 October the company said that PTA acknowledged these efforts.", "verified"),
    ],
)
def test_what_was_said_was_said_on_its_day(text: str, status: str) -> None:
    (found,) = ground(text, demo_evidence("2020-10-17"))
    assert found.status == status, found.findings
