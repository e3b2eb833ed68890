"""A corpus of flawed drafts and of correct ones: how many flaws the checks find, how often they raise a false alarm.

A flaw counts as found if something that blocks or warns points at the words that hold it. A correct draft counts as a
false alarm if anything blocks or warns. What merely offers a promise is neither.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct, structs

from assistant.drafts.checks import check
from assistant.drafts.draft import empty, make_draft
from assistant.drafts.findings import Finding
from assistant.drafts.release import Release
from assistant.drafts.templates import load_templates
from assistant.errors import Refused
from assistant.record.kinds import DraftSaved, Party
from assistant.record.thread import Draft as SavedDraft
from tests.drafts.corpus_records import Record, record_named

FOLDER = Path(__file__).parent / "corpus"
FOUND, FALSE_ALARMS = 0.95, 0.05
"""At least, and at most."""
HELD_OUT = 1
"""So many of the twelve that were kept aside were missed, and so many taken for flawed, when they were run once after
the checks were done. One of twelve is more than the share above, which therefore is asked of the whole."""


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    record: str
    as_of: date
    text: str
    flaw: str = ""
    wrong: str = ""
    subject: str = ""
    to: str = ""
    saved: date | None = None
    held: bool = False
    """Kept aside while the checks were written."""

    def told(self) -> str:
        return f"{self.record}, {self.flaw or 'no flaw'}: {self.wrong or ' '.join(self.text.split())[:90]}"


def cases(name: str) -> list[Case]:
    return msgspec.convert(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["drafts"], list[Case])


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    days: dict[str, set[date]] = defaultdict(set)
    for case in [*cases("flawed"), *cases("correct")]:
        days[case.record].add(case.as_of)
    return {name: record_named(name, asked, tmp_path_factory.mktemp(name)) for name, asked in days.items()}


def against(case: Case, record: Record) -> list[Finding]:
    """What stands against the text."""
    thread, gaps, calendar = record.days[case.as_of]
    draft = structs.replace(empty(thread, record.settings), text=case.text, subject=case.subject)
    if case.to:
        name, _, address = case.to.partition(" <")
        draft = structs.replace(draft, to=(Party(name, address.rstrip(">")),))
    saved = None
    if case.saved:
        fact = DraftSaved(case.text, case.subject)
        saved = SavedDraft(thread.length + 1, 1, case.saved, "desk", fact, thread.length + 1)
    found = check(Release(draft, thread, gaps, record.settings, case.as_of, calendar, record.others, saved=saved))
    return [one for one in found if one.severity != "offers"]


def points_at(found: Finding, case: Case) -> bool:
    """The words in question, or the sentence in which they stand; what is about the whole names no place."""
    at = case.text.find(case.wrong)
    if found.part != "text" or at < 0:
        return case.wrong in f"{case.subject}\n{case.to}" or found.part == "draft"
    return found.start < at + len(case.wrong) and at < found.end


class Tally(Struct):
    flawed: int = 0
    correct: int = 0
    missed: list[str] = []
    alarms: list[str] = []

    def told(self) -> str:
        found = f"flaws found: {self.flawed - len(self.missed)} of {self.flawed}"
        head = f"{found}; false alarms: {len(self.alarms)} of {self.correct}"
        return "\n".join([head, *(f"  missed: {m}" for m in self.missed), *(f"  alarm: {a}" for a in self.alarms)])


def tally(records: dict[str, Record], *, held: bool) -> Tally:
    """Of the drafts that were kept aside, or of the others."""
    counted = Tally()
    for case in (case for case in cases("flawed") if case.held is held):
        counted.flawed += 1
        if not any(points_at(found, case) for found in against(case, records[case.record])):
            counted.missed.append(case.told())
    for case in (case for case in cases("correct") if case.held is held):
        counted.correct += 1
        counted.alarms += [
            f"{case.told()}: {found.kind} {found.told}" for found in against(case, records[case.record])[:1]
        ]
    return counted


def test_flaws_are_found_and_correct_drafts_pass(records: dict[str, Record]) -> None:
    worked, held = tally(records, held=False), tally(records, held=True)
    report = f"worked on: {worked.told()}\nheld out: {held.told()}"
    print(report)  # noqa: T201 - the figures are to be seen
    assert (worked.flawed >= 60, worked.correct >= 60, held.flawed, held.correct) == (True, True, 12, 12)
    for flawed, correct, missed, alarms in (
        (worked.flawed, worked.correct, worked.missed, worked.alarms),
        (worked.flawed + 12, worked.correct + 12, worked.missed + held.missed, worked.alarms + held.alarms),
    ):
        assert flawed - len(missed) >= FOUND * flawed, report
        assert len(alarms) <= FALSE_ALARMS * correct, report
    assert len(held.missed) <= HELD_OUT, report
    assert len(held.alarms) <= HELD_OUT, report


@pytest.mark.parametrize("name", ["demo", "ofcom", "arc"])
def test_what_the_templates_write_of_the_record_stands_in_it(records: dict[str, Record], name: str) -> None:
    record = records[name]
    day = max(record.days)
    thread, gaps, calendar = record.days[day]
    templates = load_templates(record.settings)
    written = 0
    for template in templates:
        fields = {f.name: (day + timedelta(days=30)).isoformat() if f.date else "As agreed." for f in template.fields}
        try:
            draft = make_draft(thread, gaps, record.settings, day, templates, template.name, fields)
        except Refused:
            continue  # it fits nothing here
        written += 1
        found = check(Release(draft, thread, gaps, record.settings, day, calendar, record.others))
        assert [one for one in found if one.severity != "offers"] == [], template.name
    assert written > 5


def test_each_wrong_passage_stands_in_its_draft() -> None:
    for case in cases("flawed"):
        if not case.held:
            assert case.wrong in f"{case.subject}\n{case.to}\n{case.text}", case.told()
