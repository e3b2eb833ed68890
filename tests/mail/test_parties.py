"""Whose mail it is."""

from __future__ import annotations

from datetime import UTC

import pytest

from assistant.config import parse
from assistant.errors import UsageProblem
from assistant.mail.parse import ParsedMail, parse_mail
from assistant.mail.parties import Placement, address_book, author, direction_in_thread, place
from tests.mail.samples import BOUNCE, OURS, READ_RECEIPT, mail, settings

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
            "[company]\ndomains=['group.example.pk']\n[regulators.A]\ndomains=['@PTA.gov.pk.']\n"
            "[regulators.B]\naddresses=['x@lic.pta.gov.pk']\n[regulators.C]\ndomains=['court.group.example.pk']"
        )
    )
    assert book.owner("a@pta.gov.pk") == "A"
    assert book.owner("x@lic.pta.gov.pk") == "B"
    assert book.owner("y@lic.pta.gov.pk") == "A"
    assert book.owner("y@finance.group.example.pk") == ""
    assert book.owner("y@court.group.example.pk") == "C"
    assert book.owner("y@finance.gov.pk") is None
    assert book.owner("no address") is None


@pytest.mark.parametrize("domain", ["gov.pk", "co.uk", "gov.uk", "com", "*.gov.pk", "@GOV.PK.", "kawasaki.jp"])
@pytest.mark.parametrize(
    ("table", "key"), [("company", "company.domains"), ("regulators.PTA", "regulators.PTA.domains")]
)
def test_a_domain_under_which_anybody_can_have_one_is_an_error_that_names_the_key(
    domain: str, table: str, key: str
) -> None:
    with pytest.raises(UsageProblem) as problem:
        address_book(parse(f"[{table}]\ndomains=['northwind.example', '{domain}']", "settings.toml"))
    assert f"`{key}`" in str(problem.value)
    assert domain in str(problem.value)
    assert "settings.toml" in str(problem.value)


@pytest.mark.parametrize("domain", ["gov.si", "europa.eu", "admin.ch", "bund.de", "pta.gov.pk", "city.kawasaki.jp"])
def test_a_government_s_own_domain_is_no_public_suffix_though_it_looks_like_one(domain: str) -> None:
    assert address_book(parse(f"[regulators.A]\ndomains=['{domain}']")).owner(f"a@office.{domain}") == "A"


def read(raw: bytes) -> ParsedMail:
    return parse_mail(raw, UTC)


@pytest.mark.parametrize(
    ("sender", "to", "cc", "placement"),
    [
        ("sara@northwind.example", "a@pta.gov.pk, b@berec.europa.eu", "", Placement("PTA", "out", ("BEREC",))),
        (
            "sara@northwind.example",
            "b@berec.europa.eu",
            "a@pta.gov.pk, c@pta.gov.pk",
            Placement("BEREC", "out", ("PTA",)),
        ),
        ("a@pta.gov.pk", "b@berec.europa.eu", "sara@northwind.example", Placement("PTA", "in", ("BEREC",))),
        ("a@pta.gov.pk", "sara@northwind.example", "c@pta.gov.pk", Placement("PTA", "in")),
    ],
)
def test_other_regulators_that_a_mail_went_to_are_named(sender: str, to: str, cc: str, placement: Placement) -> None:
    assert place(read(mail(sender, to, Cc=cc)), BOOK) == placement


@pytest.mark.parametrize(
    "raw",
    [
        mail(STRANGER, "sara@northwind.example", Cc="a@pta.gov.pk"),
        mail(STRANGER, "a@pta.gov.pk", Cc="sara@northwind.example"),
        mail(STRANGER, "a@pta.gov.pk", Delivered_To="sara@northwind.example"),
        mail(STRANGER, "talk@forum.example", Cc="a@pta.gov.pk, sara@northwind.example", List_Id="<talk.forum.example>"),
    ],
    ids=["cc", "to", "blind copy to us", "list"],
)
def test_a_third_party_s_mail_to_both_sides_is_of_their_matter_but_no_word_of_the_regulator_s(raw: bytes) -> None:
    assert place(read(raw), BOOK) == Placement("PTA", "in", third_party=True)


@pytest.mark.parametrize(
    ("raw", "placement"),
    [
        (mail("minister@cabinet.example", Sender="assistant@pta.gov.pk"), ("PTA", "in")),
        (mail("a@pta.gov.pk", Sender="bulk@mailer.example"), ("PTA", "in")),
        (mail("sara@northwind.example", "a@pta.gov.pk", Sender="omar@northwind.example"), ("PTA", "out")),
        (mail(STRANGER, Resent_From="a@pta.gov.pk", Resent_To="sara@northwind.example"), ("PTA", "in")),
        (mail("sara@northwind.example", STRANGER, Resent_From=OURS, Resent_To="a@pta.gov.pk"), ("PTA", "out")),
        (mail("a@pta.gov.pk", OURS, Resent_From=OURS, Resent_To="omar@northwind.example"), ("PTA", "in")),
        (mail(STRANGER, Resent_From=OURS, Resent_To="omar@northwind.example"), None),
        (mail("Sara on behalf of PTA <sara@lawyers.example>"), None),
    ],
)
def test_whose_hands_sent_a_mail_on_counts_where_its_author_does_not(
    raw: bytes, placement: tuple[str, str] | None
) -> None:
    found = place(read(raw), BOOK)
    assert (found and (found.regulator, found.direction)) == placement
    assert not (found and found.third_party)


VIA_OUR_GROUP = {"sender": "'Ali Khan' via Policy <policy@northwind.example>", "to": "policy@northwind.example"}
LIST = {"List_Id": "<talk.forum.example>", "List_Post": "<mailto:talk@forum.example>"}


@pytest.mark.parametrize(
    ("raw", "name", "address"),
    [
        (mail(**VIA_OUR_GROUP, X_Original_Sender="a@pta.gov.pk"), "Ali Khan", "a@pta.gov.pk"),
        (mail(**VIA_OUR_GROUP, X_Original_From="Ali K <a@pta.gov.pk>"), "Ali K", "a@pta.gov.pk"),
        (mail(**VIA_OUR_GROUP, List_Id="<p>", Reply_To="A K <a@pta.gov.pk>"), "A K", "a@pta.gov.pk"),
        (
            mail("Ali via Talk <talk@forum.example>", **LIST, Reply_To="a@pta.gov.pk, talk@forum.example"),
            "Ali",
            "a@pta.gov.pk",
        ),
    ],
)
def test_the_author_is_found_behind_a_list_that_wrote_itself_into_from(raw: bytes, name: str, address: str) -> None:
    parsed = read(raw)
    assert (author(parsed, BOOK).name, author(parsed, BOOK).address) == (name, address)
    assert place(parsed, BOOK) == Placement("PTA", "in")
    assert direction_in_thread(parsed, BOOK) == "in"


@pytest.mark.parametrize("field", ["X_Original_From", "X_Original_Sender", "Reply_To"])
def test_a_stranger_cannot_name_a_regulator_as_the_author(field: str) -> None:
    parsed = read(mail("Ali via Talk <x@evil.example>", **LIST, **{field: "a@pta.gov.pk"}))
    assert author(parsed, BOOK).address == "x@evil.example"
    assert place(parsed, BOOK) is None


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
