"""`assistant check --new --notify`: what is said here about what was said elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.cli import output
from assistant.cli.check import GAPS, INCOMPLETE, MISCONFIGURED, NOTHING, opened
from assistant.cli.session import Session
from assistant.services.unattended import Notified, Unattended, Wanted


def check_notify(session: Session, form: str, names: Sequence[str], wanted: Wanted) -> int:
    """Report to the named destinations, show how that went, and return the exit code."""
    desk = opened(session)
    notified = Unattended(desk).notify(names, wanted)
    output.faults(fault for fault in notified.checked.faults if fault.fatal)
    for outcome in notified.outcomes:
        if outcome.attempt.text:
            output.tell(f"{outcome.name}: {_how(outcome.attempt.result)}: {outcome.attempt.text}")
    if form == "json":
        output.document(desk.today(), deliveries=_documents(notified))
    elif wanted.dry_run:
        _preview(notified)
    else:
        _summary(notified)
    if any(not outcome.flawless for outcome in notified.outcomes):
        return INCOMPLETE
    if notified.checked.misconfigured:
        return MISCONFIGURED
    if not notified.checked.complete:
        return INCOMPLETE
    return GAPS if notified.deliveries else NOTHING


def _preview(notified: Notified) -> None:
    from assistant.notify.preview import preview

    for delivery in notified.deliveries:
        for shown in preview(delivery):
            output.show(shown)


def _summary(notified: Notified) -> None:
    sent = {outcome.name for outcome in notified.outcomes if outcome.attempt.result == "sent"}
    for delivery in notified.deliveries:
        if delivery.name in sent:
            output.show(f"{delivery.name}: sent, reminders: {len(delivery.notice.items)}")


def _documents(notified: Notified) -> list[dict[str, object]]:
    outcomes = {outcome.name: outcome.attempt for outcome in notified.outcomes}
    return [
        {
            "destination": delivery.name,
            "type": delivery.destination.type,
            "result": outcomes[delivery.name].result if delivery.name in outcomes else None,
            "error": outcomes[delivery.name].text or None if delivery.name in outcomes else None,
            "gaps": [item.gap.id for item in delivery.notice.items],
            "withheld": delivery.notice.withheld,
            "repeat": delivery.notice.repeat,
        }
        for delivery in notified.deliveries
    ]


def _how(result: str) -> str:
    return {"sent": "sent, but", "failed": "not delivered"}.get(result, "not surely delivered")
