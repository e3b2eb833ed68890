"""Asking a model over HTTP: the one place of the chat that knows httpx.

One request, one streamed answer, from the one host of the configuration: no redirection is followed and nothing else is
fetched. Cancelling the task closes the line at any moment. Certificates are checked against those that the system
trusts; proxies are those of the environment, as for every program, but never between us and this machine itself.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from functools import cache
from typing import cast

import httpx
from httpx_sse import EventSource, SSEError
from msgspec import Struct

from assistant.chat.refusals import Refusal, fault_in_stream, refusal
from assistant.chat.requests import ModelRequest
from assistant.chat.streaming import DONE, Finish, Malformed, Piece, piece
from assistant.notify.posting import retry_after
from assistant.settings.model import ModelSettings

LONGEST_ANSWER = 1_000_000
"""Bytes of a stream: each word comes in some 200 bytes of JSON."""
MOST_WORDS = 32_768
"""Characters of an answer; a model that never ends is stopped there."""
LONGEST_LINE = 65_536
"""Bytes of one event."""
LONGEST_REFUSAL = 16_384
"""Bytes of an answer that is an error."""
SHORTEST_PAUSE = 0.5
"""Seconds before another try where a server says that none is needed."""


class Patience(Struct, frozen=True):
    """How long a model is waited for. All in seconds."""

    connect: float = 5.0
    first: float = 120.0
    """Until its first word."""
    between: float = 30.0
    """From one word to the next."""
    total: float = 600.0
    pauses: tuple[float, ...] = (1.0, 4.0)
    """Before the second try and each later one: so many tries and one there are."""
    longest_wait: float = 20.0
    """Before one try; a server that asks for more is told of instead."""


class Reply(Struct, frozen=True):
    """What the model said, and how it came to its end."""

    text: str
    finish: Finish


def patience(settings: ModelSettings) -> Patience:
    """As the configuration has it."""
    return Patience(first=settings.timeout, between=min(settings.timeout, Patience().between))


async def converse(
    request: ModelRequest, settings: ModelSettings, key: str, on_text: Callable[[str], None], waits: Patience
) -> Reply:
    """The model's whole answer; `on_text` is called with each piece as it comes. Raises `ModelProblem`.

    Only a request that was refused before any word of an answer is tried again.
    """
    timeout = httpx.Timeout(None, connect=waits.connect, write=waits.first, pool=waits.connect)
    client = httpx.AsyncClient(
        verify=_trusted(), timeout=timeout, follow_redirects=False, trust_env=not settings.local, headers=_headers(key)
    )
    try:
        async with asyncio.timeout(waits.total), client:
            for pause in (*waits.pauses, None):
                told = await _try(client, request, key, on_text, waits)
                if isinstance(told, Reply):
                    return told
                if pause is None or not told.again or _pause(told, pause) > waits.longest_wait:
                    raise _with_wait(told).problem(settings.host)
                await asyncio.sleep(_pause(told, pause))
    except TimeoutError:
        late = Refusal(f"did not come to an end within {waits.total:g} seconds")
        raise late.problem(settings.host) from None
    raise AssertionError("the last try returns or raises")


def _headers(key: str) -> dict[str, str]:
    # Nothing compressed: what little is sent could otherwise unfold to any size.
    usual = {"Accept": "text/event-stream", "Accept-Encoding": "identity", "Content-Type": "application/json"}
    return usual | ({"Authorization": f"Bearer {key}"} if key else {})


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that the system trusts, read once: there are hundreds."""
    return ssl.create_default_context()


def _pause(told: Refusal, usual: float) -> float:
    return usual if told.wait is None else max(told.wait, SHORTEST_PAUSE)


def _with_wait(told: Refusal) -> Refusal:
    if told.wait is None or told.wait < 1:
        return told
    return Refusal(f"{told.what}; it asks to wait {told.wait:.0f} seconds", told.hint)


async def _try(
    client: httpx.AsyncClient, request: ModelRequest, key: str, on_text: Callable[[str], None], waits: Patience
) -> Reply | Refusal:
    """Ask once."""
    heard = _Heard(on_text)
    try:
        async with (
            asyncio.timeout(waits.first) as silence,
            client.stream("POST", request.url, content=request.body) as response,
        ):
            if not response.is_success:
                wait = retry_after(response.headers.get("Retry-After", ""))
                return refusal(response.status_code, await _beginning(response), wait, key)
            if response.headers.get("Content-Encoding", "identity") != "identity":
                return Refusal("answered in a compressed form that it was not asked for")
            return await _listen(response, heard, silence, waits.between, key)
    except TimeoutError:
        limit = waits.between if heard.length else waits.first
        what = "fell silent in the middle of its answer" if heard.length else "said nothing"
        return Refusal(f"{what} for {limit:g} seconds", "`timeout` in [model] sets how long is waited.")
    except (SSEError, Malformed, _TooLong) as error:
        return _no_stream(error)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return _broken(error, bool(heard.length))


class _Heard:
    """What was said so far."""

    def __init__(self, on_text: Callable[[str], None]) -> None:
        self.on_text = on_text
        self.parts: list[str] = []
        self.length = 0

    def add(self, text: str) -> None:
        text = text[: MOST_WORDS - self.length]
        self.parts.append(text)
        self.length += len(text)
        self.on_text(text)

    def whole(self, finish: Finish) -> Reply:
        return Reply("".join(self.parts), finish)


async def _listen(
    response: httpx.Response, heard: _Heard, silence: asyncio.Timeout, between: float, key: str
) -> Reply | Refusal:
    """The answer, piece by piece; `silence` is put off with each."""
    response.stream = _Bounded(cast("httpx.AsyncByteStream", response.stream))  # what an asynchronous client yields
    finish: Finish | None = None
    async with aclosing(EventSource(response).aiter_sse()) as events:
        async for event in events:
            if event.data.strip() == DONE:
                return heard.whole(finish or "stop")
            one = piece(event.data) if event.data else Piece()
            if one.fault:
                return fault_in_stream(one.fault, key)
            finish = one.finish or finish
            if one.text:
                heard.add(one.text)
                silence.reschedule(asyncio.get_running_loop().time() + between)
            if heard.length >= MOST_WORDS:
                return heard.whole("length")
    return heard.whole(finish) if finish else Refusal("broke off in the middle of its answer")


class _Bounded(httpx.AsyncByteStream):
    """A stream whose lines, and which as a whole, stay within bounds; raises `_TooLong`."""

    def __init__(self, stream: httpx.AsyncByteStream) -> None:
        self.stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        length, line = 0, 0
        async for part in self.stream:
            length += len(part)
            first, *others = part.replace(b"\r", b"\n").split(b"\n")
            longest = max(line + len(first), *map(len, others), 0)
            if length > LONGEST_ANSWER or longest > LONGEST_LINE:
                raise _TooLong
            line = len(others[-1]) if others else line + len(first)
            yield part

    async def aclose(self) -> None:
        await self.stream.aclose()


class _TooLong(Exception):
    """More than any answer has."""


async def _beginning(response: httpx.Response) -> bytes:
    """As much of an error as anybody reads."""
    found = b""
    async for part in response.aiter_raw():
        found += part
        if len(found) > LONGEST_REFUSAL:
            break
    return found[:LONGEST_REFUSAL]


def _no_stream(error: Exception) -> Refusal:
    hint = "Does `base_url` lead to a server of OpenAI's chat completions? It often ends in /v1."
    if isinstance(error, _TooLong):
        return Refusal("sent more than any answer has")
    if isinstance(error, SSEError):
        return Refusal("answered, but not with a stream of events", hint)
    return Refusal("sent something that is no piece of a chat completion", hint)


def _broken(error: httpx.HTTPError | httpx.InvalidURL, heard: bool) -> Refusal:
    """Why the line failed."""
    if isinstance(error, httpx.ConnectTimeout):
        return Refusal("cannot be reached: nothing answers there", "Is the server running, and `base_url` right?")
    if isinstance(error, httpx.ConnectError):
        told = str(error)
        if "CERTIFICATE_VERIFY_FAILED" in told:
            why = told.partition("CERTIFICATE_VERIFY_FAILED] ")[2].partition(" (_ssl")[0] or told
            return Refusal(f"cannot be trusted: {why}", "Its certificate must be one that this system trusts.")
        if "SSL" in told:
            return Refusal("does not speak TLS as it should", "Does the port of `base_url` speak https://?")
        return Refusal("cannot be reached: nothing listens there", "Is the server running, and `base_url` right?")
    if isinstance(error, httpx.ProxyError):
        return Refusal("cannot be reached: the proxy of the environment refuses")
    if isinstance(error, httpx.TransportError):
        return Refusal("broke off in the middle of its answer" if heard else "hung up without an answer")
    return Refusal(f"cannot be asked ({type(error).__name__})")
