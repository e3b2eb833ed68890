"""A mail server that says what a test wants it to say, as no decent one would."""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator

Said = bytes | Iterable[bytes]
"""What goes out: at once, or piece by piece until the client has had enough."""
Answer = Callable[[bytes], Said]
"""A command without its tag → the untagged answers to it; the `OK` is added."""


class ScriptedServer:
    """Decent but for what `answers` says otherwise, for the first word of a command, or two after UID."""

    def __init__(self, mails: dict[int, bytes], answers: dict[str, Answer] | None = None) -> None:
        self.mails, self.answers = mails, answers or {}
        self.greeting: Said = b"* OK ready\r\n"
        self.ends: dict[str, bytes] = {}
        """The last line of an answer, after the tag, where it is not `OK done`."""
        self.context: ssl.SSLContext | None = None
        """For STARTTLS."""
        self.commands: list[bytes] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> ScriptedServer:
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with contextlib.suppress(OSError), client:
            _say(client, self.greeting)
            if self._answered(client) and self.context:
                with self.context.wrap_socket(client, server_side=True) as encrypted:
                    self._answered(encrypted)

    def _answered(self, client: socket.socket) -> bool:
        """Answer until the client goes or a word is not understood; whether TLS is to begin now."""
        with client.makefile("rb") as lines:
            for line in lines:
                tag, _, command = line.strip().partition(b" ")
                self.commands.append(command)
                name = re.sub(r"^(UID \w+|\w+).*", r"\1", command.decode("utf-8", "replace").upper(), flags=re.DOTALL)
                answer = self.answers.get(name) or getattr(self, f"_{name.lower().replace(' ', '_')}", None)
                if answer is None:
                    return False
                _say(client, answer(command))
                if name == "AUTHENTICATE":
                    self.commands.append(lines.readline().strip())
                _say(client, tag + b" " + self.ends.get(name, b"OK done") + b"\r\n")
                if name == "STARTTLS":
                    return True
        return False

    def _capability(self, _: bytes) -> Said:
        return b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n"

    def _login(self, _: bytes) -> Said:
        return b""

    def _authenticate(self, _: bytes) -> Said:
        return b"+ \r\n"

    def _starttls(self, _: bytes) -> Said:
        return b""

    def _logout(self, _: bytes) -> Said:
        return b"* BYE\r\n"

    def _examine(self, _: bytes) -> Said:
        return b"* %d EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\n" % len(self.mails)

    def _uid_search(self, command: bytes) -> Said:
        return b"* SEARCH " + b" ".join(b"%d" % uid for uid in self.mails) + b"\r\n"

    def _uid_fetch(self, command: bytes) -> bytes:
        return b"".join(self.size(uid) if b"SIZE" in command else self.body(uid) for uid in self.asked(command))

    def asked(self, command: bytes) -> list[int]:
        """The mails that a FETCH names, as far as they are there."""
        found = re.search(rb"FETCH ([\d,]+) ", command)
        assert found
        return [uid for uid in map(int, found[1].split(b",")) if uid in self.mails]

    def size(self, uid: int) -> bytes:
        return b"* 1 FETCH (UID %d RFC822.SIZE %d)\r\n" % (uid, len(self.mails[uid]))

    def body(self, uid: int, announced: int | None = None) -> bytes:
        mail = self.mails[uid]
        size = len(mail) if announced is None else announced
        return b"* 1 FETCH (UID %d BODY[] {%d}\r\n%b)\r\n" % (uid, size, mail)


def _say(client: socket.socket, said: Said) -> None:
    for piece in [said] if isinstance(said, bytes) else said:
        client.sendall(piece)


def endless(piece: bytes) -> Iterator[bytes]:
    """`piece` again and again."""
    block = piece * (1 + 65536 // len(piece))
    while True:
        yield block
