"""Mail from a real server: what is new, once, without a trace over there."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from datetime import date

import pytest

from assistant.errors import UsageProblem
from assistant.mail.decoding.problems import ImportProblem, MailboxProblem
from assistant.mail.imap import mailbox as imap
from assistant.mail.imap.mailbox import Reached, pull, reached
from assistant.mail.sources.sources import Found, RawMail
from assistant.settings.mailboxes import MailboxSettings
from tests.mail.imap.conftest import Mailbox
from tests.mail.imap.real_server import PASSWORD, USER, RealServer, Relay, free_port, relay


def letter(number: int, size: int = 0) -> bytes:
    head = f"From: a@pta.gov.pk\r\nSubject: Letter {number}\r\nMessage-ID: <{number}@pta.gov.pk>\r\n\r\n"
    return head.encode() + b"Please answer.\r\n" + b"x" * 70 * (size // 70)


def wire(folder: str) -> str:
    return f'"{folder}"'


def letters(found: Iterable[Found]) -> list[int]:
    """The numbers of the letters that were had, in order."""
    return [int(one.content.split(b"Letter ")[1].split()[0]) for one in found if isinstance(one, RawMail)]


def marks(found: Iterable[Found]) -> dict[str, str]:
    """The bookmarks after what was found."""
    kept = [one.bookmark for one in found if isinstance(one, RawMail) and one.bookmark]
    return {bookmark.source: bookmark.position for bookmark in kept}


def failing(found: Iterator[Found]) -> tuple[list[Found], MailboxProblem]:
    """What was had before a pull failed, and how it failed."""
    had: list[Found] = []
    with pytest.raises(MailboxProblem) as failure:
        had.extend(found)
    assert PASSWORD not in str(failure.value)
    assert failure.value.exit_code == 3
    return had, failure.value


def pulled(mailbox: MailboxSettings, known: Mapping[str, str] | None = None) -> list[Found]:
    return list(pull("office", mailbox, known or {}))


def test_a_first_pull_brings_every_mail_byte_for_byte_in_order(
    server: RealServer, mailbox: Mailbox, folder: str
) -> None:
    sent = [letter(n) for n in range(1, 8)]
    server.put(wire(folder), *sent)
    found = pulled(mailbox())
    assert [one.content for one in found if isinstance(one, RawMail)] == sent
    assert {one.path for one in found if isinstance(one, RawMail)} == {f"imap:office/{folder}"}
    assert [one.part for one in found if isinstance(one, RawMail)][:2] == ["message 101", "message 102"]


def test_the_next_pull_brings_only_what_is_new(server: RealServer, mailbox: Mailbox, folder: str) -> None:
    server.put(wire(folder), letter(1), letter(2))
    known = marks(pulled(mailbox()))
    assert pulled(mailbox(), known) == []
    server.put(wire(folder), letter(3))
    assert letters(pulled(mailbox(), known)) == [3]


def test_a_bookmark_names_the_mailbox_and_no_secret(server: RealServer, mailbox: Mailbox, folder: str) -> None:
    server.put(wire(folder), letter(1))
    ((source, position),) = marks(pulled(mailbox())).items()
    assert source.startswith(f"imap://{USER}@localhost:")
    assert source.endswith("/" + folder.replace(" ", "%20"))
    assert position.endswith(":101")
    assert PASSWORD not in source + position


def test_a_folder_that_was_made_anew_is_read_from_the_beginning(
    server: RealServer, mailbox: Mailbox, folder: str
) -> None:
    server.put(wire(folder), letter(1), letter(2))
    known = marks(pulled(mailbox()))
    server.renew(wire(folder))
    server.put(wire(folder), letter(1), letter(3))
    assert letters(pulled(mailbox(), known)) == [1, 3]


def test_nothing_changes_over_there(server: RealServer, mailbox: Mailbox, folder: str) -> None:
    server.put(wire(folder), letter(1), letter(2))
    before = server.flags(wire(folder))
    assert letters(pulled(mailbox())) == [1, 2]
    assert server.flags(wire(folder)) == before
    assert not any(b"Seen" in line for line in before)


@pytest.mark.parametrize("again_from", ["the mails had", "nothing"])
def test_after_the_line_broke_the_next_pull_goes_on_with_nothing_twice_and_nothing_missing(
    server: RealServer, mailbox: Mailbox, folder: str, monkeypatch: pytest.MonkeyPatch, again_from: str
) -> None:
    monkeypatch.setattr(imap, "FETCHED_AT_ONCE", 3)
    server.put(wire(folder), *(letter(n, 2000) for n in range(1, 13)))
    with relay(server.port) as door:
        door.cut_after = 15_000
        had, failure = failing(pull("office", mailbox(port=door.port, security="none"), {}))
        assert "broke off" in str(failure)
        assert 0 < len(had) < 12
        door.cut_after = None
        known = marks(had) if again_from == "the mails had" else {}
        rest = pulled(mailbox(port=door.port, security="none"), known)
    assert letters(had) + letters(rest) == [*range(1, 13)] if known else letters(rest) == [*range(1, 13)]


def test_three_folders_come_one_after_the_other_each_with_its_own_bookmark(
    server: RealServer, mailbox: Mailbox, folder: str
) -> None:
    names = (folder, f"{folder}/Sent", "INBOX")
    server.create(wire(names[1]))
    for number, name in enumerate(names, 1):
        server.put(wire(name), letter(number))
    found = pulled(mailbox(folders=names))
    assert letters(found)[:2] == [1, 2]
    assert len(marks(found)) == 3
    server.put(wire(names[1]), letter(9))
    assert letters(pulled(mailbox(folders=names), marks(found))) == [9]


def test_a_folder_may_have_a_name_in_any_script(server: RealServer, mailbox: Mailbox) -> None:
    server.create('"Beh&APY-rden &- &ZeVnLIqe-"')  # RFC 3501, 5.1.3
    server.put('"Beh&APY-rden &- &ZeVnLIqe-"', letter(5))
    found = pulled(mailbox(folders=("Behörden & 日本語",)))
    assert letters(found) == [5]
    assert found[0] == pulled(mailbox(folders=("Behörden & 日本語",)))[0]


def test_a_missing_folder_is_named_after_the_others_were_read(
    server: RealServer, mailbox: Mailbox, folder: str
) -> None:
    server.put(wire(folder), letter(1))
    had, failure = failing(pull("office", mailbox(folders=("Gone", folder)), {}))
    assert letters(had) == [1]
    assert str(failure).startswith("imap:office/Gone: there is no such folder, or it may not be read: ")


def test_the_first_pull_looks_no_further_back_than_the_day_given(
    server: RealServer, mailbox: Mailbox, folder: str
) -> None:
    server.put(wire(folder), letter(1), day="2019-12-31")
    server.put(wire(folder), letter(2), day="2020-01-02")
    day = date(2020, 1, 1)
    found = pulled(mailbox(since=day))
    assert letters(found) == [2]
    server.put(wire(folder), letter(3), day="2019-06-01")  # filed there later, so it is new to us
    assert letters(pulled(mailbox(since=day), marks(found))) == [3]


def test_a_mail_too_large_is_named_and_neither_fetched_nor_in_the_way(
    server: RealServer, mailbox: Mailbox, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "LARGEST_MAIL", 1024 * 1024)
    server.put(wire(folder), letter(1), letter(2, 1_100_000), letter(3))
    found = pulled(mailbox())
    assert letters(found) == [1, 3]
    assert found[1] == ImportProblem(f"imap:office/{folder}", "message 102", "it is larger than 1 MB")
    assert pulled(mailbox(), marks(found)) == []


def test_many_mails_come_in_several_commands(
    server: RealServer, mailbox: Mailbox, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "ASKED_AT_ONCE", 7)
    monkeypatch.setattr(imap, "FETCHED_AT_ONCE", 3)
    monkeypatch.setattr(imap, "BYTES_AT_ONCE", 5000)
    server.put(wire(folder), *(letter(n, 2000 * (n % 4)) for n in range(1, 31)))
    assert letters(pulled(mailbox())) == [*range(1, 31)]


def test_a_mail_removed_over_there_leaves_no_gap(server: RealServer, mailbox: Mailbox, folder: str) -> None:
    server.put(wire(folder), letter(1), letter(2), letter(3))
    server.remove(wire(folder), 102)
    assert letters(pulled(mailbox())) == [1, 3]


def test_starttls_serves_as_well(server: RealServer, mailbox: Mailbox, folder: str) -> None:
    server.put(wire(folder), letter(1))
    assert letters(pulled(mailbox(port=server.port, security="starttls"))) == [1]


def test_a_wrong_password_is_said_to_be_one(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", "wrong-9c1f")
    _, failure = failing(pull("office", mailbox(), {}))
    assert f"imap:office: localhost does not let {USER} in with this password" in str(failure)
    assert "wrong-9c1f" not in str(failure)


@pytest.mark.parametrize("password", ["Schlüssel-日本", "wrong"])
def test_a_password_beyond_ascii_is_sent_as_utf8(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", password)
    _, failure = failing(pull("office", mailbox(user="büro"), {}))
    assert "does not let büro in" in str(failure)
    assert password not in str(failure)


def test_a_certificate_of_an_unknown_authority_ends_the_pull_before_anything_is_said(mailbox: Mailbox) -> None:
    _, failure = failing(pull("office", mailbox(ca_file=""), {}))
    assert "the certificate of localhost does not hold" in str(failure)
    assert "`ca_file`" in str(failure)


def test_a_certificate_for_another_host_does_not_hold(mailbox: Mailbox) -> None:
    _, failure = failing(pull("office", mailbox(host="127.0.0.1"), {}))
    assert "the certificate of 127.0.0.1 does not hold" in str(failure)


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_is_checked_however_tls_begins(server: RealServer, mailbox: Mailbox, security: str) -> None:
    port = server.port if security == "starttls" else mailbox().port
    _, failure = failing(pull("office", mailbox(ca_file="", port=port, security=security), {}))
    assert "does not hold" in str(failure)


def test_tls_at_a_port_without_it_is_named(server: RealServer, mailbox: Mailbox) -> None:
    _, failure = failing(pull("office", mailbox(port=server.port), {}))
    assert "no TLS connection to localhost" in str(failure)
    assert "993 goes with tls" in str(failure)


def test_a_host_that_does_not_exist_is_named(mailbox: Mailbox) -> None:
    _, failure = failing(pull("office", mailbox(host="mail.invalid"), {}))
    assert "no host of the name mail.invalid can be found" in str(failure)


def test_a_port_where_nobody_listens_is_named(mailbox: Mailbox) -> None:
    port = free_port()
    _, failure = failing(pull("office", mailbox(port=port), {}))
    assert f"nothing answers at localhost, port {port}" in str(failure)


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_file_of_authorities_that_is_none_is_the_configurations_fault(
    mailbox: Mailbox, tmp_path_factory: pytest.TempPathFactory, content: str | None
) -> None:
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    if content:
        path.write_text(content)
    with pytest.raises(UsageProblem, match=r"mailboxes\.office: its `ca_file` cannot be used"):
        pulled(mailbox(ca_file=str(path)))


def test_a_pull_that_is_not_read_to_its_end_lets_go_of_the_server(
    server: RealServer, mailbox: Mailbox, encrypted: Relay, folder: str
) -> None:
    server.put(wire(folder), letter(1), letter(2))
    reading = pull("office", mailbox(), {})
    next(reading)
    assert isinstance(reading, Generator)
    reading.close()  # an open socket would be a warning, and warnings are errors here
    assert letters(pulled(mailbox())) == [1, 2]


@pytest.mark.parametrize("position", [None, "", "7", "x:y", "7:8:x", ":", "8:5", "7:-:"])
def test_a_position_that_cannot_be_understood_is_the_beginning(position: str | None) -> None:
    assert reached(position, 7).uid == 0


def test_a_position_is_read_as_it_was_written() -> None:
    place = reached("7:120:103,118", 7)
    assert place.position == "7:120:103,118"
    assert place.passed(118).passed(121).passed(122, owed=True).position == "7:122:103,122"
    assert place.criterion == "UID 103,118,121:*"


def test_nothing_that_is_owed_is_forgotten_and_no_search_gets_too_long() -> None:
    place = Reached(7)
    for uid in range(1, 3001):
        place = place.passed(uid, owed=True)
    assert place.owed == tuple(range(1, 3001))
    assert reached(place.position, 7) == place
    assert place.criterion == "UID 1:*"
