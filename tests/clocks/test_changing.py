"""What would change a due day, in the words that a person reads."""

from assistant.clocks.almanac import Almanac
from assistant.clocks.explain import explain
from assistant.clocks.rules import RuleSet
from assistant.config import RuleSettings
from tests.clocks.threads import DEFAULTS, Story, day, only


def changes(story: Story, on: str, target: int, rules: RuleSet = DEFAULTS) -> list[str]:
    found = explain(story.thread(on), rules, day(on), target)
    return [change.text for change in found[0].changes]


def test_a_courtesy_in_plain_days() -> None:
    story = Story("2020-10-09")
    letter = story.sends("2020-10-09")
    assert changes(story, "2020-10-12", letter) == [
        "No holiday moves it",
        "A reminder takes it to step 2, Friday 23 October 2020",
        "An extension, a pause or a restart, by an entry that names its message",
        "A substantive reply ends it, a holding one moves it to the day that it names",
        "An automatic reply changes nothing",
    ]


def test_a_legal_day_in_working_days_with_a_holiday_ahead() -> None:
    story = Story("2020-08-10")
    letter = story.sends("2020-08-10")
    rules = only(
        RuleSettings(kind="no-reply", name="act", after="5 working days", basis="Telecom Act s. 5"),
        calendar=Almanac({}).country_calendar("PK"),
    )
    assert changes(story, "2020-08-11", letter, rules) == [
        "If Tuesday 18 August 2020 is announced as a holiday, the day becomes Wednesday 19 August 2020",
        "If Friday 14 August 2020 (Independence Day) is worked after all, the day becomes Monday 17 August 2020",
        "A reminder does not move a legal day",
        "An extension, a pause or a restart, by an entry that names its message",
        "A substantive reply ends it, a holding one does not move it",
        "An automatic reply changes nothing",
    ]
    assert "Independence Day" not in " ".join(changes(story, "2020-08-15", letter, rules))  # past: it was a holiday


def test_a_clock_that_stands_says_what_going_on_comes_to() -> None:
    story = Story("2020-10-09")
    letter = story.sends("2020-10-09")
    story.pauses(story.receives("2020-10-12", "acknowledgement"), letter)
    assert changes(story, "2020-10-20", letter)[:2] == [
        "If it goes on from Tuesday 20 October 2020, it falls due Saturday 24 October 2020",
        "An extension, a resumption or a restart, by an entry that names its message",
    ]


def test_a_day_in_the_words_is_ended_by_settling_and_counted_by_nothing() -> None:
    story = Story("2020-10-09")
    promise = story.we_promise("a larger team", story.sends("2020-10-09", expects_reply=False), "2020-10-30")
    assert changes(story, "2020-10-12", promise) == [
        "No holiday moves it",
        "An extension or a pause, by an entry that names its message",
        f"Settling #{promise} ends it",
    ]


def test_mail_that_nobody_has_looked_at() -> None:
    story = Story("2020-10-09")
    mail = story.unread("2020-10-09")
    assert changes(story, "2020-10-12", mail)[-1] == f"Answering #{mail}, or saying what it is, ends it"
