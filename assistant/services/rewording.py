"""A draft in other words by the model that the configuration names; its facts stay as they are, or it does."""

from __future__ import annotations

import asyncio

from assistant.chat.rephrase import rephrase, shown_wording, wording
from assistant.desk import Desk
from assistant.drafts.draft import Draft, with_text
from assistant.errors import Refused


def reworded(desk: Desk, draft: Draft, manner: str) -> Draft:
    """The draft made `shorter`, `firmer`, `plainer`, or `translate:de`. Asks the model, so it may wait.

    Raises `Refused` with what the model wrote if a fact was lost or added; `ModelProblem` and `UsageProblem` as
    `rephrase` does.
    """
    found = asyncio.run(rephrase(draft.text, manner, desk.thread(draft.thread), desk.settings))
    if found.refused:
        raise Refused(found.reason, hint=f"The draft stays as it is. What the model wrote:\n\n{found.text}")
    return with_text(draft, found.text)


def shown_request(desk: Desk, draft: Draft, manner: str) -> str:
    """What the model would be sent to reword the draft, for people; nothing is sent."""
    return shown_wording(wording(draft.text, manner, desk.thread(draft.thread), desk.settings))
