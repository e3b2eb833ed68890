"""Short letters by people that answer nothing yet: a receipt acknowledged, a reply announced.

By words alone, so it is claimed only if next to nothing else is said: a letter that also asks, decides or explains
stays substantive. The words that decided stand in the reason.
"""

from __future__ import annotations

from assistant.mail.classes.courtesy import asks, bare_words, of_a_list, sentences
from assistant.mail.classes.phrases import any_of, hinted
from assistant.mail.classes.proposal import Proposal
from assistant.mail.classes.receipt_phrases import ACKNOWLEDGES, DECIDES, HINTS, HOLDING, LEFT_OPEN
from assistant.mail.classes.returned import leaves
from assistant.mail.decoding.mime import Part

SHORT = 1_000
"""Characters of a letter that only acknowledges or puts off, its closing left out."""
MOST_OTHER_WORDS = 25
"""Words beside those sentences."""
LONGEST_QUOTED = 140
_DOCUMENTS = ("application/pdf", "application/msword", "application/vnd.", "application/rtf", "message/rfc822")
"""What comes as one of these is a letter of its own, which nobody has read yet."""

_HOLDING, _ACKNOWLEDGES = any_of(HOLDING), any_of(ACKNOWLEDGES)
_DECIDES, _LEFT_OPEN = any_of(DECIDES), any_of((LEFT_OPEN,))


def receipt_or_holding(root: Part, written: str) -> Proposal | None:
    """A letter that only acknowledges or puts off, from the words that its author wrote; None if it says more."""
    if of_a_list(root.headers):
        return None
    text = bare_words(written, SHORT)
    if not text or not hinted(written[:SHORT], HINTS) or asks(text) or _has_document(root):
        return None
    holding, acknowledging = _sorted(sentences(text))
    if not (holding or acknowledging):
        return None
    if holding:
        return Proposal("holding", f"it puts an answer off: {_quoted(holding)}")
    return Proposal("acknowledgement", f"it acknowledges and says no more: {_quoted(acknowledging)}")


def _sorted(said: list[str]) -> tuple[str, str]:
    """The first sentence that puts an answer off, and the first that acknowledges.

    Neither if too much else is said, or as little as what was decided.
    """
    holding, acknowledging, words = "", "", 0
    for sentence in said:
        if _DECIDES.search(sentence) and not _LEFT_OPEN.search(sentence):
            return "", ""
        may_be = hinted(sentence, HINTS)
        if may_be and _HOLDING.search(sentence):
            holding = holding or sentence
        elif may_be and _ACKNOWLEDGES.search(sentence):
            acknowledging = acknowledging or sentence
        else:
            words += len(sentence.split())
            if words > MOST_OTHER_WORDS:
                return "", ""
    return holding, acknowledging


def _has_document(root: Part) -> bool:
    return any(part.content_type.startswith(_DOCUMENTS) for part in leaves(root))


def _quoted(sentence: str) -> str:
    return f'"{sentence}"' if len(sentence) <= LONGEST_QUOTED else f'"{sentence[:LONGEST_QUOTED]}…"'
