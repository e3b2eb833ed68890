"""Evidence for the tests: the demo's thread as of a day, and short threads told in words."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.config import Company, RegulatorSettings, Settings
from assistant.demo import write_demo
from assistant.desk import Desk
from assistant.grounding.evidence import Elsewhere, Evidence, evidence_of
from assistant.grounding.findings import Finding
from assistant.grounding.ground import ground
from tests.clocks.threads import Story

THREAD = "pta-2020-001"
OTHERS = (Elsewhere("ofcom-2024-001", "OFCOM", "POL-UK-2024-02", "OSA/24/117"),)
SETTINGS = Settings(
    company=Company(name="ByteDance", addresses=("policy@bytedance.example",)),
    regulators={"PTA": RegulatorSettings(name="Pakistan Telecommunication Authority", country="PK")},
)


@cache
def demo_evidence(as_of: str) -> Evidence:
    """The demo's thread; another matter with another regulator is known by its references alone."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "demo"
        write_demo(root)
        desk = Desk.open(str(root), None, date.fromisoformat(as_of))
        thread = desk.thread(THREAD)
        found = evidence_of([thread], desk.gaps(thread, snoozed=True), desk.settings, desk.day("PTA"), others=OTHERS)
        desk.close()
    return found


def story_evidence(story: Story, as_of: str) -> Evidence:
    return evidence_of([story.thread(as_of)], story.gaps(as_of), SETTINGS, date.fromisoformat(as_of))


def findings(text: str, evidence: Evidence, *, claims: bool = True) -> list[Finding]:
    return [finding for sentence in ground(text, evidence, claims=claims) for finding in sentence.findings]


def verdicts(text: str, evidence: Evidence, kind: str) -> list[tuple[str, tuple[int, ...]]]:
    """Status and entries of each mention of that kind."""
    return [
        (found.status, tuple(ref.n for ref in found.entries))
        for found in findings(text, evidence)
        if found.mention.kind == kind
    ]
