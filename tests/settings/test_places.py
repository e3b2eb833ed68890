"""Where things stand in a TOML file, held against what tomllib reads from the same text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.settings.places import Path, places

TRICKY = '''# [[rules]] in a comment
title = "[[rules]]"   # and = here
text = """
[[rules]]
kind = "not this"  "" \\""" still
""""
raw = \'\'\'
[[rules]] \'\' \'\'\'\'
"quo.ted" = 'a # b'
list = [ # [[rules]]
  "x, y", [1, 2],
  { a = 1, b = { c = "}" } },
]
when = 1979-05-27 07:32:00
a.b . c = true

[[ rules ]]
kind = "no-reply"
[rules.deep]
x = 1
[[rules]]   # the second
name = "second"
"after" = "7 days"
[[rules.parts]]
y = 1
[[rules.parts]]
y = 2
[regulators."P.T.A"]
"caf\\u00e9" = 1
'''


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every path there is in what tomllib read."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from paths(inner, (*path, number))


def test_what_looks_like_a_table_and_is_none_leads_nobody_astray() -> None:
    found = places(TRICKY)
    lines = TRICKY.splitlines()
    assert set(found) == set(paths(tomllib.loads(TRICKY)))
    assert found["rules", 0] == lines.index("[[ rules ]]") + 1
    assert found["rules", 0, "deep", "x"] == lines.index("[rules.deep]") + 2
    assert found["rules", 1] == lines.index("[[rules]]   # the second") + 1
    assert found["rules", 1, "after"] == lines.index('"after" = "7 days"') + 1
    assert found["rules", 1, "parts", 1, "y"] == lines.index("y = 2") + 1
    assert found["regulators", "P.T.A", "café"] == len(lines)
    assert found["list", 2, "b", "c"] == lines.index('  { a = 1, b = { c = "}" } },') + 1
    assert found["a", "b", "c"] == lines.index("a.b . c = true") + 1


PLAIN = """
[one]
text = "plain" # said
number = 12
list = ["a", "b" , ]
odd = ""
[[rules]]
kind = "no-reply"
[two]
long = \"\"\"
[[rules]]
\"\"\"
day = 2024-11-14 12:00:00
parts = [ "[[rules]]",
  "x" ]
[[rules]]
kind = "we-owe"
"""


@pytest.mark.parametrize("text", [TRICKY, PLAIN], ids=["tricky", "plain"])
def test_what_stands_under_one_name_is_found_at_the_same_lines(text: str) -> None:
    found = places(text)
    for name in tomllib.loads(text):
        assert places(text, name) == {path: line for path, line in found.items() if path[0] == name}


@pytest.mark.parametrize("text", ["", "\n# nothing\n", "a = 1", "[a]", "[[a]]\n[[a]]", "a = []\r\nb = {}\r\n"])
def test_short_texts_are_read_to_their_end(text: str) -> None:
    assert set(places(text)) == set(paths(tomllib.loads(text)))


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="'\r\0", exclude_categories=["Cc", "Cs"]), max_size=8)
VALUES = st.recursive(
    st.one_of(
        st.integers(-99, 99).map(str),
        st.booleans().map(lambda truth: str(truth).lower()),
        WORDS.map(lambda words: f"'{words}'"),
        WORDS.map(lambda words: f"'''\n{words}\n[[t]]\n'''"),
    ),
    lambda inner: st.lists(inner, max_size=3).map(
        lambda items: "[\n" + "".join(f"{item}, # ]\n" for item in items) + "]"
    ),
    max_leaves=6,
)


@given(st.lists(st.tuples(st.sampled_from(["[[rules]]", "[[owners]]"]), st.lists(VALUES, max_size=4)), max_size=5))
def test_every_key_is_found_on_its_own_line(tables: list[tuple[str, list[str]]]) -> None:
    lines: list[str] = []
    expected: dict[Path, int] = {}
    for place, (header, values) in enumerate(tables):
        name = header.strip("[]")
        number = sum(h == header for h, _ in tables[:place])
        expected[name, number] = len("\n".join([*lines, header]).split("\n"))
        lines.append(header)
        for key, value in enumerate(values):
            expected[name, number, f"k{key}"] = len("\n".join([*lines, ""]).split("\n"))
            lines.append(f"k{key} = {value}")
    text = "\n".join(lines)
    found = places(text)
    assert set(found) == set(paths(tomllib.loads(text)))
    assert {path: found[path] for path in expected} == expected
    assert places(text, "rules") == {path: line for path, line in found.items() if path[0] == "rules"}
