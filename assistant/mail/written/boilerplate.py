"""What programs and legal departments add to a text: banners above it; signatures, footers and notices below.

Each function is given a stretch of new lines and says where the addition begins or ends. All of them look only at a
bounded number of lines at the stretch's edge, and leave the text alone wherever words of the author may stand in it.
"""

from __future__ import annotations

from itertools import groupby, product

from assistant.mail.written.history import is_divider
from assistant.mail.written.wordings import tables

LONGEST_SIGNATURE = 12
"""Lines. RFC 3676 §4.3 gives the mark `-- `; longer than this, it was probably a dash."""
LONGEST_NOTICE = 60
"""Lines of notices and footers together."""
LONGEST_SENT_FROM = 100
"""Characters of the line that a telephone adds."""
LONGEST_BANNER = 8
"""Lines."""
MOST_NOTICES_TRIED = 3
"""Lines that begin like a notice and turn out not to be one, before the search ends."""

_FOOTER_BEGINS = (
    "you received this message because you are", "you are receiving this because", "to unsubscribe", "to post to this",
    "to post a message", "visit this group at", "for more options, visit", "to view this discussion", "unsubscribe:",
    "this group at http", "reply to this email directly", "to change your subscription", "to manage your subscription",
    "list archives", "list info:", "subscribe/unsubscribe", "to stop receiving emails", "mailing list archive",
)  # fmt: skip
"""As Google Groups, Mailman, Listserv, GitHub and their like write them; they do not translate their footers."""
_FOOTER_INITIALS = frozenset(letter for begin in _FOOTER_BEGINS for letter in (begin[0], begin[0].upper())) | {"\u017f"}
"""With which such a line begins, the long s being an s in another case."""
_FOOTER_SIGNS = ("mailing list", "listinfo", "unsubscribe", "google groups", "groups.google", "/mailman", "listserv")
_NOTICES = {
    letters: tuple(begins) for letters, begins in groupby(sorted(tables.DISCLAIMER_BEGINS), key=lambda begin: begin[:3])
}
"""By their first three letters, or all two: the question is asked of every line at the end of a text."""
_NOTICE_INITIALS = frozenset(
    "".join(written)
    for letters in _NOTICES
    if letters.isascii()
    for written in product(*((letter, letter.upper()) for letter in letters))
)
LONGEST_BEGINNING = max(map(len, tables.DISCLAIMER_BEGINS))
_BANNER_BEGINS = (
    "this message", "this email", "this e-mail", "you don't often get", "sie erhalten nicht", "vous n'obtenez pas",
    "vous ne recevez pas", "no suele recibir", "non si ricevono", "não costuma receber",
)  # fmt: skip
_LONGEST_OPENING = max(map(len, _BANNER_BEGINS))
_EXCUSES = ("excuse", "typos", "brevity", "forgive", "apologi", "entschuldig", "tippfehler", "kürze")
_SENTENCE_ENDS = (".", "?", "!", ";", ":", "。", "？", "！", "؟", "۔")


def after_banner(lines: list[str], start: int, end: int) -> int:
    """The line after the warnings that stand at the top of `lines[start:end]`; `start` if there are none."""
    after, warning = start, ""
    for position in range(start, min(end, start + LONGEST_BANNER)):
        line = lines[position].strip(" *|\t\u00a0")
        if not line:
            if warning and after < position:
                break
            warning = ""
        elif not is_divider(line):
            folded = line[0].islower() and not warning.endswith((*_SENTENCE_ENDS, "]", ">"))
            warning = f"{warning} {line}" if folded else f"{warning}\n{line}"
        if (line and _warns(warning)) or (is_divider(line) and after == position > start):
            after = position + 1
        elif len(warning) > _LONGEST_OPENING and not _opens_warning(warning):
            break
    return after


def _warns(text: str) -> bool:
    """It looks like a warning, and every sentence belongs to it: an author's words may go on in the same line."""
    if len(text) > 1_000 or not _opens_warning(text):
        return False
    sentences = text.casefold().replace("! ", "\n").replace(". ", "\n").replace("。", "\n").split("\n")
    filled = [part for part in sentences if part.strip(" *_.!")]
    return all(_has(part, tables.BANNER) for part in filled) and _signs_of_warning(text.casefold())


def _opens_warning(text: str) -> bool:
    """A tag, a word in capitals, or the first words that Outlook uses; a person writes about mail in other words."""
    text = text.strip(" *_\n")
    first = text.split(maxsplit=1)[0].strip(":!*,.") if text else ""
    return (
        text[:1] in "[【"
        or (first.isupper() and len(first) > 2)
        or text[:_LONGEST_OPENING].casefold().startswith(_BANNER_BEGINS)
    )


def _signs_of_warning(text: str) -> bool:
    """A tag alone in its line, or two of the phrases."""
    if text.strip() in tables.BANNER and text.strip()[0] in "[【":
        return True
    found = 0
    for phrase in sorted(tables.BANNER, key=len, reverse=True):
        if phrase in text:
            found, text = found + 1, text.replace(phrase, " ")
    return found >= 2


def before_footer(lines: list[str], start: int, end: int) -> int:
    """Where the footer of a mailing list begins that ends `lines[start:end]`; `end` if there is none."""
    for place in range(max(start, end - LONGEST_SIGNATURE), end):
        line = lines[place].strip()
        if line[:1] in _FOOTER_INITIALS:
            if line.casefold().startswith(_FOOTER_BEGINS) and _only_footers(lines, place, end):
                return _with_divider(lines, start, place)
        elif line[1:] and not line.strip("_-") and _has_footer_sign(lines, place + 1, end):
            return place
    return end


def _has_footer_sign(lines: list[str], start: int, end: int) -> bool:
    rest = " ".join(lines[start:end]).casefold()[:2_000]
    return any(sign in rest for sign in _FOOTER_SIGNS) and ("http" in rest or "@" in rest)


def _only_footers(lines: list[str], start: int, end: int) -> bool:
    """Every paragraph begins like a footer or is an address."""
    for place in range(start, end):
        opens = place == start or not lines[place - 1].strip()
        line = lines[place].strip().casefold()
        if opens and line and not line.startswith((*_FOOTER_BEGINS, "http", "<http", "--")):
            return False
    return True


def _with_divider(lines: list[str], start: int, place: int) -> int:
    above = place - 1
    while above >= start and not lines[above].strip():
        above -= 1
    return above if above >= start and (lines[above].rstrip() == "--" or is_divider(lines[above].strip())) else place


def before_disclaimer(lines: list[str], start: int, end: int) -> int:
    """Where the notices about confidentiality begin that end `lines[start:end]`; `end` if there are none.

    A notice says for whom the mail is not meant *and* what they must do: a regulator's own “this letter is
    confidential” is the author's word.
    """
    tried = 0
    for place in range(max(start, end - LONGEST_NOTICE), end):
        bare = lines[place].lstrip(" \t*_-#|[")
        letters = bare[:3]
        if letters not in _NOTICE_INITIALS and letters.isascii():
            continue
        if _begins_notice(bare[:LONGEST_BEGINNING].casefold()):
            if _is_notice(lines[place:end]):
                return _with_divider(lines, start, place)
            tried += 1
            if tried == MOST_NOTICES_TRIED:
                break
    return end


def _is_notice(lines: list[str]) -> bool:
    paragraphs = _paragraphs(lines)
    whole = " ".join(paragraphs)
    printing = (
        len(paragraphs) == 1
        and len(whole) < 250
        and any(word in whole for word in ("print", "ausdruck", "imprim", "stampa"))
    )
    if not printing and not (_has(whole, tables.WRONG_RECIPIENT) and _has(whole, tables.DEEDS)):
        return False
    return all(_begins_notice(part) or _notes(part) for part in paragraphs)


def _begins_notice(line: str) -> bool:
    return line.startswith((*_NOTICES.get(line[:3], ()), *_NOTICES.get(line[:2], ())))


def _notes(paragraph: str) -> bool:
    return _has(paragraph, tables.WRONG_RECIPIENT) or (len(paragraph) > 100 and _has(paragraph, tables.DEEDS))


def _has(text: str, phrases: tuple[str, ...]) -> bool:
    return any(phrase in text for phrase in phrases)


def _paragraphs(lines: list[str]) -> list[str]:
    """The paragraphs of `lines`, casefolded, each on one line; strokes and rows of asterisks left out."""
    found: list[list[str]] = [[]]
    for line in lines:
        bare = line.strip(" \t*_-#|[]=>").casefold()
        if bare:
            found[-1].append(bare)
        elif found[-1]:
            found.append([])
    return [" ".join(part) for part in found if part]


def before_sent_from(lines: list[str], start: int, end: int) -> int:
    """Where the line of a telephone begins that ends `lines[start:end]`; `end` if there is none."""
    last = end - 1
    while last >= start and not lines[last].strip():
        last -= 1
    return last if last >= start and is_sent_from(lines[last]) else end


def is_sent_from(line: str) -> bool:
    """“Sent from my iPhone”, “Von meinem iPad gesendet”, “Get Outlook for iOS”: a phrase and a device."""
    if len(line) > LONGEST_SENT_FROM + 100:
        return False
    bare = line.partition("<http")[0].strip(" \t*_[]()<>-—|").casefold()
    if not 4 < len(bare) <= LONGEST_SENT_FROM or len(bare.split()) > 14:
        return False
    sentence = bare.rstrip(".")
    if (". " in sentence or ", " in sentence) and not _has(sentence, _EXCUSES):
        return False
    phrased = sentence.startswith(tables.SENT_FROM) or sentence.endswith(tables.SENT_FROM_ENDS)
    linked = "<http" in line and len(bare.split()) <= 5
    return phrased and (linked or _has(sentence, tables.DEVICES))


def before_signature(lines: list[str], start: int, end: int) -> int:
    """Where the signature begins that ends `lines[start:end]`; `end` if there is none."""
    shortest = max(start, end - LONGEST_SIGNATURE - 1)
    for place in range(end - 1, shortest - 1, -1):
        if lines[place] == "-- " or (lines[place].rstrip() == "--" and _signs(lines[place + 1 : end])):
            return place
    for place in range(shortest - 1, max(start, end - LONGEST_NOTICE) - 1, -1):
        if lines[place] == "-- ":
            return place if _holds_notice(lines[place:end]) else end
    return end


def _holds_notice(lines: list[str]) -> bool:
    """A signature may be long when a notice is part of it."""
    whole = " ".join(_paragraphs(lines))
    return _has(whole, tables.WRONG_RECIPIENT) and _has(whole, tables.DEEDS)


def _signs(lines: list[str]) -> bool:
    """Below a dash whose blank was lost: short lines and no sentence. A dash may also part two chapters of a letter."""
    filled = [line.strip() for line in lines if line.strip()]
    return len(filled) <= 8 and all(len(line) <= 80 and not line.endswith(_SENTENCE_ENDS) for line in filled)
