"""What left the tray comes back to it: what was done with an exchange, and taking back what is still as it was left.

Apart from `tray`, which files. Many that lie in one thread come back at once, since each reading of a thread costs what
lies in it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from assistant.errors import UsageProblem
from assistant.mail.filed import Filed
from assistant.mail.tray import check_lay
from assistant.record.decisions import close, reopen
from assistant.record.record import Record
from assistant.record.store import TRAY, regulator_of
from assistant.record.thread import Thread


def where_filed(record: Record, tray: str) -> Filed:
    """What was done with an exchange that lay in the tray; raises `UsageProblem` if nothing was.

    One whose taking back broke off lies in the tray and is in its thread still.
    """
    check_lay(tray)
    now = record.thread(tray)
    if now.closed is None:
        left_in = (other for other in now.apart if _is_left_in(now, record.thread(other)))
        if thread := next(left_in, None):
            return Filed(tray, thread)
        raise UsageProblem(f"{tray} lies in the tray")
    if now.merged_into and regulator_of(now.merged_into) == TRAY:
        raise UsageProblem(f"{tray} is part of {now.merged_into}", hint="Name that one.")
    return Filed(tray, now.merged_into or None)


def _is_left_in(lying: Thread, thread: Thread) -> bool:
    """The thread says what it said of an exchange that lies in the tray: what parts them broke off between the two."""
    return lying.closed is None and lying.id in thread.absorbed


def take_all_back(
    record: Record, thread: str | None, trays: Sequence[str], by: str, reason: str, day: date | None
) -> None:
    """Bring back what was filed in `thread`, or with None set aside, but for what was decided otherwise since.

    `day`: when that is decided; by default now.
    """
    lying = [record.thread(tray) for tray in dict.fromkeys(trays)]
    if thread is None:
        for one in (one for one in lying if one.closed and not one.merged_into):
            record.append(one.id, reopen(one, by, reason=reason, day=day), one.length)
        return
    place = record.thread(thread)
    still = [one.id for one in lying if one.merged_into == thread or _is_left_in(one, place)]
    if still:
        part(record, thread, still, by, reason)


def part(record: Record, thread: str, others: Collection[str], by: str, reason: str) -> None:
    """Take mergers with a thread back; one that was begun for the tray's, and in which nothing is left, is closed."""
    record.part_all(thread, others, by, reason)
    left = record.thread(thread)
    from_tray = all(regulator_of(other) == TRAY for other in others)
    if from_tray and not (left.messages or left.notes or left.closed):
        entries = close(left, by, reason=f"nothing is left in it: {reason}", day=left.opened)
        record.append(thread, entries, left.length)
