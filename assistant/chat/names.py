"""The names that a question may use: regulators by key or name, our own name, people of theirs, threads and entries.

A name is replaced by a mark (`REG`, `PERSON`, `THREAD_ID`, `ENTRY`) so that the rest of the question can be read
without it. A slip of the keyboard is forgiven only in keys and names, and only where the word is none that means
something.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from assistant.chat.countries import described
from assistant.chat.vocabulary import EMPTY, TAG_OF, listed
from assistant.chat.words import folded, near
from assistant.config import Settings

THREAD = re.compile(r"\b([a-z0-9](?:[a-z0-9-]*[a-z0-9])?-\d{4}-\d{3,})(?:#(\d{1,9}))?\b")
ENTRY = re.compile(r"(?<![\w#])#(\d{1,9})\b|\bentry (?:number |no\.? ?)?(\d{1,9})\b")
GENERIC = listed(
    """
    authority authorities agency commission commissioner board office regulator ministry national independent
    general department de la le les et des du of the for and in nationale nacional data communications
    """
)
"""Words of a regulator's name that alone mean no one in particular."""
SHORTEST = 3
SHORT_KEY = 4
TITLES = listed("mr mrs ms dr prof madame frau herr sir")


class Named(Struct, frozen=True):
    """Who and what a question names, and the rest of it."""

    text: str
    """The folded question with marks in place of names."""
    regulators: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    """Folded names of contacts, as they stand in the question."""
    threads: tuple[str, ...] = ()
    entries: tuple[tuple[str, int], ...] = ()
    """Thread (empty: the one that is talked about) and number."""


def named_in(text: str, settings: Settings, regulators: Iterable[str]) -> Named:
    """What folded `text` names of the settings and of these regulators."""
    threads: list[str] = []
    entries: list[tuple[str, int]] = []

    def thread(match: re.Match[str]) -> str:
        if match.group(2):
            entries.append((match.group(1), int(match.group(2))))
            return " ENTRY "
        threads.append(match.group(1))
        return " THREAD_ID "

    def entry(match: re.Match[str]) -> str:
        entries.append(("", int(match.group(1) or match.group(2))))
        return " ENTRY "

    text = ENTRY.sub(entry, THREAD.sub(thread, text))
    people: list[str] = []
    found: list[str] = []
    regulators = tuple(regulators)
    for name, mark in _phrases(settings, regulators):
        changed = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", f" {mark.partition(' ')[0]} ", text)
        if changed != text:
            text = changed
            kind, _, key = mark.partition(" ")
            if kind == "PERSON":
                people.append(name)
            if key:
                found.append(key)
    text, of_countries = described(text, settings, regulators)
    text, more = _loosely(text, settings, regulators)
    return Named(
        text, tuple(dict.fromkeys([*found, *of_countries, *more])), tuple(people), tuple(threads), tuple(entries)
    )


def _phrases(settings: Settings, regulators: Iterable[str]) -> list[tuple[str, str]]:
    """Names as they are written, the longest first, with what stands for them and whose they are."""
    found: dict[str, str] = {}
    every = [(key, contact) for key in regulators for contact in settings.regulator(key).contacts]
    contacts = [(key, contact) for key, contact in every if folded(contact.name).split()]  # an office may have none
    firsts = Counter(folded(contact.name).split()[0] for _, contact in contacts)
    roles = Counter(folded(contact.role) for _, contact in contacts)
    for key, contact in contacts:
        name = folded(contact.name)
        found[name] = f"PERSON {key}"
        role = folded(contact.role)
        if role and roles[role] == 1:
            found[f"the {role}"] = f"PERSON {key}"
        first, *_, last = name.split() * 2
        if first != last and last not in EMPTY and last not in _roles(settings):
            found[last] = f"PERSON {key}"
            if firsts[first] == 1 and first not in TITLES and first not in EMPTY and len(first) > SHORTEST:
                found[first] = f"PERSON {key}"
    for key in regulators:
        name = settings.regulator(key).name
        for form in filter(None, (key, key.replace("-", " "), name, _initials(name))):
            if len(form) >= SHORTEST - 1 and folded(form) not in EMPTY:
                found[folded(form)] = f"REG {key}"
    ours = folded(settings.company.name)
    if ours and ours != "the company":
        found[ours] = "we"
    found["the company"] = "we"
    return sorted(found.items(), key=lambda item: -len(item[0]))


def _roles(settings: Settings) -> set[str]:
    return {word for r in settings.regulators.values() for c in r.contacts for word in folded(c.role).split()}


def _initials(name: str) -> str:
    """`Pakistan Telecommunication Authority` → `PTA`; of short names nothing."""
    letters = "".join(word[0] for word in name.split() if word[0].isupper())
    return letters if len(letters) >= SHORTEST else ""


def _loosely(text: str, settings: Settings, regulators: Iterable[str]) -> tuple[str, list[str]]:
    """Keys with a slip in them, and names that were shortened."""
    words = text.split()
    names = {key: _distinctive(settings.regulator(key).name) for key in regulators}
    found: list[str] = []
    for at, word in enumerate(words):
        bare = word.strip("?.,;:!'\"()")
        if not bare or not bare[0].isalpha() or not bare.islower() or bare in EMPTY or bare in TAG_OF:
            continue
        key = next((key for key in regulators if _slip(bare.removesuffix("'s"), folded(key))), None)
        key = key or _shortened(bare, words[at + 1 :], names)
        if key:
            words[at] = "REG"
            found.append(key)
    return " ".join(words), found


def _slip(word: str, key: str) -> bool:
    """A key with a slip in it; of a short one only neighbours exchanged, or every `train` would be a TRAI."""
    return near(word, key) and (len(key) > SHORT_KEY or sorted(word) == sorted(key))


def _distinctive(name: str) -> tuple[str, ...]:
    return tuple(word for word in folded(name).replace("'", " ").split() if word not in GENERIC)


def _shortened(word: str, following: list[str], names: Mapping[str, tuple[str, ...]]) -> str | None:
    """The one regulator whose name begins with this word and the next, or is this word alone but for general ones."""
    fitting = []
    for key, name in names.items():
        if not name or not near(word, name[0]):
            continue
        after = following[0].strip("?.,") if following else ""
        longer = len(name) > 1 and len(after) >= SHORTEST and (name[1].startswith(after) or near(after, name[1]))
        if len(name) == 1 or longer:
            if longer:
                following[0] = ""
            fitting.append(key)
    return fitting[0] if len(fitting) == 1 else None
