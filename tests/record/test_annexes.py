"""The texts of letters attached to a message: quoted from, attributed, left out of the index, found again, erased."""

from __future__ import annotations

from datetime import UTC

import pytest
from msgspec import structs

from assistant.errors import UsageProblem
from assistant.record.annexes import new_annexes, own_annexes
from assistant.record.erasing import repeating, without_content
from assistant.record.fold import fold
from assistant.record.index_rows import outline
from assistant.record.kinds import Attachment, Message, Note
from assistant.record.pointing import annex_with, check_verbatim
from tests.record.writing import message, told

WORDS = "Please provide the figures of September."


def annex(text: str, digest: str = "1") -> Attachment:
    return Attachment(f"{digest}.pdf", "application/pdf", 1, digest * 64, text)


def test_words_are_quoted_from_the_body_or_from_an_annex_and_it_is_said_from_which() -> None:
    mail = Message("in", "email", text="See the  letters.", attachments=(annex(""), annex("Dear Sir,\n“Pay”", "2")))
    for words in ("see the letters", 'Dear Sir, "pay"'):
        check_verbatim(words, mail, "#2")
    with pytest.raises(UsageProblem, match="do not stand in #2"):
        check_verbatim("letters. Dear Sir", mail, "#2")
    assert annex_with("see the letters", mail) is None
    assert annex_with('Dear Sir, "pay"', mail) == mail.attachments[1]
    assert annex_with("neither", mail) is None
    assert annex_with("", mail) is None
    with pytest.raises(UsageProblem):
        check_verbatim("anything", structs.replace(mail, text=""), "#2")
    check_verbatim("anything", Message("in", "call"), "#2")


def test_an_annex_is_of_whoever_brought_it_first_and_new_only_then() -> None:
    letter, paper = annex("Letter"), annex("Paper", "2")
    facts = (
        message("in", "2020-01-02", attachments=(structs.replace(letter, text=""),)),
        message("out", "2020-01-03", attachments=(letter, paper)),
        message("in", "2020-01-04", attachments=(letter, paper)),
        message("out", "2020-01-05", attachments=(paper,)),
    )
    messages = fold(told(*facts), UTC).messages
    assert own_annexes(messages) == {3: (paper,), 4: (letter,), 5: (paper,)}
    assert new_annexes(messages) == {3: (paper,)}


def test_the_index_keeps_no_words_of_it() -> None:
    mail = message("in", "2020-01-02", WORDS, attachments=(annex(WORDS), annex("", "2")))
    line = outline(told(mail)[1])
    assert isinstance(line.fact, Message)
    assert [(a.name, a.text) for a in line.fact.attachments] == [("1.pdf", ""), ("2.pdf", "")]


def test_who_repeats_its_words_is_named_when_it_is_erased() -> None:
    lines = told(message("in", "2020-01-02", attachments=(annex(WORDS),)), Note(f"They wrote: {WORDS}"))
    assert repeating(lines, {2}) == (3,)
    assert without_content(lines[1].fact).attachments == ()  # type: ignore[union-attr]
