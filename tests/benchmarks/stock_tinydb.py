"""Stock TinyDB in a process of its own: insert the document from stdin N times, print the seconds of each."""

from __future__ import annotations

import json
import sys
import time

from tinydb import TinyDB


def main() -> None:
    file, inserts = sys.argv[1], int(sys.argv[2])
    document = json.load(sys.stdin)
    taken = []
    with TinyDB(file) as db:
        for _ in range(inserts):
            start = time.perf_counter()
            db.insert(document)
            taken.append(time.perf_counter() - start)
    json.dump(taken, sys.stdout)


if __name__ == "__main__":
    main()
