"""One letter for all that is open with a regulator, in place of one for each matter.

It is a draft of the first of those matters, in whose record it is kept; the others it names with their entries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import structs

from assistant.desk import Desk
from assistant.drafts.about import open_points
from assistant.drafts.draft import Draft
from assistant.drafts.points import Matter
from assistant.drafts.style import Wish
from assistant.errors import RecordProblem, Refused
from assistant.settings.regulator_keys import check_regulator_key

TEMPLATE = "combined-letter"


def combined(desk: Desk, regulator: str, template: str | None, fields: Mapping[str, str], wish: Wish) -> Draft:
    """The letter to `regulator`; raises `Refused` where nothing is open, `RecordProblem` if a matter cannot be read.

    It answers no message, so that a mail program shows it under none.
    """
    check_regulator_key(regulator)
    matters = list(_open_matters(desk, regulator))
    if not matters:
        raise Refused(f"nothing is open with {regulator}", hint="`assistant threads` lists the matters.")
    first, *beside = matters
    draft = desk.draft(first.thread, template or TEMPLATE, fields, wish=wish, beside=beside)
    also = tuple(matter.thread.id for matter in beside)
    return structs.replace(draft, reply_to=None, in_reply_to=None, references=(), beside=also)


def _open_matters(desk: Desk, regulator: str) -> Iterator[Matter]:
    """In the order in which they began."""
    unread = [fault for fault in desk.refresh() if fault.fatal and fault.concerns(regulator)]
    if unread:
        raise RecordProblem(f"{unread[0].thread} cannot be read, so the letter would not be whole: {unread[0].text}")
    for name in sorted(s.thread for s in desk.each_summary() if s.regulator == regulator and s.closed is None):
        thread = desk.thread(name)
        matter = Matter(thread, desk.gaps(thread, snoozed=True))
        if open_points(thread, matter.gaps):
            yield matter
