"""The `[[owners]]` tables: who can be an owner, and who never."""

from __future__ import annotations

import pytest

from assistant.config import Settings, parse
from assistant.errors import UsageProblem

REGULATOR = """
[regulators.PTA]
addresses = ["chair@gov.example"]
domains = ["pta.gov.pk", "bücher.example"]
[[regulators.PTA.contacts]]
name = "Secretary"
address = "secretary@elsewhere.example"
"""


def owners(*tables: str) -> Settings:
    return parse(REGULATOR + "".join(f"[[owners]]\n{table}\n" for table in tables), "assistant.toml")


def test_colleagues_are_read() -> None:
    found = owners(
        'name = "sana"\naddress = "sana@pta.gov.pk.example.com"\nregulators = ["PTA"]', 'name = "omar"'
    ).owners
    assert [(owner.name, owner.regulators) for owner in found] == [("sana", ("PTA",)), ("omar", ())]


@pytest.mark.parametrize(
    "address",
    [
        "chair@gov.example",
        "Chair@GOV.example",
        "anyone@pta.gov.pk",
        "anyone@mail.PTA.gov.pk.",
        "secretary@elsewhere.example",
        "x@bücher.example",
        "x@xn--bcher-kva.example",
    ],
)
def test_an_address_of_a_regulator_is_refused(address: str) -> None:
    with pytest.raises(UsageProblem, match="is an address of PTA") as raised:
        owners('name = "omar"', f'name = "sana"\naddress = "{address}"')
    assert raised.value.where == "assistant.toml, line 12: owner 'sana' (number 2), `address`"


@pytest.mark.parametrize(
    ("table", "key", "said"),
    [
        ('name = "sana"', "name", "there are two owners 'sana'"),
        ('name = " "', "name", "is no name"),
        ('name = "a\\nb"', "name", "is no name"),
        ('name = "x"\naddress = "Sana <sana@example.com>"', "address", "is no mail address"),
        ('name = "x"\naddress = "a@b.example, c@pta.gov.pk"', "address", "is no mail address"),
        ('name = "x"\naddress = "sana"', "address", "is no mail address"),
        ('name = "x"\nregulators = ["pta"]', "regulators", "is not a regulator key"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(table: str, key: str, said: str) -> None:
    with pytest.raises(UsageProblem, match=said) as raised:
        owners('name = "sana"', table)
    assert "(number 2)" in raised.value.where
    assert raised.value.where.endswith(f"`{key}`")
    assert raised.value.where.startswith("assistant.toml, line ")
