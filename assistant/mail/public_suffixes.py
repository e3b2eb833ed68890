"""Which domains belong to nobody: `gov.pk` or `co.uk`, under which everybody can have a domain of their own.

No rule of dots tells `gov.pk` from `gov.si`, one a suffix, the other a government's domain, so the list of
publicsuffix.org decides, as its package brings it. Only its first part is meant, what registries open; the second
names hosting firms. Reading it takes some 50 ms, once, and nothing but an import of mail asks for it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

KNOWN_DOMAINS = 4_096
"""Domains whose answer is kept; a mailbox of years has some thousand senders' domains."""


@lru_cache(maxsize=1)
def _list() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 - read when mail is imported, not before

    return PublicSuffixList(only_icann=True)


def is_public_suffix(domain: str) -> bool:
    """Whether everybody can have a domain under `domain` (lower case, in ASCII); a single label always counts."""
    return bool(domain) and organisation(domain) == ""


@lru_cache(maxsize=KNOWN_DOMAINS)
def organisation(domain: str) -> str:
    """The domain that was registered, with which `domain` ends: `mail.pta.gov.pk` → `pta.gov.pk`; `""` if none was."""
    if len(domain) > 253 or not all(domain.split(".")):
        return ""
    return _list().privatesuffix(domain) or ""
