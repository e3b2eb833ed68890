"""The templates as a list, and what is wrong with those of a folder: what `assistant templates` shows.

Checking goes further than loading: each text is also rendered with made-up facts, filled and empty, for everything it
claims to fit, because some faults show only then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from assistant.config import Settings
from assistant.desk import Desk
from assistant.drafts.front_matter import Field
from assistant.drafts.style import Wish, style_for
from assistant.drafts.templates import Template, check_single, files_in, find, own_folder, read_template, text_of
from assistant.drafts.trial import try_out
from assistant.errors import UsageProblem
from assistant.paths import prompts_directory


class ListedTemplate(Struct, frozen=True):
    """One template. Scripts rely on the names of the fields."""

    name: str
    language: str
    tone: str
    """Empty: it serves every tone; `channel` likewise."""
    channel: str
    title: str
    purpose: str
    fits: tuple[str, ...]
    owed_by: str
    chasers: int
    proposed: bool
    settles: bool
    fields: tuple[Field, ...]
    own: bool
    path: str


class TemplateProblem(Struct, frozen=True):
    where: str
    """The file, and the line where it is known."""
    error: str
    hint: str


class TemplateCheck(Struct, frozen=True):
    checked: int
    problems: tuple[TemplateProblem, ...]


def listed(templates: Sequence[Template]) -> tuple[ListedTemplate, ...]:
    """The templates by name, then language."""
    return tuple(map(_one, sorted(templates, key=lambda t: (t.name, t.head.language, t.path))))


def named(desk: Desk, name: str, wish: Wish) -> Template:
    """The template of that name in the wished-for style; raises `UsageProblem` that lists the names."""
    return find(desk.templates(), name, style_for(desk.settings.regulator(""), wish))


def check_templates(settings: Settings, path: Path | None) -> TemplateCheck:
    """All that is wrong with a file or with those of a folder; without one, the user's folder and the program's.

    Raises `UsageProblem` if there is no such file or folder.
    """
    if path is not None and not path.exists():
        raise UsageProblem("there is no such file or folder", where=str(path))
    folders = [path] if path else [*([own_folder(settings)] if settings.prompts else []), prompts_directory()]
    found = [problem for folder in folders for problem in _problems(folder)]
    files = sum(len(_files(folder)) for folder in folders)
    return TemplateCheck(files, tuple(found))


def _problems(path: Path) -> Iterator[TemplateProblem]:
    seen: list[Template] = []
    for file in _files(path):
        try:
            template = read_template(text_of(file), str(file))
            check_single(template, seen)
            seen.append(template)
            try_out(template)
        except UsageProblem as problem:
            yield TemplateProblem(problem.where or str(file), problem.what, problem.hint)


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else list(files_in(path))


def _one(template: Template) -> ListedTemplate:
    head = template.head
    return ListedTemplate(
        head.name,
        head.language,
        head.tone,
        head.channel,
        head.title,
        head.purpose,
        head.fits,
        head.owed_by,
        head.chasers,
        head.proposed,
        head.settles,
        head.fields,
        template.own,
        template.path,
    )
