"""No address or domain of a configuration is two sides' own: both are named, and nothing is filed by the first."""

from __future__ import annotations

import pytest

from assistant.config import parse
from assistant.errors import UsageProblem
from assistant.mail.parties import COMPANY, address_book

PTA = '[regulators.PTA]\ndomains = ["pta.gov.pk", "büro.example"]\naddresses = ["desk@office.example"]\n'
OURS = '[company]\naddresses = ["us@post.example"]\ndomains = ["acme.example"]\n'


@pytest.mark.parametrize(
    ("other", "line", "both"),
    [
        ('[regulators.FCC]\ndomains = ["x.example", "@PTA.gov.pk."]', 5, "[regulators.PTA] and under [regulators.FCC]"),
        ('[regulators.FCC]\ndomains = ["xn--bro-hoa.example"]', 5, "[regulators.PTA] and under [regulators.FCC]"),
        ('[regulators.FCC]\n\naddresses = ["<Desk@Office.example>"]', 6, "[regulators.PTA] and under [regulators.FCC]"),
        (
            '[[regulators.FCC.contacts]]\nname = "Desk"\naddress = "desk@office.example"',
            6,
            "[regulators.PTA] and under [regulators.FCC]",
        ),
        ('[company]\ndomains = ["*.pta.gov.pk"]', 2, "[company] and under [regulators.PTA]"),
        ('[company]\naddresses = ["desk@office.example"]', 3, "[company] and under [regulators.PTA]"),
    ],
)
def test_what_two_sides_name_is_refused_with_both(other: str, line: int, both: str) -> None:
    with pytest.raises(UsageProblem) as raised:
        parse(PTA + other, "conf")
    assert raised.value.what.endswith(f"stands under {both}")
    assert raised.value.where == f"conf, line {line}"


@pytest.mark.parametrize(
    ("text", "address", "owner"),
    [
        (
            PTA + '[[regulators.PTA.contacts]]\nname = "D"\naddress = "desk@office.example"',
            "desk@office.example",
            "PTA",
        ),
        (PTA + '[regulators.FCC]\naddresses = ["a@pta.gov.pk"]', "a@pta.gov.pk", "FCC"),
        (PTA + '[regulators.FCC]\ndomains = ["fcc.pta.gov.pk"]', "a@fcc.pta.gov.pk", "FCC"),
        (PTA + OURS + '[regulators.FCC]\naddresses = ["fcc@acme.example"]', "fcc@acme.example", "FCC"),
        (PTA + OURS + '[regulators.FCC]\naddresses = ["fcc@post.example"]', "us@post.example", COMPANY),
        (
            PTA + '[regulators.FCC]\ncontacts = [{ name = "A" }]\n[regulators.X]\ncontacts = [{ name = "A" }]',
            "a@a",
            None,
        ),
    ],
)
def test_what_one_names_more_closely_than_another_is_its_own(text: str, address: str, owner: str | None) -> None:
    assert address_book(parse(text)).owner(address) == owner
