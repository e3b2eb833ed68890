"""Text from right to left in the files that leave the program."""

from __future__ import annotations

import unicodedata
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafts.direction import ISOLATE, POP, right_to_left, set_apart
from assistant.drafts.draft import make_draft
from assistant.drafts.export import write_draft
from assistant.drafts.style import Wish
from assistant.record.kinds import ThreadOpened
from tests.drafts.cases import AS_OF, PAKISTAN, SETTINGS, pakistan_gaps, thread_of


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("ہمارا حوالہ: 12-2020/PTA (v2)", "ہمارا حوالہ: <12-2020/PTA (v2)>"),
        ("یہ گزارش (TT/2020/17) کے حوالے سے ہے", "یہ گزارش (<TT/2020/17>) کے حوالے سے ہے"),
        ("سوال: “Which (if any)?” 9 اکتوبر 2020ء", "سوال: “<Which (if any)?>” 9 اکتوبر 2020ء"),
        ("یہ PTA (اردو) ہے", "یہ <PTA> (اردو) ہے"),
        ("یہ خط TT (v2 اردو) کے بارے میں\nA. Khan", "یہ خط <TT> (<v2> اردو) کے بارے میں\nA. Khan"),
        ("صرف اردو، 9 دن بعد۔", "صرف اردو، 9 دن بعد۔"),
        ("An English line with اردو in it", "An English line with اردو in it"),
    ],
)
def test_what_runs_the_other_way_is_set_apart(line: str, shown: str) -> None:
    assert set_apart(line).replace(ISOLATE, "<").replace(POP, ">") == shown


@settings(deadline=None, max_examples=60)
@given(st.text(st.sampled_from("اردو خط۔،(“)”[AZ/-12 \n"), max_size=60))
def test_nothing_is_changed_but_for_pairs_of_marks_within_lines(text: str) -> None:
    told = set_apart(text)
    assert told.replace(ISOLATE, "").replace(POP, "") == text
    assert right_to_left(text) or told == text
    for line in told.split("\n"):
        depth = 0
        for character in line:
            depth += {ISOLATE: 1, POP: -1}.get(character, 0)
            assert depth in {0, 1}
            assert depth == 0 or unicodedata.bidirectional(character) != "AL"
        assert depth == 0


def test_an_urdu_reminder_keeps_its_reference_and_dates_in_order_in_each_file(tmp_path: Path) -> None:
    thread = thread_of(*PAKISTAN, opened=ThreadOpened(1, "pta-2020-001", "PTA", "رسائی", ours="12-2020/TT"))
    draft = make_draft(thread, pakistan_gaps(thread), SETTINGS, AS_OF, None, "first-reminder", wish=Wish("ur"))
    assert "ہمارا حوالہ: 12-2020/TT\n" in draft.text
    assert "مورخہ 9 اکتوبر 2020ء" in draft.text
    text = write_draft(draft, tmp_path / "a.txt").read_text(encoding="utf-8")
    mail = message_from_bytes(write_draft(draft, tmp_path / "a.eml").read_bytes(), policy=default)
    for told in (text, mail.get_content().replace("\r\n", "\n"), write_draft(draft, tmp_path / "a.md").read_text()):
        assert f"ہمارا حوالہ: {ISOLATE}12-2020/TT{POP}" in told
        assert "مورخہ 9 اکتوبر 2020ء" in told
        assert "‹U+" not in told
