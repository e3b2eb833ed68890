"""Evidence packages: what is in them, what is not, and that the printed commands find every change."""

from __future__ import annotations

import json
import re
import runpy
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from assistant.desk import Desk
from assistant.errors import RecordProblem, UsageProblem
from assistant.record.digest import sha256_hex
from assistant.record.kinds import Attachment, Classified, Corrected, DraftSaved, Fact, Message, Note, ObligationOpened
from assistant.reports.disclosure import AUDIENCES, Audience
from assistant.reports.evidence import Packed
from assistant.services.packaging import package
from tests.record.histories import HISTORIES, Move, history
from tests.record.writing import THREAD, by, message, opened
from tests.reports.records import HOSTILE, of_facts, written

LETTER, SCAN = b"Subject: x\n\nThe letter\n", b"%PDF-1.4 a scan"


def letter(desk: Desk, day: str, content: bytes = LETTER, **more: object) -> Message:
    """A letter of theirs whose original is kept."""
    return structs.replace(message("in", day, "The text"), original=desk.record.store.originals.put(content), **more)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A thread with a letter and its scan, a confidential letter, a note, a draft and a request."""
    desk = of_facts(tmp_path / "record")
    scan = Attachment("../../etc/passwd\u202e.pdf", "application/pdf", len(SCAN), desk.record.store.originals.put(SCAN))
    facts: list[Fact] = [
        letter(desk, "2020-01-02", subject=HOSTILE.replace("\ud800", ""), attachments=(scan,)),
        letter(desk, "2020-01-03", b"Subject: y\n\nSECRET\n", subject="SECRET", text="SECRET", confidential=True),
        Note("PRIVATE remark"),
        DraftSaved("PRIVATE draft"),
        ObligationOpened("request", "company", "SECRET words", 3),
        message("out", "2020-01-05", "Harmless"),
    ]
    desk.record.append(THREAD, [by(fact) for fact in facts])
    return desk


def packed(desk: Desk, out: Path, audience: Audience = "counsel", *, confidential: bool = False) -> Packed:
    return package(desk, [THREAD], None, out, audience, confidential=confidential)


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def commands(folder: Path) -> list[str]:
    """The commands that the first page prints."""
    page = (folder / "README.txt").read_text(encoding="utf-8")
    section = page.partition("with no program but these:\n")[2].partition("\nBoth end")[0]
    return [line.strip() for line in section.splitlines() if line.strip()]


def unchanged(folder: Path) -> list[bool]:
    """What each printed command says, run as a person would."""
    return [
        subprocess.run(line, shell=True, cwd=folder, capture_output=True, timeout=60, check=False).returncode == 0  # noqa: S602
        for line in commands(folder)
    ]


def checked(folder: Path) -> bool:
    """What the package's own Python says, in this process: a fault of its own is a finding too."""
    try:
        runpy.run_path(str(folder / "verify.py"), run_name="__main__")
    except SystemExit as end:
        return not end.code
    except Exception:
        return False
    return False


def test_it_can_be_checked_with_the_printed_commands_alone(desk: Desk, tmp_path: Path) -> None:
    found = packed(desk, tmp_path / "out")
    assert commands(tmp_path / "out") == ["sha256sum --check --strict --quiet SHA256SUMS", "python3 verify.py"]
    assert unchanged(tmp_path / "out") == [True, True]
    page = (tmp_path / "out" / "README.txt").read_text(encoding="utf-8")
    assert found.digest in page
    assert (tmp_path / "out" / "verify.py").read_text(encoding="utf-8") in page
    assert found.digest == sha256_hex((tmp_path / "out" / "heads.txt").read_bytes()) == desk.verify().digest
    assert found.seal == sha256_hex((tmp_path / "out" / "SHA256SUMS").read_bytes())


def test_one_changed_byte_is_found_in_every_file(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each file is changed in a dozen places."""
    out = tmp_path / "out"
    packed(desk, out)
    assert checked(out)
    for name, content in contents(out).items():
        if name == "verify.py":
            continue  # it does not run any more, or sha256sum says so: below
        for at in range(0, len(content), max(len(content) // 12, 1)):
            (out / name).write_bytes(content[:at] + bytes([content[at] ^ (1 if at % 2 else 0x20)]) + content[at + 1 :])
            assert not checked(out), f"{name}, byte {at}"
        (out / name).write_bytes(content)
    assert checked(out)
    capsys.readouterr()
    script = (out / "verify.py").read_bytes()
    (out / "verify.py").write_bytes(script.replace(b"faults", b"feults", 1))
    assert not unchanged(out)[0]


def test_what_is_slipped_in_or_taken_away_is_found(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    packed(desk, out)
    forged, sums = out / "originals" / THREAD / "E9-forged.pdf", (out / "SHA256SUMS").read_bytes()
    forged.write_bytes(b"forged")
    assert not checked(out)
    (out / "SHA256SUMS").write_bytes(sums + f"{sha256_hex(b'forged')}  originals/{THREAD}/E9-forged.pdf\n".encode())
    assert not checked(out)
    assert "E9-forged.pdf: no entry names it" in capsys.readouterr().out
    forged.unlink()
    (out / "SHA256SUMS").write_bytes(sums)
    entries = out / "entries" / f"{THREAD}.jsonl"
    lines = entries.read_bytes()
    entries.write_bytes(b"".join(lines.splitlines(keepends=True)[:-1]))
    again = sums.replace(sha256_hex(lines).encode(), sha256_hex(entries.read_bytes()).encode())
    (out / "SHA256SUMS").write_bytes(again)
    assert not checked(out)
    assert f"{THREAD}: it does not end as heads.txt says" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("audience", "confidential", "secret", "private", "exhibits"),
    [
        ("counsel", False, False, True, 1), ("counsel", True, True, True, 2), ("board", False, False, True, 1),
        ("board", True, True, True, 2), ("regulator", False, False, False, 1), ("press", False, False, False, 1),
    ],
)  # fmt: skip
def test_each_audience_gets_what_it_may_and_the_rest_is_counted(
    desk: Desk, tmp_path: Path, audience: Audience, confidential: bool, secret: bool, private: bool, exhibits: int
) -> None:
    found = packed(desk, tmp_path / "out", audience, confidential=confidential)
    everything = b"".join(contents(tmp_path / "out").values())
    assert (b"SECRET" in everything, b"PRIVATE" in everything) == (secret, private)
    hidden = {"confidential": 0 if secret else 2, "internal": 0 if private else 2, "erased": 0, "later": 0}
    assert found.withheld == hidden
    assert (found.exhibits, found.documents_withheld) == (exhibits, 2 - exhibits)
    page = (tmp_path / "out" / "README.txt").read_text(encoding="utf-8")
    html = (tmp_path / "out" / "chronology.html").read_text(encoding="utf-8")
    for why, count in found.withheld.items():
        assert not count or (f"{count} {why}" in page and f"{count} {why}" in html)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["withheld"] == found.withheld
    lines = [json.loads(line) for line in (tmp_path / "out" / "entries" / f"{THREAD}.jsonl").read_bytes().splitlines()]
    assert sum("withheld" in line for line in lines) == sum(found.withheld.values())
    assert checked(tmp_path / "out")


def test_names_from_mail_never_become_paths_and_nobody_else_can_read_it(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out"
    packed(desk, out)
    files = [path for path in out.rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in [out, *out.rglob("*")] if path.is_dir()} == {0o700}
    names = [path.name for path in (out / "originals" / THREAD).iterdir()]
    assert all(re.fullmatch(r"E1-[^/\\\x00-\x1f\u202e]+", name) for name in names)
    assert "E1-etc_passwd.pdf" in names


def test_the_same_record_gives_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip", "one", "two"):
        packed(desk, tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert (tmp_path / "one.zip").stat().st_mode & 0o777 == 0o600
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "unpacked")
    assert contents(tmp_path / "unpacked" / "evidence") == contents(tmp_path / "one")


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_all_or_nothing_and_never_over_what_is_there(desk: Desk, tmp_path: Path, name: str) -> None:
    out = tmp_path / "place" / name
    out.parent.mkdir()
    out.symlink_to(tmp_path / "nowhere")
    with pytest.raises(UsageProblem, match="is there already"):
        packed(desk, out)
    out.unlink()
    shutil.rmtree(desk.root / "originals")
    with pytest.raises(RecordProblem, match="the original is missing"):
        packed(desk, out)
    with pytest.raises(RecordProblem, match="cannot be written"):
        packed(desk, tmp_path / "no" / "such" / name)
    assert list(out.parent.iterdir()) == []


def test_as_of_a_day_later_entries_stay_as_hashes(desk: Desk, tmp_path: Path) -> None:
    desk.record.append(THREAD, [by(Corrected(7, "a slip", {"text": "Corrected"}))])
    early = Desk(desk.root, desk.settings, as_of=date(2020, 1, 4))
    found = packed(early, tmp_path / "out", confidential=True)
    assert found.withheld["later"] == 2
    assert b"Harmless" not in b"".join(contents(tmp_path / "out").values())
    assert checked(tmp_path / "out")


@settings(max_examples=15)
@given(moves=HISTORIES, secrets=st.sets(st.integers(2, 15)), audience=st.sampled_from(AUDIENCES))
def test_whatever_happened_it_holds_together_and_keeps_its_secrets(
    tmp_path_factory: pytest.TempPathFactory, moves: list[Move], secrets: set[int], audience: Audience
) -> None:
    facts = [_secret(fact) if n in secrets else fact for n, fact in enumerate(history(moves), 1)]
    place = tmp_path_factory.mktemp("package")
    desk = written(place / "record", [opened(day="2020-01-01"), *map(by, facts[1:])])
    found = packed(desk, place / "out", audience)
    assert checked(place / "out")
    assert b"SECRET" not in b"".join(contents(place / "out").values())
    assert found.entries == len(facts)


def _secret(fact: Fact) -> Fact:
    if not isinstance(fact, Message):
        return fact
    return structs.replace(fact, subject="SECRET", text="SECRET", confidential=True)


PEAK = """
import sys
from pathlib import Path
from assistant.desk import Desk
from assistant.services.packaging import package
package(Desk.open(sys.argv[1]), ["pta-2020-001"], None, Path(sys.argv[2]), "counsel", confidential=False)
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
"""Makes a package in a process of its own and prints the most memory that it ever had, in KB."""


def peak(desk: Desk, out: Path) -> int:
    run = [sys.executable, "-c", PEAK, str(desk.root), str(out)]
    return 1024 * int(subprocess.run(run, capture_output=True, text=True, check=True, timeout=100).stdout)


TEXT = "what was said " * 220
HELD = 200
"""Bytes that may stay in memory of a message and what is said of it: 40 do; as the system counts, 65 to 125."""


def long_record(root: Path, count: int) -> Desk:
    """A thread of `count` messages of 3 KB, a tenth with an original, every hundredth with one of 100 KB; half of them
    are classified, a tenth is confidential, and on a fifth somebody remarked.
    """
    desk = of_facts(root)
    originals = (f"Subject: {n}\n\n".encode() + b"x" * 100_000 for n in range(0, count, 100))
    kept = {sha256_hex(raw): raw for raw in originals}
    desk.record.store.originals.put_all(kept)
    digests, usual = iter(kept), desk.record.store.originals.put(LETTER)
    said = [
        message("in" if n % 2 else "out", f"{2001 + n % 19}-03-{1 + n % 28:02}", TEXT, subject=f"Letter {n}",
                original=None if n % 10 else usual if n % 100 else next(digests), confidential=n % 10 == 3)
        for n in range(count)
    ]  # fmt: skip
    decided = [Classified(n, "substantive", "as it says") for n in range(3, count, 2)]
    noted = [Note("as we said on the telephone", message=n) for n in range(2, count, 5)]
    facts: list[Fact] = [*said, *decided, *noted]
    desk.record.append(THREAD, [by(one) for one in facts])
    return desk


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the most memory that a process had")
def test_five_thousand_messages_take_little_more_memory_than_five_hundred(tmp_path: Path) -> None:
    """Of each entry its place, its day and its class are held, and nothing of its text or its original: what is written
    goes from disk to disk.
    """
    few, many = long_record(tmp_path / "few", 500), long_record(tmp_path / "many", 5_000)
    before, after = peak(few, tmp_path / "few.zip"), peak(many, tmp_path / "many.zip")
    assert after - before < 4_500 * HELD, f"{before:,} and {after:,} bytes"
    with zipfile.ZipFile(tmp_path / "many.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    assert unchanged(tmp_path / "unpacked" / "evidence") == [True, True]
