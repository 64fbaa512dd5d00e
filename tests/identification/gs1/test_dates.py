import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identification.gs1.dates import four_digit_year, iso_date, iso_day_of_year, iso_time


@pytest.mark.parametrize(
    ("two_digits", "current", "year"),
    [
        (26, 2026, 2026),
        (76, 2026, 2076),
        (77, 2026, 1977),
        (99, 2026, 1999),
        (0, 2026, 2000),
        (1, 2051, 2101),
        (2, 2051, 2002),
        (49, 2099, 2149),
        (50, 2099, 2050),
    ],
)
def test_century_is_chosen_around_the_current_year(two_digits: int, current: int, year: int) -> None:
    assert four_digit_year(two_digits, current) == year


@given(st.integers(0, 99), st.integers(1950, 2150))
def test_year_lies_49_before_to_50_after(two_digits: int, current: int) -> None:
    year = four_digit_year(two_digits, current)
    assert year % 100 == two_digits
    assert -49 <= year - current <= 50


@pytest.mark.parametrize(
    ("digits", "day"),
    [
        ("260630", "2026-06-30"),
        ("240229", "2024-02-29"),
        ("230229", None),
        ("261301", None),
        ("260631", None),
        ("260600", None),
        ("20270331", "2027-03-31"),
        ("00000101", None),
    ],
)
def test_days_of_the_calendar(digits: str, day: str | None) -> None:
    assert iso_date(digits, 2026) == day


@pytest.mark.parametrize(
    ("digits", "day"),
    [
        ("240200", "2024-02-29"),
        ("230200", "2023-02-28"),
        ("261200", "2026-12-31"),
        ("260000", None),
        ("261300", None),
    ],
)
def test_day_zero_is_the_last_of_the_month(digits: str, day: str | None) -> None:
    assert iso_date(digits, 2026, day_may_be_zero=True) == day


@pytest.mark.parametrize(
    ("digits", "moment"),
    [
        ("07", "07:00"),
        ("2359", "23:59"),
        ("235958", "23:59:58"),
        ("2400", None),
        ("1260", None),
        ("125960", None),
    ],
)
def test_times(digits: str, moment: str | None) -> None:
    assert iso_time(digits) == moment


@pytest.mark.parametrize(
    ("day", "year", "iso"),
    [(1, "27", "2027-01-01"), (366, "28", "2028-12-31"), (366, "27", None), (0, "27", None), (1, "0000", None)],
)
def test_day_of_the_year(day: int, year: str, iso: str | None) -> None:
    assert iso_day_of_year(day, year, 2026) == iso
