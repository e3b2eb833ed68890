"""Regulators by their country and kind, where only one is meant."""

from __future__ import annotations

import pytest

from assistant.chat.countries import described
from assistant.config import RegulatorSettings, Settings

SETTINGS = Settings(
    regulators={
        "BNETZA": RegulatorSettings(name="Bundesnetzagentur", country="DE"),
        "CNIL": RegulatorSettings(name="Commission nationale de l'informatique et des libertés", country="FR"),
        "ARCEP": RegulatorSettings(name="Autorité des communications", country="FR"),
        "COMREG": RegulatorSettings(name="Commission for Communications Regulation", country="IE"),
    }
)


@pytest.mark.parametrize(
    ("text", "keys", "said"),
    [
        ("what do the germans want", ["BNETZA"], "what do REG want"),
        ("what came from germany", ["BNETZA"], "what came from REG"),
        ("what does ireland want", ["COMREG"], "what does REG want"),
        ("the regulator in ireland", ["COMREG"], "REG"),
        ("what is open in germany", ["BNETZA"], "what is open PLACE"),
        ("our german letter", ["BNETZA"], "our PLACE letter"),
        ("the french privacy watchdog", ["CNIL"], "REG"),
        ("the privacy people", ["CNIL"], "REG"),
        ("the french regulator", [], "the french regulator"),
        ("the telecoms regulator", [], "the telecoms regulator"),
        ("the irish telecoms regulator", ["COMREG"], "REG"),
        ("what was said about ireland", [], "what was said about ireland"),
        ("the japanese authority", [], "the japanese authority"),
    ],
)
def test_a_country_or_a_kind_names_a_regulator_that_is_the_only_one(text: str, keys: list[str], said: str) -> None:
    found, known = described(text, SETTINGS, SETTINGS.regulators)
    assert (" ".join(found.split()), known) == (said, keys)
