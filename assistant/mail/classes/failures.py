"""Failed and delayed deliveries that are told in prose only, by systems older than RFC 3464 or that do not follow it.

Words alone are never enough: the mail must come from a mail system, since people write about failed deliveries, too.
The words are data, in the languages that systems write; each program's usual ones are among them.
"""

from __future__ import annotations

import re

from assistant.mail.classes.failure_phrases import (
    DELAYED_SUBJECTS,
    FAILED_SUBJECTS,
    FAILED_TEXTS,
    GIVEN_UP,
    STILL_TRYING,
)
from assistant.mail.classes.phrases import any_of, folded
from assistant.mail.classes.proposal import Proposal
from assistant.mail.classes.returned import addresses_in, has_copy, reported
from assistant.mail.decoding.headers import Headers
from assistant.mail.decoding.mime import Part
from assistant.record.kinds import MessageClass

LOOKED_AT = 5_000
"""Characters of the text that are searched for what went wrong; systems say it before the copy."""


_SYSTEMS = any_of(
    (
        r"(?:mailer|mail|md|e?mx)[-_.]?(?:daemon|er)\b",
        r"post[-_]?master\b",
        r"mail[-_. ]?deliver",
        r"(?:internet )?mail[-_. ](?:delivery|system)",
        r"bounces?[-+_@.]",
        r"system administrator\Z",
    )
)
"""How the senders of such mail are called, at the beginning of the address or of the name without one."""

_DELAYED_SUBJECT, _FAILED_SUBJECT = any_of(DELAYED_SUBJECTS), any_of(FAILED_SUBJECTS)
_FAILED_TEXT, _STILL_TRYING, _GIVEN_UP = any_of((*FAILED_TEXTS, *GIVEN_UP)), any_of(STILL_TRYING), any_of(GIVEN_UP)
_EVIDENCE = re.compile(r"\b[45]\d\d[ -]|\b[45]\.\d{1,3}\.\d{1,3}\b|<[^<>@\s]{1,64}@[^<>\s]{3,253}>|\S@\S")
"""An SMTP reply, a status code or an address: what a system quotes and a person rarely does."""


def from_mail_system(headers: Headers, sender: str) -> bool:
    """From a mail system: by its name, by none, or with the empty return path that only machines use (RFC 3834 §3)."""
    empty_path = headers.first("return-path").replace(" ", "") == "<>"
    return empty_path or _is_named_system(headers, sender)


def _is_named_system(headers: Headers, sender: str) -> bool:
    nameless = not sender and "from" in headers
    return nameless or "x-failed-recipients" in headers or bool(_SYSTEMS.match(sender))


def failure_in_words(root: Part, sender: str, subject: str, text: str) -> Proposal | None:
    """What a mail system says in prose about a mail that it could not deliver, or not yet; None if nothing."""
    if not from_mail_system(root.headers, sender):
        return None
    beginning = folded(text, LOOKED_AT)
    found = _by_subject(subject, beginning)
    if not found and (
        has_copy(root) or _is_named_system(root.headers, sender)
    ):  # a holiday note has an empty path, too
        found = _by_text(root, beginning)
    if found is None:
        return None
    cls, words = found
    told = "failed delivery" if cls == "bounce" else "delayed delivery"
    said = f'from {sender or "no sender"}, by its words "{words[:60]}"'
    return reported(root, cls, f"a notice of {told}, {said}", addresses_in(text), text)


def _by_subject(subject: str, beginning: str) -> tuple[MessageClass, str] | None:
    """Old sendmail writes `Returned mail: Deferred` when it has given up, and others `failed, will be retried`."""
    delayed, failed = _DELAYED_SUBJECT.search(subject), _FAILED_SUBJECT.search(subject)
    if failed and (not delayed or failed.start() == 0):
        return _delayed(beginning) or ("bounce", failed[0])
    return ("automatic", delayed[0]) if delayed else None


def _by_text(root: Part, beginning: str) -> tuple[MessageClass, str] | None:
    failed = _FAILED_TEXT.search(beginning)
    if failed and (has_copy(root) or _EVIDENCE.search(beginning)):
        return _delayed(beginning) or ("bounce", failed[0])
    return None


def _delayed(beginning: str) -> tuple[MessageClass, str] | None:
    """Whether the system says that it goes on trying."""
    trying = _STILL_TRYING.search(beginning)
    return ("automatic", trying[0]) if trying and not _GIVEN_UP.search(beginning) else None
