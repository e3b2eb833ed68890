"""Templates on disk: the user's before the program's, and every fault named with its file and place."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.drafts.draft import make_draft
from assistant.drafts.templates import find, load_templates, read_template
from assistant.drafts.words import languages
from assistant.errors import UsageProblem
from assistant.paths import prompts_directory
from tests.drafts.cases import AS_OF, pakistan

HEAD = """name = "first-reminder"
title = "Ours"
purpose = "Our own words"
fits = ["no-reply"]
owed_by = "regulator"
subject = "About {{ thread_title }}"
"""
BODY = "Dear all,\n\nplease answer {{ opening_named }}.\n"


def text(head: str = HEAD, body: str = BODY) -> str:
    return f"+++\n{head}+++\n{body}"


def own(folder: Path, **files: str) -> Settings:
    for name, content in files.items():
        path = folder / f"{name}.md"
        path.write_text(content, encoding="utf-8")
    return Settings(prompts=str(folder))


ENGLISH = {
    "acknowledgement", "acknowledgement-chaser", "answer-to-request", "clarification-request", "combined-letter",
    "complaint", "escalation", "extension-request", "first-reminder", "fulfilment-notice", "holding-reply",
    "last-reminder", "meeting-record", "promise-chaser", "proof-of-receipt", "resend", "second-reminder",
    "withdrawal",
}  # fmt: skip
REMINDERS = {"first-reminder", "second-reminder", "last-reminder", "acknowledgement-chaser", "promise-chaser"}


def test_english_is_complete_and_the_reminders_are_there_in_each_language() -> None:
    found = [(template.head.language, template.name) for template in load_templates(Settings())]
    assert len(set(found)) == len(found)
    assert {name for language, name in found if language == "en"} == ENGLISH
    for language in languages():
        assert {name for code, name in found if code == language} >= REMINDERS


def test_the_users_template_stands_in_for_the_programs(tmp_path: Path) -> None:
    templates = load_templates(own(tmp_path, mine=text()))
    assert templates[0].own
    english = [t.path for t in templates if t.name == "first-reminder" and t.head.language == "en"]
    assert english == [str(tmp_path / "mine.md")]
    assert len(templates) == len(load_templates(Settings()))
    draft = make_draft(pakistan(), [], Settings(), AS_OF, templates, "first-reminder")
    assert draft.text == "Dear all,\n\nplease answer our letter of 9 October 2020.\n"
    assert draft.subject == "About Access to the platform"


def test_a_relative_folder_counts_from_the_configuration_file(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    own(tmp_path / "mine", a=text())
    settings = Settings(prompts="mine", source=str(tmp_path / "assistant.toml"))
    assert load_templates(settings)[0].own


def test_prompts_for_a_model_and_notes_to_people_are_not_templates(tmp_path: Path) -> None:
    (tmp_path / "chat").mkdir()
    own(tmp_path / "chat", question="no front matter")
    assert not any(t.own for t in load_templates(own(tmp_path, README="# How to")))


@pytest.mark.parametrize("name", ["../first-reminder", "/etc/passwd", "followups/first-reminder", "First-Reminder", ""])
def test_a_template_is_only_found_by_its_name(name: str) -> None:
    with pytest.raises(UsageProblem, match="first-reminder"):
        find(load_templates(Settings()), name)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("Dear all", "begins with a line"),
        ("+++\nname = 'x'\n", "not closed"),
        (text("name = \n" + HEAD), "not valid TOML"),
        (text(HEAD + 'manner = "harsh"\n'), "unknown key `manner`"),
        (text(HEAD + 'tone = "harsh"\n'), "'harsh' in `tone`"),
        (text(HEAD + 'language = "tlh"\n'), "`language`: unknown 'tlh'"),
        (text(HEAD.replace('name = "first-reminder"\n', "")), "missing key `name`"),
        (text(HEAD.replace("first-reminder", "../x")), "`name`"),
        (text(HEAD.replace("no-reply", "silence")), "`fits`: unknown 'silence'"),
        (text(HEAD.replace('"regulator"', '"court"')), "owed_by"),
        (text(HEAD + 'chasers = "two"\n'), "chasers"),
        (text(HEAD + "chasers = -1\n"), "`chasers`"),
        (text(HEAD.replace("About {{ thread_title }}", "")), "`subject`"),
        (text(HEAD.replace("thread_title", "subjekt")), "`subject`: unknown name `subjekt`"),
        (text(HEAD + '[[fields]]\nname = "x"\n'), "missing key `label`"),
        (text(HEAD + '[[fields]]\nname = "x"\nlabel = "y"\nkind = "z"\n'), "unknown key `kind` in `fields"),
        (text(HEAD + '[[fields]]\nname = "today"\nlabel = "y"\n'), "'today' is the name of a fact"),
        (text(HEAD + '[[fields]]\nname = "loop"\nlabel = "y"\n'), "'loop' cannot name a field"),
        (text(HEAD + '[[fields]]\nname = "x"\nlabel = "y"\nrequired = true\n'), "the text never uses it"),
        (text(HEAD + '[[fields]]\nname = "x"\nlabel = "y"\n' * 2), "'x' stands twice"),
        (text(body="\n\nDear {{ today }\n"), ", line 11: "),
        (text(body="Dear\n{% if today %}\nx\n"), ", line 11: Unexpected end"),
        (text(body="Dear\n\n{{ nobody }}\n"), ", line 11: unknown name `nobody`"),
        (text(body="{{ today|shout }}"), ", line 9: unknown filter `shout`"),
        ("x" * 70_000, "more than 64 KB"),
    ],
)
def test_a_fault_names_the_file_and_the_place(tmp_path: Path, content: str, told: str) -> None:
    with pytest.raises(UsageProblem) as problem:
        load_templates(own(tmp_path, bad=content))
    assert str(tmp_path / "bad.md") in str(problem.value)
    assert told in str(problem.value)


def test_a_name_twice_in_one_folder_names_both_files(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem) as problem:
        load_templates(own(tmp_path, a=text(), b=text()))
    assert "a.md" in str(problem.value)
    assert "b.md" in str(problem.value)


def test_a_missing_folder_and_an_unreadable_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="nowhere"):
        load_templates(Settings(prompts=str(tmp_path / "nowhere"), source="assistant.toml"))
    (tmp_path / "latin.md").write_bytes(b"+++\nname = '\xff'\n+++\n")
    with pytest.raises(UsageProblem, match=r"latin\.md"):
        load_templates(Settings(prompts=str(tmp_path)))


def test_a_line_of_tags_leaves_no_line_and_a_tag_at_the_end_keeps_its_own() -> None:
    body = "A\n{% if today %}\nB{% if nothing %}x{% endif %}\n{% endif %}\n  {% if today %}\nC\n{% endif %}\nD"
    fields = '[[fields]]\nname = "nothing"\nlabel = "y"\n'
    template = read_template(text(HEAD + fields, body), "own.md")
    draft = make_draft(pakistan(), [], Settings(), AS_OF, [template], "first-reminder")
    assert draft.text == "A\nB\nC\nD\n"


def test_the_shipped_files_stand_where_they_are_looked_for() -> None:
    found = {str(p.relative_to(prompts_directory())) for p in prompts_directory().rglob("*.md")}
    assert {"followups/escalation.md", "replies/holding-reply.md", "meetings/meeting-record.md"} <= found
