"""Posting a message over HTTP: the one place of the reminders that knows httpx.

Redirects are not followed: the host in the configuration is the only one spoken to. Certificates are checked against
those that the system trusts; proxies are those of the environment, as for every program.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING

from assistant.notify.attempts import Attempt, Patience
from assistant.notify.bodies import Parcel

if TYPE_CHECKING:
    import httpx

LONGEST_ANSWER = 65_536
"""Bytes of an answer that are read; nobody needs them."""
DOUBTFUL = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT})
"""Said by a server in between, which cannot know what became of the message behind it (RFC 9110, 15.6)."""
PASSING = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
"""Refusals that say "not now"; those from 500 on do, too."""


@asynccontextmanager
async def line(patience: Patience) -> AsyncIterator[httpx.AsyncClient]:
    """What requests are posted through."""
    import httpx  # noqa: PLC0415 - 190 ms that only a delivery pays

    timeout = httpx.Timeout(patience.total, connect=patience.connect)
    # A line that is kept open may be closed by the server just when it is used again, and nobody knows what it took.
    limits = httpx.Limits(max_keepalive_connections=0)
    async with httpx.AsyncClient(verify=_trusted(), timeout=timeout, limits=limits, follow_redirects=False) as client:
        yield client


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that the system trusts, read once: there are hundreds."""
    return ssl.create_default_context()


async def post(client: httpx.AsyncClient, parcel: Parcel, patience: Patience) -> Attempt:
    """Try once. No sentence repeats the address: it may hold a secret."""
    import httpx  # noqa: PLC0415 - the same

    answered: httpx.Response | None = None
    try:
        async with (
            asyncio.timeout(patience.total),
            client.stream("POST", parcel.url, headers=list(parcel.headers), content=parcel.content) as response,
        ):
            answered = response
            await _read(response)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError) as error:
        return Attempt("failed", f"cannot be reached: {error or type(error).__name__}", again=True)
    except (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.InvalidURL, ValueError) as error:
        return Attempt("failed", f"cannot be asked ({type(error).__name__})")
    except (httpx.TransportError, TimeoutError) as error:
        if answered is None or answered.is_success:
            return Attempt("unknown", f"gave no whole answer ({type(error).__name__}): it may have arrived")
    return _judged(answered)


async def _read(response: httpx.Response) -> None:
    """To its end, so that one that breaks off is noticed."""
    length = 0
    async for part in response.aiter_raw():
        length += len(part)
        if length > LONGEST_ANSWER:
            return


def _judged(response: httpx.Response) -> Attempt:
    code = response.status_code
    if response.is_success:
        return Attempt("sent")
    text = f"answered {code} {response.reason_phrase}".rstrip()
    if response.is_redirect:
        return Attempt("failed", f"{text}: it sends elsewhere, and no redirection is followed; correct its `url`")
    if code in DOUBTFUL:
        return Attempt("unknown", f"{text}: it may have arrived")
    again = code in PASSING or response.is_server_error
    return Attempt("failed", text, again, retry_after(response.headers.get("Retry-After", "")) if again else None)


def retry_after(value: str, now: datetime | None = None) -> float | None:
    """The seconds that a `Retry-After` asks to wait, given in seconds or as a date (RFC 9110, 10.2.3).

    None if it says nothing that can be read. A number of any length is one: who asks for ages is not asked again soon.
    """
    text = value.strip()
    if text.isascii() and text.isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
