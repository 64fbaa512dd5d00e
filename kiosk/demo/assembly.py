"""The bikes that the demonstration plant built, each from its own parts, with the odd mishap."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from kiosk.demo.catalogue import (
    BEN,
    BIKE_C2,
    BIKE_T4,
    BILLS,
    BRACKET,
    CHRIS,
    DISPATCH,
    FRAME_C2,
    FRAME_T4,
    MOTOR,
    PACK,
    SCREW,
    STOCK,
    TYRE_C2,
    TYRE_T4,
    serial_of,
)
from kiosk.demo.production import CITY, ONE, Product, Work, close_after_unit, evidence, order_for_unit
from kiosk.demo.shopfloor import DAYS, Shopfloor

NO_TYRES = serial_of(BIKE_C2, 17)
"""Nobody recorded its tyres."""
SCANNED_TWICE = serial_of(BIKE_T4, 12)
"""Its tyres were recorded twice, and once taken back."""
LATE_BRACKETS = serial_of(BIKE_T4, 21)
"""Its brackets were typed in when it had left already."""
FROM_THE_SHELF = serial_of(BIKE_T4, 30)
"""Its motor came from the stock although it was recorded from the line, with approval."""

_LATE_ON_DAY = 12
_FRAMES = {BIKE_C2: FRAME_C2, BIKE_T4: FRAME_T4}
_TYRES = {BIKE_C2: TYRE_C2, BIKE_T4: TYRE_T4}


def build_bikes(floor: Shopfloor, product: Product, day: int, clock: str) -> None:
    """The bikes of one line on one working day; the shift ends with bringing them to dispatch."""
    numbers = product.made_on(day)
    at = floor.calendar.at(day, clock)
    _kit(floor, product, numbers, at, product.operator)
    at += timedelta(minutes=10)
    for number in numbers:
        at = _build_bike(floor, product, number, at)
    at += timedelta(minutes=5)
    for _ in numbers:
        at += floor.minutes(1, 3)
        floor.move(at, product.operator, product.item, ONE, (product.line, DISPATCH))


def kit_for_today(floor: Shopfloor) -> None:
    """What the rest of the open City order needs stands on its line when today begins."""
    planned = -(-CITY.total // CITY.order_size) * CITY.order_size
    _kit(floor, CITY, range(CITY.total + 1, planned + 1), floor.calendar.at(DAYS - 1, "21:50"), BEN)


def _kit(floor: Shopfloor, product: Product, numbers: Sequence[int], at: datetime, operator: str) -> None:
    """Bring serials one by one, and tyres in whole lots."""
    for number in numbers:
        for item in (_FRAMES[product.item], MOTOR, PACK):
            if item != MOTOR or serial_of(product.item, number) != FROM_THE_SHELF:
                at += timedelta(seconds=20)
                floor.move(at, operator, item, ONE, (STOCK, product.line))
    floor.bring_lots(at, operator, _TYRES[product.item], Decimal(2 * len(numbers)), product.line)


def _build_bike(floor: Shopfloor, product: Product, number: int, at: datetime) -> datetime:
    """One bike; the time when it was finished."""
    serial = serial_of(product.item, number)
    order = order_for_unit(floor, product, number, at)
    work = Work(floor, order, f"{order}/{serial}", product.operator, product.line)
    for item, quantity in BILLS[product.item].items():
        at += floor.minutes(5, 8)
        _add_component(work, at, serial, item, Decimal(quantity))
    at += floor.minutes(5, 8)
    work.produce(at, product.item, serial)
    close_after_unit(floor, product, number, at)
    return at


def _add_component(work: Work, at: datetime, serial: str, item: str, quantity: Decimal) -> None:
    is_tyre = item in _TYRES.values()
    if item == SCREW:
        work.write(at, "consume", item=item, quantity=quantity, source=STOCK)
    elif is_tyre and serial == NO_TYRES:
        work.floor.store.take(item, work.line, quantity)
    elif item == BRACKET and serial == LATE_BRACKETS:
        late = work.floor.calendar.at(_LATE_ON_DAY, "09:12")
        work.consume(late, item, quantity, evidence="typed", operator=CHRIS, reason="found on the job card")
    elif item == MOTOR and serial == FROM_THE_SHELF:
        _take_from_the_shelf(work, at)
    else:
        work.consume(at, item, quantity, evidence=evidence(work.floor))
        if is_tyre and serial == SCANNED_TWICE:
            _scan_twice(work, at, item)


def _take_from_the_shelf(work: Work, at: datetime) -> None:
    [(motor, _)] = work.floor.store.take(MOTOR, STOCK, ONE)
    approval = {"approver": CHRIS, "reason": "taken from the shelf, label checked"}
    work.write(at, "consume", item=MOTOR, lot=motor, quantity=ONE, source=work.line, **approval)


def _scan_twice(work: Work, at: datetime, item: str) -> None:
    lot = work.floor.store.oldest(item, work.line)
    again = at + timedelta(seconds=40)
    work.write(again, "consume", item=item, lot=lot, quantity="2", source=work.line, ref="scanned-twice")
    undone = again + timedelta(seconds=25)
    work.floor.write(undone, work.operator, "undo", entry="scanned-twice", reason="scanned twice")
