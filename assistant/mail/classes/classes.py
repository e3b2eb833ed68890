"""What an inbound mail is taken to be, and why: a person's words, a machine's answer, or a delivery that failed.

Only a proposal: a person decides. What machines say of themselves comes first (RFC 3464, 8098, 3834); what only the
words say is claimed with less, and the words stand in the reason. This module decides the order; each reading has a
room of its own. What people write to each other on a list, or one with `Auto-Submitted: no`, stays a person's mail; a
newsletter or a press release awaits no answer and closes nothing, like what a machine says.
"""

from __future__ import annotations

from assistant.mail.classes.automatic import automatic_header, automatic_words
from assistant.mail.classes.failures import failure_in_words
from assistant.mail.classes.invitations import invitation
from assistant.mail.classes.mailings import mailing
from assistant.mail.classes.proposal import Proposal
from assistant.mail.classes.receipts import receipt_or_holding
from assistant.mail.classes.reports import structured_report
from assistant.mail.decoding.mime import Part

__all__ = ["Proposal", "propose"]

LONGEST_SUBJECT = 1_000
"""Characters of a subject and of a sender's name that are looked at."""


def propose(root: Part, sender: str, subject: str, text: str, newly_written: str | None = None) -> Proposal:
    """The class of the mail `root`, as if it were inbound.

    `sender` is its address, or its name without one; `newly_written` what its author wrote, by default all of `text`.
    """
    sender, subject = sender[:LONGEST_SUBJECT], subject[:LONGEST_SUBJECT]
    report = structured_report(root, sender, subject, text) or failure_in_words(root, sender, subject, text)
    if report:
        return report
    written = text if newly_written is None else newly_written
    meeting = invitation(root)
    if meeting:
        return meeting
    said = automatic_header(root.headers, subject, written) or automatic_words(root.headers, sender, subject, written)
    said = said or mailing(root.headers, sender, subject, text, written)
    return said or receipt_or_holding(root, written) or Proposal("substantive", "a person's mail")
