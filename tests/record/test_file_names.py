"""Whatever a sender calls a file: a name that every system can hold, none obeys, and a person knows again."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.record.file_names import LONGEST_NAME, MOST_BYTES, distinct_names, safe_name

HOSTILE = [
    "../../etc/passwd", "CON", "NUL.txt", "aux.", "com¹ .pdf", "a" * 4_000, "é" * 4_000 + ".pdf", "\x1b]0;x\x07\r\n.p",
    "invoice\u202efdp.exe", "\ud800.pdf", "...hidden", "--force", "-rf", "~root", "x. . .", "a/b\\c", "", "...", "..",
    "/", "\\", " ", '<a>:"b"|?*', "C:\\Users\\x", "\x00", "🏴" * 200 + ".docx", "a." * 300, "\u0338" * 200,
]  # fmt: skip
DEVICES = ["CON", "PRN", "AUX", "NUL", "COM1", "LPT9", "CONIN$"]
names = st.one_of(
    st.text(st.characters(), max_size=300),  # lone surrogates included
    st.text(st.sampled_from("./\\-~ <>:\"|?*\u202e\x1b\r\na\u0301É"), max_size=300),
    st.builds("{}{}{}".format, st.sampled_from(DEVICES), st.sampled_from(["", ".", " ", ".txt", "\u200b"]), st.text()),
    st.sampled_from(HOSTILE),
)  # fmt: skip


def assert_safe(name: str) -> None:
    assert 0 < len(name) <= LONGEST_NAME
    assert len(name.encode()) <= MOST_BYTES  # so it has no lone surrogate
    assert unicodedata.normalize("NFC", name) == name
    assert not set(name) & set('/\\<>:"|?*')
    assert not {unicodedata.category(one) for one in name} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert name[0] not in ".-~ "
    assert name[-1] not in ". "
    assert name.partition(".")[0].rstrip().upper() not in DEVICES


@given(names, st.sampled_from(["", "0004-", "123456-"]), st.sampled_from([1, 2, 10_000]))
def test_any_name_becomes_a_safe_one(name: str, prefix: str, copy: int) -> None:
    found = safe_name(name, prefix, copy)
    assert found.startswith(prefix)
    assert_safe(found)


@given(names)
def test_a_safe_name_stays_as_it_is(name: str) -> None:
    assert safe_name(safe_name(name)) == safe_name(name)


@given(st.lists(st.tuples(st.sampled_from(["0001-", "0002-"]), names), max_size=30))
def test_names_differ_where_neither_case_nor_form_counts(wanted: list[tuple[str, str]]) -> None:
    found = distinct_names(wanted)
    assert len(found) == len(wanted)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert len({unicodedata.normalize(form, name).casefold() for name in found}) == len(wanted)
    for (prefix, _), name in zip(wanted, found, strict=True):
        assert name.startswith(prefix)
        assert_safe(name)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Letter of 9 October 2020.pdf", "Letter of 9 October 2020.pdf"),
        ("Fristverlängerung (2).docx", "Fristverlängerung (2).docx"),
        ("حکم نامہ.pdf", "حکم نامہ.pdf"),
        ("figures.tar.gz", "figures.tar.gz"),
        ("e\u0301te\u0301.txt", "été.txt"),
        ("../../etc/passwd", "etc_passwd"),
        ("a/b\\c.txt", "a_b_c.txt"),
        ("C:\\Letters\\x.pdf", "C__Letters_x.pdf"),
        ("CON", "_CON"),
        ("nul .txt", "_nul.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("one\r\n\ttwo.txt", "one two.txt"),
        ("...", "unnamed"),
        ("", "unnamed"),
        ("x. . .", "x"),
    ],
)
def test_what_is_harmless_is_kept(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_is_cut_before_its_extension() -> None:
    assert safe_name("n" * 4_000 + ".pdf", "0004-") == "0004-" + "n" * (LONGEST_NAME - 9) + ".pdf"
    assert safe_name("n" * 4_000 + ".pdf", "0004-", 2).endswith("n-2.pdf")


def test_equal_names_are_numbered_and_no_number_is_used_twice() -> None:
    wanted = ["a.pdf", "A.PDF", "a-2.pdf", "a.pdf", "e\u0301", "É"]
    assert distinct_names(("0001-", name) for name in wanted) == [
        "0001-a.pdf", "0001-A-2.PDF", "0001-a-2-2.pdf", "0001-a-3.pdf", "0001-é", "0001-É-2",
    ]  # fmt: skip
    assert distinct_names([("0001-", "a.pdf"), ("0002-", "a.pdf")]) == ["0001-a.pdf", "0002-a.pdf"]


def test_ten_thousand_equal_names_are_told_apart() -> None:
    assert len(set(distinct_names([("0001-", "a.pdf"), ("0001-", "A.pdf")] * 5_000))) == 10_000
