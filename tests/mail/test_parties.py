"""Whose mail it is."""

from __future__ import annotations

from datetime import UTC

import pytest

from assistant.config import parse
from assistant.mail.parse import parse_mail
from assistant.mail.parties import Placement, address_book, direction_in_thread, place
from tests.mail.samples import BOUNCE, READ_RECEIPT, mail, settings

BOOK = address_book(settings())
STRANGER = "someone@lawyers.example"


@pytest.mark.parametrize(
    ("sender", "to", "cc", "placement"),
    [
        ("sara@northwind.example", "a@pta.gov.pk", "", ("PTA", "out")),
        ("Sara@NORTHWIND.example", "A@PTA.GOV.PK", "", ("PTA", "out")),
        ("sara@mail.northwind.example", "a@enforcement.pta.gov.pk", "", ("PTA", "out")),
        ("northwind.policy@gmail.com", "a@pta.gov.pk", "", ("PTA", "out")),
        ("sara@northwind.example", STRANGER, "a@pta.gov.pk", ("PTA", "out")),
        ("sara@northwind.example", "x@berec.europa.eu", "a@pta.gov.pk", ("BEREC", "out")),
        ("sara@northwind.example", "director.licensing@yahoo.com", "", ("PTA", "out")),
        ("a@pta.gov.pk", "sara@northwind.example", "", ("PTA", "in")),
        ("a@pta.gov.pk", STRANGER, "", ("PTA", "in")),
        ("a@pta.gov.pk.", "", "", ("PTA", "in")),
        ("director.licensing@yahoo.com", "sara@northwind.example", "", ("PTA", "in")),
        ("a@pta.gov.pk", "x@berec.europa.eu", "", ("PTA", "in")),
        ("a@notpta.gov.pk", "sara@northwind.example", "", None),
        ("a@pta.gov.pk.evil.com", "sara@northwind.example", "", None),
        ("a@gov.pk", "sara@northwind.example", "", None),
        ("pta.gov.pk@evil.com", "sara@northwind.example", "", None),
        ('"a@pta.gov.pk" <a@evil.com>', "sara@northwind.example", "", None),
        ("other@gmail.com", "a@pta.gov.pk", "", None),
        (STRANGER, "a@pta.gov.pk", "", None),
        ("sara@northwind.example", "omar@northwind.example", "", None),
        ("", "a@pta.gov.pk", "", None),
    ],
)
def test_direction_and_regulator_follow_from_addresses(
    sender: str, to: str, cc: str, placement: tuple[str, str] | None
) -> None:
    found = place(parse_mail(mail(sender, to, Cc=cc), UTC), BOOK)
    assert (found and (found.regulator, found.direction)) == placement


def test_a_blind_copy_to_a_regulator_was_sent_to_it() -> None:
    parsed = parse_mail(mail("sara@northwind.example", "omar@northwind.example", Bcc="a@pta.gov.pk"), UTC)
    assert place(parsed, BOOK) == Placement("PTA", "out")


def test_the_longest_configured_domain_wins() -> None:
    book = address_book(
        parse(
            "[company]\ndomains=['gov.pk']\n[regulators.A]\ndomains=['@PTA.gov.pk.']\n[regulators.B]\naddresses=['x@lic.pta.gov.pk']"
        )
    )
    assert book.owner("a@pta.gov.pk") == "A"
    assert book.owner("x@lic.pta.gov.pk") == "B"
    assert book.owner("y@lic.pta.gov.pk") == "A"
    assert book.owner("y@finance.gov.pk") == ""
    assert book.owner("no address") is None


def test_international_domains_are_one_in_either_spelling() -> None:
    book = address_book(parse("[regulators.A]\ndomains=['behörde.example']"))
    assert book.owner("a@xn--behrde-yxa.example") == "A"
    assert book.owner("a@BEHÖRDE.example") == "A"
    assert book.owner("a@" + "ä" * 300) is None
    assert book.owner("a@..ä..") is None


def test_a_bounce_from_our_own_server_is_inbound_for_the_regulator_it_could_not_reach() -> None:
    assert place(parse_mail(BOUNCE, UTC), BOOK) == Placement("PTA", "in")


def test_a_delayed_delivery_is_inbound_for_the_regulator_too() -> None:
    delayed = BOUNCE.replace(b"Action: failed", b"Action: delayed")
    assert place(parse_mail(delayed, UTC), BOOK) == Placement("PTA", "in")


def test_a_bounce_of_mail_to_somebody_else_is_nobody_s() -> None:
    assert place(parse_mail(BOUNCE.replace(b"@pta.gov.pk", b"@lawyers.example"), UTC), BOOK) is None


def test_a_read_receipt_is_inbound_for_its_sender() -> None:
    assert place(parse_mail(READ_RECEIPT, UTC), BOOK) == Placement("PTA", "in")


@pytest.mark.parametrize(
    ("raw", "direction"),
    [
        (mail("sara@northwind.example", STRANGER), "out"),
        (mail("sara@northwind.example", ""), "out"),
        (mail("sara@northwind.example", "omar@northwind.example"), "internal"),
        (mail(STRANGER, "sara@northwind.example"), "in"),
        (BOUNCE, "in"),
    ],
)
def test_a_regulator_that_is_given_gets_everything(raw: bytes, direction: str) -> None:
    parsed = parse_mail(raw, UTC)
    assert place(parsed, BOOK, "NEPRA") == Placement("NEPRA", direction)  # type: ignore[arg-type]
    assert direction_in_thread(parsed, BOOK) == direction
