"""To whom a draft goes: the thread's regulator, at an address that takes mail."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.drafts.findings import Finding
from assistant.drafts.release import Release
from assistant.mail.parties import COMPANY, address_book
from assistant.record.inert import inert_line
from assistant.record.openings import returned
from assistant.record.thread import Logged, Thread


def strangers(release: Release) -> Iterator[Finding]:
    """Recipients that are not the thread's regulator's: by its addresses, domains and contacts, or who wrote to us.

    Whoever looks like the regulator and is not, is a stranger, whatever they wrote.
    """
    book, regulator = address_book(release.settings), release.thread.regulator
    wrote = {_key(m.message.sender.address) for m in release.thread.messages if m.from_person and not m.message.doubt}
    for party in release.draft.to:
        owner = book.owner(party.address)
        if not party.address or owner == regulator or (owner is None and _key(party.address) in wrote):
            continue
        whose = "our own" if owner == COMPANY else f"an address of {owner}" if owner else "not known as the regulator's"
        message = f"{inert_line(str(party))} is {whose}; this matter is with {regulator}"
        yield Finding("recipient", "blocks", message, words=party.address)


def bouncing(release: Release) -> Iterator[Finding]:
    """Recipients whose mail came back, unless something went through since."""
    back = returned(release.thread)
    for party in release.draft.to:
        reports = [(release.thread.message(n), report) for n, report in back.items()]
        failed = [report for sent, report in reports if sent and _came_back(party.address, sent, report)]
        if failed and not _works_again(release.thread, _key(party.address), failed[-1], back):
            message = f"mail to {inert_line(party.address)} came back on {failed[-1].day}"
            yield Finding("bouncing", "blocks", message, (failed[-1].n,), words=party.address)


def _came_back(address: str, sent: Logged, report: Logged) -> bool:
    """To one of several recipients it may have arrived: then the report names those that it did not reach."""
    to = {_key(party.address) for party in (*sent.message.to, *sent.message.cc)} - {""}
    told = report.message.text.casefold()
    named = {one for one in to if one in told}
    return bool(address) and _key(address) in (named or to)


def _works_again(thread: Thread, address: str, report: Logged, back: dict[int, Logged]) -> bool:
    place = next(at for at, m in enumerate(thread.messages) if m.n == report.n)
    for later in thread.messages[place + 1 :]:
        message = later.message
        wrote = later.from_person and _key(message.sender.address) == address
        got = message.direction == "out" and later.n not in back and address in {_key(p.address) for p in message.to}
        if wrote or got:
            return True
    return False


def _key(address: str) -> str:
    return address.strip().casefold()
