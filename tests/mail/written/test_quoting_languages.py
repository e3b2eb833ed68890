"""Each language's programs: what they add is told from what the author wrote, above, below and between."""

from __future__ import annotations

import pytest

from assistant.mail.written.quoting import newly_written, passages
from assistant.mail.written.wordings.tables import DISCLAIMER_BEGINS, LANGUAGES
from tests.mail.written.quoting_samples import HABITS

ATTRIBUTIONS = [(language, line) for language, habits in HABITS.items() for line in habits.attributions]
QUESTION, ANSWER = "Which of the links in List A are meant?", "All eleven links, by the end of the month."
OLD = "Dear Sara,\n\nWhich links?\n\nRegards\nEnforcement"
MARKED = "> Dear Sara,\n>\n> Which links?\n>> Those of May?"

each_language = pytest.mark.parametrize("language", HABITS)
each_attribution = pytest.mark.parametrize(("language", "line"), ATTRIBUTIONS)


def test_every_language_has_its_table_and_its_samples() -> None:
    assert {words.language for words in LANGUAGES} == set(HABITS)


@each_attribution
def test_an_answer_above_marked_history_is_all_that_stays(language: str, line: str) -> None:
    assert newly_written(f"{QUESTION}\n\n{ANSWER}\n\n{line}\n\n{MARKED}\n") == f"{QUESTION}\n\n{ANSWER}"


@each_attribution
def test_an_answer_below_or_between_stays_in_its_order(language: str, line: str) -> None:
    assert newly_written(f"{line}\n{MARKED}\n\n{ANSWER}") == ANSWER
    assert newly_written(f"{line}\n{MARKED}\n{QUESTION}\n> And when?\n{ANSWER}") == f"{QUESTION}\n\n{ANSWER}"


@each_attribution
def test_history_without_marks_goes_when_its_attribution_is_beyond_doubt(language: str, line: str) -> None:
    certain = "@" in line
    text = f"{ANSWER}\n\n{line}\n\n{OLD}"
    assert newly_written(text) in ({ANSWER} if certain else {ANSWER, ""})


@each_language
def test_an_outlook_block_ends_the_answer_with_or_without_a_stroke_above(language: str) -> None:
    block = HABITS[language].block
    for above in ("", "_" * 32 + "\n"):
        assert newly_written(f"{ANSWER}\n\n{above}{block}\n\n{OLD}") == ANSWER
    assert newly_written(f"{ANSWER}\n\n" + block.replace("\n", "\n\n") + f"\n\n{OLD}") == ANSWER
    bold = "\n".join(f"*{label}:* {value}" for label, _, value in (line.partition(":") for line in block.split("\n")))
    assert newly_written(f"{ANSWER}\n\n{bold}\n\n{OLD}") == ANSWER


@each_language
def test_the_original_message_ends_the_answer(language: str) -> None:
    habits = HABITS[language]
    assert newly_written(f"{ANSWER}\n\n{habits.original}\n{habits.block}\n\n{OLD}") == ANSWER
    assert newly_written(f"{ANSWER}\n\n{habits.original.upper()}\n\n{OLD}") == ANSWER


@each_language
def test_a_forwarded_mail_is_kept_whole(language: str) -> None:
    habits = HABITS[language]
    assert newly_written(f"{ANSWER}\n\n{habits.forwarded}\n{habits.block}\n\n{OLD}\n\n{MARKED}") == ""
    assert newly_written(f"{habits.block}\n\n{OLD}") == ""


@each_language
def test_a_forwards_subject_keeps_its_history(language: str) -> None:
    words = next(words for words in LANGUAGES if words.language == language)
    text = f"{ANSWER}\n\n{HABITS[language].block}\n\n{OLD}"
    for prefix in filter(None, words.forward_prefixes.split(" | ")):
        assert newly_written(text, f"{prefix}: List A") == ""


@each_language
def test_a_telephones_line_goes_with_or_without_history_below(language: str) -> None:
    habits = HABITS[language]
    assert newly_written(f"{ANSWER}\n\n{habits.sent_from}") == ANSWER
    assert newly_written(f"{ANSWER}\n\n{habits.sent_from}\n\n{habits.attributions[0]}\n{MARKED}") == ANSWER
    assert newly_written(f"{habits.sent_from}\n{ANSWER}") == ""


@each_language
def test_a_notice_about_confidentiality_goes_from_the_end_only(language: str) -> None:
    notice = HABITS[language].notice
    assert newly_written(f"{ANSWER}\n\n{notice}\n") == ANSWER
    assert newly_written(f"{ANSWER}\n-- \nSara\n\n{notice}\n") == ANSWER
    assert newly_written(f"{notice}\n\n{ANSWER}") == ""
    assert [part.kind for part in passages(f"{ANSWER}\n\n{notice}")] == ["new", "disclaimer"]


def test_a_notice_begins_with_each_of_its_beginnings_in_any_case() -> None:
    said = "you have received this message in error; if you are not the intended recipient, please delete it"
    left = [
        written
        for begin in DISCLAIMER_BEGINS
        for written in (begin, begin.upper(), begin.capitalize())
        if written.casefold() == begin and newly_written(f"{ANSWER}\n\n* {written}, {said}.") != ANSWER
    ]
    assert left == []
