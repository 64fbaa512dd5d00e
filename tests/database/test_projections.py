"""Projections: the same whatever the order in which the entries of two stations arrive."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from sqlalchemy import Engine, select

from kiosk.database import tables
from kiosk.database.catalog import Catalog
from kiosk.database.connection import reading, writing
from kiosk.database.ledger import Ledger
from kiosk.database.station import Station
from kiosk.database.trace import Direction, find_lots
from kiosk.database.trace_answer import answer_of
from kiosk.database.verify import verify
from kiosk.domain.clock import next_stamp
from kiosk.domain.entry import BillChange, ClientKey, Entry, EntryKind, Hold, TransformationChange, TransformationKind
from kiosk.domain.errors import DamagedError
from kiosk.domain.item import Alias, Item, Tracking
from kiosk.domain.location import Location, Place
from kiosk.domain.lot import LotFact, LotIdentity, LotKind
from kiosk.domain.movement import EntryRef, Evidence, Movement, MovementRef
from kiosk.domain.order import BillLine, Order, OrderKind, OrderLine
from kiosk.operations.loader import Loader
from tests.database.entries import contents, entries_of, take_over
from tests.operations.product import NOW, FixedClock, new_engine
from tests.oracle.random_plant import operation_lists

LOT = LotIdentity("CELL", LotKind.LOT, "L1")
UNIT = LotIdentity("PACK", LotKind.SERIAL, "P1")


@contextmanager
def database() -> Iterator[Engine]:
    engine = new_engine()
    try:
        yield engine
    finally:
        engine.dispose()


def said(number: int, station: str = "A", **more: Any) -> Entry:
    """An entry that one station wrote at the given minute."""
    at = NOW + timedelta(minutes=number)
    given = {"kind": EntryKind.MOVE, "stamp": next_stamp(at, ""), "operator": "OP1", **more}
    return Entry(EntryRef(station, number), at=at, offset=120, clock_trusted=True, **given)


def told(*entries: Entry) -> dict[str, list[Any]]:
    """What the projections say after these entries arrived in this order."""
    with database() as engine:
        with writing(engine) as connection:
            take_over(connection, entries)
        with reading(engine) as connection:
            return contents(connection)


MAKE = said(1, master=(Item("CELL", "CELL", "Cell", Tracking.LOT), Location("A", "A", "A")))
PAIRS = {
    "the newer item": (
        said(2, "A", master=(Item("CELL", "CELL", "Old", Tracking.LOT, aliases=(Alias("X", 1),)),)),
        said(3, "B", master=(Item("CELL", "CELL", "New", Tracking.LOT, aliases=(Alias("Y", 1), Alias("Z", 1))),)),
    ),
    "the newer fact": (
        said(2, "A", lots=(LOT,), facts=(LotFact(LOT.id, "expiry", "2027-01-01", "typed"),)),
        said(3, "B", lots=(LOT,), facts=(LotFact(LOT.id, "expiry", "2028-01-01", "scanned"),)),
    ),
    "the last place of a serial": (
        said(2, "A", lots=(UNIT,), movements=(Movement(UNIT.id, 1, Place("X"), Place("A"), Evidence.SCANNED),)),
        said(3, "B", lots=(UNIT,), movements=(Movement(UNIT.id, 1, Place("X"), Place("B"), Evidence.SCANNED),)),
    ),
    "every version of a bill": (
        said(2, "A", master=(BillChange("PACK", BillLine("CELL", 10)),)),
        said(3, "B", master=(BillChange("PACK", BillLine("CELL", 12)), BillChange("PACK", BillLine("CELL", 13)))),
    ),
    "every version of an order": (
        said(2, "A", master=(Order("MO", OrderKind.WORK, lines=(OrderLine("PACK", 1),), bill=(BillLine("CELL", 1),)),)),
        said(3, "B", master=(Order("MO", OrderKind.WORK, lines=(OrderLine("PACK", 2),)),)),
    ),
    "the first start of a transformation": (
        said(2, "A", lots=(UNIT,), transformations=(TransformationChange("T", TransformationKind.UNIT, unit=UNIT.id),)),
        said(3, "B", transformations=(TransformationChange("T", TransformationKind.BATCH, closes=True, order="MO"),)),
    ),
    "a client key that two stations took": (
        said(2, "A", client=ClientKey("k", "aa")),
        said(3, "B", client=ClientKey("k", "bb")),
    ),
}


@pytest.mark.parametrize(("one", "other"), PAIRS.values(), ids=PAIRS)
def test_what_counts_does_not_depend_on_who_came_first(one: Entry, other: Entry) -> None:
    assert told(MAKE, one, other) == told(MAKE, other, one)


def test_the_first_release_of_a_hold_counts() -> None:
    held = said(1, lots=(LOT,), holds=(Hold("suspect", lot=LOT.id),))
    first, second = said(2, "A", releases=("A/1#0",)), said(3, "B", releases=("A/1#0",))
    assert told(held, first, second) == told(held, second, first)
    [hold] = told(held, second, first)["hold"]
    assert hold["released"] == "A/2"


def test_the_start_binds_a_transformation_for_life() -> None:
    start, close = PAIRS["the first start of a transformation"]
    [found] = told(close, start)["transformation"]
    assert (found["kind"], found["unit"], found["order"], found["closed"]) == ("unit", UNIT.id, "", True)


def test_what_is_taken_back_must_be_here() -> None:
    missing = MovementRef(EntryRef("A", 1), 0)
    back = said(
        2, lots=(LOT,), movements=(Movement(LOT.id, 1, Place("A"), Place("B"), Evidence.SCANNED, reverses=missing),)
    )
    with pytest.raises(DamagedError, match="takes back a movement of A/1, which is not here"):
        told(back)


def _loaded(engine: Engine, station: str, operations: list[dict[str, Any]]) -> None:
    ledger = Ledger(engine, FixedClock(), Station(station))
    Loader(ledger, FixedClock().now).load(json.dumps(each) for each in operations)
    ledger.close()


def _apart(
    operations: list[dict[str, Any]], more: list[dict[str, Any]]
) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """What both stations know from the beginning, and what each wrote while they did not hear of each other."""
    kinds = ("location", "partner", "operator", "item", "bom", "order")
    master = [each for each in operations if each.get("op") in kinds and "id" not in each]
    with database() as here, database() as there:
        _loaded(here, "HERE", master)
        with reading(here) as connection:
            common = entries_of(connection)
        with writing(there) as connection:
            take_over(connection, common)
        _loaded(here, "HERE", [each for each in operations if each not in master])
        _loaded(there, "THERE", [each for each in more if each.get("op") not in kinds])
        with reading(here) as one, reading(there) as other:
            return common, entries_of(one, len(common)), entries_of(other, len(common))


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(operations=operation_lists(longest=30), more=operation_lists(longest=30))
def test_two_stations_that_meet_agree_on_everything(
    operations: list[dict[str, Any]], more: list[dict[str, Any]]
) -> None:
    common, here, there = _apart(operations, more)
    with database() as one, database() as other:
        for engine, entries in ((one, [*common, *here, *there]), (other, [*common, *there, *here])):
            with writing(engine) as connection:
                take_over(connection, entries)
            assert verify(engine).damage is None
        with reading(one) as first, reading(other) as second:
            assert contents(first) == contents(second)
            for lot in first.execute(select(tables.lot.c.id)).scalars():
                answers = [
                    answer_of(connection, find_lots(connection, lot)[0].key, Direction.BOTH, NOW.date())
                    for connection in (first, second)
                ]
                assert _unordered(answers[0]) == _unordered(answers[1])


def _unordered(answer: dict[str, Any]) -> dict[str, Any]:
    """Links and gaps as sets: rows that nothing tells apart may stand in any order."""
    return {name: sorted(map(repr, value)) if isinstance(value, list) else value for name, value in answer.items()}


def test_the_catalog_shows_what_the_projections_hold() -> None:
    one, other = PAIRS["the newer item"]
    with database() as engine:
        with writing(engine) as connection:
            take_over(connection, (MAKE, other, one))
        with reading(engine) as connection:
            catalog = Catalog(connection)
            found = catalog.item("Y")
            assert found is not None
            assert found.name == "New"
            assert catalog.item("X") is None
            assert catalog.location("A") is not None
