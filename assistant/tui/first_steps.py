"""What somebody new is told: the first keys to press, and what to do where there is nothing yet."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.tui.keys import key_named
from assistant.tui.widgets.today_list import OWN


def empty_told() -> str:
    """Of a record without a thread."""
    told = {
        "import": "imports mail: .eml, mbox, Maildir",
        "new": "begins a thread by hand",
        "help": "shows all keys",
    }
    keys = "\n".join(f"{key_named(f'main.{name}').ljust(3)} {does}" for name, does in told.items())
    leave = key_named("main.quit")
    return f"There is no thread yet.\n\n{keys}\n\nTo look around first, leave with {leave} and run\nassistant demo"


def first_steps() -> str:
    """In a thread."""
    told = {"next": "next reminder", "explain": "explain", "draft": "draft", "log": "log", "help": "all keys"}
    return _line(f"{key_named(f'main.{name}')} {does}" for name, does in told.items())


def first_steps_today() -> str:
    """On the day's page."""
    own = {"enter": "goes there", "step": "does the next step"}
    told = {"explain": "explain", "help": "all keys"}
    return _line(
        [
            *(f"{key_named(f'today.{name}', OWN)} {does}" for name, does in own.items()),
            *(f"{key_named(f'main.{name}')} {does}" for name, does in told.items()),
        ]
    )


def _line(told: Iterable[str]) -> str:
    return f"First steps: {' · '.join(told)}"
