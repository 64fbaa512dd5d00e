"""Entries: the plant's day, the replay order, exact instants."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.entry import Entry, EntryKind, from_instant, order_key, to_instant
from kiosk.domain.movement import EntryRef


def entry(at: datetime, offset: int = 0) -> Entry:
    return Entry(EntryRef("ST", 7), EntryKind.MOVE, at, offset, clock_trusted=True, stamp="0a-0000", operator="OP1")


def test_the_day_is_that_of_the_plant_not_of_utc() -> None:
    late = datetime(2026, 3, 31, 23, 30, tzinfo=UTC)
    assert entry(late, offset=60).day == date(2026, 4, 1)
    assert entry(late).day == date(2026, 3, 31)
    assert entry(datetime(2026, 4, 1, 2, 0, tzinfo=UTC), offset=-300).day == date(2026, 3, 31)


def test_its_place_in_the_replay_order_is_one_text() -> None:
    assert entry(datetime(2026, 1, 1, tzinfo=UTC)).order_key == "0a-0000/ST/000000000007"


def test_a_hold_is_named_by_its_entry_and_its_number_there() -> None:
    assert entry(datetime(2026, 1, 1, tzinfo=UTC)).hold_id(2) == "ST/7#2"


stamps = st.tuples(st.integers(0, 2**48 - 1), st.integers(0, 2**16 - 1)).map(
    lambda pair: f"{pair[0]:012x}-{pair[1]:04x}"
)


@given(st.lists(st.tuples(stamps, st.sampled_from(("A1-AAAA", "A1-BBBB")), st.integers(1, 10**12 - 1))))
def test_keys_sort_by_stamp_then_station_then_number(names: list[tuple[str, str, int]]) -> None:
    by_text = sorted(names, key=lambda name: order_key(name[0], EntryRef(name[1], name[2])))
    assert by_text == sorted(names)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_instants_are_exact_to_the_microsecond(at: datetime) -> None:
    assert from_instant(to_instant(at)) == at
    assert to_instant(at + timedelta(microseconds=1)) == to_instant(at) + 1
