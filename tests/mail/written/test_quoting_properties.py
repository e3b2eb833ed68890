"""Whatever is written and whoever quotes it: every new word stays, no quoted one does, every line has one owner."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.mail.written.quoting import KEPT, newly_written, passages
from tests.mail.written.quoting_samples import HABITS, Habits

NEW_WORDS = [
    "timelines",
    "the",
    "removal",
    "Frist",
    "réponse",
    "List",
    "A",
    "will",
    "provide",
    "пункт",
    "名单",
    "فہرست",
]
NEW_WORDS += ["on", "from", "sent", "wrote", "2020", "12", "Sara", "(eleven)", "item:", "§37", "a/b", "5.5", "€20"]
OLD_WORDS = ["older", "question", "asked", "before", "Absatz", "вопрос", "問題", "سوال", "17", "yesterday", "still"]

new_lines = st.lists(st.sampled_from(NEW_WORDS), min_size=2, max_size=9).map(" ".join)
new_paragraphs = st.lists(new_lines, min_size=1, max_size=4).map("\n".join)
new_texts = st.lists(new_paragraphs, min_size=1, max_size=4).map("\n\n".join).map(lambda text: f"Dear all,\n\n{text}")
old_lines = st.lists(st.sampled_from(OLD_WORDS), min_size=1, max_size=9).map(lambda words: " ".join(words) + "ZZ")
old_texts = st.lists(st.one_of(st.just(""), old_lines), min_size=1, max_size=8).map(lambda ls: "\n".join([*ls, "ZZ."]))
habits = st.sampled_from(list(HABITS.values()))

pieces = st.sampled_from(
    [">", "> ", ">> x", "-- ", "--", "", "  ", "_" * 40, "*", ":", "：", "On", "wrote:", "From: a@b.example", "To: c",
     "<", "Sent: 12 Oct 2020 14:30", "Subject: d", "\t", "    in", "写道：", "a@b>:", "[EXTERNAL]", "text",
     "mailing list http://x",
     "-----Original Message-----", "Begin forwarded message:", "This email and any", "intended recipient delete"],
)  # fmt: skip


def quoted(text: str, mark: str = "> ") -> str:
    return "\n".join((mark + line).rstrip() for line in text.split("\n"))


def words_of(text: str) -> list[str]:
    return text.split()


@given(new_texts)
def test_a_text_without_any_sign_of_quoting_is_kept_whole(text: str) -> None:
    assert newly_written(text) == ""


@given(new_texts, old_texts, habits, st.data())
def test_an_answer_above_history_of_any_style_keeps_every_word_and_no_other(
    new: str, old: str, habit: Habits, data: st.DataObject
) -> None:
    line = data.draw(st.sampled_from(habit.attributions))
    certain = [line] if "@" in line else []
    unmarked = [f"{above}\n\n{old}" for above in [*certain, habit.block, f"{habit.original}\n{habit.block}"]]
    history = data.draw(st.sampled_from([f"{line}\n{quoted(old)}", f"{line}\n\n{quoted(quoted(old))}", *unmarked]))
    assert words_of(newly_written(f"{new}\n\n{history}")) == words_of(new)


@given(st.lists(st.tuples(old_texts, new_texts), min_size=1, max_size=5), habits, st.data())
def test_answers_between_quoted_questions_keep_every_word_and_no_other(
    exchange: list[tuple[str, str]], habit: Habits, data: st.DataObject
) -> None:
    line = data.draw(st.sampled_from(habit.attributions))
    text = line + "".join(f"\n{quoted(old)}\n\n{new}\n" for old, new in exchange)
    assert words_of(newly_written(text)) == words_of(" ".join(new for _, new in exchange))


@given(new_texts, old_texts, habits)
def test_signature_notice_and_telephone_cost_no_new_word(new: str, old: str, habit: Habits) -> None:
    added = f"{habit.sent_from}\n-- \nAli Raza\nDirector\n\n{habit.notice}"
    text = f"{new}\n\n{added}\n\n{habit.attributions[0]}\n{quoted(old)}"
    assert words_of(newly_written(text)) == words_of(new)


@given(st.lists(st.lists(pieces, max_size=4).map(" ".join), max_size=30).map("\n".join), st.booleans())
def test_every_line_belongs_to_exactly_one_passage(text: str, answer: bool) -> None:
    found = passages(text, answer=answer)
    assert [line for part in found for line in range(part.start_line, part.end_line)] == list(
        range(text.count("\n") + 1)
    )
    assert all(part.start_line < part.end_line for part in found)


@given(st.lists(st.lists(pieces, max_size=4).map(" ".join), max_size=30).map("\n".join))
def test_the_reply_is_the_kept_passages_in_their_order(text: str) -> None:
    lines = text.split("\n")
    kept = [lines[part.start_line : part.end_line] for part in passages(text) if part.kind in KEPT]
    reply = newly_written(text)
    assert not reply or words_of(reply) == [word for part in kept for line in part for word in words_of(line)]


FLOODS = [
    "> x\n", ">", "On On On ", "On On On\n", "From: \n", "From: a@b\nTo: c\nSubject: d\n", "a", "x1:\n", "wrote:\n",
    "On 1 wrote:\n", "-----Original Message-----\n", "-- \n", "This email and any\n", "_____\n", "\n", "a@b:\n",
    "写道：\n", "Subject: a\nTo: b\nCc: c\nImportance: x\n", "    x\n", "> x\ny\n", "Sent from my x\n> a\n",
    "[EXTERNAL] ", "<\n> x\n", "This email and any\n" * 60 + "> x\n", "-- \n" + "a\n" * 50 + "> x\n",
    "12 oct " * 34 + "a@b wrote:\n", "@" * 390 + ":\n",
]  # fmt: skip


READINGS = 3
"""The best of them counts: the machine may be busy."""
QUICK = 0.12
"""Seconds that any text may take."""


def seconds(text: str) -> float:
    start = time.process_time()
    newly_written(text)
    return time.process_time() - start


@pytest.mark.parametrize("flood", FLOODS, ids=[repr(flood[:12]) for flood in FLOODS])
@pytest.mark.parametrize("above", ["", "Dear Sara,\n"])
def test_eight_times_the_text_takes_no_more_than_eight_times_the_time_or_so(flood: str, above: str) -> None:
    small, large = (above + (flood * (size // len(flood) + 1))[:size] for size in (30_000, 240_000))
    taken = seconds(large)
    if taken >= QUICK:
        bound = max(24 * min(seconds(small) for _ in range(READINGS)), QUICK)
        assert taken < bound or any(seconds(large) < bound for _ in range(READINGS - 1))
