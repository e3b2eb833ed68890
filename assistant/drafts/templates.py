"""The templates at hand: those in the user's own folder, then the program's.

A template of the user's stands in for the program's of the same name. It is only ever found by its name among those
that were read, so no name can lead to another file. A fault in any template is an error that names file, key or line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from assistant.config import Settings
from assistant.drafts.facts import LABELS
from assistant.drafts.front_matter import Field, Head, read_head, split
from assistant.drafts.sandbox import TemplateFault, used_names
from assistant.errors import UsageProblem
from assistant.paths import prompts_directory

MAX_BYTES = 64 * 1024
"""Of one template file."""
OTHER_PROMPTS = "chat"
"""The folder whose files are prompts for a model, with a head of their own."""
READ_ME = "readme.md"
"""A note to people, in any case of letters; not a template."""


class Template(Struct, frozen=True):
    head: Head
    body: str
    path: str
    own: bool
    """From the user's folder."""
    body_line: int = 1
    """The line of the file on which the body begins."""

    @property
    def name(self) -> str:
        return self.head.name

    @property
    def fields(self) -> tuple[Field, ...]:
        return self.head.fields


def load_templates(settings: Settings, program: Path | None = None) -> tuple[Template, ...]:
    """All templates, the user's first, each folder in the order of its paths; raises `UsageProblem`.

    `program` stands in for the folder that ships with the program.
    """
    own = list(_folder(_own_folder(settings), own=True)) if settings.prompts else []
    shipped = list(_folder(program or prompts_directory(), own=False))
    taken = {template.name for template in own}
    return (*own, *(template for template in shipped if template.name not in taken))


def find(templates: Sequence[Template], name: str) -> Template:
    """The template of that name; raises `UsageProblem` that lists the known names."""
    found = next((template for template in templates if template.name == name), None)
    if found is None:
        known = ", ".join(template.name for template in templates) or "none"
        raise UsageProblem(f"there is no template {name!r}", hint=f"There are: {known}.")
    return found


def read_template(text: str, where: str, *, own: bool = False) -> Template:
    """One template file's text, checked whole; raises `UsageProblem` that names `where` and the key or line."""
    toml, body, before = split(text, where)
    template = Template(read_head(toml, where), body.strip("\n") + "\n", where, own, before + 1 + _blank_lines(body))
    _check_texts(template)
    return template


def known_names(template: Template) -> frozenset[str]:
    """What the template may speak of: every fact, and its own fields."""
    return frozenset(LABELS) | {field.name for field in template.fields}


def fault_in(template: Template, part: str, fault: TemplateFault) -> UsageProblem:
    """The error for a person: the file, and the line of the file or the key in which the fault lies."""
    if part == "subject":
        return UsageProblem(f"`subject`: {fault}", where=template.path)
    line = f", line {template.body_line + fault.line - 1}" if fault.line else ""
    return UsageProblem(str(fault), where=f"{template.path}{line}")


def _check_texts(template: Template) -> None:
    if clash := sorted({field.name for field in template.fields} & set(LABELS)):
        raise UsageProblem(f"`fields`: {clash[0]!r} is the name of a fact", where=template.path)
    used: set[str] = set()
    for part, source in (("subject", template.head.subject), ("body", template.body)):
        try:
            used |= used_names(source, known_names(template))
        except TemplateFault as fault:
            raise fault_in(template, part, fault) from fault
    unused = [field.name for field in template.fields if field.required and field.name not in used]
    if unused:
        raise UsageProblem(f"`fields`: {unused[0]!r} is required, but the text never uses it", where=template.path)


def _own_folder(settings: Settings) -> Path:
    """The user's folder; a relative one counts from the configuration file that names it."""
    folder = Path(settings.prompts).expanduser()
    if not folder.is_absolute() and settings.source:
        folder = Path(settings.source).parent / folder
    if not folder.is_dir():
        raise UsageProblem(f"`prompts`: there is no folder {folder}", where=settings.source)
    return folder


def _folder(folder: Path, *, own: bool) -> Iterator[Template]:
    seen: dict[str, str] = {}
    for path in _files(folder):
        template = read_template(_text(path), str(path), own=own)
        if other := seen.get(template.name):
            raise UsageProblem(f"`name`: {template.name!r} is also the name in {other}", where=str(path))
        seen[template.name] = str(path)
        yield template


def _files(folder: Path) -> Iterable[Path]:
    found = (path for path in folder.rglob("*.md") if path.is_file() and path.name.lower() != READ_ME)
    return sorted(path for path in found if path.relative_to(folder).parts[0] != OTHER_PROMPTS)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageProblem(f"a template of more than {MAX_BYTES // 1024} KB", where=str(path))
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageProblem(f"the template cannot be read: {error}", where=str(path)) from error


def _blank_lines(body: str) -> int:
    return len(body) - len(body.lstrip("\n"))
