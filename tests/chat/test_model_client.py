"""The client against a server that fails in each way that servers do: always a sentence, never a second host."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from collections.abc import Iterator

import pytest
import trustme
from msgspec import structs

from assistant.chat import model_client
from assistant.chat.model_client import LONGEST_LINE, MOST_WORDS, Patience, Reply, converse
from assistant.chat.refusals import ModelProblem
from assistant.chat.requests import Turn, model_request
from assistant.settings.model import ModelSettings
from tests.chat.model_server import END, EVENTS, ModelServer, Spoken, delta, event, model_server, refused, words

KEY = "sk-very-secret"
WAITS = Patience(connect=60, first=60, between=60, total=60, pauses=(0.01, 0.01), longest_wait=1.0)
"""So long that no machine is too busy for a server that speaks; what is silent is waited for as each test says."""


async def ask(base_url: str, waits: Patience = WAITS, key: str = KEY) -> tuple[Reply, list[str]]:
    heard: list[str] = []
    settings = ModelSettings(base_url, "tiny")
    request = model_request(settings, (Turn("system", "Be brief."), Turn("user", "What is open?")))
    return await converse(request, settings, key, heard.append, waits), heard


async def told(base_url: str, waits: Patience = WAITS) -> str:
    with pytest.raises(ModelProblem) as problem:
        await ask(base_url, waits)
    assert KEY not in str(problem.value)
    return str(problem.value)


async def test_an_answer_is_heard_piece_by_piece_and_asked_for_as_the_protocol_says(served: ModelServer) -> None:
    served.script(words("We owe PTA “timelines” – since 12 October."))
    reply, heard = await ask(served.url)
    assert reply == Reply("We owe PTA “timelines” – since 12 October.", "stop")
    assert "".join(heard) == reply.text
    assert len(heard) > 3
    (asked,) = served.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["Authorization"] == f"Bearer {KEY}"
    assert asked.document == {
        "model": "tiny",
        "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "What is open?"}],
        "temperature": 0.0,
        "stream": True,
    }


async def test_without_a_key_none_is_sent(served: ModelServer) -> None:
    await ask(served.url, key="")
    assert served.asked[0].headers["Authorization"] is None


def plain(*parts: bytes | float, cut: bool = False) -> Spoken:
    return Spoken(parts, cut=cut)


@pytest.mark.parametrize(
    "spoken",
    [
        plain(
            b": ping\n\n", event({"choices": []}), delta("Yes."), event({"usage": {"tokens": 3}, "choices": []}), END
        ),
        plain(event({"choices": [{"delta": {"role": "assistant", "content": None}}]}), delta("Yes."), event("[DONE]")),
        plain(delta("Ye").replace(b"\n", b"\r\n"), delta("s."), event({"choices": [{"finish_reason": "stop"}]})),
        plain(b"event: message\nid: 7\nretry: 10\n" + delta("Yes."), END),
    ],
    ids=["pings-and-counts", "no-finish-reason", "no-done", "other-fields"],
)
async def test_what_servers_add_or_leave_out_does_not_matter(served: ModelServer, spoken: Spoken) -> None:
    served.script(spoken)
    assert (await ask(served.url))[0].text == "Yes."


OVERFLOW = {"error": {"message": "This model's maximum context length is 8192 tokens", "code": None}}


@pytest.mark.parametrize(
    ("spoken", "sentence"),
    [
        (
            refused(400, {"error": {"message": "no such field"}}),
            "could not make sense of the request (“no such field”)",
        ),
        (refused(400, OVERFLOW), "finds the question and its passages too long"),
        (refused(413, {"error": "prompt is too long"}), "finds the question and its passages too long"),
        (refused(401, {"error": {"message": f"Incorrect key {KEY}"}}), "does not know this one (“Incorrect key …”)"),
        (refused(403), "does not let this key use the model"),
        (refused(404, {"detail": "model 'tiny' not found"}), "has no such model, or nothing at that path"),
        (refused(418, {"message": "\x1b[2Jtea\u202e"}), "answered 418 I'm a Teapot (“␛[2Jtea‹U+202E›”)"),
        (
            refused(500, {"error": {"message": "x" * 900}}),
            "failed with 500 Internal Server Error (“" + "x" * 300 + " …",
        ),
        (Spoken((b"\xff" * 90_000,), 500), "failed with 500 Internal Server Error"),
        (refused(302, "", ("Location", "http://127.0.0.1:1/")), "no redirection is followed"),
        (refused(200, {"choices": []}), "answered, but not with a stream of events"),
        (Spoken((b"<html>",), headers=()), "answered, but not with a stream of events"),
        (Spoken((b"x",), headers=(("Content-Type", EVENTS), ("Content-Encoding", "gzip"))), "a compressed form"),
        (plain(b"data: {broken\n\n"), "sent something that is no piece of a chat completion"),
        (plain(b'data: {"choices": 7}\n\n'), "sent something that is no piece of a chat completion"),
        (plain(b"data: \xff\xfe\n\n"), "sent something that is no piece of a chat completion"),
        (plain(b"data: " + b"x" * (LONGEST_LINE + 1)), "sent more than any answer has"),
        (plain(*[b":\n" * 50_000] * 11), "sent more than any answer has"),
        (
            plain(delta("We"), event({"error": {"message": "out of memory"}})),
            "broke off with an error (“out of memory”)",
        ),
        (plain(event({"error": "context size exceeded"})), "finds the question and its passages too long"),
        (plain(delta("We owe"), cut=True), "broke off in the middle of its answer"),
        (plain(delta("We owe")), "broke off in the middle of its answer"),
        (plain(cut=True), "hung up without an answer"),
    ],
)
async def test_each_fault_is_told_in_plain_words(served: ModelServer, spoken: Spoken, sentence: str) -> None:
    served.script(spoken)
    assert sentence in await told(served.url)
    assert len(served.asked) == 1


@pytest.mark.parametrize("status", [429, 503])
async def test_a_busy_server_is_asked_again_a_few_times(served: ModelServer, status: int) -> None:
    served.script(refused(status), refused(status, "", ("Retry-After", "0")), words("Now."))
    began = time.monotonic()
    assert (await ask(served.url))[0].text == "Now."
    assert time.monotonic() - began >= model_client.SHORTEST_PAUSE
    served.asked.clear()
    served.script(refused(status, {"error": {"message": "Loading model"}}))
    assert "(“Loading model”)" in await told(served.url)
    assert len(served.asked) == len(WAITS.pauses) + 1


async def test_a_long_wait_is_told_and_not_waited(served: ModelServer) -> None:
    served.script(refused(429, "", ("Retry-After", "90")))
    assert "too many requests; it asks to wait 90 seconds" in await told(served.url)
    assert len(served.asked) == 1


@pytest.mark.parametrize(
    ("spoken", "waits", "sentence"),
    [
        (plain(b": ping\n\n", LONG := 25.0), {"first": 0.1}, "said nothing for 0.1 seconds"),
        (plain(delta("We"), LONG), {"between": 0.1}, "fell silent in the middle of its answer for 0.1 seconds"),
        (plain(*(delta("a"), 0.02) * 100), {"total": 0.2}, "did not come to an end within 0.2 seconds"),
    ],
)
async def test_silence_has_an_end(served: ModelServer, spoken: Spoken, waits: dict[str, float], sentence: str) -> None:
    served.script(spoken)
    assert sentence in await told(served.url, structs.replace(WAITS, **waits))


async def test_a_model_that_never_ends_is_stopped(served: ModelServer) -> None:
    served.script(plain(*[delta("x" * 5000)] * 20))
    reply, heard = await ask(served.url)
    assert (len(reply.text), reply.finish) == (MOST_WORDS, "length")
    assert "".join(heard) == reply.text


async def test_to_cancel_closes_the_line(served: ModelServer) -> None:
    served.script(plain(*(delta("word "), 0.01) * 500, END))
    spoke = asyncio.Event()
    settings = ModelSettings(served.url, "tiny")
    request = model_request(settings, (Turn("user", "?"),))
    task = asyncio.create_task(converse(request, settings, "", lambda _: spoke.set(), WAITS))
    await spoke.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(served.hung_up.wait, 5)


async def test_where_nothing_listens_is_told() -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port = reserved.getsockname()[1]
        assert "cannot be reached: nothing listens there" in await told(f"http://127.0.0.1:{port}/v1")


@pytest.fixture
def strange(served: ModelServer) -> Iterator[ModelServer]:
    """The same behind a certificate that nobody vouches for."""
    with model_server() as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
        server.server.socket = context.wrap_socket(server.server.socket, server_side=True)
        server.url = server.url.replace("http:", "https:")
        yield server


async def test_a_certificate_that_nobody_vouches_for_is_refused(strange: ModelServer) -> None:
    assert "cannot be trusted" in await told(strange.url)
    assert not strange.asked


async def test_a_port_without_tls_is_told(served: ModelServer) -> None:
    assert "does not speak TLS as it should" in await told(served.url.replace("http:", "https:"))


async def test_no_proxy_stands_between_us_and_this_machine(
    served: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert (await ask(served.url))[0].text == "Nothing."
