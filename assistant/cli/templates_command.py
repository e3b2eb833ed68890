"""`assistant templates`: which texts there are, what one says, and whether those of a folder are right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click
import msgspec

from assistant.cli import output
from assistant.cli.options import pass_session, record_options
from assistant.cli.session import Session
from assistant.clocks.wording import counted
from assistant.config import Medium, Tone

if TYPE_CHECKING:
    from assistant.desk import Desk
    from assistant.services.template_list import ListedTemplate, TemplateCheck

FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")


@click.group("templates", invoke_without_command=True)
@record_options
@FORMAT
@click.pass_context
@pass_session
def command(session: Session, ctx: click.Context, form: str) -> None:
    """List the templates: your own and the program's, each with its language and what it is for."""
    if ctx.invoked_subcommand is not None:
        return
    from assistant.services.template_list import listed

    desk = session.desk()
    found = listed(desk.templates())
    if form == "json":
        output.document(desk.today(), templates=found)
    else:
        output.show_lines(_lines(found, session.color))


@command.command("show")
@record_options
@click.argument("name")
@click.option("--language", default="", metavar="CODE", help="Such as de.")
@click.option("--tone", type=click.Choice(get_args(Tone)), help="Where there is a text of its own for it.")
@click.option("--channel", type=click.Choice(get_args(Medium)), help="The same.")
@FORMAT
@pass_session
def show(session: Session, name: str, language: str, tone: str | None, channel: str | None, form: str) -> None:
    """Show the template NAME: what it fits, its fields, and its text."""
    from assistant.drafts.style import Wish
    from assistant.services.template_list import listed, named

    desk = session.desk()
    template = named(
        desk, name, msgspec.convert({"language": language, "tone": tone or "", "channel": channel or ""}, Wish)
    )
    one = listed([template])[0]
    if form == "json":
        text = {"subject": template.head.subject, "body": template.body}
        output.document(desk.today(), templates=[{**msgspec.to_builtins(one), **text}])
        return
    output.show_lines(_lines((one,), session.color))
    for field in one.fields:
        output.show(f"  {'*' if field.required else ' '} {field.name}: {field.label}")
    output.show(f"  {one.path}\n\nSubject: {template.head.subject}\n\n{template.body}")


@command.command("check")
@record_options
@click.argument("path", required=False, type=click.Path(path_type=Path))
@FORMAT
@pass_session
def check(session: Session, path: Path | None, form: str) -> None:
    """Say all that is wrong with the templates in PATH, a file or folder; without it, with all that are used.

    Exits 1 if anything is.
    """
    from assistant.services.template_list import check_templates

    desk = session.desk()
    found = check_templates(desk.settings, path)
    if form == "json":
        output.document(desk.today(), ok=not found.problems, checked=found.checked, problems=found.problems)
    else:
        output.show_lines(_told(found))
    if found.problems:
        raise click.exceptions.Exit(1)


def show_names(desk: Desk) -> None:
    """The names alone, each with its languages."""
    from assistant.services.template_list import listed

    names: dict[str, list[ListedTemplate]] = {}
    for one in listed(desk.templates()):
        names.setdefault(one.name, []).append(one)
    for name, found in names.items():
        languages = ", ".join(dict.fromkeys(one.language for one in found))
        output.show(f"{name:<24} {languages:<16} {found[0].title}")


def _lines(found: tuple[ListedTemplate, ...], color: bool) -> Iterator[str]:
    for one in found:
        style = [one.language, one.tone or "any tone", one.channel or "letter or email", "your own" if one.own else ""]
        yield f"{output.style(one.name, color, 'bold')} ({', '.join(filter(None, style))}): {one.purpose}"
        after = f", from {one.chasers} sent reminder{'' if one.chasers == 1 else 's'} on" if one.chasers else ""
        offered = "" if one.proposed else "; offered, never proposed first"
        yield f"    fits {', '.join(one.fits) or 'nothing: chosen by name'}{after}{offered}"


def _told(found: TemplateCheck) -> Iterator[str]:
    for problem in found.problems:
        yield f"{problem.where}: {problem.error}{f' ({problem.hint})' if problem.hint else ''}"
    yield f"{counted(found.checked, 'template')}; {len(found.problems) or 'nothing'} wrong"
