"""The languages' tables merged into what a line can be looked up in: sets, and tuples for `startswith`.

Nobody knows in which language the next line is written, and letters mix them; so a word counts whatever its language,
except the labels of header blocks, where one language must carry the whole block.
"""

from __future__ import annotations

from assistant.mail.written.wordings import asia, eastern_europe, germanic, romance
from assistant.mail.written.wordings.wording import Wording, alternatives

LANGUAGES: tuple[Wording, ...] = (
    *germanic.LANGUAGES,
    *romance.LANGUAGES,
    *eastern_europe.LANGUAGES,
    *asia.LANGUAGES,
)
ROLES = ("sender", "moment", "to", "subject", "cc", "others")
DEVICES = (
    "iphon", "ipad", "ipod", "ios", "android", "samsung", "galaxy", "blackberry", "outlook", "yahoo", "gmail", "mail",
    "windows", "phone", "mobil", "huawei", "xiaomi", "nokia", "proton", "telefon", "handy", "tablet", "device",
    "handheld",
    "aol", "gmx", "web.de", "smartphone", "cellulare", "celular", "smart", "airmail", "móvil", "телефон",
    "смартфон",
    "motorola", "sony", "oneplus", "pixel", "treo", "palm", "sparrow", "mailbox", "acompli", "bluemail", "thunderbird",
    "teléfono", "dispositivo", "puhelimesta", "手机", "手機", "スマートフォン", "휴대", "هاتف", "جوال",
)  # fmt: skip
"""What mail is written on, as it stands in the line that such a device adds."""


def _all(field: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(word for language in LANGUAGES for word in alternatives(str(getattr(language, field)))),
    )


def _first_words(field: str) -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in _all(field))


def _labels() -> dict[str, dict[str, str]]:
    """Label → language → role. `A` is “to” in Italian and, in capitals without accents, in French."""
    found: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        for role in ROLES:
            for label in alternatives(str(getattr(language, role))):
                found.setdefault(label, {}).setdefault(language.language, role)
    for label in ("cc", "bcc"):
        found[label] = dict.fromkeys((language.language for language in LANGUAGES), "cc")
    return found


LABELS = _labels()
LONGEST_LABEL = max(map(len, LABELS))
BEGINS = _first_words("begins")
WEEKDAYS = frozenset(_all("weekdays"))
WROTE = frozenset(_all("wrote"))
WROTE_JOINED = _all("wrote_joined")
SMALL = frozenset(_all("small")) | BEGINS | WROTE
ORIGINAL = frozenset(_all("original"))
FORWARDED = frozenset(_all("forwarded"))
FORWARD_PREFIXES = frozenset(_all("forward_prefixes"))
ANSWER_PREFIXES = frozenset(_all("answer_prefixes")) - {"vs"}
SENT_FROM = _all("sent_from")
SENT_FROM_ENDS = _all("sent_from_ends")
DISCLAIMER_BEGINS = _all("disclaimer_begins")
WRONG_RECIPIENT = _all("wrong_recipient")
DEEDS = _all("deeds")
BANNER = _all("banner")
ANSWERED_INSIDE = _all("answered_inside")
