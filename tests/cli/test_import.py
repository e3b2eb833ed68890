"""`assistant import` says what it did, also where there was nothing to do."""

from __future__ import annotations

from pathlib import Path

from tests import arrivals
from tests.cli.conftest import Assistant
from tests.mail.samples import BOUNCE, mail

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


def test_a_rehearsal_says_the_same_and_writes_nothing(assistant: Assistant, demo: Path, tmp_path: Path) -> None:
    inbox = arrivals.mbox(tmp_path / "inbox")
    before = assistant("--record", demo, "verify").out
    rehearsed = assistant("--record", demo, "import", inbox, "--dry-run")
    assert (rehearsed.code, "5 read: 2 would be new" in rehearsed.out) == (0, True)
    assert assistant("--record", demo, "verify").out == before
    done = assistant("--record", demo, "import", inbox)
    assert done.out.startswith(rehearsed.out.replace("would be ", ""))


def test_after_an_import_it_is_said_where_to_go_on(assistant: Assistant, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    for n in range(12):
        raw = mail(id=f"{n}@pta.gov.pk", subject=f"Matter {n}", date="Mon, 12 Oct 2015 14:30:00 +0500")
        (tmp_path / "old" / f"{n}.eml").write_bytes(raw)
    arguments = ("import", tmp_path / "old", "--regulator", "PTA")
    told = assistant("--record", demo, "--as-of", "2020-10-18", *arguments).out
    assert "Next: `assistant proposals`" in told
    assert "Old matters may be over: `assistant close --quiet-since 2019-10-19 --dry-run` lists those" in told
    assert "Next" not in assistant("--record", demo, *arguments).out


def test_all_of_it_belongs_to_the_regulator_that_is_named(assistant: Assistant, demo: Path, tmp_path: Path) -> None:
    told = assistant("--record", demo, "import", arrivals.mbox(tmp_path / "inbox"), "--regulator", "NEPRA")
    assert (told.code, " 0 of no configured regulator" in told.out) == (0, True)
    messages = assistant("--record", demo, "messages", "--tray", "--format", "json").json["messages"]
    assert {m["thread"].partition("-")[0] for m in messages if m["message_id"]} == {"nepra"}


def test_what_could_not_all_be_read_ends_with_3_though_the_rest_was(
    assistant: Assistant, demo: Path, tmp_path: Path
) -> None:
    inbox, folder = arrivals.mbox(tmp_path / "inbox"), tmp_path / "folder.eml"
    folder.write_bytes(b"\x00 no mail")
    result = assistant("--record", demo, "import", inbox, folder)
    assert result.code == 3
    assert "5 read: 2 new" in result.out
    assert "problem: " in result.err


def test_a_long_file_is_read_again_from_its_beginning_where_that_is_asked_for(
    assistant: Assistant, demo: Path, tmp_path: Path
) -> None:
    inbox = arrivals.mbox(tmp_path / "inbox")
    assistant("--record", demo, "import", inbox)
    kept = max((demo / "originals").glob("*/*"), key=lambda path: path.stat().st_mtime_ns)
    whole = kept.read_bytes()
    kept.write_bytes(whole[::-1])
    assert assistant("--record", demo, "import", inbox).code == 0
    again = assistant("--record", demo, "import", "--again", inbox)
    assert (again.code, kept.read_bytes()) == (3, whole)
    assert "damaged" in again.err


def test_a_folder_without_mail_was_not_read_before(assistant: Assistant, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    told = assistant("--record", demo, "import", tmp_path / "empty")
    assert told.out.startswith("0 read: 0 new")
    assert (told.code, told.out.splitlines()[1:]) == (0, ["No mail was found there."])
    gone = assistant("--record", demo, "import", tmp_path / "gone")
    assert (gone.code, len(gone.out.splitlines())) == (3, 1)


def test_a_mail_that_came_back_is_not_shown_as_from_the_regulator(
    assistant: Assistant, demo: Path, tmp_path: Path
) -> None:
    (tmp_path / "back.eml").write_bytes(BOUNCE)
    assert assistant("--record", demo, "import", tmp_path / "back.eml", "--regulator", "PTA").code == 0
    head = "#2  2020-10-12  from Mail Delivery System <MAILER-DAEMON@mail.northwind.example>, email, bounce?"
    assert head in assistant("--record", demo, "show", "pta-2020-002").out
    (row,) = assistant("--record", demo, "chronology", "pta-2020-002", "--format", "json").json["chronology"]
    assert (row["direction"], row["bounce"], row["sender"]) == ("in", True, "Mail Delivery System")
    found = assistant("--record", demo, "search", "thread:pta-2020-002", "--format", "json").json["hits"]
    assert [hit["bounce"] for hit in found if hit["kind"] == "message"] == [True]
    told = assistant("--record", demo, "ask", "what happened in pta-2020-002 in October 2020?").out
    assert "Mail Delivery System <MAILER-DAEMON@mail.northwind.example>, 12 October 2020, by e-mail" in told
