"""The configuration as a file that a person edits: taken over only if all of it is right, else nothing changes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from assistant import config
from assistant.clocks.rulebook import rulebook
from assistant.config import Settings
from assistant.desk import Desk
from assistant.errors import AssistantError, Refused
from assistant.paths import RecordPaths, config_file


def settings_path(desk: Desk) -> Path:
    """The file that the desk's settings come from, or would come from if there was one."""
    if desk.settings.source:
        return Path(desk.settings.source)
    return config_file(None, RecordPaths(desk.root))[0]


def settings_text(desk: Desk) -> str:
    """What it says now; empty if there is none. Raises `AssistantError` if it cannot be read."""
    try:
        return settings_path(desk).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise AssistantError(f"the configuration cannot be read: {error}", where=str(settings_path(desk))) from error


def settings_of(text: str, where: str) -> Settings:
    """The settings that `text` holds, its rules looked at one by one; raises `UsageProblem` for the first fault."""
    settings = config.parse(text, where)
    rulebook(settings)
    return settings


def take_over(desk: Desk, text: str, before: str) -> None:
    """Make `text` the configuration, on disk and at the desk.

    Raises `UsageProblem` for the first fault in it or where one only reads, and `Refused` if the file says no longer
    what it said `before`: nothing is changed then.
    """
    desk.record.check_writable()
    path = settings_path(desk)
    settings = settings_of(text, str(path))
    if settings_text(desk) != before:
        raise Refused("the file was changed by somebody else meanwhile", where=str(path), hint="Look at it anew.")
    try:
        _write(path, text)
    except OSError as error:
        raise AssistantError(f"the configuration cannot be written: {error.strerror}", where=str(path)) from error
    desk.take_settings(settings)


def _write(path: Path, text: str) -> None:
    """Whole or not at all, with the rights that it had; a link stays one."""
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o600
    descriptor, name = tempfile.mkstemp(prefix=".assistant.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
