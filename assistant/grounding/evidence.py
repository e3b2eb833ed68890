"""What a text is held against: passages that were said or written, days, obligations, and who is who.

It is built from threads with their gaps (`evidence_of`), or from a few passages and computed facts alone
(`given_evidence`), where nothing else may be relied on. It never reaches for more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct, structs

from assistant.clocks.calendars import Calendar
from assistant.clocks.gap import Gap
from assistant.config import Settings
from assistant.grounding.findings import Ref
from assistant.record.annexes import own_annexes
from assistant.record.kinds import SPOKEN, Channel, Direction, MessageClass, ObligationType, Side
from assistant.record.store import TRAY
from assistant.record.thread import Logged, Obligation, Thread

FIRST_DUE = "a due day that was moved since"


class Passage(Struct, frozen=True):
    """Words of the record, or a computed fact in words."""

    ref: Ref
    text: str
    kind: Literal["message", "note", "fact"] = "message"
    side: Side | None = None
    """Whose words they are; None for a meeting, a call, a note, a fact."""
    day: date | None = None
    subject: str = ""
    direction: Direction | None = None
    channel: Channel | None = None
    cls: MessageClass | None = None
    sender: str = ""
    """The name of the person or office that wrote it."""
    people: tuple[str, ...] = ()
    """Names and addresses of its sender and recipients."""
    numbers: tuple[str, ...] = ()
    """Reference numbers that it names."""
    also: tuple[Ref, ...] = ()
    """Further entries that a computed fact rests on."""
    own: str = ""
    """Of a message that carries words of others along: what its author newly wrote; empty: all of `text`."""

    @property
    def words(self) -> str:
        return f"{self.subject}\n\n{self.text}" if self.subject else self.text

    @property
    def entries(self) -> tuple[Ref, ...]:
        return (self.ref, *self.also) if self.ref.n else self.also

    @property
    def from_them(self) -> bool:
        """A person of theirs spoke to us."""
        return self.direction == "in" and self.cls not in {"automatic", "bounce"}


class KnownDay(Struct, frozen=True):
    """A day that the record or a rule gives."""

    day: date
    what: str
    entries: tuple[Ref, ...]


class Duty(Struct, frozen=True):
    """A request or commitment, as of the day."""

    ref: Ref
    type: ObligationType
    owed_by: Side
    words: str
    day: date
    is_open: bool
    message: Ref | None = None
    partial: tuple[Ref, ...] = ()
    settled_by: Ref | None = None


class Known(Struct, frozen=True):
    """A name or a reference number, and whose it is."""

    text: str
    side: Side | None = None
    entries: tuple[Ref, ...] = ()
    elsewhere: str = ""
    """The thread or regulator that it belongs to, if that is not what the text is about."""


class Evidence(Struct, frozen=True):
    """All that may be relied on. Two of the same content are equal."""

    as_of: date
    passages: tuple[Passage, ...] = ()
    """In the order of the timeline."""
    days: tuple[KnownDay, ...] = ()
    duties: tuple[Duty, ...] = ()
    names: tuple[Known, ...] = ()
    references: tuple[Known, ...] = ()
    entries: frozenset[Ref] = frozenset()
    """Every entry that may be cited."""
    home: str = ""
    """The thread that a bare `#4` means; empty: any that has such an entry."""
    calendar: Calendar | None = None
    """For working days; None: Saturdays and Sundays off, nothing else."""
    whole: bool = False
    """It is a whole thread or more: what is not in it has not been logged. Only then can a silence be verified."""


class Elsewhere(Struct, frozen=True):
    """A thread that the text is not about: its reference numbers in the text are a mistake."""

    thread: str
    regulator: str
    ours: str = ""
    theirs: str = ""


class Fact(Struct, frozen=True):
    """A computed fact in words, with the entries that it rests on."""

    text: str
    entries: tuple[Ref, ...] = ()


def evidence_of(
    threads: Sequence[Thread],
    gaps: Iterable[Gap],
    settings: Settings,
    as_of: date,
    *,
    others: Iterable[Elsewhere] = (),
    calendar: Calendar | None = None,
    confidential: bool = True,
) -> Evidence:
    """What these threads hold as of the day, with the due days of their `gaps` and the parties of the settings.

    `confidential` False: of confidential messages only their days and channels are known, none of their words.
    """
    about = {thread.regulator for thread in threads}
    hidden = set() if confidential else {ref for thread in threads for ref in _confidential(thread)}
    passages = [_without_words(p) if p.ref in hidden else p for thread in threads for p in _passages(thread)]
    duties = [_duty(thread.id, o) for thread in threads for o in thread.obligations]
    return Evidence(
        as_of,
        tuple(sorted(passages, key=lambda passage: passage.day or as_of)),
        tuple(day for thread in threads for day in _days(thread)) + tuple(map(_due, gaps)),
        tuple(structs.replace(duty, words="") if duty.message in hidden else duty for duty in duties),
        (
            *_parties(settings, about),
            *(Known(e.regulator, elsewhere=e.regulator) for e in others if e.regulator not in about),
        ),
        (*(ref for thread in threads for ref in _references(thread)), *_foreign(others)),
        frozenset(Ref(thread.id, n) for thread in threads for n in range(1, thread.length + 1)),
        threads[0].id if len(threads) == 1 else "",
        calendar,
        whole=True,
    )


def given_evidence(
    passages: Sequence[Passage],
    facts: Sequence[Fact],
    as_of: date,
    *,
    names: Iterable[Known] = (),
    home: str = "",
) -> Evidence:
    """A handful of passages and computed facts, and nothing else: what a model was given to speak from."""
    computed = tuple(Passage(Ref("", 0), fact.text, "fact", also=fact.entries) for fact in facts)
    cited = frozenset(ref for passage in (*passages, *computed) for ref in passage.entries)
    return Evidence(as_of, (*passages, *computed), names=tuple(names), entries=cited, home=home)


def passage_of(thread: str, logged: Logged, annexed: Iterable[str] = ()) -> Passage:
    """A message as a passage, with the texts `annexed` to it that are its author's words."""
    message = logged.message
    spoken = message.channel in SPOKEN or message.direction == "internal"  # nobody's words alone
    parties = (message.sender, *message.to, *message.cc)
    return Passage(
        Ref(thread, logged.n),
        "\n\n".join((message.text, *annexed)),
        side=None if spoken else ("regulator" if message.direction == "in" else "company"),
        day=logged.day,
        subject=message.subject,
        direction=message.direction,
        channel=message.channel,
        cls=logged.cls,
        sender=message.sender.name,
        people=tuple(dict.fromkeys(word for party in parties for word in (party.name, party.address) if word)),
        numbers=message.numbers,
        own=message.reply_text,
    )


def _without_words(passage: Passage) -> Passage:
    return structs.replace(passage, text="", subject="", sender="", people=(), numbers=(), own="")


def _passages(thread: Thread) -> Iterator[Passage]:
    annexes = own_annexes(thread.messages)
    for logged in thread.messages:
        yield passage_of(thread.id, logged, (annex.text for annex in annexes.get(logged.n, ())))
    for note in thread.notes:
        yield Passage(Ref(thread.id, note.n), note.text, "note", day=note.day)
    for o in thread.obligations:
        carrier = None if o.message is None else thread.message(o.message)
        if o.is_quotation and not (carrier and any(carrier.message.texts)):  # else the message itself is the witness
            yield Passage(Ref(thread.id, o.n), o.words, "note", _speaker(o), o.day)


def _speaker(o: Obligation) -> Side:
    """Whose words they are: one side asks what the other owes, and promises what it owes itself."""
    ours = (o.owed_by == "company") == (o.type == "commitment")
    return "company" if ours else "regulator"


def _confidential(thread: Thread) -> Iterator[Ref]:
    """The confidential messages with the obligations that they carry."""
    numbers = {m.n for m in thread.messages if m.message.confidential}
    yield from (Ref(thread.id, n) for n in numbers)
    yield from (Ref(thread.id, o.n) for o in thread.obligations if o.message in numbers)


def _days(thread: Thread) -> Iterator[KnownDay]:
    yield KnownDay(thread.opened, "the matter was opened", (Ref(thread.id, 1),))
    for o in thread.obligations:
        if o.message is None:
            yield KnownDay(o.day, f"#{o.n} was asked or promised", (Ref(thread.id, o.n),))
        if o.due:
            moved = any(e.opening in {o.n, o.message} for e in thread.extensions)
            what = FIRST_DUE if moved else f"the due day set in #{o.n}"
            yield KnownDay(o.due, what, (Ref(thread.id, o.n),))
        for update in o.updates:
            yield KnownDay(update.day, f"#{o.n} became {update.state}", (Ref(thread.id, update.n),))
    yield from _moved(thread)
    for message in thread.messages:
        for when in (message.message.dated, message.message.sent, message.message.received):
            if when:
                yield KnownDay(date.fromisoformat(when[:10]), "the date on it", (Ref(thread.id, message.n),))


def _moved(thread: Thread) -> Iterator[KnownDay]:
    last = {e.opening: e for e in thread.extensions}
    for extension in thread.extensions:
        if extension.to:
            what = "extended until then" if extension == last[extension.opening] else FIRST_DUE
            yield KnownDay(extension.to, what, (Ref(thread.id, extension.n),))
    for pause in thread.pauses:
        yield KnownDay(pause.start, "paused", (Ref(thread.id, pause.n),))
        if pause.end:
            yield KnownDay(pause.end, "resumed", (Ref(thread.id, pause.n),))


def _due(gap: Gap) -> KnownDay:
    return KnownDay(gap.due, f"due: {gap.kind}", (Ref(gap.thread, gap.opened_by.entry),))


def _duty(thread: str, o: Obligation) -> Duty:
    settled = next((u.by_message for u in reversed(o.updates) if u.state == "settled"), None)
    return Duty(
        Ref(thread, o.n),
        o.type,
        o.owed_by,
        o.words,
        o.day,
        o.is_open,
        None if o.message is None else Ref(thread, o.message),
        tuple(Ref(thread, n) for n in o.partial_answers),
        None if settled is None else Ref(thread, settled),
    )


def _parties(settings: Settings, about: set[str]) -> Iterator[Known]:
    yield Known(settings.company.name, "company")
    for address in settings.company.addresses:
        yield Known(address, "company")
    for key in sorted({*settings.regulators, *about} - {TRAY}):
        regulator = settings.regulator(key)
        elsewhere = "" if key in about else key
        for name in dict.fromkeys((key, regulator.name)):
            if name:
                yield Known(name, "regulator", elsewhere=elsewhere)
        contacts = (word for contact in regulator.contacts for word in (contact.name, contact.address))
        for word in (*regulator.addresses, *filter(None, contacts)):
            yield Known(word, "regulator", elsewhere=elsewhere)


def _references(thread: Thread) -> Iterator[Known]:
    opened = (Ref(thread.id, 1),)
    if thread.ours:
        yield Known(thread.ours, "company", opened)
    if thread.theirs:
        yield Known(thread.theirs, "regulator", opened)
    for logged in thread.messages:
        for number in logged.message.numbers:
            yield Known(number, None, (Ref(thread.id, logged.n),))


def _foreign(others: Iterable[Elsewhere]) -> Iterator[Known]:
    for other in others:
        for reference in (other.ours, other.theirs):
            if reference:
                yield Known(reference, elsewhere=f"{other.thread} with {other.regulator}")
