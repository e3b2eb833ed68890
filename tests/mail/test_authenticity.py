"""Which senders a person is asked to look at twice, and what the receiving server is quoted with."""

from __future__ import annotations

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.config import parse
from assistant.mail.authenticity import doubt_about
from assistant.mail.decoding.headers import Headers
from assistant.mail.lookalikes import resembles
from assistant.mail.parse import parse_mail
from assistant.mail.parties import address_book, place
from assistant.mail.verdicts import failed, read_verdicts
from tests.mail.samples import BOUNCE, OURS, THEIRS, mail

SETTINGS = parse(
    """
[company]
domains = ["northwind.example"]
[regulators.PTA]
name = "Pakistan Telecommunication Authority"
domains = ["pta.gov.pk"]
contacts = [{ name = "Ali Khan", address = "ali.khan.pta@gmail.com" }]
[regulators.OFCOM]
name = "Ofcom"
domains = ["ofcom.org.uk"]
[regulators.BNETZA]
domains = ["bundesnetzagentur.de"]
"""
)
BOOK = address_book(SETTINGS)


def doubt(raw: bytes) -> str:
    return doubt_about(parse_mail(raw, UTC), BOOK, SETTINGS)


@pytest.mark.parametrize(
    ("sender", "known"),
    [
        ("pta-gov.pk", "PTA's pta.gov.pk"),
        ("ptagov.pk", "PTA's pta.gov.pk"),
        ("mail.pta-gov.pk", "PTA's pta.gov.pk"),
        ("pta.gov.pk.example.com", "PTA's pta.gov.pk"),
        ("pta-gov-pk.com", "PTA's pta.gov.pk"),
        ("pta.com.pk", "PTA's pta.gov.pk"),
        ("pta-support.pk", "PTA's pta.gov.pk"),
        ("ofc0m.org.uk", "OFCOM's ofcom.org.uk"),
        ("ofcorn.org.uk", "OFCOM's ofcom.org.uk"),
        ("ofcomm.org.uk", "OFCOM's ofcom.org.uk"),
        ("bundesnetzagetnur.de", "BNETZA's bundesnetzagentur.de"),
        ("bundesnetz-agentur.de", "BNETZA's bundesnetzagentur.de"),
        ("bundesnetzagentur.com", "BNETZA's bundesnetzagentur.de"),
    ],
)
def test_a_domain_that_looks_like_a_regulator_s_is_doubted_and_not_placed(sender: str, known: str) -> None:
    raw = mail(f"Office <office@{sender}>")
    assert doubt(raw) == f"looks like {known} but comes from {sender}"
    assert place(parse_mail(raw, UTC), BOOK) is None


def test_letters_of_another_script_are_shown_with_what_they_really_are() -> None:
    assert (
        doubt(mail("a@ofсom.org.uk"))
        == "looks like OFCOM's ofcom.org.uk but comes from ofсom.org.uk (xn--ofom-m6d.org.uk)"
    )
    assert doubt(mail("a@xn--ofom-m6d.org.uk")) == doubt(mail("a@ofсom.org.uk"))
    assert "looks like PTA's" in doubt(mail("a@ρta.gov.pk"))


@pytest.mark.parametrize(
    "sender",
    [
        "fta.gov.pk",
        "pha.gov.pk",
        "notpta.gov.pk",
        "finance.gov.pk",
        "gov.pk",
        "pta.org",
        "ofgem.gov.uk",
        "gmail.com",
        "ofqual.org.uk",
        "bundeskartellamt.de",
        "enforcement.pta.gov.pk",
        "northwind.example",
        "example.com",
        "localhost",
    ],
)
def test_an_honest_neighbour_is_not_doubted(sender: str) -> None:
    assert doubt(mail(f"Office <office@{sender}>")) == ""


@pytest.mark.parametrize(
    ("sender", "claim"),
    [
        ("Pakistan Telecommunication Authority <x@free.example>", '"Pakistan Telecommunication Authority"'),
        ("Pakistan Telecommunication Authority (Licensing) <x@free.example>", '"Pakistan Telecommunication Authority"'),
        ("PTA Alerts <x@free.example>", '"PTA"'),
        ('"Khan, Ali" <x@free.example>', '"Ali Khan"'),
        ("Аli Khаn <x@free.example>", '"Ali Khan"'),
        ("Ofcom Licensing <x@free.example>", '"Ofcom"'),
        ('"a@pta.gov.pk" <x@free.example>', '"pta.gov.pk"'),
        ("=?utf-8?B?QWxpIEtoYW4=?= <x@free.example>", '"Ali Khan"'),
    ],
)
def test_a_name_that_is_a_regulator_s_at_an_address_that_is_not(sender: str, claim: str) -> None:
    assert doubt(mail(sender)).startswith(f"calls itself {claim} but comes from x@free.example, which is none of ")
    assert place(parse_mail(mail(sender), UTC), BOOK) is None


@pytest.mark.parametrize(
    "sender",
    [
        THEIRS,
        "Ali Khan <ali.khan.pta@gmail.com>",
        "Ali Khan <ali@northwind.example>",
        "PTA desk <pta@northwind.example>",
        "Alina Khanna <x@free.example>",
        "Ptarmigan Books <x@free.example>",
        "x@free.example",
        "",
    ],
)
def test_a_name_alone_is_no_doubt(sender: str) -> None:
    assert doubt(mail(sender)) == ""


def test_an_address_at_the_same_provider_that_differs_in_what_the_eye_does_not_see() -> None:
    assert doubt(mail("aIi.khan-pta@gmail.com")) == (
        "looks like PTA's ali.khan.pta@gmail.com but comes from aIi.khan-pta@gmail.com"
    )


def test_answers_that_would_go_elsewhere_are_a_doubt_about_the_regulator_s_own_address() -> None:
    assert (
        doubt(mail(THEIRS, Reply_To="x@free.example"))
        == "says it comes from PTA, but answers would go to x@free.example"
    )
    assert doubt(mail(THEIRS, Reply_To="registry@pta.gov.pk")) == ""
    assert doubt(mail("x@other.example", Reply_To="y@free.example")) == ""


def test_a_mail_from_the_regulator_s_domain_that_failed_dmarc_is_placed_and_doubted() -> None:
    raw = mail(
        THEIRS, Authentication_Results="mx.northwind.example; spf=pass; dmarc=fail (p=none) header.from=pta.gov.pk"
    )
    assert doubt(raw) == "says it comes from pta.gov.pk, but the receiving server could not confirm that (dmarc=fail)"
    found = place(parse_mail(raw, UTC), BOOK)
    assert found is not None
    assert found.regulator == "PTA"


def test_a_stranger_s_list_vouches_for_nobody() -> None:
    raw = mail(
        "Ali via Talk <talk@forum.example>",
        List_Id="<t>",
        List_Post="<mailto:talk@forum.example>",
        Reply_To="a@pta.gov.pk",
    )
    assert doubt(raw) == "says it was written by a@pta.gov.pk, but comes from the list talk@forum.example"


@pytest.mark.parametrize("raw", [BOUNCE, mail(OURS, THEIRS, Reply_To="x@free.example")])
def test_reports_and_our_own_mail_are_left_alone(raw: bytes) -> None:
    assert doubt(raw) == ""


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            {
                "authentication-results": (
                    "mx.example.com; spf=pass smtp.mailfrom=a@b; dkim=fail (bad; sig); dmarc=fail",
                )
            },
            "spf=pass dkim=fail dmarc=fail, by mx.example.com",
        ),
        (
            {"authentication-results": ("mx.example.com 1; DMARC=Pass; spf=SoftFail",)},
            "spf=softfail dmarc=pass, by mx.example.com",
        ),
        (
            {"authentication-results": ("mx; dmarc=fail", "mx; spf=pass", "evil; dkim=pass")},
            "spf=pass dmarc=fail, by mx",
        ),
        ({"authentication-results": ("mx; dmarc=fail", "evil; dmarc=pass")}, "dmarc=fail, by mx"),
        (
            {"authentication-results": ("mx; dkim=pass header.d=list.example; dkim=fail header.d=pta.gov.pk",)},
            "dkim=pass dkim=fail, by mx",
        ),
        (
            {"authentication-results": ("spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=a.example; dkim=none",)},
            "spf=pass dkim=none, by a server that does not name itself",
        ),
        ({"authentication-results": ("mx.example.com; none",)}, ""),
        (
            {"received-spf": ("Fail (mx: domain of a) receiver=mx.example.com; client-ip=192.0.2.1",)},
            "spf=fail, by mx.example.com",
        ),
        (
            {"arc-authentication-results": ("i=1; relay.example; spf=pass; dmarc=pass",)},
            "(passed on from relay.example: spf=pass dmarc=pass)",
        ),
        (
            {"authentication-results": ("mx; dmarc=fail",), "arc-authentication-results": ("i=2; r; dmarc=pass",)},
            "dmarc=fail, by mx (passed on from r: dmarc=pass)",
        ),
        ({}, ""),
    ],
)
def test_the_receiving_server_is_quoted_with_its_name(fields: dict[str, tuple[str, ...]], told: str) -> None:
    assert read_verdicts(Headers(fields)) == told


def test_only_the_receiving_server_s_own_failure_counts() -> None:
    assert failed("spf=pass dmarc=fail, by mx", "dmarc")
    assert not failed("dmarc=pass, by mx (passed on from r: dmarc=fail)", "dmarc")
    assert not failed("(passed on from r: dmarc=fail)", "dmarc")
    assert not failed("dkim=fail, by dmarc=fail", "dmarc")


def test_the_verdict_stands_in_the_message() -> None:
    raw = mail(THEIRS, Authentication_Results="mx.northwind.example; dkim=pass header.d=pta.gov.pk")
    assert parse_mail(raw, UTC).message.authentication == "dkim=pass, by mx.northwind.example"


@given(st.text(max_size=400), st.sampled_from(["pta.gov.pk", "ofcom.org.uk", "", "gov.pk"]))
def test_any_domain_can_be_compared(domain: str, known: str) -> None:
    assert isinstance(resembles(domain, known), bool)


@given(st.lists(st.text(alphabet="abspfdkimdmarc=;() \t.@1/", max_size=200), max_size=4))
def test_any_field_can_be_read(fields: list[str]) -> None:
    told = read_verdicts(Headers({"authentication-results": tuple(fields), "received-spf": tuple(fields)}))
    assert "\n" not in told
