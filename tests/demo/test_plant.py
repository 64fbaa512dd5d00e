"""The demonstration plant tells the stories that it is meant to tell."""

from collections import Counter
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import select

from kiosk.database.connection import reading
from kiosk.database.tables import entry
from kiosk.database.verify import verify
from kiosk.demo.assembly import FROM_THE_SHELF, LATE_BRACKETS, NO_TYRES, SCANNED_TWICE
from kiosk.demo.catalogue import (
    BIKE_C2,
    BIKE_T4,
    BOARD,
    FRAME_C2,
    GTINS,
    MOTOR,
    TYRE_BOX,
    Operation,
    gtin_of,
    serial_of,
    sscc_of,
)
from kiosk.demo.components import PAIRED
from kiosk.demo.plant import operations
from kiosk.demo.production import CITY, TREKKING
from kiosk.demo.purchasing import EXPIRED_PAINT, NOISY_MOTORS, UNDOCUMENTED_BRACKETS
from kiosk.demo.quality import HELD_MOTOR, RETURNED
from kiosk.domain.entry import Entry
from kiosk.domain.entry_format import entry_of
from kiosk.domain.gtin import check_digit, is_gtin
from kiosk.operations.form import parse_operation
from tests.demo.conftest import TODAY, Demo

ZONE = timezone(timedelta(hours=1))
BIKES = [serial_of(product.item, number) for product in (CITY, TREKKING) for number in range(1, product.total + 1)]


def kinds(answer: dict[str, Any], grade: str) -> set[str]:
    return {gap["kind"] for gap in answer["gaps"] if gap["grade"] == grade}


def codes_of(answer: dict[str, Any], item: str) -> set[str]:
    return {lot["code"] for lot in answer["lots"] if lot["item"] == item}


def link(answer: dict[str, Any], code: str) -> dict[str, Any]:
    """The only link out of the lot with that code."""
    ids = {lot["id"] for lot in answer["lots"] if lot["code"] == code}
    [found] = [each for each in answer["links"] if each["input"] in ids]
    return dict(found)


def test_every_line_is_accepted_and_the_only_warning_and_approval_are_meant(demo: Demo) -> None:
    lines = operations(TODAY, ZONE)
    with reading(demo.engine) as connection:
        entries = [entry_of(body) for body in connection.execute(select(entry.c.body).order_by(entry.c.seq)).scalars()]
    assert [each.kind for each in entries] == [line["op"] for line in lines]
    told = [(each.warned[:1], each.approved[:1], line["lot"]) for each, line in pairs(entries, lines)]
    assert told == [(("LOT-1",), (), "ST-881"), ((), ("LOC-1",), "HX81066")]


def pairs(entries: list[Entry], lines: list[Operation]) -> list[tuple[Entry, Operation]]:
    """The entries to which the rules had something to say."""
    return [(each, line) for each, line in zip(entries, lines, strict=True) if each.warned or each.approved]


def test_the_same_arguments_give_the_same_lines() -> None:
    assert operations(TODAY, ZONE) == operations(TODAY, ZONE)
    assert operations(TODAY, ZONE) != operations(TODAY, ZONE, seed=1)
    assert 1_500 <= len(operations(TODAY, ZONE)) <= 3_000


@pytest.mark.parametrize("later", range(1, 8))
def test_only_dates_depend_on_the_day(later: int) -> None:
    def undated(today: date) -> list[dict[str, Any]]:
        dates = ("at", "due", "expiry")
        return [{key: value for key, value in line.items() if key not in dates} for line in operations(today, ZONE)]

    assert undated(TODAY + timedelta(days=later)) == undated(TODAY)


@pytest.mark.parametrize("weekday", range(7))
def test_events_are_in_order_on_working_days_before_today(weekday: int) -> None:
    today = TODAY + timedelta(days=weekday)
    times = [datetime.fromisoformat(line["at"]) for line in operations(today, ZONE)]
    assert times == sorted(times)
    assert times[-1].date() < today
    assert {at.weekday() for at in times} == set(range(5))
    assert all(5 <= at.hour < 22 and at.utcoffset() == timedelta(hours=1) for at in times)


@pytest.mark.parametrize("weekday", range(7))
def test_the_first_paint_expires_after_its_last_use_and_before_today(weekday: int) -> None:
    lines = operations(TODAY + timedelta(days=weekday), ZONE)
    paint = [line for line in lines if line.get("lot") == EXPIRED_PAINT]
    expiry = next(line["expiry"] for line in paint if line["op"] == "receive")
    assert max(line["at"][:10] for line in paint) <= expiry < (TODAY + timedelta(days=weekday)).isoformat()


def test_every_line_is_well_formed_and_nearly_all_goods_are_scanned() -> None:
    lines = operations(TODAY, ZONE)
    evidence = Counter(parse_operation(line).get("evidence") for line in lines if "quantity" in line)
    assert evidence["scanned"] > 0.95 * evidence.total()
    assert {"confirmed", "typed", "imported"} <= evidence.keys()


def test_gtins_and_ssccs_have_right_check_digits() -> None:
    assert all(is_gtin(gtin) for gtin in (*GTINS.values(), *TYRE_BOX.values(), gtin_of(99_999)))
    assert len({*GTINS.values(), *TYRE_BOX.values()}) == len(GTINS) + len(TYRE_BOX)
    sscc = sscc_of(7)
    assert len(sscc) == 18
    assert check_digit(sscc[:-1]) == sscc[-1]


def test_the_ledger_is_whole(demo: Demo) -> None:
    found = verify(demo.engine)
    assert found.damage is None
    assert found.entries == len(operations(TODAY, ZONE))


def test_a_bike_shows_its_parts_and_theirs(demo: Demo) -> None:
    back = demo.trace(serial_of(BIKE_C2, 30))
    assert back["lots"][0]["status"] == "shipped"
    parts = Counter(lot["item"] for lot in back["lots"] if lot["kind"] == "serial")
    assert parts == {BIKE_C2: 1, FRAME_C2: 1, MOTOR: 1, "PACK-36V": 1, BOARD: 1}
    lots = {lot["item"] for lot in back["lots"] if lot["kind"] == "lot"}
    assert lots == {MOTOR, "CELL-21700", "PAINT-BLUE", "TYRE-28", "BRACKET", "STEEL-2MM"}
    assert [lot["item"] for lot in back["lots"] if lot["kind"] == "anonymous"] == ["SCREW-M5"]
    assert kinds(back, "break") == set()


def test_the_customer_of_a_bike_is_on_record() -> None:
    sold = {line["lot"]: line["partner"] for line in operations(TODAY, ZONE) if line["op"] == "ship"}
    assert sold[serial_of(BIKE_C2, 30)] == "FJORD"
    assert sold[RETURNED] == "CITYCYCLE"
    assert len(sold) == 89


def test_most_bikes_are_complete_and_each_gap_has_its_story(demo: Demo) -> None:
    breaks: dict[str, list[str]] = {}
    for serial in BIKES:
        answer = demo.trace(serial)
        for kind in kinds(answer, "break"):
            breaks.setdefault(kind, []).append(serial)
    assert breaks.pop("slot_empty") == [NO_TYRES]
    undocumented = demo.trace(UNDOCUMENTED_BRACKETS, "forward")
    assert breaks.pop("no_origin") == sorted(codes_of(undocumented, BIKE_C2)) + sorted(codes_of(undocumented, BIKE_T4))
    assert len(breaks.pop("pairing_unknown")) == 2
    assert breaks == {}


def test_a_swapped_motor_stays_in_the_record_as_former(demo: Demo) -> None:
    back = demo.trace(RETURNED)
    old, new = sorted(code for code in codes_of(back, MOTOR) if code != NOISY_MOTORS)
    assert link(back, old)["state"] == "former"
    assert link(back, new)["state"] == "current"
    assert {lot["code"]: lot["status"] for lot in back["lots"]}[old] == "scrapped"
    assert back["gaps"] == []


def test_the_noisy_motors_lead_to_all_bikes_with_one(demo: Demo) -> None:
    forward = demo.trace(NOISY_MOTORS, "forward")
    status = {lot["code"]: lot["status"] for lot in forward["lots"]}
    assert status[HELD_MOTOR] == "hold"
    assert status[RETURNED] == "shipped"
    assert len(codes_of(forward, BIKE_C2) | codes_of(forward, BIKE_T4)) == 24
    assert {each["state"] for each in forward["links"]} == {"member", "current", "former"}


def test_packs_built_together_share_their_inputs_within_bounds(demo: Demo) -> None:
    back = demo.trace(PAIRED[1])
    cells = next(each for each in back["links"] if each.get("bounds") == ["0", "80"])
    assert (cells["quantity"], cells["expected"]) == (None, "40")
    assert kinds(back, "break") == {"pairing_unknown"}


def test_what_was_typed_in_late_is_marked(demo: Demo) -> None:
    back = demo.trace(LATE_BRACKETS)
    assert kinds(back, "weak") == {"late", "weak_evidence"}
    assert kinds(back, "break") == set()


def test_what_was_scanned_twice_was_taken_back(demo: Demo) -> None:
    back = demo.trace(SCANNED_TWICE)
    [tyre] = codes_of(back, "TYRE-29")
    assert link(back, tyre)["quantity"] == "2"


def test_an_approved_motor_from_the_shelf_leaves_no_gap(demo: Demo) -> None:
    assert demo.trace(FROM_THE_SHELF)["gaps"] == []
