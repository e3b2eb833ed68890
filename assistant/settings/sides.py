"""Whose each address and domain in the configuration is: the company's or one regulator's, and no other's as well.

Of two regulators the first would get all mail that comes from there, and what the company shares with one would lie in
the tray, without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.errors import UsageProblem
from assistant.settings.notify import comparable

Path = tuple[str | int, ...]
"""`("regulators", "PTA", "domains", 0)`."""


def check_sides(written: Iterable[tuple[Path, str]], place: Callable[[Path], str]) -> None:
    """Raise `UsageProblem` for the first of the addresses and domains `written` that two sides name."""
    first: dict[str, Path] = {}
    for path, text in written:
        name = _compared(text, is_domain="domains" in path)
        if name and _table(known := first.setdefault(name, path)) != _table(path):
            raise UsageProblem(
                f"{text!r} stands under {_table(known)} and under {_table(path)}",
                where=place(path),
                hint="Keep it with the one whose mail comes from there. A single address counts before a domain, and a"
                " contact can do without one.",
            )


def _table(path: Path) -> str:
    return f"[{'.'.join(map(str, path[: 1 if path[0] == 'company' else 2]))}]"


def _compared(text: str, *, is_domain: bool) -> str:
    """As mail is compared with it: `@pta.gov.pk`, `a@pta.gov.pk`; empty for what no mail comes from."""
    local, _, domain = text.strip().strip("<>").rpartition("@")
    domain = comparable(domain)
    return f"{'' if is_domain else local.lower()}@{domain}" if domain and (is_domain or local) else ""
