"""What a person types in the composer, as a command: pure, and the only place that knows the syntax.

Text that does not begin with a slash is a note. Only the first line is read for options; what follows is the body.
An option that is not understood is an error that says what was expected, never part of a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, tzinfo
from typing import get_args

from assistant.errors import UsageProblem
from assistant.record.dates import parse_day, parse_when
from assistant.record.kinds import Channel, Direction, MessageClass, Side
from assistant.tui.orders import (
    USAGES,
    Classify,
    Close,
    Command,
    Explain,
    Extend,
    ImportMail,
    LogMessage,
    LogNote,
    MergeThread,
    NewThread,
    OpenDraft,
    OpenObligation,
    PartThread,
    Pause,
    Reopen,
    Restart,
    Resume,
    SetDay,
    Settle,
    ShowHelp,
    ShowProposals,
    ShowTray,
    Snooze,
    StopImport,
    Undo,
    Usage,
)

CHANNELS: tuple[str, ...] = get_args(Channel)
CLASSES: tuple[str, ...] = get_args(MessageClass)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(T\S+)?\Z")
_NUMBER = re.compile(r"#?(\d{1,9})\Z")
_DURATION = re.compile(r"\d{1,5} (?:working day|day|week|month|year)s?(?!\S)")
_SIDES: dict[str, Side] = {"us": "company", "we": "company", "them": "regulator", "they": "regulator"}


def slash(text: str) -> str | None:
    """The name of the slash command that `text` begins with, known or not; None for a plain note."""
    if not text.startswith("/"):
        return None
    return text[1:].split(maxsplit=1)[0].lower() if text[1:2].strip() else ""


def matching(text: str) -> tuple[Usage, ...]:
    """The commands to offer while only the command's word has been typed."""
    name = slash(text)
    if name is None or any(c.isspace() for c in text):
        return ()
    return tuple(usage for usage in USAGES if usage.name.startswith(name))


def parse(text: str, zone: tzinfo) -> Command:
    """The command that `text` means; raises `UsageProblem` that says what was expected."""
    name = slash(text)
    if name is None:
        return LogNote(_some(text, "a note needs some text"))
    if name not in _READERS:
        known = " ".join(f"/{usage.name}" for usage in USAGES)
        raise UsageProblem(f"there is no command /{name}", hint=f"There are {known}")
    first, _, body = text.partition("\n")
    line = _Line(first[1 + len(name) :], name, zone)
    command = _READERS[name](line, body.strip("\n"))
    line.end()
    return command


class _Line:
    """The rest of the first line, taken word by word."""

    def __init__(self, rest: str, name: str, zone: tzinfo) -> None:
        self.rest, self.name, self.zone = rest.strip(), name, zone

    def peek(self) -> str:
        return self.rest.split(maxsplit=1)[0] if self.rest else ""

    def take(self) -> str:
        word, _, self.rest = self.rest.partition(" ")
        self.rest = self.rest.strip()
        return word

    def word(self, choices: tuple[str, ...]) -> str | None:
        return self.take() if self.peek().lower() in choices else None

    def needed(self, choices: tuple[str, ...], what: str) -> str:
        if (found := self.word(choices)) is None:
            raise self.wrong(f"{what} is missing: one of {', '.join(choices)}")
        return found.lower()

    def number(self) -> int | None:
        return int(self.take().lstrip("#")) if _NUMBER.match(self.peek()) else None

    def numbered(self, what: str) -> int:
        if (n := self.number()) is None:
            raise self.wrong(f"which {what}? Name it by its number, such as #4")
        return n

    def when(self) -> str | None:
        return parse_when(self.take(), self.zone) if _DATE.match(self.peek()) else None

    def day(self) -> date | None:
        return parse_day(self.take()) if _DATE.match(self.peek()) else None

    def options(self, *keys: str) -> dict[str, str]:
        """`key:value` words, wherever they stand next."""
        found: dict[str, str] = {}
        while (key := self.peek().partition(":")[0].lower()) in keys and ":" in self.peek():
            found[key] = self.take().partition(":")[2]
        return found

    def text(self) -> str:
        rest, self.rest = self.rest, ""
        return rest

    def wrong(self, what: str) -> UsageProblem:
        form = next(usage.form for usage in USAGES if usage.name == self.name)
        return UsageProblem(what, hint=f"Write it as /{self.name} {form}".rstrip())

    def end(self) -> None:
        if self.rest:
            raise self.wrong(f"“{self.rest}” is not understood here")


def _some(text: str, otherwise: str) -> str:
    if not text.strip():
        raise UsageProblem(otherwise)
    return text.strip()


def _entry(text: str, line: _Line) -> int:
    if not (found := _NUMBER.match(text)):
        raise line.wrong(f"“{text}” is no entry number such as #4")
    return int(found[1])


def _entries(text: str, line: _Line) -> tuple[int, ...]:
    return tuple(_entry(part, line) for part in text.split(",") if part)


def _note(line: _Line, body: str) -> LogNote:
    day = line.day()
    return LogNote(_some("\n".join((line.text(), body)), "a note needs some text"), day)


def _message(direction: Direction, default: Channel) -> Callable[[_Line, str], LogMessage]:
    def read(line: _Line, body: str) -> LogMessage:
        channel, when, given, confidential = default, None, dict[str, str](), False
        while True:  # options in any order, until the subject begins
            if word := line.word(CHANNELS):
                channel = word.lower()  # type: ignore[assignment]  # one of CHANNELS
            elif when is None and (day := line.when()):
                when = day
            elif more := line.options("class", "settles", "part"):
                given |= more
            elif line.word(("confidential",)):
                confidential = True
            else:
                break
        subject = line.text()
        if not subject and not body:
            raise line.wrong("what was said? A subject or a text is missing")
        return LogMessage(
            direction,
            channel,
            when,
            subject,
            body,
            _class(given["class"], line) if "class" in given else None,
            _entries(given.get("settles", ""), line),
            _entries(given.get("part", ""), line),
            confidential,
        )

    return read


def _spoken(channel: Channel) -> Callable[[_Line, str], LogMessage]:
    def read(line: _Line, body: str) -> LogMessage:
        if (side := line.word(("in", "out"))) is None:
            raise line.wrong("say `in` if they spoke to the matter, `out` if only we did: it decides who is waiting")
        return _message("in" if side.lower() == "in" else "out", channel)(line, body)

    return read


def _class(text: str, line: _Line) -> MessageClass:
    if text.lower() not in CLASSES:
        raise line.wrong(f"“{text}” is no class: one of {', '.join(CLASSES)}")
    return text.lower()  # type: ignore[return-value]  # one of CLASSES


def _open(line: _Line, body: str) -> OpenObligation:
    kind = line.needed(("request", "commitment"), "what it is")
    side = _SIDES[line.needed(tuple(_SIDES), "who owes it")]
    message = line.number()
    given = line.options("due")
    words = " ".join(f"{line.text()} {body}".split()).strip("“”\"'")
    due = parse_day(given["due"]) if "due" in given else None
    return OpenObligation(
        "request" if kind == "request" else "commitment", side, _some(words, "its words are missing"), message, due
    )


def _settle(line: _Line, body: str) -> Settle:
    n = line.numbered("request or commitment")
    state = (line.word(("part", "withdrawn", "open", "settled")) or "settled").lower()
    given = line.options("by")
    by = _entry(given["by"], line) if "by" in given else None
    return Settle(n, state, by, _reason(line, body))  # type: ignore[arg-type]  # one of the four above


def _classify(line: _Line, body: str) -> Classify:
    n, cls = line.numbered("message"), _class(line.needed(CLASSES, "the class"), line)
    given = line.options("until", "about")
    until = parse_day(given["until"]) if "until" in given else None
    return Classify(n, cls, _reason(line, body), until, _entries(given.get("about", ""), line))


def _extend(line: _Line, body: str) -> Extend:
    n = line.numbered("request, commitment or message")
    given = line.options("by", "to")
    if "by" not in given:
        raise line.wrong("which message grants it? Name it as by:#12")
    duration = None
    if found := _DURATION.match(line.rest):
        duration, line.rest = found[0], line.rest[found.end() :].strip()
    to = parse_day(given["to"]) if "to" in given else None
    if (to is None) == (duration is None):
        raise line.wrong("either a day or a number of days")
    return Extend(n, _entry(given["by"], line), to, duration, _reason(line, body))


def _because(line: _Line) -> tuple[int, int | None, date | None]:
    opening = line.number()
    given = line.options("by")
    if "by" not in given:
        raise line.wrong("which message says so? Name it as by:#12")
    return _entry(given["by"], line), opening, line.day()


def _pause(line: _Line, body: str) -> Pause:
    return Pause(*_because(line), reason=_reason(line, body))


def _resume(line: _Line, body: str) -> Resume:
    return Resume(*_because(line), reason=_reason(line, body))


def _restart(line: _Line, body: str) -> Restart:
    because, opening, day = _because(line)
    if opening is None:
        raise line.wrong("which clock counts anew? Name it by its number, such as #4")
    return Restart(opening, because, day, _reason(line, body))


def _snooze(line: _Line, body: str) -> Snooze:
    opening = line.number()
    until = line.day()
    if until is None:
        raise line.wrong("until which day?")
    return Snooze(until, _some(_reason(line, body), "a snooze needs a reason"), opening)


def _undo(line: _Line, body: str) -> Undo:
    return Undo(line.numbered("entry"), _reason(line, body) or "logged by mistake")


def _new(line: _Line, _body: str) -> NewThread:
    key = line.take().upper()
    return NewThread(key, _some(line.text(), "which regulator, and what is the matter called?"))


def _as_of(line: _Line, _body: str) -> SetDay:
    if line.word(("today", "now")):
        return SetDay(None)
    if not line.rest:
        raise line.wrong("which day?")
    return SetDay(parse_day(line.take()))


def _import(line: _Line, _body: str) -> ImportMail:
    return ImportMail(_some(line.text(), "import what? Name a file or a folder"))


def _merge(line: _Line, body: str) -> MergeThread:
    other = _other(line)
    return MergeThread(other, _some(_reason(line, body), "a merger needs a reason: why are they one matter?"))


def _part(line: _Line, body: str) -> PartThread:
    return PartThread(_other(line), _reason(line, body) or "they are two matters")


def _other(line: _Line) -> str:
    if not line.rest:
        raise line.wrong("which other thread?")
    return line.take().lower()


def _reason(line: _Line, body: str) -> str:
    return "\n".join(part for part in (line.text(), body) if part).strip()


_READERS: dict[str, Callable[[_Line, str], Command]] = {
    "note": _note,
    "call": _spoken("call"),
    "in": _message("in", "email"),
    "out": _message("out", "email"),
    "meeting": _spoken("meeting"),
    "public": _message("public", "press"),
    "open": _open,
    "settle": _settle,
    "classify": _classify,
    "extend": _extend,
    "pause": _pause,
    "resume": _resume,
    "restart": _restart,
    "snooze": _snooze,
    "close": lambda line, body: Close(_reason(line, body)),
    "reopen": lambda line, body: Reopen(_reason(line, body)),
    "undo": _undo,
    "draft": lambda line, _body: OpenDraft(line.text() or None),
    "explain": lambda line, _body: Explain(line.number()),
    "new": _new,
    "import": _import,
    "stop": lambda _line, _body: StopImport(),
    "tray": lambda _line, _body: ShowTray(),
    "proposals": lambda _line, _body: ShowProposals(),
    "merge": _merge,
    "part": _part,
    "as-of": _as_of,
    "help": lambda _line, _body: ShowHelp(),
}
