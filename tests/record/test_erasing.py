"""What was erased is told by nobody; that it was there, and what it did to clocks, stands, and so does the chain."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec import structs

from assistant.record.erasing import ERASED
from assistant.record.fold import corrected, fold
from assistant.record.kinds import (
    FORMAT,
    Attachment,
    Classified,
    Corrected,
    DraftSaved,
    Erased,
    Fact,
    Message,
    Note,
    ObligationOpened,
    ObligationUpdated,
    Party,
    ThreadOpened,
)
from assistant.record.known import known_by
from assistant.record.long_thread import LongThread, Told
from assistant.record.openings import openings
from assistant.record.verify import verify
from tests.record.writing import THREAD, UTC, by, message, opened, told
from tests.reports.records import written

PERSON = Party("Secretname", "secretname@x.example")
MAIL = Message(
    "in", "email", "secretsubject", "secrettext", "secretreply", PERSON, (PERSON,), (PERSON,),
    received="2020-01-09", numbers=("secret-1",), attachments=(Attachment("secret.pdf", "x/y", 1, "0"),),
    original="secret", receipt="secret-2", source="secret.mbox", class_reason="secret", doubt="secret",
    proposed_class="holding", order=3, message_id="a@b", confidential=True,
)  # fmt: skip
FACTS: tuple[Fact, ...] = (
    MAIL,  # 2
    Classified(2, "substantive", "secret"),  # 3
    ObligationOpened("request", "company", "secretwords", 2, "2020-02-01", "if secret"),  # 4
    ObligationUpdated(4, "part", 2, "secret"),  # 5
    Note("secret", unbinding="secret", message=2),  # 6
    DraftSaved("secret", "secret", to=(PERSON,), overruled="secret", approver="secret"),  # 7
    message("out", "2020-01-12", "plain"),  # 8
)


def test_every_field_that_says_something_is_empty_and_the_clocks_do_not_notice() -> None:
    whole = fold(told(*FACTS), UTC)
    erased = fold(told(*FACTS, *(Erased(n, "asked for") for n in range(2, 8))), UTC)
    assert "secret" not in str(erased).lower()
    assert [m.erased for m in erased.messages] == [True, False]
    assert erased.messages[0].message.confidential
    assert erased.messages[1].message.text == "plain"
    (request,) = erased.obligations
    assert (request.words, request.told, request.due, request.state) == (ERASED, ERASED, date(2020, 2, 1), "part")
    bare = [structs.replace(o, words="") for o in openings(whole)]
    assert [structs.replace(o, words="") for o in openings(erased)] == bare


@pytest.mark.parametrize("erased", [2, 9])
def test_a_correction_brings_nothing_back(erased: int) -> None:
    again = Corrected(2, "misread", {"text": "secretagain"})
    lines = told(*FACTS, again, Erased(erased, "asked for"))
    assert corrected(lines)[1].fact == corrected(told(*FACTS, Erased(2, "asked for")))[1].fact


def test_an_erasure_is_not_taken_back() -> None:
    lines = told(*FACTS, Erased(2, "asked for"), Corrected(9, "after all", void=True))
    assert "secrettext" not in str(fold(lines, UTC))


def test_the_title_of_a_thread_can_be_erased_and_the_thread_stays() -> None:
    first = ThreadOpened(FORMAT, "pta-2020-001", "PTA", "secret", "2020-01-01", "secret", "secret")
    line = structs.replace(told(*FACTS)[0], fact=first)
    thread = fold([line, *told(Erased(1, "asked for"))[1:]], UTC)
    assert (thread.id, thread.title, thread.ours, thread.theirs) == ("pta-2020-001", ERASED, "", "")


def test_nor_does_looking_at_what_was_known_before() -> None:
    lines = told(*FACTS, Erased(2, "asked for"))
    late = [*lines[:-1], structs.replace(lines[-1], at="2030-01-01T00:00:00Z")]
    known = known_by(late, UTC, date(2029, 1, 1))
    assert "secrettext" not in str(fold(known, UTC, date(2029, 1, 1)))


def test_no_reader_of_the_file_meets_it_and_the_chain_holds(tmp_path: Path) -> None:
    mail = structs.replace(MAIL, original=None, attachments=())
    desk = written(tmp_path, [opened(), *(by(fact) for fact in (mail, *FACTS[1:]))], date(2099, 3, 1))
    before = verify(desk.record.store)
    desk.append(THREAD, [by(Erased(2, "asked for"))])
    after = verify(desk.record.store)
    assert after.ok
    assert after.digest != before.digest
    assert "secrettext" not in str(desk.thread(THREAD))
    long = LongThread(desk.record.store.file(THREAD), THREAD, Told(UTC))
    assert "secret" not in str(long.message(2)).lower()
