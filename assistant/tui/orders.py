"""Everything a person can tell the program, as values; and how each is written after a slash."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from assistant.record.kinds import Channel, Direction, MessageClass, ObligationState, ObligationType, Side


class LogNote(Struct, frozen=True):
    text: str
    day: date | None = None


class LogMessage(Struct, frozen=True):
    direction: Direction
    channel: Channel
    when: str | None
    """A day or a moment; None: the day of the screen."""
    subject: str
    text: str
    cls: MessageClass | None = None
    settles: tuple[int, ...] = ()
    answers_partly: tuple[int, ...] = ()
    confidential: bool = False


class OpenObligation(Struct, frozen=True):
    type: ObligationType
    owed_by: Side
    words: str
    message: int | None = None
    due: date | None = None
    condition: str = ""


class Settle(Struct, frozen=True):
    obligation: int
    state: ObligationState = "settled"
    by_message: int | None = None
    reason: str = ""


class Classify(Struct, frozen=True):
    message: int
    cls: MessageClass
    reason: str = ""
    until: date | None = None
    answers: tuple[int, ...] = ()
    """The requests that the promise for that day is about; none: as its message says."""


class Extend(Struct, frozen=True):
    opening: int
    granted_by: int
    to: date | None = None
    duration: str | None = None
    reason: str = ""


class Pause(Struct, frozen=True):
    because: int
    opening: int | None = None
    day: date | None = None
    reason: str = ""


class Resume(Struct, frozen=True):
    because: int
    opening: int | None = None
    day: date | None = None
    reason: str = ""


class Restart(Struct, frozen=True):
    opening: int
    because: int
    day: date | None = None
    reason: str = ""


class Snooze(Struct, frozen=True):
    until: date
    reason: str
    opening: int | None = None
    """The entry whose reminders are hidden; None: all of the thread's."""


class Close(Struct, frozen=True):
    reason: str = ""


class Reopen(Struct, frozen=True):
    reason: str = ""


class Undo(Struct, frozen=True):
    entry: int
    reason: str


class NewThread(Struct, frozen=True):
    regulator: str
    title: str


class OpenDraft(Struct, frozen=True):
    template: str | None = None


class Explain(Struct, frozen=True):
    entry: int | None = None


class ImportMail(Struct, frozen=True):
    path: str


class PullMail(Struct, frozen=True):
    """From all the mailboxes that are configured."""


class StopImport(Struct, frozen=True):
    pass


class MergeThread(Struct, frozen=True):
    """Make another thread part of the one that is shown."""

    other: str
    reason: str


class PartThread(Struct, frozen=True):
    """Take that back."""

    other: str
    reason: str


class ShowTray(Struct, frozen=True):
    pass


class ShowProposals(Struct, frozen=True):
    pass


class SetDay(Struct, frozen=True):
    day: date | None
    """None: back to today."""


class ShowHelp(Struct, frozen=True):
    pass


Decision = (
    LogNote
    | LogMessage
    | OpenObligation
    | Settle
    | Classify
    | Extend
    | Pause
    | Resume
    | Restart
    | Snooze
    | Close
    | Reopen
    | Undo
)
"""What becomes entries of the thread that is shown."""
Page = OpenDraft | Explain | ShowHelp | ShowTray | ShowProposals
"""What opens over the screen."""
Elsewhere = NewThread | ImportMail | PullMail | StopImport | MergeThread | PartThread
"""What concerns more than the thread that is shown."""
Command = Decision | Elsewhere | Page | SetDay


class Usage(Struct, frozen=True):
    """How a slash command is written, for the completion list and the help."""

    name: str
    form: str
    does: str


USAGES = (
    Usage("note", "[date] text", "log an internal note"),
    Usage("call", "in|out [date] subject ↵ what was said", "log a telephone call"),
    Usage("in", "[channel] [date] [class:…] [settles:#n] subject ↵ body", "log what they sent"),
    Usage("out", "[channel] [date] [settles:#n] subject ↵ body", "log what we sent"),
    Usage("meeting", "in|out [date] subject ↵ what was said", "log a meeting"),
    Usage("public", "[date] subject ↵ body", "log a public statement of ours"),
    Usage("open", "request|commitment us|them [#message] [due:date] words", "note what someone owes"),
    Usage("settle", "#n [part|withdrawn|open] [by:#message] [reason]", "change what is owed"),
    Usage("classify", "#message class [until:date] [about:#n] [reason]", "say what their message is"),
    Usage("extend", "#n by:#message to:date | 10 working days", "more time, granted by a message"),
    Usage("pause", "[#n] by:#message [date] [reason]", "stop a clock"),
    Usage("resume", "[#n] by:#message [date] [reason]", "let it run again"),
    Usage("restart", "#n by:#message [date] [reason]", "count a clock anew"),
    Usage("snooze", "[#n] date reason", "hide reminders until a day"),
    Usage("close", "[reason]", "the matter is over"),
    Usage("reopen", "[reason]", "it is not over"),
    Usage("undo", "#n [reason]", "make an entry count no more"),
    Usage("draft", "[template]", "draft the follow-up"),
    Usage("explain", "[#n]", "how a due day came about"),
    Usage("new", "REGULATOR title", "begin a thread"),
    Usage("import", "path", "bring mail in"),
    Usage("stop", "", "stop the import that runs"),
    Usage("tray", "", "mail that matched no regulator"),
    Usage("proposals", "", "what messages ask and promise"),
    Usage("merge", "THREAD reason", "another thread is part of this one"),
    Usage("part", "THREAD reason", "take a merger back"),
    Usage("as-of", "date | today", "show everything as of a day"),
    Usage("help", "", "keys and commands"),
)
