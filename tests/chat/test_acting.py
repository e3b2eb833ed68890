"""Who acts in a question."""

from __future__ import annotations

import pytest

from assistant.chat.acting import actor
from assistant.record.kinds import Side


@pytest.mark.parametrize(
    ("tagged", "side"),
    [
        ("what did REG ASK us", "regulator"),
        ("what did we ASK REG", "company"),
        ("what were we ASK", "regulator"),
        ("LETTER from REG", "regulator"),
        ("PROMISE to REG", "company"),
        ("LAST MAIL that SEND to REG", "company"),
        ("DRAFT to REG", "company"),
        ("everything we have HEAR WHEN", "regulator"),
        ("which ASK we HEAR", "regulator"),
        ("what was SEND WHEN", "company"),
        ("what did the final warning ASK us to do", "regulator"),
        ("have the numbers been confirmed to REG", "company"),
        ("has our notification been assessed", None),
        ("has our notification been assessed by REG", "regulator"),
        ("is it up to us or them", None),
        ("who has the BALL", None),
    ],
)
def test_the_side_that_acts(tagged: str, side: Side | None) -> None:
    assert actor(tagged) == side
