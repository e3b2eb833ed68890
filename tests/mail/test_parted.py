"""Threads whose merger a person took back: what comes later does not join them again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistant.record.record import Record
from tests.mail.orders import BEREC, STRANGER, imported, run
from tests.mail.records import partition, standing
from tests.mail.samples import OURS, mail

BRIDGE = mail(id="z@x", References="<a@x> <b@x>", text="Z")
TWO = [mail(id="a@x", text="A"), mail(id="b@x", text="B")]


def parted(root: Path) -> Record:
    """A record in which a person took a merger back that a mail had brought about."""
    record = imported(root, [TWO[:1], TWO[1:], [BRIDGE]])
    assert partition(record) == {frozenset("ABZ")}
    record.part("pta-2020-001", "pta-2020-002", "omar", "two matters")
    assert partition(record) == {frozenset("AZ"), frozenset("B")}
    return record


def test_what_was_parted_stays_apart_when_its_mails_come_again(place: Iterator[Path]) -> None:
    record = parted(next(place))
    report = run(record, [*TWO, BRIDGE])
    assert (report.new, report.duplicates, report.threads_merged) == (0, 3, 0)
    assert partition(record) == {frozenset("AZ"), frozenset("B")}
    record.close()


def test_answers_to_what_was_parted_go_where_the_nearest_mail_is(place: Iterator[Path]) -> None:
    record = parted(next(place))
    run(record, [
        mail(id="c@x", In_Reply_To="<b@x>", References="<a@x> <b@x>", text="C"),
        mail(id="d@x", In_Reply_To="<a@x>", text="D"),
        mail(STRANGER, OURS, id="e@x", In_Reply_To="<b@x>", text="E"),
    ])  # fmt: skip
    run(record, [mail(id="f@x", In_Reply_To="<z@x>", text="F"), mail(id="g@x", In_Reply_To="<c@x>", text="G")])
    assert partition(record) == {frozenset("AZDF"), frozenset("BCEG")}
    record.close()


def test_another_regulators_mail_is_never_filed_with_what_was_parted(place: Iterator[Path]) -> None:
    record = parted(next(place))
    run(record, [mail(BEREC, OURS, id="y@x", In_Reply_To="<b@x>", text="Y")])
    assert partition(record) == {frozenset("AZ"), frozenset("B"), frozenset("Y")}
    assert {thread.partition("-")[0] for thread in standing(record)} == {"pta", "berec"}
    record.close()


def test_a_regulators_mail_is_never_filed_in_the_tray(place: Iterator[Path]) -> None:
    record = imported(next(place), [[TWO[0]], [mail(STRANGER, OURS, id="s@x", text="S")]])
    record.merge("pta-2020-001", "tray-2020-001", "sara", "filed from the tray")
    record.part("pta-2020-001", "tray-2020-001", "omar", "no")
    run(record, [mail(id="t@x", References="<a@x> <s@x>", In_Reply_To="<s@x>", text="T")])
    assert partition(record) == {frozenset("AT"), frozenset("S")}
    record.close()


def test_a_merger_of_other_threads_is_not_hindered(place: Iterator[Path]) -> None:
    record = parted(next(place))
    run(record, [mail(id="k@x", text="K"), mail(id="l@x", text="L")])
    run(record, [mail(id="m@x", References="<k@x> <l@x>", text="M")])
    assert partition(record) == {frozenset("AZ"), frozenset("B"), frozenset("KLM")}
    record.close()


def test_what_was_parted_and_merged_again_by_a_person_is_one_matter(place: Iterator[Path]) -> None:
    record = parted(next(place))
    record.merge("pta-2020-001", "pta-2020-002", "omar", "one matter after all")
    run(record, [mail(id="c@x", In_Reply_To="<b@x>", text="C")])
    assert partition(record) == {frozenset("ABCZ")}
    record.close()
