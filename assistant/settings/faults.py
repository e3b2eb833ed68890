"""What is wrong with a configuration, for the person who wrote it: table, key, line, and the key that was meant.

The settings' types say what is known; nothing is listed here a second time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, get_args

import msgspec
from msgspec import Struct

from assistant.errors import UsageProblem
from assistant.settings.places import Path, places

_ERROR = re.compile(r"(.*?)(?: - at `\$(.*)`)?", re.DOTALL)
"""How msgspec words an error: what, and the path. Keys of a mapping are not told: `$.regulators[...].name`."""
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]|\[(\.\.\.)\]")
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(\w+)`")
NOT_WRITTEN = frozenset({"source", "text"})
"""Fields of the settings that are no keys of the file."""


def fault(error: str, document: Mapping[str, Any], text: str, where: str, root: type[Struct]) -> UsageProblem:
    """The sentence for msgspec's `error` about the `document` that is `text`, read as `root`."""
    found = _ERROR.fullmatch(error)
    what, steps = (found[1], found[2] or "") if found else (error, "")
    spots = tuple(_spots(document, root, _STEP.findall(steps)))
    lines = places(text)
    if unknown := _UNKNOWN.fullmatch(what):
        return _unknown_key(unknown[1], spots, document, lines, where)
    if missing := _MISSING.fullmatch(what):
        path = next((p for p, value, _ in spots if missing[1] not in value), ())
        return UsageProblem(
            f"missing required field `{missing[1]}` in {table_name(path, document)}", where=at(where, lines, path)
        )
    path = next((p for p, value, kind in spots if not _holds(value, kind)), ())
    return UsageProblem(f"{_key_name(path, document)}: {what}", where=at(where, lines, path))


def unknown_key(key: str, text: str, where: str, root: type[Struct]) -> UsageProblem:
    """The same for a `key` outside all tables."""
    return _unknown_key(key, (((), {key: None}, root),), {}, places(text), where)


def at(where: str, lines: Mapping[Path, int], path: Path) -> str:
    """File and line; the line of the table around it where the key itself has none."""
    line = next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), 0)
    return f"{where}, line {line}".removeprefix(", ") if line else where


def table_name(path: Path, document: Mapping[str, Any]) -> str:
    """`[regulators.PTA]`; `[[rules]] number 2 ('act')`, counted from 1, with the name where it has one."""
    if not path:
        return "the configuration"
    if not isinstance(path[-1], int):
        return f"[{'.'.join(str(step if isinstance(step, str) else step + 1) for step in path)}]"
    table: Any = document
    for step in path:
        table = table[step]
    name = table.get("name", "") if isinstance(table, dict) else ""
    return f"[{table_name(path[:-1], document)}] number {path[-1] + 1}" + (f" ({name!r})" if name else "")


def _key_name(path: Path, document: Mapping[str, Any]) -> str:
    keys = [place for place, step in enumerate(path) if isinstance(step, str)]
    if not keys:
        return "the configuration"
    key, table = str(path[keys[-1]]), path[: keys[-1]]
    return f"`{key}` in {table_name(table, document)}" if table else f"`{key}`"


_Spot = tuple[Path, Any, Any]
"""A place, what stands there, and the type that it should have."""


def _unknown_key(
    key: str, spots: tuple[_Spot, ...], document: Mapping[str, Any], lines: Mapping[Path, int], where: str
) -> UsageProblem:
    path, _, kind = next((s for s in spots if isinstance(s[1], dict) and key in s[1]), ((), None, None))
    known = [field.encode_name for field in msgspec.structs.fields(kind)] if kind else []
    written = [name for name in known if name not in NOT_WRITTEN]
    near = get_close_matches(key, written, 1)
    hint = f"Did you mean `{near[0]}`?" if near else f"Known: {', '.join(written)}."
    place = f" in {table_name(path, document)}" if path else ""
    return UsageProblem(f"unknown key `{key}`{place}", where=at(where, lines, (*path, key)), hint=hint)


def _spots(value: Any, kind: Any, steps: list[tuple[str, str, str]], path: Path = ()) -> Iterator[_Spot]:
    """Every place that `steps` may mean, in the order of the file."""
    if not steps:
        yield path, value, kind
        return
    (key, number, _), rest = steps[0], steps[1:]
    here: list[tuple[str | int, Any]]
    if key:
        here = [(key, value[key])] if isinstance(value, dict) and key in value else []
    elif number:
        here = [(int(number), value[int(number)])]
    else:
        here = list(value.items())
    for step, inner in here:
        yield from _spots(inner, _inner(kind, key), rest, (*path, step))


def _inner(kind: Any, key: str) -> Any:
    """The type of a field, or of what a mapping or list holds."""
    if key:
        kind = next((field.type for field in msgspec.structs.fields(kind) if field.encode_name == key), Any)
        return next((one for one in get_args(kind) if one is not type(None)), kind) if _optional(kind) else kind
    inside = [one for one in get_args(kind) if one is not Ellipsis]
    return inside[-1] if inside else Any


def _optional(kind: Any) -> bool:
    return type(None) in get_args(kind)


def _holds(value: Any, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True
