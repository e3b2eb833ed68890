"""The checks that no sentence shows: to whom a draft goes, what came since, what it says again or takes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from msgspec import structs

from assistant.config import Company, RegulatorSettings, Settings
from assistant.drafts.checks import check
from assistant.drafts.draft import empty
from assistant.drafts.findings import Finding
from assistant.drafts.release import Release
from assistant.record.kinds import DraftSaved, Extended, Fact, ObligationUpdated, Party
from assistant.record.thread import Draft as SavedDraft
from assistant.record.thread import Thread
from tests.clocks.threads import WORKWEEK
from tests.drafts.cases import AS_OF, SETTINGS, promised, received, sent, thread_of

PLACES = Settings(
    company=Company("TikTok", ("policy@company.example",), ("company.example",)),
    regulators={
        "PTA": structs.replace(SETTINGS.regulators["PTA"], domains=("pta.example",)),
        "SECP": RegulatorSettings("SECP", "PK", domains=("secp.example",)),
    },
)
PTA_OFFICE = Party("Office", "office@pta.example")


def checked(
    thread: Thread, text: str = "Dear Sir,", to: Sequence[str] = (), saved: SavedDraft | None = None
) -> list[Finding]:
    draft = structs.replace(empty(thread, PLACES), text=text, to=tuple(Party(address=address) for address in to))
    return list(check(Release(draft, thread, (), PLACES, AS_OF, WORKWEEK, saved=saved)))


def kinds(found: Sequence[Finding]) -> list[str]:
    return [one.kind for one in found]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("office@pta.example", None),
        ("x@sub.pta.example", None),
        ("", None),
        ("friend@elsewhere.example", None),
        ("x@secp.example", "an address of SECP"),
        ("policy@company.example", "our own"),
        ("office@pta-example.example", "not known"),
        ("mimic@pta.example.evil.example", "not known"),
        ("robot@elsewhere.example", "not known"),
    ],
)
def test_a_recipient_is_the_regulators_or_it_is_said_whose(address: str, told: str | None) -> None:
    thread = thread_of(
        received("2020-10-12", sender=Party("A friend of theirs", "friend@elsewhere.example")),
        received("2020-10-13", sender=Party("x", "mimic@pta.example.evil.example"), doubt="looks like pta.example"),
        received("2020-10-13", cls="automatic", sender=Party("x", "robot@elsewhere.example")),
    )
    found = [one for one in checked(thread, to=[address]) if one.kind == "recipient"]
    assert [(one.severity, str(told) in one.message) for one in found] == ([("blocks", True)] if told else [])


MAIL = sent("2020-10-09", "email", to=(PTA_OFFICE, Party("", "chair@pta.example")), message_id="m1@company.example")
BOUNCE = received(
    "2020-10-10", cls="bounce", bounce=True, undelivered_id="m1@company.example", text="failed: office@pta.example"
)


@pytest.mark.parametrize(
    ("later", "to", "bounces"),
    [
        ((), "office@pta.example", True),
        ((), "OFFICE@pta.example", True),
        ((), "chair@pta.example", False),
        ((received("2020-10-11", sender=PTA_OFFICE),), "office@pta.example", False),
        ((received("2020-10-11", sender=Party("", "chair@pta.example")),), "office@pta.example", True),
        ((sent("2020-10-11", "email", to=(PTA_OFFICE,)),), "office@pta.example", False),
        (
            (
                sent("2020-10-11", "email", to=(PTA_OFFICE,), message_id="m2@company.example"),
                received("2020-10-11", cls="bounce", bounce=True, undelivered_id="m2@company.example"),
            ),
            "office@pta.example",
            True,
        ),
    ],
)
def test_an_address_bounces_until_something_went_through(later: tuple[Fact, ...], to: str, bounces: bool) -> None:
    found = [one for one in checked(thread_of(MAIL, BOUNCE, *later), to=[to]) if one.kind == "bouncing"]
    assert bool(found) is bounces


def test_a_copy_that_came_back_bounces_for_whom_it_was_meant_alone() -> None:
    mail = structs.replace(MAIL, cc=(Party("", "legal@pta.example"),))
    thread = thread_of(mail, structs.replace(BOUNCE, text="failed: legal@pta.example"))
    found = checked(thread, to=["legal@pta.example", "office@pta.example"])
    assert [one.words for one in found if one.kind == "bouncing"] == ["legal@pta.example"]


def test_what_came_since_the_draft_was_saved_blocks_it_until_it_is_saved_anew() -> None:
    fact = DraftSaved("Dear Sir,", day="2020-10-12")
    news = (received("2020-10-13"), received("2020-10-13", cls="automatic"), sent("2020-10-14"))
    thread = thread_of(sent("2020-10-09"), fact, *news, sent("2020-10-14", auto_reply=True))
    found = [one for one in checked(thread, saved=thread.drafts[0]) if one.kind == "stale"]
    assert [(one.severity, one.entries) for one in found] == [("blocks", (4,)), ("blocks", (6,))]
    again = thread_of(sent("2020-10-09"), fact, received("2020-10-13"), structs.replace(fact, draft=3))
    assert kinds(checked(again, saved=again.drafts[0])) == []


def test_yesterdays_date_on_a_draft_has_gone_stale() -> None:
    text = "Date: 17 October 2020\n\nDear Sir,\n\nAs of 17 October 2020, we have no reply on file."
    thread = thread_of(sent("2020-10-09"), DraftSaved(text, day="2020-10-17"))
    stale = [(one.words, one.message) for one in checked(thread, text, saved=thread.drafts[0]) if one.kind == "stale"]
    told = "that is the day on which the draft was saved; it is 18 October 2020"
    assert stale == [("17 October 2020", told), ("17 October 2020", told)]


REMINDER = """Dear Sir,

We refer to our letter of 9 October 2020, which was sent {} days ago. You have not told us which steps restore access.

We would be grateful for your reply. The users wait, and so do we.
"""


def test_a_reminder_in_the_words_of_the_last_one_is_said_to_be_that() -> None:
    last = sent("2020-10-14", text=REMINDER.format(5))
    before = sent("2020-10-09", text="Which steps restore access?")
    assert "unchanged" in kinds(checked(thread_of(before, last), REMINDER.format(9)))
    other = (
        REMINDER.format(9)
        + "We now ask for a meeting this week. Our general counsel would attend. May we propose Tuesday?"
    )
    assert "unchanged" not in kinds(checked(thread_of(before, last), other))
    short = "Please answer our letter. Thank you very much."
    assert "unchanged" not in kinds(checked(thread_of(before, sent("2020-10-14", text=short)), short)), (
        "too short to tell"
    )
    answered = thread_of(before, last, received("2020-10-15"))
    assert "unchanged" not in kinds(checked(answered, REMINDER.format(9)))


PROMISE = promised("company", "We will deliver the measurements of the islands by 15 November 2020", 2, "2020-11-15")


@pytest.mark.parametrize(
    ("text", "conflict"),
    [
        ("We will deliver the measurements of the islands by 15 November 2020.", False),
        ("We will deliver the measurements of the islands by 30 November 2020.", True),
        ("We cannot deliver the measurements of the islands.", True),
        ("We will not deliver the invoices, as they are of no use to you.", False),
        ("We have measured the islands, and will deliver the report of the year by 30 November 2020.", False),
    ],
)
def test_a_sentence_against_a_commitment_is_found_by_what_it_is_about(text: str, conflict: bool) -> None:
    thread = thread_of(sent("2020-10-09", text=PROMISE.words), PROMISE)
    found = [one for one in checked(thread, text) if one.kind == "conflict"]
    assert [one.entries for one in found] == [(2, 3)] * conflict


@pytest.mark.parametrize(
    ("since", "day", "conflict"),
    [
        ((), "30 November 2020", True),
        ((received("2020-10-12"), Extended(3, 4, to="2020-11-30")), "30 November 2020", False),
        ((received("2020-10-12"), Extended(3, 4, to="2020-11-30")), "1 December 2020", True),
        ((ObligationUpdated(3, "settled"),), "30 November 2020", False),
    ],
)
def test_a_commitment_that_was_put_off_or_kept_binds_as_far_as_that(
    since: tuple[Fact, ...], day: str, conflict: bool
) -> None:
    thread = thread_of(sent("2020-10-09", text=PROMISE.words), PROMISE, *since)
    told = checked(thread, f"We will deliver the measurements of the islands by {day}.")
    assert ("conflict" in kinds(told)) is conflict


def test_what_we_promised_not_to_do_can_be_said_again() -> None:
    words = "We will never publish the measurements of the islands"
    thread = thread_of(sent("2020-10-09", text=words), promised("company", words, 2))
    assert "conflict" not in kinds(checked(thread, f"{words}."))


def test_a_day_for_what_had_none_is_no_conflict() -> None:
    undated = promised("company", "We will deliver the measurements of the islands", 2)
    thread = thread_of(sent("2020-10-09", text=undated.words), undated)
    assert "conflict" not in kinds(
        checked(thread, "We will deliver the measurements of the islands by 30 November 2020.")
    )
    assert "conflict" in kinds(checked(thread, "We cannot deliver the measurements of the islands."))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In 2019 we received 12,300 reports.", ("blocks", "12,400")),
        ("In 2019 we received 12,400 reports.", None),
        ("In 2018 we received 12,300 reports.", None),
        ("We received 12,300 reports.", None),
        ("In 2019 we received 12,300 complaints.", None),
        ("We employ 140 moderators.", ("warns", "120")),
        ("In 2020 we employ 140 moderators.", None),
        ("On 9 October 2020 we told you that we employ 140 moderators.", ("blocks", "120")),
    ],
)
def test_a_figure_given_before_is_not_given_otherwise(text: str, told: tuple[str, str] | None) -> None:
    thread = thread_of(sent("2020-10-09", text="In 2019 we received 12,400 reports. We employ 120 moderators."))
    found = [(one.severity, one.message) for one in checked(thread, text) if one.kind == "number"]
    assert found == ([(told[0], f"the letter pta-2020-001#2 says {told[1]}")] if told else [])


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("You told us:\n\n“We will revert by 16 November 2020.”", 0),
        ("We undertook: “We will send the figures by 16 November 2020.” This has been done.", 0),
        ("We will send “the figures” by 16 November 2020.", 1),
        ("We will send you what you called “the figures” by 16 November 2020.", 1),
    ],
)
def test_a_promise_that_is_quoted_is_not_made_anew(text: str, offered: int) -> None:
    assert kinds(checked(thread_of(sent("2020-10-09")), text)).count("promise") == offered


def test_promises_are_offered_with_their_day_and_never_block() -> None:
    found = checked(thread_of(sent("2020-10-09")), "Dear Sir,\n\nWe will send the figures by 30 October 2020.")
    (offered,) = [one for one in found if one.kind == "promise"]
    assert (offered.severity, offered.number) == ("offers", 1)
    assert str(date(2020, 10, 30)) in offered.message


@pytest.mark.parametrize("blank", ["⟦answer: your answer⟧", "[insert date]", "{{ today }}", "TBD", "______", "[Name]"])
def test_a_blank_blocks_wherever_it_came_from(blank: str) -> None:
    (found,) = [one for one in checked(thread_of(sent("2020-10-09")), f"Dear Sir, {blank}.") if one.kind == "field"]
    assert (found.severity, found.words) == ("blocks", blank)


@pytest.mark.parametrize("lead", ["on", "of", "since", "after", "until", "from", "during"])
def test_a_day_of_which_nothing_is_logged_is_doubted_whatever_leads_to_it(lead: str) -> None:
    found = checked(thread_of(sent("2020-10-09")), f"The platform went dark on 9 October and closed {lead} 13 October.")
    assert [(one.kind, one.severity, one.words) for one in found] == [("date", "warns", "13 October")]
