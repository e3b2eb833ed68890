"""The forms behind the keys that move a clock, and the reply that a message asks for. Pure, as `asking` is."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.errors import UsageProblem
from assistant.record.dates import parse_day
from assistant.record.inert import inert_line
from assistant.record.thread import Logged, Pause
from assistant.tui import orders as c
from assistant.tui.asking import Asking, gap_in_hand, message_in_hand
from assistant.tui.forms import Answers, Field
from assistant.tui.timeline import Item, Said, View
from assistant.tui.words import owes

_EVERY = "every clock of the thread"


def extend(view: View, item: Item | None) -> Asking:
    """More time for what is open, granted by a message."""
    known = _clocks(view)
    if not known:
        raise UsageProblem("nothing is open in this thread whose time could be extended")
    fields = (
        Field("opening", "Which one?", "choice", _at(view, item, known), choices=known, first=True),
        Field("by", "Granted by message", value=_because(view, item), hint="such as #9"),
        Field("more", "To, or by", hint="a day such as 2020-10-30, or 10 working days"),
        Field("reason", "Reason"),
    )

    def command(a: Answers) -> c.Command:
        more = a["more"].strip()
        if not more:
            raise UsageProblem("to which day, or by how many days?")
        day = parse_day(more) if more[:1].isdecimal() and "-" in more else None
        return c.Extend(int(a["opening"]), _entry(a["by"]), day, None if day else more, a["reason"])

    return Asking("Extend", fields, command)


def pause(view: View, item: Item | None) -> Asking:
    """Stop a clock, or let one that stands run again."""
    standing = [p for p in view.thread.pauses if p.end is None]
    return _resume(view, item, standing) if standing else _stop(view, item)


def _stop(view: View, item: Item | None) -> Asking:
    known = (("0", _EVERY), *_clocks(view))
    fields = (
        Field("opening", "Which clock?", "choice", _at(view, item, known), choices=known, first=True),
        *_why(view, item),
    )

    def command(a: Answers) -> c.Command:
        day = parse_day(a["day"]) if a["day"] else None
        return c.Pause(_entry(a["by"]), int(a["opening"]) or None, day, a["reason"])

    return Asking("Stop a clock", fields, command, "Stop it")


def _resume(view: View, item: Item | None, standing: Sequence[Pause]) -> Asking:
    named = dict(_clocks(view))
    known = tuple(
        (str(p.opening or 0), named.get(str(p.opening), f"#{p.opening}") if p.opening else _EVERY) for p in standing
    )
    fields = (
        Field("opening", "Which clock runs again?", "choice", known[0][0], choices=known, first=True),
        *_why(view, item),
    )

    def command(a: Answers) -> c.Command:
        day = parse_day(a["day"]) if a["day"] else None
        return c.Resume(_entry(a["by"]), int(a["opening"]) or None, day, a["reason"])

    return Asking("Let a clock run again", fields, command, "Let it run")


def _why(view: View, item: Item | None) -> tuple[Field, ...]:
    return (
        Field("by", "Because of message", value=_because(view, item), hint="such as #9"),
        Field("day", "From", hint="a day such as 2020-10-30; empty: the message's own"),
        Field("reason", "Reason"),
    )


def _clocks(view: View) -> tuple[tuple[str, str], ...]:
    """What can be extended or stopped: what is open, and our messages that a reminder counts from."""
    owed = [
        (str(o.n), f"#{o.n} {owes(o.owed_by, view.thread.regulator)}: {inert_line(o.words)}")
        for o in view.thread.obligations
        if o.is_open
    ]
    named = {n for n, _ in owed}
    counted = {str(gap.opening): gap for gap in view.gaps if gap.opening and str(gap.opening) not in named}
    return (*owed, *((n, f"#{n} {gap.kind.replace('-', ' ')}") for n, gap in counted.items()))


def _at(view: View, item: Item | None, known: Sequence[tuple[str, str]]) -> str:
    gap = gap_in_hand(view, item)
    own = [str(o.n) for o in item.obligations] if isinstance(item, Said) else []
    wanted = [*own, str(gap.opening)] if gap else own
    return next((n for n in wanted if n in dict(known)), known[0][0])


def _because(view: View, item: Item | None) -> str:
    """The message chosen if it is theirs, else their latest."""
    chosen = message_in_hand(view, item)
    theirs = [m for m in view.thread.messages if m.message.direction == "in"]
    if chosen is not None and chosen.message.direction == "in":
        return f"#{chosen.n}"
    return f"#{theirs[-1].n}" if theirs else ""


def _entry(text: str) -> int:
    n = text.strip().lstrip("#")
    if not n.isdecimal():
        raise UsageProblem(f"“{text}” is no entry number such as #9" if text else "which message says so?")
    return int(n)


def reply(view: View, item: Item | None) -> str:
    """The command that logs our answer to the message chosen, else to their latest, with what it would settle."""
    theirs = [m for m in view.thread.messages if m.message.direction == "in"]
    chosen = message_in_hand(view, item)
    answered = chosen if chosen in theirs else theirs[-1] if theirs else None
    if answered is None:
        raise UsageProblem("there is nothing of theirs to answer here")
    owed = [o.n for o in view.thread.obligations if o.is_open and o.owed_by == "company" and o.message == answered.n]
    settles = f" settles:{','.join(f'#{n}' for n in owed)}" if owed else ""
    return f"/out {_channel(answered)}{settles} {_subject(answered)}\n"


def _channel(answered: Logged) -> str:
    channel = answered.message.channel
    return channel if channel in {"email", "letter", "portal"} else "letter"


def _subject(answered: Logged) -> str:
    subject = inert_line(answered.message.subject) or f"our answer to #{answered.n}"
    return subject if subject.casefold().startswith("re:") else f"Re: {subject}"
