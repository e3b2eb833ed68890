"""The way of a check from cron to its work without what it does not need.

To check ten thousand threads takes less time than to import click, and msgspec asks for modules that take as long as
msgspec itself. So the words of a plain `check` are understood here, if each of them is one that this page knows,
written as it stands here; anything else, `--help` and mistakes included, is left to click, and means the same there (a
test holds the two to that).
"""

from __future__ import annotations

import sys
import typing
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from typing import cast

FORMATS = ("text", "json", "csv", "ics")
VALUES = ("--record", "--config", "--as-of", "--known", "--format")
FLAGS = ("--no-color", "--new", "--snoozed", "--nagios")


def quick_check(arguments: Sequence[str]) -> Callable[[], int] | None:
    """The check that `arguments` ask for, ready to run; None if they are not, or not surely, a plain check."""
    words, given = iter(arguments), dict[str, str]()
    commands: list[str] = []
    for word in words:
        name, mark, value = word.partition("=")
        if name in VALUES:
            given[name] = value if mark else next(words, "")
        elif word in FLAGS and (commands or word == "--no-color"):
            given[word] = word
        else:
            commands.append(word)
        if name == "--format" and not commands:
            return None
    if commands != ["check"] or "" in given.values() or given.get("--format", "text") not in FORMATS:
        return None
    return lambda: _run(given)


def _run(given: dict[str, str]) -> int:
    _import_lightly()
    from assistant.cli.check import check, check_new
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
    form, snoozed, nagios = given.get("--format", "text"), "--snoozed" in given, "--nagios" in given
    if "--new" in given and not nagios:
        from assistant.services.unattended import Wanted

        return check_new(session, form, Wanted(snoozed=snoozed))
    return check(session, form, snoozed=snoozed, nagios=nagios)


def _import_lightly() -> None:
    """Import msgspec and pathlib without what they have no use for here, and what takes twice as long as they do.

    `typing_extensions`: from Python 3.11 on `typing` has all that msgspec takes from there. None in `sys.modules` is
    the import system's own way of saying that there is no such module; msgspec then does without. `decimal` and `uuid`:
    no record and no configuration holds a value of theirs, and for this process msgspec never learns what they are.
    `textwrap`: it takes the indents out of JSON schemas, should one be wanted. `urllib.parse`: it quotes paths for
    `file:` addresses. Whoever asks later finds all else as ever.
    """
    absent: dict[str, object] = {
        "typing_extensions": None,
        "decimal": SimpleNamespace(Decimal=_Unknown),
        "uuid": SimpleNamespace(UUID=_Unknown, SafeUUID=SimpleNamespace(unknown=None)),
        "textwrap": SimpleNamespace(dedent=_dedent),
        "urllib.parse": SimpleNamespace(quote_from_bytes=_quoted),
        **{name: _Later(name) for name in ("fnmatch", "ntpath", "msgspec.inspect", "msgspec.toml", "msgspec.yaml")},
    }
    for name in absent.keys() & sys.modules.keys():
        del absent[name]
    sys.modules.update(cast("dict[str, ModuleType]", absent))
    try:
        with _without_grammar():
            import pathlib  # noqa: F401 - for its presence

            import msgspec  # noqa: F401 - the same
    finally:
        for name, stub in absent.items():
            if name in sys.modules and sys.modules[name] is stub:
                del sys.modules[name]
    sys.modules.setdefault("tomllib", _Later("tomllib"))  # settings are seldom read anew


class _Unknown:
    """Stands for a type of which there are no values."""


@contextmanager
def _without_grammar() -> Iterator[None]:
    """Types that are named by strings are none meanwhile: for the first one Python builds a type for each part of its
    grammar, a twentieth of a check. msgspec makes one to see whether it can, `tomllib` two that nobody looks at.
    """
    made = typing.ForwardRef
    vars(typing)["ForwardRef"] = lambda _, **__: None
    try:
        yield
    finally:
        vars(typing)["ForwardRef"] = made


class _Later(ModuleType):
    """Stands for a module until something of it is wanted, be it at once."""

    def __getattr__(self, name: str) -> object:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        from importlib import import_module

        with _without_grammar():
            return getattr(import_module(self.__name__), name)


def _dedent(text: str) -> str:
    from textwrap import dedent

    return dedent(text)


def _quoted(path: bytes) -> str:
    from urllib.parse import quote_from_bytes

    return quote_from_bytes(path)
