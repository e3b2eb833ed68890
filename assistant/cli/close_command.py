"""`assistant close`: the matter is over, or not; or all that have been quiet for long."""

from __future__ import annotations

from datetime import date

import click

from assistant.cli import output
from assistant.cli.options import DAY, end_if_unread, pass_session, readable, record_options
from assistant.cli.session import Session
from assistant.clocks.wording import counted
from assistant.errors import UsageProblem
from assistant.record.decisions import close, reopen
from assistant.record.inert import inert_line


@click.command("close")
@record_options
@click.argument("thread", required=False)
@click.option("--quiet-since", type=DAY, metavar="DATE", help="Instead of THREAD: all in which nobody wrote since.")
@click.option("--regulator", metavar="KEY", help="With --quiet-since: of this one only.")
@click.option("--dry-run", is_flag=True, help="With --quiet-since: list them and close none.")
@click.option("--reason", default="")
@click.option("--date", "day", type=DAY, metavar="DATE")
@click.option("--reopen", "again", is_flag=True, help="Open a closed thread again.")
@pass_session
def command(
    session: Session,
    thread: str | None,
    quiet_since: date | None,
    regulator: str | None,
    dry_run: bool,
    reason: str,
    day: date | None,
    again: bool,
) -> None:
    """Close THREAD: nothing in it is due any more, unless they write again. Its record stays as it is.

    With --quiet-since all matters at once that ended long ago, as after an import of old mail; those in which you
    opened something that is not settled stay open. It needs a reason; --reopen takes back each.
    """
    if (thread is None) == (quiet_since is None):
        raise UsageProblem("say what is over", hint="Name a THREAD, or all that are quiet with --quiet-since DATE.")
    if quiet_since is not None:
        if again or day:
            raise UsageProblem("--quiet-since closes as of now", hint="Leave --reopen and --date out.")
        _close_quiet(session, quiet_since, regulator, reason, dry_run=dry_run)
    elif regulator or dry_run:
        raise UsageProblem("--regulator and --dry-run go with --quiet-since")
    elif thread is not None:
        _close(session, thread, reason, day, again=again)


def _close(session: Session, thread: str, reason: str, day: date | None, *, again: bool) -> None:
    desk = session.desk()
    decide = reopen if again else close
    when = day or session.as_of
    lines = desk.decide(thread, lambda now: decide(now, desk.author, reason=reason, day=when))
    output.show_logged(thread, lines)
    left = () if again else [f"#{o.n}" for o in desk.latest(thread).obligations if o.is_open]
    if left:
        output.tell(f"note: still open in it, and never reminded of: {', '.join(left)}")


def _close_quiet(session: Session, since: date, regulator: str | None, reason: str, *, dry_run: bool) -> None:
    from assistant.services.quiet import close_quiet, quiet_since

    if not (reason.strip() or dry_run):
        raise UsageProblem("say why they are over", hint="Such as --reason 'before we kept this record'.")
    desk = session.desk()
    faults = desk.refresh()
    output.faults(faults)
    quiet = quiet_since(desk, since, regulator.upper() if regulator else None)
    sound = set(readable(quiet, faults))
    found = tuple(one for one in quiet if one.thread in sound)
    for one in found:
        output.show(f"{one.thread}  last {max(one.last_in or '', one.last_out or '')}  {inert_line(one.title)}")
    if not dry_run:
        close_quiet(desk, found, reason, session.as_of)
    output.tell(f"{counted(len(found), 'thread')} {'would be ' if dry_run else ''}closed")
    end_if_unread(faults)
