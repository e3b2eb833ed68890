"""The request to a model, byte for byte as it is sent: what `--dry-run` shows is made here and nowhere else.

No tools are offered, so the model has nothing that writes or sends. The key is no part of it.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from assistant.record.inert import inert
from assistant.settings.model import ModelSettings


class Turn(Struct, frozen=True):
    """One message of the conversation with a model."""

    role: str
    """`system` or `user`."""
    content: str


class ModelRequest(Struct, frozen=True):
    url: str
    body: bytes
    """JSON in UTF-8."""

    @property
    def shown(self) -> str:
        """For people: where it goes and what it says, indented."""
        return inert(f"POST {self.url}\n\n{msgspec.json.format(self.body, indent=2).decode()}\n")


class _Body(Struct, frozen=True):
    model: str
    messages: tuple[Turn, ...]
    temperature: float
    stream: bool = True


def model_request(settings: ModelSettings, turns: tuple[Turn, ...]) -> ModelRequest:
    """The request that puts `turns` to the configured model."""
    body = _Body(settings.model, turns, settings.temperature)
    return ModelRequest(f"{settings.base_url.rstrip('/')}/chat/completions", msgspec.json.encode(body))
