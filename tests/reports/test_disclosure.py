"""One mark, honoured for all that names what bears it; what stays in the house; and everything counted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from assistant.errors import RecordProblem, UsageProblem
from assistant.record import long_thread
from assistant.record.fold import corrected, effective_days, fold
from assistant.record.kinds import (
    Classified,
    Corrected,
    DraftSaved,
    Erased,
    Message,
    Note,
    ObligationOpened,
    ObligationUpdated,
    Snoozed,
)
from assistant.record.long_thread import LongThread, Told
from assistant.reports.disclosure import Reader, Reason, Withheld, left_out, reader, withheld
from tests.record.histories import DAYS, HISTORIES, Move, history
from tests.record.writing import THREAD, UTC, by, message, opened, record_at, told

SECRET = message("in", "2020-01-02", "secret", confidential=True)
OPEN = message("in", "2020-01-03", "open")
ALL = Reader(confidential=True)


def test_what_names_a_confidential_message_is_withheld_with_it() -> None:
    lines = told(
        SECRET,  # 2
        Classified(2, "substantive", "it says so"),
        ObligationOpened("request", "company", "the secret", 2),
        ObligationUpdated(4, "settled", None, "done"),
        OPEN,  # 6
        ObligationOpened("request", "regulator", "the open", 6),
        ObligationUpdated(7, "settled", 2, "as the secret says"),
        Note("about it", message=2),
        DraftSaved("Dear secret"),  # 10
        DraftSaved("Dear secret", draft=10, state="sent", message=2),
        Corrected(2, "a slip", {"subject": "still secret"}),
    )
    assert withheld(lines, Reader()) == dict.fromkeys([2, 3, 4, 5, 8, 9, 10, 11, 12], "confidential")
    assert withheld(lines, ALL) == {}


def test_what_was_found_to_come_from_a_confidential_message_is_withheld_too() -> None:
    lines = told(
        SECRET,
        ObligationOpened("request", "company", "the secret"),
        Corrected(3, "it stands in #2", {"message": 2}),
    )
    assert withheld(lines, Reader()) == dict.fromkeys([2, 3, 4], "confidential")


def test_the_mark_holds_as_corrected_and_for_what_was_taken_back() -> None:
    marked = told(OPEN, Corrected(2, "privileged", {"confidential": True}))
    assert withheld(marked, Reader()) == {2: "confidential", 3: "confidential"}
    cleared = told(SECRET, Corrected(2, "published since", {"confidential": False}))
    assert withheld(cleared, Reader()) == {}
    blackened = told(SECRET, Corrected(2, "blackened", {"confidential": False, "text": "…"}))
    assert set(withheld(blackened, Reader())) == {2, 3}
    void = told(SECRET, Corrected(2, "twice", void=True))
    assert set(withheld(void, Reader())) == {2, 3}
    marked_then_void = told(OPEN, Corrected(2, "privileged", {"confidential": True}), Corrected(2, "twice", void=True))
    assert set(withheld(marked_then_void, Reader())) == {2, 3, 4}


def test_outsiders_get_no_notes_drafts_or_remarks() -> None:
    lines = told(
        OPEN,
        Classified(2, "substantive"),
        Note("they are slow"),
        DraftSaved("Dear all"),
        Snoozed("2020-02-01", "holidays"),
        Message("internal", "email", text="between us", sent="2020-01-04"),
        ObligationOpened("request", "company", "the report", 2),
        ObligationUpdated(8, "settled", None, "good enough"),
        Corrected(2, "a slip", {"subject": "Re"}),
        ObligationUpdated(8, "open"),
    )
    assert withheld(lines, Reader(internal=False)) == dict.fromkeys([3, 4, 5, 6, 7, 9, 10], "internal")
    assert withheld(lines, Reader()) == {}


def test_what_was_erased_is_given_to_nobody() -> None:
    assert withheld(told(OPEN, Erased(2, "asked for by the person")), ALL) == {2: "erased"}


@settings(max_examples=40)
@given(
    moves=HISTORIES, secrets=st.sets(st.integers(2, 15)), to=st.builds(Reader, st.booleans(), st.booleans()),
    day=st.none() | DAYS, part=st.sampled_from([1, 2, 250]),
)  # fmt: skip
def test_of_a_long_thread_the_same_is_withheld_part_by_part(
    tmp_path_factory: pytest.TempPathFactory,
    moves: list[Move],
    secrets: set[int],
    to: Reader,
    day: date | None,
    part: int,
) -> None:
    facts = [
        structs.replace(fact, confidential=True) if n in secrets and isinstance(fact, Message) else fact
        for n, fact in enumerate(history(moves), 1)
    ]
    record = record_at(tmp_path_factory.mktemp("record"))
    record.append(THREAD, [opened(day="2019-12-01"), *map(by, facts[1:])], 0)
    lines = record.lines(THREAD)
    try:
        fold(lines, UTC, day)
    except RecordProblem:  # a correction that makes no sense
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_thread, "PART", part)
        found = Withheld(LongThread(record.store.file(THREAD), THREAD, Told(UTC, day)), to)
    dated: dict[int, Reason] = {
        n: "later" for n, on in effective_days(corrected(lines), UTC).items() if day and on > day
    }
    expected: dict[int, Reason] = {**withheld(lines, to), **dated}
    standing = {line.n for line in corrected(lines)}
    assert {n: found.why(n) for n in found if n in standing} == {n: w for n, w in expected.items() if n in standing}


@pytest.mark.parametrize("audience", ["regulator", "press"])
def test_what_is_confidential_is_never_for_outsiders(audience: str) -> None:
    with pytest.raises(UsageProblem, match=f"never put into a package for the {audience}"):
        reader(audience, confidential=True)  # type: ignore[arg-type]
    assert reader(audience, confidential=False) == Reader(internal=False)  # type: ignore[arg-type]
    assert reader("counsel", confidential=True) == ALL


def test_it_is_counted_in_words() -> None:
    assert left_out({"confidential": 1, "internal": 2}) == ("3 entries left out: 1 confidential, 2 internal")
    assert left_out({}) == ""
    assert left_out({"later": 1}) == "1 entry left out: 1 dated or logged after the day"
