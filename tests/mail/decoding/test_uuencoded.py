"""Files that stand in the midst of a text, as before MIME."""

from __future__ import annotations

import time

from assistant.mail.decoding.uuencoded import EnclosedFile, enclosed_files

FILE = b"begin 644 notice.txt\n#0V%T\n`\nend\n"


def test_a_file_is_taken_out_of_the_text_around_it() -> None:
    assert enclosed_files(b"See:\n" + FILE + b"Regards\n") == (
        b"See:\nRegards\n",
        (EnclosedFile(b"notice.txt", b"Cat"),),
    )


def test_blanks_behind_its_lines_do_not_matter() -> None:
    padded = FILE.replace(b"T\n", b"T" + b" " * 100 + b"\t\n")
    assert enclosed_files(padded) == (b"", (EnclosedFile(b"notice.txt", b"Cat"),))


def test_a_long_line_of_blanks_is_looked_at_once() -> None:
    """Whoever tried to divide it in each way would take ninety times as long as for reading it."""

    def seconds(text: bytes) -> float:
        begin = time.process_time()
        enclosed_files(text)
        return time.process_time() - begin

    blanks = b"begin 644 notice.txt\n" + b" " * 2_000_000 + b"x\nend\n"
    bound = 20 * max(min(seconds(FILE * 10_000) for _ in range(3)), 0.001)
    assert any(seconds(blanks) < bound for _ in range(3))
