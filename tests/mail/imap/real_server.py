"""A real mail server, pymap, in a process of its own, and a relay before it that encrypts, and that can break off."""

from __future__ import annotations

import contextlib
import imaplib
import os
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

USER, PASSWORD = "officer@northwind.example", 'Pa"ss\\w0rd'
"""A password with all that a quoted string must escape."""

PROCESS = """
from pymap.config import IMAPConfig
from pymap.main import main
from pysasl.hashing import BuiltinHash
IMAPConfig._get_hash_context = classmethod(lambda *_: BuiltinHash(rounds=1))  # its own costs seconds a login
main()
"""


class RealServer:
    """The server on the loopback interface: in the clear and with STARTTLS on `port`. Tests talk to it by `client`."""

    def __init__(self, certificate: Path) -> None:
        self.port = free_port()
        pem = str(certificate)
        arguments = ["--host", "127.0.0.1", "--port", str(self.port), "--cert", pem, "--key", pem]
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROCESS, *arguments, "dict", "--demo-user", USER, "--demo-password", PASSWORD],
            env={**os.environ, "FQDN": "localhost"},
            stderr=subprocess.DEVNULL,
        )
        self.client = self._connected()
        self.client.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.client.login(USER, PASSWORD)

    def _connected(self) -> imaplib.IMAP4:
        for _ in range(600):
            with contextlib.suppress(OSError):
                return imaplib.IMAP4("127.0.0.1", self.port, timeout=30)
            assert self.process.poll() is None, "the server did not start"
            time.sleep(0.05)
        raise AssertionError("the server did not start")

    def stop(self) -> None:
        self.client.shutdown()
        self.process.terminate()
        self.process.wait(30)

    def create(self, folder: str) -> None:
        """A folder by its name on the wire."""
        self._done(self.client.create(folder))

    def renew(self, folder: str) -> None:
        """The same name, another folder: its UIDVALIDITY changes and it is empty."""
        self._done(self.client.delete(folder))
        self.create(folder)

    def put(self, folder: str, *mails: bytes, day: str = "2020-10-12") -> None:
        arrived = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
        for mail in mails:
            self._done(self.client.append(folder, "", imaplib.Time2Internaldate(arrived), mail))

    def remove(self, folder: str, uid: int) -> None:
        self._done(self.client.select(folder))
        self._done(self.client.uid("STORE", str(uid), "+FLAGS", r"(\Deleted)"))
        self._done(self.client.expunge())
        self._done(self.client.close())

    def flags(self, folder: str) -> list[bytes]:
        """The flags of each mail, as the server lists them; looking does not change them."""
        self._done(self.client.select(folder, readonly=True))
        _, found = self.client.fetch("1:*", "(FLAGS)")
        return [line for line in found if isinstance(line, bytes)]

    @staticmethod
    def _done(answer: tuple[str, object]) -> None:
        assert answer[0] == "OK", answer


class Relay:
    """A door before the real server: with TLS from the first byte if it has a `context`.

    `cut_after`: bytes from the server after which it breaks off, as a failing network does.
    """

    def __init__(self, target: int, context: ssl.SSLContext | None = None) -> None:
        self.target, self.context = target, context
        self.cut_after: int | None = None
        self.connections = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                inner, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(inner,), daemon=True).start()

    def _serve(self, plain: socket.socket) -> None:
        target = ("127.0.0.1", self.target)
        with (
            contextlib.suppress(OSError),
            plain,
            self._secured(plain) as near,
            socket.create_connection(target) as far,
        ):
            for one in (near, far):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._carry, args=(near, far), daemon=True).start()
            self._carry(far, near, self.cut_after)

    def _secured(self, plain: socket.socket) -> socket.socket:
        return self.context.wrap_socket(plain, server_side=True) if self.context else plain

    @staticmethod
    def _carry(source: socket.socket, target: socket.socket, limit: int | None = None) -> None:
        with contextlib.suppress(OSError):
            while limit is None or limit > 0:
                piece = source.recv(4096 if limit is None else min(limit, 4096))
                if not piece:
                    break
                target.sendall(piece)
                limit = None if limit is None else limit - len(piece)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def relay(target: int, context: ssl.SSLContext | None = None) -> Iterator[Relay]:
    made = Relay(target, context)
    try:
        yield made
    finally:
        made.stop()


def free_port() -> int:
    """A port that nobody listens at, at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
