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


def missed(records: dict[str, Record], *, held: bool) -> tuple[list[str], int]:
    chosen = [case for case in cases("flawed") if case.held is held]
    left = [c.told() for c in chosen if not any(points_at(f, c) for f in against(c, records[c.record]))]
    return left, len(chosen)


def alarms(records: dict[str, Record], *, held: bool) -> tuple[list[str], int]:
    chosen = [case for case in cases("correct") if case.held is held]
    found = [(case, against(case, records[case.record])) for case in chosen]
    return [f"{c.told()}\n    {f[0].kind} {f[0].words!r}: {f[0].message}" for c, f in found if f], len(chosen)


@pytest.mark.parametrize("held", [False, True], ids=["worked on", "held out"])
def test_flaws_are_found_and_correct_drafts_pass(records: dict[str, Record], held: bool) -> None:
    left, flawed = missed(records, held=held)
    wrong, correct = alarms(records, held=held)
    report = [
        f"flaws found: {flawed - len(left)} of {flawed}; false alarms: {len(wrong)} of {correct}",
        *(f"  missed: {told}" for told in left),
        *(f"  alarm: {told}" for told in wrong),
    ]
    print("\n".join(report))  # noqa: T201 - the figures are to be seen
    assert flawed >= (12 if held else 60)
    assert correct >= (12 if held else 60)
    assert flawed - len(left) >= FOUND * flawed, "\n".join(report)
    assert len(wrong) <= FALSE_ALARMS * correct, "\n".join(report)


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
