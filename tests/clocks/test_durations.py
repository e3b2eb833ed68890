import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.clocks.durations import LARGEST, Duration, parse_duration
from assistant.errors import UsageProblem

UNITS = st.sampled_from(["days", "working days", "months", "years"])


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("7 days", 7, "days"),
        ("1 day", 1, "days"),
        ("0 days", 0, "days"),
        ("10 working days", 10, "working days"),
        ("1 working day", 1, "working days"),
        ("1 month", 1, "months"),
        ("2 weeks", 14, "days"),
        ("1 year", 1, "years"),
    ],
)
def test_is_read_as_people_write_it(text: str, count: int, unit: str) -> None:
    assert parse_duration(text) == Duration(count, unit)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        *("", "7", "days", "7days", "seven days", "7  days", " 7 days", "7 days ", "7 days\n", "7 Days", "٧ days"),
        *("-1 days", "+1 days", "1.5 days", "7 business days", "1 working months"),
        *("10001 days", "99999999 days", "2000 weeks"),
    ],
)
def test_anything_else_is_an_error(text: str) -> None:
    with pytest.raises(UsageProblem):
        parse_duration(text)


@given(st.integers(0, LARGEST), UNITS)
def test_its_text_reads_back_as_itself(count: int, unit: str) -> None:
    duration = Duration(count, unit)  # type: ignore[arg-type]
    assert parse_duration(str(duration)) == duration


def test_one_is_singular() -> None:
    assert [str(Duration(1, "working days")), str(Duration(2, "months"))] == ["1 working day", "2 months"]
