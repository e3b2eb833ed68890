"""Language, tone and channel of a draft: as wished, as configured, or as the templates at hand allow."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec import structs

from assistant.config import Contact, RegulatorSettings, Settings, parse
from assistant.drafts.draft import make_draft
from assistant.drafts.style import Style, Wish, style_for
from assistant.drafts.templates import find, load_templates, suited
from assistant.drafts.words import greeted_in, languages, words_of
from assistant.errors import UsageProblem
from assistant.record.kinds import ObligationOpened
from tests.drafts.cases import AS_OF, PTA, SETTINGS, asked, gap_of, pakistan, pakistan_gaps, thread_of

TEMPLATES = load_templates(Settings())
OWN = """+++
name = "first-reminder"
title = "Ours"
purpose = "Our words"
fits = ["no-reply"]
owed_by = "regulator"
language = "{language}"
tone = "{tone}"
subject = "Ours"
+++
{{% include "head" %}}
Ours.
"""


def text(wish: Wish, settings: Settings = SETTINGS, template: str = "first-reminder") -> str:
    thread = pakistan()
    return make_draft(thread, pakistan_gaps(thread), settings, AS_OF, TEMPLATES, template, wish=wish).text


def test_the_wish_goes_before_the_contact_and_the_contact_before_the_regulator() -> None:
    contact = Contact("Dr Weber", language="de", salutation="Sehr geehrte Frau Dr. Weber")
    regulator = structs.replace(PTA, contacts=(contact,), language="fr", tone="plain", channel="email")
    assert style_for(regulator) == Style("de", "plain", "email")
    assert style_for(structs.replace(regulator, contacts=())) == Style("fr", "plain", "email")
    assert style_for(regulator, Wish("ur", "formal", "letter")) == Style("ur", "formal", "letter")
    assert style_for(RegulatorSettings()) == Style("en", "formal", "letter")
    with pytest.raises(UsageProblem, match="de, en, fr, ur"):
        style_for(regulator, Wish("tlh"))


def test_a_greeting_of_ones_own_stands_as_it_is_configured() -> None:
    contact = Contact("Dr Weber", "w@pta.example", language="de", salutation="Sehr geehrte Frau Dr. Weber")
    settings = structs.replace(SETTINGS, regulators={"PTA": structs.replace(PTA, contacts=(contact,))})
    assert "\nSehr geehrte Frau Dr. Weber,\n" in text(Wish(), settings)


def test_a_greeting_stands_above_no_text_of_another_language() -> None:
    contact = Contact("Dr Weber", "w@pta.example", language="de", salutation="Sehr geehrte Frau Dr. Weber")
    settings = structs.replace(SETTINGS, regulators={"PTA": structs.replace(PTA, contacts=(contact,))})
    assert "Sehr geehrte" not in text(Wish(), settings, "holding-reply"), "there is none in German"
    assert "\nMadame, Monsieur,\n" in text(Wish("fr"), settings)
    unsaid = structs.replace(PTA, contacts=(structs.replace(contact, language=""),))
    own = structs.replace(settings, regulators={"PTA": unsaid})
    assert "\nSehr geehrte Frau Dr. Weber,\n" in text(Wish("de"), own)
    assert "\nDear Dr Weber,\n" in text(Wish(), own), "its first word tells that it is German"
    assert "Sehr geehrte" not in text(Wish("fr"), own)


@pytest.mark.parametrize(
    ("greeting", "language"),
    [
        ("Dear Dr Weber", "en"),
        ("Sehr geehrte Frau Dr. Weber", "de"),
        ("Chère Madame", "fr"),
        ("محترم جناب چیئرمین", "ur"),
        ("Estimada señora", ""),
        ("", ""),
    ],
)
def test_the_first_word_of_a_greeting_tells_its_language(greeting: str, language: str) -> None:
    assert greeted_in(greeting) == language


def test_configuration_knows_language_tone_and_channel_and_names_a_mistake() -> None:
    settings = parse('[regulators.PTA]\nlanguage = "ur"\ntone = "plain"\nchannel = "email"\n')
    assert style_for(settings.regulators["PTA"]) == Style("ur", "plain", "email")
    with pytest.raises(UsageProblem, match="tone"):
        parse('[regulators.PTA]\ntone = "harsh"\n')


def test_a_mail_has_no_lines_of_a_letter_and_a_plain_text_no_formal_end() -> None:
    letter, mail = text(Wish()), text(Wish(tone="plain", channel="email"))
    assert "Date: 18 October 2020" in letter
    assert "Yours sincerely," in letter
    assert "Date:" not in mail
    assert "Our reference: TT/2020/17" in mail
    assert "Kind regards," in mail


def test_where_a_language_lacks_a_text_the_english_one_is_taken_and_that_is_said() -> None:
    thread = pakistan()
    draft = make_draft(thread, pakistan_gaps(thread), SETTINGS, AS_OF, TEMPLATES, "holding-reply", wish=Wish("de"))
    assert draft.because.endswith("There is no text of it in 'de': this one is in 'en'.")
    assert "the meeting of 12 October 2020" in draft.text


def test_each_language_writes_a_date_and_counts_days_in_its_own_way() -> None:
    first, eighth = date(2020, 8, 1), date(2021, 3, 8)
    written = {code: (words_of(code).written(first), words_of(code).written(eighth)) for code in languages()}
    assert written == {
        "de": ("1. August 2020", "8. März 2021"),
        "en": ("1 August 2020", "8 March 2021"),
        "fr": ("1er août 2020", "8 mars 2021"),
        "ur": ("1 اگست 2020ء", "8 مارچ 2021ء"),
    }
    counted = {code: [words_of(code).counted(n) for n in (0, 1, 8)] for code in languages()}
    assert counted == {
        "de": ["0 Tagen", "1 Tag", "8 Tagen"],
        "en": ["0 days", "1 day", "8 days"],
        "fr": ["0 jour", "1 jour", "8 jours"],
        "ur": ["0 دن", "1 دن", "8 دن"],
    }
    assert [words_of(code).joined(["a", "b", "c"]) for code in ("de", "ur")] == ["a, b und c", "a، b اور c"]


@pytest.mark.parametrize(
    ("language", "owed", "promise"),
    [
        ("de", "Ihre Anfrage vom 3. Oktober 2020, in der Sie", "Ihre Zusage vom 4. Oktober 2020, in der Sie"),
        ("fr", "votre demande du 3 octobre 2020, dans laquelle", "votre engagement du 4 octobre 2020, dans lequel"),
        ("ur", "آپ کی درخواست مورخہ 3 اکتوبر 2020ء میں", "آپ کی یقین دہانی مورخہ 4 اکتوبر 2020ء کے"),
    ],
)
def test_what_no_message_carries_is_named_in_the_right_gender(language: str, owed: str, promise: str) -> None:
    facts = (
        asked("company", "Your plan?", None, day="2020-10-03"),
        ObligationOpened("commitment", "regulator", "An answer", due="2020-10-10", day="2020-10-04"),
    )
    thread = thread_of(*facts)
    gap = gap_of(thread, "promise-passed", "overdue", date(2020, 10, 10))
    draft = make_draft(thread, [gap], SETTINGS, AS_OF, TEMPLATES, "promise-chaser", wish=Wish(language))
    assert owed in draft.text
    assert promise in draft.text


@pytest.mark.parametrize(
    ("language", "tone", "wish", "own"),
    [
        ("en", "", Style(), True),
        ("en", "plain", Style(), False),
        ("en", "plain", Style(tone="plain"), True),
        ("de", "", Style(), False),
        ("de", "", Style("de"), True),
        ("fr", "", Style("ur"), False),
    ],
)
def test_ones_own_text_stands_in_for_the_language_and_tone_it_is_for(
    tmp_path: Path, language: str, tone: str, wish: Style, own: bool
) -> None:
    (tmp_path / "own.md").write_text(OWN.format(language=language, tone=tone), encoding="utf-8")
    templates = load_templates(Settings(prompts=str(tmp_path)))
    found = find(templates, "first-reminder", wish)
    assert found.own is own
    assert found in suited(templates, wish)
    assert len({t.name for t in suited(templates, wish)}) == len(suited(templates, wish))
    (tmp_path / "again.md").write_text(OWN.format(language=language, tone=tone), encoding="utf-8")
    with pytest.raises(UsageProblem, match="is also the name in"):
        load_templates(Settings(prompts=str(tmp_path)))
