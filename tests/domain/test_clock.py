"""The hybrid logical clock: forward only, whatever the wall clock does."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.clock import next_stamp

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
instants = st.datetimes(datetime(1960, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.lists(instants, min_size=1))
def test_stamps_only_rise_and_sort_as_text(times: list[datetime]) -> None:
    stamps = [""]
    for now in times:
        stamps.append(next_stamp(now, stamps[-1]))
    assert stamps == sorted(set(stamps))


@given(instants, instants)
def test_a_later_wall_clock_gives_its_own_time(one: datetime, other: datetime) -> None:
    early, late = sorted((one, other))
    if late - early > timedelta(milliseconds=1) and late.year >= 1970:
        assert next_stamp(late, next_stamp(early, "")) == next_stamp(late, "")


def test_within_one_millisecond_a_counter_runs() -> None:
    first = next_stamp(NOW, "")
    assert first.endswith("-0000")
    assert next_stamp(NOW, first) == f"{first[:-4]}0001"


def test_a_full_counter_borrows_the_next_millisecond() -> None:
    milliseconds = int(next_stamp(NOW, "").partition("-")[0], 16)
    assert next_stamp(NOW, f"{milliseconds:012x}-ffff") == f"{milliseconds + 1:012x}-0000"


def test_a_clock_that_was_set_back_does_not_set_stamps_back() -> None:
    assert next_stamp(NOW - timedelta(days=400), next_stamp(NOW, "")) > next_stamp(NOW, "")


def test_the_time_zone_of_the_clock_does_not_matter() -> None:
    there = NOW.astimezone(timezone(timedelta(hours=9)))
    assert next_stamp(there, "") == next_stamp(NOW, "")


def test_a_clock_before_1970_counts_from_1970() -> None:
    assert next_stamp(datetime(1965, 1, 1, tzinfo=UTC), "") == "000000000000-0000"
