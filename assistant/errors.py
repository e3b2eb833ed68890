"""The errors that people read: what is wrong, where, and what to do next.

A small family; each carries the exit code of the script contract. Rooms raise them, the two doors turn them into
output. Anything else that is raised is a defect of the program.
"""


class AssistantError(Exception):
    """A fault a person can act on. `str()` gives one sentence or two, ready to print."""

    exit_code = 3
    """3: it could not be done (a damaged file, a lock, a full disk)."""

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        self.what, self.where, self.hint = what, where, hint
        super().__init__(what)

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}\n{self.hint}" if self.hint else text


class UsageProblem(AssistantError):
    """A bad date, id, option or configuration: never treated as "no filter"."""

    exit_code = 2


class Refused(AssistantError):
    """The negative result of a command that ran: nothing found, a draft that still misses a field."""

    exit_code = 1


class RecordProblem(AssistantError):
    """A thread file, original or index that cannot be read or written as it should."""


class Conflict(RecordProblem):
    """Somebody else appended to the thread first; read it again and retry."""
