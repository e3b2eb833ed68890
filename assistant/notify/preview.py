"""What would go where, for people to read before anything does. No secret is asked for: each is shown as stars."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from assistant.notify.bodies import parcel
from assistant.notify.delivery import Delivery
from assistant.notify.mailing import compose
from assistant.settings.notify import DestinationSettings

STARS = "***"


def preview(delivery: Delivery) -> Iterator[str]:
    """The lines that show it."""
    destination = delivery.destination
    yield f"== {delivery.name}: {destination.type} to {_shown_place(destination)}"
    if destination.type == "mail":
        mail = compose(destination, delivery.notice)
        yield from (f"{name}: {value}" for name, value in mail.items())
        yield ""
        yield from str(mail.get_content()).splitlines()
    else:
        named = destination.token_env or destination.token_command
        request = parcel(destination, delivery.notice, STARS if named else "")
        yield from (f"{name}: {value}" for name, value in request.headers)
        yield ""
        yield from request.content.decode().splitlines()
    yield ""


def _shown_place(destination: DestinationSettings) -> str:
    """The host; what follows it is a secret with most services."""
    if destination.type == "mail":
        return f"{', '.join(destination.to)} through {destination.host}, port {destination.port_number}"
    parts = urlsplit(destination.url)
    path = parts.path if len(parts.path) < 2 and not parts.query else f"/{STARS}"
    return f"{parts.scheme}://{parts.netloc}{path}"
