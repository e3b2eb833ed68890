"""Which mails of a batch go into one thread, with which threads of the record: pure functions.

What belongs together follows from Message-IDs, seen or never seen, and from reference numbers; it does not depend on
the order in which mails arrive, since a mail that links two threads merges them. One exchange with two regulators gives
two threads, because a thread is a matter with one; whose the mail of nobody in it is, `choosing` says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from assistant.mail.arriving import Arrived
from assistant.mail.choosing import Choice, Having, Traces
from assistant.mail.threading import Forest, thread_name
from assistant.record.index_mail import number_name, passing_number
from assistant.record.store import TRAY, parts_of, regulator_of

Naming = Mapping[str, Sequence[str]]
"""Which threads of the record name an id."""


class Known(Struct, frozen=True):
    """What the record says of the ids in a batch."""

    naming: Naming
    linked: Mapping[str, Sequence[str]]
    """Threads that share an id with a thread, and theirs in turn: so much of an exchange lies with other regulators."""
    apart: Collection[frozenset[str]]
    """Pairs that a person has said are not one matter."""
    having: Having
    traces: Traces
    numbers: Collection[str] = frozenset()
    """Names of the reference numbers that a person has written."""


class Group(Struct, frozen=True):
    """Mails for one thread, oldest first; none, where only threads are to be merged."""

    regulator: str
    mails: tuple[Arrived, ...]
    existing: tuple[str, ...]
    """Threads that are the same matter, the survivor first; empty: a new one is to be opened."""
    because: Arrived
    """A mail of the exchange."""


class _Exchange(Struct, frozen=True):
    """What belongs together, with whomever."""

    fresh: list[Arrived]
    """To be filed, oldest first."""
    mails: list[Arrived]
    """The same and those that are filed already."""
    threads: list[str]
    """Oldest first."""

    def of(self, regulator: str) -> tuple[str, ...]:
        """Its threads with that regulator."""
        return tuple(thread for thread in self.threads if regulator_of(thread) == regulator)


def may_link(mail: Arrived) -> tuple[str, ...]:
    """Everything that may tie a mail to others, as the record is asked for it."""
    number = _number(mail)
    return (*mail.ids, number_name(*number), passing_number(*number)) if number else mail.ids


def spoken(mails: Iterable[Arrived], naming: Naming) -> set[str]:
    """Names of the reference numbers that a person has written in one of `mails` or, by `naming`, in the record.

    One that only machines wrote may stand in each of their answers: it says nothing of the matter.
    """
    numbers = ((number, mail) for mail in mails if (number := _number(mail)))
    names = ((number_name(*number), mail) for number, mail in numbers)
    return {name for name, mail in names if mail.message.proposed_class != "automatic" or name in naming}


def joined(mails: Iterable[Arrived], naming: Naming, numbers: Collection[str]) -> Naming:
    """`naming` without what ties nothing: of machines' numbers those remain that are among the `numbers` spoken."""
    found = {number for mail in mails if (number := _number(mail))}
    idle = {passing_number(*number) for number in found if number_name(*number) not in numbers}
    return {name: threads for name, threads in naming.items() if name not in idle}


def _links(mail: Arrived, numbers: Collection[str]) -> tuple[str, ...]:
    """Everything that ties a mail to others."""
    number = _number(mail)
    if number is None or number_name(*number) not in numbers:
        return mail.ids
    return (*mail.ids, number_name(*number), passing_number(*number))


def _number(mail: Arrived) -> tuple[str, str] | None:
    """Its regulator and reference number. Where it names several, none of them says which matter it belongs to."""
    numbers = mail.message.numbers
    return (mail.placement.regulator, numbers[0]) if mail.placement and len(numbers) == 1 else None


def grouped(fresh: Sequence[Arrived], filed: Sequence[Arrived], known: Known) -> list[Group]:
    """The groups of the `fresh` mails, in the order of their first.

    `filed`: copies of mails in the record. They still tell which threads are one matter: whoever filed them may have
    been interrupted before he merged these.
    """
    groups: list[Group] = []
    for exchange in _exchanges(fresh, filed, known):
        together = set(exchange.threads)
        parted = any(pair <= together for pair in known.apart)
        groups += _apart(exchange, known) if parted else _by_regulator(exchange, known)
    groups.sort(key=lambda group: (group.mails[0] if group.mails else group.because).order)
    return groups


def _exchanges(fresh: Sequence[Arrived], filed: Sequence[Arrived], known: Known) -> Iterator[_Exchange]:
    forest = Forest()
    nodes = [forest.join(_links(mail, known.numbers)) for mail in (*fresh, *filed)]
    threads: dict[str, int] = {}
    for name, found in (*known.naming.items(), *((thread_name(t), others) for t, others in known.linked.items())):
        forest.join((name, *map(thread_name, found)))
        threads.update({thread: forest.join((thread_name(thread),)) for thread in found})
    exchanges: dict[int, _Exchange] = defaultdict(lambda: _Exchange([], [], []))
    everything = [(mail, node, place) for place, (mail, node) in enumerate(zip((*fresh, *filed), nodes, strict=True))]
    for mail, node, place in sorted(everything, key=lambda one: one[0].order):
        exchange = exchanges[forest.root(node)]
        exchange.mails.append(mail)
        if place < len(fresh):
            exchange.fresh.append(mail)
    for thread in sorted(threads, key=age):
        exchanges[forest.root(threads[thread])].threads.append(thread)
    yield from exchanges.values()


def _by_regulator(exchange: _Exchange, known: Known) -> Iterator[Group]:
    """One exchange, divided by regulator."""
    placed = [regulator_of(thread) for thread in exchange.threads if regulator_of(thread) != TRAY]
    placed += [mail.placement.regulator for mail in exchange.fresh if mail.placement]
    regulators = list(dict.fromkeys(placed)) or [TRAY]
    choice = Choice(regulators, exchange.mails, exchange.threads, known.having, known.traces)
    divided: dict[str, list[Arrived]] = {regulator: [] for regulator in regulators}
    for mail in exchange.fresh:
        divided[mail.placement.regulator if mail.placement else choice.answering(mail.answers)].append(mail)
    trays = {thread: choice.of_tray(thread) for thread in exchange.of(TRAY)}
    for regulator, own in divided.items():
        from_tray = tuple(thread for thread, chosen in trays.items() if chosen == regulator)
        existing = (*(exchange.of(regulator) if regulator != TRAY else ()), *from_tray)
        if own or len(existing) > 1:
            yield Group(regulator, tuple(own), existing, exchange.mails[0])


def _apart(exchange: _Exchange, known: Known) -> Iterator[Group]:
    """An exchange of which a person said that its threads are not one matter: each mail goes where the nearest is."""
    chosen: dict[tuple[str, tuple[str, ...]], list[Arrived]] = defaultdict(list)
    for mail in exchange.fresh:
        near = [thread for name in _links(mail, known.numbers) for thread in known.naming.get(name, ())]
        chosen[_nearest(mail, near, exchange)].append(mail)
    for (regulator, existing), own in chosen.items():
        yield Group(regulator, tuple(own), existing, own[0])


def _nearest(mail: Arrived, near: list[str], exchange: _Exchange) -> tuple[str, tuple[str, ...]]:
    """The regulator and thread that `mail` goes to, `near` being those that it names: its own regulator's, if any."""
    if mail.placement is None:
        thread = (near or exchange.threads)[0]
        return regulator_of(thread), (thread,)
    regulator = mail.placement.regulator
    theirs = [thread for thread in (*near, *exchange.threads) if regulator_of(thread) == regulator]
    return regulator, tuple(theirs[:1])


def age(thread: str) -> tuple[int, int, str]:
    """Sorts `pta-2020-1000` after `pta-2020-999`."""
    found = parts_of(thread)
    return (int(found["year"]), int(found["number"]), thread) if found else (9999, 0, thread)


def highest_numbers(threads: Iterable[str]) -> dict[tuple[str, int], int]:
    """The highest thread number in use, by regulator and year."""
    highest: dict[tuple[str, int], int] = {}
    for thread in threads:
        found = parts_of(thread)
        if found:
            key = found["regulator"].upper(), int(found["year"])
            highest[key] = max(highest.get(key, 0), int(found["number"]))
    return highest
