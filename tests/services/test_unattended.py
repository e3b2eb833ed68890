"""Checks that run alone: what reaches whom, once; what is caught up; what a damaged record leaves standing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from assistant.clocks.selection import Selection
from assistant.errors import UsageProblem
from assistant.notify.attempts import Patience
from assistant.record.kinds import Classified
from assistant.services.unattended import News, Notified, Unattended, Wanted
from tests.notify.conftest import receiver as receiver
from tests.notify.receiver import CUT, ERROR, OK, Receiver
from tests.record.writing import by, message
from tests.reporting import desk_on, write_record

ONE, TWO = "no-reply:pta-2020-001#2", "no-reply:pta-2020-002#2"
PATIENCE = Patience(connect=10, total=20, pauses=())


class Runs:
    """Runs on a record, day by day."""

    def __init__(self, root: Path, receiver: Receiver) -> None:
        self.root, self.receiver = root, receiver

    def notify(self, day: str, *names: str, wanted: Wanted = Wanted()) -> Notified:  # noqa: B008 - frozen
        desk = desk_on(self.root, day)
        try:
            return Unattended(desk).notify(names or ["all"], wanted, PATIENCE)
        finally:
            desk.close()

    def show(self, day: str, wanted: Wanted = Wanted()) -> list[str]:  # noqa: B008 - frozen
        """The ids that stdout is told of."""
        told: list[News] = []
        desk = desk_on(self.root, day)
        Unattended(desk).show(wanted, told.append)
        desk.close()
        return [gap.id for gap in told[0].gaps]

    def arrived(self, path: str = "/office") -> list[list[str]]:
        """The ids in each message that was taken there."""
        return [[gap["id"] for gap in document["gaps"]] for document in self.documents(path)]

    def documents(self, path: str = "/office") -> list[Any]:
        return [msgspec.json.decode(posted.body) for posted in self.receiver.taken if posted.path == path]


@pytest.fixture
def runs(tmp_path: Path, receiver: Receiver) -> Runs:
    root = write_record(
        tmp_path / "record", receiver.url, more=f'[notify.phone]\ntype = "webhook"\nurl = "{receiver.url}/phone"\n'
    )
    return Runs(root, receiver)


def test_each_step_goes_to_each_destination_once(runs: Runs) -> None:
    for day in ("2020-01-07", "2020-01-08", "2020-01-09", "2020-01-15", "2020-01-15", "2020-01-20", "2020-01-31"):
        runs.notify(day)
    steps = [[f"{ONE}:{n}", f"{TWO}:{n}"] for n in (1, 2, 3)]
    assert runs.arrived("/office") == runs.arrived("/phone") == steps
    assert runs.show("2020-02-01") == steps[2]
    assert runs.show("2020-02-01") == []


def test_a_failed_destination_is_tried_again_and_the_other_is_not(runs: Runs) -> None:
    runs.receiver.answer = lambda path: ERROR if path == "/phone" else OK
    failed = runs.notify("2020-01-08")
    assert [outcome.attempt.result for outcome in failed.outcomes] == ["sent", "failed"]
    runs.receiver.answer = lambda _: OK
    runs.notify("2020-01-09")
    assert runs.arrived("/office") == runs.arrived("/phone") == [[f"{ONE}:1", f"{TWO}:1"]]
    assert not any(document["repeat"] for document in runs.documents("/phone"))


def test_without_an_answer_it_comes_again_and_says_that_it_may_be_a_repeat(runs: Runs) -> None:
    runs.receiver.script(CUT)
    runs.notify("2020-01-08", "office")
    for _ in range(3):
        runs.notify("2020-01-09", "office")
    assert [document["repeat"] for document in runs.documents()] == [False, True]


def test_what_was_missed_is_caught_up_in_one_run_by_its_latest_step(runs: Runs) -> None:
    runs.notify("2020-01-20", "office")
    runs.notify("2020-01-21", "office")
    assert runs.arrived() == [[f"{ONE}:2", f"{TWO}:2"]]
    assert {gap["step_due"] for gap in runs.documents()[0]["gaps"]} == {"2020-01-15"}


def test_what_was_settled_meanwhile_is_not_reported(runs: Runs) -> None:
    runs.receiver.answer = lambda _: ERROR
    runs.notify("2020-01-08", "office")
    desk = desk_on(runs.root, "2020-01-10")
    desk.append("pta-2020-001", [by(message("in", "2020-01-10")), by(Classified(3, "substantive"))])
    desk.close()
    runs.receiver.answer = lambda _: OK
    runs.notify("2020-01-12", "office")
    assert [f"{ONE}:1" in gaps for gaps in runs.arrived()] == [False]
    assert f"{TWO}:1" in runs.arrived()[0]


def test_a_filter_leaves_what_it_hides_unreported(runs: Runs) -> None:
    company = Wanted(Selection(owed_by=("company",)))
    assert runs.show("2020-01-08", company) == []
    assert runs.show("2020-01-08") == [f"{ONE}:1", f"{TWO}:1"]


def test_a_destination_has_filters_of_its_own(runs: Runs) -> None:
    text = (runs.root / "assistant.toml").read_text()
    (runs.root / "assistant.toml").write_text(f'{text}severity = "high"\n')
    notified = runs.notify("2020-01-08")
    assert [delivery.name for delivery in notified.deliveries] == ["office"]


def test_a_filter_of_a_destination_that_nobody_knows_is_an_error(runs: Runs) -> None:
    text = (runs.root / "assistant.toml").read_text()
    (runs.root / "assistant.toml").write_text(f'{text}regulators = ["OFCOM"]\n')
    with pytest.raises(UsageProblem, match="'OFCOM' is no regulator here") as problem:
        runs.notify("2020-01-08", "office", "phone")
    assert "notify.phone" in str(problem.value)
    assert runs.receiver.asked == []


def test_a_dry_run_sends_and_notes_nothing(runs: Runs) -> None:
    dry = Wanted(dry_run=True)
    assert len(runs.notify("2020-01-08", wanted=dry).deliveries) == 2
    assert runs.show("2020-01-08", dry) == [f"{ONE}:1", f"{TWO}:1"]
    assert runs.receiver.asked == []
    assert not (runs.root / ".reported").exists()
    assert not (runs.root / ".last-check.json").exists()


def test_a_run_that_dies_while_it_shows_shows_again_and_says_so(runs: Runs) -> None:
    def broken(_news: News) -> None:
        raise BrokenPipeError

    desk = desk_on(runs.root, "2020-01-08")
    with pytest.raises(BrokenPipeError):
        Unattended(desk).show(Wanted(), broken)
    told: list[News] = []
    Unattended(desk).show(Wanted(), told.append)
    desk.close()
    assert told[0].doubtful == {f"{ONE}:1", f"{TWO}:1"}
    assert runs.show("2020-01-08") == []


def test_confidential_words_do_not_leave_the_machine(runs: Runs) -> None:
    desk = desk_on(runs.root, "2020-01-01")
    letter = message("out", "2020-01-01", "Of the merger", confidential=True)
    thread = desk.open_thread("PTA", "The merger", first=lambda _: [by(letter)])
    desk.close()
    runs.notify("2020-01-08", "office")
    (document,) = runs.documents()
    assert document["withheld"] == 1
    summaries = {gap["thread"]: gap["summary"] for gap in document["gaps"]}
    assert summaries[thread].endswith("its words are withheld, they are confidential.")
    assert "No reply" in summaries["pta-2020-001"]
    assert b"merger" not in runs.receiver.taken[0].body


def damage(root: Path) -> str:
    path = root / "record" / "PTA" / "pta-2020-001.jsonl"
    path.write_bytes(b"not json\n" + path.read_bytes())
    return "pta-2020-001"


def bad_calendar(root: Path) -> str:
    rule = 'kind = "no-acknowledgement"\nname = "ack"\nafter = "5 working days"\nregulators = ["OFCOM"]'
    return _break_ofcom(root, f'country = "XX"\n[[rules]]\n{rule}')


def unknown_zone(root: Path) -> str:
    return _break_ofcom(root, 'timezone = "Nowhere/City"')


def _break_ofcom(root: Path, line: str) -> str:
    """A letter to another regulator, whose settings then turn out to be wrong."""
    desk = desk_on(root, "2020-01-01")
    desk.open_thread("OFCOM", "Age checks", first=lambda _: [by(message("out", "2020-01-01"))])
    desk.close()
    path = root / "assistant.toml"
    path.write_text(f"{path.read_text()}\n[regulators.OFCOM]\n{line}\n")
    return "OFCOM"


@pytest.mark.parametrize("spoil", [damage, bad_calendar, unknown_zone])
def test_what_cannot_be_checked_is_in_the_message_and_everything_else_is_reported(runs: Runs, spoil: Any) -> None:
    spoilt = spoil(runs.root)
    notified = runs.notify("2020-01-08", "office")
    assert not notified.checked.complete
    (document,) = runs.documents()
    assert f"{TWO}:1" in [gap["id"] for gap in document["gaps"]]
    assert any(spoilt.lower() in one["what"].lower() for one in document["not_checked"])


def test_what_cannot_be_checked_is_said_again_each_week_and_not_each_day(runs: Runs) -> None:
    damage(runs.root)
    for day in range(8, 15):
        runs.notify(f"2020-01-{day:02d}", "office")
    assert [bool(document["gaps"]) for document in runs.documents()] == [True, False]  # Wednesday, then Monday


def test_the_last_run_is_noted_with_what_it_reported_and_what_failed(runs: Runs) -> None:
    desk = desk_on(runs.root, "2020-01-08")
    assert desk.last_check() is None
    runs.receiver.answer = lambda path: ERROR if path == "/phone" else OK
    runs.notify("2020-01-08")
    last = desk.last_check()
    assert last is not None
    assert (last.reported, last.unchecked, last.failed) == (2, 0, ("phone",))
    desk.close()


@pytest.mark.parametrize("name", ["nobody", "stdout"])
def test_a_destination_that_there_is_not_is_an_error(runs: Runs, name: str) -> None:
    with pytest.raises(UsageProblem, match="there is no destination"):
        runs.notify("2020-01-08", "office", name)
    assert runs.receiver.asked == []
