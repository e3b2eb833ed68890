"""Which beginnings of words are looked for word by word; that the same is found then, `test_against_reading` says."""

from __future__ import annotations

import pytest

from assistant.search.endings import MOST, spelled_out
from assistant.search.query import parse
from tests.search.records import Searched, mails


@pytest.mark.parametrize("words", [1, MOST, MOST + 1])
def test_all_entries_with_a_beginning_are_found_however_many_words_have_it(searched: Searched, words: int) -> None:
    searched.write(*mails(*(f"licen{n}" for n in range(words)), "lice", "licf"))
    assert len(searched.found("licen*")) == words
    query = parse("licen*")
    assert (spelled_out(query, searched.search.db) == query) is (words > MOST)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("licen", "licence OR licences"),
        ('from:licen "no licen', 'from:licen "no licence" OR "no licences"'),
        ("press OR licen*", "press OR licence OR licences"),
        ("-licen*", ""),
        ("lic*", ""),
        ("licenz*", ""),
        ("licen* rank:", ""),
        ('"licence"', ""),
    ],
)
def test_a_beginning_of_few_words_is_those_words(searched: Searched, typed: str, meant: str) -> None:
    searched.write(*mails("No licence, licences, LICENCE; lice and licf."))
    searched.found("x")
    query = parse(typed, as_you_type=True)
    assert spelled_out(query, searched.search.db) == (parse(meant) if meant else query)
