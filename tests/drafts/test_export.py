"""A draft as a file: complete or not at all, never sent, and with no header but its own."""

from __future__ import annotations

import stat
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from assistant.drafts.draft import Draft, make_draft
from assistant.drafts.export import write_draft
from assistant.drafts.mail_file import as_mail
from assistant.errors import AssistantError, Refused, UsageProblem
from assistant.record.kinds import Party
from tests.drafts.cases import AS_OF, SETTINGS, asked, pakistan, received, thread_of

HEADERS = {"x-unsent", "from", "to", "subject", "in-reply-to", "references", "content-type", "mime-version"}
HEADERS |= {"content-transfer-encoding"}


def complete(answer: str = "By 1 November.") -> Draft:
    thread = thread_of(
        received("2020-10-12", message_id="a1@pta.example", references=("a0@company.example",)),
        asked("company", "tangible timelines – für “alle”", 2),
    )
    return make_draft(thread, [], SETTINGS, AS_OF, fields={"answer": answer})


def read(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=default)


def test_an_unsent_mail_reads_back_with_its_headers_and_its_text(tmp_path: Path) -> None:
    draft = complete()
    path = write_draft(draft, tmp_path / "answer.eml")
    mail = read(path.read_bytes())
    assert mail["X-Unsent"] == "1"
    assert mail["From"].addresses[0].addr_spec == "policy@company.example"
    assert mail["From"].addresses[0].display_name == "TikTok"
    assert mail["To"].addresses[0].addr_spec == "chairman@pta.example"
    assert mail["Subject"] == draft.subject
    assert mail["In-Reply-To"] == "<a1@pta.example>"
    assert mail["References"].split() == ["<a0@company.example>", "<a1@pta.example>"]
    assert mail["Date"] is None
    assert mail.get_content().replace("\r\n", "\n") == draft.text
    assert mail.get_content_charset() == "utf-8"
    assert {name.lower() for name in mail} == HEADERS


def test_a_mail_names_whom_it_can(tmp_path: Path) -> None:
    to = (Party("A", "a@pta.example"), Party("No address"), Party("B", "b@pta.example"))
    path = write_draft(structs.replace(complete(), sender=Party("TikTok"), to=to), tmp_path / "answer.eml")
    mail = read(path.read_bytes())
    assert [one.addr_spec for one in mail["To"].addresses] == ["a@pta.example", "b@pta.example"]
    assert mail["From"] is None


def test_the_file_is_its_owners_alone_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = write_draft(complete(), tmp_path / "answer.TXT")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["answer.TXT"]
    assert "By 1 November." in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["x.eml", "x.txt"])
def test_a_missing_field_is_named_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    draft = make_draft(pakistan(), [], SETTINGS, AS_OF, template_name="meeting-record")
    with pytest.raises(Refused) as refusal:
        write_draft(draft, tmp_path / name)
    assert refusal.value.exit_code == 1
    assert "--field attendees=…  who took part" in str(refusal.value)
    assert "--field outcome=…" in str(refusal.value)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_stays_unless_it_may_be_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("mine")
    with pytest.raises(Refused, match="exists"):
        write_draft(complete(), path)
    assert path.read_text() == "mine"
    write_draft(complete(), path, overwrite=True)
    assert "By 1 November." in path.read_text(encoding="utf-8")
    assert [p.name for p in tmp_path.iterdir()] == ["x.txt"]


def test_a_link_is_neither_followed_nor_overwritten(tmp_path: Path) -> None:
    (tmp_path / "x.txt").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refused, match="exists"):
        write_draft(complete(), tmp_path / "x.txt")
    assert not (tmp_path / "elsewhere").exists()


def test_other_suffixes_and_missing_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match=r"\.docx or \.pdf"):
        write_draft(complete(), tmp_path / "x.odt")
    with pytest.raises(AssistantError, match="cannot be written"):
        write_draft(complete(), tmp_path / "none" / "x.txt")


def test_no_header_can_be_smuggled_in() -> None:
    evil = "x\r\nBcc: spy@evil.example\r\n\r\nbody\u2028y"
    draft = structs.replace(
        complete(),
        subject=evil,
        to=(Party(evil, "a@b.example"),),
        sender=Party(evil, "c@d.example"),
        in_reply_to=evil,
        references=("ok@pta.example", evil),
    )
    mail = read(as_mail(draft))
    assert {name.lower() for name in mail} <= HEADERS
    assert [a.addr_spec for a in mail["To"].addresses] == ["a@b.example"]
    assert mail["References"] == "<ok@pta.example>"
    assert mail["In-Reply-To"] is None


@settings(deadline=None, max_examples=80)
@given(subject=st.text(max_size=200), name=st.text(max_size=40), text=st.text(max_size=300))
def test_whatever_the_names_the_headers_are_these_and_no_more(subject: str, name: str, text: str) -> None:
    draft = structs.replace(_COMPLETE, subject=subject, text=text, to=(Party(name, "a@b.example"),))
    mail = read(as_mail(draft))
    assert {header.lower() for header in mail} == HEADERS
    assert [a.addr_spec for a in mail["To"].addresses] == ["a@b.example"]
    assert not mail["Subject"].defects


_COMPLETE = complete()


@pytest.mark.parametrize("address", ["nobody", "a@b, c@d", "a@b\r\nBcc: x@y.example", "ü@pta.example", "<>", "a b@c"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(UsageProblem, match="not a mail address"):
        as_mail(structs.replace(_COMPLETE, to=(Party("X", address),)))


def test_a_long_message_id_stays_as_it_is() -> None:
    one = "<" + "a" * 200 + "@pta.example>"
    mail = as_mail(structs.replace(_COMPLETE, in_reply_to=one[1:-1], references=("b@pta.example", one[1:-1])))
    assert f"In-Reply-To: {one}\r\n".encode() in mail
    assert read(mail)["References"].split() == ["<b@pta.example>", one]
