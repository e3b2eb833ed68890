"""The records that the corpus of drafts is held against: the demo, and two made up for it, each as of a day."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from assistant.clocks.calendars import Calendar
from assistant.clocks.gap import Gap
from assistant.config import Company, Contact, RegulatorSettings, Settings
from assistant.demo import write_demo
from assistant.desk import Desk
from assistant.grounding.evidence import Elsewhere
from assistant.record.dates import zone_named
from assistant.record.entry import Line
from assistant.record.fold import fold
from assistant.record.kinds import (
    Classified,
    Extended,
    Fact,
    Message,
    MessageClass,
    ObligationOpened,
    ObligationUpdated,
    Party,
    ThreadOpened,
)
from assistant.record.thread import Thread

LETTERS: dict[str, str] = tomllib.loads((Path(__file__).parent / "corpus" / "letters.toml").read_text(encoding="utf-8"))


class Record(Struct, frozen=True):
    """What a draft of the corpus is checked with; `days` gives it as of each day that the corpus asks for."""

    settings: Settings
    others: tuple[Elsewhere, ...]
    days: dict[date, tuple[Thread, tuple[Gap, ...], Calendar]]


MARSH = Party("Helen Marsh", "helen.marsh@ofcom.example")
REID = Party("Tom Reid", "tom.reid@ofcom.example")
LUMEN = Party("Lumen Video", "policy@lumen.example")
OFCOM_SETTINGS = Settings(
    company=Company("Lumen Video", ("policy@lumen.example",), ("lumen.example",), "Priya Nair\nRegulatory Affairs"),
    regulators={
        "OFCOM": RegulatorSettings(
            "Office of Communications",
            "GB",
            "Europe/London",
            domains=("ofcom.example",),
            contacts=(
                Contact("Helen Marsh", MARSH.address, "Head of Online Safety"),
                Contact("Tom Reid", REID.address),
            ),
        ),
        "ICO": RegulatorSettings(
            "Information Commissioner's Office",
            "GB",
            "Europe/London",
            domains=("ico.example",),
            contacts=(Contact("James Okoro", "james.okoro@ico.example"),),
        ),
    },
)
OFCOM_OTHERS = (Elsewhere("ico-2023-004", "ICO", "LV/DP/23-077", "IC-259911-X4"),)


def _in(day: str, sender: Party, subject: str, text: str, cls: MessageClass = "substantive", **more: object) -> Message:
    return Message("in", "email", subject, text, sender=sender, received=day, proposed_class=cls, **more)  # type: ignore[arg-type]


def _out(day: str, sender: Party, to: Party, subject: str, text: str, **more: object) -> Message:
    return Message("out", "email", subject, text, sender=sender, to=(to,), sent=day, **more)  # type: ignore[arg-type]


OFCOM: tuple[Fact, ...] = (
    ThreadOpened(1, "ofcom-2024-001", "OFCOM", "Age assurance", "2024-03-04", "LV/REG/24-031", "OSA/IN/2024/118"),
    _in(
        "2024-03-04",
        MARSH,
        "Information notice OSA/IN/2024/118",
        LETTERS["notice"],
        message_id="n1@ofcom.example",
    ),
    ObligationOpened("request", "company", "provide the number of UK users under 18", 2, "2024-03-29"),
    ObligationOpened("request", "company", "describe the age assurance measures in place on your service", 2),
    _out(
        "2024-03-18",
        LUMEN,
        MARSH,
        "Re: Information notice OSA/IN/2024/118",
        LETTERS["definition_asked"],
        message_id="a1@lumen.example",
    ),
    ObligationOpened("commitment", "company", "We will provide the user figures by 28 March 2024", 5, "2024-03-28"),
    ObligationOpened("request", "regulator", "confirm which definition of user applies to your first question", 5),
    _in("2024-03-18", MARSH, "Automatic reply", "I am out of the office until 25 March 2024.", "automatic"),
    _in(
        "2024-03-22",
        REID,
        "Re: Information notice OSA/IN/2024/118",
        LETTERS["holding"],
        "holding",
        message_id="n2@ofcom.example",
    ),
    Classified(9, "holding"),
    ObligationOpened("commitment", "regulator", "will revert by 5 April 2024", 9, "2024-04-05"),
    _out(
        "2024-03-28",
        LUMEN,
        REID,
        "Re: Information notice OSA/IN/2024/118",
        LETTERS["figures"],
        message_id="a2@lumen.example",
    ),
    ObligationUpdated(3, "settled", 12),
    ObligationUpdated(6, "settled", 12),
    ObligationUpdated(4, "part", 12),
    ObligationOpened(
        "commitment", "company", "We will publish our next transparency report by 31 May 2024", 12, "2024-05-31"
    ),
    Message(
        "in",
        "call",
        "Call from Helen Marsh",
        LETTERS["appeals_call"],
        sender=MARSH,
        received="2024-04-08",
        proposed_class="substantive",
    ),
    ObligationOpened("request", "company", "a description of the appeals process", 17, "2024-04-19"),
)

BYRNE = Party("Aoife Byrne", "aoife.byrne@arc.example")
REGISTRY = Party("ARC Registry", "registry@arc.example")
NORDWIND = Party("Nordwind Telekom", "regulatory@nordwind.example")
ARC_SETTINGS = Settings(
    company=Company(
        "Nordwind Telekom",
        ("regulatory@nordwind.example",),
        ("nordwind.example",),
        "Jonas Petersen\nRegulatory Counsel",
    ),
    regulators={
        "ARC": RegulatorSettings(
            "Authority for Radio and Communications",
            "IE",
            "Europe/Dublin",
            domains=("arc.example",),
            contacts=(Contact("Aoife Byrne", BYRNE.address, "Case officer"),),
        ),
        "DPC": RegulatorSettings(
            "Data Protection Commission",
            "IE",
            "Europe/Dublin",
            domains=("dpc.example",),
            contacts=(Contact("Niall Walsh", "niall.walsh@dpc.example"),),
        ),
    },
)
ARC_OTHERS = (Elsewhere("dpc-2022-003", "DPC", "NW-2022-61", "DPC/C-22-10-118"),)
ARC: tuple[Fact, ...] = (
    ThreadOpened(1, "arc-2023-001", "ARC", "Renewal of licence L-2041", "2023-05-02", "NW-2023-14", "ARC/SPEC/77/2023"),
    Message(
        "out",
        "letter",
        "Application for renewal of licence L-2041",
        LETTERS["application"],
        sender=NORDWIND,
        to=(REGISTRY,),
        sent="2023-05-02",
    ),
    ObligationOpened("request", "regulator", "name the case officer", 2),
    _in(
        "2023-05-05",
        REGISTRY,
        "Your application",
        "Your application of 2 May 2023 was received and is registered as ARC/SPEC/77/2023.",
        "acknowledgement",
    ),
    _in(
        "2023-05-16",
        BYRNE,
        "ARC/SPEC/77/2023: documents required",
        LETTERS["documents_required"],
        message_id="c1@arc.example",
    ),
    ObligationOpened("request", "company", "submit the coverage report", 5, "2023-06-14"),
    ObligationOpened("request", "company", "the proof of payment of the fee of EUR 48,500", 5, "2023-06-14"),
    ObligationUpdated(3, "settled", 5),
    _out(
        "2023-06-07",
        NORDWIND,
        BYRNE,
        "Re: ARC/SPEC/77/2023: documents required",
        LETTERS["extension_asked"],
        message_id="d1@nordwind.example",
    ),
    ObligationUpdated(7, "settled", 9),
    _in(
        "2023-06-12",
        BYRNE,
        "Re: ARC/SPEC/77/2023: documents required",
        LETTERS["extension_granted"],
        message_id="c2@arc.example",
    ),
    Extended(6, 11, "2023-06-30"),
    _out(
        "2023-06-28",
        NORDWIND,
        BYRNE,
        "Coverage report for licence L-2041",
        LETTERS["coverage_report"],
        message_id="d2@nordwind.example",
    ),
    ObligationUpdated(6, "part", 13),
    ObligationOpened(
        "commitment", "company", "We will deliver the measurements of the islands by 15 July 2023", 13, "2023-07-15"
    ),
    _out("2023-07-03", NORDWIND, REGISTRY, "Copy of the coverage report", "A copy for your file.", message_id="d3@n.e"),
    _in(
        "2023-07-03",
        Party("Mail Delivery System", "mailer-daemon@arc.example"),
        "Undelivered Mail Returned to Sender",
        "The following address failed: registry@arc.example. The mailbox is unavailable.",
        "bounce",
        bounce=True,
        undelivered_id="d3@n.e",
    ),
)


def _folded(facts: Sequence[Fact], zone: str, as_of: date) -> Thread:
    lines = [Line(n, f"{_said(fact)}T20:00:00Z", "desk", fact) for n, fact in enumerate(facts, 1)]
    return fold(lines, zone_named(zone), as_of)


def _said(fact: Fact) -> str:
    return getattr(fact, "sent", None) or getattr(fact, "received", None) or getattr(fact, "day", None) or "2000-01-01"


def record_named(name: str, days: set[date], root: Path) -> Record:
    """The record of that name as of `days`; `root` is an empty folder to write it into."""
    if name == "demo":
        write_demo(root / "demo")
        desk = Desk.open(str(root / "demo"))
        try:
            thread = "pta-2020-001"
            found = {}
            for day in days:
                then = Desk(root / "demo", desk.settings, day)
                folded = then.thread(thread)
                found[day] = (folded, then.gaps(folded, snoozed=True), then.calendar("PTA"))
                then.close()
            return Record(desk.settings, (Elsewhere("secp-2019-002", "SECP", "POL-PK-2019-11", "SECP/LEG/441"),), found)
        finally:
            desk.close()
    settings, facts, zone, others = {
        "ofcom": (OFCOM_SETTINGS, OFCOM, "Europe/London", OFCOM_OTHERS),
        "arc": (ARC_SETTINGS, ARC, "Europe/Dublin", ARC_OTHERS),
    }[name]
    made = {}
    for day in days:
        desk = Desk(root / name, settings, day)
        folded = _folded(facts, zone, day)
        made[day] = (folded, desk.gaps(folded, snoozed=True), desk.calendar(folded.regulator))
        desk.close()
    return Record(settings, others, made)
