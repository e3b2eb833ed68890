"""A text handed to the user's editor and taken back.

`$VISUAL`, else `$EDITOR`, run without a shell. If the editor fails, the caller keeps the old text: it gets an error and
no new one.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from assistant.errors import AssistantError, Refused, UsageProblem
from assistant.record.inert import writable


def edit_text(text: str, suffix: str = ".txt", environment: Mapping[str, str] | None = None) -> str:
    """`text` as the editor left it.

    Raises `UsageProblem` without a usable editor, `Refused` when the editor ends with another exit code than 0, and
    `AssistantError` when what it left cannot be read. `environment` stands in for the process's own.
    """
    command = editor(os.environ if environment is None else environment)
    with tempfile.TemporaryDirectory(prefix="draft-") as private:  # mode 0700, removed with all that the editor leaves
        path = Path(private) / f"draft{suffix}"
        _put(path, text)
        _run(command, path)
        return _left_in(path, text)


def editor(environment: Mapping[str, str]) -> list[str]:
    """The editor's command, split as a shell would; raises `UsageProblem` if none is set or it cannot be split."""
    for name in ("VISUAL", "EDITOR"):
        if line := environment.get(name, "").strip():
            try:
                return shlex.split(line)
            except ValueError as error:
                raise UsageProblem(f"${name} is not a command: {error}") from error
    raise UsageProblem("no editor is set", hint="Set VISUAL or EDITOR, such as EDITOR=nano.")


def _put(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write(writable(text))


def _run(command: list[str], path: Path) -> None:
    try:
        done = subprocess.run([*command, str(path)], check=False)  # noqa: S603 - the user's own command, no shell
    except OSError as error:
        raise UsageProblem(f"the editor {command[0]!r} cannot be started: {error.strerror}") from error
    if done.returncode != 0:
        raise Refused(f"the editor ended with exit code {done.returncode}; the text is as it was before")


def _left_in(path: Path, before: str) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AssistantError(f"what the editor left cannot be read: {error}; the text is as it was before") from error
    if text.endswith("\n") and not before.endswith("\n"):
        return text[:-1]  # an editor ends a file with a newline; the text had none
    return text
