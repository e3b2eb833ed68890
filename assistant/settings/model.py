"""The `[model]` table of the configuration: which language model may be asked, where, and what it may be told.

Without the table there is none, and no question leaves the machine. The key never stands in the file; the table only
says where it is to be had. What is checked here is what can be told from the words alone.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from assistant.errors import UsageProblem
from assistant.settings.mailboxes import is_loopback
from assistant.settings.notify import RegulatorPlaces, host_of

LONGEST_TIMEOUT = 3600.0
"""Seconds."""
HOTTEST = 2.0
"""The greatest `temperature` that servers take."""
_UNPRINTABLE = r"[\x00-\x20\x7f-\x9f]"  # compiled when needed: a check reads settings that were checked before
_CONTROL = r"[\x00-\x1f\x7f-\x9f]"


class ModelSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """One model behind a server that speaks OpenAI's chat completions. The first two keys suffice for a local one."""

    base_url: str
    """What stands before `/chat/completions`, such as `http://127.0.0.1:8080/v1`."""
    model: str
    """The model's name, as the server knows it."""
    key_env: str = ""
    """The environment variable that holds the key, sent as a bearer token (RFC 6750)."""
    key_command: tuple[str, ...] = ()
    """A program and its arguments, run without a shell; the first line it prints is the key."""
    timeout: float = 120.0
    """Seconds that the server may stay silent before its first word; a long prompt takes a small machine a while."""
    temperature: float = 0.0
    """How freely it words; some hosted models take nothing but 1."""
    redact: bool | None = None
    """Names, addresses and numbers are replaced in what is sent. None: unless the model runs on this machine."""
    transcripts: bool = True
    """What was asked and answered is kept in the state directory."""

    @property
    def host(self) -> str:
        """The only host that is spoken to."""
        return host_of(self.base_url)

    @property
    def local(self) -> bool:
        """The model runs on this machine: no word leaves it."""
        return is_loopback(self.host)

    @property
    def redacts(self) -> bool:
        return not self.local if self.redact is None else self.redact


def model_faults(model: ModelSettings, places: RegulatorPlaces) -> Iterator[tuple[str, UsageProblem]]:
    """Each key that cannot hold, and why; `places` are the regulators'."""
    for what, hint in _url_faults(model, places):
        yield "base_url", _fault("base_url", what, hint)
    if not model.model.strip() or re.search(_CONTROL, model.model):
        yield "model", _fault("model", "is no name of a model")
    if model.key_env and model.key_command:
        yield "key_command", _fault("key_command", "and `key_env` both say where the key is; keep one of them")
    if not 0 < model.timeout <= LONGEST_TIMEOUT:
        yield "timeout", _fault("timeout", f"is {model.timeout:g}; it is more than 0 and at most {LONGEST_TIMEOUT:g}")
    if not 0 <= model.temperature <= HOTTEST:
        yield "temperature", _fault("temperature", f"is {model.temperature:g}; it is between 0 and {HOTTEST:g}")


def _url_faults(model: ModelSettings, places: RegulatorPlaces) -> Iterator[tuple[str, str]]:
    url, host = model.base_url, model.host
    if not host or not url.startswith(("https://", "http://")) or re.search(_UNPRINTABLE, url):
        yield "is no address", "It looks like http://127.0.0.1:8080/v1."
    elif url.startswith("http://") and not model.local:
        hint = "Use https://, or an SSH tunnel to a port of this machine."
        yield f"can be http:// only for this machine itself, not for {host!r}", hint
    elif not _has_port(url):
        yield "names a port that is none; a port is a number from 1 to 65535", ""
    elif places.cover(host):
        yield f"({host}) is a regulator's: the assistant never sends anything to a regulator", ""
    if "@" in url.partition("://")[2].partition("/")[0]:
        yield "holds a user or password", "Say with `key_env` or `key_command` where the key is."
    if "?" in url or "#" in url:
        yield "ends with its path: `?` and `#` have no place in it", ""


def _fault(key: str, what: str, hint: str = "") -> UsageProblem:
    return UsageProblem(f"`{key}` in [model] {what}", hint=hint)


def _has_port(url: str) -> bool:
    from urllib.parse import urlsplit  # noqa: PLC0415 - a check need not pay for it

    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False
