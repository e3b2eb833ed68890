"""Ready lines that let checks run alone: for cron, and for systemd's timers of a user.

Every path is absolute, since neither starts where a person would, and quoted as each of the two reads its lines.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

from msgspec import Struct

from assistant.desk import Desk
from assistant.errors import UsageProblem

HOUR, MINUTE = 7, 0
UNIT = "assistant-check"
FOUND = 1
"""The exit code of a check that found something."""
HOW = f"""\
# then: systemctl --user daemon-reload && systemctl --user enable --now {UNIT}.timer
# to run while nobody is signed in: loginctl enable-linger"""


class Plan(Struct, frozen=True):
    """What is to run, and where it finds everything."""

    program: tuple[str, ...]
    """The words that start the assistant."""
    record: str
    config: str = ""
    """Empty: none was named; the record's own or the user's will be found."""
    notify: tuple[str, ...] = ()
    """Empty: stdout, which cron mails."""

    @property
    def words(self) -> tuple[str, ...]:
        """The whole command; raises `UsageProblem` for a path that no line can hold."""
        config = ("--config", self.config) if self.config else ()
        notify = tuple(word for name in self.notify for word in ("--notify", name))
        words = (*self.program, "--record", self.record, *config, "check", "--new", *notify)
        for word in words:
            if any(ord(letter) < 0x20 or ord(letter) == 0x7F for letter in word):
                raise UsageProblem(f"no timetable can hold the path {word!r}", hint="It has a control character.")
        return words


def plan(desk: Desk, notify: tuple[str, ...]) -> Plan:
    """For the record and the configuration in use."""
    source = desk.settings.source
    return Plan(program(), absolute(desk.root), absolute(source) if source else "", notify)


def program() -> tuple[str, ...]:
    """The words that start the assistant as it runs now."""
    started = Path(sys.argv[0])
    if started.name != "__main__.py":
        found = shutil.which(str(started)) if started.parent == Path() else str(started)
        if found and os.access(found, os.X_OK):
            return (str(Path(found).absolute()),)
    return (str(Path(sys.executable).absolute()), "-m", "assistant")


def cron(plan: Plan) -> str:
    """One line of a crontab, with a comment before it.

    In a crontab `%` stands for a line break, quoted or not (crontab(5)); before the shell sees it a backslash is taken
    off.
    """
    command = shlex.join(plan.words).replace("%", "\\%")
    return f"# {_why(plan)}\n{MINUTE} {HOUR} * * * {command}\n"


def systemd(plan: Plan) -> tuple[tuple[str, str], ...]:
    """The files of a service and its timer, as name and content, for `~/.config/systemd/user`.

    Exit code 1 means that there was something to report, which is no failure. A run that was missed while the machine
    was off is made up for.
    """
    first, *others = (_systemd_word(word) for word in plan.words)
    command = " ".join([first, *(word.replace("$", "$$") for word in others)])
    service = (
        f"# {_why(plan)}\n[Unit]\nDescription=Check what is owed to and by the regulators\n\n"
        f"[Service]\nType=oneshot\nExecStart={command}\nSuccessExitStatus={FOUND}\n"
    )
    timer = (
        f"[Unit]\nDescription=Check each morning what is owed to and by the regulators\n\n"
        f"[Timer]\nOnCalendar=*-*-* {HOUR:02d}:{MINUTE:02d}:00\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n"
    )
    return (f"{UNIT}.service", service), (f"{UNIT}.timer", timer)


def _why(plan: Plan) -> str:
    to = f"to {', '.join(plan.notify)}" if plan.notify else "on stdout"
    return f"reports each new reminder once, {to}; silent when there is none"


def _systemd_word(word: str) -> str:
    """One word of `ExecStart=`, quoted where need be; in all but the first `$` is doubled, too (systemd.service(5))."""
    plain = word.replace("%", "%%")
    if _is_plain(plain):
        return plain
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _is_plain(word: str) -> bool:
    return bool(word) and not (set(word) & set(" \t;\\\"'"))


def absolute(path: str | Path) -> str:
    """`path` as it is found from anywhere."""
    return str(Path(path).expanduser().absolute())
