"""Helpers make reading faster and nothing else: the same outcomes, in the same order, whatever happens to them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator, Sequence

import pytest

from assistant.mail import reading
from assistant.mail.arriving import Outcome, Ways
from assistant.mail.arriving import ways as ways_of
from assistant.mail.decoding.problems import ImportProblem
from assistant.mail.reading import Reader
from assistant.mail.sources.sources import Bookmark, Found, RawMail, Skipped
from tests.mail.samples import ALTERNATIVE, BOUNCE, OURS, mail, settings

FORWARDED = (
    b"From: sara@northwind.example\nTo: omar@northwind.example\nSubject: Fwd\n"
    b"Content-Type: multipart/mixed; boundary=b\n\n"
    b"--b\n\nSee below.\n--b\nContent-Type: message/rfc822\n\n" + mail(id="inner@x") + b"\n--b--\n"
)


def batches(count: int = 5, size: int = 130) -> list[list[Found]]:
    """Mails of every kind, with what is no mail in between."""
    kinds = [ALTERNATIVE, BOUNCE, b"\x00 rubbish", FORWARDED, b""]
    made: list[list[Found]] = []
    for n in range(count):
        batch: list[Found] = [Skipped(f"picture {n}.png"), ImportProblem(f"locked {n}", "", "cannot be read")]
        for m in range(size):
            content = kinds[m % 5] if m % 3 == 0 else mail(OURS if m % 2 else "a@pta.gov.pk", id=f"{n}.{m}@x")
            batch.append(RawMail("box", f"message {n * size + m}", content, Bookmark("box", f"{n}.{m}")))
        made.append(batch)
    return made


@pytest.fixture(scope="module")
def ways() -> Ways:
    return ways_of(settings(), None)


Read = list[tuple[Sequence[Found], list[Outcome]]]


@pytest.fixture(scope="module")
def alone(ways: Ways) -> Read:
    """What comes out without helpers."""
    with Reader(ways, helpers=0) as reader:
        return list(reader.read(batches()))


def test_each_batch_comes_with_an_outcome_for_each_of_its_mails(alone: Read) -> None:
    assert [batch for batch, _ in alone] == batches()
    for batch, outcomes in alone:
        mails = [one for one in batch if isinstance(one, RawMail)]
        assert len(outcomes) == len(mails)
        for raw, outcome in zip(mails, outcomes, strict=True):
            assert isinstance(outcome, ImportProblem) or outcome[0].raw == raw


def test_an_enclosed_mail_follows_the_one_that_holds_it(alone: Read) -> None:
    holding = [o for _, outcomes in alone for o in outcomes if not isinstance(o, ImportProblem) and len(o) > 1]
    assert holding
    assert all(mails[1].raw.content == mail(id="inner@x") for mails in holding)
    assert all(mails[1].raw.part == f"{mails[0].raw.part}, enclosed 1" for mails in holding)


@pytest.mark.parametrize(("helpers", "after"), [(1, 0), (2, 0), (1, 300)])
def test_helpers_read_the_same_in_the_same_order(ways: Ways, alone: Read, helpers: int, after: int) -> None:
    with Reader(ways, helpers=helpers, alone=after) as reader:
        assert list(reader.read(batches())) == alone


def test_a_short_import_starts_no_helper(ways: Ways) -> None:
    with Reader(ways, helpers=1) as reader:
        assert len(list(reader.read(batches(1)))) == 1
        assert helpers_of() == []


def helpers_of() -> list[int]:
    """The processes that a reader has started."""
    return [process.pid for process in multiprocessing.active_children() if process.pid]


def killing(found: Iterable[list[Found]], when: set[int]) -> Iterator[list[Found]]:
    """The same batches; before those `when` says, every helper that there is dies."""
    for n, batch in enumerate(found):
        if n in when:
            for helper in helpers_of():
                os.kill(helper, signal.SIGKILL)
        yield batch


@pytest.mark.skipif(os.name != "posix", reason="no SIGKILL")
@pytest.mark.parametrize("when", [{1}, {2}, {4}, {1, 2, 3, 4}])
def test_a_helper_that_is_killed_costs_nothing(ways: Ways, alone: Read, when: set[int]) -> None:
    with Reader(ways, helpers=1, alone=0) as reader:
        assert list(reader.read(killing(batches(), when))) == alone


@pytest.mark.skipif(os.name != "posix", reason="no SIGKILL")
def test_a_helper_that_is_killed_while_it_reads_costs_nothing(ways: Ways, alone: Read) -> None:
    found: Read = []
    with Reader(ways, helpers=1, alone=0) as reader:
        for n, one in enumerate(reader.read(batches())):
            found.append(one)
            if n == 1:
                for helper in helpers_of():
                    os.kill(helper, signal.SIGKILL)
    assert found == alone


def test_helpers_are_gone_when_the_import_is_done_or_was_given_up(ways: Ways) -> None:
    for wanted in (5, 1):
        with Reader(ways, helpers=1, alone=0) as reader:
            for n, _ in enumerate(reader.read(batches()), 1):
                if n == wanted:
                    break
        end = time.monotonic() + 10
        while helpers_of() and time.monotonic() < end:
            time.sleep(0.01)
        assert helpers_of() == []


def test_shares_of_a_batch_are_put_together_again(ways: Ways, alone: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SHARE", 7)
    with Reader(ways, helpers=2, alone=0) as reader:
        assert list(reader.read(batches())) == alone


@pytest.mark.skipif(os.name != "posix", reason="no SIGSTOP")
def test_while_a_helper_has_shares_in_hand_the_next_batch_is_read_here(
    ways: Ways, alone: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_here: set[str] = set()
    plain = reading._read
    second = {one.part for one in batches()[1] if isinstance(one, RawMail)}

    def noted(raws: Sequence[RawMail], ways: Ways) -> list[Outcome]:
        read_here.update(raw.part for raw in raws)
        if not second.isdisjoint(read_here):
            signal_helpers(signal.SIGCONT)
        return plain(raws, ways)

    def stopping(found: Iterable[list[Found]]) -> Iterator[list[Found]]:
        for n, batch in enumerate(found):
            if n == 1:
                signal_helpers(signal.SIGSTOP)
            yield batch

    def signal_helpers(number: int) -> None:
        for helper in helpers_of():
            os.kill(helper, number)

    monkeypatch.setattr(reading, "_read", noted)
    wake = threading.Timer(20, signal_helpers, [signal.SIGCONT])  # if it waits, the test fails instead of hanging
    wake.start()
    with Reader(ways, helpers=1, alone=0) as reader:
        assert list(reader.read(stopping(batches()))) == alone
    woken = not wake.is_alive()
    wake.cancel()
    assert not woken
    assert not second.isdisjoint(read_here)
