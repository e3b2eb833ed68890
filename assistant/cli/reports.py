"""What the commands that write reports share: a form, a file or stdout."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from assistant.cli import output
from assistant.cli.options import DAY

F = TypeVar("F", bound=Callable[..., Any])
OUT = click.option(
    "--out", "out", type=click.Path(path_type=Path), metavar="FILE", help="Write a new file; its ending says the form."
)
FROM = click.option("--from", "first", type=DAY, metavar="DATE", help="From this day on.")
TO = click.option("--to", "last", type=DAY, metavar="DATE", help="Up to this day.")
REGULATOR = click.option("--regulator", metavar="KEY", help="All threads with this regulator.")
CONFIDENTIAL = click.option("--confidential", is_flag=True, help="Confidential entries, too.")


def width() -> int | None:
    """Of the terminal; None where there is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def deliver(pieces: Iterable[bytes], out: Path | None) -> None:
    """Write to a new file, or to stdout."""
    from assistant.record.new_file import write_new

    if out is None:
        for piece in pieces:
            output.raw(piece)
        return
    write_new(out, pieces)
    output.tell(f"written to {out}")
