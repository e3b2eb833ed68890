"""Helpers make reading faster and nothing else: the same outcomes, in the same order, whatever happens to them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import termios
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

import msgspec
import pytest

from assistant.mail import helping, reading
from assistant.mail.arriving import Outcome, Ways, arrive
from assistant.mail.arriving import ways as ways_of
from assistant.mail.decoding.problems import ImportProblem
from assistant.mail.helping import Answer, Gone, Helper, with_raw
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


def some(numbers: range) -> list[RawMail]:
    return [RawMail("box", f"message {n}", mail("a@pta.gov.pk", id=f"{n}@x")) for n in numbers]


def said(helper: Helper) -> Answer:
    """The next answer, its first word passed over."""
    return helper.answer() or said(helper)


@pytest.fixture
def helper(ways: Ways) -> Iterator[Helper]:
    helper = Helper(ways)
    yield helper
    helper.close()


def test_a_helper_reads_what_it_is_given_and_leaves_out_what_it_need_not_read(helper: Helper, ways: Ways) -> None:
    for number in range(40):
        helper.give(number, some(range(number * 10, number * 10 + 10)))
    for number in range(30, 40):
        helper.leave(number)
    helper.give(99, some(range(990, 991)))
    answers = [said(helper)]
    while answers[-1][0] != 99:
        answers.append(said(helper))
    assert [number for number, _ in answers] == [*range(30), 99]
    for number, outcomes in answers[:30]:
        raws = some(range(number * 10, number * 10 + 10))
        assert outcomes is not None
        assert [with_raw(outcome, raw) for outcome, raw in zip(outcomes, raws, strict=True)] == [
            arrive(raw, ways) for raw in raws
        ]


def test_what_a_helper_cannot_tell_is_read_by_the_import(ways: Ways) -> None:
    """It fails there in the same way, where somebody is told."""
    orders, _kept = multiprocessing.Pipe(duplex=False)
    answer = helping._answer(7, some(range(2)), cast("Ways", None), helping._Waiting(orders))
    assert msgspec.msgpack.decode(answer) == [7, None]
    team = reading._Team(ways, 1)
    share = reading._Share(1, [RawMail("box \ud800", "", mail())])
    try:
        team.listen(patiently=True)
        team.give([share])
        assert team.take_back(share)
    finally:
        team.close()


def flood(helper: Helper) -> None:
    """Give it more than a pipe holds."""
    for number in range(1_000):
        helper.give(number, some(range(50)))


def test_a_helper_that_was_killed_is_known_to_be_gone(helper: Helper) -> None:
    assert helper.answer() is None
    for pid in helpers_of():
        os.kill(pid, signal.SIGKILL)
    with pytest.raises(Gone):
        helper.answer()
    with pytest.raises(Gone):
        flood(helper)


@pytest.mark.skipif(os.name != "posix", reason="no signals")
def test_a_helper_that_begins_is_deaf_to_ctrl_c_already(ways: Ways) -> None:
    for _ in range(2):  # the first one begins together with what looks after the processes
        helper = Helper(ways)
        (pid,) = helpers_of()
        os.kill(pid, signal.SIGINT)
        assert helper.answer() is None
        helper.close()
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


@pytest.mark.skipif(os.name != "posix", reason="no SIGSTOP")
def test_a_helper_that_somebody_stopped_is_not_waited_for(ways: Ways) -> None:
    helper = Helper(ways)
    assert helper.answer() is None
    (pid,) = helpers_of()
    os.kill(pid, signal.SIGSTOP)
    wake = threading.Timer(20, os.kill, [pid, signal.SIGCONT])  # if it is, the test fails instead of hanging
    wake.start()
    helper.close()
    in_time = wake.is_alive()
    wake.cancel()
    assert in_time
    assert helpers_of() == []


def test_a_helper_whose_import_died_ends_by_itself(helper: Helper) -> None:
    assert helper.answer() is None
    helper._orders.close()
    with pytest.raises(Gone):
        helper.answer()


def told(share: reading._Share, ways: Ways) -> bytes:
    """What a helper says of it."""
    orders, _kept = multiprocessing.Pipe(duplex=False)
    return helping._answer(share.number, share.raws, ways, helping._Waiting(orders))


def unread(helper: Helper) -> int:
    """Bytes of its answers that nobody has listened to."""
    fcntl = pytest.importorskip("fcntl", reason="no such question on this system")
    count = bytearray(4)
    fcntl.ioctl(helper.answers.fileno(), termios.FIONREAD, count)
    return int.from_bytes(count, sys.byteorder)


def test_several_answers_are_heard_at_once(ways: Ways) -> None:
    """One answer a look would let an import fall behind, and read itself what was read long ago."""
    team = reading._Team(ways, 1)
    shares = [reading._Share(n, some(range(n * 10, n * 10 + 10))) for n in range(8)]
    expected = sum(len(told(share, ways)) + 4 for share in shares)  # each behind its length
    (helper,) = team._with
    try:
        team.listen(patiently=True)
        team.give(shares)
        while unread(helper) < expected:
            time.sleep(0.01)
        team.listen()
        assert [share.number for share in shares if share.outcomes is None] == []
    finally:
        team.close()
    assert helpers_of() == []


def test_a_share_that_a_helper_is_about_to_read_is_not_taken_back(ways: Ways) -> None:
    team = reading._Team(ways, 1)
    shares = [reading._Share(n, some(range(n * 40, n * 40 + 40))) for n in range(8)]
    try:
        team.listen(patiently=True)
        team.give(shares)
        back = [share.number for share in reversed(shares) if team.take_back(share)]
        assert back == [7, 6, 5, 4, 3, 2]
        while any(share.outcomes is None for share in shares[:2]):
            team.listen(patiently=True)
        assert [share.outcomes is None for share in shares] == [False, False, *[True] * 6]
    finally:
        team.close()
