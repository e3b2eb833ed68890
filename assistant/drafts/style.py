"""How a draft is to read: language, tone, and whether it goes as a letter or as a mail."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from assistant.config import Medium, RegulatorSettings, Tone
from assistant.drafts.words import ENGLISH, languages
from assistant.errors import UsageProblem


class Style(Struct, frozen=True):
    language: str = ENGLISH
    tone: Tone = "formal"
    channel: Medium = "letter"


class Wish(Struct, frozen=True):
    """What a person asked for; what is empty, the regulator's configuration decides."""

    language: str = ""
    tone: Tone | Literal[""] = ""
    channel: Medium | Literal[""] = ""


def style_for(regulator: RegulatorSettings, wish: Wish = Wish()) -> Style:  # noqa: B008 - frozen
    """The style of a draft to `regulator`: as wished, else as its first contact or itself is configured.

    Raises `UsageProblem` for a language that has no words here.
    """
    contact = regulator.contacts[0].language if regulator.contacts else ""
    language = wish.language or contact or regulator.language or ENGLISH
    if language not in languages():
        raise UsageProblem(
            f"there is no language {language!r} for drafts", hint=f"There are: {', '.join(languages())}."
        )
    return Style(language, wish.tone or regulator.tone or "formal", wish.channel or regulator.channel or "letter")
