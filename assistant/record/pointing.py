"""What a decision points at: entries of the thread that it names, and words that it quotes from them.

Each looks it up and raises `UsageProblem`, with what there is instead, if it is not there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from msgspec import structs

from assistant.errors import UsageProblem
from assistant.record.inert import inert_line
from assistant.record.kinds import SPOKEN, Attachment, Direction, Message, Side
from assistant.record.thread import Logged, Obligation, Thread


def message_at(thread: Thread, n: int) -> Logged:
    logged = thread.message(n)
    if logged is None:
        raise UsageProblem(f"#{n} of {thread.id} is no message", hint=f"See `assistant show {thread.id}`.")
    return logged


def obligation_at(thread: Thread, n: int) -> Obligation:
    known = thread.obligation(n)
    if known is None:
        raise UsageProblem(f"#{n} of {thread.id} is no request or commitment", hint=listed(thread))
    return known


def open_obligation_at(thread: Thread, n: int) -> Obligation:
    known = obligation_at(thread, n)
    if not known.is_open:
        raise UsageProblem(f"#{n} of {thread.id} is {known.state} already")
    return known


def check_clock(thread: Thread, n: int) -> None:
    if thread.obligation(n) is None and thread.message(n) is None:
        raise UsageProblem(f"#{n} of {thread.id} is neither a message nor an obligation", hint=listed(thread))


def check_requests(thread: Thread, numbers: Iterable[int]) -> None:
    """All of these are requests to the regulator."""
    for n in numbers:
        known = thread.obligation(n)
        if known is None or (known.type, known.owed_by) != ("request", "regulator"):
            raise UsageProblem(f"#{n} of {thread.id} is no request that they owe an answer to", hint=listed(thread))


def began(thread: Thread, opening: int) -> date:
    """The day of an obligation, or on which a whole message begins to await its reply."""
    obligation, whole = thread.obligation(opening), thread.message(opening)
    return obligation.day if obligation else whole.day_0 if whole else date.min


def listed(thread: Thread) -> str:
    known = ", ".join(f"#{o.n} ({o.type}, {o.state})" for o in thread.obligations)
    return f"It has {known}." if known else "It has none yet; `assistant open` adds one."


def check_verbatim(words: str, message: Message, where: str) -> None:
    """Words that bind a side are quoted, not retold: from the body of `message`, or from an annex to it.

    One without any text (a call) cannot be quoted.
    """
    wanted = _folded(words)
    if "".join(message.texts).strip() and not any(wanted in _folded(text) for text in message.texts):
        raise UsageProblem(
            f"these words do not stand in {where}: “{words}”", hint="Quote them as they are in the message."
        )


def annex_with(words: str, message: Message) -> Attachment | None:
    """The annex to `message` in which `words` stand, if its own text does not have them."""
    if not message.annexes or not words.strip() or words in message.text:
        return None
    wanted = _folded(words)
    if wanted in _folded(message.text):
        return None
    same = next((annex for annex in message.annexes if words in annex.text), None)
    return same or next((annex for annex in message.annexes if wanted in _folded(annex.text)), None)


def narrowed(thread: Thread, entry: int) -> Thread:
    """The thread with nothing but the message or note `entry`, or the message in which the obligation `entry` stands,
    and what was opened in it; raises `UsageProblem` if the entry is none of these."""
    asked = thread.obligation(entry)
    n = asked.message if asked and asked.message is not None else entry
    owed = tuple(o for o in thread.obligations if n in {o.n, o.message})
    about = {n, *(o.n for o in owed)}
    found = structs.replace(
        thread,
        messages=tuple(thread.among({n})),
        notes=tuple(note for note in thread.notes if note.n == n),
        obligations=owed,
        extensions=tuple(e for e in thread.extensions if e.opening in about),
        pauses=tuple(p for p in thread.pauses if p.opening in about),
        corrections=tuple(c for c in thread.corrections if c.entry in about),
    )
    if not (found.messages or found.notes or owed):
        hint = f"See `assistant show {thread.id}`."
        raise UsageProblem(f"{thread.id}#{entry} is no message, note, request or commitment", hint=hint)
    return found


def annex_named(words: str, message: int | None, thread: Thread) -> str:
    """The name of the annex to that message of the thread in which `words` stand, as of `annex_with`; else empty."""
    carrier = thread.message(message) if message is not None else None
    annex = annex_with(words, carrier.message) if carrier else None
    return inert_line(annex.name) if annex else ""


_AUTHORS: dict[Direction, Side] = {"in": "regulator", "out": "company", "public": "company"}
"""Who speaks to the other side; what is said among ourselves may ask anything of us."""


def check_asker(owed_by: Side, carrier: Message, n: int) -> None:
    """Nobody is asked for anything by a letter of his own, nor the regulator by the order of a court.

    What a call or a meeting was about, both sides may have asked, whoever logged it.
    """
    author = _AUTHORS.get(carrier.direction)
    if owed_by == author and carrier.channel not in SPOKEN:
        whose, other = ("theirs", "ours") if author == "regulator" else ("ours", "theirs")
        hint = f"What it promises or orders is a commitment; a request stands in a message of {other}."
        raise UsageProblem(f"#{n} is {whose}: it asks nothing of the {author}", hint=hint)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(str.maketrans("“”„«»‘’‚–—", '"""""\'\'\'--'))
    return re.sub(r"\s+", " ", plain).strip().casefold()
