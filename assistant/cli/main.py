"""The group of commands, each imported only when it is called: a check from cron must start light."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from assistant import __version__
from assistant.cli import ReaderGone
from assistant.cli.options import record_options, session
from assistant.cli.ui import can_open, open_ui

COMMANDS = {
    "demo": "Write the demo record, or try it in the terminal UI.",
    "threads": "List the threads: who holds the ball, what is due next.",
    "show": "Show a thread as a conversation.",
    "messages": "List messages with their dates, classes and texts.",
    "search": "Find entries by their words, senders, dates and numbers.",
    "log": "Add a message, call, meeting, filing or note; begin a thread.",
    "import": "Bring in mail: .eml, mbox, Maildir, Outlook, letters, folders, stdin.",
    "pull": "Bring in what is new in the configured mailboxes (IMAP).",
    "tray": "List the mail that matched no regulator.",
    "file": "Say whose the mail in the tray is.",
    "merge": "Make two threads one (or --undo it).",
    "proposals": "What messages seem to ask and promise, to accept or turn down.",
    "open": "Open a request or commitment in a message's words.",
    "settle": "Say what was answered, in full or in part, or withdrawn.",
    "classify": "Say what an inbound message is, and so which clocks it moves.",
    "extend": "Record more time, and the message that granted it.",
    "pause": "Stop a clock, naming the message that stops it.",
    "resume": "Start a paused clock again.",
    "restart": "Count a clock anew: sent again, or a clarification answered.",
    "snooze": "Hide a reminder until a day, with a reason.",
    "close": "Close a thread (or --reopen it).",
    "undo": "Take back an entry, by an entry that says so.",
    "erase": "Erase what an entry says, for good: a duty of data protection.",
    "check": "The gaps: what is due or overdue, in both directions.",
    "rules": "The rules: which apply to a thread, and why.",
    "schedule": "Print lines for cron or systemd that let checks run alone.",
    "explain": "How a due day came about.",
    "replay": "Which reminders fired on which day, under these rules or others.",
    "deadline": "The calculator behind the due days.",
    "facts": "What may be said of a thread as of a day; whether a statement is so.",
    "draft": "Draft a follow-up from the record.",
    "templates": "List the templates, show one, check your own.",
    "chronology": "Who said what when, and what is owed, as a document or a picture.",
    "briefing": "One page on a regulator before a meeting.",
    "stats": "How long answers take, theirs and ours.",
    "package": "Evidence for counsel, a regulator, the board or the press, with hashes.",
    "ask": "Answer a question in plain English, from the record alone.",
    "export": "Write original mail and attachments to files.",
    "serve": "The terminal UI in a browser on this machine, for those without a terminal.",
    "verify": "Check every hash, and print one digest over the record.",
    "doctor": "Look the whole installation over.",
}


class Commands(click.Group):
    """A group that knows its commands by name and imports one when it is used."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGone from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"assistant.cli.{cmd_name}_command").command
        assert isinstance(command, click.Command)  # noqa: S101
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@record_options
@click.option("--read-only", is_flag=True, help="Open the UI for reading only: all that would write is refused.")
@click.option("--linear", is_flag=True, help="Open the UI as plain lines, for screen readers (or ASSISTANT_LINEAR).")
@click.version_option(__version__, prog_name="assistant")
@click.pass_context
def main(ctx: click.Context, read_only: bool, linear: bool) -> None:
    """Keep the record of a company's correspondence with its regulators, and know who owes what, since when.

    Without a command, in a terminal, it opens the UI.
    """
    chosen = session(ctx)
    chosen.read_only, chosen.linear = read_only, linear or chosen.linear
    if ctx.invoked_subcommand is not None:
        return
    if not can_open():
        click.echo(ctx.get_help())
        return
    open_ui(chosen)
