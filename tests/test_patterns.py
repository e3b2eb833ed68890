"""What the oldest Python that the project runs on gets wrong must not stand in a regular expression."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import assistant

POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{\d+,?\d*\})\+")


@pytest.mark.parametrize("path", sorted(Path(assistant.__file__).parent.rglob("*.py")), ids=lambda path: path.stem)
def test_no_group_is_possessive(path: Path) -> None:
    """Python before 3.11.5 matches `(…)*+` wrongly (gh-106052); single characters may be possessive."""
    patterns = [line for line in path.read_text(encoding="utf-8").splitlines() if "re.compile" in line or 'r"' in line]
    assert [line for line in patterns if POSSESSIVE_GROUP.search(line)] == []
