"""A plain `check` and the UI alone take a way without click; it must mean what it means with click."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.cli import quick
from tests.cli.conftest import Assistant, Result

DAY = ("--as-of", "2020-10-17")
ARGUMENTS = [
    (*DAY, "check"),
    ("check", *DAY),
    ("check", "--as-of=2020-10-18"),
    (*DAY, "--as-of", "2020-10-19", "check"),
    (*DAY, "--no-color", "check"),
    (*DAY, "check", "--format", "json"),
    (*DAY, "check", "--format=csv"),
    (*DAY, "check", "--format", "ics"),
    (*DAY, "check", "--nagios"),
    (*DAY, "check", "--snoozed", "--format", "json"),
    (*DAY, "check", "--new", "--new"),
    (*DAY, "--known", "2020-10-11", "check"),
    ("check", "--known=2020-10-17", "--format", "json"),
    ("--known", "2020-10-17", "check", "--new"),
    ("--known", "never", "check"),
    (*DAY, "check", "--new", "--nagios"),
    (*DAY, "check", "--new", "--format", "csv"),
    (*DAY, "check", "--new", "--kind", "no-reply"),
    ("--as-of", "never", "check"),
    ("check", "--as-of"),
    ("check", "--as-of", ""),
    ("--as-of", "", "check"),
    ("check", "--format", "xml"),
    ("--format", "json", "check"),
    ("--new", "check"),
    ("check", "--bogus"),
    ("check", "too", "many"),
    ("check", "--", "--new"),
    ("check", "-h"),
    ("--config", "nowhere.toml", "check"),
    ("threads",),
]


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=" ".join)
def test_the_quick_way_means_what_click_means(
    assistant: Assistant, demo: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def run() -> Result:
        (demo / ".reported").unlink(missing_ok=True)
        return assistant("--record", demo, *arguments)

    quickly = run()
    monkeypatch.setattr("assistant.cli.quick.quick_check", lambda _: None)
    assert quickly == run()


def test_a_plain_check_takes_the_quick_way_and_help_does_not() -> None:
    assert quick.quick_check(["--record", "D", "check", "--new"])
    assert not quick.quick_check(["check", "--help"])
    assert not quick.quick_check(["threads"])
    assert not quick.quick_check([])


UI_ARGUMENTS = [
    (),
    ("--record", "D", "--config", "C"),
    (*DAY, "--read-only"),
    ("--as-of=2020-10-18", "--linear", "--no-color"),
    ("--known", "2020-10-11"),
    ("--linear", "--linear"),
    ("--as-of", "never"),
    ("--record",),
    ("--record", ""),
    ("--nagios",),
    ("--bogus",),
    ("--format", "json"),
]


@pytest.mark.parametrize("arguments", UI_ARGUMENTS, ids=" ".join)
def test_the_ui_opens_as_it_does_with_click(
    assistant: Assistant, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Mapping[str, object]] = []
    for door in ("ui", "main"):
        monkeypatch.setattr(f"assistant.cli.{door}.can_open", lambda: True)
        monkeypatch.setattr(f"assistant.cli.{door}.open_ui", lambda session: opened.append(vars(session)))
    quickly = assistant(*arguments)
    monkeypatch.setattr("assistant.cli.quick.quick_ui", lambda _: None)
    assert quickly == assistant(*arguments)
    assert opened[1:] == opened[:1]


def test_the_ui_alone_takes_the_quick_way_where_there_is_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not quick.quick_ui([])
    monkeypatch.setattr("assistant.cli.ui.can_open", lambda: True)
    assert quick.quick_ui(["--record", "D", "--linear"])
    assert not quick.quick_ui(["--help"])
    assert not quick.quick_ui(["--linear", "check"])
