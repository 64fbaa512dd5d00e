"""What left the demonstration plant, and what is still to leave."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kiosk.demo.catalogue import BIKE_C2, BIKE_T4, CHRIS, CITYCYCLE, DISPATCH, FJORD, RADHAUS, serial_of, sscc_of
from kiosk.demo.production import CITY, TREKKING
from kiosk.demo.shopfloor import DAYS, Shopfloor

OPEN_DELIVERY = "SO-3101"
"""The delivery order of today; one of its bikes has left already."""

_SHIPPING_DAYS = range(3, DAYS, 2)
_CUSTOMERS = (RADHAUS, CITYCYCLE, FJORD)
_ON_A_PALLET = 4

Bike = tuple[str, str]
"""Item and serial."""


@dataclass(frozen=True, slots=True)
class DeliveryOrder:
    """What one customer is to get."""

    code: str
    customer: str
    lines: tuple[dict[str, Any], ...]

    def write(self, floor: Shopfloor, at: datetime, state: str = "released") -> None:
        """Write the order down."""
        fields = {"code": self.code, "partner": self.customer, "state": state, "lines": list(self.lines)}
        floor.write(at, CHRIS, "order", kind="delivery", **fields)

    def ship(self, floor: Shopfloor, at: datetime, bike: Bike, pallet: str = "") -> None:
        """One bike leaves on this order, on its pallet if it has one."""
        item, serial = bike
        goods = {"item": item, "lot": serial, "quantity": "1", "source": DISPATCH}
        floor.store.take_lot(item, DISPATCH, serial)
        if pallet:
            goods["container"] = pallet
            floor.write(at - timedelta(seconds=40), CHRIS, "pack", **goods)
        floor.write(at, CHRIS, "ship", partner=self.customer, order=self.code, **goods)


def ship_bikes(floor: Shopfloor, day: int) -> None:
    """Every other day one customer gets what was finished before; at the end the bikes of two days stay."""
    if day not in _SHIPPING_DAYS:
        return
    number = _SHIPPING_DAYS.index(day)
    bikes = _finished_between(day - 2, min(day, DAYS - 2))
    counts = Counter(item for item, _ in bikes)
    lines = tuple({"item": item, "quantity": str(count)} for item, count in counts.items())
    order = DeliveryOrder(f"SO-{3001 + number}", _CUSTOMERS[number % len(_CUSTOMERS)], lines)
    order.write(floor, floor.calendar.at(day - 1, "16:00"))
    at = floor.calendar.at(day, "15:00")
    for place, bike in enumerate(bikes):
        at += floor.minutes(1, 2)
        pallet = sscc_of(number * 10 + place // _ON_A_PALLET) if order.customer == FJORD else ""
        order.ship(floor, at, bike, pallet)
    order.write(floor, at + timedelta(minutes=5), "closed")


def _finished_between(first: int, last: int) -> list[Bike]:
    """The bikes made from working day `first` to the day before `last`."""
    return [
        (product.item, serial_of(product.item, number))
        for product in (CITY, TREKKING)
        for number in range(product.made_before(first) + 1, product.made_before(last) + 1)
    ]


def begin_open_delivery(floor: Shopfloor) -> None:
    """The delivery of today: the first of its bikes left yesterday evening."""
    lines = ({"item": BIKE_C2, "quantity": "3"}, {"item": BIKE_T4, "quantity": "1"})
    order = DeliveryOrder(OPEN_DELIVERY, RADHAUS, lines)
    order.write(floor, floor.calendar.at(DAYS - 1, "16:10"))
    bike = BIKE_C2, floor.store.oldest(BIKE_C2, DISPATCH)
    order.ship(floor, floor.calendar.at(DAYS - 1, "16:30"), bike)
