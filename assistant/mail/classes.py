"""What an inbound mail is taken to be, and why: a person's words, a machine's answer, or a delivery that failed.

Only a proposal: a person decides. It is made from what headers and report parts say (RFC 3834, 3464, 8098), so a
mailing list's mail, or one with `Auto-Submitted: no`, stays what it is: a person's mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from assistant.mail.addresses import read_parties
from assistant.mail.charsets import decoded
from assistant.mail.headers import Headers, message_ids, own_id, read_headers, token
from assistant.mail.mime import Part
from assistant.record.kinds import MessageClass


class Proposal(Struct, frozen=True):
    cls: MessageClass
    reason: str
    report: bool = False
    """A mail system reports on another mail; its sender then says nothing about whose mail it is."""
    undelivered_id: str | None = None
    about_ids: tuple[str, ...] = ()
    """The mail that is reported on."""
    recipients: tuple[str, ...] = ()
    """Addresses that the reported mail went to, those in trouble first."""


def propose(root: Part, sender: str, subject: str, text: str) -> Proposal:
    """The class of the mail `root`, as if it were inbound."""
    for reading in (_delivery_report, _read_receipt):
        report = reading(root, sender, text)
        if report:
            return report
    if _is_daemon(root, sender):
        for pattern, cls, reason in _DAEMON_SUBJECTS:
            if pattern.search(subject):
                return _reported(root, cls, f"{reason}, from {sender or 'no sender'}", _addresses_in(text), text)
    header = _automatic_header(root.headers)
    if header:
        return Proposal("automatic", f"an automatic answer, by its header {header}")
    return Proposal("substantive", "a person's mail")


_FALSE_VALUES = frozenset({"no", "false", "0"})
_AUTOMATIC_FIELDS = ("x-autoreply", "x-autorespond", "x-autoresponder")


def _automatic_header(headers: Headers) -> str:
    """The header that says a machine wrote this, as it would be quoted to a person; `""` without one."""
    submitted = token(headers.first("auto-submitted"))
    if submitted and submitted != "no":  # RFC 3834 §5.2
        return f"Auto-Submitted: {submitted[:40]}"
    for name in _AUTOMATIC_FIELDS:
        if name in headers and token(headers.first(name)) not in _FALSE_VALUES:
            return name.title()
    if "x-auto-response-suppress" in headers and "x-ms-exchange-inbox-rules-loop" in headers:
        return "X-MS-Exchange-Inbox-Rules-Loop"  # either alone stands on people's mail, too
    precedence = token(headers.first("precedence")).replace("-", "_")
    return "Precedence: auto_reply" if precedence == "auto_reply" else ""


def _leaves(part: Part) -> Iterator[Part]:
    for child in part.parts:
        yield from _leaves(child)
    if not part.parts:
        yield part


def _report_part(root: Part, kind: str) -> Part | None:
    """The machine-readable part of a report of that `kind` (RFC 6522 §3)."""
    if root.content_type not in {"multipart/report", "multipart/mixed", f"message/{kind}"}:
        return None
    types = {f"message/{kind}", f"message/global-{kind}"}
    return next((part for part in _leaves(root) if part.content_type in types), None)


_STATUS_ACTION = {"5": "failed", "4": "delayed", "2": "delivered"}


def _delivery_report(root: Part, sender: str, text: str) -> Proposal | None:
    """RFC 3464: failed for anybody is a bounce; still trying, or arrived, is a machine's notice."""
    part = _report_part(root, "delivery-status")
    if part is None or (root.content_type == "multipart/mixed" and not _is_daemon(root, sender)):
        return None
    by_action: dict[str, list[str]] = {}
    for group in _groups(part.bytes()):
        action = token(group.first("action")) or _STATUS_ACTION.get(group.first("status")[:1], "")
        recipient = group.first("original-recipient") or group.first("final-recipient")
        if action:
            by_action.setdefault(action, []).append(recipient.rpartition(";")[2].strip(" <>"))
    for action, cls, reason in _ACTIONS:
        if action in by_action:
            recipients = tuple(filter(None, by_action[action]))
            whom = ", ".join(recipients[:3]) or "a recipient"
            return _reported(root, cls, f"{reason} to {whom} (RFC 3464)", recipients, text)
    return _reported(root, "automatic", "a delivery report (RFC 3464)", (), text)


_ACTIONS: tuple[tuple[str, MessageClass, str], ...] = (
    ("failed", "bounce", "delivery failed"),
    ("delayed", "automatic", "delivery is delayed"),
    ("delivered", "automatic", "delivered"),
    ("relayed", "automatic", "relayed"),
    ("expanded", "automatic", "delivered"),
)
"""RFC 3464 §2.3.3, the worst first."""


def _groups(status: bytes) -> Iterator[Headers]:
    """The groups of fields of a report part, separated by blank lines."""
    for group in re.split(rb"\n[ \t\r]*\n", status):
        yield read_headers(group.lstrip(), 0, len(group))[0]


def _read_receipt(root: Part, _sender: str, text: str) -> Proposal | None:
    part = _report_part(root, "disposition-notification")
    if part is None or root.content_type == "multipart/mixed":
        return None
    about = tuple(i for group in _groups(part.bytes()) for i in message_ids(group.first("original-message-id")))
    receipt = _reported(root, "automatic", "a read receipt (RFC 8098)", (), text)
    return Proposal(receipt.cls, receipt.reason, about_ids=about or receipt.about_ids)


_DAEMONS = re.compile(
    r"(mailer[-_.]?daemon|postmaster|mail[-_.]?daemon|mail[-_.]?delivery[-_.]?(sub)?system)@?", re.IGNORECASE
)
_DAEMON_SUBJECTS: tuple[tuple[re.Pattern[str], MessageClass, str], ...] = (
    (
        re.compile(
            r"\b(delivery|message|mail)\b.{0,60}\b(delayed|delay|deferred|will be retried)\b"
            r"|\bdelayed (mail|message|delivery)|\bwarning: (message|mail|could not send)",
            re.IGNORECASE,
        ),
        "automatic",
        "a notice of delayed delivery",
    ),
    (
        re.compile(
            r"undeliver(ed|able)|undelivered mail|delivery (status notification|has failed|failed|failure|incomplete)"
            r"|mail delivery (failed|failure|problem)|returned (mail|to sender)|failure notice|non[- ]?delivery"
            r"|could not be delivered|message not delivered|nicht zugestellt|unzustellbar|non remis|no entregado",
            re.IGNORECASE,
        ),
        "bounce",
        "a notice of failed delivery",
    ),
)
"""What mail systems without RFC 3464 write, delays first: some say `Warning: delivery failed, will be retried`."""


def _is_daemon(root: Part, sender: str) -> bool:
    """From a mail system: by its name, or with the empty return path that only machines use (RFC 3834 §3)."""
    return bool(_DAEMONS.match(sender)) or root.headers.first("return-path").replace(" ", "") == "<>"


_ADDRESS = re.compile(r"[A-Za-z0-9._%+=-]{1,64}@[A-Za-z0-9.-]{3,253}")
_QUOTED_ID = re.compile(r"^[> \t]{0,10}Message-ID:\s{0,80}(<[^<>\n]{1,900}>)", re.IGNORECASE | re.MULTILINE)
LOOKED_AT = 20_000
"""Characters of an unstructured report that are searched for addresses."""


def _addresses_in(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found.rstrip(".") for found in _ADDRESS.findall(text[:LOOKED_AT])))


def _reported(root: Part, cls: MessageClass, reason: str, recipients: tuple[str, ...], text: str) -> Proposal:
    """A report of `cls` with what it says of the mail that it is about."""
    returned = _returned_headers(root)
    about = own_id(returned.first("message-id")) or next(iter(_ids_in(root, text)), None)
    addressed = read_parties((*root.headers.all("x-failed-recipients"), *returned.all("to"), *returned.all("cc")))
    everybody = dict.fromkeys((*recipients, *(party.address for party in addressed if party.address)))
    return Proposal(
        cls,
        reason,
        report=True,
        undelivered_id=about if cls == "bounce" else None,
        about_ids=(about,) if about else (),
        recipients=tuple(everybody),
    )


def _returned_headers(root: Part) -> Headers:
    """The headers of the mail that came back, whole or its headers only (RFC 6522 §3)."""
    types = {"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"}
    for part in _leaves(root):
        if part.content_type in types:
            content = part.bytes().lstrip()
            return read_headers(content, 0, len(content))[0]
    return Headers({})


def _ids_in(root: Part, text: str) -> Iterator[str]:
    """Without a returned part: the id in the copy that stands in the text, else the mail it answers."""
    for found in _QUOTED_ID.finditer(text or decoded(root.content[:LOOKED_AT])):
        yield from message_ids(found[1])
    yield from message_ids(root.headers.first("in-reply-to"))
    yield from reversed(message_ids(root.headers.first("references")))
