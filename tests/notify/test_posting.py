"""Posting to a real server that fails in every way, and what is made of it."""

from __future__ import annotations

import socket
import ssl
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme
from msgspec import structs

from assistant.notify.attempts import Attempt, Patience
from assistant.notify.delivery import Delivery, Outcome, deliver
from assistant.notify.posting import retry_after
from assistant.settings.notify import DestinationSettings, regulator_places
from tests.notify.gaps import gap, notice_of
from tests.notify.receiver import BUSY, CUT, CUT_LOST, ERROR, SILENT, Receiver, Reply

PATIENCE = Patience(connect=5, total=10, pauses=(0.0, 0.0), longest_wait=1)
HASTE = Patience(connect=5, total=0.5, pauses=(0.0, 0.0), longest_wait=1)
ANYWHERE = regulator_places((), (), ())


def sent_to(receiver: Receiver, patience: Patience = PATIENCE, **changes: object) -> Attempt:
    """The outcome of one delivery to a webhook there."""
    destination = structs.replace(DestinationSettings("webhook", url=f"{receiver.url}/hook"), **changes)
    return sent(destination, patience)


def sent(destination: DestinationSettings, patience: Patience = PATIENCE) -> Attempt:
    delivery = Delivery("office", destination, notice_of(gap()))
    (outcome,) = deliver([delivery], ANYWHERE, lambda *_: None, patience)
    return outcome.attempt


def test_a_message_that_is_taken_is_sent_once(receiver: Receiver) -> None:
    assert sent_to(receiver) == Attempt("sent")
    assert [posted.path for posted in receiver.taken] == ["/hook"]


@pytest.mark.parametrize("reply", [ERROR, BUSY, Reply(503, taken=False), Reply(503, (("Retry-After", "soon"),), False)])
def test_who_is_busy_is_asked_three_times(receiver: Receiver, reply: Reply) -> None:
    receiver.script(reply, reply)
    assert sent_to(receiver).result == "sent"
    assert (len(receiver.asked), len(receiver.taken)) == (3, 1)
    receiver.script(reply, reply, reply)
    assert sent_to(receiver).result == "failed"
    assert len(receiver.asked) == 6


def test_who_asks_for_more_time_than_a_run_has_is_left_to_the_next(receiver: Receiver) -> None:
    receiver.script(Reply(429, (("Retry-After", "3600"),), taken=False))
    attempt = sent_to(receiver)
    assert (attempt.result, attempt.wait, len(receiver.asked)) == ("failed", 3600, 1)


def test_a_refusal_is_not_repeated(receiver: Receiver) -> None:
    receiver.script(Reply(404, taken=False))
    assert sent_to(receiver) == Attempt("failed", "answered 404 Not Found")
    assert len(receiver.asked) == 1


@pytest.mark.parametrize("reply", [SILENT, CUT, CUT_LOST, Reply(504)])
def test_without_a_whole_answer_nobody_knows_and_this_run_does_not_try_again(receiver: Receiver, reply: Reply) -> None:
    receiver.script(reply)
    attempt = sent_to(receiver, HASTE if reply is SILENT else PATIENCE)
    assert attempt.result == "unknown"
    assert "it may have arrived" in attempt.text
    assert len(receiver.asked) == 1


def test_a_refusal_is_one_even_if_its_text_breaks_off(receiver: Receiver) -> None:
    receiver.script(Reply(403, taken=False, cut=True))
    assert sent_to(receiver).result == "failed"


def test_a_redirection_is_not_followed(receiver: Receiver) -> None:
    receiver.script(Reply(307, (("Location", "http://elsewhere.example/"),), taken=False))
    attempt = sent_to(receiver)
    assert attempt.result == "failed"
    assert "no redirection is followed" in attempt.text
    assert len(receiver.asked) == 1


def test_where_nobody_listens_surely_nothing_arrived() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert sent(DestinationSettings("webhook", url=f"http://127.0.0.1:{port}")).result == "failed"


def test_a_certificate_that_the_system_does_not_trust_is_refused(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with socket.create_server(("127.0.0.1", 0)) as server:
        taking = threading.Thread(target=_greet, args=(server, context))
        taking.start()
        attempt = sent(
            DestinationSettings("webhook", url=f"https://127.0.0.1:{server.getsockname()[1]}"),
            Patience(2, 2, pauses=()),
        )
        taking.join()
    assert attempt.result == "failed"
    assert "CERTIFICATE_VERIFY_FAILED" in attempt.text


def _greet(server: socket.socket, context: ssl.SSLContext) -> None:
    connection, _ = server.accept()
    with connection:
        try:
            context.wrap_socket(connection, server_side=True).close()
        except OSError:
            return


def test_a_secret_is_a_bearer_token_or_part_of_the_address(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN", "T0/B0/sésame?")
    assert sent_to(receiver, url=f"{receiver.url}/services/{{token}}", token_env="TOKEN").result == "sent"
    assert receiver.taken[0].path == "/services/T0/B0/s%C3%A9same%3F"
    assert receiver.taken[0].headers["Authorization"] is None
    monkeypatch.setenv("TOKEN", "sesame")
    assert sent_to(receiver, token_env="TOKEN").result == "sent"
    assert receiver.taken[1].headers["Authorization"] == "Bearer sesame"


@pytest.mark.parametrize("secret", [None, "", "a\nb", "sésame"])
def test_a_secret_that_is_missing_or_impossible_is_said_and_nothing_is_sent(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch, secret: str | None
) -> None:
    if secret is not None:
        monkeypatch.setenv("TOKEN", secret)
    attempt = sent_to(receiver, token_env="TOKEN")
    assert attempt.result == "failed"
    assert "sésame" not in attempt.text
    assert receiver.asked == []


def test_each_destination_is_served_while_another_hangs(receiver: Receiver) -> None:
    receiver.answer = lambda path: SILENT if path == "/slow" else Reply()
    noted: list[tuple[str, str]] = []
    outcomes = deliver(
        [
            Delivery(name, DestinationSettings("webhook", url=f"{receiver.url}/{name}"), notice_of(gap()))
            for name in ("slow", "quick")
        ],
        ANYWHERE,
        lambda name, event: noted.append((name, event)),
        structs.replace(HASTE, total=1.5),
    )
    assert outcomes[1] == Outcome("quick", Attempt("sent"))
    assert noted[:2] == [("slow", "sending"), ("quick", "sending")]
    assert noted[2:] == [("quick", "sent"), ("slow", "unknown")]


def test_a_regulator_is_refused_again_when_sending(receiver: Receiver) -> None:
    places = regulator_places((), ("127.0.0.1",), ())
    delivery = Delivery("office", DestinationSettings("webhook", url=receiver.url), notice_of(gap()))
    (outcome,) = deliver([delivery], places, lambda *_: None, PATIENCE)
    assert outcome.attempt.result == "failed"
    assert "never sends anything to a regulator" in outcome.attempt.text
    assert receiver.asked == []


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        (" 120 ", 120),
        ("Sun, 22 Nov 2026 07:00:30 GMT", 30),
        ("Sun, 22 Nov 2026 06:00:00 GMT", 0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("9" * 12, 999_999_999_999),
        ("9" * 400, float("inf")),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float | None) -> None:
    assert retry_after(value, datetime(2026, 11, 22, 7, tzinfo=UTC)) == seconds
