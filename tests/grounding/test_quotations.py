"""Quotations: word for word or not at all."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.grounding.evidence import Evidence
from assistant.grounding.ground import ground
from assistant.grounding.seen import even
from tests.clocks.threads import Story
from tests.grounding.evidence import demo_evidence, findings, story_evidence, verdicts

EVIDENCE = demo_evidence("2020-10-19")
MARKS = ("“”", "„“", "«»", '""', "‘’", "‹›")


@st.composite
def cuts(draw: st.DrawFn) -> tuple[int, str]:
    """A few whole words of a message, and its entry."""
    passage = draw(st.sampled_from([p for p in EVIDENCE.passages if p.kind == "message"]))
    pieces = [word for word in passage.text.split() if not set(word) & set("“”\"‘’'")]
    start = draw(st.integers(0, len(pieces) - 4))
    return passage.ref.n, " ".join(pieces[start : start + draw(st.integers(3, 14))])


@settings(max_examples=40, deadline=None)
@given(cuts(), st.sampled_from(MARKS))
def test_a_quotation_cut_from_a_message_is_verified_on_it(cut: tuple[int, str], marks: str) -> None:
    entry, words = cut
    assume(even(words) in {even(words) for p in EVIDENCE.passages if even(words) in even(p.text)})
    found = verdicts(f"It says {marks[0]}{words}{marks[1]}", EVIDENCE, "quotation")
    assert [(status, entry in entries) for status, entries in found] == [("verified", True)]


@settings(max_examples=40, deadline=None)
@given(cuts(), st.data())
def test_one_letter_changed_and_it_is_no_quotation(cut: tuple[int, str], data: st.DataObject) -> None:
    _, words = cut
    at = data.draw(st.sampled_from([n for n, letter in enumerate(words) if letter.isalpha()]))
    other = data.draw(st.sampled_from("xqаoе"))  # two of them Cyrillic
    changed = words[:at] + other + words[at + 1 :]
    assume(not any(changed in even(p.words) for p in EVIDENCE.passages))
    assert [status for status, _ in verdicts(f"It says “{changed}”.", EVIDENCE, "quotation")] == ["not-in-record"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PTA said “the Authority remains open to engagement.”", "not-in-record"),
        ("PTA said “The Authority  remains\nopen to engagement,” again.", "verified"),
        ("PTA wrote: “A final notice was issued … instructions were not fully complied with”.", "verified"),
        ("PTA wrote: “instructions were not fully complied with … A final notice was issued”.", "not-in-record"),
        ("PTA wrote: “A final notice was issued […] asked for tangible timelines”.", "not-in-record"),
        ("PTA said “we have received no communication”.", "contradicted"),
        ("We said “we have received no communication”.", "verified"),
        ("It says “we have received no communication", "not-in-record"),
        ("It says “Order and press releas”.", "not-in-record"),
        ("It says “rder and press release”.", "not-in-record"),
        ("It says “Order and press release”.", "verified"),
        ("We call it (the “Platform”).", None),
    ],
)
def test_a_quotation_is_checked(text: str, expected: str | None) -> None:
    found = [status for status, _ in verdicts(text, EVIDENCE, "quotation")]
    assert found == ([] if expected is None else [expected])


def test_two_sentences_within_marks_are_one_quotation() -> None:
    text = "They wrote: “Access to the platform is therefore blocked in Pakistan. The Authority is shut.” So it was."
    assert [sentence.status for sentence in ground(text, EVIDENCE, claims=False)] == [
        "not-in-record",
        "nothing-to-check",
    ]


def _exchange(*, original: bool) -> Evidence:
    """A reply that carries our letter along; `original`: the letter itself is logged, too, as #2."""
    story = Story("2020-10-09")
    if original:
        story.sends("2020-10-09", "email", text="Please name the lawful basis of the order.")
    text = "Your letter is under review.\n\n> Please name the lawful basis of the order.\n"
    story.receives("2020-10-12", "holding", "email", text=text, reply_text="Your letter is under review.")
    return story_evidence(story, "2020-10-18")


@pytest.mark.parametrize(
    ("said", "original", "expected"),
    [
        ("PTA wrote “Your letter is under review”.", True, ("verified", (3,))),
        ("PTA wrote “name the lawful basis of the order”.", True, ("contradicted", (2,))),
        ("We wrote “name the lawful basis of the order”.", True, ("verified", (2,))),
        ("It says “name the lawful basis of the order”.", True, ("verified", (2,))),
        ("It says “name the lawful basis of the order”.", False, ("verified", (2,))),
    ],
)
def test_what_a_reply_quotes_is_no_word_of_its_author(
    said: str, original: bool, expected: tuple[str, tuple[int, ...]]
) -> None:
    assert verdicts(said, _exchange(original=original), "quotation") == [expected]


def test_what_a_mail_system_says_is_nobodys_word() -> None:
    story = Story("2020-10-09")
    story.sends("2020-10-09", "email", message_id="a@example", text="Please confirm.")
    story.receives("2020-10-10", "bounce", "email", in_reply_to="a@example", text="The mailbox does not exist here.")
    evidence = story_evidence(story, "2020-10-18")
    (found,) = [
        f for f in findings("PTA wrote “The mailbox does not exist here”.", evidence) if f.mention.kind == "quotation"
    ]
    assert (found.status, found.why) == ("contradicted", "the words are a mail system's, in #3")
    assert verdicts("It says “The mailbox does not exist here”.", evidence, "quotation") == [("verified", (3,))]
