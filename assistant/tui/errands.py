"""What is done now and then, and has no screen of its own: what each asks, and the work that answers with a text.

Values for the list, the form and the page that show them; the work is that of the command of the same kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from assistant.clocks.wording import counted
from assistant.desk import Desk
from assistant.errors import AssistantError, UsageProblem
from assistant.record.dates import parse_day
from assistant.record.index_rows import Fault, told_once
from assistant.record.inert import inert_line
from assistant.record.store import entry_named, regulator_of
from assistant.tui.forms import Answers, Field
from assistant.tui.words import ALONE, OVER

if TYPE_CHECKING:
    from assistant.reports.disclosure import Audience

AUDIENCES: tuple[tuple[Audience, str], ...] = (
    ("counsel", "counsel"),
    ("regulator", "the regulator"),
    ("board", "the board"),
    ("press", "the press"),
)
YES = (("no", "no"), ("yes", "yes"))
SURE = (("no", "no, say what would go"), ("yes", "yes"))


class Errand(Struct, frozen=True):
    """One of them, which asks something first."""

    name: str
    does: str
    work: Callable[[Answers], str]
    """To be run in a worker; its text is shown. Raises `AssistantError`."""
    fields: tuple[Field, ...]
    """What is asked before."""
    done: str = "Show"


Tell = Callable[[str], bool]
"""Says how far some work is; False: nobody waits for it any more."""


class AtOnce(Struct, frozen=True):
    """One that asks nothing, and may take long."""

    name: str
    does: str
    work: Callable[[Tell], str]


def errands(desk: Desk, home: str) -> tuple[Errand | AtOnce, ...]:
    """All of them, with what is likely meant; `home`: the thread in front, or nothing."""
    regulator, day = regulator_of(home) if home else "", desk.today()
    here = Path.cwd()
    return (
        Errand(
            "Count a deadline",
            "the calculator behind the due days",
            partial(_deadline, desk),
            (
                Field("duration", "How long?", hint="such as 7 days, 10 working days, 1 month"),
                Field("start", "From", value=str(day), hint="day 0"),
                Field("calendar", "Calendar", value=regulator, hint="a regulator, a country such as PK; or empty"),
                Field("roll", "If it ends on a day off, move it on?", "choice", "no", choices=YES),
            ),
        ),
        Errand(
            "Write an evidence package",
            "for counsel, a regulator, the board or the press, with hashes",
            partial(_package, desk),
            (
                Field("what", "Threads, or a regulator", value=home, hint="such as pta-2020-001 pta-2020-002, or PTA"),
                Field("audience", "For whom?", "choice", "counsel", choices=AUDIENCES),
                Field("confidential", "With what is confidential?", "choice", "no", choices=YES),
                Field("path", "Folder or .zip", value=str(here / f"{home or 'evidence'}.zip"), hint="a new one"),
            ),
            "Write",
        ),
        Errand(
            "Save originals and attachments",
            "the files that the record keeps of a thread or a message",
            partial(_export, desk),
            (
                Field("target", "Thread, or message", value=home, hint="such as pta-2020-001 or pta-2020-001#9"),
                Field("path", "Folder", value=str(here / (home or "originals")), hint="nothing in it is overwritten"),
                Field("confidential", "With what is confidential?", "choice", "no", choices=YES),
            ),
            "Save",
        ),
        Errand(
            "Erase an entry",
            "what it says is gone for good: for a duty to erase personal data",
            partial(_erase, desk),
            (
                Field("entry", "Entry", value=f"{home}#" if home else "", hint="such as pta-2020-001#9", first=True),
                Field("reason", "Which duty asks for it?", hint="it stays in the record: name no person"),
                Field("sure", "Erase it now?", "choice", "no", choices=SURE),
            ),
            "Go on",
        ),
        Errand(
            "Write a calendar of due days",
            "an .ics file of what is due, for any calendar program; nothing confidential is in it",
            partial(_feed, desk),
            (Field("path", "File", value=str(here / "due-days.ics"), hint="a new one"),),
            "Write",
        ),
        Errand(
            "Play past reminders again",
            "which fired on which day, and when their answer came",
            partial(_replay, desk),
            (
                Field("first", "From", value=str(day.replace(day=1)), hint="a day such as 2020-10-01"),
                Field("last", "To", value=str(day)),
                Field("threads", "Threads", value=home, hint="empty: all"),
                Field("rules", "With other rules", hint="a file with [[rules]] to try; empty: yours"),
            ),
        ),
        AtOnce("Verify the record", "every hash, and one digest over all", partial(_verified, desk)),
        AtOnce(OVER, "record, rules, mailboxes, checks, templates", lambda _: _examined(desk)),
        AtOnce(ALONE, "the lines for cron and for systemd", lambda _: _schedule(desk)),
    )


def _deadline(desk: Desk, answers: Answers) -> str:
    from assistant.clocks.calendars import Calendar  # noqa: PLC0415 - for few
    from assistant.clocks.deadlines import due_day  # noqa: PLC0415 - as above
    from assistant.clocks.durations import parse_duration  # noqa: PLC0415 - as above

    duration, start = parse_duration(answers["duration"]), parse_day(answers["start"])
    key = answers["calendar"]
    calendar = desk.calendar(key.upper()) if key else Calendar.plain()
    found = due_day(start, duration, calendar, answers["roll"] == "yes")
    return "\n".join([*found.doubts(), *found.lines()])


def _package(desk: Desk, answers: Answers) -> str:
    from assistant.services.packaging import package, told  # noqa: PLC0415 - for few

    desk.record.check_writable()
    names, out = _names(answers["what"]), _path(answers["path"])
    if not names:
        raise UsageProblem("which threads?")
    regulator = names[0].upper() if len(names) == 1 and names[0].upper() in desk.settings.regulators else None
    audience = next(audience for audience, _ in AUDIENCES if audience == answers["audience"])
    secret = answers["confidential"] == "yes"
    packed = package(desk, () if regulator else names, regulator, out, audience, confidential=secret)
    return "\n".join(told(packed, out))


def _export(desk: Desk, answers: Answers) -> str:
    desk.record.check_writable()
    name, entry = entry_named(answers["target"])
    thread, folder = desk.thread(name), _path(answers["path"])
    secret = answers["confidential"] == "yes"
    found = desk.export(thread, entry, folder, confidential=secret)
    lines = [f"#{file.entry}  {inert_line(file.path)}  {file.bytes:,} bytes" for file in found.files]
    if found.withheld:
        lines.append(f"{counted(found.withheld, 'confidential message')} withheld")
    return "\n".join(lines) or "The record keeps no file of it: it was logged by hand."


def _erase(desk: Desk, answers: Answers) -> str:
    from assistant.services.erasing import told  # noqa: PLC0415 - for few

    thread, entry = entry_named(answers["entry"])
    if entry is None:
        raise UsageProblem("a thread as a whole is not erased", hint="Name an entry of it, such as pta-2020-001#9.")
    dry_run = answers["sure"] != "yes"
    return "\n".join(told(desk.erase(thread, entry, answers["reason"], dry_run=dry_run), dry_run=dry_run))


def _feed(desk: Desk, answers: Answers) -> str:
    from assistant.clocks.gap_document import without_words  # noqa: PLC0415 - for few
    from assistant.record.new_file import write_new  # noqa: PLC0415 - as above
    from assistant.reports.calendar_feed import feed  # noqa: PLC0415 - as above

    desk.record.check_writable()
    path, checked = _path(answers["path"]), desk.check()
    faults = _told(f for f in checked.faults if f.fatal)
    write_new(path, [feed(map(without_words, checked.gaps), desk.today())])
    return "\n".join([f"written to {path}: {counted(len(checked.gaps), 'due day')}", *faults])


def _replay(desk: Desk, answers: Answers) -> str:
    from assistant.services.replay import Range, lines, replay  # noqa: PLC0415 - for few

    last = parse_day(answers["last"]) if answers["last"] else desk.today()
    rules = _path(answers["rules"]) if answers["rules"] else None
    found = replay(desk, Range(parse_day(answers["first"]), last, _names(answers["threads"]), rules))
    return "\n".join([*_told(found.faults), *lines(found)])


def _told(faults: Iterable[Fault]) -> list[str]:
    """What could not be read or checked."""
    return [f"⚠ {inert_line(whose)}: {inert_line(fault.text)}" for whose, fault in told_once(faults)]


def _verified(desk: Desk, tell: Tell) -> str:
    def go_on(done: int, of: int, entries: int) -> bool:
        return tell(f"{done:,} of {counted(of, 'thread')} checked, with {entries:,} entries …")

    found = desk.verify(go_on)
    if not found.ok:
        raise AssistantError("\n".join([counted(len(found.problems), "problem"), *found.problems, *found.notices]))
    told = f"threads {found.threads:,}, entries {found.entries:,}: unchanged\ndigest {found.digest}\n"
    keep = "Keep the digest elsewhere: it also reveals a removed tail or thread."
    return "\n".join([told, keep, *found.notices])


def _examined(desk: Desk) -> str:
    from assistant.services.doctor import examine  # noqa: PLC0415 - for few

    return "\n".join(f"{'✓' if found.ok else '⚠'} {found.what}: {found.text}" for found in examine(desk))


def _schedule(desk: Desk) -> str:
    from assistant.services import schedule  # noqa: PLC0415 - for few
    from assistant.services.unattended import ALL  # noqa: PLC0415 - as above

    plan = schedule.plan(desk, (ALL,) if desk.settings.notify else ())
    return "\n".join(["For `crontab -e`:", "", schedule.cron(plan), *_files(schedule.systemd(plan)), schedule.HOW])


def _files(files: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for name, content in files:
        yield f"Or ~/.config/systemd/user/{name}:\n\n{content}"


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def _path(text: str) -> Path:
    if not text:
        raise UsageProblem("where to? Name a file or a folder")
    return Path(text).expanduser()
