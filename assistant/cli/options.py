"""The options and argument types that commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, ClassVar, TypeVar

import click

from assistant.cli.session import Session
from assistant.record.dates import parse_day
from assistant.record.index_rows import Fault, Summary
from assistant.record.store import entry_named, entry_number

F = TypeVar("F", bound=Callable[..., Any])


def session(ctx: click.Context) -> Session:
    """The session of this run; one for the group and its command."""
    return ctx.find_root().ensure_object(Session)


pass_session = click.make_pass_decorator(Session, ensure=True)


def end_if_unread(faults: Iterable[Fault]) -> None:
    """End the command with 3 if something could not be read; what could has been shown by now."""
    if any(fault.fatal for fault in faults):
        raise click.exceptions.Exit(3)


def readable(summaries: Iterable[Summary], faults: Iterable[Fault]) -> list[str]:
    """The threads of these summaries that can be read."""
    unread = {fault.thread for fault in faults if fault.fatal}
    return [summary.thread for summary in summaries if summary.thread not in unread]


def record_options(command: F) -> F:
    """`--record`, `--config`, `--as-of`, `--known`, `--no-color`: valid before and after the command's name."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def _remember(name: str, read: Callable[[Any], Any]) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(ctx: click.Context, param: click.Parameter, value: Any) -> None:
        if value is not None and value is not False:
            setattr(session(ctx), name, read(value))

    return callback


def _option(*flags: str, name: str, read: Callable[[Any], Any], **settings: Any) -> Callable[[F], F]:
    return click.option(*flags, expose_value=False, is_eager=True, callback=_remember(name, read), **settings)


_OPTIONS = (
    _option("--record", name="record", read=str, metavar="DIR", help="The record (or ASSISTANT_RECORD)."),
    _option("--config", name="config", read=str, metavar="FILE", help="The configuration (or ASSISTANT_CONFIG)."),
    _option("--as-of", name="as_of", read=parse_day, metavar="DATE", help="Compute for this day (2020-10-18)."),
    _option("--known", name="known", read=parse_day, metavar="DATE", help="Use only what had been logged by this day."),
    _option("--no-color", name="color", read=lambda _: False, is_flag=True, help="Plain text (or NO_COLOR)."),
)


class Day(click.ParamType[date]):
    """An ISO day."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        return value if isinstance(value, date) else parse_day(value)


class EntryNumber(click.ParamType[int]):
    """An entry of the command's thread: `4`, `#4` or `pta-2020-001#4`; given to the command as its number."""

    name = "entry"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        thread, _, digits = str(value).rpartition("#")
        n = entry_number(digits)
        if n is None:
            self.fail(f"{value!r} is not an entry; write it as 4 or #4.", param, ctx)
        of = ctx.params.get(THREAD) if ctx else None
        if thread and of and thread != of:
            self.fail(f"{value!r} is an entry of another thread than {of}.", param, ctx)
        return n


THREAD = "thread"


def thread_argument(**settings: Any) -> Callable[[F], F]:
    """The thread that a command is about, read before the entries that are held against it."""
    return click.argument(THREAD, is_eager=True, **settings)


class EntryCommand(click.Command):
    """A command about an entry: as every list prints it, `pta-2020-001#4`, or as two words, `pta-2020-001 4`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        at = self._place_of_thread(args)
        if at is not None and "#" in args[at]:
            thread, n = entry_named(args[at])
            args = [*args[:at], thread, str(n), *args[at + 1 :]]
        return super().parse_args(ctx, args)

    def _place_of_thread(self, args: list[str]) -> int | None:
        """Of the first word that is neither an option nor what is given to one."""
        takes = {name for p in self.params if isinstance(p, click.Option) and not p.is_flag for name in p.opts}
        at = 0
        while at < len(args):
            if args[at] == "--":
                return at + 1 if at + 1 < len(args) else None
            if not args[at].startswith("-"):
                return at
            at += 2 if args[at] in takes else 1
        return None

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces = super().collect_usage_pieces(ctx)
        at = pieces.index("THREAD")
        entry = "#N" if pieces[at + 1] == "N" else "[#N]"
        return [*pieces[:at], f"THREAD{entry}", *pieces[at + 2 :]]


class Form(click.Choice[str]):
    """The form of an output, by its name or by the ending of its files: `markdown` or `md`, `text` or `txt`."""

    ENDINGS: ClassVar = {"md": "markdown", "txt": "text", "htm": "html"}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return super().convert(self.ENDINGS.get(str(value).lower(), value), param, ctx)


DAY = Day()
ENTRY = EntryNumber()
