"""What each service is told: with nothing in it that could command the service or leave the machine unseen."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from assistant.notify.bodies import SLACK_BLOCKS, SLACK_TEXT, TEAMS_BYTES, parcel
from assistant.notify.mailing import compose
from assistant.notify.notice import Notice
from assistant.notify.telling import told
from assistant.settings.notify import DestinationSettings
from tests.notify.gaps import DAY, gap, notice_of

HOSTILE = (
    "@channel @Here <!here> <@U1> <https://evil.example|pay> & [pay](https://evil.example)"
    " \x1b[31m\u202e *b* \r\nBcc: x"
)
URL = "https://hooks.example.com/a"
MAIL = DestinationSettings(
    "mail",
    to=("ana@northwind.example", "ben@northwind.example"),
    sender="assistant@northwind.example",
    host="mail.northwind.example",
)


def body(kind: str, notice: Notice) -> Any:
    return msgspec.json.decode(parcel(DestinationSettings(kind, url=URL), notice, "").content)


def ntfy(notice: Notice) -> tuple[dict[str, str], str]:
    sent = parcel(DestinationSettings("ntfy", url="https://ntfy.example.com/", topic="reg"), notice, "")
    assert sent.url == "https://ntfy.example.com/reg"
    return dict(sent.headers), sent.content.decode()


def slack_texts(made: Any) -> list[str]:
    return [made["text"], *(block["text"]["text"] for block in made["blocks"])]


def teams_runs(made: Any) -> list[str]:
    return [run["text"] for block in made["attachments"][0]["content"]["body"] for run in block["inlines"]]


def everywhere(notice: Notice) -> list[str]:
    """The text as each service shows it."""
    return [
        "\n".join(slack_texts(body("slack", notice))),
        "\n".join(teams_runs(body("teams", notice))),
        "\n".join([ntfy(notice)[0]["Title"], ntfy(notice)[1]]),
        str(compose(MAIL, notice)["Subject"]) + "\n" + str(compose(MAIL, notice).get_content()),
    ]


def test_gaps_stand_under_their_owner_and_regulator_with_the_next_step() -> None:
    notice = notice_of(gap(1), gap(2, owner="Ben"), gap(3, owner="Ana", regulator="OFCOM"), gap(4, owner="Ana"))
    text = told(notice).text
    places = [text.index(heading) for heading in ("Ana · OFCOM", "Ana · PTA", "Ben · PTA", "Nobody yet · PTA")]
    assert places == sorted(places)
    assert text.startswith("4 reminders as of 17 October 2020\n")
    assert text.count("next: first-reminder  [no-reply:pta-2020-00") == 4
    for shown in everywhere(notice):
        assert "No reply from PTA for 8 days" in shown
        assert shown.count("next: first-reminder") in {4, 8}  # Slack has it in its text, too


def test_a_reminder_that_was_caught_up_is_dated_by_its_own_step() -> None:
    text = told(notice_of(gap(1, step=2, step_due=DAY - timedelta(days=3)))).text
    assert "reminder 2, due 14 October 2020" in text


def test_a_repeat_says_so_and_the_others_do_not() -> None:
    notice = notice_of(gap(1), gap(2), doubtful={gap(2).id})
    assert told(notice).text.count("may be a repeat: an earlier run was interrupted") == 1
    document = body("webhook", notice)
    assert document["repeat"] is True
    assert [one["repeat"] for one in document["gaps"]] == [False, True]
    assert body("webhook", notice_of(gap(1)))["repeat"] is False
    unchecked = structs.replace(notice_of(unchecked=("pta-2020-009",)), unchecked_repeat=True)
    assert body("webhook", unchecked)["repeat"] is True


def test_what_could_not_be_checked_is_in_every_message() -> None:
    notice = notice_of(unchecked=("pta-2020-009",))
    for shown in everywhere(notice):
        assert "1 not checked as of 17 October 2020" in shown
        assert "pta-2020-009: line 1 is not JSON" in shown
    assert body("webhook", notice)["not_checked"] == [{"what": "pta-2020-009", "why": "line 1 is not JSON"}]


def test_confidential_words_stay_here_and_are_counted() -> None:
    words = {"words": "the merger", "summary": "No reply: “the merger”", "suggests": "the merger", "tags": ("merger",)}
    secret = gap(1, confidential=True, **words)
    notice = notice_of(secret, gap(2))
    document = parcel(DestinationSettings("webhook", url=URL), notice, "").content.decode()
    for shown in (document, *everywhere(notice)):
        assert "merger" not in shown
        assert "pta-2020-001: no-reply, due 16 October 2020; its words are withheld, they are confidential." in shown
    assert "1 reminder withheld: confidential" in told(notice).text
    assert body("webhook", notice)["withheld"] == 1


@pytest.mark.parametrize("field", ["summary", "suggests", "owner"])
def test_what_others_wrote_commands_no_service(field: str) -> None:
    notice = notice_of(gap(1, **{"owner": "Ana", field: HOSTILE}), unchecked=(HOSTILE,))
    for text in slack_texts(body("slack", notice)):
        assert not set(text) & set("<>\x1b\r\u202e")
        assert "@channel" not in text
        assert "@here" not in text.lower()
        assert "](" not in text
    assert body("slack", notice)["blocks"][1]["text"]["verbatim"] is True
    for text in teams_runs(body("teams", notice)):
        assert "\n" not in text
        assert "@channel" not in text
    headers, text = ntfy(notice)
    assert all(value.isascii() and value.isprintable() for value in headers.values())
    assert "\x1b" not in text
    assert not any(line.startswith("Bcc") for line in text.splitlines())


@pytest.fixture(scope="module")
def usual() -> list[bytes]:
    """The header of a mail with nothing odd in it."""
    return _headers(compose(MAIL, notice_of(gap(1), unchecked=("x",))))


@given(summary=st.text(max_size=80), owner=st.text(max_size=30))
def test_no_text_breaks_a_header_or_a_line(usual: list[bytes], summary: str, owner: str) -> None:
    notice = notice_of(gap(1, summary=summary, owner=owner), unchecked=(summary,))
    mail = compose(MAIL, notice)
    assert _headers(mail) == usual
    assert all("\n" not in run for run in teams_runs(body("teams", notice)))
    assert all(not set(text) & set("<>") for text in slack_texts(body("slack", notice)))


def test_a_mail_says_that_no_person_wrote_it() -> None:
    mail = compose(MAIL, notice_of(gap()))
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["To"] == "ana@northwind.example, ben@northwind.example"
    assert str(mail["Message-ID"]).endswith("@northwind.example>")
    assert mail["Date"] is not None


@pytest.mark.parametrize("count", [45, 99, 3000])
def test_a_long_list_is_cut_to_what_the_service_takes_the_worst_first_and_the_rest_counted(count: int) -> None:
    long = "ü" * 500
    gaps = [gap(n, summary=f"{n} {long}", state="upcoming") for n in range(1, count)]
    worst = gap(count, summary=f"the worst {long}", severity="critical", owner="Zoe")
    notice = notice_of(*gaps, worst)
    slack, teams, (_, text) = body("slack", notice), body("teams", notice), ntfy(notice)
    assert len(slack["blocks"]) <= SLACK_BLOCKS
    assert len(slack["text"]) <= SLACK_TEXT
    assert all(len(block["text"]["text"]) <= 3000 for block in slack["blocks"])
    assert len(parcel(DestinationSettings("teams", url=URL), notice, "").content) <= TEAMS_BYTES
    assert len(text.encode()) <= 4096
    for shown in everywhere(notice):
        assert "the worst" in shown
    spelt = sum("next:" in run for run in teams_runs(teams))
    assert f"and {count - spelt:,} more: `assistant check` lists all" in teams_runs(teams)
    assert len(body("webhook", notice)["gaps"]) == count


def test_how_urgent_it_is_decides_the_priority_of_a_push() -> None:
    assert ntfy(notice_of(gap(severity="low")))[0]["Priority"] == "2"
    assert ntfy(notice_of(gap(), gap(2, severity="critical")))[0]["Priority"] == "5"
    assert ntfy(notice_of(unchecked=("x",)))[0]["Priority"] == "4"


def _headers(mail: EmailMessage) -> list[bytes]:
    """The names of the header's lines, as they go over the wire."""
    return [line.partition(b":")[0] for line in mail.as_bytes().partition(b"\r\n\r\n")[0].split(b"\r\n")]
