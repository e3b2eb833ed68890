"""A real HTTP server on this machine that answers as it is told, and remembers what it took."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from msgspec import Struct

LONGEST = 30.0
"""Seconds that a silent answer lasts at most; it ends when the server does."""


class Reply(Struct, frozen=True):
    """How one request is answered."""

    status: int | None = 200
    """None: not at all, the line stays open."""
    headers: tuple[tuple[str, str], ...] = ()
    taken: bool = True
    """The message counts as received."""
    cut: bool = False
    """The line is closed in the middle of the answer; without a status, before it."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, _request: object, _address: object) -> None:
        """Whoever asked has hung up."""


class Posted(Struct, frozen=True):
    path: str
    headers: Message
    body: bytes


OK = Reply()
ERROR = Reply(500, taken=False)
BUSY = Reply(429, (("Retry-After", "0"),), taken=False)
SILENT, SILENT_LOST = Reply(None), Reply(None, taken=False)
CUT, CUT_LOST = Reply(200, cut=True), Reply(None, taken=False, cut=True)


class Receiver:
    """`answer` says how the request at a path is answered; `taken` is what was received, `asked` counts requests."""

    def __init__(self) -> None:
        self.answer: Callable[[str], Reply] = lambda _: OK
        self.taken: list[Posted] = []
        self.asked: list[Posted] = []
        self.over = threading.Event()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                receiver._handle(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = _Server(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def _handle(self, request: BaseHTTPRequestHandler) -> None:
        request.close_connection = True
        length = int(request.headers["Content-Length"])
        body = request.rfile.read(length)
        if len(body) < length:
            return  # whoever asked has hung up
        posted = Posted(request.path, request.headers, body)
        reply = self.answer(request.path)
        self.asked.append(posted)
        if reply.taken:
            self.taken.append(posted)
        if reply.status is None:
            if not reply.cut:
                self.over.wait(LONGEST)
            return
        request.send_response(reply.status)
        for name, value in reply.headers:
            request.send_header(name, value)
        request.send_header("Content-Length", "10" if reply.cut else "2")
        request.end_headers()
        request.wfile.write(b"ok")

    def script(self, *replies: Reply) -> None:
        """Answer with these in turn, whatever is asked, then well."""
        left: Iterator[Reply] = iter(replies)
        self.answer = lambda _: next(left, OK)


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver, running."""
    receiver = Receiver()
    thread = threading.Thread(target=receiver.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.over.set()
        receiver.server.shutdown()
        receiver.server.server_close()
        thread.join()
