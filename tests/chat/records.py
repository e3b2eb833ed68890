"""Three records to ask questions of: the demo, and two that a teller makes from a seed and knows the truth of.

`north` has three regulators and ends on 15 March 2023, `south` four and ends on 20 June 2024. Between the matters that
questions are about lie closed ones, drawn from the seed, in which the same people wrote about something else.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from assistant.demo import write_demo
from assistant.desk import Desk
from assistant.record.kinds import Party
from tests.chat.telling import Teller, Truth

NORTH, SOUTH = date(2023, 3, 15), date(2024, 6, 20)
"""A Wednesday and a Thursday."""
NORTHERN = {
    "BNETZA": (Party("Anke Vogt", "anke.vogt@bnetza.example"), "Bundesnetzagentur", "DE", "Europe/Berlin"),
    "CNIL": (
        Party("Claire Dubois", "cdubois@cnil.example"),
        "Commission nationale de l'informatique et des libertés",
        "FR",
        "Europe/Paris",
    ),
    "COMREG": (
        Party("Niall Byrne", "nbyrne@comreg.example"),
        "Commission for Communications Regulation",
        "IE",
        "Europe/Dublin",
    ),
}
SOUTHERN = {
    "ANATEL": (
        Party("Paula Ribeiro", "pribeiro@anatel.example"),
        "Agência Nacional de Telecomunicações",
        "BR",
        "America/Sao_Paulo",
    ),
    "ESAFETY": (Party("Julie Marsh", "jmarsh@esafety.example"), "eSafety Commissioner", "AU", "Australia/Sydney"),
    "TRAI": (
        Party("Arvind Rao", "arao@trai.example"),
        "Telecom Regulatory Authority of India",
        "IN",
        "Asia/Kolkata",
    ),
    "ICASA": (
        Party("Thandi Nkosi", "tnkosi@icasa.example"),
        "Independent Communications Authority of South Africa",
        "ZA",
        "Africa/Johannesburg",
    ),
}
PASTIMES = (
    "market survey",
    "complaints register",
    "annual questionnaire",
    "contact list",
    "subscriber statistics",
    "training calendar",
    "coverage maps",
    "ownership return",
)
"""What the closed matters of old were about."""


def write_record(name: str, root: Path) -> tuple[Desk, Truth]:
    """The record of that name, open, and what its teller knows; of the demo nothing but its thread."""
    if name == "demo":
        write_demo(root)
        return Desk.open(str(root), str(root / "assistant.toml")), Truth()
    today, offices, tell, seed = GENERATED[name]
    teller = Teller(today, {key: office for key, (office, *_) in offices.items()}, seed)
    _of_old(teller)
    tell(teller)
    root.mkdir()
    (root / "assistant.toml").write_text(_configuration(offices), encoding="utf-8")
    desk = Desk.open(str(root), str(root / "assistant.toml"))
    return desk, teller.write(desk)


def _configuration(offices: dict[str, tuple[Party, str, str, str]]) -> str:
    company = '[company]\nname = "Meridian"\naddresses = ["policy@company.example"]\ndomains = ["company.example"]\n'
    tables = [
        f'\n[regulators.{key}]\nname = "{name}"\ncountry = "{country}"\ntimezone = "{zone}"\n'
        f'domains = ["{key.lower()}.example"]\n\n[[regulators.{key}.contacts]]\nname = "{office.name}"\n'
        f'role = "Case officer"\naddress = "{office.address}"\n'
        for key, (office, name, country, zone) in offices.items()
    ]
    return company + "".join(tables)


def _of_old(teller: Teller) -> None:
    """Two closed matters for each regulator: a demand, its answer, thanks."""
    random: Random = teller.random
    topics = random.sample(PASTIMES, len(PASTIMES))
    for place, regulator in enumerate(regulator for regulator in sorted(teller.offices) for _ in range(2)):
        topic, first = topics[place % len(topics)], random.randrange(240, 300)
        old = teller.matter(f"old{place}", regulator, topic.capitalize(), first)
        old.message("letter", first, "in", "letter", topic.capitalize(), f"Please send us the {topic}.", "substantive")
        old.owed("ask", "letter", "request", "company", f"send us the {topic}")
        later = first - random.randrange(5, 25)
        old.message(
            "answer", later, "out", "email", topic.capitalize(), f"Enclosed is the {topic}.", files=["list.pdf"]
        )
        old.settled("ask", "answer")
        old.message("thanks", later - 3, "in", "email", topic.capitalize(), "Thank you, received.", "acknowledgement")
        old.closed(later - 10)


def _north(teller: Teller) -> None:
    roaming = teller.matter("roaming", "BNETZA", "Roaming tariffs 2023", 16)
    roaming.ours, roaming.theirs = "REG-2023-11", "BNA-4711/23"
    roaming.message(
        "letter", 16, "in", "letter", "Wholesale roaming tariffs",
        "Please submit the wholesale roaming tariffs for 2022. Please also confirm the number of affected subscribers.",
        "substantive",
    )  # fmt: skip
    roaming.owed("tariffs", "letter", "request", "company", "submit the wholesale roaming tariffs for 2022", due=5)
    roaming.owed("count", "letter", "request", "company", "confirm the number of affected subscribers", due=5)
    roaming.message(
        "receipt", 14, "out", "email", "Your letter on roaming tariffs",
        "We confirm receipt of your letter of 27 February.", asks_nothing=True,
    )  # fmt: skip

    emergency = teller.matter("emergency", "BNETZA", "Emergency call routing", 28)
    emergency.message(
        "letter", 28, "out", "letter", "Routing of emergency calls",
        "Which routing standard applies to emergency calls from nomadic users?",
    )  # fmt: skip
    emergency.owed("standard", "letter", "request", "regulator", "Which routing standard applies to emergency calls")
    emergency.message(
        "chaser", 12, "out", "email", "Routing of emergency calls: reminder", "We refer to our letter of 15 February."
    )
    emergency.message(
        "away", 12, "in", "email", "Automatic reply", "This is an automatic reply. I am out of the office.", "automatic"
    )

    cookies = teller.matter("cookies", "CNIL", "Cookie banner on the home page", 30)
    cookies.message(
        "mail", 30, "in", "email", "Cookie banner",
        "Please explain why refusing cookies takes three clicks. Please provide the consent rates since October.",
        "substantive",
    )  # fmt: skip
    cookies.owed("clicks", "mail", "request", "company", "explain why refusing cookies takes three clicks")
    cookies.owed("rates", "mail", "request", "company", "provide the consent rates since October", due=-1)
    cookies.message(
        "answer", 20, "out", "email", "Re: Cookie banner",
        "Refusing cookies takes one click since the release of 20 February.",
    )  # fmt: skip
    cookies.settled("clicks", "answer")

    breach = teller.matter("breach", "CNIL", "Breach notification of January", 50)
    breach.message(
        "filing", 50, "out", "portal", "Breach notification", "We notify a breach of 1,250 customer records.",
        files=["breach-report.pdf"], receipt="CNIL-88213",
    )  # fmt: skip
    breach.message(
        "holding", 40, "in", "email", "Your breach notification", "We will send our assessment by 10 March.", "holding"
    )
    breach.owed("assessment", "holding", "commitment", "regulator", "We will send our assessment by 10 March", due=-5)

    age = teller.matter("age", "CNIL", "Age verification pilot", 60)
    age.message(
        "pledge", 60, "out", "letter", "Privacy notice", "We will publish the privacy notice in plain language.",
        asks_nothing=True,
    )  # fmt: skip
    age.owed("notice", "pledge", "commitment", "company", "publish the privacy notice in plain language", due=-45)
    age.message(
        "published", 47, "out", "letter", "Privacy notice published",
        "The privacy notice in plain language was published today.", asks_nothing=True,
    )  # fmt: skip
    age.settled("notice", "published")
    age.message(
        "meeting", 26, "in", "meeting", "Age verification: meeting in Paris",
        "The age verification pilot was presented. We promised a pilot report and an independent audit.", "substantive",
    )  # fmt: skip
    age.owed("report", "meeting", "commitment", "company", "a pilot report", due=2)
    age.owed("audit", "meeting", "commitment", "company", "an independent audit")
    age.message(
        "minutes", 23, "out", "email", "Minutes of our meeting", "We confirm what was said on 17 February.",
        asks_nothing=True,
    )  # fmt: skip

    spectrum = teller.matter("spectrum", "COMREG", "Spectrum licence renewal", 75)
    spectrum.message(
        "question", 75, "out", "letter", "Renewal of the 3.6 GHz licence",
        "Does the licence of the 3.6 GHz band run on during the renewal?",
    )  # fmt: skip
    spectrum.owed("runs", "question", "request", "regulator", "Does the licence of the 3.6 GHz band run on")
    spectrum.message(
        "reply", 63, "in", "letter", "Your question on the 3.6 GHz licence",
        "The licence of the 3.6 GHz band runs on until the decision.", "substantive",
    )  # fmt: skip
    spectrum.settled("runs", "reply")

    outage = teller.matter("outage", "COMREG", "Outage of 3 March", 9)
    outage.message(
        "call", 9, "in", "call", "Call about the outage", "Niall Byrne asked for an outage report with the root cause.",
        "substantive",
    )  # fmt: skip
    outage.owed("report", "call", "request", "company", "an outage report with the root cause", due=14)
    outage.message(
        "interim", 6, "out", "email", "Interim outage report",
        "Attached is the interim outage report. The root cause is under study.",
        files=["outage-report.pdf"], confidential=True,
    )  # fmt: skip
    outage.settled("report", "interim", "part")


def _south(teller: Teller) -> None:
    streaming = teller.matter("streaming", "ANATEL", "Illegal streaming boxes", 17)
    streaming.theirs = "ANATEL/53500"
    streaming.message(
        "order", 17, "in", "letter", "Order on illegal streaming boxes",
        "Block the listed addresses of illegal streaming boxes. Report the measures taken.", "substantive",
    )  # fmt: skip
    streaming.owed("block", "order", "request", "company", "Block the listed addresses", due=-3)
    streaming.owed("measures", "order", "request", "company", "Report the measures taken", due=8)
    streaming.message(
        "blocked", 6, "out", "email", "Addresses blocked", "The listed addresses were blocked on 13 June.",
        asks_nothing=True,
    )  # fmt: skip
    streaming.settled("block", "blocked")

    device = teller.matter("device", "ANATEL", "Certification of set-top boxes", 150)
    device.message(
        "question", 150, "out", "email", "Old certificates", "Does the old certificate of our set-top boxes stay valid?"
    )
    device.owed("valid", "question", "request", "regulator", "Does the old certificate of our set-top boxes stay valid")
    device.message(
        "reply", 140, "in", "email", "Re: Old certificates", "The old certificate stays valid until December.",
        "substantive",
    )  # fmt: skip
    device.settled("valid", "reply")
    device.closed(120)

    notice = teller.matter("notice", "ESAFETY", "Transparency notice", 35)
    notice.theirs = "ESC-2024-77"
    notice.message(
        "letter", 35, "in", "letter", "Transparency notice under section 56",
        "State the number of reports received. State the number of accounts suspended. "
        "State the time taken to respond to reports.",
        "substantive",
    )  # fmt: skip
    notice.owed("reports", "letter", "request", "company", "State the number of reports received", due=-6)
    notice.owed("accounts", "letter", "request", "company", "State the number of accounts suspended", due=-6)
    notice.owed("time", "letter", "request", "company", "State the time taken to respond to reports", due=-6)
    notice.message(
        "answer", 9, "out", "letter", "Answer to the transparency notice",
        "We received 4,310 reports and suspended 962 accounts.", files=["figures.xlsx"], asks_nothing=True,
    )  # fmt: skip
    notice.settled("reports", "answer")
    notice.settled("accounts", "answer")

    code = teller.matter("code", "ESAFETY", "Child safety code", 44)
    code.message(
        "call", 44, "in", "call", "Call on the child safety code",
        "Julie Marsh promised written guidance on the code by the end of May.", "substantive",
    )  # fmt: skip
    code.owed("guidance", "call", "commitment", "regulator", "written guidance on the code", due=-20)
    code.message(
        "confirmed", 43, "out", "email", "Our call of 7 May",
        "We confirm our call. We will train our moderators on the code.", asks_nothing=True,
    )  # fmt: skip
    code.owed("training", "confirmed", "commitment", "company", "We will train our moderators on the code")
    code.message(
        "sent", 13, "in", "email", "Guidance on the code", "Here is the written guidance on the code.", "substantive",
        files=["guidance.pdf"],
    )  # fmt: skip
    code.settled("guidance", "sent")

    spam = teller.matter("spam", "TRAI", "Spam filter thresholds", 21)
    spam.message(
        "first", 21, "out", "email", "Thresholds of spam filters", "Please confirm the thresholds for spam filters."
    )
    spam.owed("thresholds", "first", "request", "regulator", "confirm the thresholds for spam filters")
    spam.message(
        "bounce", 21, "in", "email", "Undelivered mail", "The mail could not be delivered.", "bounce", bounce_of="first"
    )
    spam.message(
        "again", 15, "out", "email", "Thresholds of spam filters (again)",
        "Please confirm the thresholds for spam filters.",
    )  # fmt: skip

    tariff = teller.matter("tariff", "TRAI", "Tariff order for messaging", 40)
    tariff.message(
        "letter", 40, "out", "letter", "Scope of the tariff order",
        "Which services does the tariff order cover? When does it come into force?",
    )  # fmt: skip
    tariff.owed("scope", "letter", "request", "regulator", "Which services does the tariff order cover")
    tariff.owed("force", "letter", "request", "regulator", "When does it come into force")
    tariff.message(
        "reply", 25, "in", "letter", "Re: Scope of the tariff order",
        "The tariff order covers voice and text services. The date is under review.", "partial",
    )  # fmt: skip
    tariff.settled("scope", "reply")
    tariff.settled("force", "reply", "part")

    fees = teller.matter("fees", "ICASA", "Licence fees 2024", 31)
    fees.message(
        "letter", 31, "in", "letter", "Licence fees 2024",
        "Please submit audited revenue figures for the licence fees.", "substantive",
    )  # fmt: skip
    fees.owed("figures", "letter", "request", "company", "submit audited revenue figures", due=-2)
    fees.message(
        "plea", 10, "out", "email", "Licence fees: more time", "We ask for an extension of two weeks for the figures."
    )
    fees.owed("plea-ask", "plea", "request", "regulator", "an extension of two weeks")
    fees.message("grant", 8, "in", "email", "Re: more time", "The extension is granted until 2 July.", "substantive")
    fees.settled("plea-ask", "grant")
    fees.extended("figures", "grant", 12)

    rural = teller.matter("rural", "ICASA", "Rural coverage targets", 59)
    rural.message(
        "letter", 59, "out", "letter", "Rural coverage", "Which districts count as rural under the coverage targets?"
    )
    rural.owed("districts", "letter", "request", "regulator", "Which districts count as rural")
    rural.message("receipt", 52, "in", "email", "Re: Rural coverage", "We acknowledge your letter.", "acknowledgement")
    rural.message("chaser", 30, "out", "email", "Rural coverage: reminder", "We refer to our letter of 22 April.")
    rural.note("idea", 5, "Counsel suggests a call with Thandi Nkosi.")


GENERATED: dict[str, tuple[date, dict[str, tuple[Party, str, str, str]], Callable[[Teller], None], int]] = {
    "north": (NORTH, NORTHERN, _north, 11),
    "south": (SOUTH, SOUTHERN, _south, 23),
}
