"""Which mails are one exchange."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.mail.threading import Forest

IDS = st.text("abcdefghij", min_size=1, max_size=1)
MAILS = st.lists(st.lists(IDS, max_size=3), max_size=12)


def groups(mails: list[list[str]]) -> list[list[int]]:
    """The places of the mails (each given by the ids it names) that belong together, in order of their first."""
    forest = Forest()
    nodes = [forest.join(ids) for ids in mails]
    found: dict[int, list[int]] = {}
    for place, node in enumerate(nodes):
        found.setdefault(forest.root(node), []).append(place)
    return list(found.values())


def partition(mails: list[list[str]], order: list[int]) -> set[frozenset[int]]:
    return {frozenset(order[place] for place in group) for group in groups([mails[i] for i in order])}


def test_answers_to_a_mail_that_nobody_has_are_one_exchange() -> None:
    assert groups([["b", "lost"], ["other"], ["c", "lost"]]) == [[0, 2], [1]]


def test_a_late_link_joins_two_exchanges() -> None:
    assert groups([["a"], ["b"], ["c", "a", "b"]]) == [[0, 1, 2]]


def test_mails_without_any_id_stand_alone() -> None:
    assert groups([[], [], ["a"]]) == [[0], [1], [2]]


@given(MAILS, st.randoms(use_true_random=False))
def test_the_order_of_mails_does_not_matter(mails: list[list[str]], random: object) -> None:
    order = list(range(len(mails)))
    shuffled = order[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert partition(mails, order) == partition(mails, shuffled)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_a_forest_of_replies_falls_into_its_trees(parents: list[int], random: object) -> None:
    """Mail n answers mail `parents[n] % n`, or begins a tree where that is n itself."""
    roots = {0: 0}
    mails = [["id0"]]
    for n, parent in enumerate(parents[1:], 1):
        answered = parent % (n + 1)
        roots[n] = roots.get(answered, n)
        mails.append([f"id{n}", f"id{answered}"])
    trees: dict[int, set[int]] = {}
    for n, root in roots.items():
        trees.setdefault(root, set()).add(n)
    order = list(range(len(mails)))
    random.shuffle(order)  # type: ignore[attr-defined]
    assert partition(mails, order) == {frozenset(tree) for tree in trees.values()}


def test_a_chain_of_a_hundred_thousand_answers_is_one_exchange() -> None:
    assert len(groups([[str(n), str(n + 1)] for n in range(100_000)])) == 1
