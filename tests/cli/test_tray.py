"""The tray as a script meets it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import RecordProblem
from assistant.record.entry import NewEntry
from assistant.record.record import Record
from tests import arrivals
from tests.cli.conftest import Assistant, Result
from tests.mail.papers import pdf

At = Callable[..., Result]
CASE = "pta-2020-001"
PRESS, COUNSEL, LOOKALIKE = "tray-2020-001", "tray-2020-002", "tray-2020-003"


@pytest.fixture
def at(assistant: Assistant, demo: Path, tmp_path: Path) -> At:
    """The command on the demo record with a morning's mail in it."""

    def call(*arguments: str | Path) -> Result:
        return assistant("--record", demo, *arguments)

    assert call("import", arrivals.mbox(tmp_path / "inbox")).code == 0
    return call


def tray(at: At) -> list[Any]:
    document = at("tray", "--format", "json").json
    assert document["version"] == 1
    assert isinstance(document["tray"], list)
    return list(document["tray"])


def waiting(at: At) -> list[str]:
    return [one["id"] for one in tray(at)]


def test_each_exchange_is_listed_with_all_its_fields(at: At) -> None:
    press, counsel, lookalike = tray(at)
    fields = {"id", "date", "logged", "from", "to", "subject", "messages", "doubt", "letterhead", "suggestions"}
    assert all(set(one) == fields for one in (press, counsel, lookalike))
    assert press["from"] == {"name": "Press Desk", "address": "desk@news.example"}
    assert press["suggestions"] == [{"thread": CASE, "reason": "the same subject"}]
    assert (counsel["date"], counsel["messages"], counsel["doubt"]) == ("2020-10-12", 1, None)
    assert "none of PTA's addresses" in lookalike["doubt"]


def test_for_people_it_says_who_wrote_what_and_where_it_may_belong(at: At) -> None:
    told = at("tray").out
    assert f"{PRESS}  2020-10-09  1 message  from Press Desk <desk@news.example>" in told
    assert f"→ {CASE}: the same subject" in told
    assert "! calls itself" in told


def test_an_empty_tray_is_an_empty_list_and_a_sentence(assistant: Assistant, demo: Path) -> None:
    assert assistant("--record", demo, "tray", "--format", "json").json["tray"] == []
    assert "empty" in assistant("--record", demo, "tray").out


def test_what_is_filed_in_a_thread_is_read_there_once(at: At) -> None:
    assert at("file", PRESS, "--to", CASE).out == f"{PRESS} was filed in {CASE}\n"
    assert waiting(at) == [COUNSEL, LOOKALIKE]
    messages = at("messages", "--format", "json").json["messages"]
    assert [m["thread"] for m in messages if m["message_id"] == "p1@news.example"] == [CASE]


def test_several_are_filed_at_once(at: At) -> None:
    at("file", PRESS, COUNSEL, "--to", CASE)
    assert waiting(at) == [LOOKALIKE]


def test_a_regulator_begins_a_thread_for_each(at: At) -> None:
    at("file", PRESS, LOOKALIKE, "--regulator", "PTA")
    titles = {t["id"]: t["title"] for t in at("threads", "--format", "json").json["threads"]}
    assert titles["pta-2020-003"] == "Blocking of the platform and control of unlawful content"
    assert titles["pta-2020-004"] == "Final notice"


def test_what_is_set_aside_leaves_the_tray_with_a_reason_and_can_come_back(at: At) -> None:
    assert at("file", COUNSEL, "--aside").code == 2
    assert waiting(at) == [PRESS, COUNSEL, LOOKALIKE]
    assert at("file", COUNSEL, "--aside", "--reason", "our own counsel").code == 0
    assert waiting(at) == [PRESS, LOOKALIKE]
    assert "set aside" in at("show", COUNSEL).out
    at("close", COUNSEL, "--reopen")
    assert waiting(at) == [PRESS, COUNSEL, LOOKALIKE]


def test_filing_is_taken_back_by_parting(at: At) -> None:
    at("file", PRESS, "--to", CASE)
    assert at("merge", CASE, PRESS, "--undo", "--reason", "the press").code == 0
    assert waiting(at) == [PRESS, COUNSEL, LOOKALIKE]
    messages = at("messages", CASE, "--format", "json").json["messages"]
    assert "p1@news.example" not in {m["message_id"] for m in messages}


def test_a_thread_that_was_begun_by_mistake_is_closed_when_it_is_empty_again(at: At) -> None:
    at("file", LOOKALIKE, "--regulator", "PTA")
    at("merge", "pta-2020-003", LOOKALIKE, "--undo", "--reason", "a fake")
    states = {t["id"]: t["state"] for t in at("threads", "--format", "json").json["threads"]}
    assert states["pta-2020-003"] == "closed"
    assert waiting(at) == [PRESS, COUNSEL, LOOKALIKE]
    assert tray(at)[2]["suggestions"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((PRESS,), "say where they go"),
        (("--to", CASE), "say which"),
        ((PRESS, "--from", "desk@news.example", "--to", CASE), "say which"),
        ((PRESS, "--to", CASE, "--back"), "say where they go"),
        (("--from", "desk@news.example", "--back"), "--back takes TRAY-IDs"),
        ((PRESS, "--back"), f"{PRESS} lies in the tray"),
        (("--from", "news.example", "--to", CASE), "names no sender"),
        (("--from", "@example", "--to", CASE), "anybody can have a domain under example"),
        (("--from", "x@news.example", "--to", CASE), "nothing of x@news.example lies in the tray"),
        (("--from", "desk@news.example", "--to", "pta-2020-077"), "there is no thread pta-2020-077"),
        ((PRESS, "--to", CASE, "--regulator", "PTA"), "say where they go"),
        ((CASE, "--to", CASE), "does not lie in the tray"),
        ((PRESS, "tray-2020-009", "--to", CASE), "there is no thread tray-2020-009"),
        ((PRESS, COUNSEL, "--to", "pta-2020-077"), "there is no thread pta-2020-077"),
        ((PRESS, "--to", COUNSEL), "lies in the tray itself"),
        ((PRESS, "--regulator", "p/ta"), "not a regulator key"),
        ((PRESS, "--regulator", "TRAY"), "no regulator's key"),
    ],
)
def test_what_makes_no_sense_is_refused_and_all_stay_where_they_are(
    at: At, arguments: tuple[str, ...], said: str
) -> None:
    result = at("file", *arguments)
    assert result.code == 2
    assert said in result.err
    assert waiting(at) == [PRESS, COUNSEL, LOOKALIKE]


def test_threads_tell_of_the_tray_beside_the_list(at: At) -> None:
    listed = at("threads", "--format", "json")
    assert {t["id"] for t in listed.json["threads"]} == {"pta-2020-002", CASE}
    assert "3 exchanges lie in the tray" in listed.err


def test_threads_are_silent_about_an_empty_tray(assistant: Assistant, demo: Path) -> None:
    assert assistant("--record", demo, "threads").err == ""


def test_messages_leave_the_tray_out_unless_it_is_asked_for(at: At) -> None:
    def threads(*arguments: str) -> set[str]:
        return {m["thread"] for m in at("messages", *arguments, "--format", "json").json["messages"]}

    assert threads() == {CASE, "pta-2020-002"}
    assert threads("--tray") == {CASE, "pta-2020-002", PRESS, COUNSEL, LOOKALIKE}
    assert threads(COUNSEL) == {COUNSEL}


def test_show_reads_an_exchange_in_the_tray_with_its_doubt_and_verdict(at: At) -> None:
    told = at("show", LOOKALIKE).out
    assert f"`assistant file {LOOKALIKE} --to THREAD`" in told
    assert "from Pakistan Telecommunication Authority <notice@pta-gov.example.com>, email" in told
    assert "! calls itself" in told
    assert "spf=fail dmarc=fail, by mail.bytedance.example" in told
    assert "nothing from" not in told


def test_messages_carry_doubt_verdict_and_numbers_for_scripts(at: At) -> None:
    (message,) = at("messages", LOOKALIKE, "--format", "json").json["messages"]
    assert "none of PTA's addresses" in message["doubt"]
    assert message["authentication"] == "spf=fail dmarc=fail, by mail.bytedance.example"
    assert (message["text_doubt"], message["numbers"]) == (None, [])


def test_a_letter_without_a_sender_says_whose_it_seems_to_be(at: At, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(pdf(("Pakistan Telecommunication Authority", "12 October 2020", "Subject: Fees", "Please pay.")))
    assert at("import", scan).code == 0
    assert "    → PTA: names Pakistan Telecommunication Authority\n" in at("tray").out
    assert [one["letterhead"] for one in tray(at) if one["subject"] == "Fees"] == ["PTA"]


# By the sender


def digest(at: At, tmp_path: Path, count: int) -> list[str]:
    """Bring in so many mails of one sender; gives their ids in the tray."""
    before = waiting(at)
    sent = [
        arrivals.mail("Digest <digest@news.example>", f"Digest {n}", "News.", f"d{n}@n", f"{n} Oct 2020 9:00 +0500")
        for n in range(1, count + 1)
    ]
    assert at("import", arrivals.mbox(tmp_path / "digest", sent)).code == 0
    return [tray for tray in waiting(at) if tray not in before]


def test_who_wrote_how_many_is_counted_for_scripts(at: At, tmp_path: Path) -> None:
    digest(at, tmp_path, 2)
    document = at("tray", "--format", "json").json
    assert len(document["tray"]) == 5
    first, *others = document["senders"]
    assert first == {
        "from": "digest@news.example",
        "name": "Digest",
        "exchanges": 2,
        "messages": 2,
        "doubtful": 0,
        "first": "2020-10-01",
        "last": "2020-10-02",
    }
    assert [(one["from"], one["doubtful"]) for one in others] == [
        ("counsel@chambers.example", 0),
        ("desk@news.example", 0),
        ("notice@pta-gov.example.com", 1),
    ]
    by_domain = at("tray", "--by", "domain", "--format", "json").json["senders"]
    assert (by_domain[0]["from"], by_domain[0]["name"], by_domain[0]["exchanges"]) == ("@news.example", None, 3)


def test_for_people_it_is_a_line_a_sender(at: At, tmp_path: Path) -> None:
    digest(at, tmp_path, 2)
    told = at("tray", "--by", "sender").out.splitlines()
    assert told[0] == "2  2020-10-01 to 2020-10-02  digest@news.example  Digest"
    assert told[-1].endswith("notice@pta-gov.example.com  Pakistan Telecommunication Authority  ! 1 doubtful")


def test_the_list_tells_of_who_wrote_much_of_it_and_of_nobody_else(at: At, tmp_path: Path) -> None:
    digest(at, tmp_path, 4)
    assert at("tray").err == ""
    digest(at, tmp_path, 5)
    told = at("tray").err
    assert told.startswith("of 8 exchanges 5 from digest@news.example: ")
    assert at("tray", "--format", "json").err == ""


def test_all_of_a_sender_is_filed_and_taken_back_as_it_says(at: At, tmp_path: Path) -> None:
    those = digest(at, tmp_path, 3)
    before = waiting(at)
    planned = at("file", "--from", "digest@news.example", "--regulator", "PTA", "--dry-run")
    assert planned.out.splitlines()[0] == f"{those[0]}  2020-10-01  Digest 1: would be a thread with PTA"
    assert waiting(at) == before
    done = at("file", "--from", "digest@news.example", "--regulator", "PTA")
    assert done.out.splitlines() == [f"{tray} was filed in pta-2020-00{n}" for n, tray in enumerate(those, 3)]
    assert waiting(at) == [PRESS, COUNSEL, LOOKALIKE]
    assert "`addresses = [" not in done.err
    assert '"digest@news.example" among the `addresses` of [regulators.PTA]' in done.err
    back = done.err.partition("to take back: assistant ")[2].splitlines()[0].split()
    assert back == ["file", "--back", *those]
    assert at(*back, "--dry-run").out == "".join(f"{tray} would lie in the tray again\n" for tray in those)
    assert waiting(at) == [PRESS, COUNSEL, LOOKALIKE]
    assert at(*back).code == 0
    assert waiting(at) == before


def test_a_domain_is_set_aside_and_nothing_is_said_of_a_regulator(at: At, tmp_path: Path) -> None:
    digest(at, tmp_path, 2)
    done = at("file", "--from", "@news.example", "--aside", "--reason", "the press")
    assert waiting(at) == [COUNSEL, LOOKALIKE]
    assert done.err.startswith("3 exchanges of @news.example; to take back: ")
    assert "by itself with" not in done.err


def test_what_is_left_of_a_sender_is_told_with_its_reason(at: At, tmp_path: Path) -> None:
    reply = arrivals.mail("a@b.example", "Re: it", "So?", "r@b", "12 Oct 2020 9:00 +0500", In_Reply_To="<d1@n>")
    first, second = digest(at, tmp_path, 2)
    assert at("import", arrivals.mbox(tmp_path / "reply", [reply])).code == 0
    done = at("file", "--from", "digest@news.example", "--to", CASE)
    assert done.out == f"{second} was filed in {CASE}\n"
    assert f"{first} is left: a@b.example wrote in it, too" in done.err
    refused = at("file", "--from", "@example.com", "--regulator", "PTA")
    assert refused.code == 2
    assert f"{LOOKALIKE}: a doubtful sender: calls itself" in refused.err
    assert waiting(at) == [PRESS, COUNSEL, LOOKALIKE, first]


def test_what_breaks_off_says_how_to_take_back_what_was_filed(
    at: At, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = digest(at, tmp_path, 2)
    append = Record.append

    def full(record: Record, thread: str, news: list[NewEntry], expected_n: int | None = None) -> object:
        if thread == second:
            raise RecordProblem("no space is left")
        return append(record, thread, news, expected_n)

    monkeypatch.setattr(Record, "append", full)
    done = at("file", "--from", "digest@news.example", "--aside", "--reason", "the press")
    assert (done.code, done.out) == (3, f"{first} was set aside\n")
    back, error = f"assistant file --back {first}\n", "no space is left"
    assert 0 < done.err.index(back) < done.err.index(error)
