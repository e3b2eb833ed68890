"""The templates at hand: those in the user's own folder, then the program's.

One name may stand for several texts: one a language, and if wished one a tone or channel. A template of the user's
stands in for the program's of the same name and language. It is only ever found by its name among those that were read,
so no name can lead to another file. A fault in any template is an error that names file, key or line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from assistant.config import Settings
from assistant.drafts.facts import LABELS
from assistant.drafts.front_matter import Field, Head, read_head, split
from assistant.drafts.parts import FOLDER as PARTS
from assistant.drafts.sandbox import TemplateFault, used_names
from assistant.drafts.style import Style
from assistant.drafts.words import ENGLISH
from assistant.errors import UsageProblem
from assistant.paths import prompts_directory

MAX_BYTES = 64 * 1024
"""Of one template file."""
OTHER_FOLDERS = frozenset({"chat", PARTS})
"""Prompts for a model, with a head of their own; and parts of texts, with none."""
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
    own = list(_folder(own_folder(settings), own=True)) if settings.prompts else []
    shipped = list(_folder(program or prompts_directory(), own=False))
    return (*own, *(t for t in shipped if not any(_stands_in(mine, t) for mine in own)))


def suited(templates: Sequence[Template], style: Style) -> tuple[Template, ...]:
    """Of each name the text that suits `style` best, in the order of the list; in English where its language lacks."""
    named: dict[str, list[Template]] = {}
    for template in templates:
        named.setdefault(template.name, []).append(template)
    return tuple(min(found, key=lambda t: _distance(t, style)) for found in named.values())


def _distance(template: Template, style: Style) -> tuple[int, ...]:
    """The first that differs decides: language, tone, channel; a text of its own for one goes before one for both."""
    head = template.head
    language = (style.language, ENGLISH).index(head.language) if head.language in {style.language, ENGLISH} else 2
    return language, _apart(head.tone, style.tone), _apart(head.channel, style.channel)


def _apart(its: str, wished: str) -> int:
    return 0 if its == wished else 2 if its else 1


def _stands_in(mine: Template, other: Template) -> bool:
    """Whether `mine` serves all that `other` is for."""
    one, two = mine.head, other.head
    same = (one.name, one.language) == (two.name, two.language)
    return same and one.tone in {"", two.tone} and one.channel in {"", two.channel}


def find(templates: Sequence[Template], name: str, style: Style = Style()) -> Template:  # noqa: B008 - frozen
    """The template of that name that suits `style` best; raises `UsageProblem` that lists the known names."""
    found = [template for template in templates if template.name == name]
    if not found:
        known = ", ".join(dict.fromkeys(template.name for template in templates)) or "none"
        raise UsageProblem(f"there is no template {name!r}", hint=f"There are: {known}.")
    return suited(found, style)[0]


def read_template(text: str, where: str, *, own: bool = True) -> Template:
    """One template file's text; raises `UsageProblem` that names `where` and the key or line.

    A user's is checked whole, whether it is used or not. The program's own are by the tests, which saves half a second
    at each draft; whatever is rendered is checked then.
    """
    toml, body, before = split(text, where)
    template = Template(read_head(toml, where), body.strip("\n") + "\n", where, own, before + 1 + _blank_lines(body))
    if own:
        check_texts(template)
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


def check_texts(template: Template) -> None:
    """Subject and body use nothing but what they may, and each required field; raises `UsageProblem`."""
    if clash := sorted({field.name for field in template.fields} & set(LABELS)):
        raise UsageProblem(f"`fields`: {clash[0]!r} is the name of a fact", where=template.path)
    used: set[str] = set()
    for part, source in (("subject", template.head.subject), ("body", template.body)):
        try:
            used |= used_names(source, known_names(template), template.head.language)
        except TemplateFault as fault:
            raise fault_in(template, part, fault) from fault
    unused = [field.name for field in template.fields if field.required and field.name not in used]
    if unused:
        raise UsageProblem(f"`fields`: {unused[0]!r} is required, but the text never uses it", where=template.path)


def own_folder(settings: Settings) -> Path:
    """The user's folder; a relative one counts from the configuration file that names it."""
    folder = Path(settings.prompts).expanduser()
    if not folder.is_absolute() and settings.source:
        folder = Path(settings.source).parent / folder
    if not folder.is_dir():
        raise UsageProblem(f"`prompts`: there is no folder {folder}", where=settings.source)
    return folder


def _folder(folder: Path, *, own: bool) -> Iterator[Template]:
    seen: list[Template] = []
    for path in files_in(folder):
        template = read_template(text_of(path), str(path), own=own)
        check_single(template, seen)
        seen.append(template)
        yield template


def check_single(template: Template, others: Sequence[Template]) -> None:
    """Raise `UsageProblem` if one of `others` has the same name and is for the same language, tone and channel."""
    for other in others:
        if _stands_in(template, other) and _stands_in(other, template):
            raise UsageProblem(f"`name`: {template.name!r} is also the name in {other.path}", where=template.path)


def files_in(folder: Path) -> Iterable[Path]:
    """The files of a folder that are templates, in the order of their paths."""
    found = (path for path in folder.rglob("*.md") if path.is_file() and path.name.lower() != READ_ME)
    return sorted(path for path in found if path.relative_to(folder).parts[0] not in OTHER_FOLDERS)


def text_of(path: Path) -> str:
    """What the file says; raises `UsageProblem` if it is too long, cannot be read, or is no UTF-8."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageProblem(f"a template of more than {MAX_BYTES // 1024} KB", where=str(path))
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageProblem(f"the template cannot be read: {error}", where=str(path)) from error


def _blank_lines(body: str) -> int:
    return len(body) - len(body.lstrip("\n"))
