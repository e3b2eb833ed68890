"""Words are folded alike wherever they come from."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.search.words import folded, for_index, words


@pytest.mark.parametrize(
    ("written", "looked_for"),
    [
        ("Café Łódź STRASSE", "cafe lodz straße"),
        ("İstanbul ısı ænema", "istanbul isi aenema"),
        ("e\u0301te\u0301", "ete"),
        ("Ёлка", "елка"),
        ("ΜΈΣΩ", "μεσω"),
        ("كتاب يوم", "کتاب یوم"),
        ("مُحَمَّد مـحـمد", "محمد محمد"),
        ("أحمد إلى آخر", "احمد الي اخر"),
        ("مدرسة", "مدرسه"),
        ("٤٢ ۴۲ ४२", "42 42 42"),
        ("שָׁלוֹם", "שלום"),
        ("می\u200cخواهم", "میخواهم"),
        ("soft\u00adhyphen", "softhyphen"),
        ("ﬁne １２", "fine 12"),
        ("ﾊﾝｶｸ", "ハンカク"),
    ],
)
def test_what_readers_take_for_the_same_is_the_same(written: str, looked_for: str) -> None:
    assert folded(written) == folded(looked_for)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("PTA/2020/114_x", ("pta", "2020", "114", "x")),
        ("“No reply” – 10°C", ("no", "reply", "10", "c")),
        ("北京市的 VPN", ("北", "京", "市", "的", "vpn")),
        ("통신위", ("통", "신", "위")),
        ("हिन्दी में।", ("हिन्दी", "में")),
        ("", ()),
        ("!? …", ()),
    ],
)
def test_a_text_falls_into_words(text: str, told: tuple[str, ...]) -> None:
    assert folded(text) == told


SCRIPTS = st.text(
    st.sampled_from("aZ9 _-.“é\u0301ßИ\u0306ёکي\u064eـة٤北がﾊ\u3099한ไ्कि\u200c\ue000Ⅳ½ﬁ\x00\n"), max_size=30
)


@given(st.text() | SCRIPTS)
@example("\u1e9e\u0345")
def test_the_file_of_words_reads_what_a_query_reads(text: str) -> None:
    """FTS5's `ascii` tokenizer, in words: ASCII letters and digits, and all bytes that are not ASCII."""
    as_read = [word.lower() for word in re.findall(r"(?:[A-Za-z0-9]|[^\x00-\x7f])+", for_index(text))]
    assert as_read == list(folded(text))


@given(st.text() | SCRIPTS)
def test_a_word_stands_where_it_says_and_folding_it_again_changes_nothing(text: str) -> None:
    for start, end, word in words(text):
        assert 0 <= start < end <= len(text)
        assert word in folded(text[start:end])
        assert folded(word) == (word,)
