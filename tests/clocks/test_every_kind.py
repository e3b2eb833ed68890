"""Every kind of gap has its sentence, the entry that opened it, and the next sensible step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import get_args

import pytest

from assistant.clocks.explain import explain
from assistant.record.entry import Line
from assistant.record.kinds import FORMAT, ThreadOpened
from assistant.record.opening import OpeningKind
from tests.clocks.threads import DEFAULTS, Story

Scene = Callable[[Story], int]
"""What is said until something is missing; the entry that opens it."""
LATER = "2020-10-14"


def _asked(story: Story) -> int:
    letter = story.sends("2020-10-01")
    story.asks_them("which steps", letter)
    return letter


def _acknowledged(story: Story) -> int:
    letter = _asked(story)
    story.receives("2020-10-02", "acknowledgement")
    return letter


def _answered_without_settling(story: Story) -> int:
    _asked(story)
    return story.receives("2020-10-05")


def _promised(story: Story) -> int:
    _asked(story)
    holding = story.receives("2020-10-05", "holding")
    story.they_promise("we will revert by 12 October", holding, "2020-10-12")
    return holding


def _asked_us(story: Story) -> int:
    theirs = story.receives("2020-10-05")
    story.asks_us("the list", theirs)
    return theirs


def _we_promised(story: Story) -> int:
    ours = story.sends("2020-10-05", expects_reply=False)
    story.we_promise("the list by 12 October", ours, "2020-10-12")
    return ours


def _bounced(story: Story) -> int:
    ours = story.sends("2020-10-05", "email")
    story.receives("2020-10-06", "bounce", "email")
    return ours


def _called(story: Story) -> int:
    return story.receives("2020-10-05", "acknowledgement", "call")


def _filed(story: Story) -> int:
    return story.sends("2020-10-05", "portal")


def _unclassified(story: Story) -> int:
    story.sends("2020-10-02", "email")
    return story.unread("2020-10-05", "acknowledgement")


def _drafted(story: Story) -> int:
    return story.drafts("2020-10-05")


def _drafted_before_a_change(story: Story) -> int:
    draft = story.drafts("2020-10-05")
    story.receives("2020-10-06", "acknowledgement")
    return draft


def _quiet(story: Story) -> int:
    _asked(story)
    return story.receives("2020-10-05", "acknowledgement")


def _mail_of_nobody(story: Story) -> int:
    opened = ThreadOpened(FORMAT, "tray-2020-001", "TRAY", "Mail", day="2020-10-05")
    story.lines = [Line(1, "2020-10-05T08:00:00Z", "ana", opened)]
    return story.unread("2020-10-05")


SCENES: tuple[tuple[OpeningKind, Scene, str, str], ...] = (
    (
        "no-reply",
        _acknowledged,
        "No reply from PTA for 13 days to #2 of 1 October 2020, due 8 October 2020.",
        "first-reminder",
    ),
    (
        "no-acknowledgement",
        _asked,
        "No acknowledgement from PTA for 13 days of #2 of 1 October 2020, due 8 October 2020.",
        "acknowledgement-chaser",
    ),
    (
        "partial-answer",
        _answered_without_settling,
        "PTA has not completed its answer since #4 of 5 October 2020, for 9 days: “which steps”; due 12 October 2020.",
        "first-reminder",
    ),
    (
        "promise-passed",
        _promised,
        "PTA made a promise in #4 of 5 October 2020: “we will revert by 12 October”; due 12 October 2020, "
        "2 days overdue.",
        "promise-chaser",
    ),
    (
        "we-owe",
        _asked_us,
        "We owe PTA an answer to #2 of 5 October 2020: “the list”; due 12 October 2020, 2 days overdue.",
        "answer-to-request",
    ),
    (
        "commitment-due",
        _we_promised,
        "We made PTA a promise in #2 of 5 October 2020: “the list by 12 October”; due 12 October 2020, 2 days overdue.",
        "fulfilment-notice",
    ),
    (
        "undelivered",
        _bounced,
        "#2 of 5 October 2020 did not reach PTA, as reported on 6 October 2020: no clock has started.",
        "ask for proof of delivery or send it again",
    ),
    (
        "call-unconfirmed",
        _called,
        "The call of 5 October 2020 (#2) has not been confirmed in writing, due 7 October 2020, 7 days overdue.",
        "meeting-record",
    ),
    (
        "filing-without-receipt",
        _filed,
        "No receipt from PTA for the filing of 5 October 2020 (#2), due 7 October 2020.",
        "get the receipt number, or ask for proof of filing",
    ),
    (
        "unclassified",
        _unclassified,
        "Nobody has said what #3 of 5 October 2020 from PTA is: it is only taken for an acknowledgement; "
        "due 7 October 2020, 7 days overdue.",
        "classify it: assistant classify pta-2020-001 3 CLASS",
    ),
    (
        "draft-stale",
        _drafted,
        "Draft #2, saved on 5 October 2020, was neither sent nor discarded; due 8 October 2020, 6 days overdue.",
        "finish it, or discard it: assistant draft pta-2020-001 --discard 2",
    ),
    (
        "draft-stale",
        _drafted_before_a_change,
        "Draft #2, saved on 5 October 2020, was neither sent nor discarded; the thread has changed since, "
        "due 6 October 2020, 8 days overdue.",
        "finish it, or discard it: assistant draft pta-2020-001 --discard 2",
    ),
    (
        "gone-quiet",
        _quiet,
        "Nothing from PTA for 9 days since #4 of 5 October 2020, due 12 October 2020.",
        "first-reminder",
    ),
    (
        "unmatched",
        _mail_of_nobody,
        "#2 of 5 October 2020 matches no regulator and has been in the tray since 5 October 2020, "
        "due 12 October 2020, 2 days overdue.",
        "file it: assistant tray",
    ),
)


@pytest.mark.parametrize(("kind", "scene", "sentence", "step"), SCENES)
def test_a_gap_says_what_is_missing_names_its_entry_and_the_next_step(
    kind: OpeningKind, scene: Scene, sentence: str, step: str
) -> None:
    story = Story("2020-10-01")
    entry = scene(story)
    gap = story.gap(LATER, kind)
    assert gap is not None
    assert gap.summary == sentence
    assert gap.opened_by.entry == entry
    assert gap.suggests == step


@pytest.mark.parametrize(("kind", "scene"), [(kind, scene) for kind, scene, *_ in SCENES])
def test_its_explanation_says_what_ends_it(kind: OpeningKind, scene: Scene) -> None:
    story = Story("2020-10-01")
    scene(story)
    as_of = date.fromisoformat(LATER)
    found = explain(story.thread(as_of), DEFAULTS, as_of, None)
    (explained,) = (one for one in found if one.clock.opening.kind == kind)
    assert any("ends it" in change.text for change in explained.changes if change.kind == "reply")


def test_no_kind_is_left_out() -> None:
    assert {kind for kind, *_ in SCENES} == set(get_args(OpeningKind))
