"""Templates of numbers: what they stand for, and what is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import FormError
from kiosk.domain.number_series import NumberSeries, series_of

DAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("template", "number"),
    [
        ("{station}{seq:4}", "K17QKD0012"),
        ("L{yy}{ww}-{station}-{seq:3}", "L2619-K17QKD-012"),
        ("{yyyy}{mm}{dd}/{seq:2}/{station}", "20260504/12/K17QKD"),
        ("{seq:1}-{station}", "12-K17QKD"),
    ],
)
def test_fields_stand_for_day_station_and_count(template: str, number: str) -> None:
    assert series_of(template, DAY, "K1-7QKD").code(12) == number


def test_the_week_is_that_of_iso_8601() -> None:
    assert series_of("{ww}{station}{seq:1}", date(2027, 1, 1), "K").code(1) == "53K1"


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("L{station}", "needs one {seq:N}"),
        ("{station}{seq:3}{seq:3}", "needs one {seq:N}"),
        ("{station}{seq}", "needs one {seq:N}"),
        ("{station}{seq:12}", "needs one {seq:N}"),
        ("L{seq:3}", "needs {station}: other stations give numbers too"),
        ("{shift}{station}{seq:3}", "has {shift}; known are yyyy"),
        ("{{station}}{seq:3}", "holds '{'"),
        ("Größe{station}{seq:3}", "holds 'ö'"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused(template: str, why: str) -> None:
    with pytest.raises(FormError, match=why):
        series_of(template, DAY, "K1-7QKD")


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_numbers_of_one_series_differ(one: int, other: int) -> None:
    series = NumberSeries("A", "Z", 3)
    assert (series.code(one) == series.code(other)) == (one == other)


def test_stations_and_days_have_series_of_their_own() -> None:
    names = {
        series_of("{yy}{ww}{station}{seq:3}", day, station).name
        for day in (DAY, date(2026, 5, 11))
        for station in ("K1-AAAA", "K1-BBBB")
    }
    assert len(names) == 4
