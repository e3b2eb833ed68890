"""What is found is what a reader of every entry would find."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.record.thread import Logged
from assistant.search.words import folded
from tests.record.writing import THREAD, by, message
from tests.search.records import Searched

VOCABULARY = ("no", "reply", "Licence", "licences", "café", "цена", "کتاب", "北京", "北", "x-9")
MESSAGES = 40


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Searched, tuple[Logged, ...]]]:
    random = Random(7)  # noqa: S311 - not for secrets
    entries = []
    for n in range(MESSAGES):
        new, old = (" ".join(random.choices(VOCABULARY, k=random.randint(0, 6))) for _ in range(2))
        subject = random.choice(VOCABULARY)
        day = f"2020-01-{n % 9 + 2:02d}"
        entries.append(
            by(message(random.choice(("in", "out")), day, f"{new}\n> {old}", subject=subject, reply_text=new))
        )
    root = tmp_path_factory.mktemp("record")
    searched = Searched(root)
    searched.write(*entries)
    searched.found("x")
    yield searched, searched.record.thread(THREAD).messages
    searched.close()


WORDS = st.sampled_from(VOCABULARY)
BEGINNINGS = st.builds(lambda word, letters: f"{word[:letters]}*", WORDS, st.sampled_from([2, 4]))
TERMS = WORDS | st.lists(WORDS, min_size=1, max_size=3).map(" ".join).map('"{}"'.format) | BEGINNINGS
ITEMS = (
    TERMS | TERMS.map("-{}".format) | st.sampled_from(["direction:in", "-direction:in", "on:2020-01-03", "-on:2020-01"])
)
CLAUSES = ITEMS | st.lists(ITEMS, min_size=2, max_size=3).map(" OR ".join)


@settings(max_examples=60)
@given(st.lists(CLAUSES, min_size=1, max_size=3))
def test_a_search_finds_what_reading_everything_finds(
    record: tuple[Searched, tuple[Logged, ...]], clauses: list[str]
) -> None:
    searched, messages = record
    wanted = {m.n for m in messages if all(any(_true(item, m) for item in _items(one)) for one in clauses)}
    assert {hit.n for hit in searched.find(" ".join(clauses)).hits if hit.kind == "message"} == wanted


def _items(clause: str) -> list[str]:
    return clause.split(" OR ")


def _true(item: str, logged: Logged) -> bool:
    if item.startswith("-"):
        return not _true(item[1:], logged)
    if item.startswith("direction:"):
        return logged.message.direction == item.partition(":")[2]
    if item.startswith("on:"):
        return logged.day.isoformat().startswith(item[3:])
    m = logged.message
    return any(_stands(item, folded(text)) for text in (m.subject, m.reply_text or m.text, m.text.partition("\n")[2]))


def _stands(item: str, told: tuple[str, ...]) -> bool:
    """As a phrase; a `*` at the end lets the last word go on."""
    looked_for = folded(item)
    open_end = item.endswith("*") and not item.startswith("北")
    for at in range(len(told) - len(looked_for) + 1):
        here = told[at : at + len(looked_for)]
        if here[:-1] == looked_for[:-1] and (
            here[-1] == looked_for[-1] or (open_end and here[-1].startswith(looked_for[-1]))
        ):
            return True
    return False
