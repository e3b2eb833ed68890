import pytest

from assistant.clocks.wording import days, long_date, quoted
from assistant.config import RuleSettings
from tests.clocks.threads import DEFAULTS, STATUTORY, Story, day, only, pakistan, rules_with


def sentence(story: Story, on: str, kind: str, name: str = "") -> str:
    rules = rules_with(STATUTORY) if name else DEFAULTS
    (found,) = [gap for gap in story.gaps(on, rules) if gap.kind == kind and gap.rule == (name or kind)]
    return found.summary


def test_dates_and_counts_are_written_out() -> None:
    assert long_date(day("2020-10-09")) == "9 October 2020"
    assert [days(0), days(1), days(8), days(-1)] == ["0 days", "1 day", "8 days", "-1 day"]


def test_the_sentences_of_october_2020() -> None:
    story, _ = pakistan(release=False)
    assert sentence(story, "2020-10-17", "no-reply") == (
        "No reply from PTA for 8 days to #2 of 9 October 2020, due 16 October 2020; answered in part by #4; "
        "we owe them an answer to #4 first."
    )
    assert sentence(story, "2020-10-17", "we-owe") == (
        "We owe PTA an answer to #4 of 12 October 2020: “tangible timelines for the proposed actions”; "
        "due 19 October 2020, in 2 days."
    )
    assert sentence(story, "2020-10-19", "we-owe").endswith("; due 19 October 2020, today.")
    assert sentence(story, "2020-10-20", "we-owe").endswith("; due 19 October 2020, 1 day overdue.")
    assert sentence(story, "2020-10-20", "gone-quiet") == (
        "Nothing from PTA for 8 days since #4 of 12 October 2020, due 19 October 2020; "
        "we owe them an answer to #4 first."
    )


def test_a_legal_due_day_names_its_law_and_a_courtesy_none() -> None:
    story = Story("2020-10-09")
    story.sends("2020-10-09")
    legal, courtesy = sentence(story, "2020-10-21", "no-reply", "act"), sentence(story, "2020-10-21", "no-reply")
    assert legal.endswith("due 19 October 2020 under Telecom Act s. 5, 2 days overdue.")
    assert courtesy == "No reply from PTA for 12 days to #2 of 9 October 2020, due 16 October 2020."
    for word in ("overdue", "breach", "late", "under", "must", "law"):
        assert word not in courtesy


def test_each_kind_says_what_is_missing() -> None:
    story = Story("2020-10-01")
    letter = story.sends("2020-10-01", channel="email")
    story.asks_them("which steps", letter)
    assert sentence(story, "2020-10-08", "no-acknowledgement") == (
        "No acknowledgement from PTA for 7 days of #2 of 1 October 2020, due 8 October 2020, today."
    )
    holding = story.receives("2020-10-09", "holding")
    story.they_promise("we will revert by 12 October", holding, "2020-10-12")
    assert sentence(story, "2020-10-14", "promise-passed") == (
        "PTA made a promise in #4 of 9 October 2020: “we will revert by 12 October”; due 12 October 2020, "
        "2 days overdue."
    )
    assert "; promised in #4 for 12 October 2020" in sentence(story, "2020-10-14", "no-reply")
    answer = story.receives("2020-10-15")
    assert sentence(story, "2020-10-23", "partial-answer") == (
        f"PTA has not completed its answer since #{answer} of 15 October 2020, for 8 days: “which steps”; "
        "due 22 October 2020."
    )


def test_what_we_promised_and_what_never_arrived() -> None:
    story = Story("2020-10-01")
    sent = story.sends("2020-10-01", "email", expects_reply=False)
    story.we_promise("a larger team", sent, "2020-10-10")
    assert sentence(story, "2020-10-09", "commitment-due") == (
        "We made PTA a promise in #2 of 1 October 2020: “a larger team”; due 10 October 2020, in 1 day."
    )
    story.receives("2020-10-02", "bounce", "email")
    assert sentence(story, "2020-10-03", "undelivered") == (
        "#2 of 1 October 2020 did not reach PTA, as reported on 2 October 2020: no clock has started."
    )


def test_what_somebody_else_set_is_no_promise() -> None:
    story = Story("2021-07-01")
    order = story.receives("2021-07-02", channel="court")
    story.they_promise("PTA to decide by 5 July", order, "2021-07-05")
    condition = story.receives("2021-07-03", channel="press")
    story.we_promise("block repeat offenders", condition, "2021-07-06")
    assert sentence(story, "2021-07-06", "promise-passed") == (
        f"PTA is held to #{order} of 2 July 2021: “PTA to decide by 5 July”; due 5 July 2021, 1 day overdue."
    )
    assert sentence(story, "2021-07-06", "commitment-due") == (
        f"PTA holds us to #{condition} of 3 July 2021: “block repeat offenders”; due 6 July 2021, today."
    )


def test_a_mail_nobody_looked_at_is_called_that() -> None:
    story = Story("2020-10-01")
    story.unread("2020-10-01")
    assert sentence(story, "2020-10-08", "we-owe") == (
        "Nobody has answered or classified #2 of 1 October 2020 from PTA, due 8 October 2020, today."
    )


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("tangible timelines", "“tangible timelines”"),
        ("two\n lines\t here ", "“two lines here”"),
        ("word " * 30, "“" + "word " * 15 + "word …”"),
        ("x" * 200, "“" + "x" * 80 + " …”"),
    ],
)
def test_words_are_quoted_and_cut_between_words(words: str, shown: str) -> None:
    assert quoted(words) == shown


def test_a_request_without_a_message_names_its_own_entry() -> None:
    story = Story("2020-10-01")
    n = story.asks_us("the report", on="2020-10-02")
    (gap,) = story.gaps("2020-10-09", only(RuleSettings(kind="we-owe")))
    assert gap.opened_by.entry == n
    assert gap.summary.startswith(f"We owe PTA an answer to #{n} of 2 October 2020: “the report”; due 9 October 2020")
