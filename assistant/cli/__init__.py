"""The command line: one module a command. It parses, calls the desk, and shows; it holds no rules.

Data goes to stdout, everything else to stderr. Nothing prompts when stdin is no terminal.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import NoReturn

from assistant.errors import AssistantError


def process() -> NoReturn:
    """The `assistant` command as a process of its own.

    A plain check ends before garbage could matter, and looking for it takes a tenth of its time; the UI looks for it
    once it is painted. When all is written, no process takes the interpreter down piece by piece: 14 ms more.
    """
    gc.disable()
    _open_what_was_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an odd locale must not keep a reminder from being said
    try:
        run()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _open_what_was_closed() -> None:
    """A standard stream that the caller closed (`>&-`) leads nowhere; else the first file opened would be it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def run() -> NoReturn:
    """Run the command that `sys.argv` names, and turn what went wrong into a sentence and an exit code."""
    from assistant.cli.quick import quick_check, quick_ui

    try:
        plain = quick_check(sys.argv[1:]) or quick_ui(sys.argv[1:])
        code = plain() if plain else _main()
        sys.stdout.flush()
    except AssistantError as error:
        _say(str(error))
        sys.exit(_told_to_monitoring(str(error), error.exit_code))
    except (BrokenPipeError, ReaderGone):  # the reader of our output has seen enough (`| head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        sys.exit(_other(error))
    sys.exit(code if isinstance(code, int) else 0)


class ReaderGone(Exception):
    """Stands for a `BrokenPipeError` within a command, of which click would make an exit code of 1."""


def _main() -> object:
    gc.enable()
    from assistant.cli.main import main

    return main(standalone_mode=False, prog_name="assistant")


REFUSALS = ("EACCES", "EPERM", "EROFS", "ENOSPC", "EIO", "ENOTDIR")
"""Errors with which a system refuses a file or runs out of room; no defect of the program."""


def _other(error: Exception) -> int:
    """click's own errors speak for themselves; anything else is a defect of the program, and says so."""
    import errno

    import click

    if isinstance(error, click.Abort):
        _say("Stopped.")
        return 130
    if isinstance(error, click.ClickException):
        error.show()
        return _told_to_monitoring(error.format_message(), 2)
    if "ASSISTANT_DEBUG" in os.environ:
        raise error
    if isinstance(error, OSError) and error.errno in {getattr(errno, name) for name in REFUSALS}:
        why = f"{error.filename or 'the output'}: {error.strerror}"
        _say(why)
        return _told_to_monitoring(why, 3)
    why = f"a defect of the program: {type(error).__name__}: {error}"
    _say(f"{why}\nASSISTANT_DEBUG=1 shows where.")
    return _told_to_monitoring(why, 3)


UNKNOWN = 3
"""To Nagios; 2 is "critical" there, and no mistake in a command or a configuration is that."""


def _told_to_monitoring(why: str, code: int) -> int:
    """The exit code, after the status line where `check --nagios` was asked for."""
    if not {"check", "--nagios"} <= {*sys.argv}:
        return code
    from assistant.record.inert import inert

    first, _, _ = inert(why).partition("\n")
    sys.stdout.write(f"UNKNOWN {first}\n".replace("|", "/"))
    return UNKNOWN


def _say(text: str) -> None:
    from assistant.record.inert import inert

    sys.stderr.write(f"assistant: {inert(text)}\n")
