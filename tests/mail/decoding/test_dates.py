"""Date headers as programs write them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.mail.decoding.dates import parse_date, received_date

KARACHI = ZoneInfo("Asia/Karachi")


@pytest.mark.parametrize(
    ("value", "when"),
    [
        ("Mon, 12 Oct 2020 14:30:00 +0500", "2020-10-12T14:30:00+05:00"),
        ("Mon, 12 Oct 2020 14:30:00 +0500 (PKT)", "2020-10-12T14:30:00+05:00"),
        ("12 Oct 2020 14:30 +0500", "2020-10-12T14:30:00+05:00"),
        ("Mon, 12 Oct 2020 14:30:00 +05:00", "2020-10-12T14:30:00+05:00"),
        ("Mon, 12 Oct 2020 14:30:00 GMT+0500", "2020-10-12T14:30:00+05:00"),
        ("Mon, 12 Oct 2020 14:30:00 -0000", "2020-10-12T14:30:00+00:00"),
        ("Mon, 12 Oct 2020 14:30:00 GMT", "2020-10-12T14:30:00+00:00"),
        ("Mon, 12 Oct 2020 14:30:00 EDT", "2020-10-12T14:30:00-04:00"),
        ("Mon, 12 Oct 2020 14:30:00 K", "2020-10-12T14:30:00+00:00"),
        ("Mon, 12 Oct 20 14:30:00 +0500", "2020-10-12T14:30:00+05:00"),
        ("Mon, 12 Oct 99 14:30:00 +0500", "1999-10-12T14:30:00+05:00"),
        ("Mon, 12 Oct 120 14:30:00 +0500", "2020-10-12T14:30:00+05:00"),
        ("Mon, 12-Oct-2020 14:30:00 +0500", "2020-10-12T14:30:00+05:00"),
        ("Mon, 12 October 2020 2:30 PM +0500", "2020-10-12T14:30:00+05:00"),
        ("Mon Oct 12 14:30:00 2020", "2020-10-12T14:30:00+05:00"),
        ("Mon Oct 12 14:30:00 PKT 2020", "2020-10-12T14:30:00+05:00"),
        ("October 12, 2020 14:30:00 +0500", "2020-10-12T14:30:00+05:00"),
        ("2020-10-12T09:30:00Z", "2020-10-12T09:30:00+00:00"),
        ("2020-10-12 14:30:00.123 +05:00", "2020-10-12T14:30:00+05:00"),
        ("31 Dec 2016 23:59:60 +0000", "2016-12-31T23:59:59+00:00"),
        ("Mon, 12 Oct 2020", "2020-10-12"),
        ("Sun, 12 Oct 2020 14:30:00 +0500", "2020-10-12T14:30:00+05:00"),  # the weekday is wrong
        ("Montag, 12. Oktober 2020 14:30:00 +0200", "2020-10-12T14:30:00+02:00"),
        ("lun., 12 oct. 2020 14:30:00 +0200", "2020-10-12T14:30:00+02:00"),
        ("12 août 2020 14:30:00 +0200", "2020-08-12T14:30:00+02:00"),
        ("12 de octubre de 2020 14:30 +0200", "2020-10-12T14:30:00+02:00"),
        ("12 окт 2020 14:30:00 +0300", "2020-10-12T14:30:00+03:00"),
        ("12.10.2020 14:30 +0200", "2020-10-12T14:30:00+02:00"),
        ("2020/10/12 14:30:00", "2020-10-12T14:30:00+05:00"),
        ("2020年10月12日 14:30", "2020-10-12T14:30:00+05:00"),
        ("20201012T143000Z", "2020-10-12T14:30:00+00:00"),
        ("Mon, 12 Oct 2020 at 14:30:00 +0500", "2020-10-12T14:30:00+05:00"),
        ("Mon, 12 Oct 2020 14 : 30 : 00 +0500", "2020-10-12T14:30:00+05:00"),
        ('Mon, 12 Oct 2020 14:30:00 "+0500"', "2020-10-12T14:30:00+05:00"),
        ("Mon, 12 Oct 2020 14:30:00 UTC+5", "2020-10-12T14:30:00+05:00"),
        ("Mon, 12 Oct 2020 14:30:00 +5:30", "2020-10-12T14:30:00+05:30"),
        ("Mon Oct 12 14:30:00 2020 +0200", "2020-10-12T14:30:00+02:00"),
        ("(a) Mon, (b (c)) 12 Oct (d) 2020 14:30 (e) +0500", "2020-10-12T14:30:00+05:00"),
        ("=?utf-8?Q?Mon,_12_Oct_2020_14:30:00_+0500?=", "2020-10-12T14:30:00+05:00"),
        ("Mon, 31 Dec 2020 24:00:00 +0500", "2021-01-01T00:00:00+05:00"),
        ("Mon, 31 Dec 2020 24:30:00 +0500", None),
        ("12 Oct 10020 10:00:00 +0000", None),
        ("30 Feb 2020 10:00:00 +0000", None),
        ("12 Oct 2020 25:00:00 +0000", None),
        ("12 Foo 2020 10:00:00 +0000", None),
        ("12 Oct 1960 10:00:00 +0000", None),
        ("12 Oct 9999 23:59:59 -0500", None),
        ("12/10/2020 14:30", None),
        ("yesterday", None),
        ("", None),
        ("(" * 5_000, None),
    ],
)
def test_dates_keep_their_own_offset(value: str, when: str | None) -> None:
    found = parse_date(value, KARACHI)
    assert (found.when if found else None) == when


@pytest.mark.parametrize("zone", ["", "IST", "XYZ", "+9900", "+0575"])
def test_a_zone_that_cannot_be_known_is_assumed_and_said_to_be(zone: str) -> None:
    found = parse_date(f"Mon, 12 Oct 2020 14:30:00 {zone}", KARACHI)
    assert found is not None
    assert found.when == "2020-10-12T14:30:00+05:00"
    assert found.assumed


def test_the_topmost_received_field_with_a_date_counts() -> None:
    values = [
        "from fetcher by localhost",
        "from a by mail.northwind.example; Mon, 12 Oct 2020 14:31:07 +0500",
        "from b by a; Mon, 12 Oct 2020 14:30:01 +0500",
    ]
    found = received_date(values, UTC)
    assert found is not None
    assert found.when == "2020-10-12T14:31:07+05:00"
    assert received_date(["no date"], UTC) is None


DATED = st.builds(
    "{} {} {} {}:{:02}{}".format,
    st.integers(0, 40),
    st.sampled_from(["Jan", "feb", "MAR", "Okt", "Dec", "xyz"]),
    st.integers(0, 99) | st.integers(1900, 10_500),
    st.integers(0, 30),
    st.integers(0, 70),
    st.sampled_from(["", " +0500", " GMT", " EDT", ":61", " +9999", " (PKT)"]) | st.text(max_size=9),
)


@example("12 Oct 2020 14:30 +0500")
@given(st.text(max_size=80) | DATED)
def test_any_text_gives_a_readable_date_or_none(value: str) -> None:
    found = parse_date(value, UTC)
    if found:
        moment = datetime.fromisoformat(found.when)
        assert 1970 <= moment.year <= 9998
        assert len(found.when) == 10 or moment.tzinfo is not None
