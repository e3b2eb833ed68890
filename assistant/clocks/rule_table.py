"""One `[[rules]]` table while it is read: its words as durations and choices, and where a fault in them stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar, get_args

from msgspec import Struct

from assistant.clocks.durations import Duration, parse_duration
from assistant.clocks.gap import Severity
from assistant.clocks.rule import MOST_STEPS
from assistant.clocks.severity import SEVERITIES
from assistant.config import RuleSettings
from assistant.errors import AssistantError, UsageProblem
from assistant.record.kinds import Channel
from assistant.record.store import regulator_of
from assistant.settings.regulator_keys import check_regulator_key

CHANNELS: tuple[Channel, ...] = get_args(Channel)

T = TypeVar("T", bound=str)


class RuleTable(Struct, frozen=True):
    """The words of one rule."""

    settings: RuleSettings
    source: str = ""
    number: int = 0
    """From 1; 0: a default rule."""
    lines: Mapping[str, int] = {}
    """Of its keys; that of the table under the empty key."""

    def problem(self, key: str, what: str, hint: str = "") -> UsageProblem:
        return UsageProblem(what, where=self.place(key), hint=hint)

    def place(self, key: str) -> str:
        """File, line, rule and key."""
        line = self.lines.get(key) or self.lines.get("")
        at = [self.source] if self.source else []
        if line:
            at.append(f"line {line}")
        number = f" (number {self.number})" if self.number else ""
        named = f"rule {self.settings.name or self.settings.kind!r}{number}, `{key}`"
        return f"{', '.join(at)}: {named}" if at else named

    def duration(self, key: str, text: str) -> Duration:
        try:
            return parse_duration(text)
        except UsageProblem as problem:
            raise self.problem(key, problem.what, problem.hint) from problem

    def days(self, key: str, text: str) -> int | None:
        """A number of calendar days; None where nothing is written."""
        if not text:
            return None
        found = self.duration(key, text)
        if found.unit != "days":
            raise self.problem(key, f"{found} is no number of days over", "Give it in days or weeks.")
        return found.count

    def pace(self, key: str, text: str) -> Duration | None:
        """A time between two reminders, of a courtesy rule."""
        if not text:
            return None
        self._courtesy(key)
        found = self.duration(key, text)
        if not found.count:
            raise self.problem(key, f"{found} is no time between two reminders")
        return found

    def cap(self) -> int:
        cap = self.settings.cap
        if cap:
            self._courtesy("cap")
        if not 0 <= cap <= MOST_STEPS:
            raise self.problem("cap", f"{cap} is no number of steps", f"It can be 1 to {MOST_STEPS}.")
        listed = len(self.settings.steps) + 1
        if self.settings.steps and 0 < cap < listed:
            raise self.problem("cap", f"{listed} steps are listed, with `after`, and only {cap} would count")
        return cap

    def _courtesy(self, key: str) -> None:
        if self.settings.basis.strip():
            what = f"`{key}` is for a courtesy: no reminder moves a legal due day"
            raise self.problem(key, what, f"Leave out `{key}` or `basis`; `steps` can list later reminders.")

    def channels(self) -> tuple[Channel, ...]:
        return tuple(self._choice("channels", channel, CHANNELS) for channel in self.settings.channels)

    def severity(self) -> Severity:
        return self._choice("severity", self.settings.severity or SEVERITIES[0], SEVERITIES)

    def _choice(self, key: str, word: str, known: Iterable[T]) -> T:
        for one in known:
            if one == word:
                return one
        raise self.problem(key, f"{word!r} is none of them", f"Known: {', '.join(known)}.")

    def check_scope(self) -> None:
        """Keys and ids have their form; whether they exist is not for the words alone to tell."""
        for regulator in self.settings.regulators:
            check_regulator_key(regulator, self.place("regulators"))
        for thread in self.settings.threads:
            try:
                regulator_of(thread)
            except AssistantError as error:
                raise self.problem("threads", f"{thread!r} is no thread's id", "Such as pta-2020-001.") from error
