"""Whatever the order in which mails come, and in however many runs: the same mails lie together."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations
from pathlib import Path

import pytest
from msgspec import Struct

from assistant.mail import importing
from assistant.record.record import Record
from assistant.record.verify import verify
from tests.mail.orders import BEREC, STRANGER, imported, run
from tests.mail.records import messages, partition, standing
from tests.mail.samples import OURS, READ_RECEIPT, THEIRS, mail

PEOPLE = {"PTA": THEIRS, "BEREC": BEREC, "": STRANGER}
COLLEAGUE = "omar@northwind.example"
NUMBERS = ("NT-0001", "NT-0002")


class Sent(Struct, frozen=True):
    """A mail of an invented exchange."""

    text: str
    regulator: str
    """Whose it is by its addresses; empty: of nobody who is known."""
    ids: frozenset[str]
    """All Message-IDs that it names, its own included."""
    numbers: tuple[str, ...]
    content: bytes

    @property
    def links(self) -> set[str]:
        joined = len(self.numbers) == 1 and bool(self.regulator)
        return {*self.ids, *((f"{self.regulator} {self.numbers[0]}",) if joined else ())}


def invented(chance: random.Random, count: int, strangers: float) -> list[Sent]:
    """Trees of mails: some name mails that nobody has, some several, some none; two regulators and nobody's."""
    sent: list[Sent] = []
    for n in range(count):
        regulator = "" if chance.random() < strangers else chance.choice(["PTA", "PTA", "BEREC"])
        sender, to = PEOPLE[regulator], OURS
        if chance.random() < 0.4:
            sender, to = OURS, PEOPLE[regulator] if regulator else COLLEAGUE
        own = [f"m{n}@x"] if chance.random() < 0.9 else []
        named = [f"m{m}@x" for m in chance.sample(range(count + 4), chance.choice([0, 0, 1, 1, 1, 2, 3]))]
        numbers = chance.choice([(), (), (), (), NUMBERS[:1], NUMBERS[1:], NUMBERS])
        text = " ".join(["Mail", f"{n}.", *numbers])
        content = mail(
            sender, to, "Subjects say nothing", text,
            id="".join(own),
            date=f"{1 + chance.randrange(28)} Oct 2020 {chance.randrange(24):02}:00:00 +0000",
            In_Reply_To=" ".join(f"<{name}>" for name in named[:1]) if chance.random() < 0.7 else "",
            References=" ".join(f"<{name}>" for name in named),
        )  # fmt: skip
        sent.append(Sent(text, regulator, frozenset([*own, *named]), numbers, content))
    return sent


def exchanges(sent: Iterable[Sent]) -> list[list[Sent]]:
    """What belongs together: worked out the slow way."""
    found: list[tuple[set[str], list[Sent]]] = []
    for one in sent:
        links, mails = set(one.links), [one]
        for other in [other for other in found if other[0] & links]:
            links |= other[0]
            mails += other[1]
            found.remove(other)
        found.append((links, mails))
    return [mails for _, mails in found]


def expected(exchange: Sequence[Sent]) -> set[frozenset[str]]:
    """An exchange divided by regulator; with one, what is of nobody goes with it."""
    regulators = {one.regulator for one in exchange} - {""}
    if len(regulators) < 2:
        return {frozenset(one.text for one in exchange)}
    return {frozenset(one.text for one in exchange if one.regulator == key) for key in regulators}


def together(record: Record) -> set[frozenset[str]]:
    """The partition, each part with its regulator's key."""
    parts = partition(record)
    assert len(parts) == len(standing(record))
    return {
        frozenset([thread.partition("-")[0], *(message.text.strip() for message in messages(record, thread))])
        for thread in standing(record)
    }


def in_runs(chance: random.Random, sent: Sequence[Sent], runs: int) -> list[list[bytes]]:
    """The mails, shuffled, in so many runs; some come twice."""
    mixed = [*chance.sample(sent, len(sent)), *chance.sample(sent, 2)]
    size = -(-len(mixed) // runs)
    return [[one.content for one in mixed[at : at + size]] for at in range(0, len(mixed), size)]


@pytest.mark.parametrize("seed", range(12))
def test_the_partition_is_the_same_in_any_order_and_any_number_of_runs(
    place: Iterator[Path], seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    sent = invented(chance, 18, strangers=0.25 if seed % 2 else 0.0)
    for runs, batch in ((1, 100), (1, 3), (4, 100), (len(sent), 1)):
        monkeypatch.setattr(importing, "BATCH", batch)
        record = imported(next(place), in_runs(chance, sent, runs))
        found = partition(record)
        for exchange in exchanges(sent):
            theirs = {one.text for one in exchange}
            unplaced = {one.text for one in exchange if not one.regulator}
            lying = {together for together in found if together & theirs}
            assert not set().union(*lying) - theirs, "mails of two exchanges lie together"
            regulators = {one.regulator for one in exchange} - {""}
            if len(regulators) > 1:  # what is of nobody goes with one of them, and may have been filed before the other
                lying = {frozenset(together - unplaced) for together in lying}
            assert lying == expected(exchange)
        assert sum(len(messages(record, thread)) for thread in standing(record)) == len(sent)
        assert verify(record.store).ok
        record.close()


@pytest.mark.parametrize("seed", range(4))
def test_whose_the_mail_of_nobody_is_does_not_depend_on_the_order_in_a_run(place: Iterator[Path], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    sent = invented(chance, 30, strangers=0.5)
    found = []
    for _ in range(3):
        record = imported(next(place), in_runs(chance, sent, 1))
        found.append(together(record))
        record.close()
    assert found[1:] == found[:1] * 2


@pytest.mark.parametrize("batch", [3, 50])
def test_a_rehearsal_chooses_as_the_import_does(
    place: Iterator[Path], batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", batch)
    for seed in range(4):
        chance = random.Random(seed)  # noqa: S311 - no secret
        first, second = in_runs(chance, invented(chance, 24, strangers=0.5), 2)
        record = imported(next(place), [first])
        assert run(record, second, dry_run=True) == run(record, second)
        record.close()


def test_a_damaged_thread_does_not_keep_the_mail_of_nobody_from_being_filed(place: Iterator[Path]) -> None:
    record = imported(next(place), [[EXCHANGE["P"]], [EXCHANGE["B"]]])
    path = record.store.file("berec-2020-001")
    path.write_bytes(path.read_bytes().replace(b'"B', b'"X'))
    report = run(record, [OF_NOBODY["lost"][0]])
    assert (report.new, report.problems) == (1, ())
    assert [message.text for message in messages(record, "pta-2020-001")][1:] == ["U"]
    record.close()


EXCHANGE = {
    "P": mail(THEIRS, OURS, id="p@x", References="<root@x>", text="P", date="5 Oct 2020 09:00:00 +0000"),
    "B": mail(BEREC, OURS, id="b@x", References="<root@x>", text="B", date="4 Oct 2020 09:00:00 +0000"),
    "Q": mail(THEIRS, OURS, id="q@x", References="<root@x>", text="Q", date="9 Oct 2020 09:00:00 +0000"),
}
OF_NOBODY = {
    "root": (mail(STRANGER, OURS, id="root@x", text="U", date="1 Oct 2020 09:00:00 +0000"), "berec"),
    "lost": (mail(STRANGER, OURS, id="u@x", In_Reply_To="<root@x>", text="U"), "berec"),
    "near": (mail(STRANGER, OURS, id="u@x", In_Reply_To="<q@x>", References="<root@x> <q@x>", text="U"), "pta"),
    "undated": (mail(STRANGER, OURS, References="<root@x> <p@x>", text="U", date=""), "pta"),
}


@pytest.mark.parametrize(("raw", "regulator"), OF_NOBODY.values(), ids=OF_NOBODY.keys())
def test_a_mail_of_nobody_goes_with_the_nearest_mail_else_with_the_oldest(
    place: Iterator[Path], raw: bytes, regulator: str
) -> None:
    for order in (list(EXCHANGE.values()), list(EXCHANGE.values())[::-1]):
        for runs in (
            [[raw, *order]],
            [[*order, raw]],
            [order, [raw]],
            [[raw], order],
            [*([one] for one in order), [raw]],
        ):
            record = imported(next(place), runs)
            (where,) = [part for part in together(record) if "U" in part]
            assert where == {"U", "berec", "B"} if regulator == "berec" else {"U", "pta", "P", "Q"}
            record.close()


def test_a_mail_of_nobody_that_answers_another_goes_where_that_goes(place: Iterator[Path]) -> None:
    near, _ = OF_NOBODY["near"]
    further = mail(STRANGER, OURS, id="v@x", In_Reply_To="<u@x>", text="V")
    for order in list(permutations([near, further, *EXCHANGE.values()]))[::10]:
        record = imported(next(place), [order])
        assert {"U", "V", "pta", "P", "Q"} in together(record)
        record.close()


def test_every_order_of_a_small_exchange_with_two_regulators_gives_the_same(place: Iterator[Path]) -> None:
    small = [
        mail(THEIRS, OURS, id="a@x", References="<lost@x>", text="A"),
        mail(BEREC, OURS, id="b@x", References="<lost@x> <c@x>", text="B"),
        mail(THEIRS, OURS, id="d@x", References="<c@x>", text="D"),
        mail(BEREC, OURS, id="e@x", text="E"),
    ]
    for order in permutations(small):
        record = imported(next(place), [[one] for one in order])
        assert partition(record) == {frozenset("AD"), frozenset("B"), frozenset("E")}
        record.close()


def test_a_report_joins_the_mail_that_it_is_about_whichever_comes_first(place: Iterator[Path]) -> None:
    asked = mail(OURS, THEIRS, "Our questions", id="ours-1@northwind.example", text="Asked.")
    for order in permutations([asked, READ_RECEIPT]):
        record = imported(next(place), [[one] for one in order])
        assert len(partition(record)) == 1
        record.close()
