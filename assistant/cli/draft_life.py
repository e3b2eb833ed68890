"""The steps of a saved draft: `draft THREAD --approve N`, `--final N`, `--export N`, `--sent N` …, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from assistant.cli import output
from assistant.cli.draft_showing import show_lives
from assistant.cli.options import ENTRY
from assistant.cli.session import Session
from assistant.record.kinds import Channel

F = TypeVar("F", bound=Callable[..., Any])
CHANNELS: tuple[Channel, ...] = ("email", "letter", "portal", "call", "meeting", "other")
STEPS = ("history", "diff", "approve", "final", "export", "sent", "discard")
GOES_WITH = {
    "by": ("approve",),
    "overrule": ("final", "export"),
    "on": ("sent",),
    "channel": ("sent",),
    "message": ("sent",),
    "partly": ("sent",),
    "commitments": ("sent",),
}
"""Options that mean something only beside a step."""

_OPTIONS = (
    click.option("--history", is_flag=True, help="The drafts of the thread, version by version."),
    click.option("--diff", type=ENTRY, metavar="N", help="What the versions of draft N changed, or entry N alone."),
    click.option("--approve", type=ENTRY, metavar="N", help="Approve the latest version of draft N."),
    click.option("--by", metavar="NAME", help="Who approves, if it is not you."),
    click.option("--final", type=ENTRY, metavar="N", help="Draft N is final, unless a check blocks it."),
    click.option("--overrule", metavar="REASON", help="Why what a check says does not count; the reason is logged."),
    click.option("--export", type=ENTRY, metavar="N", help="Write draft N to --out FILE, and log that."),
    click.option("--sent", type=ENTRY, metavar="N", help="Draft N went out: log it, with what it settles."),
    click.option("--on", metavar="DATE", help="When it was sent; default: the day."),
    click.option("--as", "channel", type=click.Choice(CHANNELS), help="How it was sent."),
    click.option("--message", type=ENTRY, metavar="M", help="Its copy, if that is logged already."),
    click.option("--partly", is_flag=True, help="It answers only a part."),
    click.option("--commit", "commitments", type=int, multiple=True, metavar="K", help="Open its promise K, too."),
    click.option("--discard", type=ENTRY, metavar="N", help="Discard draft N."),
)  # fmt: skip


def life_options(command: F) -> F:
    """The options of all steps; each draft is named by the entry that began it, or by its latest version."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def step_named(given: dict[str, Any]) -> str | None:
    """The step that the options ask for; raises `UsageError` for two at once, or for an option without its step."""
    steps = [name for name in STEPS if given[name] not in {None, False}]
    if len(steps) > 1:
        raise click.UsageError(f"--{steps[0]} and --{steps[1]} are two steps: one at a time.")
    for option, wanted in GOES_WITH.items():
        if given[option] and not set(steps) & set(wanted):
            name = {"channel": "as", "commitments": "commit"}.get(option, option)
            raise click.UsageError(f"--{name} goes with {' or '.join(f'--{step} N' for step in wanted)}.")
    return steps[0] if steps else None


def take(session: Session, thread: str, step: str, given: dict[str, Any], form: str) -> None:
    """Do the step and say which entries it logged."""
    from assistant.services import drafting

    desk, n = session.desk(), given[step]
    match step:
        case "history":
            _history(session, thread, form)
        case "diff":
            from assistant.drafts.versions import differences

            output.show(differences(desk.thread(thread), n) or "the text has not changed")
        case "approve":
            output.show_logged(thread, drafting.approve(desk, thread, n, given["by"] or ""))
        case "final":
            output.show_logged(thread, drafting.finish(desk, thread, n, given["overrule"] or ""))
        case "export":
            _export(session, thread, given)
        case "sent":
            going = drafting.Going(
                given["on"], given["channel"], given["message"], given["partly"], given["commitments"]
            )
            output.show_logged(thread, drafting.send(desk, thread, n, going))
        case _:
            output.show_logged(thread, drafting.discard(desk, thread, n))


def _history(session: Session, thread: str, form: str) -> None:
    from assistant.drafts.versions import lives

    desk = session.desk()
    found = lives(desk.thread(thread))
    if form == "json":
        output.document(desk.today(), thread=thread, drafts=found)
    elif found:
        show_lives(found)
    else:
        output.tell(f"no draft is kept in {thread}")


def _export(session: Session, thread: str, given: dict[str, Any]) -> None:
    from assistant.services import drafting

    out: Path | None = given["out"]
    if out is None:
        raise click.UsageError("--export N needs --out FILE.")
    draft, known = drafting.taken_up(session.desk(), thread, given["export"])
    done = drafting.export(
        session.desk(),
        draft,
        known.n,
        out,
        overwrite=given["force"],
        quoted=given["quote"],
        overrule=given["overrule"] or "",
    )
    output.tell(f"written to {done.path}; it is sent by you, not by this program")
    output.show_logged(thread, done.logged)
