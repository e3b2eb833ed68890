"""An import that is killed goes on where it was: nothing twice, nothing missing, the same threads."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from assistant.desk import Desk
from assistant.record.verify import verify
from tests.mail.records import messages, partition, standing
from tests.mail.samples import OURS, SETTINGS_TEXT, THEIRS, mail
from tests.record.writing import SCALE

COUNT = 2_500 * SCALE
KILLS = 5 * SCALE
FROM_LINE = b"From x Mon Oct 12 14:30:00 2020\n"
BEREC = "Office <office@berec.europa.eu>"
COUNSEL = "Counsel <counsel@lawyers.example>"


def invented(chance: random.Random, n: int) -> bytes:
    """The `n`-th mail: it answers one of its twenty, sometimes one that comes later, now and then one of others.

    Counsel writes only where there is one regulator: with two, whose matter that is depends on what came before.
    """
    near, links = n - n % 20, n % 100 < 60
    other = chance.choice([THEIRS, BEREC if links else COUNSEL])
    sender, to = chance.choice([(other, OURS), (OURS, THEIRS)])
    named = [near + chance.randrange(20) for _ in range(chance.choice([0, 1, 1, 2]))]
    if links and chance.random() < 0.03:
        named.append(chance.randrange(COUNT // 100) * 100 + chance.randrange(60))
    references = " ".join(f"<{name}@x>" for name in named)
    date = f"{1 + n % 28} Oct 2020 10:{n % 60:02}:00 +0000"
    return mail(sender, to, f"Matter {n % 90}", f"Mail {n}.", id=f"{n}@x", date=date, References=references)


def mailbox(path: Path) -> Path:
    chance = random.Random(3)  # noqa: S311 - no secret
    mails = [invented(chance, n) for n in range(COUNT)]
    mails += chance.sample(mails, 60)  # found in another's mailbox as well
    path.write_bytes(b"\n".join(FROM_LINE + one for one in mails))
    return path


def importer(root: Path, config: Path, box: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.mail.importer", str(root), str(config), str(box)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_an_import_that_is_killed_again_and_again_ends_like_one_that_was_not(tmp_path: Path) -> None:
    box, config = mailbox(tmp_path / "box"), tmp_path / "assistant.toml"
    config.write_text(SETTINGS_TEXT)
    chance = random.Random(7)  # noqa: S311 - a moment, no secret
    root = tmp_path / "killed"
    for _ in range(KILLS):
        process = importer(root, config, box)
        assert process.stdout
        told = [process.stdout.readline() for _ in range(chance.randint(2, 5))]  # `begun`, and some batches
        time.sleep(chance.random() * 0.15)
        process.kill()
        told += process.stdout.readlines()
        process.communicate(timeout=30)
        assert told[0] == "begun\n"
        assert "done\n" not in told, "it was too quick to be killed"
    killed, whole = Desk.open(str(root), str(config)), Desk.open(str(tmp_path / "whole"), str(config))
    assert [fault for fault in killed.refresh() if fault.fatal] == []
    report = killed.intake.import_mail([str(box)])
    assert report.problems == ()
    assert report.read < COUNT + 60, "the bookmark was of no use"
    assert report.new + report.unmatched < COUNT
    assert whole.intake.import_mail([str(box)]).problems == ()
    texts = Counter(m.text for thread in standing(killed.record) for m in messages(killed.record, thread))
    assert texts == Counter(f"Mail {n}." for n in range(COUNT))
    found = verify(killed.record.store)
    assert found.ok, found.problems
    assert partition(killed.record) == partition(whole.record)
    assert killed.intake.import_mail([str(box)]).read == 0
    for desk in (killed, whole):
        desk.close()
