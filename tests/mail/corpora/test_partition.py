"""Threads do not depend on the order of import, and on list archives they are those that notmuch makes."""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from shutil import which

import pytest

from assistant.desk import Desk
from assistant.mail.parse import is_mail
from assistant.record.kinds import Merged, Message
from tests.mail.corpora.places import ROOT
from tests.mail.samples import settings

ARCHIVES = Path(ROOT or "", "notmuch+notmuch", "test", "corpora")
pytestmark = [
    pytest.mark.skipif(not ROOT or not ARCHIVES.is_dir(), reason="notmuch's own archives are not here"),
    pytest.mark.skipif(not which("notmuch"), reason="notmuch is not installed"),
]
Partition = frozenset[frozenset[str]]


def mails(archive: str) -> list[Path]:
    paths = sorted(path for path in (ARCHIVES / archive).rglob("*") if path.is_file())
    return [path for path in paths if is_mail(path.read_bytes())]


def made_by_notmuch(archive: str, place: Path) -> Partition:
    """The Message-IDs of each of its threads."""
    (place / "mail").mkdir(parents=True)
    (place / "mail" / archive).symlink_to(ARCHIVES / archive)
    config = place / "config"
    config.write_text(f"[database]\npath={place}/mail\n[user]\nname=A\nprimary_email=a@example.com\n")
    environment = {**os.environ, "NOTMUCH_CONFIG": str(config)}
    subprocess.run(["notmuch", "new", "--quiet"], env=environment, check=True, capture_output=True)
    show = ["notmuch", "show", "--format=json", "--entire-thread=true", "--body=false", "*"]
    threads = json.loads(subprocess.run(show, env=environment, check=True, capture_output=True).stdout)
    return frozenset(frozenset(_ids(thread)) for thread in threads)


def _ids(tree: object) -> list[str]:
    found: list[str] = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            found.append(node["id"])
        elif isinstance(node, list):
            waiting.extend(node)
    return found


def made_by_import(paths: Sequence[Path], root: Path, runs: int) -> Partition:
    """The Message-IDs of each thread of a record into which `paths` were imported in that order, in so many runs."""
    size = -(-len(paths) // runs)
    for start in range(0, len(paths), size):
        desk = Desk(root, settings(), date(2026, 1, 1))
        report = desk.intake.import_mail([str(path) for path in paths[start : start + size]], regulator="PTA")
        assert report.unmatched == 0
        desk.close()
    return partition(root)


def partition(root: Path) -> Partition:
    """What the record says, merges taken into account."""
    desk = Desk(root, settings(), date(2026, 1, 1))
    ids: dict[str, set[str]] = defaultdict(set)
    absorbed: dict[str, str] = {}
    for thread in desk.record.store.threads():
        for line in desk.record.store.lines(thread):
            if isinstance(line.fact, Message) and line.fact.message_id:
                ids[thread].add(line.fact.message_id)
            elif isinstance(line.fact, Merged):
                kept, gone = (thread, line.fact.other)[:: 1 if line.fact.role == "absorbs" else -1]
                absorbed[gone] = kept
    desk.close()
    whole: dict[str, set[str]] = defaultdict(set)
    for thread, own in ids.items():
        name = thread
        while name in absorbed:
            name = absorbed[name]
        whole[name] |= own
    return frozenset(frozenset(group) for group in whole.values())


@cache
def orders(archive: str) -> dict[str, list[Path]]:
    given = mails(archive)
    found = {"given": given, "reversed": given[::-1]}
    for seed in (1, 2, 3):
        found[f"shuffled {seed}"] = random.Random(seed).sample(given, len(given))  # noqa: S311 - no secret
    return found


@pytest.mark.parametrize("runs", [1, 7])
@pytest.mark.parametrize("order", ["given", "reversed", "shuffled 1", "shuffled 2", "shuffled 3"])
@pytest.mark.parametrize("archive", ["default", "lkml"])
def test_threads_are_those_of_notmuch_in_any_order_and_number_of_runs(
    archive: str, order: str, runs: int, tmp_path: Path
) -> None:
    expected = made_by_notmuch(archive, tmp_path / "notmuch")
    found = made_by_import(orders(archive)[order], tmp_path / "record", runs)
    apart = expected ^ found
    assert not apart, f"{len(expected - found)} of notmuch's threads are others here: {sorted(map(sorted, apart))[:3]}"
