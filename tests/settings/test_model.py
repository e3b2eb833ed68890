"""The `[model]` table: two lines suffice, and what cannot hold is named with its key and line."""

from __future__ import annotations

import pytest

from assistant.config import parse
from assistant.errors import UsageProblem
from assistant.settings.model import ModelSettings

USUAL = {"base_url": '"https://models.example.com/v1"', "model": '"small"'}


def model(**changes: str) -> ModelSettings:
    """The table with these keys besides; an empty change leaves a key out."""
    lines = [f"{key} = {value}" for key, value in (USUAL | changes).items() if value]
    regulator = ["[regulators.OFCOM]", 'domains = ["regulator.example"]', "[model]"]
    found = parse("\n".join([*regulator, *lines]), "assistant.toml").model
    assert found is not None
    return found


def test_nothing_is_asked_without_the_table() -> None:
    assert parse("").model is None


@pytest.mark.parametrize(
    ("changes", "host", "redacts"),
    [
        ({}, "models.example.com", True),
        ({"redact": "false"}, "models.example.com", False),
        ({"base_url": '"http://127.0.0.1:8080/v1"'}, "127.0.0.1", False),
        ({"base_url": '"http://localhost:11434/v1/"', "redact": "true"}, "localhost", True),
        ({"base_url": '"http://[::1]:8000"', "key_env": '"K"', "timeout": "5", "temperature": "1"}, "::1", False),
    ],
)
def test_what_holds_is_taken(changes: dict[str, str], host: str, redacts: bool) -> None:
    found = model(**changes)
    assert (found.host, found.redacts) == (host, redacts)


@pytest.mark.parametrize(
    ("changes", "line", "said"),
    [
        ({"model": ""}, 3, "missing required field `model` in [model]"),
        ({"modell": '"x"'}, 6, "unknown key `modell` in [model]"),
        ({"timeout": '"long"'}, 6, "`timeout` in [model]"),
        ({"timeout": "0"}, 6, "`timeout` in [model] is 0; it is more than 0"),
        ({"timeout": "nan"}, 6, "`timeout` in [model] is nan"),
        ({"temperature": "3.5"}, 6, "`temperature` in [model] is 3.5"),
        ({"model": '" "'}, 5, "`model` in [model] is no name of a model"),
        ({"base_url": '"models.example.com"'}, 4, "`base_url` in [model] is no address"),
        ({"base_url": '"https://a b"'}, 4, "`base_url` in [model] is no address"),
        ({"base_url": '"https://[::1"'}, 4, "`base_url` in [model] is no address"),
        ({"base_url": '"http://models.example.com"'}, 4, "can be http:// only for this machine itself"),
        ({"base_url": '"https://a.example:99999"'}, 4, "names a port that is none"),
        ({"base_url": '"https://u:p@a.example"'}, 4, "holds a user or password"),
        ({"base_url": '"https://a.example/?v=1"'}, 4, "ends with its path"),
        ({"base_url": '"https://ai.Regulator.example"'}, 4, "the assistant never sends anything to a regulator"),
        ({"key_env": '"K"', "key_command": '["pass"]'}, 7, "both say where the key is"),
    ],
)
def test_what_cannot_hold_is_named_with_its_key_and_line(changes: dict[str, str], line: int, said: str) -> None:
    with pytest.raises(UsageProblem) as problem:
        model(**changes)
    assert said in str(problem.value)
    assert str(problem.value).startswith(f"assistant.toml, line {line}: ")
