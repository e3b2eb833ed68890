"""A day that a person names for a holding reply is never told as the regulator's own words, on any page."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.conftest import Assistant

CASE = "pta-2020-001"
PAGES = (
    ("show", CASE),
    ("check",),
    ("briefing", "PTA"),
    ("chronology", CASE),
    ("facts", CASE),
    ("draft", CASE, "--template", "promise-chaser"),
    ("explain", CASE),
    ("ask", "what did PTA promise?"),
    ("ask", "what is due?"),
    ("ask", "what happened in October?"),
    ("ask", "who has the ball?"),
    ("search", "holding OR revert"),
)


def holding(assistant: Assistant, demo: Path, text: str) -> str:
    """Their reply with that text, classified as holding until 6 November; all pages a week after it."""
    logged = assistant("--record", demo, "log", CASE, "--in", "--date", "2020-10-26", "--text", text)
    n = logged.out.split()[0].rpartition("#")[2]
    assert assistant("--record", demo, "classify", CASE, n, "holding", "--until", "2020-11-06").code == 0
    return "\n".join(assistant("--record", demo, "--as-of", "2020-11-13", *page).out for page in PAGES)


def quotations(text: str) -> str:
    return "\n".join(re.findall("“[^”]*”", text))


def test_what_they_never_said_is_told_without_quotation_marks(assistant: Assistant, demo: Path) -> None:
    told = holding(assistant, demo, "You will hear more in November.")
    assert "PTA owes, open, due 2020-11-06: holding reply, promised for 2020-11-06 (as classified in #25)" in told
    assert "promised on 26 October 2020: holding reply, promised for 2020-11-06 (as classified in #25); open" in told
    assert "PTA's, late: holding reply, promised for 2020-11-06 (as" in told
    assert "PTA made a promise in #24 of 26 October 2020; due 6 November 2020, 7 days overdue." in told
    quoted = quotations(told)
    assert "holding" not in quoted
    assert "2020-11-06" not in quoted
    assert "“”" not in quoted


def test_a_sentence_that_names_the_day_is_quoted(assistant: Assistant, demo: Path) -> None:
    words = "We will revert by 6 November."
    told = holding(assistant, demo, f"Thank you for your letter. {words} Yours sincerely")
    assert f"due 2020-11-06: “{words}”" in told
    assert f"PTA promised on 26 October 2020: “{words}”; open" in told
    assert "as classified" not in told


def test_a_promise_that_was_opened_before_is_not_opened_again(assistant: Assistant, demo: Path) -> None:
    words = "We will revert by 6 November."
    promise = ("--commitment", words, "--due", "2020-11-06")
    logged = assistant("--record", demo, "log", CASE, "--in", "--date", "2020-10-26", "--text", words, *promise)
    n = logged.out.split()[0].rpartition("#")[2]
    assistant("--record", demo, "classify", CASE, n, "holding", "--until", "2020-11-06")
    gaps = assistant("--record", demo, "--as-of", "2020-11-13", "check", "--kind", "promise-passed", "--format", "json")
    assert len(gaps.json["gaps"]) == 1


def test_a_promise_that_was_put_off_is_told_as_replaced_by_the_message_that_did_it(
    assistant: Assistant, demo: Path
) -> None:
    def put_off(text: str, until: str) -> str:
        logged = assistant("--record", demo, "log", CASE, "--in", "--date", "2020-10-26", "--text", text)
        n = logged.out.split()[0].rpartition("#")[2]
        given = ("classify", CASE, n, "holding", "--until", until, "--about", "9")
        assert assistant("--record", demo, *given).code == 0
        return n

    def promises() -> int:
        (listed,) = assistant("--record", demo, "threads", "--format", "json").json["threads"]
        return int(listed["open_commitments"])

    before = promises()
    put_off("We will revert by 6 November.", "2020-11-06")
    later = put_off("We will revert by 20 November.", "2020-11-20")
    shown = assistant("--record", demo, "show", CASE)
    assert f"PTA owes, replaced by #{later}, due 2020-11-06: “We will revert by 6 November.”" in shown.out
    given = [
        o for o in assistant("--record", demo, "show", CASE, "--format", "json").json["obligations"] if o["answers"]
    ]
    assert [(o["state"], o["replaced_by"], o["answers"]) for o in given] == [
        ("replaced", int(later), [9]), ("open", None, [9]),
    ]  # fmt: skip
    assert promises() == before + 1
    told = "\n".join(assistant("--record", demo, "--as-of", "2020-11-13", *page).out for page in (PAGES[2], PAGES[7]))
    assert "1 open, 1 replaced" in told
    assert "replaced by another promise on 26 October 2020" in told
