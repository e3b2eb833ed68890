"""Reference numbers join what headers do not, whatever the order in which mails come."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from assistant.mail.arriving import LINES_FOR_NUMBERS
from assistant.record.record import Record
from tests.mail.orders import BEREC, STRANGER, imported, run
from tests.mail.papers import enclosing, pdf
from tests.mail.records import partition
from tests.mail.samples import OURS, THEIRS, mail


def numbered(n: int, *numbers: str, sender: str = THEIRS) -> bytes:
    return mail(sender, OURS, f"About {' and '.join(numbers)}", id=f"{n}@x", text=f"{n}")


@pytest.mark.parametrize("runs", [1, 3])
def test_a_reference_number_joins_what_headers_do_not(place: Iterator[Path], runs: int) -> None:
    mails = [numbered(1, "NT-0001"), numbered(2, "NT-0002"), numbered(3, "NT-0001")]
    for order in permutations(mails):
        record = imported(next(place), [order] if runs == 1 else [[one] for one in order])
        assert partition(record) == {frozenset("13"), frozenset("2")}
        record.close()


@pytest.mark.parametrize("runs", [1, 3])
def test_a_mail_that_names_two_numbers_joins_nothing(place: Iterator[Path], runs: int) -> None:
    mails = [numbered(1, "NT-0001"), numbered(2, "NT-0001", "NT-0002"), numbered(3, "NT-0002")]
    for order in permutations(mails):
        record = imported(next(place), [order] if runs == 1 else [[one] for one in order])
        assert partition(record) == {frozenset("1"), frozenset("2"), frozenset("3")}
        record.close()


def annexed(n: int, *numbers: str, text: str = "") -> bytes:
    """A mail that says no more than its number, with a letter attached that names `numbers` in its head."""
    return enclosing(("a.pdf", pdf(("The Authority", *numbers))), text=text or f"{n}", Message_ID=f"<{n}@x>")


def test_a_number_in_the_head_of_an_attached_letter_joins_where_the_mail_names_none(place: Iterator[Path]) -> None:
    far = enclosing(("a.pdf", pdf((*["The Authority"] * LINES_FOR_NUMBERS, "NT-0001"))), text="4", Message_ID="<4@x>")
    mails = [numbered(1, "NT-0001"), annexed(2, "Our ref. NT-0001"), annexed(3, "NT-0001", "NT-0002"), far]
    for order in permutations(mails):
        record = imported(next(place), [[one] for one in order])
        assert partition(record) == {frozenset("12"), frozenset("3"), frozenset("4")}
        record.close()


def test_what_the_mail_itself_names_goes_before_what_its_annexes_do(place: Iterator[Path]) -> None:
    mails = [numbered(1, "NT-0001"), numbered(2, "NT-0002"), annexed(3, "NT-0002", text="NT-0001")]
    record = imported(next(place), [mails])
    assert partition(record) == {frozenset({"1", "NT-0001"}), frozenset("2")}
    record.close()


def test_numbers_of_two_regulators_and_of_strangers_are_not_the_same_matter(place: Iterator[Path]) -> None:
    mails = [numbered(n, "NT-0001", sender=sender) for n, sender in enumerate((THEIRS, BEREC, STRANGER))]
    record = imported(next(place), [[one] for one in mails])
    assert partition(record) == {frozenset("0"), frozenset("1"), frozenset("2")}
    record.close()


def machine(n: int, number: str) -> bytes:
    text = f"Our charter {number} says how long an answer takes."
    return mail(THEIRS, OURS, "Thank you", id=f"{n}@x", text=f"{n}\n\n{text}", Auto_Submitted="auto-replied")


def first_lines(record: Record) -> set[frozenset[str]]:
    return {frozenset(text.split("\n")[0] for text in together) for together in partition(record)}


@pytest.mark.parametrize("runs", [1, 3])
def test_a_number_that_only_machines_write_joins_nothing(place: Iterator[Path], runs: int) -> None:
    mails = [machine(1, "NT-0001"), machine(2, "NT-0001"), numbered(3, "NT-0002")]
    for order in permutations(mails):
        record = imported(next(place), [order] if runs == 1 else [[one] for one in order])
        assert first_lines(record) == {frozenset("1"), frozenset("2"), frozenset("3")}
        record.close()


@pytest.mark.parametrize("runs", [1, 3])
def test_a_number_that_a_person_names_joins_what_machines_wrote_under_it(place: Iterator[Path], runs: int) -> None:
    mails = [machine(1, "NT-0001"), machine(2, "NT-0001"), numbered(3, "NT-0001")]
    for order in permutations(mails):
        record = imported(next(place), [order] if runs == 1 else [[one] for one in order])
        assert first_lines(record) == {frozenset("123")}
        record.close()


def test_a_rehearsal_counts_machines_numbers_as_the_import_does(place: Iterator[Path]) -> None:
    mails = [machine(1, "NT-0001"), machine(2, "NT-0001"), numbered(3, "NT-0002"), machine(4, "NT-0002")]
    record = imported(next(place), [])
    foreseen = run(record, mails, dry_run=True)
    assert run(record, mails) == foreseen
    assert foreseen.threads_opened == 3
    record.close()
