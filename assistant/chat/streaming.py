"""What the events of a streamed chat completion say: words, the end, or a fault. Lines and bytes are read elsewhere.

The form is OpenAI's (`chat.completion.chunk`), as llama.cpp, Ollama and vLLM speak it too. Servers add fields of their
own and leave out others, so only what is needed is looked at.
"""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import Struct

DONE = "[DONE]"
"""The last event's data."""

Finish = Literal["stop", "length", "filtered"]
"""The model came to its end; its limit was reached; the server held words back."""
_FINISHES: dict[str, Finish] = {"length": "length", "content_filter": "filtered"}


class Piece(Struct, frozen=True):
    """What one event adds."""

    text: str = ""
    finish: Finish | None = None
    fault: str = ""
    """What the server says went wrong, in its own words."""


class Malformed(ValueError):
    """An event that is no piece of a chat completion."""


class _Delta(Struct):
    content: str | None = None
    refusal: str | None = None


class _Choice(Struct):
    delta: _Delta | None = None
    finish_reason: str | None = None


class _Error(Struct):
    message: str = ""
    type: str | None = None
    code: str | int | None = None


class _Chunk(Struct):
    choices: list[_Choice] | None = None
    error: _Error | str | None = None


class _Refused(Struct):
    """The body of an answer that is an error, in the forms that servers use."""

    error: _Error | str | None = None
    message: str = ""
    detail: str | None = None


class Complaint(Struct, frozen=True):
    """What the body of an error says."""

    words: str = ""
    kind: str = ""
    """The server's own name for it, such as `exceed_context_size_error`."""


def piece(data: str) -> Piece:
    """What the data of one event adds; raises `Malformed`."""
    try:
        chunk = msgspec.json.decode(data, type=_Chunk)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise Malformed(str(error)) from error
    if chunk.error is not None:
        return Piece(fault=_complaint(chunk.error).words or "it does not say what")
    if not chunk.choices:
        return Piece()  # the count of tokens at the end, and what some servers send first
    choice = chunk.choices[0]
    said = choice.delta or _Delta()
    text = said.content or said.refusal or ""
    return Piece(text, _FINISHES.get(choice.finish_reason, "stop") if choice.finish_reason else None)


def complaint(body: bytes) -> Complaint:
    """What the body of an error says; nothing if it is in no form that is known."""
    try:
        refused = msgspec.json.decode(body, type=_Refused)
    except (msgspec.DecodeError, UnicodeError):
        return Complaint()
    if refused.error is not None:
        return _complaint(refused.error)
    return Complaint(refused.message or refused.detail or "")


def _complaint(error: _Error | str) -> Complaint:
    if isinstance(error, str):
        return Complaint(error)
    return Complaint(error.message, " ".join(str(part) for part in (error.type, error.code) if part))
