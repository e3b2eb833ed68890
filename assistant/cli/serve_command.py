"""`assistant serve`: the terminal UI in a browser on this machine."""

from __future__ import annotations

import sys

import click

from assistant.cli import output
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session
from assistant.cli.ui import check_all_known
from assistant.errors import UsageProblem


@click.command("serve")
@record_options
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Of the loopback; by default any that is free.")
@click.option("--read-only", is_flag=True, help="Refuse all that would write.")
@pass_session
def command(session: Session, port: int, read_only: bool) -> None:
    """Serve the terminal UI to browsers on this machine until Ctrl+C.

    Only this machine can reach it, and only with the address that is printed: it holds a token which is new each time.
    Whoever has the address can do what you can, unless it is read-only.
    """
    try:
        from assistant.serving.server import Loopback
    except ModuleNotFoundError as error:
        hint = "Install it with: pip install 'regulator-assistant[web]'"
        raise UsageProblem(f"serving needs {error.name}, which is not installed", hint=hint) from error
    check_all_known(session)
    session.desk().close()  # what is wrong with record or configuration is said here, not in a browser
    Loopback(_opening(session, read_only=read_only), port, _announce).run()


def _announce(address: str) -> None:
    output.show(address)
    sys.stdout.flush()  # whoever reads it from a pipe waits for it
    click.echo("Open this address in a browser on this machine. Ctrl+C ends it.", err=True)


def _opening(session: Session, *, read_only: bool) -> list[str]:
    """The command that opens the UI as this session would."""
    named = {"--record": session.record, "--config": session.config, "--as-of": session.as_of}
    words = [word for option, value in named.items() if value for word in (option, str(value))]
    flags = [
        flag for flag, given in (("--read-only", read_only or session.read_only), ("--linear", session.linear)) if given
    ]
    return [sys.executable, "-m", "assistant", *words, *flags]
