"""A program that imports mail until it is done or killed: `python -m tests.mail.importer RECORD CONFIG PATH`.

It says `begun`, then how many mails are safely filed after each batch, then `done`.
"""

from __future__ import annotations

import sys

from assistant.desk import Desk
from assistant.mail import importing
from assistant.mail.importing import ImportReport

BATCH = 60
"""Mails filed at a time: small, so that there are many moments at which it can be killed."""


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def watcher(report: ImportReport) -> bool:
    say(f"{report.new + report.unmatched}")
    return True


if __name__ == "__main__":
    importing.BATCH = BATCH
    record, config, *paths = sys.argv[1:]
    desk = Desk.open(record, config)
    say("begun")
    problems = desk.intake.import_mail(paths, watcher=watcher).problems
    desk.close()
    say("done" if not problems else str(problems[0]))
