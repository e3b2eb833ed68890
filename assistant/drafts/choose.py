"""Which template fits, what the draft is about, and why: so that a person sees the reason beside the text.

While the company owes an answer, that answer comes first and no reminder does (design §5.7). Otherwise it is the most
urgent gap that is due, with the template for as many reminders as were really sent. If nothing is open, the courtesy
that the last exchange calls for; if it calls for none, that is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from assistant.clocks.gap import Gap
from assistant.clocks.wording import counted, long_date
from assistant.drafts.about import (
    About,
    about_opening,
    about_points,
    by_urgency,
    chasers,
    last_exchange,
    owed_by_us,
    situations,
)
from assistant.drafts.naming import of_record
from assistant.drafts.templates import Template, find
from assistant.errors import Refused
from assistant.record.inert import inert_line
from assistant.record.openings import openings
from assistant.record.thread import Thread


class Proposal(Struct, frozen=True):
    """One draft that could be made."""

    template: Template
    about: About
    because: str
    """Names the gap, its rule and step, and the entries."""


class Choice(Struct, frozen=True):
    template: Template
    about: About
    because: str
    alternatives: tuple[Proposal, ...] = ()
    """What else fits, the next best first."""


def choose(thread: Thread, gaps: Sequence[Gap], templates: Sequence[Template], as_of: date) -> Choice:
    """The draft to propose; raises `Refused` that names the nearest thing to do when there is nothing to follow up."""
    first = list(_fitting(thread, _subjects(thread, gaps), templates))
    courtesy = list(_fitting(thread, _courtesies(thread), templates))
    others = list(_others(thread, gaps, templates))
    if not first and not courtesy:
        raise _nothing(thread, gaps, templates, as_of)
    best, *rest = [*first, *courtesy]
    because = best.because if first else f"Nothing else is due. {best.because}"
    same = [p for p in others if p.about.entry == best.about.entry]
    return Choice(best.template, best.about, because, _without([*same, *rest, *others], best))


def choose_named(thread: Thread, gaps: Sequence[Gap], templates: Sequence[Template], name: str) -> Choice:
    """The template a person named, about the first thing it fits; raises `UsageProblem` or `Refused`."""
    template = find(templates, name)
    about = next((a for a in _everything(thread, gaps) if _fits(template, a)), None)
    if about is None:
        what = ", ".join(template.head.fits) or "nothing in particular"
        raise Refused(f"{thread.id} has nothing that {name!r} could be about", hint=f"It is for: {what}.")
    because = f"Chosen by name. {_because(thread, about)}{_owing(thread, gaps, about)}"
    same = [p for p in _others(thread, gaps, templates) if (p.about.kind, p.about.entry) == (about.kind, about.entry)]
    return Choice(template, about, because, _without(same, Proposal(template, about, because)))


def fitting(thread: Thread, about: About, templates: Sequence[Template]) -> Template | None:
    """The proposed template for `about`, by the number of reminders sent; among equals the first of the list.

    A gap that suggests a later step, because its rule allows no more reminders, is at that step.
    """
    suggested = (t.head.chasers for t in templates if about.gap and t.name == about.gap.suggests and _fits(t, about))
    sent = max(len(chasers(thread, about)), *suggested, 0)
    found = [t for t in templates if t.head.proposed and t.head.chasers <= sent and _fits(t, about)]
    return max(found, key=lambda t: t.head.chasers) if found else None


def _fits(template: Template, about: About) -> bool:
    return about.kind in template.head.fits and template.head.owed_by in {"", about.owed_by}


def _subjects(thread: Thread, gaps: Sequence[Gap]) -> Iterator[About]:
    """What calls for a letter: what we owe, then what is due; nothing snoozed, and no reminder before its day."""
    yield from owed_by_us(thread, gaps)
    for about in by_urgency(gaps, thread):
        gap = about.gap
        if gap and not gap.hidden and not (gap.owed_by == "regulator" and gap.state == "upcoming"):
            yield about


def _courtesies(thread: Thread) -> Iterator[About]:
    if (last := last_exchange(thread)) and thread.closed is None:
        yield last


def _fitting(thread: Thread, subjects: Iterator[About], templates: Sequence[Template]) -> Iterator[Proposal]:
    for about in subjects:
        if template := fitting(thread, about, templates):
            yield Proposal(template, about, _because(thread, about, template))


def _others(thread: Thread, gaps: Sequence[Gap], templates: Sequence[Template]) -> Iterator[Proposal]:
    """What is offered but never proposed first, such as asking for more time."""
    for about in [*_subjects(thread, gaps), *_courtesies(thread)]:
        yield from _unproposed(thread, about, templates)


def _unproposed(thread: Thread, about: About, templates: Sequence[Template]) -> Iterator[Proposal]:
    """The furthest on the ladder of reminders first."""
    sent = len(chasers(thread, about))
    found = [t for t in templates if not t.head.proposed and t.head.chasers <= sent and _fits(t, about)]
    for template in sorted(found, key=lambda t: -t.head.chasers):
        yield Proposal(template, about, f"{inert_line(template.head.purpose)} {_because(thread, about)}")


def _everything(thread: Thread, gaps: Sequence[Gap]) -> Iterator[About]:
    """All that a template named by a person could be about: also what is not due, is snoozed, or lies further back."""
    yield from owed_by_us(thread, gaps)
    yield from by_urgency(gaps, thread)
    for opening in openings(thread):
        yield about_opening(opening, gaps, thread)
    for logged in reversed(thread.messages):
        yield from situations(logged)
    yield from about_points(thread, gaps)


def _without(proposals: Sequence[Proposal], best: Proposal) -> tuple[Proposal, ...]:
    """Each template once, since it is by its name that one is taken instead; the chosen draft left out."""
    once: dict[str, Proposal] = {}
    for proposal in proposals:
        if _key(proposal) != _key(best):
            once.setdefault(proposal.template.name, proposal)
    return tuple(once.values())


def _key(proposal: Proposal) -> tuple[str, int]:
    return proposal.template.name, proposal.about.entry


def _because(thread: Thread, about: About, template: Template | None = None) -> str:
    """The gap or situation with its entries; for a proposed template also why it is this one."""
    return " ".join([_reason(thread, about), *([_step(about, template)] if template else [])])


def _step(about: About, template: Template) -> str:
    after = f" after {counted(template.head.chasers, 'reminder')}" if template.head.chasers else ""
    return f"{inert_line(template.head.title)} is the text for {about.kind}{after}."


def _reason(thread: Thread, about: About) -> str:
    carrier = thread.message(about.message) if about.message is not None else None
    subject = of_record(carrier) if carrier else f"entry #{about.entry}"
    match about.kind:
        case "message-received":
            return f"Receipt of {subject} can be confirmed."
        case "open-points":
            return "All that is open with the regulator can be told in one letter."
        case "meeting-held":
            return f"What was said at {subject} can be put in writing."
        case "we-owe":
            asked = f", asked in #{about.entry}" if about.entry != about.message and carrier else ""
            return f"The company owes an answer to {subject}{asked}: it comes before any reminder. {_rule(about)}"
        case _:
            return " ".join(part for part in (_summary(about, subject), _sent(thread, about), _rule(about)) if part)


def _owing(thread: Thread, gaps: Sequence[Gap], about: About) -> str:
    owed = owed_by_us(thread, gaps) if about.owed_by == "regulator" else []
    entries = ", ".join(f"#{a.entry}" for a in owed)
    return f" The company owes an answer itself ({entries}), which the text raises first." if owed else ""


def _summary(about: About, subject: str) -> str:
    return inert_line(about.gap.summary) if about.gap and about.gap.summary else f"Open: {about.kind}, {subject}."


def _sent(thread: Thread, about: About) -> str:
    if about.owed_by != "regulator":
        return ""
    sent = chasers(thread, about)
    return f"Reminders sent: {', '.join(f'#{n}' for n in sent)}." if sent else "No reminder was sent."


def _rule(about: About) -> str:
    gap = about.gap
    if gap is None:
        return "No rule counts it yet."
    return f"Gap {gap.id}: step {gap.step} of rule {gap.rule or gap.kind}, {gap.state}, due {long_date(gap.due)}."


REMEDIES = {
    "unclassified": "#{} is not classified: say what it is.",
    "draft-stale": "Draft #{} is under way: finish it, or discard it.",
}
"""What to do where no template helps."""


def _remedy(about: About) -> str:
    remedy = REMEDIES.get(about.kind, "Name a template to use one all the same.")
    return remedy.format(about.message or about.entry)


def _nothing(thread: Thread, gaps: Sequence[Gap], templates: Sequence[Template], as_of: date) -> Refused:
    """Why there is nothing to draft, and what is nearest to it."""
    if thread.closed is not None:
        hint = f"It was closed on {long_date(thread.closed)}; reopen it first."
    elif other := [a for a in by_urgency(gaps, thread) if a.kind in REMEDIES and a.gap and not a.gap.hidden]:
        hint = _remedy(other[0])
    elif later := [a for a in by_urgency(gaps, thread) if a.gap and (a.gap.hidden or a.gap.state == "upcoming")]:
        hint = f"Nearest: {_waits(later[0])} {_by_name(templates)}"
    else:
        hint = _by_name(templates)
    return Refused(f"{thread.id}: nothing to follow up as of {long_date(as_of)}", hint=hint)


def _waits(about: About) -> str:
    gap = about.gap
    if gap and gap.hidden and gap.snoozed_until:
        return f"{about.kind} (#{about.entry}) is snoozed until {long_date(gap.snoozed_until)}."
    return f"{about.kind} (#{about.entry}) falls due on {long_date(gap.due)}." if gap else ""


def _by_name(templates: Sequence[Template]) -> str:
    return f"By name there are: {', '.join(dict.fromkeys(t.name for t in templates))}."
