"""Where things live: the record's own layout, the user's directories, the templates that ship with the program.

Nothing here reads a file; a path is only named.
"""

from __future__ import annotations

import os
from pathlib import Path

APP = "regulator-assistant"


class RecordPaths:
    """The layout of one record directory."""

    __slots__ = (
        "bookmarks",
        "calendars",
        "config",
        "index",
        "last_check",
        "locks",
        "originals",
        "reported",
        "root",
        "search",
        "settings",
        "threads",
        "writing",
    )

    def __init__(self, root: Path) -> None:
        self.root = root
        self.threads = root / "record"
        """One folder a regulator, one `.jsonl` file a thread."""
        self.originals = root / "originals"
        self.index = root / "index.sqlite"
        self.search = root / "search.sqlite"
        """Where which word stands; disposable. See `search`."""
        self.locks = root / ".locks"
        self.writing = root / ".writing"
        """One empty file for each thread that is being written: who reads the index looks here first."""
        self.config = root / "assistant.toml"
        """A record may carry its own configuration, so that a shared folder needs no set-up."""
        self.calendars = root / ".calendars.json"
        """Holidays already worked out; disposable."""
        self.settings = root / ".settings.json"
        """The configuration as it was last read; disposable."""
        self.bookmarks = root / ".bookmarks.json"
        """How far long sources of mail have been read; losing it costs time only."""
        self.reported = root / ".reported"
        """The ledger of what `check --new` has reported to whom; see `record.reported`."""
        self.last_check = root / ".last-check.json"
        """When `check --new` last came to its end."""


def record_root(given: str | None) -> Path:
    """The record directory: the one given, else `ASSISTANT_RECORD`, else the user's data directory."""
    named = given or os.environ.get("ASSISTANT_RECORD")
    return Path(named).expanduser() if named else user_directory("data") / "record"


def config_file(given: str | None, record: RecordPaths) -> tuple[Path, bool]:
    """The configuration file and whether it was named by the user (then it must exist).

    Order: the option, `ASSISTANT_CONFIG`, `assistant.toml` in the record, the user's configuration directory.
    """
    named = given or os.environ.get("ASSISTANT_CONFIG")
    if named:
        return Path(named).expanduser(), True
    if record.config.exists():
        return record.config, False
    return user_directory("config") / "assistant.toml", False


def user_directory(kind: str) -> Path:
    """The user's `data`, `config` or `state` directory; honours XDG. platformdirs is imported only when needed."""
    home = os.environ.get(f"XDG_{kind.upper()}_HOME", "")
    if os.name == "posix" and home.startswith("/"):
        return Path(home) / APP
    import platformdirs  # noqa: PLC0415 - 20 ms that a check with a named record need not pay

    known = {
        "data": platformdirs.user_data_dir,
        "config": platformdirs.user_config_dir,
        "state": platformdirs.user_state_dir,
    }
    return Path(known[kind](APP))


def prompts_directory() -> Path:
    """The templates that ship with the program: `assistant/_prompts` in a wheel, `prompts/` in a checkout."""
    packaged = Path(__file__).parent / "_prompts"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "prompts"
