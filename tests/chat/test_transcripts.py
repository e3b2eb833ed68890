"""What is kept of a conversation with a model: by its owner alone."""

from __future__ import annotations

import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

from assistant.chat.answer import Claim
from assistant.chat.transcripts import Exchange, keep

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def exchange(question: str) -> Exchange:
    given = ("pta-2020-001#3",)
    return Exchange(NOON, "127.0.0.1", "tiny", question, given, "{}", "Yes [3].", (Claim("Yes", given),))


def test_exchanges_of_a_day_lie_in_one_file_that_nobody_else_can_read(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = keep(exchange("first"), tmp_path / "a" / "b")
        assert keep(exchange("second"), tmp_path / "a" / "b") == path
    finally:
        os.umask(before)
    assert path.name == "2026-03-02.jsonl"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    told = [json.loads(line) for line in path.read_text().splitlines()]
    assert [one["question"] for one in told] == ["first", "second"]
    assert told[0]["claims"][0]["entries"] == ["pta-2020-001#3"]
