"""The forms behind the keys: which fields each asks for, and the command that its answers make."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from assistant.clocks.gap import Gap
from assistant.errors import UsageProblem
from assistant.record.dates import parse_day
from assistant.record.inert import inert, inert_line
from assistant.record.kinds import MessageClass, ObligationState, Side
from assistant.record.thread import Logged, Obligation
from assistant.tui import orders as c
from assistant.tui.forms import Answers, Field
from assistant.tui.timeline import Event, Item, Reminder, Said, View
from assistant.tui.words import STATE_WORDS, gap_head, owes

CLASS_HELP: dict[MessageClass, str] = {
    "substantive": "substantive – it answers",
    "partial": "partial – it answers in part, the rest stays open",
    "acknowledgement": "acknowledgement – they have it, no more",
    "holding": "holding – they will answer by a day",
    "automatic": "automatic – a machine replied, or a mailing to many",
    "bounce": "bounce – our mail did not arrive",
}


class Asking(Struct, frozen=True):
    """One form."""

    title: str
    fields: tuple[Field, ...]
    command: Callable[[Answers], c.Command]
    """Raises `UsageProblem` for answers that make no sense; the form shows it."""
    done: str = "Log it"


def message_in_hand(view: View, item: Item | None) -> Logged | None:
    """The message that the chosen item is or belongs to."""
    if isinstance(item, Said):
        return item.logged
    return view.thread.message(item.gap.opened_by.entry) if isinstance(item, Reminder) else None


def gap_in_hand(view: View, item: Item | None) -> Gap | None:
    """The reminder chosen, else the first of the message chosen, else the first of the thread."""
    if isinstance(item, Reminder):
        return item.gap
    own = [gap for gap in view.gaps if isinstance(item, Said) and gap.opened_by.entry == item.n]
    return next(iter(own or view.gaps), None)


def dated_in_hand(view: View, item: Item | None) -> str | int | None:
    """What to explain: a reminder's id, or the entry chosen if it has none; None: the thread has nothing due."""
    if isinstance(item, Said) and not any(gap.opened_by.entry == item.n for gap in view.gaps):
        return item.n
    if isinstance(item, Event) and view.thread.obligation(item.n):
        return item.n
    gap = gap_in_hand(view, item)
    return gap.id if gap else None


def classify(view: View, item: Item | None) -> Asking:
    logged = message_in_hand(view, item)
    if logged is None or logged.message.direction != "in":
        raise UsageProblem("choose a message of theirs first", hint="Only what they sent has a class.")
    n, now = logged.n, logged.cls or "substantive"
    requests = view.thread.open_obligations("regulator", "request")
    ticks = tuple((str(o.n), f"#{o.n} {inert_line(o.words)}") for o in requests)
    fields = (
        Field("message", f"#{n}", "shown", inert(logged.message.text).strip() or inert_line(logged.message.subject)),
        Field("class", "What is it?", "choice", now, choices=tuple(CLASS_HELP.items()), first=True),
        Field("until", "Answer promised for (only holding)", hint="such as 2020-10-30"),
        *(
            [Field("answers", "That answer is to (as its mail says, if none is ticked)", "ticks", choices=ticks)]
            if len(ticks) > 1
            else []
        ),
        Field("reason", "Reason"),
    )

    def command(a: Answers) -> c.Command:
        answers = tuple(int(ticked) for ticked in a.get("answers", "").split(",") if ticked)
        return c.Classify(n, _class(a["class"]), a["reason"], _day_or_none(a["until"]), answers)

    return Asking(f"Classify #{n}", fields, command)


def _class(text: str) -> MessageClass:
    return next((known for known in CLASS_HELP if known == text), "substantive")


def snooze(view: View, item: Item | None) -> Asking:
    gap = gap_in_hand(view, item)
    if gap is None:
        raise UsageProblem("there is no reminder to snooze here")
    opening = gap.opening or gap.opened_by.entry
    fields = (
        Field("gap", gap_head(gap), "shown", inert_line(gap.summary)),
        Field("until", "Hide it up to and including", value=(view.today + timedelta(days=7)).isoformat()),
        Field("reason", "Reason", hint="who decided it, and why it can wait"),
    )
    return Asking(
        "Snooze the reminder",
        fields,
        lambda a: c.Snooze(parse_day(a["until"]), _needed(a["reason"], "a snooze needs a reason"), opening),
        "Snooze",
    )


def open_obligation(view: View, item: Item | None) -> Asking:
    logged = message_in_hand(view, item)
    side: Side = "company" if logged is None or logged.message.direction == "in" else "regulator"
    return obligation(view, logged, c.OpenObligation("request", side, "", logged.n if logged else None))


def obligation(view: View, logged: Logged | None, given: c.OpenObligation) -> Asking:
    """A request or commitment in the message `logged`, filled in with what is `given`."""
    text = inert(logged.message.text).strip() if logged else ""
    shown = (Field("message", f"In #{logged.n}", "shown", text),) if logged and text else ()
    sides = (("us", "we owe it"), ("them", f"{view.thread.regulator} owes it"))
    kinds = (("request", "a request"), ("commitment", "a commitment"))
    due = given.due.isoformat() if given.due else ""
    fields = (
        *shown,
        Field("owed_by", "Who owes it?", "choice", "us" if given.owed_by == "company" else "them", choices=sides),
        Field("type", "What is it?", "choice", given.type, choices=kinds),
        Field("words", "The words, as they stand there", "text", inert(given.words)),
        Field("due", "Due", value=due, hint="the day the words set, such as 2020-10-30, or empty"),
        Field("condition", "Condition", value=inert_line(given.condition)),
    )

    def command(a: Answers) -> c.Command:
        return c.OpenObligation(
            "commitment" if a["type"] == "commitment" else "request",
            "company" if a["owed_by"] == "us" else "regulator",
            quotable(_needed(a["words"], "its words are missing")),
            given.message,
            _day_or_none(a["due"]),
            a["condition"],
        )

    return Asking("Open a request or commitment", fields, command)


def quotable(words: str) -> str:
    """Words as they are typed or shown in a form: on one line, without quotation marks around them."""
    return inert_line(words).strip('“”"')


def settle(view: View, item: Item | None) -> Asking:
    open_now = [o for o in view.thread.obligations if o.is_open]
    if not open_now:
        raise UsageProblem("nothing is open in this thread")
    at = _first_obligation(view, item, open_now)
    states: tuple[tuple[ObligationState, str], ...] = (
        ("settled", "settled"),
        ("part", STATE_WORDS["part"]),
        ("withdrawn", "withdrawn"),
    )
    known = tuple((str(o.n), _told(o, view)) for o in open_now)
    fields = (
        Field("obligation", "Which one?", "choice", str(at.n), choices=known, first=True),
        Field("state", "It is now", "choice", "settled", choices=states),
        Field("by", "By message", hint="the message that did it, such as #9, or empty"),
        Field("reason", "Reason"),
    )

    def command(a: Answers) -> c.Command:
        by = a["by"].lstrip("#")
        if by and not by.isdecimal():
            raise UsageProblem(f"“{a['by']}” is no entry number such as #9")
        state: ObligationState = next((s for s, _ in states if s == a["state"]), "settled")
        return c.Settle(int(a["obligation"]), state, int(by) if by else None, a["reason"])

    return Asking("Settle", fields, command)


def _first_obligation(view: View, item: Item | None, open_now: list[Obligation]) -> Obligation:
    gap = gap_in_hand(view, item)
    own = [o for o in open_now if isinstance(item, Said) and o.message == item.n]
    named = [o for o in open_now if gap and o.n == gap.opening]
    return (own or named or open_now)[0]


def _told(o: Obligation, view: View) -> str:
    return f"#{o.n} {owes(o.owed_by, view.thread.regulator)}: {inert_line(o.words)}"


def undo(view: View) -> Asking:
    last = view.thread.length
    went = next((d.saved.message for d in view.thread.drafts if d.last == last and d.saved.state == "sent"), None)
    hint = "with all that its sending settled" if went else "its number; an entry that says so is added"
    fields = (
        Field("entry", "Entry", value=f"#{went or last}", hint=hint),
        Field("reason", "Reason", value="logged by mistake"),
    )

    def command(a: Answers) -> c.Command:
        n = a["entry"].lstrip("#")
        if not n.isdecimal():
            raise UsageProblem(f"“{a['entry']}” is no entry number such as #9")
        return c.Undo(int(n), a["reason"])

    return Asking("Undo an entry", fields, command, "Undo it")


def as_of(today: date) -> Asking:
    field = Field(
        "day", "Show everything as of", value=today.isoformat(), hint="a day such as 2020-10-18; empty: today"
    )
    return Asking("As of", (field,), lambda a: c.SetDay(_day_or_none(a["day"])), "Show")


def new_thread(regulators: tuple[str, ...]) -> Asking:
    fields = (
        Field(
            "regulator", "Regulator", value=regulators[0] if len(regulators) == 1 else "", hint="its key, such as PTA"
        ),
        Field("title", "Title"),
    )
    return Asking(
        "Begin a thread",
        fields,
        lambda a: c.NewThread(a["regulator"].upper(), _needed(a["title"], "a thread needs a title")),
        "Begin",
    )


def import_mail() -> Asking:
    fields = (
        Field("path", "Files or folder", hint="mail, Outlook files, letters; what is in the record is left out"),
        Field(
            "told", "", "shown", "An import is not taken back as a whole: what it brings stays, or is undone singly."
        ),
    )
    return Asking("Import mail", fields, lambda a: c.ImportMail(_needed(a["path"], "import what?")), "Import")


def close(view: View) -> Asking:
    """Or open it again. What would be left open is shown: nothing will remind of it."""
    reason = Field("reason", "Reason")
    if view.thread.closed:
        return Asking("Reopen the thread", (reason,), lambda a: c.Reopen(a["reason"]))
    left = "\n".join(_told(o, view) for o in view.thread.obligations if o.is_open)
    shown = (Field("left", "Still open, and never reminded of once it is closed", "shown", left),) if left else ()
    return Asking("Close the thread", (*shown, reason), lambda a: c.Close(a["reason"]))


def _day_or_none(text: str) -> date | None:
    return parse_day(text) if text else None


def _needed(text: str, otherwise: str) -> str:
    if not text.strip():
        raise UsageProblem(otherwise)
    return text.strip()


def leave() -> Asking:
    told = Field(
        "told",
        "",
        "shown",
        "Something you typed is not logged yet, or a draft is not saved. It is kept, and offered at the next start.",
    )
    return Asking("Leave all the same?", (told,), lambda _: c.ShowHelp(), "Leave")
