"""Reports that machines can read: of delivery (RFC 3464), of reading (RFC 8098), of complaints (RFC 5965).

What they say is taken at its word. Reports in prose are `failures`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.mail.classes.failures import failure_in_words, from_mail_system
from assistant.mail.classes.proposal import Proposal
from assistant.mail.classes.returned import leaves, reported
from assistant.mail.decoding.headers import Headers, message_ids, read_headers, token
from assistant.mail.decoding.mime import Part
from assistant.record.kinds import MessageClass

_ACTIONS: tuple[tuple[str, MessageClass, str], ...] = (
    ("failed", "bounce", "delivery failed"),
    ("delayed", "automatic", "delivery is delayed"),
    ("delivered", "automatic", "delivered"),
    ("relayed", "automatic", "relayed"),
    ("expanded", "automatic", "delivered"),
)
"""RFC 3464 §2.3.3, the worst first."""
_STATUS_ACTION = {"5": "failed", "4": "delayed", "2": "delivered"}
"""RFC 3463 §2: the classes of a status code, where a system leaves the action out."""


_OTHER_ACTIONS = {"failure": "failed", "fail": "failed", "expired": "failed", "bounced": "failed", "delay": "delayed"}
"""What some systems write instead."""


MOST_GROUPS = 5_000
"""Recipients of one report that are told apart."""


def structured_report(root: Part, sender: str, subject: str, text: str) -> Proposal | None:
    """What a machine-readable report in `root` says; None if there is none."""
    for reading in (_delivery, _reading, _complaint):
        report = reading(root, sender, subject, text)
        if report:
            return report
    return None


def _report_part(root: Part, kind: str) -> Part | None:
    """The machine-readable part of a report of that `kind` (RFC 6522 §3)."""
    if root.content_type not in {"multipart/report", "multipart/mixed", f"message/{kind}"}:
        return None
    types = {f"message/{kind}", f"message/global-{kind}"}
    return next((part for part in leaves(root) if part.content_type in types), None)


def _delivery(root: Part, sender: str, subject: str, text: str) -> Proposal | None:
    """RFC 3464: failed for anybody is a bounce; still trying, or arrived, is a machine's notice."""
    part = _report_part(root, "delivery-status")
    if part is None or (root.content_type == "multipart/mixed" and not from_mail_system(root.headers, sender)):
        return None
    by_action: dict[str, list[str]] = {}
    for group in _groups(part.bytes()):
        action = token(group.first("action"))
        action = _OTHER_ACTIONS.get(action, action) or _STATUS_ACTION.get(group.first("status")[:1], "")
        recipient = group.first("original-recipient") or group.first("final-recipient")
        if action:
            by_action.setdefault(action, []).append(recipient.rpartition(";")[2].strip(" <>"))
    for action, cls, reason in _ACTIONS:
        if action in by_action:
            recipients = tuple(filter(None, by_action[action]))
            whom = ", ".join(recipients[:3]) or "a recipient"
            return reported(root, cls, f"{reason} to {whom} (RFC 3464)", recipients, text)
    if not by_action:  # some systems name no recipient there and tell all in the text
        in_words = failure_in_words(root, sender, subject, text)
        if in_words:
            return in_words
    return reported(root, "automatic", "a delivery report (RFC 3464)", (), text)


def _groups(status: bytes) -> Iterator[Headers]:
    """The groups of fields of a report part, separated by blank lines."""
    for group in re.split(rb"\n\s*\n", status, maxsplit=MOST_GROUPS):
        yield read_headers(group.lstrip(), 0, len(group))[0]


_DISPOSITIONS = {
    "deleted": "deleted without being read",
    "denied": "a read receipt was refused",
    "failed": "a read receipt that failed",
    "dispatched": "passed on without being read",
    "processed": "processed by a machine",
}
"""RFC 8098 §3.2.6; what is not among them was displayed."""


def _reading(root: Part, _sender: str, _subject: str, text: str) -> Proposal | None:
    part = _report_part(root, "disposition-notification")
    if part is None or root.content_type == "multipart/mixed":
        return None
    groups = list(_groups(part.bytes()))
    about = tuple(i for group in groups for i in message_ids(group.first("original-message-id")))
    kind = next((token(g.first("disposition").rpartition(";")[2]) for g in groups if "disposition" in g), "")
    told = _DISPOSITIONS.get(kind.partition("/")[0], "a read receipt")
    receipt = reported(root, "automatic", f"{told} (RFC 8098)", (), text)
    return Proposal(receipt.cls, receipt.reason, about_ids=about or receipt.about_ids)


def _complaint(root: Part, _sender: str, _subject: str, text: str) -> Proposal | None:
    """Somebody marked our mail as unwanted: it did arrive."""
    if root.content_type != "multipart/report" or _report_part(root, "feedback-report") is None:
        return None
    return reported(root, "automatic", "a complaint about a mail, by a machine (RFC 5965)", (), text)
