"""A complete draft as a file that a person sends: an unsent `.eml` for the mail program, or plain text.

A draft with a required field open is refused and nothing is written. The program itself sends nothing.
"""

from __future__ import annotations

import os
import re
import tempfile
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from pathlib import Path

from assistant.drafts.draft import Draft
from assistant.errors import AssistantError, Refused, UsageProblem
from assistant.record.inert import inert_line, writable
from assistant.record.kinds import Party

SUFFIXES = (".eml", ".txt")
MESSAGE_ID = re.compile(r"[!-;=?-~]{3,900}\Z")
"""Visible ASCII without angle brackets (RFC 5322 §3.6.4, read generously); the line limit of 998 holds."""


class _Policy(EmailPolicy):
    """The library's, but a Message-ID stays as it is: one longer than a line came out as an encoded word."""

    def fold(self, name: str, value: str) -> str:
        return _ids_folded(name, value) if name in ID_HEADERS else super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        return _ids_folded(name, value).encode("ascii") if name in ID_HEADERS else super().fold_binary(name, value)


ID_HEADERS = frozenset({"In-Reply-To", "References"})
POLICY = _Policy(linesep="\r\n")


def as_mail(draft: Draft) -> bytes:
    """The draft as an unsent message (`X-Unsent: 1` lets mail programs open it for sending); no date, no id of its own.

    Raises `UsageProblem` for an address that is none.
    """
    mail = EmailMessage(policy=POLICY)
    mail["X-Unsent"] = "1"
    if draft.sender.address:
        mail["From"] = _address(draft.sender)
    if to := [_address(party) for party in draft.to if party.address]:
        mail["To"] = to
    mail["Subject"] = _header(draft.subject)
    _thread_under(mail, draft)
    mail.set_content(writable(draft.text), charset="utf-8", cte="quoted-printable")
    return mail.as_bytes()


def as_text(draft: Draft) -> bytes:
    """Subject and text, in UTF-8."""
    return writable(f"{_header(draft.subject)}\n\n{draft.text}").encode()


def write_draft(draft: Draft, path: Path, *, overwrite: bool = False) -> Path:
    """Write the draft to `path` by its suffix, whole or not at all, readable by its owner only.

    Raises `Refused` while a field is missing or when the file exists and `overwrite` is not set, `UsageProblem` for
    another suffix or a bad address, `AssistantError` when it cannot be written.
    """
    check_complete(draft)
    if path.suffix.lower() not in SUFFIXES:
        raise UsageProblem(f"a draft is written to {' or '.join(SUFFIXES)}", where=str(path))
    content = as_mail(draft) if path.suffix.lower() == ".eml" else as_text(draft)
    try:
        _write(content, path, overwrite=overwrite)
    except FileExistsError as error:
        raise Refused("the file exists and is left as it is", where=str(path), hint=_OVERWRITE) from error
    except OSError as error:
        raise AssistantError(f"the draft cannot be written: {error.strerror}", where=str(path)) from error
    return path


def check_complete(draft: Draft) -> None:
    """Raise `Refused` that names each missing field and how to set it."""
    if draft.missing:
        names = ", ".join(field.name for field in draft.missing)
        lines = [f"  --field {f.name}=…  {f.label}{f' ({f.hint})' if f.hint else ''}" for f in draft.missing]
        raise Refused(f"the draft still misses {names}", hint="\n".join(["Supply:", *lines]))


_OVERWRITE = "Choose another name, or say that it may be overwritten."


def _write(content: bytes, path: Path, *, overwrite: bool) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)  # mode 0600, in the same place
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if overwrite:
            temporary.replace(path)
        else:
            _place_new(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _place_new(temporary: Path, path: Path) -> None:
    """Give the file its name only if the name is free, in one step where the file system can."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # no hard links here (FAT, some network folders)
        if path.exists() or path.is_symlink():
            raise FileExistsError(str(path)) from None
        temporary.replace(path)


def _ids_folded(name: str, value: str) -> str:
    return f"{name}: " + "\r\n ".join(value.split()) + "\r\n"


def _address(party: Party) -> Address:
    spec = inert_line(party.address)
    try:
        spec.encode("ascii")
        return Address(display_name=_header(party.name), addr_spec=spec)
    except (ValueError, IndexError, MessageError) as error:
        raise UsageProblem(
            f"{spec!r} is not a mail address", hint="Correct it in the configuration, or export as .txt."
        ) from error


def _header(text: str) -> str:
    """One line, whatever it was: nothing can begin a header of its own."""
    return writable(inert_line(text))


def _thread_under(mail: EmailMessage, draft: Draft) -> None:
    if draft.in_reply_to and MESSAGE_ID.match(draft.in_reply_to):
        mail["In-Reply-To"] = f"<{draft.in_reply_to}>"
    if ids := [f"<{one}>" for one in draft.references if MESSAGE_ID.match(one)]:
        mail["References"] = " ".join(ids)
