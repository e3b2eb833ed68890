"""One mark, honoured for all that names what bears it; what stays in the house; and everything counted."""

from __future__ import annotations

import pytest

from assistant.errors import UsageProblem
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
from assistant.reports.disclosure import Reader, left_out, reader, withheld
from tests.record.writing import message, told

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
