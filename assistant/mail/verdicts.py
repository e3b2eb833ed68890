"""What the receiving server found of the sender: its SPF, DKIM and DMARC results, in a line for people.

Read from headers only; nothing is asked or computed. A stranger can write such a header himself, so only the server's
that stands on top is read, and it is named with its verdict. A pass is told and proves nothing; a failure is a doubt.
"""

from __future__ import annotations

import re

from assistant.mail.decoding.charsets import one_line
from assistant.mail.decoding.headers import Headers

LONGEST_FIELD = 8_000
"""Characters of one field that are read; real ones have some hundred."""
MOST_FIELDS = 10
METHODS = ("spf", "dkim", "dmarc")
"""RFC 8601 §2.7; what else servers note says nothing of who the author is."""

_COMMENT = re.compile(r"\([^()]*\)")
_RESULT = re.compile(r"\s*([a-z0-9-]{1,40})(?:\s*/\s*\d+)?\s*=\s*([a-z]{1,20})", re.IGNORECASE)
_SERVER = re.compile(r"[A-Za-z0-9._:\[\]-]{1,253}")
_RECEIVER = re.compile(r"\breceiver\s{0,3}=\s{0,3}\"?([A-Za-z0-9._-]{1,253})", re.IGNORECASE)


def read_verdicts(headers: Headers) -> str:
    """`spf=pass dkim=pass dmarc=fail, by mx.example.com` (RFC 8601); `""` if no server noted anything.

    A verdict that an earlier server passed on (RFC 8617) is told as one, behind.
    """
    server, results = _topmost(headers.all("authentication-results"))
    if not any(result.startswith("spf=") for result in results):
        results = (*_received_spf(headers), *results)
    named = server or _receiver(headers) or "a server that does not name itself"
    told = f"{' '.join(results)}, by {named}" if results else ""
    passed_on = _passed_on(headers)
    return one_line(" ".join(filter(None, (told, passed_on))))


def failed(authentication: str, method: str) -> bool:
    """Whether the receiving server says that `method` failed, in the words of `read_verdicts`."""
    return f"{method}=fail" in authentication.partition(",")[0].split()


def _topmost(fields: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The server of the first field, and its results; some servers write a field for each method."""
    server, results = "", dict[str, None]()
    for place, field in enumerate(fields[:MOST_FIELDS]):
        by, found = _read(field)
        if place and by != server:
            break
        server = by
        told = {result.partition("=")[0] for result in results}
        results.update(dict.fromkeys(r for r in found if r.partition("=")[0] not in told))
    return server, tuple(sorted(results, key=lambda result: METHODS.index(result.partition("=")[0])))


def _read(field: str) -> tuple[str, list[str]]:
    """One field: who says it (RFC 8601 §2.2; Exchange leaves itself out), and what."""
    bare = _COMMENT.sub(" ", field[:LONGEST_FIELD])
    pieces = bare.split(";")
    found = [(match[1].lower(), match[2].lower()) for match in map(_RESULT.match, pieces) if match]
    server = "" if _RESULT.match(pieces[0]) else _SERVER.match(pieces[0].strip())
    return server[0] if server else "", [f"{method}={result}" for method, result in found if method in METHODS]


def _received_spf(headers: Headers) -> tuple[str, ...]:
    """RFC 7208 §9.1: `Received-SPF: pass (…) …`."""
    word = headers.first("received-spf")[:40].replace("(", " ").split()[:1]
    return (f"spf={word[0].lower()}",) if word and word[0].isalpha() else ()


def _receiver(headers: Headers) -> str:
    found = _RECEIVER.search(headers.first("received-spf")[:LONGEST_FIELD])
    return found[1] if found else ""


def _passed_on(headers: Headers) -> str:
    field = headers.first("arc-authentication-results")
    server, results = _read(field.partition(";")[2])
    return f"(passed on from {server}: {' '.join(dict.fromkeys(results))})" if server and results else ""
