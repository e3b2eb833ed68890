"""A draft: the text, why it was chosen, the facts it rests on, and what a person still has to supply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct, structs

from assistant.clocks.gap import Gap
from assistant.config import Settings
from assistant.drafts.about import About
from assistant.drafts.choose import Choice, choose, choose_named
from assistant.drafts.facts import Facts, facts_for, recipient
from assistant.drafts.front_matter import Head
from assistant.drafts.grounds import Fact, grounds
from assistant.drafts.points import Matter
from assistant.drafts.render import MissingField, Rendered, fill, render
from assistant.drafts.style import Style, Wish, style_for
from assistant.drafts.templates import Template, load_templates, suited
from assistant.drafts.words import ENGLISH, languages
from assistant.record.inert import inert, inert_line
from assistant.record.kinds import Party
from assistant.record.thread import Draft as SavedDraft
from assistant.record.thread import Logged, Thread


class Draft(Struct, frozen=True):
    thread: str
    template: Template
    because: str
    subject: str
    text: str
    to: tuple[Party, ...]
    sender: Party
    facts: tuple[Fact, ...]
    missing: tuple[MissingField, ...]
    answers: tuple[int, ...]
    """Obligations that it settles once it is sent."""
    reply_to: int | None = None
    """The message that a mail program shows it under, and that may be quoted."""
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    alternatives: tuple[tuple[str, str], ...] = ()
    """Names of other templates that fit, each with its reason."""
    beside: tuple[str, ...] = ()
    """Other threads that it speaks of."""
    form: str = ""
    """The text as its template wrote it, with the marks of what only a person can supply; empty: nobody knows."""


def make_draft(
    thread: Thread,
    gaps: Sequence[Gap],
    settings: Settings,
    as_of: date,
    templates: Sequence[Template] | None = None,
    template_name: str | None = None,
    fields: Mapping[str, str] | None = None,
    wish: Wish = Wish(),  # noqa: B008 - frozen
    beside: Sequence[Matter] = (),
) -> Draft:
    """The draft that follows up `thread` on the day, from the template named, else from the one that fits.

    `wish` is how it is to read, where the regulator's configuration is not to decide; `beside` are other matters with
    the regulator, for a letter about all that is open. Raises `Refused` when there is nothing to follow up,
    `UsageProblem` for an unknown template or field and for a template that does what it may not.
    """
    style = style_for(settings.regulator(thread.regulator), wish)
    known = suited(load_templates(settings) if templates is None else templates, style)
    if template_name is None:
        choice = choose(thread, gaps, known, as_of)
    else:
        choice = choose_named(thread, gaps, known, template_name)
    choice = _in_language(choice, style)
    written_in = structs.replace(style, language=choice.template.head.language)
    facts = facts_for(thread, gaps, settings, as_of, choice.about, written_in, beside)
    filled = fill(choice.template, fields or {}, as_of)
    written = render(choice.template, facts, filled.values)
    return _draft(thread, settings, choice, facts, written, filled.missing)


def with_text(draft: Draft, text: str, subject: str | None = None) -> Draft:
    """The draft after a person edited it: a field whose mark no longer stands in the text is taken as supplied."""
    clean, line = inert(text), inert_line(draft.subject if subject is None else subject)
    missing = tuple(field for field in draft.missing if field.mark in clean or field.mark in line)
    return structs.replace(draft, text=clean, subject=line, missing=missing)


def empty(thread: Thread, settings: Settings) -> Draft:
    """A draft without a text, a template or a subject, addressed as a letter of the thread would be."""
    to, _ = recipient(thread, settings.regulator(thread.regulator))
    return Draft(
        thread=thread.id,
        template=_no_template(""),
        because="Written elsewhere",
        subject="",
        text="",
        to=(to,) if to.name or to.address else (),
        sender=_sender(settings),
        facts=(),
        missing=(),
        answers=(),
    )


def from_saved(thread: Thread, saved: SavedDraft, settings: Settings, templates: Sequence[Template]) -> Draft:
    """A draft as its latest version in the record has it; its template may be gone or fit no longer."""
    known, name = saved.saved, saved.saved.template
    kept = known.language if known.language in languages() else ""
    style = style_for(settings.regulator(thread.regulator), Wish(kept))
    template = next((t for t in suited(templates, style) if t.name == name), None) or _no_template(name, kept)
    under = thread.message(known.reply_to) if known.reply_to is not None else None
    return structs.replace(
        empty(thread, settings),
        template=template,
        because=f"Draft #{saved.n}, version {saved.version}, by {saved.by} on {saved.day}",
        subject=known.subject,
        text=known.text,
        to=known.to,
        missing=marks_left(template, f"{known.subject}\n{known.text}"),
        answers=known.answers,
        reply_to=known.reply_to,
        in_reply_to=under.message.message_id if under else None,
        references=_references(under) if under else (),
        beside=known.beside,
    )


def marks_left(template: Template, text: str) -> tuple[MissingField, ...]:
    """The required fields whose marks still stand in a text that was saved earlier."""
    left = [field for field in template.fields if field.required and field.mark in text]
    return tuple(MissingField(field.name, field.label, field.hint) for field in left)


def _no_template(name: str, language: str = "") -> Template:
    head = Head(name, title=name, purpose="", subject="", language=language or ENGLISH)
    return Template(head, body="", path="", own=False)


def _in_language(choice: Choice, style: Style) -> Choice:
    """Where the text is in another language than the one wished for, the reason says so."""
    language = choice.template.head.language
    if language == style.language:
        return choice
    told = f"There is no text of it in {style.language!r}: this one is in {language!r}."
    return structs.replace(choice, because=f"{choice.because} {told}")


def _draft(
    thread: Thread,
    settings: Settings,
    choice: Choice,
    facts: Facts,
    written: Rendered,
    missing: tuple[MissingField, ...],
) -> Draft:
    to, _ = recipient(thread, settings.regulator(thread.regulator))
    replied = _replied_to(thread, choice.about)
    answering = facts.sources["answering"].entries
    return Draft(
        thread=thread.id,
        template=choice.template,
        because=choice.because,
        subject=written.subject,
        text=written.text,
        to=(to,) if to.name or to.address else (),
        sender=_sender(settings),
        facts=grounds(choice.template, facts, written),
        missing=missing,
        answers=answering if choice.template.head.settles else (),
        reply_to=replied.n if replied else None,
        in_reply_to=replied.message.message_id if replied else None,
        references=_references(replied) if replied else (),
        alternatives=tuple((p.template.name, p.because) for p in choice.alternatives),
        form=written.text,
    )


def _sender(settings: Settings) -> Party:
    return Party(settings.company.name, next(iter(settings.company.addresses), ""))


def _replied_to(thread: Thread, about: About) -> Logged | None:
    """What a mail client shows the letter under: the message it answers; for a reminder, what they said to ours since.

    Only a message with a Message-ID can be. Where that message has none, it is their last one, else ours.
    """
    known = [m for m in thread.messages if m.message.message_id and m.message.direction in {"in", "out"}]
    place = next((at for at, m in enumerate(known) if m.n == about.message), None)
    if place is not None and about.owed_by != "regulator":
        return known[place]
    since = known[place or 0 :]
    theirs = [m for m in since if m.from_person]
    return theirs[-1] if theirs else since[0] if place is not None else since[-1] if since else None


def _references(logged: Logged) -> tuple[str, ...]:
    own = logged.message.message_id
    return (*(n for n in logged.message.references if n != own), *((own,) if own else ()))
