"""An entry's canonical form, its hash, and texts that no file can hold as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import RecordProblem
from assistant.record.entry import (
    GENESIS,
    Entry,
    Line,
    NewEntry,
    canonical,
    read_line,
    read_lines,
    seal_all,
    understood,
)
from assistant.record.fingerprint import fingerprint
from assistant.record.kinds import Corrected, Fact, Message, Note, ObligationOpened, Party
from tests.record.histories import HISTORIES, Move, entries
from tests.record.writing import THREAD, by, note, opened, record_at

ODD = st.text(
    st.one_of(
        st.characters(categories=["Cs"]),
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from('\x00\x07\x1b\r\n\t\x7f\x85\u2028\u2029\ufeff\u202e😀é"\\/'),
    ),
    max_size=30,
)
"""Any text that Python can hold, lone surrogates included."""

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def sealed(*news: NewEntry) -> list[bytes]:
    return [new.raw for new in seal_all(news, 0, GENESIS, "2020-01-01T00:00:00Z")]


@given(st.dictionaries(st.text(max_size=8), JSON, max_size=5))
def test_canonical_bytes_say_the_same_to_every_reader(value: dict[str, object]) -> None:
    written = canonical(value)
    assert msgspec.json.decode(written) == value
    assert json.loads(written) == value
    again = json.dumps(msgspec.json.decode(written), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert again.encode() == written
    assert b"\n" not in written


@given(st.text(), st.text(st.characters(max_codepoint=0x2100)))
def test_an_entry_is_written_as_the_format_says(text: str, name: str) -> None:
    """In the words of the module: `json.dumps(…, sort_keys=True, separators=(",", ":"), ensure_ascii=False)`."""
    document = {
        "n": 1,
        "kind": "note",
        "at": name,
        "by": name,
        "data": {"text": text, name: [None, True, -1]},
        "prev": "",
    }
    written = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert canonical(document) == written.encode()


@given(HISTORIES)
def test_what_is_sealed_is_read_back_as_it_was_said(moves: list[Move]) -> None:
    news = entries(moves)
    lines, head = read_lines(sealed(*news), THREAD)
    assert [(line.n, line.at, line.by, line.fact) for line in lines] == [
        (n, new.at, new.by, new.fact) for n, new in enumerate(news, 1)
    ]
    last = json.loads(sealed(*news)[-1])
    assert head == last["hash"] == sha256(canonical({k: v for k, v in last.items() if k != "hash"})).hexdigest()


@given(ODD, ODD, ODD)
def test_any_text_can_be_sealed_and_loses_nothing_but_lone_surrogates(text: str, name: str, key: str) -> None:
    facts: tuple[Fact, ...] = (
        Message("in", "email", text, text, sender=Party(name, name), references=(text, name), received="2020-01-02"),
        Corrected(2, text, {"subject": name, key: {key: [text]}}),
    )
    chain = seal_all([opened(), *(NewEntry(fact, name) for fact in facts)], 0, GENESIS, "2020-01-01T00:00:00Z")
    assert [new.raw for new in chain] == [canonical(new.document) for new in chain]
    lines, _ = read_lines([new.raw for new in chain], THREAD)
    mail = lines[1].fact
    assert isinstance(mail, Message)
    assert _kept(mail.text) == _kept(text)
    assert [_kept(part) for part in mail.references] == [_kept(text), _kept(name)]
    assert _kept(lines[1].by) == _kept(name)
    if not any("\ud800" <= c <= "\udfff" for c in text + name):
        assert mail == facts[0]


def _kept(text: str) -> str:
    """What of a text must survive: everything that is neither a surrogate nor what stands in its place or pairs."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\ufffd", "")


@pytest.mark.parametrize("text", ["\ud800", "a\udcffb", "\udc00\ud800", "\u2028", "\x00\x1b[2J"])
def test_a_record_takes_any_text_and_its_index_knows_the_mail(tmp_path: Path, text: str) -> None:
    record = record_at(tmp_path / "record")
    mail = Message("in", "email", text, text, message_id=f"{text}@x", references=(text,), received="2020-01-02")
    record.append(THREAD, [opened(), NewEntry(mail, text)], 0)
    record.append(THREAD, [NewEntry(Note(text), "test")])
    assert record.refresh() == ()
    assert record.store.marked() == ()
    assert record.index.copies([fingerprint(mail)]) == {fingerprint(mail): f"{THREAD}#2"}
    assert record.index.threads_naming([text]) == {text: (THREAD,)}
    assert len(record.thread(THREAD).messages[0].message.subject) > 0
    record.close()


def test_a_pair_of_surrogates_is_the_character_that_it_means() -> None:
    lines, _ = read_lines(sealed(opened(), note("\ud83d\ude00")), THREAD)
    assert lines[1].fact == Note("😀")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "not a readable entry"),
        (b"[]", "not a readable entry"),
        (b'{"n":"1"}', "not a readable entry"),
        (b"\xff\xfe", "not a readable entry"),
        (b'"\xed\xa0\x80"', "not a readable entry"),
    ],
)
def test_what_is_no_entry_is_a_problem_that_says_where(raw: bytes, why: str) -> None:
    with pytest.raises(RecordProblem, match=why) as caught:
        read_line(raw, "some file, line 7")
    assert str(caught.value).startswith("some file, line 7: ")


def test_a_broken_chain_says_how_it_is_broken() -> None:
    one, two, three = sealed(opened(), note("two"), note("three"))
    with pytest.raises(RecordProblem, match="#3 stands where #2 belongs"):
        read_lines([one, three], "file")
    other = sealed(opened(), note("another two"))[1]
    with pytest.raises(RecordProblem, match=r"line 3: entry #3 does not follow"):
        read_lines([one, other, three], "file")
    with pytest.raises(RecordProblem, match=r"line 2: entry #2 was changed"):
        read_lines([one, two.replace(b"two", b"2wo"), three], "file")


def test_an_unknown_kind_or_value_is_a_problem_of_that_entry() -> None:
    for kind, data in (("telepathy", {}), ("note", {"text": 5}), ("classified", {"message": 1, "cls": "nice"})):
        with pytest.raises(RecordProblem, match=f"#4 \\({kind}\\) is not understood"):
            understood(Entry(4, kind, "2020-01-01T00:00:00Z", "t", data, "", ""), "file")


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("note", {"text": "x", "kind": "message"}),
        ("note", {"text": "x", "mood": {"kind": ["fine"]}}),
        ("note", {"text": 5}),
        ("telepathy", {}),
        ("message", {"direction": "in", "channel": "email", "order": 1.0}),
        ("message", {"direction": "in", "channel": "email", "received": "soon"}),
        ("corrected", {"entry": 1, "reason": "", "fields": {"order": 1.5, "kind": None}}),
    ],
)
def test_a_fact_read_straight_from_its_line_is_the_one_that_its_data_say(kind: str, data: dict[str, object]) -> None:
    body = {"n": 1, "kind": kind, "at": "2020-01-01T00:00:00Z", "by": "t", "data": data, "prev": GENESIS}
    raw = canonical({**body, "hash": sha256(canonical(body)).hexdigest()})
    assert _outcome(lambda: read_lines([raw], "file")[0]) == _outcome(
        lambda: [understood(read_line(raw, "file, line 1"), "file, line 1")]
    )


def _outcome(read: Callable[[], list[Line]]) -> object:
    try:
        return read()
    except RecordProblem as problem:
        return str(problem)


def test_fields_of_a_later_program_are_read_over() -> None:
    entry = Entry(2, "note", "2020-01-01T00:00:00Z", "t", {"text": "x", "mood": "fine"}, "", "")
    assert understood(entry, "file").fact == Note("x")


def test_the_moment_given_is_kept_and_a_missing_one_filled_in() -> None:
    given_at, without = (
        json.loads(raw)["at"] for raw in sealed(by(Note("a"), "2019-05-05T00:00:00Z"), by(Note("b"), None))
    )
    assert (given_at, without) == ("2019-05-05T00:00:00Z", "2020-01-01T00:00:00Z")


@pytest.mark.parametrize(
    ("due", "understandable"),
    [
        ("2020-10-19", True),
        ("2020-10-19T12:00+02:00", True),
        ("2020-10-19T12:00", False),  # noon of which place?
        ("2020-10-19T25:00+02:00", False),
        ("20201019", False),
        ("9999-12-31", False),
    ],
)
def test_what_is_due_is_due_on_a_day_or_at_a_moment_with_its_zone(due: str, understandable: bool) -> None:
    data = {"type": "request", "owed_by": "company", "words": "x", "due": due}
    entry = Entry(4, "obligation-opened", "2020-01-01T00:00:00Z", "t", data, "", "")
    if understandable:
        assert understood(entry, "file").fact == ObligationOpened("request", "company", "x", None, due)
    else:
        with pytest.raises(RecordProblem, match=re.escape(f"{due!r} is no date")):
            understood(entry, "file")
