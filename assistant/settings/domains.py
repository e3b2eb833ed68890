"""The domains in the configuration, the company's and the regulators': whether mail can come from there at all.

A web address matches no mail, and what its regulator wrote would lie in the tray without a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.errors import UsageProblem

Place = Callable[[tuple[str | int, ...]], str]
"""Path of a key → file and line."""

_NO_DOMAIN = re.compile(r"[\s/\\:,;<>()\[\]?#]|\A[*.@]*\Z")
_HOST = re.compile(r"\A\s*(?:[a-z]+://)?(?:www\.)?([^\s/:,;]+)", re.IGNORECASE)


def check_domains(own: Sequence[str], theirs: Mapping[str, Sequence[str]], place: Place) -> None:
    """Raise `UsageProblem` for the first that is no domain: one of `own`, or of a regulator's."""
    tables: dict[tuple[str, ...], Sequence[str]] = {("company",): own}
    for table, domains in (tables | {("regulators", key): domains for key, domains in theirs.items()}).items():
        for number, domain in enumerate(domains):
            if _NO_DOMAIN.search(domain.strip()):
                found = _HOST.match(domain)
                example = found[1] if found and not _NO_DOMAIN.search(found[1]) else "ofcom.org.uk"
                raise UsageProblem(
                    f"{domain!r} in `domains` is not the domain of an address",
                    where=place((*table, "domains", number)),
                    hint=f"Write what stands behind the @ of an address, such as {example}.",
                )
