"""Why a model's server did not answer, in plain words, and whether to ask again. Pure functions of what came back."""

from __future__ import annotations

from http import HTTPStatus

from msgspec import Struct

from assistant.chat.streaming import Complaint, complaint
from assistant.errors import AssistantError
from assistant.record.inert import inert_line

LONGEST_QUOTED = 300
"""Characters of a server's own words that are repeated."""
_OVERFLOW = (
    "context_length_exceeded",
    "exceed_context_size",
    "context length",
    "context size",
    "context window",
    "maximum context",
    "prompt is too long",
    "too many tokens",
)
"""How llama.cpp, vLLM, Ollama and hosted services word a prompt that does not fit."""


class ModelProblem(AssistantError):
    """The model could not be asked, or its answer could not be had. The built-in answer stands in its place."""


class Refusal(Struct, frozen=True):
    """Why one request was not answered."""

    what: str
    hint: str = ""
    again: bool = False
    """Worth another try."""
    wait: float | None = None
    """Seconds that the server asks to wait before it."""

    def problem(self, host: str) -> ModelProblem:
        return ModelProblem(self.what, where=f"the model at {host}", hint=self.hint)


def refusal(status: int, body: bytes, wait: float | None, key: str = "") -> Refusal:
    """The answer with an error `status`; `wait` is its `Retry-After`. `key` is never repeated, should it be echoed."""
    said = complaint(body)
    if status in {400, 413, 422} and _overflows(said):
        return _overflow(said, key)
    plain, hint = _PLAIN.get(status, ("", ""))
    if status in _LATER:
        return Refusal(f"{plain}{_quoted(said, key)}", hint, again=True, wait=wait)
    if plain:
        return Refusal(f"{plain}{_quoted(said, key)}", hint)
    if 300 <= status < 400:
        return Refusal(
            f"answered {status}: it sends elsewhere, and no redirection is followed",
            "Write the address that it leads to as `base_url`, if you trust it.",
        )
    if status >= 500:
        return Refusal(
            f"failed with {status} {_phrase(status)}{_quoted(said, key)}".rstrip(), "See the server's own log."
        )
    return Refusal(f"answered {status} {_phrase(status)}{_quoted(said, key)}".rstrip())


def fault_in_stream(words: str, key: str) -> Refusal:
    """An error that came in the midst of the events."""
    said = Complaint(words)
    if _overflows(said):
        return _overflow(said, key)
    return Refusal(f"broke off with an error{_quoted(said, key)}")


_LATER = frozenset({429, 503})
_PLAIN = {
    400: ("could not make sense of the request", "Is `model` the name that the server knows?"),
    401: ("wants a key, or does not know this one", "Name it with `key_env` or `key_command` in [model]."),
    402: ("wants to be paid first", ""),
    403: ("does not let this key use the model", ""),
    404: ("has no such model, or nothing at that path", "Check `model`, and that `base_url` ends as it should (/v1)."),
    413: ("takes no request of this length", "Ask about one thread (--thread)."),
    422: ("could not make sense of the request", "Is `model` the name that the server knows?"),
    429: ("has had too many requests", "Wait a little, or look at what your contract with it allows."),
    503: ("is not ready: it is loading the model, or busy", "Wait a little and ask again."),
}


def _overflow(said: Complaint, key: str) -> Refusal:
    hint = "Ask about one thread (--thread), or give the server a larger context."
    return Refusal(f"finds the question and its passages too long{_quoted(said, key)}", hint)


def _overflows(said: Complaint) -> bool:
    told = f"{said.kind} {said.words}".lower()
    return any(sign in told for sign in _OVERFLOW)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _quoted(said: Complaint, key: str) -> str:
    """The server's own words, on one line."""
    words = inert_line(said.words)
    if key:
        words = words.replace(key, "…")
    if not words:
        return ""
    return f" (“{words[:LONGEST_QUOTED]}{' …' if len(words) > LONGEST_QUOTED else ''}”)"
