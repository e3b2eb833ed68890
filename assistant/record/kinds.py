"""What an entry can say: one frozen value a kind, as it stands in the `data` of an entry.

These are the words of the record on disk. Fields may be added with a default; none is ever renamed or removed.
Numbers that name an entry (`message`, `obligation`, `by_message` …) count within the same thread, from 1.
"""

from typing import Literal

from msgspec import Struct

FORMAT = 1
"""Version of the store format, written in each thread's first entry; a newer one is refused unharmed."""

Side = Literal["company", "regulator"]
OTHER_SIDE: dict[Side, Side] = {"company": "regulator", "regulator": "company"}
Direction = Literal["in", "out", "public", "internal"]
Channel = Literal["email", "letter", "call", "meeting", "portal", "press", "court", "other"]
MessageClass = Literal["substantive", "partial", "acknowledgement", "holding", "automatic", "bounce"]
SPOKEN: frozenset[Channel] = frozenset({"call", "meeting"})
"""Channels that leave nothing in writing."""
ObligationType = Literal["request", "commitment"]
ObligationState = Literal["open", "part", "settled", "withdrawn"]
DraftState = Literal["editing", "final", "exported", "sent", "discarded"]


class Party(Struct, frozen=True, omit_defaults=True):
    name: str = ""
    address: str = ""

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name and self.address else self.name or self.address


class Attachment(Struct, frozen=True, omit_defaults=True):
    name: str
    """As a person sees it; never used as a path."""
    type: str
    bytes: int
    sha256: str
    text: str = ""
    """Of an annex, a PDF or Word document that came with a mail: what was read in it when it came."""
    doubt: str = ""
    """Why that is not all of it, or nothing."""
    dated: str | None = None
    """The day in its head, if there is one that is surely its own."""


class ThreadOpened(Struct, frozen=True, omit_defaults=True, tag="thread-opened", tag_field="kind"):
    format: int
    thread: str
    regulator: str
    title: str
    day: str | None = None
    """The day the matter began, where it is earlier than the day it was logged."""
    ours: str = ""
    theirs: str = ""
    tags: tuple[str, ...] = ()


class Message(Struct, frozen=True, omit_defaults=True, tag="message", tag_field="kind"):
    direction: Direction
    channel: Channel
    subject: str = ""
    text: str = ""
    """The whole decoded body."""
    reply_text: str = ""
    """What the author newly wrote; empty means the same as `text`."""
    sender: Party = Party()
    to: tuple[Party, ...] = ()
    cc: tuple[Party, ...] = ()
    dated: str | None = None
    """The date on the document. Each of the dates is a day or a moment with its zone."""
    sent: str | None = None
    received: str | None = None
    order: int = 0
    """Place among the messages of the same day; equal places keep the order of the clock, then of logging."""
    message_id: str | None = None
    """Without angle brackets (RFC 5322 §3.6.4)."""
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    proposed_class: MessageClass | None = None
    """What the program takes an inbound message to be; a `classified` entry decides."""
    class_reason: str = ""
    auto_reply: bool = False
    bounce: bool = False
    undelivered_id: str | None = None
    """On a bounce: the Message-ID of the mail that could not be delivered (RFC 3464)."""
    about: tuple[str, ...] = ()
    """On a machine's report or a receipt: the Message-IDs of the mail that it tells of (RFC 3464, RFC 8098)."""
    numbers: tuple[str, ...] = ()
    """Reference numbers, ours or theirs, that it names as what it is about."""
    attachments: tuple[Attachment, ...] = ()
    original: str | None = None
    """SHA-256 of the original bytes."""
    receipt: str = ""
    """A portal's receipt number."""
    expects_reply: bool | None = None
    """On an outbound message: whether silence after it counts. None: yes, unless it only answers."""
    illustrative: bool = False
    """The body is not a public or received text; it was written to stand for one."""
    confidential: bool = False
    source: str = ""
    """Where the text was taken from: a mailbox, a file, an address."""
    authentication: str = ""
    """What the receiving server found of the sender: `spf=pass dkim=pass dmarc=fail, by mx.example.com` (RFC 8601)."""
    doubt: str = ""
    """Why a person should look twice at who the sender is: it looks like a regulator's address and is none."""
    text_doubt: str = ""
    """Why the text may not read as it was written: a charset that nobody knows, a page without a text layer."""

    @property
    def own_text(self) -> str:
        """What its author newly wrote: the words of others that a reply carries along below are not theirs."""
        return self.reply_text or self.text

    @property
    def annexes(self) -> tuple[Attachment, ...]:
        """Its attachments whose text was read."""
        return tuple(attachment for attachment in self.attachments if attachment.text)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that can be quoted from it: its body, and its annexes."""
        return (self.text, *(annex.text for annex in self.annexes))


class Classified(Struct, frozen=True, omit_defaults=True, tag="classified", tag_field="kind"):
    message: int
    cls: MessageClass
    reason: str = ""


class ObligationOpened(Struct, frozen=True, omit_defaults=True, tag="obligation-opened", tag_field="kind"):
    type: ObligationType
    owed_by: Side
    words: str
    """Verbatim; empty where a person only said what a holding reply promises, and singled out no words of it."""
    message: int | None = None
    """The message that carries the words."""
    due: str | None = None
    """What the words themselves set: an ISO day, or a moment with its zone ("by 12:00 on 19 October")."""
    condition: str = ""
    day: str | None = None
    rule: str = ""
    """A step of procedure, counted under the rule of this name (`appeal`); its words need not be a quotation."""
    answers: tuple[int, ...] = ()
    """Of a promise of theirs in a holding reply: the requests whose answer it is about."""


class ObligationUpdated(Struct, frozen=True, omit_defaults=True, tag="obligation-updated", tag_field="kind"):
    obligation: int
    state: ObligationState
    by_message: int | None = None
    reason: str = ""
    day: str | None = None


class Extended(Struct, frozen=True, omit_defaults=True, tag="extended", tag_field="kind"):
    opening: int
    """The obligation's entry, or the message's where a whole message awaits its reply."""
    granted_by: int
    to: str | None = None
    by: str | None = None
    """A duration (`10 working days`), counted from the due day in force."""
    reason: str = ""


class Paused(Struct, frozen=True, omit_defaults=True, tag="paused", tag_field="kind"):
    because: int
    """The message that stops the clock."""
    opening: int | None = None
    """As in `Extended`; none: every clock of the thread."""
    day: str | None = None
    reason: str = ""


class Resumed(Struct, frozen=True, omit_defaults=True, tag="resumed", tag_field="kind"):
    because: int
    opening: int | None = None
    day: str | None = None
    reason: str = ""


class Restarted(Struct, frozen=True, omit_defaults=True, tag="restarted", tag_field="kind"):
    """A person confirms that a re-send or an answered clarification makes a clock count anew."""

    opening: int
    """As in `Extended`."""
    because: int
    """The message that did it; its date is day 0 unless `day` names another."""
    day: str | None = None
    reason: str = ""


class Snoozed(Struct, frozen=True, omit_defaults=True, tag="snoozed", tag_field="kind"):
    until: str
    """The last day on which the reminder stays hidden."""
    reason: str
    rule: str | None = None
    """With `opening`: one gap, whatever its step. Without: every gap of the thread."""
    opening: int | None = None
    day: str | None = None


class DraftSaved(Struct, frozen=True, omit_defaults=True, tag="draft", tag_field="kind"):
    text: str
    subject: str = ""
    template: str = ""
    state: DraftState = "editing"
    draft: int | None = None
    """The first entry of this draft; none in that first entry itself."""
    to: tuple[Party, ...] = ()
    answers: tuple[int, ...] = ()
    """Obligations that it settles once it is sent."""
    message: int | None = None
    """The logged sent message."""
    day: str | None = None
    reply_to: int | None = None
    """The message that a mail program shows it under."""
    beside: tuple[str, ...] = ()
    """Other threads that it speaks of."""
    approves: int | None = None
    """The entry of the version that is approved hereby; its text is this one's."""
    approver: str = ""
    """With `approves`: who did, where another than the entry's author."""
    overruled: str = ""
    """Why it went on although a check said no."""
    message_id: str | None = None
    """Of the unsent mail that it was written to; without angle brackets."""
    language: str = ""
    """Of its template's text, as a code such as `fr`; empty: as its regulator's drafts are written."""


class Note(Struct, frozen=True, omit_defaults=True, tag="note", tag_field="kind"):
    text: str
    day: str | None = None
    message: int | None = None
    """The message that the remark is about."""
    unbinding: str = ""
    """Words of that message that bind nobody, verbatim: they are no longer proposed as a request or commitment."""


class Corrected(Struct, frozen=True, omit_defaults=True, tag="corrected", tag_field="kind"):
    entry: int
    reason: str
    fields: dict[str, object] = {}
    """The fields of the entry's data that are replaced; of a correction, of what that one corrects."""
    void: bool = False
    """The entry no longer counts: how a decision is undone."""


class Erased(Struct, frozen=True, omit_defaults=True, tag="erased", tag_field="kind"):
    """The content of an entry is gone, from its line too; see `dropping`."""

    entry: int
    reason: str
    left: str = ""
    """SHA-256 of the line that stands for it since; empty: the line is as it was, and only hidden."""
    fingerprint: str = ""
    """Of an erased mail, so that another copy of it does not come in again; see `fingerprint`."""


class Merged(Struct, frozen=True, omit_defaults=True, tag="merged", tag_field="kind"):
    """Two threads are one matter. The absorbed one's file stays as it is but for this entry.

    Being no event but what the two always were, it holds for every day.
    """

    other: str
    role: Literal["absorbs", "absorbed-by"]
    reason: str = ""
    copies: int = 0
    """With `absorbs`: so many entries that follow this one say again what stands in `other`, under new numbers. Their
    dates, authors and moments of logging are those of the originals; a number below 1 names what was taken back."""
    head: str = ""
    """With `absorbs`: the hash of the entry of `other` that was its last then."""


class ThreadClosed(Struct, frozen=True, omit_defaults=True, tag="thread-closed", tag_field="kind"):
    reason: str = ""
    day: str | None = None


class ThreadReopened(Struct, frozen=True, omit_defaults=True, tag="thread-reopened", tag_field="kind"):
    reason: str = ""
    day: str | None = None


Fact = (
    ThreadOpened
    | Message
    | Classified
    | ObligationOpened
    | ObligationUpdated
    | Extended
    | Paused
    | Resumed
    | Restarted
    | Snoozed
    | DraftSaved
    | Note
    | Corrected
    | Erased
    | Merged
    | ThreadClosed
    | ThreadReopened
)
"""What one entry says."""
