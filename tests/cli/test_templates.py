"""Templates listed, shown and checked; a draft in another language, tone or form; one letter for a whole regulator."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Assistant

CASE = "pta-2020-001"

AS_OF = ("--as-of", "2020-10-18")
OWN = """+++
name = "{name}"
title = "Ours"
purpose = "Our words"
fits = ["no-reply"]
owed_by = "regulator"
subject = "About {{{{ thread_title }}}}"
+++
Dear all,

{body}
"""


def own(folder: Path, name: str, body: str = "please answer.") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.md"
    path.write_text(OWN.format(name=name, body=body), encoding="utf-8")
    return path


def test_the_list_names_language_fit_and_place_of_each(assistant: Assistant, demo: Path, tmp_path: Path) -> None:
    mine = own(tmp_path / "mine", "first-reminder")
    config = tmp_path / "a.toml"
    config.write_text('prompts = "mine"\n', encoding="utf-8")
    at = ("--record", demo, "--config", config, *AS_OF)
    found = assistant(*at, "templates", "--format", "json").json["templates"]
    first = {(t["language"]): t for t in found if t["name"] == "first-reminder"}
    assert list(first) == ["de", "en", "fr", "ur"]
    assert (first["en"]["own"], first["en"]["path"]) == (True, str(mine))
    assert first["de"]["fits"] == ["no-reply", "partial-answer", "gone-quiet"]
    assert set(first["ur"]) == {
        "name", "language", "tone", "channel", "title", "purpose", "fits", "owed_by", "chasers", "proposed", "settles",
        "fields", "own", "path",
    }  # fmt: skip
    lines = assistant(*at, "templates").out
    assert "first-reminder (en, any tone, letter or email, your own): Our words\n    fits no-reply\n" in lines
    assert "fits no-reply, partial-answer, promise-passed, gone-quiet, no-acknowledgement, from 2 sent" in lines


def test_one_is_shown_with_its_fields_and_its_text(assistant: Assistant, demo: Path) -> None:
    at = ("--record", demo, *AS_OF, "templates", "show")
    shown = assistant(*at, "escalation").out
    assert "  * request: what you ask the person in charge to do\n" in shown
    assert '{% include "refer" %}' in shown
    german = assistant(*at, "first-reminder", "--language", "de", "--format", "json").json["templates"]
    assert [(t["language"], "unsere Anfrage" in t["subject"], "Antwort" in t["body"]) for t in german] == [
        ("de", True, True)
    ]
    assert assistant(*at, "nothing").code == 2
    assert assistant(*at, "first-reminder", "--language", "tlh").code == 2


def test_the_check_names_every_fault_with_file_and_line(assistant: Assistant, demo: Path, tmp_path: Path) -> None:
    at = ("--record", demo, *AS_OF, "templates", "check")
    assert assistant(*at).code == 0
    folder = tmp_path / "mine"
    good, unknown = own(folder, "good"), own(folder, "unknown", "{{ nobody }}")
    late = own(folder, "late", "{% if owed %}\n{{ owed }}\n{% endif %}")
    (folder / "again.md").write_text(good.read_text(), encoding="utf-8")
    (folder / "none.md").write_text("Dear all", encoding="utf-8")
    result = assistant(*at, folder, "--format", "json")
    assert (result.code, result.json["ok"], result.json["checked"]) == (1, False, 5)
    told = [(p["where"], p["error"].split(":")[0]) for p in result.json["problems"]]
    assert told == [
        (str(good), "`name`"),
        (str(late), "only text and numbers can be put out; use `{% for … %}` for a list and `{% if … %}` for a yes"),
        (str(folder / "none.md"), "a template begins with a line `+++`"),
        (f"{unknown}, line 11", "unknown name `nobody`"),
    ]
    assert assistant(*at, good).out == "1 template; nothing wrong\n"
    assert f"{unknown}, line 11: unknown name `nobody`" in assistant(*at, unknown).out
    assert assistant(*at, tmp_path / "nowhere").code == 2


def test_a_draft_in_another_language_tone_and_form(assistant: Assistant, demo: Path) -> None:
    at = ("--record", demo, *AS_OF, "draft", CASE, "--template", "first-reminder")
    text = assistant(*at, "--language", "de", "--tone", "plain", "--channel", "email").out
    assert "unser Schreiben vom 9. Oktober 2020" in text
    assert "Freundliche Grüße" in text
    assert "Datum:" not in text
    assert "Next best:\n  withdrawal: Says that we no longer ask" in assistant(*at).err
    assert assistant(*at, "--language", "tlh").code == 2
    names = assistant(*at[:-1], "?").out
    assert "first-reminder           de, en, fr, ur   First reminder\n" in names


def test_one_letter_tells_all_that_is_open_with_a_regulator(assistant: Assistant, demo: Path) -> None:
    at = ("--record", demo, *AS_OF)
    letter = ("--out", "--date", "2020-10-05", "--text", "Which data do you need?")
    new = assistant(*at, "log", "PTA", "--title", "Data [x]", *letter).out.split("#")[0].split()[0]
    draft = assistant(*at, "draft", "--regulator", "PTA", "--format", "json").json
    text = draft["text"]
    assert (draft["thread"], draft["template"], draft["answers"]) == (CASE, "combined-letter", [])
    assert text.index("tangible timelines") < text.index("which steps would restore access") < text.index("Data [x]")
    assert "Open with you – Data [x]:\n\n– our letter of 5 October 2020 (13 days ago)" in text
    assert any(f"({new}#2)" in fact["value"] and not fact["entries"] for fact in draft["facts"])
    saved = assistant(*at, "draft", "--regulator", "PTA", "--save")
    assert saved.out.rstrip().rpartition("\n")[2].startswith(f"{CASE}#")


@pytest.mark.parametrize(("damaged", "code"), [("PTA", 3), ("PTA-NORTH", 0)])
def test_one_letter_is_whole_or_not_written(assistant: Assistant, demo: Path, damaged: str, code: int) -> None:
    other = demo / "record" / damaged / f"{damaged.lower()}-2020-009.jsonl"
    other.parent.mkdir(exist_ok=True)
    other.write_text("no entry\n")
    drafted = assistant("--record", demo, *AS_OF, "draft", "--regulator", "PTA", "--format", "json")
    assert (drafted.code, f"{other.stem} cannot be read" in drafted.err) == (code, code == 3)


@pytest.mark.parametrize(
    "wrong",
    [(), (CASE, "--regulator", "PTA"), ("--regulator", "pta"), ("--regulator", "PTA", "--history")],
)
def test_a_draft_is_for_a_thread_or_for_a_regulator(assistant: Assistant, demo: Path, wrong: tuple[str, ...]) -> None:
    assert assistant("--record", demo, *AS_OF, "draft", *wrong).code == 2
    assert assistant("--record", demo, *AS_OF, "draft", "--regulator", "OFCOM").code == 1
