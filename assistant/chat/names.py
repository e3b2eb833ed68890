"""The names that a question may use: regulators by key or name, our own name, people of theirs, threads and entries.

A name is replaced by a mark (`REG`, `PERSON`, `THREAD_ID`, `ENTRY`) so that the rest of the question can be read
without it. A slip of the keyboard is forgiven only in keys and names, and only where the word is none that means
something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from assistant.chat.vocabulary import EMPTY, TAG_OF, listed
from assistant.chat.words import folded, near
from assistant.config import Settings

THREAD = re.compile(r"\b([a-z0-9](?:[a-z0-9-]*[a-z0-9])?-\d{4}-\d{3,})(?:#(\d+))?\b")
ENTRY = re.compile(r"(?<![\w#])#(\d+)\b|\bentry (?:number |no\.? ?)?(\d+)\b")
GENERIC = listed(
    """
    authority authorities agency commission commissioner board office regulator ministry national independent
    general department de la le les et des du of the for and in nationale nacional data communications
    """
)
"""Words of a regulator's name that alone mean no one in particular."""
SHORTEST = 3
SHORT_KEY = 4
DEMONYMS = {
    "AE": "emirati emiratis", "AR": "argentine argentines argentinian", "AT": "austrian austrians",
    "AU": "australian australians", "BD": "bangladeshi bangladeshis", "BE": "belgian belgians",
    "BR": "brazilian brazilians", "CA": "canadian canadians", "CH": "swiss", "CL": "chilean chileans",
    "CO": "colombian colombians", "CZ": "czech czechs", "DE": "german germans", "DK": "danish danes",
    "EG": "egyptian egyptians", "ES": "spanish spaniards", "FI": "finnish finns", "FR": "french",
    "GB": "british brits", "GR": "greek greeks", "HU": "hungarian hungarians", "ID": "indonesian indonesians",
    "IE": "irish", "IL": "israeli israelis", "IN": "indian indians", "IT": "italian italians", "JP": "japanese",
    "KE": "kenyan kenyans", "KR": "korean koreans", "LK": "sri-lankan", "MX": "mexican mexicans",
    "MY": "malaysian malaysians", "NG": "nigerian nigerians", "NL": "dutch", "NO": "norwegian norwegians",
    "NP": "nepali nepalese", "NZ": "new-zealand", "PH": "philippine filipino", "PK": "pakistani pakistanis",
    "PL": "polish poles", "PT": "portuguese", "RO": "romanian romanians", "SA": "saudi saudis",
    "SE": "swedish swedes", "SG": "singaporean singaporeans", "TH": "thai thais", "TR": "turkish turks",
    "UA": "ukrainian ukrainians", "US": "american americans", "VN": "vietnamese", "ZA": "south-african",
}  # fmt: skip
"""What the people of a country are called, as staff call its regulator by them."""


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
    for name, mark in _phrases(settings, regulators):
        changed = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", f" {mark.partition(' ')[0]} ", text)
        if changed != text:
            text = changed
            kind, _, key = mark.partition(" ")
            if kind == "PERSON":
                people.append(name)
            if key:
                found.append(key)
    text, more = _loosely(text, settings, regulators)
    return Named(text, tuple(dict.fromkeys([*found, *more])), tuple(people), tuple(threads), tuple(entries))


def _phrases(settings: Settings, regulators: Iterable[str]) -> list[tuple[str, str]]:
    """Names as they are written, the longest first, with what stands for them and whose they are."""
    found: dict[str, str] = {}
    for key in regulators:
        known = settings.regulator(key)
        for contact in known.contacts:
            name = folded(contact.name)
            found[name] = f"PERSON {key}"
            if contact.role:
                found[f"the {folded(contact.role)}"] = f"PERSON {key}"
            last = name.split()[-1]
            if len(name.split()) > 1 and last not in EMPTY and last not in _roles(settings):
                found[last] = f"PERSON {key}"
    for key in regulators:
        name = settings.regulator(key).name
        for form in filter(None, (key, key.replace("-", " "), name, _initials(name))):
            if len(form) >= SHORTEST - 1 and folded(form) not in EMPTY:
                found[folded(form)] = f"REG {key}"
    found |= _of_countries({key: settings.regulator(key).country for key in regulators})
    ours = folded(settings.company.name)
    if ours and ours != "the company":
        found[ours] = "we"
    found["the company"] = "we"
    return sorted(found.items(), key=lambda item: -len(item[0]))


def _of_countries(countries: Mapping[str, str]) -> dict[str, str]:
    """`the French`, `the Irish regulator`: where one regulator alone is of that country."""
    found: dict[str, str] = {}
    for key, country in countries.items():
        if list(countries.values()).count(country) == 1:
            for people in DEMONYMS.get(country, "").split():
                found[f"the {people}"] = found[f"{people} regulator"] = found[f"{people} authority"] = f"REG {key}"
                found[f"the {people} regulator"] = found[f"the {people} authority"] = f"REG {key}"
    return found


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
