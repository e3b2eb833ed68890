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
    """Recipients whose mail came back, in this matter or another with the regulator, unless something went through."""
    threads = (release.thread, *release.bounced)
    reports = [
        (thread, sent, report)
        for thread in threads
        for n, report in returned(thread).items()
        if (sent := thread.message(n))
    ]
    for party in release.draft.to:
        failed = [(thread, report) for thread, sent, report in reports if _came_back(party.address, sent, report)]
        if not failed:
            continue
        where, last = max(failed, key=lambda one: one[1].day)
        if any(_works_again(thread, _key(party.address), where, last) for thread in threads):
            continue
        here = where is release.thread
        told = "" if here else f", in {where.id}#{last.n}"
        message = f"mail to {inert_line(party.address)} came back on {last.day}{told}"
        yield Finding("bouncing", "blocks", message, (last.n,) if here else (), words=party.address)


def _came_back(address: str, sent: Logged, report: Logged) -> bool:
    """To one of several recipients it may have arrived: then the report names those that it did not reach."""
    to = {_key(party.address) for party in (*sent.message.to, *sent.message.cc)} - {""}
    told = report.message.text.casefold()
    named = {one for one in to if one in told}
    return bool(address) and _key(address) in (named or to)


def _works_again(thread: Thread, address: str, where: Thread, report: Logged) -> bool:
    """Whether a mail to or from the address went through in `thread` after the report, which is of the thread `where`.

    Two threads have no order but that of their days.
    """
    back = returned(thread)
    place = next((at for at, m in enumerate(thread.messages) if m.n == report.n), 0) if thread is where else -1
    for later in thread.messages[place + 1 :]:
        if thread is not where and later.day <= report.day:
            continue
        message = later.message
        wrote = later.from_person and _key(message.sender.address) == address
        got = message.direction == "out" and later.n not in back and address in {_key(p.address) for p in message.to}
        if wrote or got:
            return True
    return False


def _key(address: str) -> str:
    return address.strip().casefold()
