"""`assistant package`: evidence that can be checked without the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from assistant.cli import output
from assistant.cli.options import pass_session, record_options
from assistant.cli.reports import CONFIDENTIAL, REGULATOR
from assistant.cli.session import Session

if TYPE_CHECKING:
    from assistant.reports.disclosure import Audience


@click.command("package")
@record_options
@click.argument("threads", nargs=-1, metavar="[THREAD]...")
@REGULATOR
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR|FILE.zip", help="A new one.")
@click.option("--audience", required=True, type=click.Choice(["counsel", "regulator", "board", "press"]))
@CONFIDENTIAL
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@pass_session
def command(
    session: Session,
    threads: tuple[str, ...],
    regulator: str | None,
    out: Path,
    audience: Audience,
    confidential: bool,
    form: str,
) -> None:
    """Write chronology, originals, entries and hashes of threads, or of all with a regulator, for an audience.

    Confidential entries are withheld unless --confidential gives them to counsel or the board; notes, drafts and
    remarks stay from the regulator and the press. What was left out is counted on the first page; the chain of hashes
    still holds. The package says how to check it with sha256sum and Python alone.
    """
    from assistant.services.packaging import package, told

    desk = session.desk()
    packed = package(desk, threads, regulator, out, audience, confidential=confidential)
    if form == "json":
        output.document(desk.today(), package=str(out), audience=audience, **msgspec.structs.asdict(packed))
        return
    output.show_lines(told(packed, out))
