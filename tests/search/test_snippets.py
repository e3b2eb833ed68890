"""A passage shows what was found, harmless, with its words marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.record.inert import inert_line
from assistant.search.fields import Term, term
from assistant.search.snippets import LONGEST, passage
from assistant.search.words import folded


def terms(*texts: str, prefix: bool = False) -> list[Term]:
    return [found for text in texts if (found := term(text, prefix=prefix))]


def marked(text: str, *looked_for: str, prefix: bool = False) -> tuple[str, list[str]]:
    found = passage(text, terms(*looked_for, prefix=prefix))
    return found.text, [found.text[a:b] for a, b in found.marks]


@pytest.mark.parametrize(
    ("text", "looked_for", "shown", "marks"),
    [
        ("A Licence,\n  and no   licence.", ["licence"], "A Licence, and no licence.", ["Licence", "licence"]),
        ("no reply yet, no", ["no reply"], "no reply yet, no", ["no reply"]),
        ("no\nreply", ["no reply"], "no reply", ["no reply"]),
        ("我们在北京市", ["北京"], "我们在北京市", ["北京"]),
        ("مُحَمَّد كتاب", ["کتاب", "محمد"], "مُحَمَّد كتاب", ["مُحَمَّد", "كتاب"]),
        ("nothing of it", ["zebra"], "nothing of it", []),
        ("", ["zebra"], "", []),
        ("a\x1b[1mb [/x]", ["b"], "a␛[1mb [/x]", []),
        ("a\u202eb c", ["ab"], "a‹U+202E›b c", ["a‹U+202E›b"]),
        ("a\x1b b [/x]", ["b"], "a␛ b [/x]", ["b"]),
    ],
)
def test_words_are_marked_where_they_stand(text: str, looked_for: list[str], shown: str, marks: list[str]) -> None:
    assert marked(text, *looked_for) == (shown, marks)


def test_a_long_text_is_cut_to_where_most_of_it_stands() -> None:
    text = f"{'begin ' * 100}licence {'middle ' * 100}the licence was revoked {'end ' * 100}"
    shown, marks = marked(text, "licence", "revoked")
    assert shown.startswith("… middle")
    assert shown.endswith("end …")
    assert marks == ["licence", "revoked"]
    assert len(shown) <= LONGEST + len("… ") * 2


def test_the_beginning_of_a_word_marks_the_whole_word() -> None:
    assert marked("Licences for all", "lic", prefix=True)[1] == ["Licences"]
    assert marked("no replies", "no rep", prefix=True)[1] == ["no replies"]


@given(
    st.text(st.sampled_from("ab é北ک\n\t\x1b…. "), max_size=400),
    st.lists(st.sampled_from(["a", "ab", "a b", "é", "北", "b"]), min_size=1, max_size=3),
    st.booleans(),
)
def test_a_passage_is_harmless_and_its_marks_are_what_was_looked_for(
    text: str, looked_for: list[str], prefix: bool
) -> None:
    wanted = terms(*looked_for, prefix=prefix)
    found = passage(text, wanted)
    assert inert_line(found.text) == found.text
    last = 0
    for start, end in found.marks:
        assert last <= start < end <= len(found.text)
        words = folded(found.text[start:end])
        assert any(_is(words, one) for one in wanted)
        last = end


def _is(words: tuple[str, ...], one: Term) -> bool:
    return words == one.words or (one.prefix and words[:-1] == one.words[:-1] and words[-1].startswith(one.words[-1]))
