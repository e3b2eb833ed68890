"""The life of a draft at the desk: checked, saved, approved, final, exported, sent; what both doors ask for.

What may leave the house is decided here once: complete, with no finding that blocks unless a person says why it may,
and seen by four eyes where the configuration asks for that. Only *sent* starts a clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct, structs

from assistant.desk import Desk
from assistant.drafts import saving, sending
from assistant.drafts.checks import check
from assistant.drafts.draft import Draft, empty, from_saved
from assistant.drafts.export import Form, check_complete, write_draft
from assistant.drafts.findings import Finding, blocking
from assistant.drafts.mail_file import new_message_id, quote
from assistant.drafts.release import Release
from assistant.drafts.style import Wish
from assistant.drafts.words import words_of
from assistant.errors import AssistantError, Refused, UsageProblem
from assistant.grounding.evidence import Elsewhere
from assistant.record.decisions import Asked
from assistant.record.entry import Line, NewEntry
from assistant.record.kinds import Channel, DraftSaved, Party
from assistant.record.openings import returned
from assistant.record.store import TRAY, regulator_of
from assistant.record.thread import Draft as SavedDraft
from assistant.record.thread import Thread

MAIL = ".eml"
MOST_MATTERS = 20
"""With one regulator, the latest that name an address: what came back before them all has long been sent anew."""


class Exported(Struct, frozen=True):
    path: Path
    logged: tuple[Line, ...]


def taken_up(desk: Desk, name: str, n: int) -> tuple[Draft, SavedDraft]:
    """The draft that the entry `n` began or last changed, as it is in the record."""
    thread = desk.thread(name)
    known = saving.under_way(thread, n)
    draft = from_saved(thread, known, desk.settings, desk.templates())
    return structs.replace(draft, form=_template_text(desk, thread, draft)), known


def _template_text(desk: Desk, thread: Thread, draft: Draft) -> str:
    """What its template would write today; empty if it has none, or one that fits no longer."""
    try:
        wish = Wish(draft.template.head.language)
        return desk.draft(thread, draft.template.name, wish=wish).text if draft.template.name else ""
    except AssistantError:
        return ""


def blank(desk: Desk, name: str) -> Draft:
    """A draft of no template, to the thread's usual recipient: for a text that was written elsewhere."""
    return empty(desk.thread(name), desk.settings)


def findings(desk: Desk, draft: Draft, saved: SavedDraft | None = None) -> tuple[Finding, ...]:
    """What the checks say of it as of the desk's day."""
    thread = desk.thread(draft.thread)
    beside = tuple(desk.thread(other) for other in draft.beside)
    release = Release(
        draft,
        thread,
        tuple(gap for one in (thread, *beside) for gap in desk.gaps(one, snoozed=True)),
        desk.settings,
        desk.day(thread.regulator),
        desk.almanac().calendar(thread.regulator),
        _elsewhere(desk, draft),
        beside,
        _bounced(desk, draft),
        saved,
    )
    return check(release)


def keep(desk: Desk, draft: Draft, n: int | None = None) -> tuple[Line, ...]:
    """Save it as a new draft, or as the next version of draft `n`."""

    def decide(now: Thread) -> list[NewEntry]:
        return list(saving.saved(draft, desk.author, saving.under_way(now, n).n if n is not None else None))

    return _decide(desk, draft.thread, decide)


def approve(desk: Desk, name: str, n: int, approver: str = "") -> tuple[Line, ...]:
    """Say that the text of draft `n` may leave the house; raises `Refused` where one's own eyes do not count."""
    four_eyes = desk.settings.drafts.four_eyes

    def decide(now: Thread) -> list[NewEntry]:
        known = saving.under_way(now, n)
        return saving.approved(known, desk.author, approver.strip() or desk.author, four_eyes=four_eyes)

    return _decide(desk, name, decide)


def finish(desk: Desk, name: str, n: int, overrule: str = "") -> tuple[Line, ...]:
    """Draft `n` is final; raises `Refused` while a field is missing or a check blocks it."""
    draft, known = taken_up(desk, name, n)
    reason = release(desk, draft, known, overrule)
    return _decide(desk, name, lambda now: saving.final(_same(now, known), desk.author, reason))


def release(desk: Desk, draft: Draft, known: SavedDraft | None, overrule: str = "") -> str:
    """Raise `Refused` unless the text may be final; the reason that is to be logged, empty if nothing was overruled."""
    check_complete(draft)
    wrong = blocking(findings(desk, draft, known))
    if wrong and not overrule.strip():
        raise _blocked(wrong, "Correct it, or give the reason why it is right (--overrule).")
    return overrule.strip() if wrong else ""


def export(
    desk: Desk,
    draft: Draft,
    n: int | None,
    path: Path,
    *,
    overwrite: bool = False,
    quoted: bool = False,
    overrule: str = "",
) -> Exported:
    """Write the text to a file and log that, as a version of draft `n` or as a new draft.

    What stands against it raises `Refused`, and nothing is written.
    """
    desk.record.check_present()
    known = saving.under_way(desk.thread(draft.thread), n) if n is not None else None
    same = known is not None and saving.says(known, draft)
    if desk.settings.drafts.four_eyes and not (known and same and saving.seen_by_another(known)):
        raise _unapproved("nobody but its writer has approved the text as it is", known.n if known else None)
    reason = release(desk, draft, known, overrule)
    earlier = known.saved.message_id if known else None
    message_id = (earlier or new_message_id(draft)) if path.suffix.lower() == MAIL else None
    write_draft(draft, path, overwrite=overwrite, form=_form(desk, draft, path, message_id, quoted=quoted))

    def decide(now: Thread) -> Iterable[NewEntry]:
        latest = _same(now, known) if known else None
        if latest and same:
            return saving.exported(latest, desk.author, message_id, reason)
        first = known.n if known else None
        return saving.saved(draft, desk.author, first, "exported", overruled=reason, message_id=message_id)

    return Exported(path, _decide(desk, draft.thread, decide))


def write_unsaved(desk: Desk, draft: Draft, path: Path, *, overwrite: bool = False, quoted: bool = False) -> Path:
    """Write a draft that is not in the record; what a check blocks, or what needs four eyes, must be saved first."""
    if desk.settings.drafts.four_eyes:
        raise _unapproved("a text leaves the house only approved by another", None)
    check_complete(draft)
    if wrong := blocking(findings(desk, draft)):
        raise _blocked(wrong, "Correct it; or save it and say why it is right: --export N --overrule REASON.")
    return write_draft(draft, path, overwrite=overwrite, form=_form(desk, draft, path, None, quoted=quoted))


class Going(Struct, frozen=True):
    """What a person says of a draft that went out."""

    on: str | None = None
    """The day or moment of sending; none: the desk's day."""
    channel: Channel | None = None
    message: int | None = None
    """Its copy, if that is in the record."""
    partly: bool = False
    """It answers only a part of what it answers."""
    commitments: tuple[int, ...] = ()
    """Numbers of its promises that are to be opened."""


def send(desk: Desk, name: str, n: int, going: Going) -> tuple[Line, ...]:
    """Log that draft `n` went out: as the message named, else as the copy that evidently is it, else as logged now."""

    def decide(now: Thread) -> list[NewEntry]:
        known = saving.under_way(now, n)
        copy = None if going.message or going.on else sending.sent_copy(now, known)
        there = going.message or (copy.n if copy else None)
        return _logged_now(desk, now, known, going) if there is None else _tied(desk, now, known, there, going)

    return _decide(desk, name, decide)


def _logged_now(desk: Desk, now: Thread, known: SavedDraft, going: Going) -> list[NewEntry]:
    when = desk.when(now.regulator, going.on)
    asks = _promised(desk, now, known.saved.text, date.fromisoformat(when[:10]), going.commitments)
    sender = Party(desk.settings.company.name, next(iter(desk.settings.company.addresses), ""))
    by_mail = known.saved.message_id or known.saved.reply_to
    channel: Channel = going.channel or ("email" if by_mail else "letter")
    return sending.sent_now(now, known, desk.author, sender, when, channel, partly=going.partly, asks=asks)


def _tied(desk: Desk, now: Thread, known: SavedDraft, there: int, going: Going) -> list[NewEntry]:
    if going.on or going.channel:
        raise UsageProblem(f"#{there} is logged already, with its day and channel", hint="Leave out --on and --as.")
    entries = sending.sent(now, known, there, desk.author, state="part" if going.partly else "settled")
    logged = now.message(there)
    if logged is None or not going.commitments:
        return list(entries)
    text = logged.message.own_text
    asks = _promised(desk, now, text, logged.day, going.commitments)
    return [*entries, *sending.opened(now, there, asks, desk.author)]


def discard(desk: Desk, name: str, n: int) -> tuple[Line, ...]:
    """Nobody goes on with draft `n`."""
    return _decide(desk, name, lambda now: saving.discarded(now, n, desk.author))


def _decide(desk: Desk, name: str, decision: Callable[[Thread], Iterable[NewEntry]]) -> tuple[Line, ...]:
    """Log what `decision` says; on a desk that stands on a day of its own, a draft's entries are of that day."""

    def dated(now: Thread) -> list[NewEntry]:
        return [_on_day(entry, desk.as_of) for entry in decision(now)]

    return desk.decide(name, dated)


def _on_day(entry: NewEntry, day: date | None) -> NewEntry:
    fact = entry.fact
    if day and isinstance(fact, DraftSaved) and fact.day is None:
        return structs.replace(entry, fact=structs.replace(fact, day=day.isoformat()))
    return entry


def _same(now: Thread, known: SavedDraft) -> SavedDraft:
    """The draft that was checked, if nobody changed it meanwhile."""
    latest = saving.under_way(now, known.n)
    if latest.last != known.last:
        raise Refused(f"draft #{known.n} has a later version, #{latest.last}", hint="Look at it, and try again.")
    return latest


def _elsewhere(desk: Desk, draft: Draft) -> tuple[Elsewhere, ...]:
    """The other threads whose references stand in the text."""
    desk.refresh()
    text = f"{draft.subject}\n{draft.text}".casefold()
    found = []
    for other in desk.each_summary():
        named = [reference for reference in (other.ours, other.theirs) if reference and reference.casefold() in text]
        if named and other.thread not in {draft.thread, *draft.beside} and other.regulator != TRAY:
            found.append(Elsewhere(other.thread, other.regulator, other.ours, other.theirs))
    return tuple(found)


def _bounced(desk: Desk, draft: Draft) -> tuple[Thread, ...]:
    """The other matters with its regulator, closed ones too, that name a recipient: the latest, where any came back."""
    regulator = regulator_of(draft.thread)
    names: dict[str, None] = {}
    for address in {party.address.strip() for party in draft.to} - {""}:
        with desk.lock:
            names |= dict.fromkeys(desk.record.lists.addressing(regulator, address, desk.day(regulator), MOST_MATTERS))
    names.pop(draft.thread, None)
    naming = tuple(desk.thread(name) for name in names)
    return naming if any(map(returned, naming)) else ()


def _promised(desk: Desk, now: Thread, text: str, day: date, numbers: Sequence[int]) -> list[Asked]:
    calendar, company = desk.almanac().calendar(now.regulator), desk.settings.company.name
    found = {one.number: one.asked for one in sending.promises(text, day, calendar, company)}
    for number in numbers:
        if number not in found:
            known = ", ".join(map(str, found)) or "none"
            raise UsageProblem(f"the text has no promise {number}", hint=f"It has: {known}.")
    return [found[number] for number in dict.fromkeys(numbers)]


def _form(desk: Desk, draft: Draft, path: Path, message_id: str | None, *, quoted: bool) -> Form:
    thread, ending = desk.thread(draft.thread), path.suffix.lower()
    if quoted and ending != MAIL:
        raise UsageProblem(f"only a mail quotes what it answers ({MAIL})", where=str(path))
    under = thread.message(draft.reply_to) if quoted and draft.reply_to is not None else None
    if quoted and under is None:
        raise UsageProblem("there is no mail that it answers, so nothing to quote", hint="Leave out --quote.")
    words, office = words_of(draft.template.head.language), desk.settings.regulator(thread.regulator).name
    quotation = quote(under, words, office or thread.regulator) if under else ""
    return Form(words.written(desk.day(thread.regulator)), _letterhead(desk), message_id, quotation, office)


def _letterhead(desk: Desk) -> Path | None:
    written = desk.settings.drafts.letterhead
    if not written:
        return None
    path = Path(written).expanduser()
    return path if path.is_absolute() or not desk.settings.source else Path(desk.settings.source).parent / path


def standing_against(wrong: Sequence[Finding]) -> str:
    """How many findings block a text, for a person."""
    return "one thing stands against it" if len(wrong) == 1 else f"{len(wrong)} things stand against it"


def _blocked(wrong: Sequence[Finding], hint: str) -> Refused:
    lines = [f"  {found.told}" for found in wrong]
    return Refused("\n".join([f"{standing_against(wrong)}:", *lines]), hint=hint)


def _unapproved(what: str, n: int | None) -> Refused:
    first = "Save it first (--save), then" if n is None else "Let another say"
    return Refused(what, hint=f"{first} --approve {n or 'N'} --by NAME, then --export {n or 'N'}.")
