"""A blank that was taken out, in every template that has one: it is missed, and what took its place is enough."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec import structs

from assistant.drafts.blanks import emptied
from assistant.drafts.draft import Draft, make_draft, with_text
from assistant.drafts.release import Release
from assistant.drafts.style import Wish
from tests.clocks.threads import WORKWEEK
from tests.drafts.cases import AS_OF, SETTINGS, pakistan
from tests.drafts.test_every_template import made


def _blank_drafts() -> Iterator[Draft]:
    """Each template with a required field once in each language and tone, and nothing filled in."""
    seen = set()
    for one in made():
        found, head = one.case, one.template.head
        for tone in ("formal", "plain"):
            if (head.name, head.language, tone) in seen or not any(f.required for f in one.template.fields):
                continue
            seen.add((head.name, head.language, tone))
            wish = Wish(head.language, tone)
            yield make_draft(found.thread, found.gaps, found.settings, found.as_of, [one.template], head.name, {}, wish)


def said(draft: Draft, text: str) -> list[str]:
    release = Release(with_text(draft, text), pakistan(), (), SETTINGS, AS_OF, WORKWEEK)
    return [f"{found.severity} {found.message}" for found in emptied(release)]


def test_each_blank_that_was_taken_out_is_seen_and_none_that_was_filled_in() -> None:
    drafts = [*_blank_drafts()]
    assert len({draft.template.name for draft in drafts}) >= 8
    for draft in drafts:
        marks = {field.mark: field.label for field in draft.missing if field.mark in draft.text}
        filled = draft.text
        for mark in marks:
            filled = filled.replace(mark, "Own words")
        assert (said(draft, draft.text), said(draft, filled)) == ([], [])
        for mark, label in marks.items():
            text = draft.text.replace(mark, "")
            for other in marks:
                text = text.replace(other, "Own words")
            place = f"{draft.template.path}:\n{text}"
            (told,) = said(draft, text)
            assert told.startswith(f"blocks “{label}” was taken out behind “"), place
            assert told.endswith("”, and nothing stands in its place"), place


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("You will have our answer by .\n\nYours sincerely,", True),
        ("You will have our answer by.\nYours sincerely,", True),
        ("You will have our answer by\n\n30 October.\n\nYours sincerely,", False),
        ("You will have our answer soon.\n\nYours sincerely,", False),
        ("Yours sincerely,", False),
    ],
)
def test_who_words_the_sentence_anew_or_leaves_it_out_is_believed(text: str, seen: bool) -> None:
    draft = next(d for d in _blank_drafts() if d.template.name == "holding-reply")
    assert bool(said(draft, f"{draft.text[: draft.text.index('You will have')]}{text}\n\nA. B.\n")) == seen


def test_a_template_may_be_one_blank_and_nothing_else() -> None:
    draft = next(_blank_drafts())
    mark = draft.missing[0].mark
    alone = structs.replace(draft, form=f"{mark}\n", text="\n")
    assert said(alone, "\n") == [f"blocks “{draft.missing[0].label}” was taken out, and nothing stands in its place"]
    assert said(alone, "Our words.") == []
