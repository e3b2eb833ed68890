"""The bytes between us and a mail server, with bounds: whatever it sends takes a bounded amount of memory and time.

The protocol itself is `imaplib`'s, which believes what it is told: it would take a line without end, a mail of any
announced size into memory, and wait for ever on a byte now and then. Here the two functions through which it reads are
replaced. What is asked of a server, and what its answers mean, is decided above, in `imap_server`.
"""

from __future__ import annotations

import imaplib
import io
import time
from typing import Any, Final

from assistant.mail.sources.mbox import LARGEST_MAIL

LONGEST_LINE = 8 * 1024 * 1024
"""Bytes. The numbers of a million mails come in one line."""
MOST_LINES = 16 * 1024 * 1024
"""Bytes of lines in all the answers to one command."""
LINE_COST = 200
"""Bytes that a line takes in memory besides its own, so that a flood of empty ones comes to an end."""
MOST_PASSED_OVER = 4 * 1024**3
"""Bytes of a literal that are read only to be thrown away: as many as a size in IMAP can say (RFC 3501: 32 bits)."""
SLOWEST = 1024
"""Bytes a second below which a server counts as silent, however regularly it drips."""
OMITTED: Final = b"(left out)"
"""Stands, by identity, for a literal that there was no room for; it was read and thrown away."""


class BoundedClient(imaplib.IMAP4):
    """An IMAP client that reads within bounds. Call `begin` before each command."""

    _patience = 30.0
    _from: object = None

    def open(self, host: str = "", port: int | None = 143, timeout: float | None = None) -> None:
        self._buffer = bytearray()
        self._patience = timeout or self._patience
        self.begin()
        super().open(host, port or 143, timeout)

    def begin(self) -> None:
        """Forget what came before: a new command, with all its room and time."""
        self._lines_left, self._literals_left = MOST_LINES, LARGEST_MAIL
        self._began, self._received = time.monotonic(), 0

    def readline(self) -> bytes:
        """One line with its end; what there is of it when the connection ends."""
        self._check_origin()
        searched = 0
        while (end := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            if searched > LONGEST_LINE:
                raise self.abort(f"it sent a line of more than {LONGEST_LINE // 1024**2} MB")
            piece = self._more()
            if not piece:
                end = searched
                break
            self._buffer += piece
        line = self._taken(end + 1)
        self._lines_left -= len(line) + LINE_COST
        if self._lines_left < 0:
            raise self.abort("it sent far more than was asked for")
        return line

    def read(self, size: int) -> bytes:
        """A literal of `size` bytes, or `OMITTED`."""
        self._check_origin()
        if size > MOST_PASSED_OVER:
            raise self.abort(f"it announced {size} bytes at once")
        kept = io.BytesIO() if size <= self._literals_left else None
        if kept:
            self._literals_left -= size
        missing = size
        while missing:
            piece = self._taken(missing) or self._more()
            if not piece:
                raise self.abort("the connection ended in the midst of a mail")
            if len(piece) > missing:
                self._buffer += piece[missing:]
                piece = piece[:missing]
            if kept:
                kept.write(piece)
            missing -= len(piece)
        return kept.getvalue() if kept else OMITTED

    def _taken(self, size: int) -> bytes:
        """Up to `size` bytes of what has been received already."""
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _more(self) -> bytes:
        if time.monotonic() - self._began > self._patience + self._received / SLOWEST:
            raise TimeoutError
        piece: bytes = self.sock.recv(64 * 1024)
        self._received += len(piece)
        return piece

    def _check_origin(self) -> None:
        """What was sent before TLS began must not be read as if it came through it (RFC 9051, 11.1)."""
        if self._from is not self.sock and self._buffer:
            raise self.abort("it sent something in the clear that was to be read as encrypted")
        self._from = self.sock


class BoundedTlsClient(BoundedClient, imaplib.IMAP4_SSL):
    """The same through TLS from the first byte."""


def shut(client: imaplib.IMAP4) -> None:
    """Close the connection without a word to the server."""
    try:
        client.shutdown()
    except OSError:
        return


Answer = list[Any]
"""What `imaplib` makes of the answers to a command: bytes for a line, a tuple for the text before a literal and the
literal, None for nothing."""
