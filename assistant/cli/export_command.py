"""`assistant export`: original mail and attachments, as files."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli import output
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session
from assistant.clocks.wording import counted
from assistant.errors import Refused
from assistant.record.inert import inert_line
from assistant.record.store import entry_named


@click.command("export")
@record_options
@click.argument("target", metavar="THREAD[#N]")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--confidential", is_flag=True, help="Confidential messages, too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@pass_session
def command(session: Session, target: str, folder: Path, confidential: bool, form: str) -> None:
    """Write the original bytes and the attachments of a message, or of all messages of a thread, into DIR.

    Files are named after the entry, then as their sender named them as far as that is safe. Nothing is overwritten.
    """
    name, entry = entry_named(target)
    desk = session.desk()
    thread = desk.thread(name)
    exported = desk.export(thread, entry, folder, confidential=confidential)
    if form == "json":
        output.document(desk.today(), thread=thread.id, files=exported.files, withheld=exported.withheld)
    else:
        output.show_lines(
            f"{thread.id}#{file.entry}  {file.kind:<10} {file.bytes:>11,} bytes  {inert_line(file.path)}"
            for file in exported.files
        )
    if exported.withheld:
        withheld = counted(exported.withheld, "confidential message")
        output.tell(f"{withheld} withheld; --confidential writes them, too")
    if not exported.files:
        raise Refused(f"{target} has nothing to export" + (" but what is confidential" if exported.withheld else ""))
