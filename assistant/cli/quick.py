"""The way of a check from cron to its work, and of the UI to its screen, without what neither needs.

To check ten thousand threads takes less time than to import click, and msgspec asks for modules that take as long as
msgspec itself. So the words of a plain `check`, and those of the UI, are understood here, if each of them is one that
this page knows, written as it stands here; anything else, `--help` and mistakes included, is left to click, and means
the same there (a test holds the two to that).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from assistant.cli.session import Session

Given = dict[str, str]
"""What each option was given; a flag, itself."""

FORMATS = ("text", "json", "csv", "ics")
VALUES = ("--record", "--config", "--as-of", "--known")
UI_FLAGS = ("--read-only", "--linear")
CHECK_FLAGS = ("--new", "--snoozed", "--nagios")


def quick_check(arguments: Sequence[str]) -> Callable[[], int] | None:
    """The check that `arguments` ask for, ready to run; None if they are not, or not surely, a plain check."""
    commands, given = _understood(arguments)
    if commands != ["check"] or given.keys() & UI_FLAGS or given.get("--format", "text") not in FORMATS:
        return None
    return None if "" in given.values() else lambda: _check(given)


def quick_ui(arguments: Sequence[str]) -> Callable[[], None] | None:
    """The same for the UI; None too where there is no screen for it."""
    commands, given = _understood(arguments)
    if commands or "" in given.values():
        return None
    from assistant.cli.ui import can_open

    return (lambda: _open_ui(given)) if can_open() else None


def _understood(arguments: Sequence[str]) -> tuple[list[str], Given]:
    """The options in `arguments`, and every other word."""
    words, given = iter(arguments), Given()
    others: list[str] = []
    for word in words:
        name, mark, value = word.partition("=")
        if name in VALUES or (name == "--format" and others):
            given[name] = value if mark else next(words, "")
        elif word == "--no-color" or word in (CHECK_FLAGS if others else UI_FLAGS):
            given[word] = word
        else:
            others.append(word)
    return others, given


def _check(given: Given) -> int:
    _import_lightly()
    from assistant.cli.check import check, check_new

    session = _session(given)
    form, snoozed, nagios = given.get("--format", "text"), "--snoozed" in given, "--nagios" in given
    if "--new" in given and not nagios:
        from assistant.services.unattended import Wanted

        return check_new(session, form, Wanted(snoozed=snoozed))
    return check(session, form, snoozed=snoozed, nagios=nagios)


def _open_ui(given: Given) -> None:
    _import_lightly()
    from assistant.cli.ui import open_ui

    session = _session(given)
    session.read_only, session.linear = "--read-only" in given, session.linear or "--linear" in given
    open_ui(session)


def _session(given: Given) -> Session:
    from assistant.cli.session import Session
    from assistant.record.dates import parse_day

    session = Session()
    session.record, session.config = given.get("--record"), given.get("--config")
    if "--as-of" in given:
        session.as_of = parse_day(given["--as-of"])
    if "--known" in given:
        session.known = parse_day(given["--known"])
    if "--no-color" in given:
        session.color = False
    return session


def _import_lightly() -> None:
    """Import msgspec and pathlib without what they have no use for here, and what takes twice as long as they do.

    `typing_extensions`: from Python 3.11 on `typing` has all that msgspec takes from there. None in `sys.modules` is
    the import system's own way of saying that there is no such module; msgspec then does without. `platform`: `uuid`
    asks it for the system's name, and for nothing else. `textwrap`: it takes the indents out of JSON schemas, should
    one be wanted. `urllib.parse`: it quotes paths for `file:` addresses. Whoever asks later finds all as ever.
    """
    absent: dict[str, object] = {
        "typing_extensions": None,
        "platform": SimpleNamespace(system=lambda: os.uname().sysname),
        "textwrap": SimpleNamespace(dedent=_dedent),
        "urllib.parse": SimpleNamespace(quote_from_bytes=_quoted),
        **{name: _Later(name) for name in ("fnmatch", "ntpath", "msgspec.inspect", "msgspec.toml", "msgspec.yaml")},
    }
    for name in absent.keys() & sys.modules.keys():
        del absent[name]
    sys.modules.update(cast("dict[str, ModuleType]", absent))
    try:
        import pathlib  # noqa: F401 - for its presence

        import msgspec  # noqa: F401 - the same
    finally:
        for name, stub in absent.items():
            if name in sys.modules and sys.modules[name] is stub:
                del sys.modules[name]


class _Later(ModuleType):
    """Stands for a module until something of it is wanted, be it at once."""

    def __getattr__(self, name: str) -> object:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        from importlib import import_module

        return getattr(import_module(self.__name__), name)


def _dedent(text: str) -> str:
    from textwrap import dedent

    return dedent(text)


def _quoted(path: bytes) -> str:
    from urllib.parse import quote_from_bytes

    return quote_from_bytes(path)
