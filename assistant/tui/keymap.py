"""The keys that a user has chosen for actions, held against what there is: every screen's and widget's own bindings.

Nothing is listed here: a binding has an id where it is made. A mistake is named with its line, like any other in the
configuration, before the UI opens.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from importlib.util import find_spec

from textual.dom import DOMNode
from textual.keys import Keys, _character_to_key
from textual.screen import Screen

from assistant.config import Settings, place_of
from assistant.errors import UsageProblem
from assistant.tui.keys import bindings_of

_HELD = frozenset({"ctrl", "alt", "shift", "super", "hyper", "meta"})
_LISTS = ("list.", "thread.")
"""Ids of what may stand on any screen. Letters are letters where one writes; in lists they are keys."""
_NAMED = frozenset(key.value for key in Keys)


def checked(settings: Settings, modules: Sequence[str]) -> dict[str, str]:
    """What `App.set_keymap` takes; raises `UsageProblem` for an id or key that there is not, or one key for two.

    `modules`: those of the screens, which are imported only if keys were chosen.
    """
    if not settings.keys:
        return {}
    for module in modules:
        if find_spec(f"assistant.tui.screens.{module}"):  # else styles that some screen wears
            import_module(f"assistant.tui.screens.{module}")
    kinds = {kind: _keys_by_id(kind) for kind in _kinds(DOMNode)}
    known = {name for ids in kinds.values() for name in ids}
    chosen = {name: _keys(settings, name, text, known) for name, text in settings.keys.items()}
    for places_ in _together(kinds):
        _check_clashes(settings, chosen, places_)
    return {name: ",".join(keys) for name, keys in chosen.items()}


def _kinds(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    """The UI's own screens and widgets."""
    for sub in kind.__subclasses__():
        if sub.__module__.startswith("assistant.tui"):
            yield sub
        yield from _kinds(sub)


def _keys_by_id(kind: type[DOMNode]) -> dict[str, tuple[str, ...]]:
    return {binding.id: tuple(binding.key.split(",")) for binding in bindings_of(kind) if binding.id}


def _keys(settings: Settings, name: str, text: str, known: set[str]) -> tuple[str, ...]:
    """The keys of one line of the table, named as Textual does."""
    if name not in known:
        near = get_close_matches(name, known, 1)
        hint = f"Did you mean `{near[0]}`?" if near else "`?` in the UI shows the keys, the README their names."
        raise UsageProblem(f"unknown action `{name}` in [keys]", where=place_of(settings, "keys", name), hint=hint)
    keys = tuple(_named(key.strip()) for key in text.split(","))
    for key, written in zip(keys, text.split(","), strict=True):
        if not _is_key(key):
            what = f"`{name}` in [keys]: {written.strip()!r} is no key"
            raise UsageProblem(
                what, where=place_of(settings, "keys", name), hint="Such as l, ctrl+l, f6, question_mark, left."
            )
    return keys


def _named(key: str) -> str:
    *held, last = key.rsplit("+", 1) if len(key) > 1 else [key]
    return "+".join([*held, _character_to_key(last) if len(last) == 1 else last])


def _is_key(key: str) -> bool:
    *held, last = key.split("+")
    return set(held) <= _HELD and (last in _NAMED or (len(last) == 1 and last.isprintable()) or _is_character(last))


def _is_character(name: str) -> bool:
    try:
        unicodedata.lookup(name.replace("_", " ").upper())
    except KeyError:
        return name in {"slash", "full_stop", "minus", "plus", "backslash", "tilde", "underscore"}
    return True


def _together(kinds: Mapping[type[DOMNode], Mapping[str, tuple[str, ...]]]) -> Iterator[dict[str, tuple[str, ...]]]:
    """The bindings that hold at the same time: a screen's with those of each list that may stand on it."""
    widgets = [ids for kind, ids in kinds.items() if not issubclass(kind, Screen)]
    lists = [{name: keys for name, keys in ids.items() if name.startswith(_LISTS)} for ids in widgets]
    for kind, ids in kinds.items():
        if issubclass(kind, Screen):
            yield from ({**ids, **inner} for inner in (*lists, {}))
        else:
            yield dict(ids)


def _check_clashes(
    settings: Settings, chosen: Mapping[str, tuple[str, ...]], known: Mapping[str, tuple[str, ...]]
) -> None:
    """One of two that bear a key was chosen by the user: what clashes by itself is meant."""
    in_force = {name: chosen.get(name, keys) for name, keys in known.items()}
    for name in reversed([name for name in chosen if name in known]):  # of two lines the later is the mistake
        for other, keys in in_force.items():
            if other != name and (both := set(chosen[name]) & set(keys)) and not both <= set(known[name]):
                what = f"`{name}` in [keys]: {', '.join(sorted(both))} is the key of `{other}`"
                hint = f"Give `{other}` another one, too."
                raise UsageProblem(what, where=place_of(settings, "keys", name), hint=hint)
