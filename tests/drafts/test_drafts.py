"""The drafts themselves: what they say, what they rest on, what they still miss."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.config import Company, Contact, RegulatorSettings, RuleSettings, Settings, Tone
from assistant.drafts.about import about_gap
from assistant.drafts.draft import make_draft, marks_left, with_text
from assistant.drafts.facts import LABELS, LIST_FACTS, facts_for
from assistant.drafts.front_matter import FITS
from assistant.drafts.matters import ITEM_NAMES
from assistant.drafts.style import Wish
from assistant.errors import UsageProblem
from assistant.record.kinds import Classified, Extended, Party, ThreadOpened
from tests.drafts.cases import (
    AS_OF,
    MEETING,
    OPENED,
    QUESTION_WORDS,
    SETTINGS,
    TIMELINES,
    asked,
    gap_of,
    pakistan,
    pakistan_gaps,
    promised,
    received,
    sent,
    thread_of,
    with_rule,
)
from tests.drafts.dates_read import MONTHS, dates_in
from tests.drafts.drafting import TEMPLATES, draft_of, own_fields


@pytest.mark.parametrize("language", ["en", "de", "fr", "ur"])
@pytest.mark.parametrize("tone", ["formal", "plain"])
def test_the_last_reminder_of_a_missing_acknowledgement_asks_for_one_and_for_no_reply(
    language: str, tone: Tone
) -> None:
    thread = thread_of(*SITUATIONS["no-acknowledgement"])  # type: ignore[arg-type]
    gap = gap_of(thread, "no-acknowledgement", "overdue", date(2020, 10, 8))
    text = draft_of(thread, [gap], "last-reminder", fields=own_fields("last-reminder"), wish=Wish(language, tone)).text
    asks = {
        "en": "to confirm that it reached you|confirm that it",
        "de": "Eingang",
        "fr": "la réception",
        "ur": "تصدیق",
    }
    full = {"en": "in full", "de": "vollständig", "fr": "complète", "ur": "مکمل"}
    assert re.search(asks[language], text)
    assert full[language] not in text


def test_facts_name_the_entries_they_rest_on() -> None:
    thread = pakistan()
    draft = draft_of(thread, pakistan_gaps(thread))
    assert all(fact.value in f"{draft.subject}\n{draft.text}" or "“" in fact.value for fact in draft.facts)
    found = {fact.label: fact.entries for fact in draft.facts}
    assert found["Asked of us here"] == (MEETING, TIMELINES)
    assert found["Awaited from them"] == (2, 3)
    assert found["Our reference"] == (1,)


def test_every_fact_is_plain_and_of_the_fixed_set() -> None:
    thread = pakistan()
    for about in (None, *(about_gap(gap, thread) for gap in pakistan_gaps(thread))):
        facts = facts_for(thread, pakistan_gaps(thread), SETTINGS, AS_OF, about)
        assert list(facts.values) == list(facts.sources) == list(LABELS)
        for name, value in facts.values.items():
            assert isinstance(value, list) if name in LIST_FACTS else type(value) in {str, int, bool}
        items = [item for value in facts.values.values() if isinstance(value, list) for item in value]
        assert all(type(part) in {str, int, bool} for item in items for part in item.values())
        assert {key for item in items for key in item} <= ITEM_NAMES


def test_days_are_counted_from_the_record() -> None:
    thread = pakistan()
    we_owe, no_reply = pakistan_gaps(thread)
    values = facts_for(thread, [we_owe, no_reply], SETTINGS, AS_OF, about_gap(no_reply, thread)).values
    assert (values["days_open"], values["days_silent"], values["last_contact_days"]) == (9, 6, 6)
    assert (values["days_over"], values["due_date"]) == (2, "16 October 2020")
    assert values["opening_words"] == QUESTION_WORDS
    assert facts_for(thread, [we_owe], SETTINGS, AS_OF, about_gap(we_owe, thread)).values["days_over"] == -1


SITUATIONS: dict[str, tuple[object, ...]] = {
    "no-reply": (sent("2020-10-01", subject="Access"), asked("regulator", "Why?", 2)),
    "no-acknowledgement": (sent("2020-10-01", subject="Access"),),
    "partial-answer": (
        sent("2020-10-01"),
        asked("regulator", "Why?", 2),
        received("2020-10-05"),
        Classified(4, "substantive"),
    ),
    "promise-passed": (
        sent("2020-09-20"),
        asked("regulator", "Why?", 2),
        received("2020-09-25", cls="holding"),
        promised("regulator", "We will revert soon", 4, "2020-10-10"),
    ),
    "gone-quiet": (
        sent("2020-10-01"),
        asked("regulator", "Why?", 2),
        received("2020-10-05", cls="partial"),
        Classified(4, "partial"),
    ),
    "we-owe": (received("2020-10-05", subject="Your plans"), asked("company", "Send us the plan.", 2)),
    "call-unconfirmed": (received("2020-10-05", "call"),),
    "commitment-due": (
        sent("2020-10-05", expects_reply=False),
        promised("company", "We will send the plan", 2, "2020-10-17"),
    ),
}


def test_what_templates_claim_to_fit_is_known() -> None:
    assert {kind for template in TEMPLATES for kind in template.head.fits} <= FITS


def test_a_courtesy_never_reads_like_a_duty_nor_names_our_own_due_day() -> None:
    thread = thread_of(*SITUATIONS["no-reply"])  # type: ignore[arg-type]
    gap = gap_of(thread, "no-reply", "overdue", date(2020, 10, 8))
    for name in ("first-reminder", "second-reminder", "escalation"):
        draft = draft_of(
            thread, [gap], name, fields=own_fields(name), settings=with_rule(RuleSettings("no-reply", basis="X"))
        )
        assert "8 October 2020" not in draft.text.replace("18 October 2020", "")
        assert not re.search("overdue|obliged|by law|period|must|fail", draft.text, re.IGNORECASE)


def test_a_legal_due_day_names_its_basis_and_an_estimated_holiday() -> None:
    thread = thread_of(*SITUATIONS["no-reply"], Extended(3, 2, to="2020-10-16"))  # type: ignore[arg-type]
    gap = gap_of(thread, "no-reply", "overdue", date(2020, 10, 16), statutory=True, estimated=True)
    draft = draft_of(thread, [gap], settings=with_rule(RuleSettings("no-reply", basis="section 9 of the Act")))
    sentence = (
        "By our count, in which the date of a holiday is estimated, the period under section 9 of the Act ended on"
    )
    assert f"{sentence} 16 October 2020, 2 days ago." in draft.text


def test_the_law_that_is_cited_is_that_of_the_rule_that_applies() -> None:
    thread = thread_of(*SITUATIONS["no-reply"])  # type: ignore[arg-type]
    gap = gap_of(thread, "no-reply", "overdue", date(2020, 10, 16), statutory=True)
    here, elsewhere = RuleSettings("no-reply", basis="section 9"), ("pta-2020-002",)
    rules = (here, RuleSettings("no-reply", basis="section 12", threads=elsewhere))
    draft = draft_of(thread, [gap], settings=Settings(regulators=SETTINGS.regulators, rules=rules))
    assert "the period under section 9 ended" in draft.text
    assert "section 12" not in draft.text


def test_a_letter_is_cited_by_the_date_it_bears() -> None:
    thread = thread_of(sent("2020-10-02", dated="2020-10-01T23:00:00-05:00"), asked("regulator", "Why?", 2))
    draft = draft_of(thread, [gap_of(thread, "no-reply", "overdue", date(2020, 10, 9))])
    assert "our letter dated 1 October 2020, sent on 2 October 2020" in draft.text
    assert "16 days later" in draft.text


def test_all_that_one_message_asked_is_answered_and_the_rest_stays_open() -> None:
    thread = thread_of(
        received("2020-10-02", subject="Two things"),
        asked("company", "First?", 2),
        asked("company", "Second?", 2, due="2020-10-25"),
        received("2020-09-01", "press"),
        asked("company", "The old one?", 5),
    )
    draft = draft_of(thread, [], fields={"answer": "Yes."})
    assert draft.answers == (3, 4)
    assert "1. “First?”\n\n2. “Second?” (by 25 October 2020)" in draft.text
    assert (
        draft.text.index("Yes.")
        < draft.text.index("which this letter does not answer")
        < draft.text.index("The old one?")
    )


def test_a_mail_that_nobody_took_apart_is_answered_by_its_subject() -> None:
    thread = thread_of(received("2020-10-02", subject="Your plans"))
    draft = draft_of(thread, [], fields={"answer": "Yes."})
    assert "We refer to your e-mail of 2 October 2020 (“Your plans”)." in draft.text
    assert draft.answers == ()


def test_a_holding_reply_settles_nothing_and_promises_no_past_day() -> None:
    thread = pakistan()
    draft = draft_of(thread, [], "holding-reply", fields={"promised_date": "2020-10-30"})
    assert "You will have our answer by 30 October 2020." in draft.text
    assert draft.answers == ()
    for day in ("2020-10-17", "30 October", "2020-13-01"):
        with pytest.raises(UsageProblem, match="promised_date"):
            draft_of(thread, [], "holding-reply", fields={"promised_date": day})


def test_an_unknown_field_lists_the_known_ones() -> None:
    with pytest.raises(UsageProblem, match="answer, enclosures"):
        draft_of(pakistan(), [], fields={"anwser": "x"})


def test_an_acknowledgement_says_how_the_message_was_understood() -> None:
    thread = thread_of(*SITUATIONS["we-owe"])  # type: ignore[arg-type]
    draft = draft_of(thread, [], "acknowledgement")
    assert "received your e-mail of 5 October 2020 (“Your plans”)" in draft.text
    assert "– “Send us the plan.”" in draft.text
    assert draft.answers == ()


def test_the_reply_is_threaded_under_their_last_message_with_an_id() -> None:
    thread = thread_of(
        received("2020-10-02", message_id="theirs@pta.example", references=("first@company.example",)),
        sent("2020-10-03", "email", message_id="ours@company.example"),
        received("2020-10-04", cls="automatic", message_id="robot@pta.example"),
        received("2020-10-05", "letter"),
    )
    draft = draft_of(thread, [])
    assert draft.in_reply_to == "theirs@pta.example"
    assert draft.references == ("first@company.example", "theirs@pta.example")


def test_without_a_contact_the_last_person_who_wrote_is_addressed() -> None:
    thread = thread_of(received("2020-10-02", sender=Party("Ms Riaz", "riaz@pta.example")))
    draft = draft_of(thread, [], settings=Settings())
    assert draft.to == (Party("Ms Riaz", "riaz@pta.example"),)
    assert "Dear Ms Riaz," in draft.text
    assert "Yours sincerely" in draft.text
    nobody = draft_of(thread_of(received("2020-10-02")), [], settings=Settings())
    assert nobody.to == ()
    assert "Dear Sir or Madam," in nobody.text
    assert "Yours faithfully" in nobody.text


def test_editing_a_mark_away_supplies_the_field_and_leaving_it_does_not() -> None:
    thread = pakistan()
    draft = draft_of(thread, [])
    mark = draft.missing[0].mark
    assert with_text(draft, draft.text + "More.").missing == draft.missing
    assert not with_text(draft, draft.text.replace(mark, "Our timelines follow.")).missing
    assert [f.name for f in marks_left(draft.template, draft.text)] == ["answer"]
    assert draft_of(thread, [], fields={"answer": f"see {mark}"}).missing == draft.missing


NAMES = st.text(st.characters(exclude_categories=["Nd", "Cs", "Nl", "No"]), max_size=20)
START = date(2020, 8, 1)


@settings(deadline=None, max_examples=60)
@given(
    ours=NAMES,
    theirs=NAMES,
    title=NAMES,
    contact=NAMES,
    words=NAMES,
    asked_on=st.integers(0, 40),
    spoke=st.integers(0, 20),
    after=st.integers(21, 60),
    language=st.sampled_from(sorted(MONTHS)),
    name=st.sampled_from(["first-reminder", "second-reminder"]),
)
def test_dates_and_counts_are_those_of_the_record_whatever_the_names(
    ours: str,
    theirs: str,
    title: str,
    contact: str,
    words: str,
    asked_on: int,
    spoke: int,
    after: int,
    language: str,
    name: str,
) -> None:
    letter, meeting = START + timedelta(asked_on), START + timedelta(asked_on + spoke)
    as_of = START + timedelta(asked_on + after)
    opened = ThreadOpened(1, OPENED.thread, "PTA", title, day=START.isoformat(), ours=ours, theirs=theirs)
    facts = (
        sent(letter.isoformat()),
        asked("regulator", words, 2),
        received(meeting.isoformat(), "meeting", "partial"),
    )
    thread = thread_of(*facts, opened=opened, as_of=as_of)
    gap = gap_of(thread, "no-reply", "overdue", letter + timedelta(7), as_of=as_of)
    known = Settings(company=Company(name=contact), regulators={"PTA": RegulatorSettings(contacts=(Contact(contact),))})
    draft = make_draft(thread, [gap], known, as_of, TEMPLATES, name, wish=Wish(language))
    assert dates_in(draft.text, language) == {letter, meeting, as_of}
    assert re.findall(r"\d+ (?:days|Tagen|jours|دن)", draft.text)[0].split()[0] == str((as_of - letter).days)
    assert not draft.missing
    assert "\n" not in draft.subject
