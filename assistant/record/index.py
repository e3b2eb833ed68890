"""`index.sqlite`: what many threads have in common, ready to be asked; derived, disposable, rebuilt from the journals.

It follows the journals by position: an append costs it a few short rows, and whoever asks next folds the threads
that have changed since. So an append does not depend on the size of the thread, and a check reads no journal at
all. Deleting the file loses nothing; an index that cannot be written (a read-only copy of a record) lives in memory
for that run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from assistant.record import index_mail
from assistant.record.entry import Line
from assistant.record.index_following import Following, Source, decoder
from assistant.record.index_rows import Fault, Summary, Wanted, in_list_order, summarise
from assistant.record.standing import Standing, outlined, standing
from assistant.record.store import TRAY, regulator_of

if TYPE_CHECKING:
    from assistant.record.newest import Newest

__all__ = ["Index", "Source"]


class Index(Following):
    """The index as it is asked; whoever asks has caught up before."""

    def problems(self) -> tuple[Fault, ...]:
        """What could not be followed, by thread."""
        query = "SELECT thread, problem, notice FROM files WHERE problem || notice != '' ORDER BY thread"
        rows = self._rows(query)
        return tuple(Fault(thread, problem or notice, bool(problem)) for thread, problem, notice in rows)

    def candidates(self, regulators: Sequence[str], wanted: Sequence[Wanted], day: date) -> Iterator[Standing]:
        """Every thread of the regulators that may have a gap on `day`; some that have none may be among them.

        A thread with entries after that day is folded as of it; all others come outlined, as they were folded last.
        What is only read in part leaves nobody knows what open: such a thread is among `problems`, and not here.
        """
        tests, values = _tests(wanted, day)
        of = f"regulator IN ({', '.join('?' * len(regulators))}) AND {_SOUND}"
        opened = f"SELECT DISTINCT thread FROM openings WHERE {of} AND ({tests})"  # noqa: S608 - only marks
        # one statement, so that a thread which another program moves from one half to the other is in one of them
        ahead = f"SELECT thread, NULL FROM threads WHERE {of} AND last_day > ?"  # noqa: S608
        # CROSS JOIN keeps SQLite from reading every thread of the regulator to look for the few
        settled = f"SELECT thread, state FROM ({opened}) CROSS JOIN threads USING (thread) WHERE last_day <= ?"  # noqa: S608
        query = f"{ahead} UNION ALL {settled}"
        today = day.isoformat()
        for thread, blob in self._rows(query, (*regulators, today, *regulators, *values, today)):
            state = self._state(thread, blob, day)
            if state.thread.opened <= day:
                yield state

    def _state(self, thread: str, blob: bytes | None, day: date) -> Standing:
        try:
            if blob is not None:
                found: Standing = decoder(Standing).decode(blob)
                return found
        except msgspec.DecodeError:
            pass  # the index is damaged: what its lines say still counts, or they are read anew as well
        whole = standing(self._steadily(lambda: self._fold(thread, day)))
        return whole if blob is None else outlined(whole)

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        return self._steadily(lambda: self.db.execute(query, values).fetchall())

    def newest(self, thread: str, day: date) -> tuple[Newest, Standing, str] | None:
        """The newest messages of a long thread, without their texts, what it leaves open, and how far it was read.

        None for a short one, and where the index is behind, the thread unsound, or `day` not its last state's.
        """
        from assistant.record.newest import Newest  # noqa: PLC0415 - a check needs neither it nor the fold

        query = (
            "SELECT newest.state, threads.state, position, zone FROM newest JOIN threads USING (thread)"
            " JOIN files USING (thread, regulator) JOIN zones USING (regulator)"
            " WHERE thread = ? AND NOT stale AND problem || notice = '' AND last_day <= ?"
        )
        for found, left, position, zone in self._rows(query, (thread, day.isoformat())):
            if zone == self.source.zone_name(regulator_of(thread)):
                try:
                    return decoder(Newest).decode(found), decoder(Standing).decode(left), position
                except msgspec.DecodeError:
                    return None  # the index is damaged: whoever folds finds out
        return None

    def regulators(self) -> tuple[str, ...]:
        """The keys of all regulators with a thread; the tray is none."""
        rows = self._rows("SELECT regulator FROM zones WHERE regulator NOT IN ('', ?) ORDER BY regulator", (TRAY,))
        return tuple(regulator for (regulator,) in rows)

    def summaries(self, *, limit: int | None = None, as_of: date | None = None) -> tuple[Summary, ...]:
        """The threads for a list, open ones and the latest first; as of a day, those that existed by then."""
        if as_of is None or not self._any_ahead(as_of):
            return self._summary_page(_LIST_ORDER, (-1 if limit is None else limit,))
        rows = self._rows(f"SELECT {_SUMMARY}, last_day FROM threads WHERE {_LISTED}")  # noqa: S608 - our own names
        return in_list_order(summary for row in rows if (summary := self._summary_as_of(row, as_of)))[:limit]

    def tray(self) -> tuple[Summary, ...]:
        """The exchanges that match no regulator and wait to be filed, the longest waiting first."""
        query = f"SELECT {_SUMMARY} FROM threads JOIN openings USING (thread, regulator)"  # noqa: S608 - our own names
        query += f" WHERE regulator = ? AND kind = 'unmatched' AND {_SOUND} ORDER BY start, thread"
        rows = self._rows(query, (TRAY,))
        return tuple(Summary(*row) for row in rows)

    def tray_size(self) -> tuple[int, str]:
        """How many wait, and which the longest; empty for none."""
        query = "SELECT COUNT(*), MIN(start || thread) FROM openings WHERE regulator = ? AND kind = 'unmatched'"
        query += f" AND {_SOUND}"
        ((count, oldest),) = self._rows(query, (TRAY,))
        return count, (oldest or "")[len("2020-10-12") :]

    def summary_pages(self, size: int, as_of: date | None = None) -> Iterator[tuple[Summary, ...]]:
        """All of `summaries` in whatever order, in pages of `size`; in one where threads are folded as of a day.

        Each page goes on behind the last thread of the one before, so that nothing is sorted anew for each, and nothing
        is missed or told twice when somebody writes meanwhile.
        """
        if as_of and self._any_ahead(as_of):
            yield self.summaries(as_of=as_of)
            return
        last = ""
        while page := self._summary_page(" AND thread > ? ORDER BY thread LIMIT ?", (last, size)):
            yield page
            last = page[-1].thread

    def _any_ahead(self, day: date) -> bool:
        """Some thread has an entry after `day`, so that its latest state is not that day's."""
        return bool(self._rows("SELECT 1 FROM threads WHERE last_day > ? LIMIT 1", (day.isoformat(),)))

    def _summary_page(self, more: str, values: Sequence[object]) -> tuple[Summary, ...]:
        rows = self._rows(f"SELECT {_SUMMARY} FROM threads WHERE {_LISTED}{more}", values)  # noqa: S608 - our own names
        return tuple(Summary(*row) for row in rows)

    def _summary_as_of(self, row: tuple[Any, ...], as_of: date) -> Summary | None:
        if row[-1] <= as_of.isoformat():
            return Summary(*row[:-1])
        state = self._steadily(lambda: self._fold(row[0], as_of))
        return summarise(state) if state.opened <= as_of else None

    def each(self) -> Iterator[tuple[str, list[Line]]]:
        """Every thread with its entries, outlined; of one that is damaged, those before the damage."""
        for (thread,) in self._rows("SELECT thread FROM files ORDER BY thread"):
            yield thread, self._steadily(partial(self._lines, thread))

    def tags(self) -> set[str]:
        """Every tag that a thread bears. Each thread's state is read: for a word that nothing else knows."""
        states = (
            self._state(thread, blob, date.max) for thread, blob in self._rows("SELECT thread, state FROM threads")
        )
        return {tag for state in states for tag in state.thread.tags}

    def titles(self, threads: Iterable[str]) -> dict[str, str]:
        """The titles of these threads, as far as they can be read."""
        names = msgspec.json.encode(list(threads)).decode()
        return dict(
            self._rows("SELECT thread, title FROM threads WHERE thread IN (SELECT value FROM json_each(?))", (names,))
        )

    def addressing(self, regulator: str, address: str, day: date, most: int) -> tuple[str, ...]:
        """Its sound threads of that day whose mail names the address, closed ones too; the latest first."""
        query = f"SELECT thread FROM threads WHERE regulator = ? AND opened <= ? AND {_SOUND}"  # noqa: S608 - our own
        query += " AND EXISTS (SELECT 1 FROM lines"
        query += " WHERE lines.thread = threads.thread AND (instr(line, ?) OR instr(line, ?)))"
        query += " ORDER BY MAX(COALESCE(last_in, ''), COALESCE(last_out, '')) DESC, thread LIMIT ?"
        written = (address.encode(), address.lower().encode())
        return tuple(thread for (thread,) in self._rows(query, (regulator, day.isoformat(), *written, most)))

    def changed_by_others(self) -> int:
        """A number that is another one after another program has written to the file."""
        return int(self._rows("PRAGMA data_version")[0][0])

    def count(self) -> int:
        """How many threads there are, the unreadable ones included."""
        return int(self._rows("SELECT COUNT(*) FROM files")[0][0])

    def marks(self) -> dict[str, str]:
        """How far each thread has been read, in words that change whenever it or its time zone does."""
        return dict(
            self._rows(
                "SELECT thread, position || problem || IFNULL(zone, '') FROM files LEFT JOIN zones USING (regulator)"
            )
        )

    def copies(self, fingerprints: Iterable[str]) -> dict[str, str]:
        """Which of these mails are in the record already: fingerprint → `thread#n`."""
        return index_mail.copies(self._rows, fingerprints)

    def places(self, fingerprint: str) -> tuple[str, ...]:
        """Every entry that is a copy of this mail, `thread#n`."""
        return index_mail.places(self._rows, fingerprint)

    def threads_naming(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Which threads have or refer to a mail of that Message-ID, its owners first; unknown ids are left out."""
        return index_mail.threads_naming(self._rows, ids)

    def threads_having(self, name: str) -> tuple[str, ...]:
        """Which threads have a mail of that Message-ID."""
        return index_mail.threads_having(self._rows, name)

    def linked(self, threads: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """For each of these threads the others that name an id which it names."""
        return index_mail.linked(self._rows, threads)

    def apart(self, threads: Iterable[str]) -> set[frozenset[str]]:
        """The pairs, one of each in `threads`, that a person has said are not one matter."""
        return index_mail.apart(self._rows, threads)


_SUMMARY = ", ".join(Summary.__struct_fields__)
_LIST_ORDER = " ORDER BY closed IS NOT NULL, MAX(COALESCE(last_in, ''), COALESCE(last_out, '')) DESC, thread LIMIT ?"
"""Open ones first, then the latest."""
_LISTED = f"merged_into = '' AND regulator != '{TRAY}'"
"""What is a thread of its own, with a regulator."""
_SOUND = "thread NOT IN (SELECT thread FROM files WHERE problem || notice != '' AND problem != '')"
"""Read to its end; the first half of the test is that of the index over the few that were not."""
_EVER = "~"
"""Later than any day."""


def _tests(wanted: Sequence[Wanted], day: date) -> tuple[str, list[str]]:
    """All of `wanted` as one condition on the columns of `openings`, and its values."""
    tests, values = [], []
    for one in wanted:
        dates = [
            ("promised = 0 AND start <= ?", one.started),
            ("promised = 1 AND start <= ?", one.started_by_law),
            ("due <= ?", one.due),
        ]
        asked = [(test, latest.isoformat()) for test, latest in dates if latest]
        tests.append(f"(kind = ? AND hidden < ? AND ({' OR '.join(f'({test})' for test, _ in asked)}))")
        values += [one.kind, _EVER if one.hidden else day.isoformat(), *(latest for _, latest in asked)]
    return " OR ".join(tests) or "FALSE", values
