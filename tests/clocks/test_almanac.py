"""Real calendars. Past days are asserted, since lists of future ones change with the library."""

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

from assistant.clocks import holiday_years
from assistant.clocks.almanac import Almanac
from assistant.clocks.calendars import Calendar, DayOff, YearDays
from assistant.clocks.eu_institutions import eu_years
from assistant.clocks.holiday_years import EU_LIST
from assistant.config import CalendarSettings, LocalDay, RegulatorSettings
from assistant.errors import UsageProblem
from tests.clocks.threads import day


def of(name: str) -> Calendar:
    return Almanac({}).country_calendar(name)


def regulator(**calendar: object) -> Almanac:
    return Almanac({"PTA": RegulatorSettings("PTA", "PK", calendar=CalendarSettings(**calendar))})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("place", "on", "why"),
    [
        ("PK", "2020-08-14", "Independence Day"),
        ("PK", "2020-05-25", "Eid al-Fitr"),
        ("PK", "2020-08-15", "Saturday"),
        ("DE-BY", "2021-06-03", "Corpus Christi"),
        ("DE", "2021-04-02", "Good Friday"),
        ("US", "2020-11-26", "Thanksgiving Day"),
        ("US", "2021-12-31", "New Year's Day (observed)"),
        ("SA", "2013-06-20", "Thursday"),
        ("SA", "2013-07-06", "Saturday"),
    ],
)
def test_names_the_day_off_in_english(place: str, on: str, why: str) -> None:
    off = of(place).day_off(day(on))
    assert off is not None
    assert off.reason == why


@pytest.mark.parametrize(
    ("place", "on"),
    [
        ("PK", "2020-08-17"),
        ("DE", "2021-06-03"),  # a holiday in Bavaria only
        ("SA", "2013-06-22"),  # a Saturday while the weekend was Thursday and Friday
        ("SA", "2013-07-04"),  # a Thursday since the weekend is Friday and Saturday
        ("CN", "2020-05-09"),  # a Saturday worked in place of 5 May
        ("CN", "2011-12-31"),  # the same across New Year
    ],
)
def test_knows_a_working_day(place: str, on: str) -> None:
    assert of(place).is_working(day(on))


def test_names_are_english_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    off = of("DE").day_off(day("2021-04-02"))
    assert off is not None
    assert off.reason == "Good Friday"


def test_a_moon_sighted_holiday_of_the_future_is_an_estimate_and_a_fixed_one_is_not() -> None:
    off = of("PK").days_off(2060)
    estimated = [entry for entry in off.values() if entry.estimated]
    assert estimated
    assert all("estimated" in entry.reason for entry in estimated)
    assert not of("PK").days_off(2060)[date(2060, 5, 1)].estimated  # Labour Day, a Saturday
    assert not any(entry.estimated for entry in of("PK").days_off(2020).values())


def test_a_fixed_holiday_on_an_estimated_one_keeps_the_day_off_in_any_case() -> None:
    known = holidays.country_holidays("PK", years=range(2030, 2090), language="en_US")
    shared = [(d, name.split("; ")) for d, name in known.items() if "estimated" in name and d.weekday() < 5]
    fixed = [d for d, names in shared if any("estimated" not in name for name in names)]
    assert fixed
    assert not any(of("PK").days_off(d.year)[d].estimated for d in fixed)


def test_a_year_beyond_the_librarys_is_not_covered() -> None:
    calendar = of("PK")
    beyond = holidays.country_holidays("PK").end_year + 1
    assert not calendar.covers(beyond)
    assert calendar.days_off(beyond)  # weekends are known all the same


def test_a_year_in_which_the_library_cannot_date_a_holiday_is_not_covered() -> None:
    calendar = of("IN")  # Diwali is known from 2001 to 2035
    assert calendar.covers(2030)
    assert not calendar.covers(2050)


def test_local_settings_are_laid_over_the_country() -> None:
    calendar = regulator(
        weekend=("fri", "sat"), add=(LocalDay(day("2020-10-12"), "Closed"),), remove=(day("2020-12-25"),)
    ).calendar("PTA")
    reasons = [off.reason if (off := calendar.day_off(day(f"2020-{on}"))) else "" for on in ("10-09", "10-11", "10-12")]
    assert reasons == ["Friday", "", "Closed"]
    assert calendar.warning == ""


def test_the_institutions_of_the_union_keep_the_days_that_the_commission_decided() -> None:
    calendar = of("EU")
    sources = {year: entry.source.split(",")[1].strip() for year, entry in eu_years(EU_LIST).items()}
    assert sources == {2008: "OJ C 169", 2013: "OJ C 243", 2014: "OJ C 39", 2023: "OJ C 201 I"}
    for year, total in {2008: 17, 2013: 17, 2014: 18, 2023: 18}.items():  # each list ends with its own total
        assert calendar.covers(year)
        assert len([d for d in calendar.days_off(year) if d.weekday() < 5]) == total
    assert calendar.day_off(day("2023-05-09")) == DayOff("Anniversary of the Schuman Declaration")
    assert calendar.is_working(day("2023-06-23"))


def test_a_year_of_the_union_whose_decision_is_not_known_is_not_covered() -> None:
    calendar = of("EU")
    assert not calendar.covers(2024)
    assert [d for d in calendar.days_off(2024) if d.weekday() < 5] == []


def test_whoever_lists_a_year_in_full_is_not_warned_of_it() -> None:
    own = CalendarSettings(country="EU", add=(LocalDay(day("2024-01-01"), "New Year's Day"),), complete=(2024,))
    calendar = Almanac({"EC": RegulatorSettings(calendar=own)}).calendar("EC")
    assert calendar.covers(2024)
    assert not calendar.is_working(day("2024-01-01"))
    assert not calendar.covers(2025)


def test_a_year_said_to_be_complete_without_a_day_is_an_error() -> None:
    with pytest.raises(UsageProblem, match=r"regulators\.PTA\.calendar\.complete: no day of 2024"):
        regulator(add=(LocalDay(name="Closed", every="08-01/08-31"),), complete=(2024,)).calendar("PTA")


def test_the_calendars_own_country_comes_before_the_regulators() -> None:
    calendar = regulator(country="DE", subdivision="BY").calendar("PTA")
    assert not calendar.is_working(day("2021-06-03"))
    assert calendar.is_working(day("2020-08-14"))


def test_without_a_country_weekends_are_off_and_a_warning_says_so() -> None:
    calendar = Almanac({}).calendar("NEW")
    assert not calendar.is_working(day("2020-10-10"))
    assert calendar.is_working(day("2020-12-25"))
    assert calendar.warning.startswith("no country is configured for it: only weekends")


@pytest.mark.parametrize(
    "name", ["XX", "", "Pakistan", "PAK", "NYSE", "HolidayBase", "DE-ZZ", "__class__", "P1", "EU-LU"]
)
def test_an_unknown_country_is_an_error(name: str) -> None:
    with pytest.raises(UsageProblem):
        of(name)


@pytest.mark.parametrize("settings", [CalendarSettings(country="XX"), CalendarSettings(subdivision="ZZ")])
def test_an_unknown_place_names_the_regulator_and_the_settings(settings: CalendarSettings) -> None:
    almanac = Almanac({"PTA": RegulatorSettings(country="PK", calendar=settings)}, source="a.toml")
    with pytest.raises(UsageProblem, match=r"a\.toml: regulators\.PTA\.calendar"):
        almanac.calendar("PTA").day_off(day("2020-01-01"))


def test_a_bad_weekend_or_closure_names_the_key() -> None:
    with pytest.raises(UsageProblem, match=r"regulators\.PTA\.calendar\.weekend"):
        regulator(weekend=("frid",)).calendar("PTA")
    with pytest.raises(UsageProblem, match=r"regulators\.PTA\.calendar\.add"):
        regulator(add=(LocalDay(day("2020-02-01"), "x", day("2020-01-01")),)).calendar("PTA")


# The cache


def fill(cache: Path, place: str = "PK", year: int = 2020) -> dict[date, object]:
    almanac = Almanac({}, cache)
    off = dict(almanac.country_calendar(place).days_off(year))
    almanac.save()
    return dict(off)


def test_what_was_worked_out_is_kept_for_its_owner_only_and_reads_back_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "calendars.json"
    worked_out = fill(cache, year=2060)
    assert cache.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["calendars.json"]

    def never(*_: object) -> YearDays:
        raise AssertionError("worked out again")

    monkeypatch.setattr("assistant.clocks.almanac.year_days", never)
    assert fill(cache, year=2060) == worked_out


def test_a_cached_year_is_found_without_importing_the_library(tmp_path: Path) -> None:
    cache = tmp_path / "calendars.json"
    fill(cache)
    program = (
        "import sys, pathlib, assistant.clocks.gaps, assistant.clocks.rules\n"
        "from assistant.clocks.almanac import Almanac\n"
        "calendar = Almanac({}, pathlib.Path(sys.argv[1])).country_calendar('PK')\n"
        "assert len(calendar.days_off(2020)) > 104\n"
        "print([name for name in ('holidays', 'importlib.metadata') if name in sys.modules])\n"
    )
    ran = subprocess.run([sys.executable, "-c", program, str(cache)], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": 99}', b'{"places": {"PK": 1}}'])
def test_a_damaged_cache_is_worked_out_again(tmp_path: Path, damage: bytes) -> None:
    cache = tmp_path / "calendars.json"
    cache.write_bytes(damage)
    assert date(2020, 8, 14) in fill(cache)
    assert json.loads(cache.read_bytes())["places"]


def test_a_cache_with_a_shortened_year_or_of_another_library_is_not_believed(tmp_path: Path) -> None:
    cache = tmp_path / "calendars.json"
    right = fill(cache)
    contents = json.loads(cache.read_bytes())
    year = contents["places"]["PK//en_US"]["2020"]
    for wrong in ({"weekends": "0"}, {"weekends": "x" * 366}):
        spoiled = {**contents, "places": {"PK//en_US": {"2020": {**year, **wrong}}}}
        cache.write_text(json.dumps(spoiled))
        assert fill(cache) == right
    empty = {"PK//en_US": {"2020": {**year, "holidays": {}}}}
    cache.write_text(json.dumps({**contents, "release": "other", "places": empty}))
    assert fill(cache) == right


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert date(2020, 8, 14) in fill(tmp_path / "file" / "calendars.json")
    assert date(2020, 8, 14) in fill(tmp_path / "missing" / "calendars.json")
    assert not (tmp_path / "missing").exists()


def kept_years(cache: Path, today: str, needed: str = "2020-06-01") -> dict[str, list[int]]:
    """What the file holds once a run on a day has needed another day of Pakistan's calendar."""
    almanac = Almanac({}, cache)
    almanac.country_calendar("PK").is_working(day(needed))
    almanac.country_calendar("DE")  # not asked of any day
    almanac.save(day(today))
    return {key.partition("/")[0]: sorted(map(int, y)) for key, y in json.loads(cache.read_bytes())["places"].items()}


def test_a_year_that_has_to_be_worked_out_brings_the_next_one(tmp_path: Path) -> None:
    assert kept_years(tmp_path / "a", "2020-06-01") == {"PK": [2020, 2021]}
    assert kept_years(tmp_path / "a", "2020-06-01", "2019-12-31") == {"PK": [2019, 2020, 2021]}
    assert kept_years(tmp_path / "b", "9999-12-30") == {"PK": [2020]}


def test_the_last_months_of_a_year_look_ahead_to_the_next_and_the_months_before_do_not(tmp_path: Path) -> None:
    cache = tmp_path / "calendars.json"
    fill(cache)
    assert kept_years(cache, "2020-09-30") == {"PK": [2020]}
    assert kept_years(cache, "2020-10-01") == {"PK": [2020, 2021]}


def test_another_local_day_leaves_the_countrys_years_as_they_were_worked_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "calendars.json"
    fill(cache)
    monkeypatch.setattr("assistant.clocks.almanac.year_days", None)
    closed = CalendarSettings(add=(LocalDay(day("2020-10-12"), "Closed"),))
    calendar = Almanac({"PTA": RegulatorSettings(country="PK", calendar=closed)}, cache).calendar("PTA")
    assert not calendar.is_working(day("2020-10-12"))
    assert not calendar.is_working(day("2020-08-14"))


def test_the_identity_changes_with_the_librarys_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "holidays"
    package.mkdir()
    (package / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "holidays")
    first = holiday_years.installed_release()
    (package / "version.py").write_text("1")
    assert first != holiday_years.installed_release() != ""


@pytest.mark.parametrize("place", ["PK", "DE-BY", "US", "CN", "SA"])
def test_every_day_agrees_with_the_library(place: str) -> None:
    country, _, part = place.partition("-")
    known = holidays.country_holidays(country, subdiv=part or None, years=range(2012, 2024), language="en_US")
    calendar = of(place)
    days = [date(2013, 1, 1) + timedelta(days=n) for n in range(3650)]
    assert [d for d in days if calendar.is_working(d) != known.is_working_day(d)] == []
