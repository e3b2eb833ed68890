"""What people type is understood or refused, and never an error of the engine."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UsageProblem
from assistant.search.compiled import compiled
from assistant.search.fields import FIELDS, Filter, Term
from assistant.search.query import MOST_WORDS, Item, Query, parse
from assistant.search.tables import LAYOUT


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Blocked  TikTok", [[Term(("blocked",))], [Term(("tiktok",))]]),
        ('"no reply"', [[Term(("no", "reply"))]]),
        ("“no reply” x", [[Term(("no", "reply"))], [Term(("x",))]]),
        ('never "closed quote', [[Term(("never",))], [Term(("closed", "quote"))]]),
        ("licen* pta.gov.pk", [[Term(("licen",), prefix=True)], [Term(("pta", "gov", "pk"))]]),
        ("a OR b c", [[Term(("a",)), Term(("b",))], [Term(("c",))]]),
        ("OR a OR", [[Term(("a",))]]),
        ("a AND b", [[Term(("a",))], [Term(("b",))]]),
        ("or and", [[Term(("or",))], [Term(("and",))]]),
        ('From:"Ali Durrani"', [[Term(("ali", "durrani"), column="sender")]]),
        ("to:office@x.example", [[Term(("office", "x", "example"), column="recipients")]]),
        ("https://x.example 12:30 Re: Re:me", [[Term(("https", "x", "example"))], [Term(("12", "30"))], [Term(("re",))],
                                             [Term(("re", "me"))]]),
        ("channel:email,call", [[Filter("channel", ("email", "call"))]]),
        ("side:company", [[Filter("direction", ("out", "public", "internal"))]]),
        ("regulator:pta", [[Filter("regulator", ("PTA",))]]),
        ("on:2020-02", [[Filter("days", ("2020-02-01", "2020-02-29"))]]),
        ("on:2020-10-12", [[Filter("days", ("2020-10-12", "2020-10-12"))]]),
        ("before:2020 ", [[Filter("days", ("0001-01-01", "2019-12-31"))]]),
        ("after:2020-10-12", [[Filter("days", ("2020-10-13", "9999-12-31"))]]),
        ("since:2020-10", [[Filter("days", ("2020-10-01", "9999-12-31"))]]),
        ("until:2020-10", [[Filter("days", ("0001-01-01", "2020-10-31"))]]),
        ("is:open has:attachment", [[Filter("is", ("open",))], [Filter("has", ("attachment",))]]),
        ("ref:PTA/114", [[Filter("ref", ("pta", "114"))]]),
        ("北京", [[Term(("北", "京"))]]),
        ("a !? b", [[Term(("a",))], [Term(("b",))]]),
    ],
)  # fmt: skip
def test_a_query_is_understood(text: str, clauses: list[list[Term | Filter]]) -> None:
    assert parse(text).clauses == tuple(tuple(Item(what) for what in clause) for clause in clauses)


def test_what_is_left_out_and_ranking_are_asked_by_signs() -> None:
    assert parse("-press x -from:pta").clauses == (
        (Item(Term(("press",)), without=True),),
        (Item(Term(("x",))),),
        (Item(Term(("pta",), column="sender"), without=True),),
    )
    assert [parse(text).ranked for text in ("x", "x rank:", "rank: x")] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no word to look for"),
        ("?! -", "no word to look for"),
        ("foo:bar", "there is no field 'foo'"),
        ("from:", "needs a value"),
        ('from:"" x', "needs a value"),
        ("channel:fax", "'fax' is not a channel"),
        ("channel:email,", "'' is not a channel"),
        ("class:good", "Write one of substantive"),
        ("before:yesterday", "2020-10-12, 2020-10 or 2020"),
        ("on:2020-13", "is not a date"),
        ("on:20201012", "is not a date"),
        ("on:0001", "is not a date"),
        ("thread:pta", "is not a thread id"),
        ("is:late", "Write one of open, closed, confidential"),
        ("x " * (MOST_WORDS + 1), "too many"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_to_write(text: str, says: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        parse(text)
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("", []),
        ("lic", [[Term(("lic",), prefix=True)]]),
        ("lic ", [[Term(("lic",))]]),
        ("l", [[Term(("l",))]]),
        ("lic f", [[Term(("lic",))]]),
        ('"lic f', [[Term(("lic",))]]),
        ("lic f ", [[Term(("lic",))], [Term(("f",))]]),
        ('"no rep', [[Term(("no", "rep"), prefix=True)]]),
        ('"no rep"', [[Term(("no", "rep"))]]),
        ("北", [[Term(("北",))]]),
        ("x before:2020-1", [[Term(("x",))]]),
        ("x fro:m", [[Term(("x",))]]),
        ("x from:", [[Term(("x",))]]),
        ("from:dur", [[Term(("dur",), prefix=True, column="sender")]]),
    ],
)
def test_the_last_word_may_still_be_typed(text: str, clauses: list[list[Term]]) -> None:
    found = parse(text, as_you_type=True).clauses
    assert found == tuple(tuple(Item(what) for what in clause) for clause in clauses)


def test_a_mistake_that_is_left_behind_is_said_even_while_typing() -> None:
    with pytest.raises(UsageProblem, match="is not a date"):
        parse("before:2020-1 x", as_you_type=True)


@pytest.fixture(scope="module")
def tables() -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(":memory:")
    db.executescript(LAYOUT.tables)
    yield db
    db.close()


PIECES = st.sampled_from(
    ['"', "-", "*", "OR", "AND", "NOT", "NEAR(", ")", "{", "^", ":", "+", " ", "'", ";", "\x00", "북", "ي", "x", "12",
     *(f"{name}:" for name in FIELDS), ",", "open", "email", "2020", "pta-2020-001", "request", "rank:"]
)  # fmt: skip


@given(
    st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join),
    st.booleans(),
    st.none() | st.just(date(2020, 1, 1)),
)
def test_any_text_is_a_query_or_refused(
    tables: sqlite3.Connection, text: str, as_you_type: bool, as_of: date | None
) -> None:
    query, refused = Query(), ""
    try:
        query = parse(text, as_you_type=as_you_type)
    except UsageProblem as error:
        refused = str(error)
    assert not refused or ":" in text or ("no word to look for" in refused and not as_you_type)
    if query.clauses:
        for one in compiled(query, as_of):
            select = f"SELECT id FROM {one.source} WHERE {one.where} ORDER BY {one.order}"  # noqa: S608 - our own names
            tables.execute(select, one.values).fetchall()
