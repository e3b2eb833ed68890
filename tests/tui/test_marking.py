"""Marked words come from what was written, wherever its lines break."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.tui.lines import Span, plain, wrapped
from assistant.tui.marking import marking, with_marks

TEXT = "You are requested to submit a quarterly report\non content removal within thirty days."


def test_words_are_marked_from_one_to_another_over_lines_in_both_directions() -> None:
    shown = wrapped(TEXT, 20)
    begun = marking(shown, TEXT)
    assert begun is not None
    assert begun.text == "You"
    there = begun.to(1, shown[1].index("submit")).begun().on_line(1)
    assert there.text == "submit a quarterly report"
    assert there.begun().text == "report"
    back = there.begun().begun().moved(-3)
    assert back.text == "submit a quarterly report"
    assert begun.moved(-5).text == "You"
    assert begun.moved(999).text == "days."


def test_only_the_marked_part_of_a_line_is_drawn_so() -> None:
    line = (Span("┃", "edge"), Span("submit a report", "body"), Span("  "))
    drawn = with_marks(line, (7, 8))
    assert [(span.text, span.role) for span in drawn][1:4] == [
        ("submit ", "body"),
        ("a", "marked"),
        (" report", "body"),
    ]
    assert plain(drawn) == plain(line)


@given(st.text(alphabet="ab 語\n-.", max_size=200), st.integers(4, 30), st.data())
def test_whatever_is_marked_stands_in_the_text_word_for_word(text: str, width: int, data: st.DataObject) -> None:
    begun = marking(wrapped(text, width), text)
    words = text.split()
    if begun is None:
        assert not words
        return
    assert begun.pieces[-1].word == len(words) - 1
    first, last = (data.draw(st.integers(0, len(begun.pieces) - 1)) for _ in range(2))
    marked = begun.moved(first).begun().moved(last - first)
    assert marked.text in " ".join(words)
    assert marked.text.split()[0] == words[begun.pieces[min(first, last)].word]
