"""What a letter's text says about the letter: its subject and its date.

Only what stands where letters have it. A date that might be another's (of a letter that is answered, of a deadline), or
that two countries read differently, is none: a wrong date starts a wrong clock, a missing one is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.mail.decoding.charsets import one_line

LOOKED_AT = 40
"""Lines with text, from the top, that are searched; a letter's head has some twenty."""
LONGEST_LINE = 500
LONGEST_SUBJECT = 300

_SUBJECT = re.compile(
    r"\W{0,5}(?:subject|sub|re|betreff|betr|objet|asunto|oggetto)\s{0,3}[:.]\s{0,20}(\S.*)?\Z", re.IGNORECASE
)
_SALUTATION = re.compile(
    r"\W{0,3}(dear|to whom|sehr geehrte|liebe|madame|monsieur|cher|estimad|egregi|respected)\b", re.IGNORECASE
)
_MEANINGLESS = re.compile(
    r"(untitled|document|dokument|letter|scan|microsoft word|powerpoint presentation|[\W\d_])*\Z", re.IGNORECASE
)
"""Titles that programs give and nobody wrote."""
_PROGRAM = re.compile(r"microsoft (office )?word\s+-\s+", re.IGNORECASE)
_FILE = re.compile(r"\S+\.(docx?|pdf|odt|rtf|tiff?|jpe?g|png)\Z", re.IGNORECASE)

_MONTHS = (
    ("january", "januar", "jänner", "janvier", "enero"), ("february", "februar", "février", "febrero"),
    ("march", "märz", "mars", "marzo"), ("april", "avril", "abril"), ("may", "mai", "mayo"),
    ("june", "juni", "juin", "junio"), ("july", "juli", "juillet", "julio"), ("august", "août", "agosto"),
    ("september", "sept", "septembre", "septiembre"), ("october", "oktober", "octobre", "octubre"),
    ("november", "novembre", "noviembre"), ("december", "dezember", "décembre", "diciembre"),
)  # fmt: skip
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names} | {
    names[0][:3]: number for number, names in enumerate(_MONTHS, 1)
}
_MONTH = r"(?P<month>[^\W\d_]{3,10})"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DATES = (
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s{{1,3}}(?:of |de )?{_MONTH}[.,]{{0,2}}\s{{1,3}}"
        rf"(?:de )?{_YEAR}"
    ),
    re.compile(rf"\b{_MONTH}\.?\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}{_YEAR}"),
    re.compile(rf"(?<!\d){_YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})(?P<mark>[./-])(?P<month>\d{{1,2}})(?P=mark){_YEAR}"),
)  # fmt: skip
_LABELS = frozenset({"date", "dated", "datum", "fecha", "data", "day"})
_LINKS = frozenset({"the", "den", "le", "el", "a", "on", "this"})
_OTHERS = frozenset(
    {"your", "our", "letter", "letters", "of", "from", "by", "until", "before", "after", "since", "vom", "bis", "am"}
    | {"du", "del", "order", "act", "ref", "reference", "no", "page", "deadline", "due", "effective", "meeting", "call"}
    | {"email", "e-mail", "answer", "reply", "notice", "received", "expires", "valid", "ihr", "votre", "schreiben"}
)
"""Words in front of a date that make it another's."""
_COLUMN = re.compile(r"\t| {3,}|\|")


def letter_subject(text: str, title: str, name: str) -> str:
    """The letter's subject line; else the document's `title`, the first line with words, or the file's `name`."""
    lines = _top(text)
    for place, line in enumerate(lines):
        found = _SUBJECT.match(line)
        if found:
            value = found[1] or next(iter(lines[place + 1 :]), "")
            return _shortened(value)
    title = _PROGRAM.sub("", one_line(title[:LONGEST_LINE]))
    if not _MEANINGLESS.match(title) and not _FILE.match(title):
        return _shortened(title)
    words = (line for line in lines if sum(map(str.isalpha, line)) >= 5 and not any(_dates_in(line)))
    return _shortened(next(words, "") or one_line(name).rpartition(".")[0] or one_line(name))


def letter_date(text: str) -> str | None:
    """The day in the letter's head, ISO 8601; None if there is none that is surely the letter's own."""
    labelled: set[str] = set()
    alone: set[str] = set()
    for line in _top(text):
        if _SALUTATION.match(line):
            break
        for column in _COLUMN.split(line):
            for found, day in _dates_in(column):
                kind = _role(column[: found.start()], column[found.end() :])
                {"labelled": labelled, "alone": alone}.get(kind, set()).add(day)
    for days in (labelled, alone):
        if days:
            return next(iter(days)) if len(days) == 1 else None
    return None


def _top(text: str) -> list[str]:
    lines = (line.strip()[:LONGEST_LINE] for line in text.split("\n"))
    return [line for line, _ in zip(filter(None, lines), range(LOOKED_AT), strict=False)]


def _role(before: str, after: str) -> str:
    """How the words around a date make it the letter's: `labelled` as its date, `alone` but for a place, or not."""
    words = re.findall(r"[\w-]+", before.lower())
    if after.strip(" .,;)"):
        return ""
    while words and words[-1] in _LINKS:
        words.pop()
    if words[-1:] and words[-1] in _LABELS and not _OTHERS.intersection(words):
        return "labelled"
    is_place = len(words) <= 4 and not _OTHERS.intersection(words) and not re.search(r"[\d:]", before)
    return "alone" if is_place else ""


def _dates_in(line: str) -> Iterator[tuple[re.Match[str], str]]:
    for form in _DATES:
        for found in form.finditer(line):
            day = _day(found)
            if day:
                yield found, day.isoformat()


def _day(found: re.Match[str]) -> date | None:
    month, day = found["month"].lower(), int(found["day"])
    number = int(month) if month.isdigit() else _MONTH_NUMBERS.get(month, 0)
    if "mark" in found.re.groupindex and number != day:
        if number <= 12 and day <= 12:  # 12.10.2020: October here, December there
            return None
        number, day = min(number, day), max(number, day)
    try:
        return date(int(found["year"]), number, day)
    except ValueError:
        return None


def _shortened(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= LONGEST_SUBJECT else f"{line[:LONGEST_SUBJECT]}…"
