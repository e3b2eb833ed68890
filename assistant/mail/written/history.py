"""How a mail program opens quoted history without a line of attribution: dashes with a title, or a block of fields.

Recognition only: each function looks at a few lines and says what they are; what follows from it for the rest of the
text is decided in `passages`. A letter may say “From: our office” in its own words, and a memorandum begins with From,
To, Date and Subject; so labels alone are never enough.
"""

from __future__ import annotations

from typing import Literal

from assistant.mail.written.attribution import DAY, FRAME, LONGEST_LINE, NUMERIC_DATE, TIME, UNSEEN
from assistant.mail.written.wordings import tables

MOST_CONTINUED = 12
"""Lines without a label within a header block: long lists of recipients are folded."""
_TOLD = frozenset({"sender", "moment", "to", "subject"})


def is_divider(line: str) -> bool:
    """Nothing but a long stroke, as stands above an Outlook block or a list's footer."""
    return len(line) >= 5 and line[0] in "_-=*" and not line.strip(line[0])


def opening(line: str) -> Literal["", "original", "forwarded"]:
    """Whether `line` is “-----Original Message-----” or “Begin forwarded message:”, in any of the languages."""
    if not 6 <= len(line) <= LONGEST_LINE:
        return ""
    bare = line.strip(FRAME)
    words = bare.rstrip(":： ").casefold()
    framed = line.startswith(("--", "==", "__", "*-")) and len(words) < len(line)
    if words in tables.FORWARDED and (framed or bare[-1:] in {":", "："}):
        return "forwarded"
    if framed and words in tables.ORIGINAL:
        return "original"
    return "forwarded" if framed and words.startswith(("forwarded by ", "forwarded message from ")) else ""


def field(line: str) -> tuple[dict[str, str], str] | None:
    """The meanings of the label that `line` begins with (language → role) and its value; None if it has none."""
    head = line[: tables.LONGEST_LABEL + 12]
    if ":" not in head and "：" not in head:
        return None
    label, _, _ = _plain(head).partition(":")
    meanings = tables.LABELS.get(label.strip(" \t*_>|\u00a0").casefold())
    if not meanings:
        return None
    value = _plain(line[:LONGEST_LINE]).partition(":")[2]
    return meanings, value.strip(" \t*_|\u00a0")


def _plain(text: str) -> str:
    """Without unseen marks, its colons ASCII's; hardly any text has others."""
    return text if text.isascii() else text.translate(UNSEEN).replace("：", ":")


def header_block(lines: list[str], start: int, *, divided: bool = False, certain: bool = False) -> int:
    """Where the header block that begins at `start` ends (the line after it); `start` if there is none.

    `divided`: a stroke stands above. `certain`: “Original Message” stands above, so that any block will do.
    """
    block, position, continued, last = _Block(), start, 0, start
    while position < len(lines):
        found = field(lines[position])
        if found and block.add(*found):
            last = position + 1
        elif lines[position].strip():
            continued += 1
            if found or not block.roles or continued > MOST_CONTINUED or not block.takes(lines[position]):
                break
        elif not _goes_on(lines, position):
            break
        position += 1
    if certain and block.roles:
        return last
    return last if block.is_history(divided) and not _is_set_in(lines, start, last) else start


def _is_set_in(lines: list[str], start: int, end: int) -> bool:
    """The fields stand further in than the text below: a report that names the mail it is about, and goes on."""
    below = next((line for line in lines[end : end + 4] if line.strip()), " ")
    return lines[start][:2].isspace() and not below[0].isspace()


def _goes_on(lines: list[str], blank: int) -> bool:
    """One blank line between two fields: some programs give each field a paragraph."""
    return blank + 1 < len(lines) and field(lines[blank + 1]) is not None


class _Block:
    """Header fields in a row: what each language makes of their labels, and what their values hold."""

    def __init__(self) -> None:
        self.roles: dict[str, set[str]] = {}
        self.values: dict[str, str] = {}

    def add(self, meanings: dict[str, str], value: str) -> bool:
        """Whether the field fits to those before: in one language, and nothing twice."""
        fitting = {
            language: self.roles.get(language, set()) | {role}
            for language, role in meanings.items()
            if not self.roles or (language in self.roles and role not in self.roles[language])
        }
        if fitting:
            self.roles = fitting
            self.values |= dict.fromkeys(meanings.values(), value)
        return bool(fitting)

    def takes(self, line: str) -> bool:
        """Whether `line` continues the field above: a folded list of recipients or address, an indented subject."""
        if "@" in line:
            self.values["to"] = f"{self.values.get('to', '')} @"
        return "@" in line or ";" in line or line[:1] in " \t"

    def is_history(self, divided: bool) -> bool:
        """Two or three labels of one language, and a moment or an address in their values."""
        told = max(self.roles.values(), key=len, default=set()) & _TOLD
        if len(told) < 2 or not ("sender" in told or {"moment", "to"} <= told):
            return False
        sender = self.values.get("sender", "")
        if sender[:1].isdigit() and "@" not in sender:
            return False  # “From: 10:00”, “To: 12:00”
        address = any("@" in self.values.get(role, "") for role in ("sender", "to", "cc"))
        if divided and (address or self._moment()):
            return True
        if "moment" in told:  # a memorandum's head has a day, a mail program's a time of day
            return self._moment() == "timed" and (len(told) >= 3 or address)
        return address and len(told) >= 3

    def _moment(self) -> Literal["", "dated", "timed"]:
        value = self.values.get("moment", "")
        without = NUMERIC_DATE.sub(" ", value)
        if len(without) == len(value) and not DAY.search(value):
            return ""
        return "timed" if TIME.search(without) else "dated"
