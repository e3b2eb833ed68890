"""`assistant import` says what it did, also where there was nothing to do."""

from __future__ import annotations

from pathlib import Path

from tests import arrivals
from tests.cli.conftest import Assistant
from tests.mail.samples import BOUNCE

FIELDS = {
    "version", "as_of", "read", "new", "duplicates", "unmatched", "threads_opened", "threads_merged", "skipped",
    "problems", "stopped",
}  # fmt: skip


def test_a_mailbox_that_was_read_already_has_nothing_new(assistant: Assistant, demo: Path, tmp_path: Path) -> None:
    inbox = arrivals.mbox(tmp_path / "inbox")
    assert "5 read: 2 new" in assistant("--record", demo, "import", inbox).out
    again = assistant("--record", demo, "import", inbox)
    assert (again.code, again.out) == (0, "Nothing new: all 5 mails in it had been read by an earlier import.\n")
    document = assistant("--record", demo, "import", inbox, "--format", "json").json
    assert set(document) == FIELDS
    assert (document["read"], document["new"]) == (0, 0)


def test_a_folder_without_mail_was_not_read_before(assistant: Assistant, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert assistant("--record", demo, "import", tmp_path / "empty").out.startswith("0 read: 0 new")


def test_a_mail_that_came_back_is_not_shown_as_from_the_regulator(
    assistant: Assistant, demo: Path, tmp_path: Path
) -> None:
    (tmp_path / "back.eml").write_bytes(BOUNCE)
    assert assistant("--record", demo, "import", tmp_path / "back.eml", "--regulator", "PTA").code == 0
    head = "#2  2020-10-12  from Mail Delivery System <MAILER-DAEMON@mail.northwind.example>, email, bounce?"
    assert head in assistant("--record", demo, "show", "pta-2020-002").out
    told = assistant("--record", demo, "ask", "what happened in pta-2020-002 in October 2020?").out
    assert "Mail Delivery System <MAILER-DAEMON@mail.northwind.example>, 12 October 2020, by e-mail" in told
