"""Which mails of a batch go into one thread, with which threads of the record: pure functions.

What belongs together follows from Message-IDs, seen or never seen, and from reference numbers; it does not depend on
the order in which mails arrive, since a mail that links two threads merges them. One exchange with two regulators gives
two threads, because a thread is a matter with one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from assistant.mail.arriving import Arrived
from assistant.mail.threading import Forest, thread_name
from assistant.record.index_mail import number_name
from assistant.record.store import THREAD_ID, TRAY, regulator_of

Naming = Mapping[str, Sequence[str]]
"""Which threads of the record name an id."""


class Group(Struct, frozen=True):
    """Mails for one thread, oldest first."""

    regulator: str
    mails: tuple[Arrived, ...]
    existing: tuple[str, ...] = ()
    """Threads that are the same matter, the survivor first; empty: a new one is to be opened."""


def links(mail: Arrived) -> tuple[str, ...]:
    """Everything that ties a mail to others. Where it names several reference numbers, none of them says which matter
    it belongs to."""
    numbers = mail.message.numbers
    if mail.placement is None or len(numbers) != 1:
        return mail.ids
    return (*mail.ids, number_name(mail.placement.regulator, numbers[0]))


def grouped(mails: Sequence[Arrived], naming: Naming, apart: set[frozenset[str]]) -> list[Group]:
    """The groups, in the order of their first mails."""
    forest = Forest()
    nodes = [forest.join(links(mail)) for mail in mails]
    known: dict[str, int] = {}
    for name, threads in naming.items():
        forest.join((name, *map(thread_name, threads)))
        known.update({thread: forest.join((thread_name(thread),)) for thread in threads})
    exchanges: dict[int, list[Arrived]] = defaultdict(list)
    for mail, node in zip(mails, nodes, strict=True):
        exchanges[forest.root(node)].append(mail)
    existing: dict[int, list[str]] = defaultdict(list)
    for thread, node in known.items():
        existing[forest.root(node)].append(thread)
    groups: list[Group] = []
    for root, exchange in exchanges.items():
        threads = sorted(existing[root], key=age)
        divide = _apart if any(pair <= set(threads) for pair in apart) else _by_regulator
        groups += divide(sorted(exchange, key=lambda mail: mail.order), threads, naming)
    groups.sort(key=lambda group: group.mails[0].order)
    return groups


def _by_regulator(mails: list[Arrived], threads: list[str], naming: Naming) -> Iterator[Group]:
    """One exchange, divided by regulator; both arguments oldest first. What lay in the tray goes with the first."""
    placed = [regulator_of(thread) for thread in threads if regulator_of(thread) != TRAY]
    placed += [mail.placement.regulator for mail in mails if mail.placement]
    regulators = list(dict.fromkeys(placed)) or [TRAY]
    by_id = {mail.message.message_id: mail.placement.regulator for mail in mails if mail.placement}
    divided: dict[str, list[Arrived]] = defaultdict(list)
    for mail in mails:
        divided[mail.placement.regulator if mail.placement else _linked(mail, by_id, naming, regulators)].append(mail)
    tray = tuple(thread for thread in threads if regulator_of(thread) == TRAY)
    first = regulators[0] if regulators[0] in divided else next(iter(divided))
    for regulator, own in divided.items():
        theirs = tuple(thread for thread in threads if regulator_of(thread) == regulator != TRAY)
        yield Group(regulator, tuple(own), (*theirs, *tray) if regulator == first else theirs)


def _linked(mail: Arrived, by_id: Mapping[str | None, str], naming: Naming, regulators: Sequence[str]) -> str:
    """The regulator of the nearest mail that `mail` answers, else the exchange's first."""
    for name in mail.answers:
        if name in by_id:
            return by_id[name]
        for thread in naming.get(name, ()):
            if regulator_of(thread) != TRAY:
                return regulator_of(thread)
    return regulators[0]


def _apart(mails: list[Arrived], threads: list[str], naming: Naming) -> Iterator[Group]:
    """An exchange of which a person said that its threads are not one matter: each mail goes where the nearest is."""
    chosen: dict[str, list[Arrived]] = defaultdict(list)
    for mail in mails:
        near = (thread for name in links(mail) for thread in naming.get(name, ()))
        chosen[next(near, threads[0])].append(mail)
    for thread, own in chosen.items():
        yield Group(regulator_of(thread), tuple(own), (thread,))


def age(thread: str) -> tuple[int, int, str]:
    """Sorts `pta-2020-1000` after `pta-2020-999`."""
    found = THREAD_ID.match(thread)
    return (int(found["year"]), int(found["number"]), thread) if found else (9999, 0, thread)


def highest_numbers(threads: Iterable[str]) -> dict[tuple[str, int], int]:
    """The highest thread number in use, by regulator and year."""
    highest: dict[tuple[str, int], int] = {}
    for thread in threads:
        found = THREAD_ID.match(thread)
        if found:
            key = found["regulator"].upper(), int(found["year"])
            highest[key] = max(highest.get(key, 0), int(found["number"]))
    return highest
