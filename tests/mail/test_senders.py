"""Deciding of the tray by the sender: all of theirs goes along, and nothing that nobody has looked at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.config import Settings, parse
from assistant.desk import Desk
from assistant.errors import RecordProblem, UsageProblem
from assistant.mail.filed import Filed, Where
from assistant.mail.senders import Sender, by_sender, named, placing
from assistant.record.entry import NewEntry
from assistant.record.kinds import Message, Party
from tests.mail.samples import OURS, SETTINGS_TEXT, mail
from tests.mail.trays import ASKED, COUNSEL, LETTER, REPLY, bring, desk, letters, logged, lying, open_desk, place

__all__ = ["desk", "place"]

PTA = Where(regulator="PTA")
ASIDE = Where(reason="a newsletter")
POSING = "Pakistan Telecommunication Authority <Posing@mail.lawyers.example>"


def subjects(desk: Desk) -> list[str]:
    return sorted(one.subject for one in desk.intake.tray())


# Who


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Desk@News.Example", "desk@news.example"),
        ("Press <desk@news.example>", "desk@news.example"),
        (" @news.example ", "@news.example"),
        ("@*.news.example", "@news.example"),
        ("a@bücher.example", "a@xn--bcher-kva.example"),
    ],
)
def test_a_sender_is_named_as_people_write_one(text: str, whose: str) -> None:
    assert named(text).text == whose


@pytest.mark.parametrize("text", ["", "@", "desk@", "news.example", "nobody", "@gov.pk", "@com"])
def test_what_names_nobody_or_everybody_is_refused(text: str) -> None:
    with pytest.raises(UsageProblem):
        named(text)


def test_a_domain_covers_those_below_it_and_none_that_only_ends_alike() -> None:
    whose = named("@news.example")
    assert [
        address
        for address in ("a@news.example", "A@Mail.News.Example", "a@badnews.example", "news.example", "", "@")
        if whose.covers(address)
    ] == ["a@news.example", "A@Mail.News.Example"]
    assert not named("a@news.example").covers("b@news.example")


# How much


def test_the_tray_is_counted_by_sender_and_by_organisation_the_most_first(desk: Desk) -> None:
    bring(
        desk,
        LETTER,
        REPLY,
        *letters("Digest <a@mail.news.example>", 2, "Digest"),
        *letters("Digest <A@mail.News.example>", 1, "Late"),
        *letters("b@news.example", 1, "Events"),
        *letters(POSING, 1, "Licence"),
        *letters("Someone", 1, "Unsigned"),
    )
    found = desk.intake.tray()
    first, *others = by_sender(found)
    assert first == Sender("a@mail.news.example", "Digest", 3, 3, 0, date(2020, 9, 1), date(2020, 9, 2))
    assert [(one.whose, one.exchanges, one.messages, one.doubtful) for one in others] == [
        ("", 1, 1, 0),
        ("b@news.example", 1, 1, 0),
        ("counsel@lawyers.example", 1, 2, 0),
        ("posing@mail.lawyers.example", 1, 1, 1),
    ]
    assert [(one.whose, one.name, one.exchanges) for one in by_sender(found, domains=True)] == [
        ("@news.example", "", 4),
        ("@lawyers.example", "", 2),
        ("", "", 1),
    ]


def test_what_we_wrote_is_theirs_who_answered_and_else_our_own(desk: Desk) -> None:
    asked = mail(OURS, COUNSEL, "Advice?", id="1@x", text="Advice?")
    answered = mail(COUNSEL, OURS, "Re: Advice?", id="2@x", text="Yes.", References="<1@x>")
    bring(desk, asked, answered, mail(OURS, COUNSEL, "Another", id="3@x", text="Another"))
    writers = {one.subject: one.writers for one in desk.intake.tray()}
    assert writers == {
        "Advice?": (Party("Counsel", "counsel@lawyers.example"),),
        "Another": (Party("Sara Malik", "sara@northwind.example"),),
    }


# What goes along


def test_all_of_a_sender_begin_threads_and_others_stay(desk: Desk) -> None:
    bring(desk, LETTER, REPLY, *letters("a@news.example", 3, "Digest"))
    done = desk.intake.file_chosen(desk.intake.from_sender("a@news.example"), PTA)
    assert [filed.thread for filed in done.outcome.filed] == ["pta-2020-001", "pta-2020-002", "pta-2020-003"]
    assert (done.outcome.error, done.choice.left) == (None, ())
    assert subjects(desk) == ["Lunch?"]


def test_an_exchange_in_which_somebody_else_wrote_stays(desk: Desk) -> None:
    bring(
        desk,
        *letters("a@news.example", 2, "Digest"),
        mail(COUNSEL, OURS, "Re: Digest 1", id="r@x", text="Look at this.", References="<Digest-1@x>"),
    )
    for whose in ("a@news.example", "@news.example"):
        choice = desk.intake.from_sender(whose)
        assert [one.subject for one in choice.going] == ["Digest 2"]
        assert [left.reason for left in choice.left] == ["counsel@lawyers.example wrote in it, too"]
    desk.intake.file_chosen(choice, ASIDE)
    assert subjects(desk) == ["Digest 1"]


def test_a_doubtful_sender_goes_to_no_regulator_and_aside_only_by_its_very_address(desk: Desk) -> None:
    bring(desk, ASKED, LETTER, *letters(POSING, 2, "Licence"))
    alone = desk.intake.from_sender("posing@mail.lawyers.example")
    for where in (PTA, Where(thread="pta-2020-001")):
        with pytest.raises(UsageProblem, match=r"nothing of posing@mail\.lawyers\.example is filed by its sender"):
            desk.intake.file_chosen(alone, where)
    assert subjects(desk) == ["Licence 1", "Licence 2", "Lunch?"]
    every = desk.intake.from_sender("@lawyers.example")
    assert {left.reason.partition(":")[0] for left in every.left} == {"a doubtful sender"}
    assert len(desk.intake.file_chosen(every, ASIDE).outcome.filed) == 1
    assert subjects(desk) == ["Licence 1", "Licence 2"]
    assert len(desk.intake.file_chosen(alone, ASIDE).outcome.filed) == 2
    assert subjects(desk) == []


def test_a_doubt_counts_that_came_after_the_day_looked_at(desk: Desk, place: Path) -> None:
    tray = logged(desk, "tray-2020-001", date(2020, 3, 1))
    doubt = Message("in", "email", sender=Party("", "x@lawyers.example"), received="2020-03-09", doubt="looks like PTA")
    desk.append(tray, [NewEntry(doubt, "test", "2020-03-09T08:00:00Z")])
    then = open_desk(place, date(2020, 3, 5))
    assert [one.doubt for one in then.intake.tray()] == [""]
    assert not then.intake.from_sender("x@lawyers.example").going
    then.close()


def test_the_screen_offers_the_address_and_the_domain_where_that_is_more(desk: Desk) -> None:
    bring(desk, LETTER, *letters("a@news.example", 2, "Digest"), *letters("Someone", 1, "Unsigned"))
    by_subject = {one.subject: one for one in desk.intake.tray()}

    def offered(subject: str) -> list[tuple[str, int]]:
        return [(choice.whose.text, choice.size) for choice in desk.intake.of_its_sender(by_subject[subject])]

    assert offered("Digest 1") == [("a@news.example", 2)]
    bring(desk, *letters("b@mail.news.example", 1, "Events"))
    assert offered("Digest 1") == [("a@news.example", 2), ("@news.example", 3)]
    assert offered("Unsigned 1") == []
    bring(
        desk,
        mail("c@other.example", OURS, "Both", id="c@x", text="1"),
        mail("d@other.example", OURS, "Both", id="d@x", text="2", References="<c@x>"),
    )
    by_subject = {one.subject: one for one in desk.intake.tray()}
    assert [len(choice.going) for choice in desk.intake.of_its_sender(by_subject["Both"])] == [0, 1]


def test_nothing_of_theirs_in_the_tray_is_said(desk: Desk) -> None:
    bring(desk, LETTER)
    (tray,) = lying(desk)
    desk.intake.set_aside(tray, "private")
    for whose in ("counsel@lawyers.example", "@news.example"):
        with pytest.raises(UsageProblem, match="lies in the tray"):
            desk.intake.from_sender(whose)


# All of them or none


def test_one_that_cannot_be_filed_keeps_all_where_they_are(desk: Desk) -> None:
    bring(desk, ASKED, LETTER, *letters("a@news.example", 2, "Digest"))
    trays = lying(desk)
    desk.intake.set_aside(trays[-1], "private")
    before = desk.verify().digest
    for some, where in (
        (trays, PTA),
        (trays[:2], Where(regulator="no key")),
        (trays[:2], Where(thread="pta-2020-999")),
        (trays[:2], Where(thread=trays[0])),
        (trays[:2], Where(reason=" ")),
        (["pta-2020-001"], PTA),
    ):
        with pytest.raises(UsageProblem):
            desk.intake.file_all(some, where)
    assert desk.verify().digest == before


def test_what_breaks_off_says_what_was_filed_until_then(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(desk, *letters("a@news.example", 3, "Digest"))
    trays, append = lying(desk), desk.record.append

    def full(thread: str, *rest: object) -> object:
        if thread == trays[1]:
            raise RecordProblem("no space is left")
        return append(thread, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.record, "append", full)
    outcome = desk.intake.file_all(trays, ASIDE)
    assert outcome.filed == (Filed(trays[0], None),)
    assert "no space is left" in str(outcome.error)
    assert lying(desk) == trays[1:]


# How such mail finds its place by itself


@pytest.mark.parametrize(
    ("whose", "where", "said"),
    [
        ("a@news.example", PTA, '`addresses = ["a@news.example"]` under [regulators.PTA] in x.toml, line 7'),
        ("@news.example", PTA, '"news.example" among the `domains` of [regulators.PTA] in x.toml, line 10'),
        ("@news.example", Where(thread="nepra-2020-001"), '`domains = ["news.example"]` under [regulators.NEPRA]'),
        ("a@pta.gov.pk", PTA, ""),
        ("@northwind.example", PTA, ""),
        ("@berec.europa.eu", PTA, ""),
        ("a@news.example", ASIDE, ""),
    ],
)
def test_the_line_of_the_configuration_is_named_unless_one_says_whose_it_is(
    whose: str, where: Where, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.toml").write_text(SETTINGS_TEXT)
    told = placing(named(whose), where, parse(SETTINGS_TEXT, "x.toml"))
    assert said in told
    assert bool(told) == bool(said)


def test_the_line_that_is_named_does_it(desk: Desk, place: Path) -> None:
    bring(desk, *letters("a@news.example", 1, "Digest"))
    told = desk.intake.file_chosen(desk.intake.from_sender("@news.example"), PTA).placing
    assert '"news.example" among the `domains`' in told
    changed = SETTINGS_TEXT.replace('domains = ["pta.gov.pk"]', 'domains = ["pta.gov.pk", "news.example"]')
    (place / "assistant.toml").write_text(changed)
    later = open_desk(place)
    assert bring(later, *letters("b@mail.news.example", 1, "Events")).threads_opened == 1
    assert lying(later) == []
    later.close()


def test_no_configuration_is_named_where_there_is_none() -> None:
    assert placing(named("a@news.example"), PTA, Settings()).endswith("in your configuration")
