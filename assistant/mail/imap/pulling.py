"""Mailboxes on servers → the record: one import a mailbox, and what is remembered of it.

A mailbox that fails does not keep the others from being pulled, and what was read of it before is filed like any other
mail; then it is named, among the problems. How mail is fetched is `imap`'s, how it is filed `importing`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime

from msgspec import Struct, structs

from assistant.errors import AssistantError, UsageProblem
from assistant.mail.decoding.problems import ImportProblem
from assistant.mail.imap.bookmarks import Bookmarks
from assistant.mail.importing import ImportReport
from assistant.mail.sources.sources import Found
from assistant.settings.mailboxes import MailboxSettings

File = Callable[[Iterable[Found], str | None], ImportReport]
"""Files mails, all of them of one regulator if its key is given."""

STOPPED = 130
"""The exit code of what the user interrupted."""


class PullReport(Struct, frozen=True):
    imported: ImportReport
    """All mailboxes together; its problems name the mailboxes that failed, too."""
    exit_code: int
    """0, or that of the worst mailbox that was not read to its end."""


class Pulling:
    """The new mails of one mailbox, to be iterated once. A failure ends them and is kept."""

    def __init__(self, name: str, mailbox: MailboxSettings, known: Mapping[str, str]) -> None:
        self.name, self.mailbox, self.known = name, mailbox, known
        self.began = datetime.now(UTC)
        self.failure: AssistantError | None = None

    def __iter__(self) -> Iterator[Found]:
        try:
            yield from _imap_pull()(self.name, self.mailbox, self.known)
        except AssistantError as error:
            self.failure = error


def pull_mail(
    mailboxes: Mapping[str, MailboxSettings],
    names: Iterable[str],
    bookmarks: Bookmarks,
    file: File,
    *,
    again: bool = False,
    dry_run: bool = False,
) -> PullReport:
    """Pull the mailboxes of these `names`, all if there are none, and file what is new in them.

    `again`: read them from the beginning. In a `dry_run` nothing is remembered. Raises `UsageProblem` for a name that
    is not configured.
    """
    total = ImportReport(0, 0, 0, 0, 0, 0, 0, ())
    exit_code = 0
    for name, mailbox in _chosen(mailboxes, names).items():
        pulling = Pulling(name, mailbox, {} if again else bookmarks.known)
        report = file(pulling, mailbox.regulator or None)
        total = _sum(total, report)
        failures = [pulling.failure, None if dry_run or report.stopped else _remember(pulling, bookmarks)]
        for failure in filter(None, failures):
            shown = failure.where or f"imap:{name}"
            error = failure.what + (f"\n{failure.hint}" if failure.hint else "")
            total = structs.replace(total, problems=(*total.problems, ImportProblem(shown, "", error)))
            exit_code = max(exit_code, failure.exit_code)
        if report.stopped:
            return PullReport(total, STOPPED)
    return PullReport(total, exit_code)


def _chosen(mailboxes: Mapping[str, MailboxSettings], names: Iterable[str]) -> dict[str, MailboxSettings]:
    if not mailboxes:
        raise UsageProblem("no mailbox is configured", hint="A table [mailboxes.NAME] names one; see the README.")
    chosen = list(dict.fromkeys(names)) or list(mailboxes)
    for name in chosen:
        if name not in mailboxes:
            raise UsageProblem(f"no mailbox {name!r} is configured", hint=f"There are: {', '.join(mailboxes)}.")
    return {name: mailboxes[name] for name in chosen}


def _remember(pulling: Pulling, bookmarks: Bookmarks) -> AssistantError | None:
    """Keep that it came to its end, if it did; what was filed stays filed if that fails."""
    try:
        if pulling.failure is None:
            bookmarks.finish(pulling.name, pulling.began)
    except AssistantError as error:
        return error
    return None


def _sum(one: ImportReport, other: ImportReport) -> ImportReport:
    first, second = structs.asdict(one), structs.asdict(other)
    both = {field: value + second[field] for field, value in first.items()}
    return ImportReport(**{**both, "stopped": one.stopped or other.stopped})


def _imap_pull() -> Callable[[str, MailboxSettings, Mapping[str, str]], Iterator[Found]]:
    try:
        from assistant.mail.imap.mailbox import pull  # noqa: PLC0415 - imports imap-tools, an extra
    except ModuleNotFoundError as error:
        if error.name != "imap_tools":
            raise
        raise UsageProblem(
            "pulling mail from a server needs one more package", hint="pip install 'regulator-assistant[mail]'"
        ) from None
    return pull
