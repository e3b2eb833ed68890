"""The words of a draft held against the record: dates, counts, references, quotations, names and figures."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.clocks.wording import long_date
from assistant.drafts.context import Context, contexts
from assistant.drafts.findings import CheckKind, Finding, Part
from assistant.drafts.judging import miscounted, severity
from assistant.drafts.release import Release
from assistant.drafts.whose import Wrong, contradicting, misattributed
from assistant.grounding.findings import Finding as Grounded
from assistant.grounding.findings import Ref
from assistant.grounding.ground import ground
from assistant.grounding.lookup import lookup_of
from assistant.grounding.seen import even


def wrong_words(release: Release) -> Iterator[Finding]:
    """What the record contradicts or does not have, in the order of the text."""
    evidence = release.evidence(release.as_of)
    for part, text in release.parts():
        for context in contexts(ground(text, evidence, claims=False), lookup_of(evidence)):
            yield from _in_sentence(release, part, text, context)


def _in_sentence(release: Release, part: Part, text: str, context: Context) -> Iterator[Finding]:
    reported: set[int] = set()
    titles = {even(thread.title) for thread in (release.thread, *release.beside)}
    for found in context.sentence.findings:
        if found.mention.kind == "quotation" and found.mention.value in titles:
            continue
        if bad := severity(found, context):
            kind, why = _kind(release, text, found)
            reported.add(found.mention.start)
            entries = _own(release, found.entries)
            place = (context.sentence.start, context.sentence.end)
            yield Finding(kind, bad, why, entries, part, *place, found.mention.text)
        elif wrong := contradicting(found, context):
            yield _wrong(release, "number", wrong, part, context)
    for start, end, why in miscounted(context):
        if context.sentence.start + start not in reported:
            yield _wrong(release, "count", Wrong(start, end, why, ()), part, context)
    for wrong in misattributed(context):
        if not any(wrong.start <= at - context.sentence.start < wrong.end for at in reported):
            yield _wrong(release, "date", wrong, part, context)


def _own(release: Release, refs: tuple[Ref, ...]) -> tuple[int, ...]:
    """The entries of the draft's own thread; those of another are named in the message."""
    return tuple(dict.fromkeys(ref.n for ref in refs if ref.thread == release.thread.id))


def _wrong(release: Release, kind: CheckKind, wrong: Wrong, part: Part, context: Context) -> Finding:
    sentence = context.sentence
    entries = _own(release, wrong.entries)
    words = sentence.text[wrong.start : wrong.end]
    return Finding(kind, wrong.severity, wrong.why, entries, part, sentence.start, sentence.end, words)


def _kind(release: Release, text: str, found: Grounded) -> tuple[CheckKind, str]:
    """A count that was right on the day on which the draft was saved has merely gone stale; so has that day itself."""
    saved, mention = release.saved, found.mention
    if saved is None or saved.day >= release.as_of:
        return mention.kind, found.why
    if mention.kind == "count":
        then = ground(text, release.evidence(saved.day), claims=False)
        if any(f.mention == mention and f.status == "verified" for s in then for f in s.findings):
            return "stale", f"“{mention.text}” was right on {saved.day}, when the draft was saved; {found.why}"
    if mention.kind == "date" and mention.value == saved.day.isoformat():
        return "stale", f"that is the day on which the draft was saved; it is {long_date(release.as_of)}"
    return mention.kind, found.why
