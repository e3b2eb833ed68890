"""A mailbox on a server → its new mails, in a stream, for an import.

What is new is told by the numbers that a server gives its mails: within one UIDVALIDITY they only grow (RFC 9051,
2.3.1.1). A bookmark says how far the mails have been handed on, and which of the ones before were held back by the
server, so that these are asked for again. A new UIDVALIDITY makes all bookmarks void: everything is read once more, and
known by its content. The connection is another module's (`imap_server`); here is only what to ask for next and what to
hand on. Imports imap-tools, an extra: `pulling` says so where it is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from ssl import SSLError
from urllib.parse import quote

from imap_tools import MailboxFolderSelectError, UnexpectedCommandStatusError
from msgspec import Struct, structs

from assistant.errors import UsageProblem
from assistant.mail.decoding.problems import ImportProblem, MailboxProblem
from assistant.mail.imap.credentials import secret_of
from assistant.mail.imap.faults import Faults
from assistant.mail.imap.server import ServerMailbox, open_mailbox, since, tls_context
from assistant.mail.imap.wire import OMITTED
from assistant.mail.sources.mbox import LARGEST_MAIL
from assistant.mail.sources.sources import Bookmark, Found, RawMail
from assistant.settings.mailboxes import MailboxSettings

ASKED_AT_ONCE = 500
"""Mails whose sizes are asked for in one command."""
FETCHED_AT_ONCE = 50
"""Mails in one command, unless their bytes set the limit."""
BYTES_AT_ONCE = 4 * 1024 * 1024
"""Bytes of mail in one command, by the sizes that the server gave; a larger mail comes alone."""
REFUSED_IN_A_ROW = 20
"""Mails held back one after the other: then it is not the mails, and the pull ends to be tried again."""
MOST_LISTED = 100
"""Mails held back that one search asks for by their numbers: servers limit the length of a line."""


class Reached(Struct, frozen=True):
    """How far a folder has been read: the position of its bookmark."""

    validity: int | None
    """None: the server gives no lasting numbers, so there is nothing to remember."""
    uid: int = 0
    """Every mail up to this one was handed on, named as a problem, or is owed."""
    owed: tuple[int, ...] = ()
    """Mails before `uid` that the server held back."""

    @property
    def position(self) -> str:
        text = f"{self.validity}:{self.uid}"
        return f"{text}:{','.join(map(str, self.owed))}" if self.owed else text

    @property
    def criterion(self) -> str:
        """The search for what is still to be read, and for more where much is owed."""
        if len(self.owed) > MOST_LISTED:
            return f"UID {min(self.owed)}:*"
        return f"UID {','.join([*map(str, self.owed), f'{self.uid + 1}:*'])}"

    def passed(self, uid: int, *, owed: bool = False) -> Reached:
        """After one more mail, which the server handed over or still owes."""
        others = tuple(other for other in self.owed if other != uid)
        return Reached(self.validity, max(self.uid, uid), (*others, uid) if owed else others)


def reached(position: str | None, validity: int | None) -> Reached:
    """The place that `position` stands for; the beginning if it is of another UIDVALIDITY, none, or no position."""
    try:
        first, second, *rest = (position or "").split(":")
        place = Reached(int(first), int(second), tuple(int(uid) for uid in ",".join(rest).split(",") if uid))
    except ValueError:
        return Reached(validity)
    return place if validity is not None and place.validity == validity else Reached(validity)


def source_of(mailbox: MailboxSettings, folder: str) -> str:
    """What a bookmark calls a folder: the same whatever the configuration calls the mailbox."""
    return f"imap://{quote(mailbox.user, safe='@')}@{mailbox.host.lower()}:{mailbox.port_number}/{quote(folder)}"


def pull(name: str, mailbox: MailboxSettings, bookmarks: Mapping[str, str]) -> Iterator[Found]:
    """What is new in the mailbox called `name` since `bookmarks` (source → position), folder by folder, by UID.

    A mail that cannot be had is an `ImportProblem`. Raises `UsageProblem` where the configuration does not hold, and
    `MailboxProblem` where the server or the way to it fails: what was yielded before holds. A folder that cannot be
    opened is raised after the others were read.
    """
    secret = secret_of(name, mailbox)
    _check_trust(name, mailbox)
    faults = Faults(name, mailbox, secret)
    unopened: list[MailboxProblem] = []
    with faults.spoken(), open_mailbox(mailbox, secret) as server:
        for folder in mailbox.folders:
            with faults.spoken(folder):
                try:
                    validity = server.examine(folder)
                except MailboxFolderSelectError as error:
                    unopened.append(faults.problem(error, folder))
                    continue
                place = reached(bookmarks.get(source_of(mailbox, folder)), validity)
                yield from _Folder(server, faults, mailbox, folder, place).mails()
    if unopened:
        raise unopened[0]


def _check_trust(name: str, mailbox: MailboxSettings) -> None:
    """The file of trusted certificates is one; else the fault would look like the server's."""
    try:
        tls_context(mailbox)
    except OSError as error:
        reason = "it holds no certificate" if isinstance(error, SSLError) else error.strerror
        raise UsageProblem(f"its `ca_file` cannot be used: {reason}", where=f"mailboxes.{name}") from error


class _Folder:
    """One folder of a mailbox, open, while it is pulled."""

    def __init__(
        self, server: ServerMailbox, faults: Faults, mailbox: MailboxSettings, folder: str, place: Reached
    ) -> None:
        self.server, self.faults, self.mailbox, self.folder, self.place = server, faults, mailbox, folder, place
        self.known, self.refused_in_a_row = place.uid, 0

    def mails(self) -> Iterator[Found]:
        """What is new in it."""
        for uids in _batches(self._new(), ASKED_AT_ONCE):
            sizes = self._sizes(uids)
            for group in _groups(uids, sizes):
                fetched = self._fetch([uid for uid in group if sizes.get(uid, 0) <= LARGEST_MAIL])
                for uid in group:
                    yield self._found(uid, sizes.get(uid, 0), fetched.pop(uid, ""))

    def _new(self) -> list[int]:
        """The UIDs to read. `n:*` always finds the last mail, even below n (RFC 9051, 6.4.8)."""
        first = not self.known
        criterion = (since(self.mailbox.since) if self.mailbox.since else "ALL") if first else self.place.criterion
        found = self.server.search(criterion)
        here = frozenset(found)
        self.place = structs.replace(self.place, owed=tuple(uid for uid in self.place.owed if uid in here))
        owed = frozenset(self.place.owed)
        return [uid for uid in found if uid > self.known or uid in owed]

    def _sizes(self, uids: Sequence[int]) -> dict[int, int]:
        try:
            return self.server.sizes(uids)
        except UnexpectedCommandStatusError:
            return {}

    def _fetch(self, uids: Sequence[int]) -> dict[int, bytes | str]:
        """The mails, or the server's words where it refuses; one by one where it does not give them together."""
        if not uids:
            return {}
        fetched: dict[int, bytes | str] = {}
        try:
            fetched |= self.server.contents(uids)
        except UnexpectedCommandStatusError as error:
            fetched |= dict.fromkeys(uids, self.faults.words(error))
        if len(uids) > 1:
            for uid in uids:
                if not isinstance(fetched.get(uid), bytes) or fetched[uid] is OMITTED:
                    fetched |= self._fetch([uid])
        return fetched

    def _found(self, uid: int, size: int, fetched: bytes | str) -> Found:
        """The mail as it is handed on, and the place after it."""
        shown, part = self.faults.shown(self.folder), f"message {uid}"
        if size > LARGEST_MAIL or fetched is OMITTED:
            self.place = self.place.passed(uid)
            return ImportProblem(shown, part, f"it is larger than {LARGEST_MAIL // 1024**2} MB")
        if not isinstance(fetched, bytes) or (size and not fetched):
            self._count_refusal(uid)
            self.place = self.place.passed(uid, owed=True)
            said = fetched if isinstance(fetched, str) else ""
            return ImportProblem(shown, part, f"the server did not hand it over; the next pull asks again{said}")
        self.refused_in_a_row = 0
        self.place = self.place.passed(uid)
        bookmark = Bookmark(source_of(self.mailbox, self.folder), self.place.position)
        return RawMail(shown, part, fetched, None if self.place.validity is None else bookmark)

    def _count_refusal(self, uid: int) -> None:
        self.refused_in_a_row += uid > self.known
        if self.refused_in_a_row > REFUSED_IN_A_ROW:
            raise MailboxProblem(
                f"{self.mailbox.host} hands over no mail any more; the next pull goes on where this one ended",
                where=self.faults.shown(self.folder),
            )


def _batches(uids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (uids[start : start + size] for start in range(0, len(uids), size))


def _groups(uids: Iterable[int], sizes: Mapping[int, int]) -> Iterator[list[int]]:
    """Runs of `uids` to fetch together: few enough bytes at once, two where their sizes are not known."""
    group: list[int] = []
    total = 0
    for uid in uids:
        size = min(sizes.get(uid, BYTES_AT_ONCE // 2), LARGEST_MAIL)
        if group and (total + size > BYTES_AT_ONCE or len(group) >= FETCHED_AT_ONCE):
            yield group
            group, total = [], 0
        group.append(uid)
        total += size
    if group:
        yield group
