"""Claims that somebody was silent: what refutes them, what weakens them, and from when on they are true."""

from __future__ import annotations

import pytest

from assistant.grounding.evidence import Fact, given_evidence
from assistant.grounding.findings import Ref
from tests.clocks.threads import Story, day
from tests.grounding.evidence import demo_evidence, findings, story_evidence, verdicts


@pytest.mark.parametrize(
    ("text", "status", "entries"),
    [
        ("We have received no communication from PTA.", "partly", (10,)),
        ("Since the block of 9 October we have received no communication from PTA.", "contradicted", (10,)),
        ("For over a week we have heard nothing from PTA.", "contradicted", (10,)),
        ("We have heard nothing from PTA since 12 October.", "verified", (10,)),
        ("We have heard nothing from PTA since the meeting.", "verified", (10,)),
        ("PTA has never contacted us.", "contradicted", (2, 6, 10)),
        ("PTA has not replied to our letter of 9 October.", "partly", (8, 10)),
        ("Our letter of 9 October has had no full reply.", "verified", (8, 10)),
        ("PTA has not told us which steps would restore access.", "verified", (8, 9, 10)),
        ("We have not answered the request for timelines.", "verified", (10, 12)),
    ],
)
def test_silence_on_the_eve_of_the_statement(text: str, status: str, entries: tuple[int, ...]) -> None:
    assert verdicts(text, demo_evidence("2020-10-17"), "silence") == [(status, entries)]


ABROAD: dict[str, tuple[str, tuple[int, ...]]] = {
    "Wir haben keinerlei Nachricht von PTA erhalten.": ("partly", (10,)),
    "Seit der Sperrung vom 9. Oktober haben wir keine Nachricht von PTA erhalten.": ("contradicted", (10,)),
    "Wir haben seit dem 12. Oktober nichts von PTA gehört.": ("verified", (10,)),
    "Seit der Besprechung haben wir nichts von PTA gehört.": ("verified", (10,)),
    "PTA hat uns nie kontaktiert.": ("contradicted", (2, 6, 10)),
    "PTA hat auf unser Schreiben vom 9. Oktober nicht geantwortet.": ("partly", (8, 10)),
    "Unser Schreiben vom 9. Oktober wurde nicht beantwortet.": ("partly", (8, 10)),
    "Auf unser Schreiben vom 9. Oktober liegt uns keine vollständige Antwort vor.": ("verified", (8, 10)),
    "PTA hat uns nicht mitgeteilt, welche Schritte den Zugang wiederherstellen würden.": ("verified", (8, 9, 10)),
    "Wir haben das Ersuchen um Zeitpläne noch nicht beantwortet.": ("verified", (10, 12)),
    "Eine Antwort von uns steht noch aus.": ("verified", (10, 12)),
    "Nous n’avons reçu aucune communication de PTA.": ("partly", (10,)),
    "Nous n’avons rien reçu de PTA depuis le 12 octobre.": ("verified", (10,)),
    "Depuis la réunion, nous n’avons aucune nouvelle de PTA.": ("verified", (10,)),
    "PTA ne nous a jamais contactés.": ("contradicted", (2, 6, 10)),
    "PTA n’a pas répondu à notre lettre du 9 octobre.": ("partly", (8, 10)),
    "Notre lettre du 9 octobre est restée sans réponse complète.": ("verified", (8, 10)),
    "Nous n’avons pas encore répondu à votre demande de calendrier.": ("verified", (10, 12)),
    "À ce jour, nous n’avons pas reçu de réponse.": ("partly", (8, 10)),
    "ہمیں PTA کی جانب سے کوئی پیغام موصول نہیں ہوا۔": ("partly", (10,)),
    "۱۲ اکتوبر سے PTA کی طرف سے کوئی رابطہ نہیں ہوا۔": ("verified", (10,)),
    "ملاقات کے بعد ہمیں PTA کی جانب سے کوئی اطلاع نہیں ملی۔": ("verified", (10,)),
    "PTA نے کبھی ہم سے رابطہ نہیں کیا۔": ("contradicted", (2, 6, 10)),
    "ہمارے خط مورخہ 9 اکتوبر کا کوئی جواب نہیں ملا۔": ("partly", (8, 10)),
    "ہمارے خط مورخہ 9 اکتوبر کا مکمل جواب نہیں ملا۔": ("verified", (8, 10)),
    "PTA نے ہمیں نہیں بتایا کہ کن اقدامات سے رسائی بحال ہوگی۔": ("verified", (8, 9, 10)),
    "ہم نے ابھی تک جواب نہیں دیا۔": ("verified", (10, 12)),
    "ہماری جانب سے ابھی تک کوئی جواب نہیں دیا گیا۔": ("verified", (10, 12)),
}


@pytest.mark.parametrize("text", ABROAD)
def test_a_silence_is_graded_alike_in_german_french_and_urdu(text: str) -> None:
    (graded,) = verdicts(text, demo_evidence("2020-10-17"), "silence")
    assert graded == ABROAD[text]


@pytest.mark.parametrize("text", [text for text, (_, refs) in ABROAD.items() if refs != (10, 12)])
def test_the_release_ends_a_silence_in_every_language(text: str) -> None:
    ((status, _),) = verdicts(text, demo_evidence("2020-10-19"), "silence")
    assert status in {"contradicted", "partly"}


def test_what_is_not_answered_is_told_from_who_did_not_answer() -> None:
    evidence = demo_evidence("2020-10-17")
    ours = verdicts("Our letter of 9 October has not been answered.", evidence, "silence")
    theirs = verdicts("PTA has not been answered.", evidence, "silence")
    assert (ours, theirs) == ([("partly", (8, 10))], [("verified", (10, 12))])


@pytest.mark.parametrize(
    "text",
    [
        "We have received no communication from PTA since 12 October.",
        "PTA has not told us which steps would restore access.",
        "PTA has not replied to our letter of 9 October.",
    ],
)
def test_the_release_of_the_nineteenth_ends_every_silence(text: str) -> None:
    assert [status for status, _ in verdicts(text, demo_evidence("2020-10-19"), "silence")] == ["contradicted"]


def test_a_machine_breaks_no_silence_and_an_acknowledgement_is_no_reply() -> None:
    story = Story("2020-10-01")
    story.sends("2020-10-01")
    story.receives("2020-10-02", "automatic")
    evidence = story_evidence(story, "2020-10-09")
    assert verdicts("We have heard nothing from PTA.", evidence, "silence") == [("verified", ())]
    story.receives("2020-10-05", "acknowledgement")
    evidence = story_evidence(story, "2020-10-09")
    assert verdicts("PTA has not replied to our letter.", evidence, "silence") == [("partly", (2, 5))]
    assert verdicts("We have heard nothing since our letter.", evidence, "silence") == [("contradicted", (5,))]


def test_a_few_passages_cannot_prove_a_silence() -> None:
    few = given_evidence(
        (), (Fact("The last contact with PTA was on 12 October 2020.", (Ref("pta-2020-001", 10),)),), day("2020-10-17")
    )
    found = findings("We have received no communication from PTA.", few)
    assert [one.mention.kind for one in found] == ["name"], "of the regulator; nothing is said of the silence"
