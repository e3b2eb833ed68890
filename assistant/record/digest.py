"""SHA-256, imported when it is first needed: a check that finds nothing new hashes nothing, and saves 3 ms."""

from __future__ import annotations


def sha256_hex(content: bytes) -> str:
    """The SHA-256 of `content`, in hex."""
    from hashlib import sha256  # noqa: PLC0415 - see above

    return sha256(content).hexdigest()
