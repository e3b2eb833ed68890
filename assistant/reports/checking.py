"""What an evidence package says of how it can be checked: commands and a page of Python, none of it this program's."""

from __future__ import annotations

CHECKER = '''\
"""Checks this evidence package with nothing but Python's own library: python3 verify.py"""
import hashlib, json, pathlib, re, sys

here, faults = pathlib.Path(__file__).resolve().parent, []

def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(65536):
            digest.update(piece)
    return digest.hexdigest()

# Every file is there, unchanged, and there is no other; the list itself is spelled as it was written.
listed = [line.split("  ", 1) for line in (here / "SHA256SUMS").read_bytes().decode().splitlines()]
faults += ["SHA256SUMS: not as written"] * (
    "".join(f"{digest.lower()}  {name}\\n" for digest, name in listed).encode() != (here / "SHA256SUMS").read_bytes())
found = {path.relative_to(here).as_posix() for path in here.rglob("*") if not path.is_dir()} - {"SHA256SUMS"}
faults += [f"{name}: not in the list" for name in sorted(found - {name for _, name in listed})]
faults += [f"{name}: missing" for _, name in listed if name not in found]
faults += [f"{name}: changed" for digest, name in listed if name in found and sha256(here / name) != digest]
originals = {digest: name for digest, name in listed if name.startswith("originals/")}

# Every chain is whole: each entry names the hash of the one before it; its own is that of its other fields. And no
# original is there that none of them names.
for head in (here / "heads.txt").read_text(encoding="utf-8").splitlines():
    thread, length, last = head.split(" ")
    n, prev = 0, ""
    with open(here / "entries" / f"{thread}.jsonl", encoding="utf-8") as file:
        for n, line in enumerate(file, 1):
            entry = json.loads(line)
            stated = entry.pop("hash")
            if entry["n"] != n or entry["prev"] != prev:
                faults.append(f"{thread}#{n}: the chain is broken")
            if "withheld" not in entry:
                text = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
                if hashlib.sha256(text.encode()).hexdigest() != stated:
                    faults.append(f"{thread}#{n}: changed after it was written")
                for digest in re.findall("[0-9a-f]{64}", text):
                    originals.pop(digest, None)
            prev = stated
    if (n, prev) != (int(length), last):
        faults.append(f"{thread}: it does not end as heads.txt says")
faults += [f"{name}: no entry names it" for name in originals.values()]

print("\\n".join(faults) or "unchanged")
print("digest", sha256(here / "heads.txt"))
print("seal  ", sha256(here / "SHA256SUMS"))
sys.exit(bool(faults))
'''
"""For any Python from 3.8 on. The test runs it as it stands here."""
COMMANDS = ("sha256sum --check --strict --quiet SHA256SUMS", "python3 verify.py")
"""In this order, in the folder of the package; each ends with 0 only if nothing was changed."""

_README = """\
EVIDENCE PACKAGE

{title}
For: {audience}. As of {day}.
{left_out}

Contents
  chronology.html   who said what to whom, and what either side owes; made to be printed
  chronology.csv    the same as a table
  originals/        letters, mails and attachments as they came; E1-… is exhibit E1 of its thread
  exhibits.csv      which file belongs to which entry, with its hash
  entries/          the record itself, one line an entry, with the texts that were read in attached letters
  heads.txt         each thread with the number of its entries and the hash of the last
  manifest.json     what the package was made from, and what was left out
  SHA256SUMS        the SHA-256 of every other file
  verify.py         the check below

How to check it
In this folder, with no program but these:

{commands}

Both end without a complaint if nothing was changed; on a system without sha256sum the second is enough.
The digest over the threads, which is the SHA-256 of heads.txt, is

    {digest}

Compare it with the one that you were given another way. Whoever changes a file and the list of hashes together is
found out by the SHA-256 of SHA256SUMS itself, which was shown when the package was made; it is printed by verify.py.

An entry that was withheld stands in its file as its number, its hash and the one before it: the chain goes through
it, and what it says can be shown to have been so later. A correction is an entry of its own; the chronology tells what
stands corrected. All of this shows that nothing was changed since it was logged; it does not show that what was logged
is true.

verify.py, in full, for whoever would rather type it:

{checker}"""


def readme(title: str, audience: str, day: str, left_out: str, digest: str) -> str:
    """The first page of a package."""
    commands = "\n".join(f"    {command}" for command in COMMANDS)
    return _README.format(
        title=title, audience=audience, day=day, left_out=left_out, digest=digest, commands=commands, checker=CHECKER
    )
