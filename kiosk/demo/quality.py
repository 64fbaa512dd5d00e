"""What went wrong in the demonstration plant: a noisy motor that came back, others held, tyres that were missing."""

from datetime import timedelta

from kiosk.demo.catalogue import (
    ANN,
    BIKE_C2,
    CHRIS,
    CITYCYCLE,
    DISPATCH,
    LINE_1,
    MOTOR,
    QUARANTINE,
    STOCK,
    TYRE_C2,
    serial_of,
)
from kiosk.demo.dispatch import DeliveryOrder
from kiosk.demo.production import CITY, ONE
from kiosk.demo.shopfloor import Shopfloor

_RETURNED = 44
RETURNED = serial_of(BIKE_C2, _RETURNED)
"""Came back with a noisy motor, got another one and left again."""
HELD_MOTOR = serial_of(MOTOR, 118)
"""A motor of the same supplier's lot, on hold."""

_NOISE = "bearing noise"
_COUNTED_DAY, _COUNTED_TYRES = 8, "T28-11"
_RETURN_DAY, _REPAIR_DAY = 18, 19


def count_tyres(floor: Shopfloor, day: int) -> None:
    """The count finds the two tyres missing that nobody recorded into a bike."""
    if day == _COUNTED_DAY:
        goods = {"item": TYRE_C2, "lot": _COUNTED_TYRES, "quantity": "-2", "at_location": LINE_1}
        floor.write(floor.calendar.at(day, "13:50"), CHRIS, "adjust", reason="count: two fewer than booked", **goods)


def take_back_bike(floor: Shopfloor, day: int) -> None:
    """A customer returns a bike."""
    if day == _RETURN_DAY:
        bike = {"item": BIKE_C2, "lot": RETURNED, "quantity": ONE}
        at = floor.calendar.at(day, "11:20")
        floor.write(at, CHRIS, "return", to=QUARANTINE, partner=CITYCYCLE, reason=_NOISE, **bike)


def repair_bike(floor: Shopfloor, day: int) -> None:
    """Its motor comes out and is scrapped, another goes in, and the bike is shipped again."""
    if day != _REPAIR_DAY:
        return
    at = floor.calendar.at(day, "06:20")
    as_built = f"{CITY.order_of(_RETURNED)}/{RETURNED}"
    noisy = {"item": MOTOR, "lot": floor.lot_used(MOTOR, RETURNED), "quantity": ONE}
    [(fresh, _)] = floor.store.take(MOTOR, STOCK, ONE)
    floor.write(at, ANN, "unconsume", to=QUARANTINE, transformation=as_built, **noisy)
    floor.write(
        at + timedelta(minutes=9),
        ANN,
        "consume",
        item=MOTOR,
        lot=fresh,
        quantity=ONE,
        source=STOCK,
        transformation=as_built,
    )
    floor.write(at + timedelta(hours=3), CHRIS, "scrap", source=QUARANTINE, reason="bearing worn", **noisy)
    bike = {"item": BIKE_C2, "lot": RETURNED, "quantity": ONE}
    floor.write(at + timedelta(minutes=20), ANN, "move", source=QUARANTINE, to=DISPATCH, **bike)
    order = DeliveryOrder("SO-3010", CITYCYCLE, ({"item": BIKE_C2, "quantity": "1", "lots": [RETURNED]},))
    again = floor.calendar.at(day, "15:40")
    order.write(floor, again - timedelta(hours=2))
    order.ship(floor, again, (BIKE_C2, RETURNED))
    order.write(floor, again + timedelta(minutes=2), "closed")


def hold_motor(floor: Shopfloor, day: int) -> None:
    """Another motor of that lot makes the same noise on the bench."""
    if day == _REPAIR_DAY:
        at = floor.calendar.at(day, "09:40")
        floor.store.take_lot(MOTOR, STOCK, HELD_MOTOR)
        floor.write(at, CHRIS, "hold", item=MOTOR, lot=HELD_MOTOR, reason=_NOISE)
        away = {"item": MOTOR, "lot": HELD_MOTOR, "quantity": ONE, "source": STOCK, "to": QUARANTINE}
        floor.write(at + timedelta(minutes=4), CHRIS, "move", **away)
