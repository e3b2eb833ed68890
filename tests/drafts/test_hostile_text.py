"""Text of messages is data: it is never a template, and never more than visible characters."""

from __future__ import annotations

import pytest

from assistant.config import Settings
from assistant.drafts.draft import make_draft
from assistant.drafts.facts import facts_for
from assistant.drafts.render import fill, render
from assistant.drafts.templates import load_templates, read_template
from assistant.errors import UsageProblem
from assistant.record.kinds import Party
from tests.drafts.cases import AS_OF, SETTINGS, asked, pakistan, pakistan_gaps, received, thread_of

TEMPLATES = load_templates(Settings())
HOSTILE = [
    "{{ 7*7 }}",
    "{% for x in owed %}again{% endfor %}",
    "{# gone #}",
    "{{ ''.__class__.__mro__ }}",
    "[bold]x[/bold] [/foo]",
    "<script>alert(1)</script> & <b>",
    "%s %(x)s {0.__class__} $(id) `id`",
    "+++\nname = 'x'\n+++",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_that_look_like_code_stand_in_the_text_as_they_came(words: str) -> None:
    thread = thread_of(received("2020-10-12", subject=words), asked("company", words, 2))
    draft = make_draft(thread, [], SETTINGS, AS_OF, TEMPLATES, fields={"answer": words})
    assert f"“{words}”" in draft.text
    assert draft.text.count(words) == 2


def test_controls_and_overrides_become_visible_signs() -> None:
    words = "Pay \x1b[31mnow\x1b[0m \u202eeno\u2066 \x00\x9b2J\x07 end\r\nBcc: x@y.example"
    thread = thread_of(
        received("2020-10-12", subject=words, sender=Party(words, "a@b.example")), asked("company", words, 2)
    )
    draft = make_draft(thread, [], Settings(), AS_OF, TEMPLATES, fields={"answer": words})
    unsafe = [c for c in draft.text + draft.subject + str(draft.facts) if ord(c) < 32 and c not in "\n\t"]
    assert unsafe == []
    assert not set("\u202e\u2066\x9b\x7f") & set(draft.text)
    assert "␛[31mnow" in draft.text
    assert "\n" not in draft.subject


BODY = """+++
name = "own"
title = "Own"
purpose = "A test"
fits = ["we-owe"]
subject = "Own"
+++
First line
BODY
"""

ESCAPES = [
    "{{ ''.__class__ }}",
    "{{ opening_words.__class__.__mro__ }}",
    "{{ opening_words['__class__'] }}",
    "{{ opening_words|attr('__class__') }}",
    "{{ opening_words.format }}",
    "{{ owed.append(1) }}",
    "{{ '%99999999d'|format(1) }}",
    "{{ '%99999999d' % 1 }}",
    "{{ 'x' * 999999999 }}",
    "{{ 9**9**9 }}",
    "{{ 1 + 1 }}",
    "{{ range(10**9) }}",
    "{% for x in range(10) %}x{% endfor %}",
    "{% for x in [1, 2] %}x{% endfor %}",
    "{% for x in opening_words %}x{% endfor %}",
    "{% for x in owed recursive %}{{ loop(owed) }}{% endfor %}",
    "{% for x in owed %}{% for y in owed %}{% for z in owed %}x{% endfor %}{% endfor %}{% endfor %}",
    "{% for owed in owed %}{{ owed.words }}{% endfor %}{% for today in owed %}x{% endfor %}",
    "{{ cycler('a') }}",
    "{{ lipsum() }}",
    "{{ namespace(a=1) }}",
    "{{ self._TemplateReference__context }}",
    "{{ loop }}",
    "{{ '{0.__class__}'.format(today) }}",
    "{{ today|format(1) }}",
    "{{ today.__init__.__globals__ }}",
    "{{ [].__class__.__base__.__subclasses__() }}",
    "{{ {}['a'] }}",
    "{{ today[0] }}",
    "{{ today is defined }}",
    "{{ joiner(', ') }}",
    "{{ dict(a=1) }}",
    "{{ caller() }}",
    "{{ super() }}",
    "{{ today|tojson }}",
    "{{ owed|join(today) }}",
    "{{ today|replace('a', 'b') }}",
    "{{ today|safe }}",
    "{% with x = 1 %}{% endwith %}",
    "{% call x() %}{% endcall %}",
    "{% autoescape true %}{% endautoescape %}",
    "{% from 'head' import x %}",
    "{% include today %}",
    "{% include 'en/head' %}",
    "{% include '../parts/en/head.md' %}",
    "{% include ['nothing', 'head'] %}",
    "{% include 'owed' %}",
    "{{ " + " ~ ".join(["opening_text"] * 4000) + " }}",
    "{% set x = 'a' %}",
    "{% macro m() %}x{% endmacro %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends 'x' %}",
    "{% block x %}{% endblock %}",
    "{% filter upper %}x{% endfilter %}",
    "{{ owed|map(attribute='__class__')|list }}",
    "{{ today|indent(999999999) }}",
    "{{ today|center(999999999) }}",
    "{{ config }}",
    "{% for x in owed %}{{ x.nope }}{% endfor %}",
    "{% for x in owed %}{{ x.items }}{% endfor %}",
    "{% for x in owed %}{{ x.words.upper }}{% endfor %}",
    "{{ " + "(" * 5000 + "today" + ")" * 5000 + " }}",
    "{{ " + " or ".join(["today"] * 9000) + " }}",
    "{{ " + "9" * 5000 + " }}",
]


@pytest.mark.parametrize("escape", ESCAPES, ids=lambda text: text[:40])
def test_what_a_template_may_not_do_is_a_usage_problem_naming_file_and_line(escape: str) -> None:
    with pytest.raises(UsageProblem, match=r"own\.md") as problem:
        read_template(BODY.replace("BODY", escape), "own.md")
    assert "line 9" in problem.value.where or "nested" in problem.value.what


@pytest.mark.parametrize(
    "body",
    [
        "{{ owed }}",
        "{{ statutory }}",
        "{{ today|days }}",
        "{% for x in owed %}{{ x }}{% endfor %}",
        "{{ days_open|length }}",
    ],
)
def test_what_shows_only_when_rendered_is_a_usage_problem_too(body: str) -> None:
    template = read_template(BODY.replace("BODY", body), "own.md")
    thread = pakistan()
    facts = facts_for(thread, pakistan_gaps(thread), SETTINGS, AS_OF)
    with pytest.raises(UsageProblem, match=r"own\.md"):
        render(template, facts, fill(template, {}, AS_OF).values)


def test_too_deep_a_nest_of_conditions_is_refused_without_a_traceback() -> None:
    body = "{% if today %}" * 150 + "x" + "{% endif %}" * 150
    thread = pakistan()
    facts = facts_for(thread, [], SETTINGS, AS_OF)
    with pytest.raises(UsageProblem):
        render(read_template(BODY.replace("BODY", body), "own.md"), facts, {})


def test_loops_that_would_run_for_hours_are_refused_before_they_run() -> None:
    thread = thread_of(received("2020-10-12"), *(asked("company", "x", 2) for _ in range(1500)))
    facts = facts_for(thread, [], SETTINGS, AS_OF)
    body = "\n{% for a in owed %}\n{% for b in owed %}{% if a.words == b.words %}{% endif %}{% endfor %}{% endfor %}"
    with pytest.raises(UsageProblem, match="run too long") as problem:
        render(read_template(BODY.replace("BODY", body), "own.md"), facts, {})
    assert problem.value.where == "own.md, line 10"


def test_a_text_that_outgrows_any_letter_is_refused() -> None:
    thread = thread_of(received("2020-10-12"), *(asked("company", "x" * 2000, 2) for _ in range(40)))
    facts = facts_for(thread, [], SETTINGS, AS_OF)
    body = "{% for a in owed %}{% for b in owed %}{{ a.words }}{% endfor %}{% endfor %}"
    with pytest.raises(UsageProblem, match="grows beyond"):
        render(read_template(BODY.replace("BODY", body), "own.md"), facts, {})
