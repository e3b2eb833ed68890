"""Showing what the record keeps of a message in another program: which files may be, and by what. Nothing is executed.

A file from outside is handed over by its name's ending, which decides what the system does with it: so only endings
that are read and not run are handed over at all, and of all others a person is told where the copy lies.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import AssistantError
from assistant.mail.exporting import ExportedFile
from assistant.record.inert import inert_line
from assistant.tui.forms import Answers, Field

READ = frozenset(
    {".eml", ".msg", ".pdf", ".docx", ".odt", ".rtf", ".txt", ".md", ".csv", ".xlsx", ".png", ".jpg", ".jpeg", ".gif",
     ".tif", ".tiff", ".webp"}
)  # fmt: skip
"""Endings of what a program shows. Web pages and what can carry a program of its own are not among them."""
PATIENCE = 10.0
"""Seconds for the opener to say that it cannot; one that shows the file itself may run on."""


def fields(files: Sequence[ExportedFile]) -> tuple[Field, ...]:
    """Which of them to open, and that another program will do it."""
    told = "A copy is opened by another program, outside this terminal. What you change there changes no record."
    choices = tuple((file.path, f"{inert_line(file.name)} ({file.kind}, {file.bytes:,} bytes)") for file in files)
    return (
        Field("told", "", "shown", told),
        Field("path", "Which file?", "choice", files[0].path, choices=choices, first=True),
    )


def open_outside(answers: Answers) -> str:
    """Hand the file over, and say so; raises `AssistantError` that names the copy where that cannot be done."""
    path = Path(answers["path"])
    if path.suffix.lower() not in READ:
        raise AssistantError(f"{path.suffix or 'such a file'} is not opened from here", hint=f"The copy lies at {path}")
    command = _opener()
    if command is None:
        raise AssistantError("there is no program here to open it with", hint=f"The copy lies at {path}")
    try:
        _run([*command, str(path)])
    except OSError as error:
        raise AssistantError(f"it could not be opened: {error}", hint=f"The copy lies at {path}") from error
    return f"{path.name} is opened by another program"


def _opener() -> list[str] | None:
    """The system's own way to show a file; None without a desktop to show it on."""
    if sys.platform == "win32":
        return ["explorer"]
    if sys.platform == "darwin":
        return ["open"]
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return None
    found = shutil.which("xdg-open")
    return [found] if found else None


def _run(command: list[str]) -> None:
    nothing = subprocess.DEVNULL
    running = subprocess.Popen(  # noqa: S603 - the system's opener and a path of our own making
        command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    )
    try:
        code = running.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        return
    if code and sys.platform != "win32":  # Explorer says 1 where all is well
        raise OSError(f"{command[0]} ended with {code}")
