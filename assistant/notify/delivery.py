"""Delivering to several destinations at once, each with its own tries; one that hangs holds up no other.

What is about to be sent is told to `note` before, and the outcome after: whoever keeps the ledger writes it there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from assistant.errors import UsageProblem
from assistant.mail.imap.credentials import secret_from
from assistant.notify.attempts import Attempt, Patience
from assistant.notify.bodies import parcel
from assistant.notify.mailing import compose, send
from assistant.notify.notice import Notice
from assistant.notify.posting import line, post
from assistant.settings.notify import DestinationSettings, RegulatorPlaces, regulator_faults

if TYPE_CHECKING:
    import httpx

Note = Callable[[str, Literal["sending", "sent", "failed", "unknown"]], None]
"""Takes the name of a destination and what happens to its message."""


class Delivery(Struct, frozen=True):
    """One message on its way."""

    name: str
    destination: DestinationSettings
    notice: Notice


class Outcome(Struct, frozen=True):
    """What became of it."""

    name: str
    attempt: Attempt

    @property
    def flawless(self) -> bool:
        return self.attempt.result == "sent" and not self.attempt.text


def deliver(
    deliveries: Sequence[Delivery], places: RegulatorPlaces, note: Note, patience: Patience
) -> tuple[Outcome, ...]:
    """Send them all, and say what became of each, in the order given. Nothing goes to one of `places`.

    What `note` raises is raised when all others are done.
    """
    return asyncio.run(_deliver(deliveries, places, note, patience))


async def _deliver(
    deliveries: Sequence[Delivery], places: RegulatorPlaces, note: Note, patience: Patience
) -> tuple[Outcome, ...]:
    async with line(patience) as client:
        tasks = (_one(client, delivery, places, note, patience) for delivery in deliveries)
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
    return tuple(outcome for outcome in outcomes if isinstance(outcome, Outcome))


async def _one(
    client: httpx.AsyncClient, delivery: Delivery, places: RegulatorPlaces, note: Note, patience: Patience
) -> Outcome:
    name, destination = delivery.name, delivery.destination
    for key, fault in regulator_faults(destination, places):
        return Outcome(name, Attempt("failed", f"`{key}` {fault}"))
    try:
        secret = await asyncio.to_thread(secret_of, name, destination)
    except UsageProblem as problem:
        return Outcome(name, Attempt("failed", str(problem)))
    attempt_once = _way(client, delivery, secret, patience)
    note(name, "sending")
    attempt = await _persistently(attempt_once, patience)
    note(name, attempt.result)
    return Outcome(name, attempt)


def secret_of(name: str, destination: DestinationSettings) -> str:
    """The password or token that its table names; empty if it needs none. Raises `UsageProblem`."""
    variable = destination.token_env or destination.password_env
    command = destination.token_command or destination.password_command
    return secret_from(f"notify.{name}", variable, command) if variable or command else ""


def _way(
    client: httpx.AsyncClient, delivery: Delivery, secret: str, patience: Patience
) -> Callable[[], Awaitable[Attempt]]:
    """How one try is made."""
    if delivery.destination.type == "mail":
        mail = compose(delivery.destination, delivery.notice)
        return lambda: asyncio.to_thread(send, delivery.destination, mail, secret, patience)
    request = parcel(delivery.destination, delivery.notice, secret)
    return lambda: post(client, request, patience)


async def _persistently(attempt_once: Callable[[], Awaitable[Attempt]], patience: Patience) -> Attempt:
    """Try as often as `patience` allows, waiting as long as the other side asks for."""
    waited = 0.0
    attempt = await attempt_once()
    for pause in patience.pauses:
        wait = pause if attempt.wait is None else attempt.wait
        if not attempt.again or waited + wait > patience.longest_wait:
            break
        await asyncio.sleep(wait)
        waited += wait
        attempt = await attempt_once()
    return attempt
