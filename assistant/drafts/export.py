"""A complete draft as a file that a person sends: text, Markdown, an unsent `.eml`, a Word or a PDF letter.

A draft with a required field open is refused and nothing is written. The program itself sends nothing.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from msgspec import Struct, structs

from assistant.drafts.direction import set_apart
from assistant.drafts.draft import Draft
from assistant.drafts.mail_file import as_mail, header_line
from assistant.errors import AssistantError, Refused, UsageProblem
from assistant.record.inert import inert, writable

SUFFIXES = (".txt", ".md", ".eml", ".docx", ".pdf")


class Form(Struct, frozen=True):
    """How the file is to look, beyond subject and text."""

    dated: str = ""
    """The date that a letter bears."""
    letterhead: Path | None = None
    """A Word file; only for `.docx`."""
    message_id: str | None = None
    """Of a mail, where the record keeps it."""
    quoted: str = ""
    """Below the text of a mail."""
    office: str = ""
    """The authority's name, below the person's in the address of a letter."""


PLAIN = Form()


def as_text(draft: Draft) -> bytes:
    """Subject and text, in UTF-8."""
    return writable(f"{header_line(draft.subject)}\n\n{draft.text}").encode()


def as_markdown(draft: Draft) -> bytes:
    """The subject as heading, then the text; it reads as it stands, whatever signs of Markdown or HTML are in it."""
    lines = (_plain_line(line) for line in inert(writable(draft.text)).split("\n"))
    text = "\n".join(lines)
    told = set_apart(_SOFT_BREAK.sub(_HARD, text))
    return f"# {_ACTIVE.sub(_ESCAPED, header_line(draft.subject))}\n\n{told}".encode()


def write_draft(draft: Draft, path: Path, *, overwrite: bool = False, form: Form = PLAIN) -> Path:
    """Write the draft to `path` by its suffix, whole or not at all, readable by its owner only.

    Raises `Refused` while a field is missing or when the file exists and `overwrite` is not set, `UsageProblem` for
    another suffix, a bad address or letterhead, `AssistantError` when it cannot be written or an extra is missing.
    """
    check_complete(draft)
    content = _content(draft, path, form)
    try:
        _write(content, path, overwrite=overwrite)
    except FileExistsError as error:
        raise Refused("the file exists and is left as it is", where=str(path), hint=_OVERWRITE) from error
    except OSError as error:
        raise AssistantError(f"the draft cannot be written: {error.strerror}", where=str(path)) from error
    return path


def _content(draft: Draft, path: Path, form: Form) -> bytes:
    from assistant.drafts.letter import letter_of  # noqa: PLC0415 - a mail needs none of it

    if path.suffix.lower() == ".md":
        return as_markdown(draft)
    draft = structs.replace(draft, text=set_apart(draft.text))
    match path.suffix.lower():
        case ".txt":
            return as_text(draft)
        case ".eml":
            return as_mail(draft, form.message_id, form.quoted)
        case ".docx":
            from assistant.drafts.word_file import as_word  # noqa: PLC0415 - only for Word

            return as_word(letter_of(draft, form.dated, form.office), form.letterhead)
        case ".pdf":
            from assistant.drafts.pdf_file import as_pdf  # noqa: PLC0415 - only for PDF

            return as_pdf(letter_of(draft, form.dated, form.office))
        case _:
            endings = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
            raise UsageProblem(f"a draft is written to {endings}", where=str(path))


def _plain_line(line: str) -> str:
    return _LEADING.sub(r"\1\\\2", _ACTIVE.sub(_ESCAPED, line.rstrip()))


def check_complete(draft: Draft) -> None:
    """Raise `Refused` that names each missing field and how to set it."""
    if draft.missing:
        names = ", ".join(field.name for field in draft.missing)
        lines = [f"  --field {f.name}=…  {f.label}{f' ({f.hint})' if f.hint else ''}" for f in draft.missing]
        raise Refused(f"the draft still misses {names}", hint="\n".join(["Supply:", *lines]))


_ACTIVE = re.compile(r"[\\`*_\[\]<>&~|]")
"""What is markup anywhere in a line (CommonMark 0.31, HTML)."""
_ESCAPED = r"\\\g<0>"
_LEADING = re.compile(r"^(\s*)([#=+-])(?=[\s#=+-]|\Z)")
"""What makes a line a heading, a rule or a list's point."""
_SOFT_BREAK = re.compile(r"(?<=[^\n])\n(?=[^\n])")
_HARD = "\\\\\n"
"""A line's end that stays one, as below a letter."""
_OVERWRITE = "Choose another name, or say that it may be overwritten."


def _write(content: bytes, path: Path, *, overwrite: bool) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)  # mode 0600, in the same place
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if overwrite:
            temporary.replace(path)
        else:
            _place_new(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _place_new(temporary: Path, path: Path) -> None:
    """Give the file its name only if the name is free, in one step where the file system can."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # no hard links here (FAT, some network folders)
        if path.exists() or path.is_symlink():
            raise FileExistsError(str(path)) from None
        temporary.replace(path)
