"""The forms of a draft: written to a file, released, sent. Pure: fields out, answers in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from textual.content import Content

from assistant.drafts.draft import Draft
from assistant.drafts.findings import Finding, blocking
from assistant.drafts.sending import sent_copy
from assistant.record.inert import inert_line
from assistant.record.kinds import Channel
from assistant.services.drafting import Going
from assistant.tui.forms import Answers, Field
from assistant.tui.timeline import View

CHANNELS: tuple[Channel, ...] = ("letter", "email", "portal", "meeting", "call", "other")
OVERRULE = Field("overrule", "Right though a check says no", hint="why; the reason is logged")


def export(draft: Draft, found: Iterable[Finding], folder: Path) -> tuple[Field, ...]:
    path = folder / f"{draft.thread}-{draft.template.name or 'draft'}.eml"
    return (
        *_against(draft, found),
        Field("path", "File", value=str(path), hint=".eml opens unsent; .docx, .pdf, .md, .txt", first=True),
        Field("there", "If it exists", "choice", "keep", choices=(("keep", "leave it"), ("over", "write over it"))),
        OVERRULE,
    )


def release(draft: Draft, found: Iterable[Finding]) -> tuple[Field, ...]:
    choices = (("final", "final: nothing is to be written any more"), ("approve", "approved: it may leave the house"))
    return (
        *_against(draft, found),
        Field("what", "It is", "choice", "final", choices=choices, first=True),
        Field("by", "Approved by", hint="empty: yourself"),
        OVERRULE,
    )


def sent(view: View, draft: Draft, found: Sequence[Finding], first: int | None) -> tuple[Field, ...]:
    """`first`: the entry of the draft, if it was saved."""
    known = next((d for d in view.thread.drafts if d.n == first), None)
    copy = sent_copy(view.thread, known) if known else None
    hint = f"empty: as its copy #{copy.n}, which is in the record" if copy else ""
    channel: Channel = "email" if draft.in_reply_to else "letter"
    fields = [
        *_against(draft, found),
        Field("day", "Sent on", value="" if copy else view.today.isoformat(), hint=hint, first=True),
        Field("channel", "As", "choice", channel, choices=tuple((c, c) for c in CHANNELS)),
    ]
    owed = [o for o in view.thread.obligations if o.is_open and o.owed_by == "company"]
    if owed:
        ticks = tuple((str(o.n), f"#{o.n} {inert_line(o.words)}") for o in owed)
        states = (("full", "settled"), ("part", "answered in part"))
        fields.append(Field("answers", "It answers", "ticks", ",".join(map(str, draft.answers)), choices=ticks))
        fields.append(Field("how", "Which are then", "choice", "full", choices=states))
    promises = tuple((str(f.number), inert_line(f.words)) for f in found if f.kind == "promise" and f.number)
    if promises:
        fields.append(Field("promises", "It promises, to be kept in mind", "ticks", choices=promises))
    return tuple(fields)


class Sending(Struct, frozen=True):
    """What a person says of a draft that went out."""

    going: Going
    answers: tuple[int, ...]


def sending(answers: Answers) -> Sending:
    """What the answers of `sent` say; without a day, it went out as its copy, which has its day and channel."""
    channel = next((c for c in CHANNELS if c == answers["channel"]), None)
    day = answers["day"]
    partly, promises = answers.get("how") == "part", _numbers(answers.get("promises", ""))
    going = Going(day or None, channel if day else None, partly=partly, commitments=promises)
    return Sending(going, _numbers(answers.get("answers", "")))


def _numbers(ticked: str) -> tuple[int, ...]:
    return tuple(int(n) for n in ticked.split(",") if n)


def _against(draft: Draft, found: Iterable[Finding]) -> tuple[Field, ...]:
    """What stands against it, read out before anything is decided."""
    lines = [f"⚠ still missing: {inert_line(field.label)}" for field in draft.missing]
    lines += [f"✗ {inert_line(one.told)}" for one in blocking(found) if one.kind != "field"]
    return (Field("against", "This stands against it", "shown", "\n".join(lines)),) if lines else ()


def coloured(difference: str) -> Content:
    """A unified diff; its signs say the same without colour."""
    roles = {"+": "$text-success", "-": "$text-error", "@": "$primary"}
    return Content("\n").join([Content.styled(line, roles.get(line[:1], "")) for line in difference.split("\n")])
