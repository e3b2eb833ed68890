"""A row of the table of intents, and words that several rows share."""

from __future__ import annotations

from msgspec import Struct


class Intent(Struct, frozen=True):
    """One row."""

    name: str
    turns: tuple[str, ...]
    """Regular expressions over the tagged question; any of them."""
    takes: frozenset[str]
    """Tags whose words mean nothing more once the intent is known."""
    besides: frozenset[str] = frozenset()
    """Further words of that kind, untagged."""
    ahead: bool = False
    """A day without its year lies in the future."""


def row(name: str, turns: tuple[str, ...], takes: str, besides: str = "", *, ahead: bool = False) -> Intent:
    return Intent(name, turns, frozenset(takes.split()), frozenset(besides.split()), ahead)


BURDEN = (
    "desk plate list table shoulders neck hang hanging hangs sit sits sitting lie "
    "lies lying bring brings brought do done "
    "doing produce prepare attend handle cover act action actions work working "
    "job task tasks homework burden load queue "
    "move moves moving turn turns act acts acting hook depend depends go goes begin start keep keeping "
    "kept leave leaves left fail fails failed failing lack lacks lacking supposed finish finished ends "
    "house agenda calendar scheduled ready slip slipped slide pass passes passed blown gone ahead forget "
    "forgot forgotten skip skipped untouched arrears "
    "pile pipeline end part hand hands stuck hold holds holding held stand stands standing status remain come next over"
)
"""Ways to speak of what somebody has to do; where that is asked about, they say nothing of what it is."""
