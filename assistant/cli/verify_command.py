"""`assistant verify`: nothing was changed since it was written."""

from __future__ import annotations

import click
import msgspec

from assistant.cli import output
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session
from assistant.clocks.wording import counted


@click.command("verify")
@record_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@pass_session
def command(session: Session, form: str) -> None:
    """Walk every chain and every original, and print one digest over all heads.

    Keep the digest elsewhere: it also reveals a removed tail or thread. Exits 1 if anything was changed.
    """
    desk = session.desk()
    found = desk.verify()
    for line in (*found.problems, *found.notices):
        output.tell(line)
    if form == "json":
        output.document(desk.today(), **msgspec.structs.asdict(found))
    else:
        state = "unchanged" if found.ok else counted(len(found.problems), "problem")
        output.show(f"threads {found.threads}, entries {found.entries}: {state}\ndigest {found.digest}")
    raise click.exceptions.Exit(0 if found.ok else 1)
