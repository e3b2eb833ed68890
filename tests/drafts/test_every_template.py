"""Every template for everything it claims to fit, in every language: whole, with the right dates, and no duty claimed.

Months, phrases and counts are written down here a second time, and what they should say is worked out from raw facts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import cycle
from typing import NamedTuple

import pytest
from msgspec import structs

from assistant.clocks.calendars import Calendar
from assistant.config import Settings
from assistant.drafts.checks import check
from assistant.drafts.choose import REMEDIES
from assistant.drafts.draft import Draft, make_draft
from assistant.drafts.front_matter import FITS
from assistant.drafts.release import Release
from assistant.drafts.style import Wish
from assistant.drafts.templates import Template, load_templates
from assistant.record.inert import inert
from tests.drafts.dates_read import DATE, MONTHS, date_of, dates_in
from tests.drafts.generated import BASIS, KINDS, LEGAL_DAYS, Case, case

THREADS = 312
SITUATIONS = {"message-received", "meeting-held", "open-points"}
EACH = 4
"""Drafts of one thread."""
TEMPLATES = load_templates(Settings())
COUNT = {"en": r"(\d+) day(s?)\b", "de": r"(\d+) Tag(en)?\b", "fr": r"(\d+) jour(s?)\b", "ur": r"(\d+) دن()"}
NAMED = {
    r"\bour (letter|e-mail|portal filing) (?:of|dated) ": "out",
    r"\byour (letter|e-mail) (?:of|dated) ": "in",
    r"\bthe (meeting|telephone call) of ": "in",
    r"\bunsere? (Schreiben|E-Mail) vom ": "out",
    r"\bIhre? (Schreiben|E-Mail) vom ": "in",
    r"\bnotre (lettre|courriel) du ": "out",
    r"\bvotre (lettre|courriel) du ": "in",
    r"\bہماری? (ای میل) مورخہ ": "out",
    r"\bہمارے (خط) مورخہ ": "out",
    r"\bآپ کی (ای میل) مورخہ ": "in",
    r"\bآپ کے (خط) مورخہ ": "in",
}
CHANNELS = {
    **dict.fromkeys(("letter", "Schreiben", "lettre", "خط"), "letter"),
    **dict.fromkeys(("e-mail", "E-Mail", "courriel", "ای میل"), "email"),
    "portal filing": "portal",
    "meeting": "meeting",
    "telephone call": "call",
}
DUTY = re.compile(
    r"\b(oblig|by law|legal|statut|must\b|required|overdue|breach|violat|entitle|dut(y|ies)|fail|the period"
    r"|verpflicht|pflicht|gesetz|rechtlich|müssen|frist|überfällig|verstoß|versäum"
    r"|obligat|tenus? de|devez|devoir|loi\b|délai|manque|violation)"
    r"|قانون|پابند|لازم|فرض|خلاف ورزی|مدت|واجب",
    re.IGNORECASE,
)
"""What no letter says without a legal basis, in each language."""


class Made(NamedTuple):
    case: Case
    template: Template
    draft: Draft
    statutory: bool
    text: str
    """Subject and body without what came from outside."""


@cache
def made() -> tuple[Made, ...]:
    return tuple(_made())


def _made() -> Iterator[Made]:
    """Of each thread a few drafts, those first whose template, language and kind came seldom so far."""
    used: Counter[tuple[str, ...]] = Counter()
    styles = cycle([(tone, channel) for tone in ("formal", "plain") for channel in ("letter", "email")])
    for number, kind in zip(range(THREADS), cycle(KINDS), strict=False):
        found = case(number, kind)
        fit = [t for t in TEMPLATES if kind in t.head.fits]
        for template in sorted(fit, key=lambda t: used[t.name, t.head.language, kind])[:EACH]:
            used[template.name, template.head.language, kind] += 1
            tone, channel = next(styles)
            yield _draft(found, template, Wish(template.head.language, tone, channel))  # type: ignore[arg-type]


def _draft(found: Case, template: Template, wish: Wish) -> Made:
    kinds = [g for g in found.gaps if g.kind == found.kind]
    assert kinds or found.kind in {*SITUATIONS, "we-owe"}  # what we owe is answered before any rule counts it
    fields = {f.name: (found.as_of + timedelta(9)).isoformat() if f.date else "Own words." for f in template.fields}
    alone = structs.replace(template, head=structs.replace(template.head, fits=(found.kind,)))
    draft = make_draft(found.thread, found.gaps, found.settings, found.as_of, [alone], template.name, fields, wish)
    text = f"{draft.subject}\n{draft.text}"
    for words in sorted(found.odd, key=len, reverse=True):
        for shown in (inert(words).strip(), " ".join(inert(words).split())):
            text = text.replace(shown, "…") if shown else text
    gap = next((g for g in kinds if f"Gap {g.id}:" in draft.because), None)
    return Made(found, template, draft, gap is not None and gap.statutory, text)


def test_each_template_meets_each_kind_that_it_claims_to_fit_in_its_language() -> None:
    claimed = {(t.name, t.head.language, kind) for t in TEMPLATES for kind in t.head.fits}
    assert {(m.template.name, m.template.head.language, m.case.kind) for m in made()} == claimed
    assert len({id(m.case) for m in made()}) >= 300


def test_every_kind_has_a_template_or_a_remedy() -> None:
    fitted = {kind for template in TEMPLATES if template.head.proposed for kind in template.head.fits}
    assert fitted | set(REMEDIES) | {"unmatched", "open-points"} == FITS


def test_no_text_has_a_mark_a_gap_or_a_brace_left() -> None:
    for one in made():
        place = f"{one.template.path} for {one.case.kind}:\n{one.draft.text}"
        assert not one.draft.missing, place
        assert not re.search(r"[⟦⟧{}]|None|“”|„“|«\s*»|\(\)", one.text), place
        assert not re.search(r"\n\n\n|\A\n|[ \t]\n|[ ]{2}|[ \n][,.;](\s|\Z)|\.\.|,,", one.text), place
        for reference in (one.case.thread.ours, one.case.thread.theirs):
            assert one.template.name == "combined-letter" or " ".join(inert(reference).split()) in one.draft.text, place


def test_every_date_is_one_of_the_record_and_every_count_is_right() -> None:
    for one in made():
        place = f"{one.template.path} for {one.case.kind} as of {one.case.as_of}:\n{one.draft.text}"
        language, days = one.template.head.language, one.case.days
        assert not re.search(r"\d{4}-\d\d-\d\d", one.text), place
        assert not [m for other in MONTHS if other != language for m in re.findall(DATE[other], one.text)], place
        assert dates_in(one.text, language) <= days | {one.case.as_of + timedelta(9)}, place
        for count, plural in re.findall(COUNT[language], one.text):
            assert int(count) in {(one.case.as_of - day).days for day in days}, place
            assert language == "ur" or bool(plural) == (int(count) > 1), place
        for phrase, direction in NAMED.items():
            for noun, *written in re.findall(phrase + DATE[language], one.text):
                assert (direction, CHANNELS[noun], date_of(written, language)) in one.case.spoken, place


SAYS_SINCE = {"first-reminder", "second-reminder", "last-reminder", "escalation", "acknowledgement-chaser"}


def test_a_reminder_says_since_when_and_a_promise_by_when() -> None:
    for one in made():
        place = f"{one.template.path} for {one.case.kind} as of {one.case.as_of}:\n{one.draft.text}"
        language, counts = (
            one.template.head.language,
            [int(n) for n, _ in re.findall(COUNT[one.template.head.language], one.text)],
        )
        if one.case.kind == "promise-passed":
            assert one.case.due is not None
            over = (one.case.as_of - one.case.due).days
            assert one.case.due in dates_in(one.text, language), place
            assert over <= 0 or over in counts, place
        elif one.template.name in SAYS_SINCE:
            assert (one.case.as_of - one.case.opened).days in counts, place
            assert one.case.as_of in dates_in(one.text, language), place


def test_a_law_is_named_with_its_day_and_a_courtesy_claims_none() -> None:
    laws = Counter(one.statutory for one in made())
    assert min(laws[True], laws[False]) > 100
    for one in made():
        place = f"{one.template.path} for {one.case.kind}:\n{one.draft.text}"
        if one.statutory and one.template.name not in {"withdrawal", "combined-letter"}:
            assert BASIS in one.draft.text, place
            assert one.case.opened + timedelta(LEGAL_DAYS) in dates_in(one.text, one.template.head.language), place
        elif not one.statutory:
            assert BASIS not in one.draft.text, place
            assert not DUTY.search(one.text), (DUTY.search(one.text), place)


@pytest.mark.parametrize("language", MONTHS)
def test_the_words_for_a_duty_are_found_where_there_is_one(language: str) -> None:
    """So that the search above is known to see them."""
    legal = [m for m in made() if m.statutory and m.template.head.language == language and BASIS in m.draft.text]
    assert legal
    assert all(DUTY.search(one.text) for one in legal)


OBLIQUE = re.compile(
    r"(?:ہمارے|آپ کے) (?:خط|پیغام|اعلامیے) مورخہ [^،:–()]{1,30}ء(?: \([^)]*\))?(?! (?:میں|کے|کی|کا|سے|اور|\())"
)
"""An Urdu name in the oblique case that no postposition follows."""


def test_names_stand_in_the_case_that_their_place_asks_for_and_in_no_double_brackets() -> None:
    for one in made():
        assert not OBLIQUE.search(one.text), one.text
        if one.template.head.language in {"de", "fr"}:
            assert not re.search(r"\([^()\n]*\([^()\n]*\)[^()\n]*\)\.", one.text), one.text


def test_what_is_said_of_the_record_in_another_language_holds_against_it() -> None:
    abroad = {(m.template.name, m.template.head.language, m.case.kind): m for m in made()}
    for (_, language, _), one in abroad.items():
        if language == "en":
            continue
        case = one.case
        found = check(Release(one.draft, case.thread, case.gaps, case.settings, case.as_of, Calendar.plain()))
        told = [f for f in found if f.kind in {"silence", "date", "count", "stale"}]
        assert told == [], one.draft.text
