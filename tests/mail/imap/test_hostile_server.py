"""Servers that lie, flood, drip, break off and talk nonsense: each costs a bounded amount and ends in a sentence."""

from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Iterator

import pytest

from assistant.mail.imap import mailbox as imap
from assistant.mail.sources.sources import RawMail
from tests.mail.imap.pulls import MAILS, positions, problems, pulled, uids
from tests.mail.imap.scripted_server import Answer, Said, ScriptedServer, endless


def with_answer(name: str, said: Said) -> ScriptedServer:
    return ScriptedServer(MAILS, {name: lambda _: said})


def test_the_scripted_server_is_decent_unless_told_otherwise() -> None:
    with ScriptedServer(MAILS) as server:
        had, failure = pulled(server)
    assert [one.content for one in had if isinstance(one, RawMail)] == [*MAILS.values()]
    assert positions(had) == ["7:3", "7:5", "7:8"]
    assert failure == ""


def test_no_command_can_change_anything() -> None:
    with ScriptedServer(MAILS) as server:
        pulled(server)
        verbs = {command.split()[0] for command in server.commands}
        assert verbs == {b"CAPABILITY", b"LOGIN", b"EXAMINE", b"UID", b"LOGOUT"}
        fetched = {command.partition(b" (")[2] for command in server.commands if b"FETCH" in command}
    assert fetched == {b"UID RFC822.SIZE)", b"UID BODY.PEEK[])"}


def test_the_order_in_which_a_server_lists_or_sends_its_mails_does_not_matter() -> None:
    bodies = ScriptedServer(MAILS)

    def fetch(command: bytes) -> bytes:
        one = bodies.size if b"SIZE" in command else bodies.body
        asked = [uid for uid in bodies.asked(command) for _ in range(2)]
        return b"".join(one(uid) for uid in reversed(asked))

    with bodies, ScriptedServer(MAILS, {"UID SEARCH": lambda _: b"* SEARCH 8 5 5 3\r\n* SEARCH 8\r\n"}) as server:
        server.answers["UID FETCH"] = fetch
        had, failure = pulled(server)
    assert (uids(had), positions(had), failure) == ([3, 5, 8], ["7:3", "7:5", "7:8"], "")


def test_what_was_not_asked_for_is_dropped() -> None:
    with ScriptedServer(MAILS) as server:
        stray = (
            b"* 9 FETCH (UID 99 BODY[] {5}\r\nstray)\r\n* 4 FETCH (FLAGS (\\Seen))\r\n* 12 EXISTS\r\n* 2 EXPUNGE\r\n"
        )
        server.answers["UID FETCH"] = lambda command: stray + server._uid_fetch(command)
        had, failure = pulled(server)
    assert (uids(had), failure) == ([3, 5, 8], "")


@pytest.mark.parametrize("numbers", [b"0 3 5 8", b"3 5 8 4294967296", b"3 5 99999999999 8", b"3 \xff 5 abc 8"])
def test_numbers_that_no_mail_can_have_are_dropped(numbers: bytes) -> None:
    with with_answer("UID SEARCH", b"* SEARCH " + numbers + b"\r\n") as server:
        assert uids(pulled(server)[0]) == [3, 5, 8]


def test_the_last_mail_that_a_search_always_finds_is_not_read_again() -> None:
    with ScriptedServer(MAILS) as server:
        assert pulled(server, known="7:8") == ([], "")


def test_a_mail_that_is_held_back_is_named_owed_and_asked_for_again() -> None:
    with ScriptedServer(MAILS) as server:
        server.answers["UID FETCH"] = lambda command: server._uid_fetch(
            command if b"SIZE" in command else command.replace(b"5", b"6")
        )
        had, failure = pulled(server)
        assert (uids(had), positions(had), failure) == ([3, 8], ["7:3", "7:8:5"], "")
        assert problems(had) == ["message 5: the server did not hand it over; the next pull asks again"]
        del server.answers["UID FETCH"]
        rest, failure = pulled(server, known="7:8:5")
        assert (uids(rest), positions(rest), failure) == ([5], ["7:8"], "")
        assert any(b"UID SEARCH UID 5,9:*" in command for command in server.commands)


def test_where_much_is_owed_nothing_else_is_fetched_again() -> None:
    owed = ",".join(map(str, (5, *range(1000, 1200))))
    with ScriptedServer(MAILS) as server:
        had, _ = pulled(server, known=f"7:1200:{owed}")
        assert any(b"UID SEARCH UID 5:*" in command for command in server.commands)
    assert uids(had) == [5]


def test_an_owed_mail_that_is_gone_is_forgotten() -> None:
    with ScriptedServer({8: MAILS[8], 9: b"Subject: 9\r\n\r\n"}) as server:
        had, _ = pulled(server, known="7:8:5")
    assert positions(had) == ["7:9"]


def test_a_refusal_for_one_mail_does_not_keep_the_others_away() -> None:
    with ScriptedServer(MAILS) as server:

        def fetch(command: bytes) -> bytes:
            refused = b"SIZE" not in command and 5 in server.asked(command)
            server.ends["UID FETCH"] = b"NO [SERVERBUG] it is damaged" if refused else b"OK done"
            return b"" if refused else server._uid_fetch(command)

        server.answers["UID FETCH"] = fetch
        had, failure = pulled(server)
    assert (uids(had), positions(had), failure) == ([3, 8], ["7:3", "7:8:5"], "")
    assert "[SERVERBUG] it is damaged" in problems(had)[0]


@pytest.mark.parametrize("end", [b"NO [UNAVAILABLE] later", b"BAD what?"])
def test_a_server_that_refuses_everything_is_left_with_nothing_passed_by(end: bytes) -> None:
    mails = dict.fromkeys(range(1, 61), b"Subject: x\r\n\r\n")
    with ScriptedServer(mails, {"UID FETCH": lambda _: b""}) as server:
        server.ends["UID FETCH"] = end
        had, failure = pulled(server)
    assert positions(had) == []
    assert len(problems(had)) == imap.REFUSED_IN_A_ROW
    assert "hands over no mail any more" in failure


def test_a_mail_larger_than_announced_is_read_to_its_end_and_only_named(small: None) -> None:
    mails = {**MAILS, 5: b"Subject: 5\r\n\r\n" + b"x" * 100_000}
    with ScriptedServer(mails) as server:
        server.answers["UID FETCH"] = lambda command: server._uid_fetch(command).replace(b"SIZE 100014", b"SIZE 10")
        had, failure = pulled(server)
    assert (uids(had), failure) == ([3, 8], "")
    assert problems(had) == ["message 5: it is larger than 0 MB"]


def test_mails_that_together_are_larger_than_announced_are_had_all_the_same(small: None) -> None:
    mails = {uid: b"Subject: %d\r\n\r\n" % uid + b"x" * 30_000 for uid in range(1, 6)}
    with ScriptedServer(mails) as server:
        server.answers["UID FETCH"] = lambda command: (
            b"".join(b"* 1 FETCH (UID %d RFC822.SIZE 1)\r\n" % uid for uid in mails)
            if b"SIZE" in command
            else server._uid_fetch(command)
        )
        had, failure = pulled(server)
    assert [one.content for one in had if isinstance(one, RawMail)] == [*mails.values()]
    assert failure == ""


@pytest.mark.parametrize("off_by", [-12, -1, 1, 3])
def test_a_mail_that_is_not_as_long_as_its_announcement_ends_the_pull(off_by: int) -> None:
    with ScriptedServer(MAILS) as server:
        server.answers["UID FETCH"] = lambda command: (
            server._uid_fetch(command) if b"SIZE" in command else server.body(3, len(MAILS[3]) + off_by)
        )
        had, failure = pulled(server, timeout=0.5)
    assert had == []
    assert failure


def test_a_mail_within_quotes_is_a_mail_and_none_at_all_is_owed() -> None:
    with ScriptedServer(MAILS) as server:
        said = b'* 1 FETCH (UID 3 BODY[] "Subject: \\"3\\"")\r\n'
        said += b'* 2 FETCH (UID 5 BODY[] NIL)\r\n* 3 FETCH (UID 8 BODY[] "")\r\n'
        server.answers["UID FETCH"] = lambda command: server._uid_fetch(command) if b"SIZE" in command else said
        had, failure = pulled(server)
    assert [one.content for one in had if isinstance(one, RawMail)] == [b'Subject: "3"']
    assert [problem.split(":")[0] for problem in problems(had)] == ["message 5", "message 8"]
    assert failure == ""


def test_a_server_without_lasting_numbers_gets_no_bookmark() -> None:
    with with_answer("EXAMINE", b"* 3 EXISTS\r\n") as server:
        had, failure = pulled(server, known="7:8")
    assert (uids(had), positions(had), failure) == ([3, 5, 8], [], "")


@pytest.mark.parametrize(
    "piece",
    [b"x", b"\r\n", b"* OK\r\n", b"* 1 FETCH (UID 3)\r\n", b"* 1 FETCH (UID 3 BODY[] {5}\r\nstray)\r\n", b"+ \r\n"],
)
@pytest.mark.parametrize("command", ["CAPABILITY", "LOGIN", "EXAMINE", "UID SEARCH", "UID FETCH"])
def test_a_flood_comes_to_an_end_whatever_was_asked(small: None, command: str, piece: bytes) -> None:
    tracemalloc.start()
    try:
        with ScriptedServer(MAILS, {command: lambda _: endless(piece)}) as server:
            had, failure = pulled(server)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert had == []
    assert failure
    assert peak < 4 * 1024 * 1024


@pytest.mark.parametrize("size", [10**12, 4 * 1024**3 + 1, int("9" * 4000), "9" * 5000])
def test_a_size_beyond_all_bounds_is_not_even_begun(size: int | str) -> None:
    with ScriptedServer(MAILS) as server:
        body = f"* 1 FETCH (UID 3 BODY[] {{{size}}}\r\n".encode()
        server.answers["UID FETCH"] = lambda command: server._uid_fetch(command) if b"SIZE" in command else body
        had, failure = pulled(server)
    assert had == []
    assert failure


def test_a_server_that_drips_is_as_good_as_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    def drip(_: bytes) -> Iterator[bytes]:
        while True:
            time.sleep(0.02)
            yield b"x"

    with ScriptedServer(MAILS, {"UID SEARCH": drip}) as server:
        assert "gave no answer within 0.3 seconds" in pulled(server, timeout=0.3)[1]


def test_a_silent_server_is_given_up() -> None:
    def silent(_: bytes) -> Iterator[bytes]:
        time.sleep(2)
        yield b""

    with ScriptedServer(MAILS, {"UID FETCH": silent}) as server:
        assert "127.0.0.1 gave no answer within 0.2 seconds" in pulled(server, timeout=0.2)[1]


def test_whatever_is_answered_ends_in_mails_and_a_sentence(small: None) -> None:
    """Decent answers with bytes changed, cut and doubled, for every command."""
    chance = random.Random(20201012)  # noqa: S311 - the same mutants in each run
    with ScriptedServer(MAILS) as decent:
        for _ in range(150):
            name = chance.choice(["CAPABILITY", "LOGIN", "EXAMINE", "UID SEARCH", "UID FETCH"])
            answer: Answer = getattr(decent, f"_{name.lower().replace(' ', '_')}")
            with ScriptedServer(MAILS) as server:
                server.answers[name] = lambda command, answer=answer: mutant(bytes(answer(command)), chance)  # type: ignore[misc]
                had, failure = pulled(server, timeout=0.05)
            assert failure or had or name in {"EXAMINE", "UID SEARCH"}
            assert uids(had) == sorted(set(uids(had)))


ODD = (b"", b"\0", b"\xff", b"\r\n", b"{3}\r\n", b"{99}\r\n", b")", b'"', b"* ", b"9999999999")


def mutant(said: bytes, chance: random.Random) -> bytes:
    """`said` with one to three faults."""
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(said) + 1)
        to = min(len(said), at + chance.randint(0, 9))
        said = said[:at] + chance.choice([*ODD, said[at:to] * 2]) + said[to:]
    return said
