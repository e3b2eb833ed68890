"""Taking back what was filed from the tray: all that is still as it was left; what breaks off hides nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import structs

from assistant.desk import Desk
from assistant.errors import RecordProblem, UsageProblem
from assistant.mail.filed import Filed, Where
from assistant.record.kinds import Merged, Message
from tests.mail.samples import OURS, SETTINGS_TEXT, mail
from tests.mail.trays import ASKED, COUNSEL, LETTER, bring, desk, letters, lying, open_desk, place

__all__ = ["desk", "place"]

PTA = Where(regulator="PTA")
ASIDE = Where(reason="a newsletter")


def test_all_come_back_but_those_of_which_somebody_decided_since(desk: Desk) -> None:
    bring(desk, ASKED, *letters("a@news.example", 3, "Digest"))
    trays = lying(desk)
    filed = desk.intake.file_all(trays, PTA).filed
    desk.intake.part("pta-2020-002", trays[0], "no")
    desk.intake.set_aside(trays[0], "private")
    desk.intake.take_all_back(filed, "by mistake")
    assert lying(desk) == trays[1:]
    assert [desk.intake.where_filed(trays[0])] == [Filed(trays[0], None)]
    desk.intake.take_all_back(filed, "by mistake")
    aside = desk.intake.file_all(trays[1:], ASIDE).filed
    desk.intake.take_back(trays[1], None, "not that one")
    desk.intake.take_all_back(aside, "by mistake")
    assert lying(desk) == trays[1:]
    assert [summary.thread for summary in desk.summaries() if not summary.closed] == ["pta-2020-001"]


def test_a_thread_is_read_as_often_for_many_that_come_back_as_for_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(desk, ASKED, *letters("a@news.example", 7, "Digest"))
    trays, counted, thread = lying(desk), Counter[str](), "pta-2020-001"
    for name in ("lines", "append"):
        monkeypatch.setattr(desk.record.store, name, counting(counted, getattr(desk.record.store, name)))
    taken_back: list[int] = []
    for some in (trays[:1], trays[1:]):
        filed = desk.intake.file_all(some, Where(thread=thread)).filed
        counted.clear()
        desk.intake.take_all_back(filed, "by mistake")
        taken_back.append(counted[thread])
    assert taken_back[0] == taken_back[1]
    assert lying(desk) == trays


def counting(counted: Counter[str], work: Callable[..., object]) -> Callable[..., object]:
    """`work` on a thread, counted by the thread."""

    def call(thread: str, *rest: object) -> object:
        counted[thread] += 1
        return work(thread, *rest)

    return call


def test_many_that_come_back_leave_the_entries_that_one_after_the_other_leave(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "assistant.toml").write_text(SETTINGS_TEXT)
    apart = open_desk(tmp_path / "other")
    for one in (desk, apart):
        bring(one, *letters("a@news.example", 4, "Digest"))
        first, *others = lying(one)
        (begun,) = one.intake.file_all([first], PTA).filed
        assert begun.thread
        filed = (begun, *one.intake.file_all(others, Where(thread=begun.thread)).filed)
        if one is desk:
            one.intake.take_all_back(filed, "by mistake")
        else:
            for each in filed:
                one.intake.take_back(each.tray, each.thread, "by mistake")
    for thread in desk.record.store.threads():
        assert said_in(desk, thread) == said_in(apart, thread)
    assert desk.summaries() == apart.summaries()
    apart.close()


def said_in(desk: Desk, thread: str) -> list[object]:
    """Its facts; of a message that it is one, of a merger without the hash of what was merged: other files, moments."""
    facts = (line.fact for line in desk.record.lines(thread))
    alike = (structs.replace(fact, head="") if isinstance(fact, Merged) else fact for fact in facts)
    return [Message if isinstance(fact, Message) else fact for fact in alike]


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_coming_back_that_broke_off_hides_nothing_and_is_completed(
    desk: Desk, cut: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(desk, ASKED, *letters("a@news.example", 3, "Digest"))
    trays, append, written = lying(desk), desk.record.append, Counter[str]()
    filed = desk.intake.file_all(trays, Where(thread="pta-2020-001")).filed

    def full(thread: str, *rest: object) -> object:
        if written.total() == cut:
            raise RecordProblem("no space is left")
        written[thread] += 1
        return append(thread, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.record, "append", full)
    with pytest.raises(RecordProblem):
        desk.intake.take_all_back(filed, "by mistake")
    monkeypatch.undo()
    assert lying(desk) == trays[:cut]
    assert len(desk.thread("pta-2020-001").messages) == 4
    assert [desk.intake.where_filed(tray) for tray in trays] == list(filed)
    desk.intake.take_all_back(filed, "by mistake")
    assert lying(desk) == trays
    assert len(desk.thread("pta-2020-001").messages) == 1
    for tray in trays:
        with pytest.raises(UsageProblem, match="lies in the tray"):
            desk.intake.where_filed(tray)


def test_what_lies_in_the_tray_or_is_part_of_what_does_was_not_filed(desk: Desk) -> None:
    bring(desk, LETTER, mail(COUNSEL, OURS, "Other", id="o@x", text="Other"))
    one, other = lying(desk)
    bring(desk, mail(COUNSEL, OURS, "Both", id="b@x", text="Both", References="<o@x> <c-1@lawyers.example>"))
    for tray, said in ((one, "lies in the tray"), (other, f"is part of {one}"), ("pta-2020-001", "does not lie")):
        with pytest.raises(UsageProblem, match=said):
            desk.intake.where_filed(tray)
