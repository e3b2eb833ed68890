"""What is found, in which order, and with which passage."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.record.kinds import (
    Attachment,
    Classified,
    Corrected,
    Erased,
    Note,
    ObligationOpened,
    Party,
    ThreadClosed,
    ThreadOpened,
    ThreadReopened,
)
from assistant.search.query import parse
from tests.record.writing import THEM, THREAD, US, by, message, opened
from tests.search.records import Searched, mails

OTHER = "ofcom-2020-001"


@pytest.fixture
def told(searched: Searched) -> Searched:
    """Two matters with a bit of everything."""
    numbers = ("POL/7", "PTA-114/2020")
    first = ThreadOpened(1, THREAD, "PTA", "Localisation of data", "2020-01-01", *numbers, ("urgent case",))
    searched.record.append(THREAD, [by(first)], 0)
    searched.write(
        by(message("in", "2020-01-02", "Please name a représentant.\nBy Monday.", sender=THEM, to=(US,),
                   numbers=("X-9",))),
        by(ObligationOpened("request", "company", "name a représentant", 2)),
        by(message("out", "2020-01-03", "We shall.\n> Please name a représentant.", reply_text="We shall.", sender=US,
                   attachments=(Attachment("licence fee.pdf", "application/pdf", 1, "0" * 64),), confidential=True)),
        by(Note("Their lawyer called", "2020-01-04"), who="amal"),
        by(ObligationOpened("commitment", "regulator", "they will publish the guideline", day="2020-01-05")),
        by(Classified(2, "partial")),
    )  # fmt: skip
    searched.write(*mails("The guideline: nothing new.", day="2020-02-01"), thread=OTHER)
    return searched


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("representant", [f"{THREAD}#2", f"{THREAD}#4"]),  # the newer has it only in a quotation
        ("representant direction:out", [f"{THREAD}#4"]),
        ("guideline", [f"{OTHER}#2", f"{THREAD}#6"]),
        ("guide* -nothing", [f"{THREAD}#6"]),
        ("guideline OR lawyer", [f"{OTHER}#2", f"{THREAD}#6", f"{THREAD}#5"]),
        ('"guideline nothing"', [f"{OTHER}#2"]),
        ('"nothing guideline"', []),
        ("localisation", [f"{THREAD}#1"]),
        ("urgent", [f"{THREAD}#1"]),
        ("fee.pdf", [f"{THREAD}#4"]),
        ("office@pta.example", [f"{THREAD}#2"]),
        ("from:policy", [f"{THREAD}#4"]),
        ("to:policy", [f"{THREAD}#2"]),
        ("from:amal", [f"{THREAD}#5"]),
        ("-from:policy direction:out", []),
        ("ref:X-9", [f"{THREAD}#2"]),
        ("ref:114 has:request", [f"{THREAD}#2"]),
        ("tag:'urgent thread:pta-2020-001", []),
        ('tag:"Urgent case" channel:email side:regulator', [f"{THREAD}#2"]),
        ("regulator:OFCOM", [f"{OTHER}#2", f"{OTHER}#1"]),
        ("thread:ofcom-2020-001,pta-2020-001 class:partial", [f"{THREAD}#2"]),
        ("class:substantive", [f"{OTHER}#2"]),
        ("has:attachment", [f"{THREAD}#4"]),
        ("has:request", [f"{THREAD}#2"]),
        ("has:commitment", [f"{THREAD}#6"]),
        ("is:confidential", [f"{THREAD}#4"]),
        ("on:2020-02", [f"{OTHER}#2"]),
        ("guideline before:2020-02-01", [f"{THREAD}#6"]),
        ("-guideline since:2020-01-04", [f"{THREAD}#5"]),
        ("regulator:OFCOM OR lawyer OR on:2020-01-03", [f"{OTHER}#2", f"{THREAD}#5", f"{THREAD}#4", f"{OTHER}#1"]),
        ("lawyer OR -since:2020", [f"{THREAD}#5"]),
        ("nothing OR -guideline since:2020-01-05", [f"{OTHER}#2"]),
    ],
)
def test_a_query_finds_the_newest_first(told: Searched, text: str, ids: list[str]) -> None:
    assert told.found(text) == ids


def test_a_hit_says_where_it_stands_and_shows_the_words_in_their_place(told: Searched) -> None:
    first, then = told.find("REPRESENTANT name").hits
    assert (first.thread, first.n, first.kind, first.day) == (THREAD, 2, "message", date(2020, 1, 2))
    assert (first.direction, first.channel, first.sender, first.subject) == ("in", "email", str(THEM), "Of 2020-01-02")
    assert first.passage.text == "Please name a représentant. By Monday."
    assert [first.passage.text[a:b] for a, b in first.passage.marks] == ["name", "représentant"]
    assert (first.marks, then.marks) == ((), ("confidential", "quoted"))
    assert [told.find(text).hits[0].passage.text for text in ("licence", "X-9", "localisation", "amal", "publish")] == [
        "licence fee.pdf", "X-9", "Localisation of data", "amal", "they will publish the guideline",
    ]  # fmt: skip


def test_the_best_come_first_if_that_is_asked(searched: Searched) -> None:
    searched.write(*mails("licence " * 9, day="2020-01-02"), *mails("A licence and much else " * 5, day="2020-01-03"))
    assert searched.found("licence") == [f"{THREAD}#3", f"{THREAD}#2"]
    assert searched.found("licence rank:") == [f"{THREAD}#2", f"{THREAD}#3"]


def test_pages_follow_each_other_and_the_total_is_at_least_that(searched: Searched) -> None:
    quoting = [by(message("in", "2020-01-09", f"> word {n}\nNew.", reply_text="New.")) for n in range(3)]
    searched.write(*mails(*(f"word {n}" for n in range(5))), *quoting)
    everything = searched.found("word")
    assert len(everything) == 8
    query = parse("word OR nowhere rank:")
    page = [hit.id for skip in range(0, 9, 3) for hit in searched.search.find(query, limit=3, skip=skip).hits]
    assert sorted(page) == sorted(everything)
    some = searched.find("word", limit=2)
    assert (len(some.hits), some.total, some.more) == (2, 2, True)
    counted = searched.search.find(query, limit=2, counted=100)
    assert (counted.total, counted.more) == (8, False)


def test_scripts_are_found_as_they_are_typed(searched: Searched) -> None:
    searched.write(
        *mails("پی ٹی اے کا لائسنس", "Лицензия отозвана", "我们收到北京市的来信。", "ใบอนุญาต", "ليس لديه كتاب")
    )
    for text, n in [("لائسنس", 2), ("پي", 2), ("лицензи", 3), ("北京", 4), ("来信", 4), ("อนุญ", 5), ("کتاب", 6)]:
        assert searched.found(text, as_you_type=True) == [f"{THREAD}#{n}"], text
    assert searched.found("京北") == []


def test_days_to_come_are_not_found_and_closed_is_what_was_closed_then(searched: Searched) -> None:
    searched.write(
        *mails("early", day="2020-01-02"),
        *mails("late word", day="2020-03-02"),
        by(ThreadClosed("done", "2020-02-01")),
        by(ThreadReopened("not done", "2020-03-01")),
    )
    early = f"{THREAD}#2"
    assert searched.found("late", as_of=date(2020, 3, 1)) == []
    assert searched.found("late", as_of=date(2020, 3, 2)) == [f"{THREAD}#3"]
    states = {day: searched.found("early is:open", as_of=day) for day in (date(2020, 1, 31), date(2020, 2, 1), None)}
    assert states == {date(2020, 1, 31): [early], date(2020, 2, 1): [], None: [early]}
    assert searched.found("early is:closed", as_of=date(2020, 2, 29)) == [early]
    assert searched.found("early is:closed,confidential") == []


def test_a_correction_counts_and_what_it_replaced_does_not(searched: Searched) -> None:
    searched.write(*mails("about licenses"), by(Note("a void remark", "2020-01-03")))
    assert searched.found("licenses void") == []
    assert searched.found("licenses") == [f"{THREAD}#2"]
    searched.write(by(Corrected(2, "misread", {"text": "about permits", "received": "2020-01-09"})))
    searched.write(by(Corrected(3, "wrong thread", void=True)))
    assert [searched.found(text) for text in ("licenses", "void", "permits on:2020-01-09")] == [[], [], [f"{THREAD}#2"]]
    assert searched.find("permits").hits[0].passage.text == "about permits"


def test_what_is_erased_is_forgotten_even_by_the_file(searched: Searched, root: Path) -> None:
    searched.write(*mails("the secretword", "other"))
    assert searched.found("secretword") == [f"{THREAD}#2"]
    assert _on_disk(root, b"secretword")
    searched.write(by(Erased(2, "data protection")))
    assert (searched.found("secretword"), searched.found("other")) == ([], [f"{THREAD}#3"])
    assert not _on_disk(root, b"secretword")


def _on_disk(root: Path, word: bytes) -> bool:
    return any(word in path.read_bytes() for path in root.glob("search.sqlite*"))


def test_merged_matters_are_found_once_and_apart_again_each(searched: Searched) -> None:
    other = "pta-2020-002"
    searched.write(*mails("first word"))
    searched.write(*mails("second word"), thread=other)
    assert searched.found("word") == [f"{other}#2", f"{THREAD}#2"]
    searched.record.merge(THREAD, other, "test", "the same")
    assert searched.found("word") == [f"{THREAD}#4", f"{THREAD}#2"]
    searched.record.part(THREAD, other, "test", "not the same")
    assert sorted(searched.found("word")) == [f"{THREAD}#2", f"{other}#2"]


def test_a_sender_without_a_name_and_an_empty_thread_do_no_harm(searched: Searched) -> None:
    searched.record.append(THREAD, [opened()], 0)
    searched.write(by(message("in", "2020-01-02", "", sender=Party())))
    assert searched.found("matter") == [f"{THREAD}#1"]
    assert searched.find("on:2020-01-02").hits[0].passage.text == ""


def test_words_of_an_attached_letter_are_found_and_said_to_stand_in_it(searched: Searched) -> None:
    letter = Attachment("letter.pdf", "application/pdf", 1, "0" * 64, "The licence fee is payable.\nBy the operator.")
    other = Attachment("other.pdf", "application/pdf", 1, "1" * 64, "The fee of the operator was waived.")
    searched.write(by(message("in", "2020-01-02", "See the licence.", attachments=(letter, other))))
    searched.write(by(ObligationOpened("request", "company", "The licence fee is payable.", 2)))
    for text, annex, words in (
        ("payable", "letter.pdf", "The licence fee is payable."),
        ("fee operator", "letter.pdf", "By the operator."),
        ("fee waived", "other.pdf", "was waived."),
        ("licence", "", "See the licence."),
        ("see licence fee payable", "letter.pdf", "licence fee is payable"),
        ("has:attachment", "", "See the licence."),
    ):
        (hit,) = searched.find(text).hits  # the request is found by its message, not by itself
        assert (hit.n, hit.annex, hit.marks) == (2, annex, ())
        assert words in hit.passage.text
    assert searched.found("-payable") == [f"{THREAD}#1"]
    searched.write(by(message("out", "2020-01-03", "We shall.\n> It is payable.", reply_text="We shall.")))
    assert searched.found("payable") == [f"{THREAD}#2", f"{THREAD}#4"]  # a quotation comes last
