"""Work orders of the demonstration plant, and the transformation of one unit or batch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from kiosk.demo.catalogue import (
    ANN,
    BEN,
    BIKE_C2,
    BIKE_T4,
    CHRIS,
    FRAME_C2,
    FRAME_T4,
    LINE_1,
    LINE_2,
    MOTOR,
    PACK,
    PAINT,
    PAINT_SHOP,
    STOCK,
    TYRE_C2,
    TYRE_T4,
)
from kiosk.demo.shopfloor import DAYS, Shopfloor

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Product:
    """Something made unit by unit, on work orders of equal size."""

    item: str
    total: int
    """How many were made so far."""
    first_day: int
    first_order: int
    order_size: int
    operator: str
    line: str

    def made_before(self, day: int) -> int:
        """How many were made before a working day: evenly spread over the history."""
        return max(day - self.first_day, 0) * self.total // (DAYS - self.first_day)

    def made_on(self, day: int) -> Sequence[int]:
        """The numbers of the units made on a working day, from 1 on."""
        return range(self.made_before(day) + 1, self.made_before(day + 1) + 1)

    def order_of(self, number: int) -> str:
        """The work order of a unit."""
        return f"WO-{self.first_order + (number - 1) // self.order_size}"


CITY = Product(BIKE_C2, 54, 1, 1101, 12, ANN, LINE_1)
TREKKING = Product(BIKE_T4, 45, 1, 1201, 10, BEN, LINE_2)
PACKS = Product(PACK, 112, 0, 1301, 16, BEN, STOCK)

OPEN_CITY, OPEN_TREKKING = CITY.order_of(CITY.total), TREKKING.order_of(TREKKING.total)
"""The work orders that are half done."""

KITTED = frozenset({FRAME_C2, FRAME_T4, MOTOR, PACK, TYRE_C2, TYRE_T4})
"""What is brought to the line before it is used; everything else is taken from its shelf."""


def order_for_unit(floor: Shopfloor, product: Product, number: int, at: datetime) -> str:
    """The work order of a unit; released, if this is the first unit on it."""
    code = product.order_of(number)
    if number % product.order_size == 1:
        write_work_order(floor, code, {product.item: product.order_size}, at - timedelta(minutes=30), "released")
    return code


def close_after_unit(floor: Shopfloor, product: Product, number: int, at: datetime) -> None:
    """Close the work order of a unit, if this is the last unit on it."""
    if number % product.order_size == 0:
        code = product.order_of(number)
        write_work_order(floor, code, {product.item: product.order_size}, at + timedelta(minutes=1), "closed")


def write_work_order(floor: Shopfloor, code: str, lines: dict[str, int], at: datetime, state: str) -> None:
    """Write a work order down; its bill is the one in force when it is released."""
    planned = [{"item": item, "quantity": str(quantity)} for item, quantity in lines.items()]
    floor.write(at, CHRIS, "order", code=code, kind="work", state=state, lines=planned)


@dataclass(frozen=True, slots=True)
class Work:
    """One transformation on a work order, and who does it where."""

    floor: Shopfloor
    order: str
    name: str
    """Plant-wide name of the transformation."""
    operator: str
    line: str = STOCK

    def write(self, at: datetime, op: str, **fields: Any) -> None:
        """Write an operation of this transformation down."""
        operator = fields.pop("operator", self.operator)
        self.floor.write(at, operator, op, transformation=self.name, order=self.order, **fields)

    def consume(self, at: datetime, item: str, quantity: Decimal, **more: Any) -> None:
        """Use the oldest lots, from the line or from the shelf of the item."""
        source = self.line if item in KITTED else PAINT_SHOP if item == PAINT else STOCK
        for lot, part in self.floor.store.take(item, source, quantity):
            self.write(at, "consume", item=item, lot=lot, quantity=part, source=source, **more)

    def produce(self, at: datetime, item: str, lot: str, quantity: Decimal = ONE) -> None:
        """Finish a unit or a lot where it was made."""
        self.write(at, "produce", item=item, lot=lot, quantity=quantity, to=self.line)
        self.floor.store.put(item, self.line, lot, quantity)


def evidence(floor: Shopfloor) -> str:
    """Nearly everything is scanned; what will not read is typed, and a suggestion is accepted by hand now and then."""
    return floor.random.choices(("scanned", "confirmed", "typed"), (984, 8, 8))[0]
