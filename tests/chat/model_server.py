"""A real HTTP server on this machine that speaks as a model's server, and says what a test tells it to.

Its lines, headers and pauses are as they are told, wrong ones included; what it was asked is remembered.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from msgspec import Struct

LONGEST = 30.0
"""Seconds that a pause lasts at most; it ends when the server does."""
EVENTS = "text/event-stream"


class Spoken(Struct, frozen=True):
    """How one request is answered."""

    parts: tuple[bytes | float, ...] = ()
    """What is sent, and pauses in seconds."""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", EVENTS),)
    cut: bool = False
    """The line is closed before the end of the answer."""


def event(document: object) -> bytes:
    return f"data: {document if isinstance(document, str) else json.dumps(document)}\n\n".encode()


def delta(text: str) -> bytes:
    return event({"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}]})


END = event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}) + event("[DONE]")


def words(text: str, size: int = 7) -> Spoken:
    """A well-behaved answer, streamed in pieces of so many characters."""
    return Spoken((*(delta(text[at : at + size]) for at in range(0, len(text), size)), END))


def refused(status: int, document: object = "", *headers: tuple[str, str]) -> Spoken:
    return Spoken((json.dumps(document).encode(),), status, (("Content-Type", "application/json"), *headers))


class Asked(Struct, frozen=True):
    path: str
    headers: Message
    body: bytes

    @property
    def document(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        """All that the model is told."""
        return "\n".join(turn["content"] for turn in self.document["messages"])


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, _request: object, _address: object) -> None:
        """Whoever asked has hung up."""


class ModelServer:
    """`answer` says how a request is answered; `asked` is what came."""

    def __init__(self) -> None:
        self.answer: Callable[[Asked], Spoken] = lambda _: words("Nothing.")
        self.asked: list[Asked] = []
        self.hung_up = threading.Event()
        """Somebody closed the line before all was sent."""
        self.over = threading.Event()
        served = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                served._handle(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = _Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"

    def script(self, *answers: Spoken) -> None:
        """Answer with these in turn; the last one holds."""
        left = list(answers)
        self.answer = lambda _: left.pop(0) if len(left) > 1 else left[0]

    def _handle(self, request: BaseHTTPRequestHandler) -> None:
        request.close_connection = True
        body = request.rfile.read(int(request.headers["Content-Length"]))
        asked = Asked(request.path, request.headers, body)
        self.asked.append(asked)
        spoken = self.answer(asked)
        request.send_response(spoken.status)
        for name, value in spoken.headers:
            request.send_header(name, value)
        request.send_header("Transfer-Encoding", "chunked")
        request.end_headers()
        try:
            for part in spoken.parts:
                self._send(request, part)
            if not spoken.cut:
                request.wfile.write(b"0\r\n\r\n")
        except OSError:
            self.hung_up.set()

    def _send(self, request: BaseHTTPRequestHandler, part: bytes | float) -> None:
        if isinstance(part, bytes):
            request.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
            request.wfile.flush()
        else:
            self.over.wait(min(part, LONGEST))


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """A server, running."""
    served = ModelServer()
    thread = threading.Thread(target=served.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        served.over.set()
        served.server.shutdown()
        served.server.server_close()
        thread.join()
