"""The configuration is taken over as a whole or not at all."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import config
from assistant.demo import as_of, write_demo
from assistant.desk import Desk
from assistant.errors import Refused, UsageProblem
from assistant.services.rule_list import rule_list
from assistant.services.settings_file import settings_path, settings_text, take_over
from tests.conftest import Copied

THREE_DAYS = '\n[[rules]]\nname = "no-reply"\nkind = "no-reply"\nafter = "3 days"\nsteps = ["30 days"]\n'


@pytest.fixture
def desk(tmp_path: Path, copied: Copied) -> Iterator[Desk]:
    root = tmp_path / "demo"
    copied("demo", write_demo, root)
    opened = Desk(root, config.load(root / "assistant.toml", required=True), as_of())
    yield opened
    opened.close()


def no_reply(desk: Desk) -> str:
    return next(gap.summary for gap in desk.gaps(desk.thread("pta-2020-001")) if gap.kind == "no-reply")


def test_new_rules_hold_at_once_and_the_file_keeps_its_rights(desk: Desk) -> None:
    path, before = settings_path(desk), settings_text(desk)
    path.chmod(0o640)
    assert "16 October 2020" in no_reply(desk)
    take_over(desk, before + THREE_DAYS, before)
    assert "due 12 October 2020" in no_reply(desk)
    assert any(rule.number and rule.reminders for rule in rule_list(desk).rules)
    assert path.read_text() == before + THREE_DAYS
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [p.name for p in path.parent.glob(".assistant.*")] == []


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("\n[[rules]]\nname = 'x'\nkind = 'no-reply'\nafter = 'soon'\n", "soon"),
        ("\n[broken", "TOML"),
        ("\nunknown_key = 1\n", "unknown_key"),
    ],
)
def test_a_fault_is_named_and_nothing_changes(desk: Desk, more: str, told: str) -> None:
    before, settings = settings_text(desk), desk.settings
    with pytest.raises(UsageProblem, match=told) as fault:
        take_over(desk, before + more, before)
    assert "assistant.toml" in (fault.value.where or "")
    assert settings_text(desk) == before
    assert desk.settings is settings


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(desk: Desk) -> None:
    before = settings_text(desk)
    settings_path(desk).write_text(f"{before}\n# mine\n")
    with pytest.raises(Refused, match="somebody else"):
        take_over(desk, before + THREE_DAYS, before)
    assert settings_text(desk).endswith("# mine\n")


def test_without_a_file_the_first_one_is_written_where_it_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    desk = Desk(tmp_path / "record", config.parse(""))
    try:
        assert settings_text(desk) == ""
        take_over(desk, 'author = "me"\n', "")
        assert desk.author == "me"
        assert settings_path(desk).read_text() == 'author = "me"\n'
        assert settings_path(desk).is_relative_to(tmp_path / "config")
    finally:
        desk.close()
