"""Quotations: word for word or not at all."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.grounding.ground import ground
from assistant.grounding.seen import even
from tests.grounding.evidence import demo_evidence, verdicts

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
