"""A mail's HTML → the text that a person would read in it.

Not `html.parser`: an unclosed `<!--` or quote, repeated, makes it search the rest of the text each time (quadratic,
CPython gh-135462), and mail is written by strangers. Here every search that fails is made once. Nothing that a reader
would see is dropped: what is no tag is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from assistant.mail.decoding.charsets import many_lines

_TEXT = re.compile(r"(?:[^<]++|<(?![a-zA-Z/!?]))+")
_PLAIN_TAG = re.compile(r"""<(/?[a-zA-Z][^\s/>"'<]*)((?:[^"'<>]++|"[^"<>]*+"|'[^'<>]*+')*)>([^<]*+)""")
"""A tag that is as it should be, and the text after it. It never looks past the next `<`."""
_TAG = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_STOP = re.compile("[\"'>]")
_ATTRIBUTES = {
    name: re.compile(rf"""\s{name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
    for name in ("href", "alt")
}
_BLANKS = frozenset(" \t\n\r\f\u00a0")
_SPACE = re.compile(r"[ \t\n\r\f\u00a0]+")
_UNSEEN = ("script", "style", "title", "template")
_PARAGRAPHS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "table", "hr")
_LINES = (
    "div", "dt", "dd", "address", "article", "aside", "center", "fieldset", "footer", "form", "header", "main", "nav",
    "section",
)  # fmt: skip
DEEPEST_QUOTE = 20
"""Marks of quotation in front of a line, at most."""
SET_IN = "    "
"""Before the lines of a quotation that no mail program made: the author's own, a statute say, in a letter."""
_CITES = re.compile(r"type=.?cite|cite=.?mid:|(?:gmail|protonmail)_quote(?!.{0,80}border:\s?none)", re.IGNORECASE)
"""What the tag of a mail program's quotation says of itself; Gmail's indented paragraphs differ by their border."""
MOST_TAGS = 60_000
"""Tags that are laid out; what follows them is given as plain lines. A mail of 200 pages has fewer."""
LONGEST_MARKED = 100_000
"""Characters of preformatted text of which every line gets the marks of all quotations that it stands in."""
MOST_LINK_PIECES = 50
"""Pieces of a link's text that are compared with its address."""


def html_to_text(html: str) -> str:
    """The text of `html`: blocks on lines, `- ` before list items, ` | ` between cells, `> ` before lines quoted from
    a mail, others set in, and the address behind a link whose text does not show it.
    """
    page, markup = _Page(), _Markup(html)
    for tag, text in markup.tokens():
        if tag:
            page.tag(tag, text)
        else:
            page.text(unescape(text))
    return "\n".join(filter(None, (page.whole(), _plain_lines(html[markup.end :]))))


def _plain_lines(html: str) -> str:
    """The text of `html`, a line for each block, in a tenth of the time."""
    return many_lines(unescape(_ANY_TAG.sub("", _BLOCK_TAG.sub("\n", html)))).strip("\n") if html else ""


class _Markup:
    """HTML cut into texts and tags. `position` only grows, and a search that failed is not repeated."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.end = len(html)
        """Where what `tokens` gave ends."""
        self.absent: set[str] = set()

    def tokens(self) -> list[tuple[str, str]]:
        """Pairs of tag name (`/p` for an end, `""` for text) and what stands there, of the first `MOST_TAGS`."""
        found: list[tuple[str, str]] = []
        html, size, position, left = self.html, len(self.html), 0, MOST_TAGS
        while position < size:
            if not left:
                self.end = position
                break
            left -= 1
            tag = _PLAIN_TAG.match(html, position)
            if tag and "@" not in tag[1] and (name := tag[1].lower()) not in _UNSEEN:
                if name in _ACTIONS:
                    found.append((name, tag[2]))
                if tag[3]:
                    found.append(("", tag[3]))
                position = tag.end()
            elif text := _TEXT.match(html, position):
                found.append(("", text[0]))
                position = text.end()
            elif self._after(">", position) < 0:
                return [*found, ("", html[position:])]
            else:
                position = self._markup(position, found)
        return found

    def _markup(self, start: int, found: list[tuple[str, str]]) -> int:
        """Take what begins with the `<` at `start`; the position after it."""
        tag = _TAG.match(self.html, start)
        if tag and "@" not in tag[1]:  # an address in its angles is no tag
            return self._tag(tag, found)
        end = -1
        if self.html.startswith("<!--", start):
            end = self._after("-->", start + 2)
        elif self.html.startswith(("<!", "<?"), start):
            end = self._after(">", start)
        if end < 0:
            found.append(("", "&lt;"))
        return end if end >= 0 else start + 1

    def _tag(self, tag: re.Match[str], found: list[tuple[str, str]]) -> int:
        end = self._tag_end(tag.end())
        if end < 0:
            found.append(("", "&lt;"))
            return tag.start() + 1
        name = tag[1].lower()
        closing = self.html[tag.start() + 1] == "/"
        if name in _UNSEEN and not closing:
            return self._after_unseen(name, end)
        found.append(("/" + name if closing else name, self.html[tag.end() : end - 1]))
        return end

    def _tag_end(self, position: int) -> int:
        """After the `>` that is not within quotes; -1: the tag never ends."""
        if self._after(">", position) < 0:
            return -1
        while stop := _STOP.search(self.html, position):
            if stop[0] == ">":
                return stop.end()
            closed = self._after(stop[0], stop.end())
            position = closed if closed >= 0 else stop.end()
        return -1

    def _after_unseen(self, name: str, position: int) -> int:
        """After the end of a script or style; one that never ends hides nothing."""
        if name in self.absent:
            return position
        end = re.compile(f"</{name}[^>]{{0,100}}>", re.IGNORECASE).search(self.html, position)
        if not end:
            self.absent.add(name)
            return position
        return end.end()

    def _after(self, text: str, position: int) -> int:
        if text in self.absent:
            return -1
        found = self.html.find(text, position)
        if found < 0:
            self.absent.add(text)
            return -1
        return found + len(text)


class _Page:
    """The text under way: pieces written, and the line breaks and blanks that wait for the next piece."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.breaks = 0
        self.blank = False
        self.quoted: list[str] = []
        """The marks of the quotations that are open."""
        self.last_marks: list[str] = []
        self.preformatted = 0
        self.lists: list[int | None] = []
        self.links: list[tuple[str, int]] = []
        self.cell_begins = False
        self.row_has_text = False

    def text(self, text: str) -> None:
        if self.preformatted:
            self._write(many_lines(text))
            return
        if text in _BLANKS:
            self.blank = True
            return
        words = " ".join(text.split()) if text.isascii() else _SPACE.sub(" ", text).strip(" ")
        if text[:1] in _BLANKS:
            self.blank = True
        if words:
            self._write(words)
            self.blank = text[-1] in _BLANKS

    def tag(self, name: str, attributes: str) -> None:
        """What the tag does, `/name` for an end; most do nothing to the text."""
        action = _ACTIONS.get(name)
        if action:
            action(self, name[0] == "/", attributes)

    def whole(self) -> str:
        lines = [line.rstrip() for line in "".join(self.pieces).split("\n")]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")

    def _write(self, text: str) -> None:
        marks = self.quoted[:DEEPEST_QUOTE] if self.quoted else []
        mark = "".join(marks) if marks else ""
        if self.breaks and self.pieces:
            shared = zip(marks, self.last_marks, strict=False) if marks else ()
            between = "".join([one for one, other in shared if one == other])
            self.pieces.append(("\n" + between.rstrip()) * (min(self.breaks, 3) - 1) + "\n" + mark)
        elif not self.pieces:
            self.pieces.append(mark)
        elif self.blank:
            self.pieces.append(" ")
        self.breaks, self.blank, self.last_marks = 0, False, marks
        self.cell_begins, self.row_has_text = False, True
        if mark:
            text = text.replace("\n", "\n" + (mark if len(text) <= LONGEST_MARKED else marks[0]))
        self.pieces.append(text)

    def _break(self, lines: int) -> None:
        if not self.cell_begins:  # Outlook opens a paragraph in every cell
            self.breaks, self.blank = max(self.breaks, lines), False

    def paragraph(self, _closing: bool, _attributes: str) -> None:
        self._break(2)

    def line(self, _closing: bool, _attributes: str) -> None:
        self._break(1)

    def line_break(self, _closing: bool, _attributes: str) -> None:
        self._break(self.breaks + 1)

    def cell(self, closing: bool, _attributes: str) -> None:
        if closing:
            self.breaks = 0
            return
        if self.row_has_text:
            self.breaks, self.blank = 0, True
            self._write("|")
            self.blank = True
        self.cell_begins = True

    def row(self, _closing: bool, _attributes: str) -> None:
        self.cell_begins, self.row_has_text = False, False
        self._break(1)

    def quote(self, closing: bool, attributes: str) -> None:
        self._break(2)
        if not closing:
            self.quoted.append("> " if _CITES.search(attributes) else SET_IN)
        elif self.quoted:
            self.quoted.pop()

    def preformat(self, closing: bool, _attributes: str) -> None:
        self._break(2)
        self.preformatted = max(0, self.preformatted + (-1 if closing else 1))

    def listing(self, closing: bool, _attributes: str) -> None:
        self._break(2)
        if not closing:
            self.lists.append(None)
        elif self.lists:
            self.lists.pop()

    def numbered(self, closing: bool, _attributes: str) -> None:
        self.listing(closing, "")
        if not closing:
            self.lists[-1] = 0

    def item(self, closing: bool, _attributes: str) -> None:
        self._break(1)
        if closing:
            return
        number = self.lists[-1] if self.lists else None
        if number is not None:
            self.lists[-1] = number + 1
        self._write("-" if number is None else f"{number + 1}.")
        self.cell_begins, self.blank = True, True  # a paragraph within an item begins on the item's line

    def image(self, _closing: bool, attributes: str) -> None:
        """The words that stand for a picture: some senders put a whole sentence there and nowhere else."""
        words = " ".join(_attribute(attributes, "alt").split())
        if words and not self.preformatted:
            self._write(f"[{words}]")
            self.blank = True

    def link(self, closing: bool, attributes: str) -> None:
        if not closing:
            self.links.append((_attribute(attributes, "href"), len(self.pieces)))
        elif self.links:
            address, start = self.links.pop()
            if _is_worth_showing(address, "".join(self.pieces[start : start + MOST_LINK_PIECES])):
                self._write(f" <{address.strip()}>")


def _attribute(attributes: str, name: str) -> str:
    """The value of the attribute, `""` without it."""
    found = _ATTRIBUTES[name].search(attributes)
    return unescape(found[1] or found[2] or found[3] or "") if found else ""


def _is_worth_showing(address: str, text: str) -> bool:
    """The address goes somewhere, and its text does not say where."""
    if not address.strip().lower().startswith(("http:", "https:", "mailto:", "ftp:", "tel:")):
        return False
    return _bare(address) != _bare(text)


def _bare(address: str) -> str:
    text = address.strip(" <>|-\n").lower().removeprefix("mailto:").removeprefix("tel:")
    return re.sub(r"^\w{3,5}://(www\.)?", "", text).rstrip("/")


_Action = Callable[[_Page, bool, str], None]
_OWN_ACTIONS: dict[str, _Action] = {
    "tr": _Page.row,
    "td": _Page.cell,
    "th": _Page.cell,
    "br": _Page.line_break,
    "blockquote": _Page.quote,
    "pre": _Page.preformat,
    "ul": _Page.listing,
    "ol": _Page.numbered,
    "li": _Page.item,
    "a": _Page.link,
    "img": _Page.image,
}
_BY_NAME = dict.fromkeys(_PARAGRAPHS, _Page.paragraph) | dict.fromkeys(_LINES, _Page.line) | _OWN_ACTIONS
_ACTIONS: dict[str, _Action] = _BY_NAME | {"/" + name: action for name, action in _BY_NAME.items()}
"""What a tag does; ends have a name of their own, so that a tag costs one look-up. All other tags do nothing."""
_BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(_BY_NAME.keys() - {'a', 'img'})})(?:[\s/][^<>]*)?>", re.IGNORECASE)
_ANY_TAG = re.compile("<[a-zA-Z/!?][^<>]*>")
