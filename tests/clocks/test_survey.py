"""A check over the index finds the gaps that a full fold of every thread gives, and no others."""

from __future__ import annotations

import tempfile
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from assistant.clocks.calendars import Calendar
from assistant.clocks.gap import Gap
from assistant.clocks.gaps import gaps
from assistant.clocks.rules import RuleSet
from assistant.clocks.survey import survey
from assistant.config import RuleSettings
from assistant.errors import AssistantError
from assistant.record.kinds import Extended, Fact, ObligationOpened, Paused, Restarted, Snoozed, ThreadOpened
from assistant.record.record import Record
from tests.clocks.threads import only, rules_with
from tests.record.histories import DAYS, HISTORIES, Move, entries
from tests.record.writing import SCALE, by, message, opened, record_at

RULE_SETS = {
    "the default rules": rules_with(),
    "long and short ones": rules_with(
        RuleSettings(
            kind="no-reply", name="act", after="10 working days", basis="Telecom Act s. 5", steps=("1 month",)
        ),
        RuleSettings(kind="no-reply", name="nudge", after="2 days", warn="1 day"),
        RuleSettings(kind="we-owe", name="soon", after="1 day", warn="10 days"),
        RuleSettings(kind="partial-answer", name="rest", after="1 month", basis="s. 6"),
        RuleSettings(kind="gone-quiet", name="quiet", after="20 days", warn="3 days"),
        RuleSettings(kind="undelivered", name="back", after="1 working day"),
        RuleSettings(kind="call-unconfirmed", name="minutes", after="1 month", warn="5 days"),
        RuleSettings(kind="filing-without-receipt", name="filed", after="10 days", basis="s. 7"),
        RuleSettings(kind="unclassified", name="read", after="0 days"),
        RuleSettings(kind="draft-stale", name="lies", after="2 weeks", warn="3 days"),
    ),
    "few": rules_with(
        RuleSettings(kind="no-reply", off=True),
        RuleSettings(kind="we-owe", off=True),
        RuleSettings(kind="commitment-due", name="far", warn="15 days"),
        calendar=Calendar.plain(),
    ),
    "some for a thread, a channel or a tag": rules_with(
        RuleSettings(kind="no-reply", after="1 day", channels=("letter", "press")),
        RuleSettings(kind="no-reply", after="12 days", threads=("pta-2020-002",), basis="s. 7"),
        RuleSettings(kind="no-reply", name="call", after="3 working days", channels=("call",), warn="2 days"),
        RuleSettings(kind="we-owe", off=True, tags=("privacy",)),
        RuleSettings(kind="gone-quiet", off=True),
        RuleSettings(kind="gone-quiet", after="2 days", tags=("privacy",), regulators=("PTA",)),
        RuleSettings(kind="partial-answer", after="0 days", threads=("pta-2020-001", "pta-2020-003")),
    ),
    "paced": rules_with(
        RuleSettings(kind="no-reply", after="2 days", steps=("4 days",), spacing="3 working days", repeat="1 week"),
        RuleSettings(kind="no-reply", name="short", after="1 day", repeat="2 working days", cap=3, channels=("email",)),
        RuleSettings(kind="partial-answer", after="1 day", spacing="10 days", repeat="1 month", roll=True),
        RuleSettings(kind="promise-passed", repeat="1 day"),
        RuleSettings(kind="we-owe", after="3 days", repeat="3 days", cap=5),
    ),
}
TAGS = ((), ("privacy",), ("press", "privacy"))


def found_by_survey(record: Record, rules: RuleSet, day: date) -> tuple[list[Gap], list[str]]:
    record.refresh()
    found, faults = survey(record.index.candidates, {"PTA": rules}, day)
    return sorted(found, key=_name), sorted(thread for thread, _ in faults)


def found_by_fold(record: Record, rules: RuleSet, day: date) -> tuple[list[Gap], list[str]]:
    found: list[Gap] = []
    faults: list[str] = []
    for name in record.store.threads():
        thread = record.thread(name, day)
        try:
            found += gaps(thread, rules, day) if thread.opened <= day else ()
        except AssistantError:
            faults.append(name)
    return sorted(found, key=_name), faults


def _name(gap: Gap) -> str:
    return gap.id


CUTOFFS = {"few": time(12)}
"""When the regulator's day ends, where it ends before midnight."""


@pytest.mark.parametrize("name", RULE_SETS)
@settings(max_examples=40 * SCALE)
@given(histories=st.lists(HISTORIES, min_size=1, max_size=3), days=st.lists(DAYS, min_size=1, max_size=4))
def test_a_survey_finds_what_a_full_fold_finds(name: str, histories: list[list[Move]], days: list[date]) -> None:
    rules = RULE_SETS[name]
    with tempfile.TemporaryDirectory() as folder:
        record = record_at(Path(folder), cutoff=CUTOFFS.get(name))
        for number, moves in enumerate(histories, 1):
            thread = f"pta-2020-{number:03d}"
            first, *rest = entries(moves, thread)
            assert isinstance(first.fact, ThreadOpened)
            tagged = structs.replace(first.fact, tags=TAGS[number % len(TAGS)])
            record.append(thread, [structs.replace(first, fact=tagged), *rest], 0)
        for day in days:
            found = found_by_survey(record, rules, day)
            assert found == found_by_fold(record, rules, day)
            awake = survey(record.index.candidates, {"PTA": rules}, day, snoozed=False)[0]
            assert sorted(awake, key=_name) == [gap for gap in found[0] if not gap.hidden]
        record.close()


@pytest.mark.parametrize(
    "before", [Paused(3, 2, "2020-01-03"), Extended(2, 3, "2020-06-30")], ids=["paused", "extended"]
)
def test_a_thread_whose_clock_counts_anew_is_read_whatever_moved_it_before(tmp_path: Path, before: Fact) -> None:
    record = record_at(tmp_path)
    letter, reply = message("out", "2020-01-02"), message("in", "2020-01-03", proposed_class="acknowledgement")
    again = message("out", "2020-01-06")
    facts = (letter, reply, before, again, Restarted(2, 5))
    record.append("pta-2020-001", [opened(), *(by(fact) for fact in facts)], 0)
    found, _ = found_by_survey(record, only(RuleSettings(kind="no-reply")), date(2020, 1, 13))
    assert [(gap.kind, gap.state, gap.opening) for gap in found] == [("no-reply", "due", 2)]
    record.close()


def test_the_reminders_that_a_later_extension_works_on_are_kept_with_the_thread(tmp_path: Path) -> None:
    record = record_at(tmp_path)
    letter, chaser = message("out", "2020-01-02"), message("out", "2020-01-10")
    granted = message("in", "2020-01-12", proposed_class="acknowledgement")
    facts = (letter, chaser, granted, Extended(2, 4, to="2020-01-21"))
    record.append("pta-2020-001", [opened(), *(by(fact) for fact in facts)], 0)
    day = date(2020, 1, 21)
    assert found_by_survey(record, rules_with(), day) == found_by_fold(record, rules_with(), day)
    found, _ = found_by_survey(record, only(RuleSettings(kind="no-reply", steps=("14 days",))), day)
    assert [(gap.state, gap.step, gap.due) for gap in found] == [("due", 2, date(2020, 1, 21))]
    record.close()


def test_a_legal_due_day_is_found_behind_a_snooze_and_a_courtesy_is_not(tmp_path: Path) -> None:
    record = record_at(tmp_path)
    facts = (message("out", "2020-01-02"), Snoozed("2020-12-31", "later", None, None, "2020-01-03"))
    record.append("pta-2020-001", [opened(), *(by(fact) for fact in facts)], 0)
    record.refresh()
    law = RuleSettings(kind="no-reply", name="act", after="10 days", basis="s. 5")
    for day, shown in ((date(2020, 1, 12), []), (date(2020, 1, 13), ["act"])):
        found, _ = survey(record.index.candidates, {"PTA": rules_with(law)}, day, snoozed=False)
        assert [gap.rule for gap in found] == shown
    record.close()


@pytest.mark.parametrize("to", ["2020-01-20", "2020-02-10"])
def test_what_a_promise_was_extended_to_is_found_on_its_day(tmp_path: Path, to: str) -> None:
    record = record_at(tmp_path)
    holding = message("in", "2020-01-05", proposed_class="holding")
    promise = ObligationOpened("commitment", "regulator", "by 30 January", 3, "2020-01-30")
    facts = (message("out", "2020-01-02"), holding, promise, Extended(4, 3, to=to))
    record.append("pta-2020-001", [opened(), *(by(fact) for fact in facts)], 0)
    rules = only(RuleSettings(kind="no-reply"))
    assert not found_by_survey(record, rules, date.fromisoformat(to) - timedelta(days=1))[0]
    found, _ = found_by_survey(record, rules, date.fromisoformat(to))
    assert [(gap.state, gap.due.isoformat()) for gap in found] == [("due", to)]
    record.close()
