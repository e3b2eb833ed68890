"""`assistant demo`: the Pakistan case, to try everything on."""

from __future__ import annotations

import shlex
import sys
import tempfile
from pathlib import Path

import click

from assistant.cli import output
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session
from assistant.cli.ui import open_ui


@click.command("demo")
@record_options
@click.argument("directory", metavar="[DIR]", required=False)
@pass_session
def command(session: Session, directory: str | None) -> None:
    """Write the demo record into DIR and say what to try.

    Without DIR, in a terminal, open the UI on a throw-away copy as of 18 October 2020. Your own record is not touched.
    """
    if directory:
        _write(directory)
        return
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        raise click.UsageError("Without a terminal, name a directory to write the demo record into.")
    _try(session)


def _write(directory: str) -> None:
    from assistant.demo import as_of, write_demo

    thread = write_demo(Path(directory))
    day = as_of()
    begin = f"  assistant --record {shlex.quote(directory)} --as-of {day}"
    output.show(
        f"""The demo record is in {directory}. Try, as of {day}:

{begin} check
{begin} show {thread}
{begin} draft {thread}
{begin}"""
    )


def _try(session: Session) -> None:
    from assistant.demo import as_of, write_demo

    with tempfile.TemporaryDirectory(prefix="assistant-demo-") as place:
        copy = Path(place) / "record"
        write_demo(copy)
        session.record, session.config = str(copy), str(copy / "assistant.toml")
        session.as_of = session.as_of or as_of()
        open_ui(session, hint=True)
