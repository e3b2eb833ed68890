"""What every store must do, whatever it keeps its entries in.

A store's own tests subclass `StoreContract` and say, by the fixtures `open_store` and `vandal`, how to open it and how
to do to it from outside what no store does by itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Protocol

import msgspec
import pytest

from assistant.errors import Conflict, RecordProblem, UsageProblem
from assistant.record.entry import NewEntry
from assistant.record.kinds import FORMAT, Classified, Corrected, Note, ThreadOpened
from assistant.record.store import Store
from tests.record.writing import THREAD, begun, by, message, note, opened


class Vandal(Protocol):
    """Whoever gets at the store from outside."""

    def everything(self) -> object:
        """All that the store keeps of threads and originals, to be compared."""

    def plant(self, thread: str, documents: list[dict[str, object]]) -> None:
        """Put `documents` there as the thread's entries."""

    def take_away(self, thread: str) -> None: ...

    def take_original(self, digest: str) -> None: ...

    def change_original(self, digest: str) -> None: ...


class StoreContract:
    @pytest.fixture
    def store(self, open_store: Callable[[], Store]) -> Store:
        return open_store()

    # Writing and reading

    def test_what_was_appended_is_read_back(self, store: Store) -> None:
        facts = [opened(), by(message("out", "2020-01-02", "Please tell us.")), note("“Ça va” – 你好 😀", "2020-01-03")]
        lines = store.append(THREAD, facts, 0)
        assert [line.fact for line in lines] == [new.fact for new in facts]
        assert [line.by for line in lines] == ["test"] * 3
        entries = store.entries(THREAD)
        assert [e.kind for e in entries] == ["thread-opened", "message", "note"]
        assert entries[2].data == {"text": "“Ça va” – 你好 😀", "day": "2020-01-03"}
        assert [e.at for e in entries] == ["2020-01-01T09:00:00Z"] * 3

    def test_entries_are_numbered_from_1_across_appends(self, store: Store) -> None:
        begun(store, notes=2)
        (line,) = store.append(THREAD, [note()], None)
        assert line.n == 4
        assert [e.n for e in store.entries(THREAD)] == [1, 2, 3, 4]

    def test_an_entry_without_a_moment_is_logged_now_in_utc(self, store: Store) -> None:
        begun(store)
        (line,) = store.append(THREAD, [NewEntry(Note("now"), "test")], None)
        assert len(line.at) == len("2020-01-01T09:00:00Z")
        assert line.at.endswith("Z")

    def test_each_hash_is_that_of_the_canonical_json_of_the_rest_and_names_the_one_before(self, store: Store) -> None:
        begun(store, notes=3)
        store.append(THREAD, [note('日本\u2028\x00\x1b[31m"quoted" \\ /')], None)
        prev = ""
        for entry in store.entries(THREAD):
            body = msgspec.to_builtins(entry)
            stated = body.pop("hash")
            text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            assert stated == sha256(text.encode()).hexdigest()
            assert entry.prev == prev
            prev = entry.hash

    def test_text_that_utf_8_cannot_hold_is_kept_as_far_as_it_can(self, store: Store) -> None:
        begun(store)
        odd = NewEntry(Corrected(1, "odd \ud800 text", {"title": "a\udc80b", "tags": ["\udfff"]}), "me\ud83d", None)
        (line,) = store.append(THREAD, [odd], None)
        assert isinstance(line.fact, Corrected)
        assert line.fact.reason.startswith("odd ")
        assert line.fact.reason.endswith(" text")
        (*_, entry) = store.entries(THREAD)
        assert entry.data == {"entry": 1, "reason": line.fact.reason, "fields": line.fact.fields}
        assert entry.by == line.by

    def test_two_stores_on_one_place_give_the_same_entries(self, open_store: Callable[[], Store]) -> None:
        one, other = open_store(), open_store()
        begun(one)
        other.append(THREAD, [note("from the other")], 1)
        one.append(THREAD, [note("from the one")], 2)
        assert one.entries(THREAD) == other.entries(THREAD)
        assert len(one.entries(THREAD)) == 3

    # Refusing

    @pytest.mark.parametrize("expected", [0, 1, 3])
    def test_an_append_to_another_length_than_expected_is_a_conflict(
        self, store: Store, vandal: Vandal, expected: int
    ) -> None:
        begun(store, notes=1)
        before = vandal.everything()
        with pytest.raises(Conflict, match="2 entries"):
            store.append(THREAD, [opened(), note()], expected)
        assert vandal.everything() == before

    def test_an_unknown_thread_is_a_usage_problem_and_leaves_no_trace(self, store: Store) -> None:
        with pytest.raises(UsageProblem, match="pta-2020-009"):
            store.entries("pta-2020-009")
        with pytest.raises(UsageProblem, match="pta-2020-009"):
            store.append("pta-2020-009", [note()], None)
        assert store.threads() == ()

    @pytest.mark.parametrize("name", ["", "pta", "../pta-2020-001", "PTA-2020-001", "pta-2020-001\n", "pta-٢٠٢٠-001"])
    def test_what_is_no_thread_id_is_a_usage_problem(self, store: Store, name: str) -> None:
        with pytest.raises(UsageProblem, match="not a thread id"):
            store.append(name, [opened()], 0)
        with pytest.raises(UsageProblem, match="not a thread id"):
            store.entries(name)

    @pytest.mark.parametrize(
        "bad",
        [
            pytest.param([note()], id="does not open a thread"),
            pytest.param([opened("pta-2020-002")], id="opens another thread"),
            pytest.param(
                [by(ThreadOpened(FORMAT, THREAD, "SECP", "Under another regulator"))], id="opens it for another"
            ),
            pytest.param([by(ThreadOpened(FORMAT + 1, THREAD, "PTA", "From the future"))], id="newer format"),
            pytest.param([opened(), by(Note(text=5))], id="wrong type"),  # type: ignore[arg-type]
            pytest.param([opened(), by(message("in", "yesterday"))], id="no date"),
            pytest.param([opened(), by(message("in", "2020-02-30"))], id="no such day"),
            pytest.param([opened(), by(message("in", "2020-01-01T10:00"))], id="no zone"),
            pytest.param([opened(), by(message("in", "0001-01-01T00:00:00+05:00"))], id="out of reach in UTC"),
            pytest.param([opened(), NewEntry(Note("x"), "test", "some day")], id="logged at no moment"),
            pytest.param([opened(), by(Corrected(1, "typo", {"title": 7}))], id="a correction that makes no sense"),
        ],
    )
    def test_what_could_not_be_read_again_is_not_written(
        self, store: Store, vandal: Vandal, bad: list[NewEntry]
    ) -> None:
        before = vandal.everything()
        with pytest.raises(RecordProblem):
            store.append(THREAD, bad, 0)
        assert vandal.everything() == before
        assert store.threads() == ()

    def test_an_append_is_all_or_nothing(self, store: Store, vandal: Vandal) -> None:
        begun(store)
        before = vandal.everything()
        with pytest.raises(RecordProblem):
            store.append(THREAD, [note("fine"), by(Classified(2, "maybe"))], None)  # type: ignore[arg-type]
        assert vandal.everything() == before

    def test_nothing_to_append_changes_nothing(self, store: Store, vandal: Vandal) -> None:
        begun(store)
        before = vandal.everything()
        assert store.append(THREAD, [], 1) == ()
        assert vandal.everything() == before

    def test_a_newer_format_is_refused_unharmed(self, store: Store, vandal: Vandal) -> None:
        body: dict[str, object] = {
            "n": 1,
            "kind": "thread-opened",
            "at": "2030-01-01T00:00:00Z",
            "by": "a later program",
            "data": {"format": FORMAT + 1, "thread": THREAD, "regulator": "PTA", "title": "Later"},
            "prev": "",
        }
        text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        vandal.plant(THREAD, [{**body, "hash": sha256(text.encode()).hexdigest()}])
        before = vandal.everything()
        with pytest.raises(RecordProblem, match=f"format {FORMAT + 1}"):
            store.append(THREAD, [note()], None)
        (change,) = store.changes({})
        assert f"format {FORMAT + 1}" in change.problem
        assert store.threads() == (THREAD,)
        assert vandal.everything() == before

    # Lists and changes

    def test_threads_are_listed_sorted(self, store: Store) -> None:
        for thread in ("secp-2019-004", "pta-2020-010", "pta-2020-002"):
            begun(store, thread)
        assert store.threads() == ("pta-2020-002", "pta-2020-010", "secp-2019-004")

    def test_nothing_is_new_to_who_knows_everything(self, store: Store) -> None:
        begun(store)
        begun(store, "pta-2020-002", notes=2)
        assert list(store.changes(_positions(store.changes({})))) == []

    def test_everything_is_new_to_who_knows_nothing(self, store: Store) -> None:
        begun(store, notes=2)
        begun(store, "pta-2020-002")
        found = {change.thread: change for change in store.changes({})}
        assert set(found) == {THREAD, "pta-2020-002"}
        assert [line.n for line in found[THREAD].lines] == [1, 2, 3]
        assert (found[THREAD].start, found[THREAD].problem, found[THREAD].notice) == (0, "", "")

    def test_only_what_grew_comes_again_and_only_its_new_entries(self, store: Store) -> None:
        begun(store, notes=1)
        begun(store, "pta-2020-002")
        known = _positions(store.changes({}))
        store.append(THREAD, [note("third"), note("fourth")], None)
        (change,) = store.changes(known)
        assert (change.thread, change.start) == (THREAD, 2)
        assert [line.fact for line in change.lines] == [Note("third"), Note("fourth")]
        assert list(store.changes({**known, THREAD: change.position})) == []

    def test_a_thread_that_vanished_comes_with_a_problem(self, store: Store, vandal: Vandal) -> None:
        begun(store)
        begun(store, "pta-2020-002")
        known = _positions(store.changes({}))
        vandal.take_away(THREAD)
        (change,) = store.changes(known)
        assert (change.thread, change.lines) == (THREAD, ())
        assert "gone" in change.problem
        assert store.threads() == ("pta-2020-002",)

    def test_a_changed_entry_is_a_problem_of_that_thread_alone(self, store: Store, vandal: Vandal) -> None:
        begun(store, notes=2)
        begun(store, "pta-2020-002")
        documents = [msgspec.to_builtins(entry) for entry in store.entries(THREAD)]
        documents[1]["data"]["text"] = "Never said"
        vandal.plant(THREAD, documents)
        with pytest.raises(RecordProblem, match="#2"):
            store.entries(THREAD)
        problems = {change.thread: change.problem for change in store.changes({})}
        assert "#2" in problems[THREAD]
        assert problems["pta-2020-002"] == ""
        assert len(store.entries("pta-2020-002")) == 1

    # Originals

    @pytest.mark.parametrize("content", [b"", b"From: a\r\n\r\nb", bytes(range(256)) * 300], ids=len)
    def test_originals_come_back_byte_for_byte(self, store: Store, content: bytes) -> None:
        digest = store.originals.put(content)
        assert digest == sha256(content).hexdigest()
        assert store.originals.get(digest) == content

    def test_an_original_is_kept_once(self, store: Store, vandal: Vandal) -> None:
        store.originals.put(b"the letter")
        before = vandal.everything()
        store.originals.put(b"the letter")
        assert vandal.everything() == before

    def test_a_changed_original_is_mended_by_putting_it_again(self, store: Store, vandal: Vandal) -> None:
        digest = store.originals.put(b"the letter")
        vandal.change_original(digest)
        store.originals.put(b"the letter")
        assert store.originals.get(digest) == b"the letter"

    def test_a_missing_or_changed_original_is_a_problem(self, store: Store, vandal: Vandal) -> None:
        gone, changed = store.originals.put(b"the letter"), store.originals.put(b"the answer")
        vandal.take_original(gone)
        vandal.change_original(changed)
        with pytest.raises(RecordProblem, match="missing"):
            store.originals.get(gone)
        with pytest.raises(RecordProblem, match="changed"):
            store.originals.get(changed)

    @pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n"])
    def test_what_is_no_digest_names_no_original(self, store: Store, name: str) -> None:
        with pytest.raises(RecordProblem, match="SHA-256"):
            store.originals.get(name)


def _positions(changes: object) -> dict[str, str]:
    return {change.thread: change.position for change in changes}  # type: ignore[attr-defined]
