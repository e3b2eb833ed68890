"""Countries as staff speak of them, and what kinds of regulator there are: `the Germans`, `the privacy watchdog`.

A regulator is meant by its country or kind only where it is the only one that fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import Struct

from assistant.chat.words import folded
from assistant.config import Settings

_COUNTRIES = """
AE emirates: emirati emiratis | AR argentina: argentine argentines argentinian | AT austria: austrian austrians
AU australia: australian australians | BD bangladesh: bangladeshi bangladeshis | BE belgium: belgian belgians
BR brazil: brazilian brazilians | CA canada: canadian canadians | CH switzerland: swiss | CL chile: chilean chileans
CO colombia: colombian colombians | CZ czechia: czech czechs | DE germany: german germans | DK denmark: danish danes
EG egypt: egyptian egyptians | ES spain: spanish spaniards | FI finland: finnish finns | FR france: french
GB britain: british brits | GR greece: greek greeks | HU hungary: hungarian hungarians
ID indonesia: indonesian indonesians | IE ireland: irish | IL israel: israeli israelis | IN india: indian indians
IT italy: italian italians | JP japan: japanese | KE kenya: kenyan kenyans | KR south-korea korea: korean koreans
LK sri-lanka: sri-lankan | MX mexico: mexican mexicans | MY malaysia: malaysian malaysians
NG nigeria: nigerian nigerians | NL netherlands holland: dutch | NO norway: norwegian norwegians
NP nepal: nepali nepalese | NZ new-zealand: new-zealand | PH philippines: philippine filipino
PK pakistan: pakistani pakistanis | PL poland: polish poles | PT portugal: portuguese
RO romania: romanian romanians | SA saudi-arabia: saudi saudis | SE sweden: swedish swedes
SG singapore: singaporean singaporeans | TH thailand: thai thais | TR turkey: turkish turks
UA ukraine: ukrainian ukrainians | US america: american americans | VN vietnam: vietnamese
ZA south-africa: south-african south-africans
"""
"""Code, names, and what its people are called."""
_KINDS = (
    ("privacy|data[ -]protection|data|dpa", "privacy informatique datenschutz protection libertes information"),
    (
        "telecoms?|telco|telecommunications?|communications?|network|spectrum",
        "telecom telecommunication telecommunications telecomunicacoes communications bundesnetzagentur netz",
    ),
    ("online[ -]safety|safety|e-?safety", "safety esafety"),
    ("competition|antitrust|cartel", "competition wettbewerb concurrence kartellamt bundeskartellamt antitrust"),
    ("media|broadcasting|audiovisual", "media broadcasting audiovisuel medien"),
    ("consumer(?:[ -]protection)?", "consumer consumers verbraucher"),
    ("financial|banking|markets|securities", "financial finance bank finanz securities"),
)
"""How a kind is called, and words of the names of regulators of that kind."""
_OFFICE = (
    r"(?:regulators?|authority|authorities|watchdog|agency|commissioner|commission|office|body|people|side|counterparts?|"
    r"folks|guys|colleagues|lot)"
)


class Land(Struct, frozen=True):
    """A country."""

    names: tuple[str, ...]
    people: tuple[str, ...]


@cache
def lands() -> Mapping[str, Land]:
    """By its code."""
    found = {}
    for one in re.split(r"[|\n]", _COUNTRIES.strip()):
        names, _, people = one.strip().partition(": ")
        code, *called = names.split()
        found[code] = Land(tuple(map(_spaced, called)), tuple(map(_spaced, people.split())))
    return found


def _spaced(name: str) -> str:
    return name.replace("-", "[ -]")


def _first_words(land: Land) -> frozenset[str]:
    return frozenset(name.partition("[")[0] for name in (*land.names, *land.people))


@cache
def _hints() -> frozenset[str]:
    """Words of which one stands in every description: without them its long pattern need not be compiled."""
    kinds = re.findall(r"[a-z]+", " ".join(kind for kind, _ in _KINDS).replace("s?", "s"))
    return frozenset().union(
        kinds, ("telecom", "telecommunication", "communication"), *map(_first_words, lands().values())
    )


@cache
def _described() -> re.Pattern[str]:
    people = "|".join(name for land in lands().values() for name in land.people)
    kinds = "|".join(kind for kind, _ in _KINDS)
    countries = "|".join(name for land in lands().values() for name in land.names)
    return re.compile(
        rf"\b(?:(?:the|our) )?(?:(?:(?P<people>{people})|(?P<owner>{countries})'s) )?(?:(?P<kind>{kinds}) )?{_OFFICE}\b"
        rf"(?: (?:in|from|of|over in) (?P<country>{countries})\b)?"
    )


def described(text: str, settings: Settings, regulators: Iterable[str]) -> tuple[str, list[str]]:
    """Folded `text` with `REG` where it describes the only regulator of a country or a kind, and `PLACE` where it names
    the country of one; and the keys of these."""
    keys, found = tuple(regulators), list[str]()

    def office(match: re.Match[str]) -> str:
        fitting = [key for key in keys if _fits(match, settings, key)]
        if not any(match.groupdict().values()) or len(fitting) != 1:
            return match[0]
        found.append(fitting[0])
        return " REG "

    words = {word.removesuffix("'s") for word in re.split(r"[^\w']+", text)}
    if not words.isdisjoint(_hints()):
        text = _described().sub(office, text)
    for key in keys:
        land = lands().get(settings.regulator(key).country)
        if land is not None and words.isdisjoint(_first_words(land)):
            continue
        if land is None or sum(settings.regulator(one).country == settings.regulator(key).country for one in keys) > 1:
            continue
        text, known = _of_country(text, land)
        found += [key] * known
    return text, found


_DEED = r"(?<=\bfrom )|(?<=\bto )|(?<=\bwith )|(?<=\bby )|(?<=\bdoes )|(?<=\bdid )|(?<=\bhas )|(?<=\bowe )"
"""Before a country that does or is told something."""


def _of_country(text: str, land: Land) -> tuple[str, bool]:
    """`the Irish`, and a country that says or is told something, is the regulator; else it is where it happens."""
    names, people = "|".join(land.names), "|".join(land.people)
    told = re.sub(rf"\bthe (?:{people})(?!\w)|(?:{_DEED})(?:{names})(?!\w|'s)", " REG ", text)
    told = re.sub(rf"\b(?<!about )(?<!on )(?:in )?(?:{names}|{people})(?:'s)?(?!\w)", " PLACE ", told)
    return told, told != text


def _fits(match: re.Match[str], settings: Settings, key: str) -> bool:
    known = settings.regulator(key)
    land = lands().get(known.country)
    for group, names in (("people", land.people), ("owner", land.names), ("country", land.names)) if land else ():
        if match[group] and not re.fullmatch("|".join(names), match[group]):
            return False
    if land is None and (match["people"] or match["owner"] or match["country"]):
        return False
    words = set(re.findall(r"[^\W\d_]+", folded(known.name)))
    return not match["kind"] or any(
        re.fullmatch(kind, match["kind"]) and words & set(stems.split()) for kind, stems in _KINDS
    )
