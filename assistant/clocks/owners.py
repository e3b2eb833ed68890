"""Who of our colleagues looks after a gap: the most specific that the configuration names.

In this order: an owner of its thread, an owner of one of the thread's tags, the owner of its rule, the one named at its
regulator, an owner of the regulator. An owner that names several scopes looks after what lies in all of them, and ranks
by the narrowest. Of two that rank alike the later in the file looks after it.
"""

from __future__ import annotations

from msgspec import Struct

from assistant.clocks.rule import Rule, within
from assistant.config import Settings
from assistant.record.thread import Thread
from assistant.settings.owners import OwnerSettings


class Owners(Struct, frozen=True):
    """Who looks after one regulator's matters."""

    narrow: tuple[OwnerSettings, ...] = ()
    """Those of threads and then those of tags, each with the later in the file first."""
    regulator: str = ""
    """Who looks after the rest."""

    def of(self, rule: Rule, thread: Thread) -> str:
        """The owner of a gap under `rule` in `thread`; "" if nobody is named."""
        for owner in self.narrow:
            if within(owner.threads, owner.tags, thread):
                return owner.name
        return rule.owner or self.regulator


def everybody(settings: Settings) -> frozenset[str]:
    """The names of all owners that the configuration knows."""
    named = [owner.name for owner in settings.owners]
    named += [regulator.owner for regulator in settings.regulators.values()]
    named += [rule.owner for rule in settings.rules]
    return frozenset(named) - {""}


def owners_for(settings: Settings, regulator: str) -> Owners:
    """The owners of one regulator's matters."""
    here = [o for o in reversed(settings.owners) if regulator in o.regulators or not o.regulators]
    narrow = [o for o in here if o.threads] + [o for o in here if o.tags and not o.threads]
    wide = next((o.name for o in here if o.regulators and not o.threads and not o.tags), "")
    return Owners(tuple(narrow), settings.regulator(regulator).owner or wide)
