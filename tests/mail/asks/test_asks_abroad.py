"""German and French letters ask and promise, by words that are data alone."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.clocks.calendars import Calendar
from assistant.clocks.said import read_said
from assistant.mail.asks.asks import Candidate, candidates
from tests.mail.asks.asked_abroad import COMMITMENTS, LEADS, NEITHER, REQUESTS

DATED = date(2020, 10, 12)


def found_in(language: str, text: str) -> tuple[Candidate, ...]:
    return candidates(LEADS[language] + text)


@pytest.mark.parametrize(
    ("language", "text", "day", "kind"),
    [*((*row, "request") for row in REQUESTS), *((*row, "commitment") for row in COMMITMENTS)],
)
def test_it_binds_as_a_whole_until_its_day(language: str, text: str, day: str, kind: str) -> None:
    (one,) = found_in(language, text)
    assert (one.type, one.words) == (kind, text)
    due = read_said(one.said, DATED, DATED, Calendar.plain()).day if one.said else None
    assert (due.isoformat() if due else "") == day


@pytest.mark.parametrize(("language", "text"), NEITHER)
def test_it_neither_asks_nor_promises(language: str, text: str) -> None:
    assert found_in(language, text) == ()


def test_a_french_list_asks_what_the_sentence_above_it_says() -> None:
    text = "Veuillez nous communiquer, d'ici le 30 octobre 2020, ces éléments :\n1. le registre ;\n2. les contrats."
    asked = found_in("fr", text)
    assert [one.words for one in asked] == ["le registre", "les contrats."]
    assert {one.said and one.said.words for one in asked} == {"d'ici le 30 octobre 2020"}


def test_a_blank_before_a_question_mark_ends_a_sentence_as_french_has_it() -> None:
    text = "Combien de plaintes ? Qui décide ? La page ? test reste bloquée."
    assert [one.words for one in found_in("fr", text)] == ["Combien de plaintes ?", "Qui décide ?"]
